"""Orders as commands of a site, and what takes them back.

RSMP has no command that ends by itself but M0001; so only complete plans and numbers are ordered, and the driver takes
each back when its time is over (I10). A stage is never ordered: M0005 and M0006 could, and would stay for ever.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from meydan.city.because import Because, because
from meydan.city.instant import Instant
from meydan.city.orders import (
    AskPriority,
    EndPriority,
    Order,
    ReleaseToLocal,
    SetClock,
    SetCycle,
    SetOffset,
    SetPlan,
    SetSplits,
    TellAlarm,
)
from meydan.city.plan import Plan
from meydan.city.secret import Secret
from meydan.field.rsmp.bands import MOST_OF_A_BAND_S
from meydan.field.rsmp.messages import Argument, CommandRequest
from meydan.field.rsmp.site_map import PriorityAt, SiteMap

TAKES: frozenset[type[Order]] = frozenset(
    {SetPlan, SetOffset, SetCycle, SetSplits, ReleaseToLocal, TellAlarm, SetClock, AskPriority, EndPriority}
)
PRIORITY = "M0022"
MOST = 255  # of a plan's number, of an offset and a cycle [s]


@dataclass(frozen=True, slots=True)
class Command:
    """One command without its security code: code, order (`cO`) and arguments."""

    code: str
    order: str
    arguments: tuple[tuple[str, str], ...]

    @property
    def key(self) -> str:
        """What of it can stand at a time: one command of a code, but any number of requests for priority."""
        return f"{self.code} {self.request}" if self.code == PRIORITY else self.code

    @property
    def request(self) -> str:
        """The id of a request for priority; "" of any other command."""
        return dict(self.arguments).get("requestId", "")

    @property
    def is_new_request(self) -> bool:
        """Whether it asks for priority, and does not end it."""
        return self.code == PRIORITY and dict(self.arguments)["type"] == "new"

    def written(self, code: Secret) -> tuple[Argument, ...]:
        """Return its arguments with the security code, for the wire only; a request for priority has none."""
        secured = () if self.code == PRIORITY else (("securityCode", code.reveal()),)
        return tuple(Argument(self.code, self.order, name, value) for name, value in (*self.arguments, *secured))


def command_of(request: CommandRequest) -> Command:
    """Return the command of a request that was sent, without its security code."""
    first = request.arguments[0]
    named = tuple((a.name, str(a.value)) for a in request.arguments if a.name != "securityCode")
    return Command(first.code, first.order, named)


@dataclass(frozen=True, slots=True)
class Wish:
    """What an order asks of a site now, and what takes it back."""

    now: Command
    back: Command


def takes_of(maps: Iterable[SiteMap]) -> frozenset[type[Order]]:
    """Return the orders that all of these sites can be given: splits only where every plan has its bands."""
    have_bands = all(of.bands.keys() >= of.plans.keys() for of in maps)
    return TAKES if have_bands else TAKES - {SetSplits}


RELEASE = Command("M0002", "setPlan", (("status", "False"), ("timeplan", "1")))


def wish_of(order: Order, of: SiteMap, plans: Mapping[str, Plan]) -> Wish | Because:
    """Return the command of an order with the one that takes it back, or why this site cannot follow it.

    `plans` are the junction's stored plans by name: taking a number back means giving the stored one again.
    """
    match order:
        case SetPlan(plan=name) | SetOffset(plan=name) | SetCycle(plan=name) | SetSplits(plan=name):
            number, plan = of.plans.get(name), plans.get(name)
            if number is None or plan is None:
                return because("controller.no_plan", plan=name)
            return _wish_of_plan(order, of, plan, number)
        case ReleaseToLocal():
            return Wish(RELEASE, RELEASE)
        case AskPriority():
            at = of.priorities.get(order.priority)
            if at is None:
                return because("rsmp.priority_unmapped", priority=order.priority)
            return Wish(_priority(order.request, "new", at), end_priority(order.request))
        case _:
            return because("controller.not_able", order=type(order).__name__)


def _wish_of_plan(
    order: SetPlan | SetOffset | SetCycle | SetSplits, of: SiteMap, plan: Plan, number: int
) -> Wish | Because:
    match order:
        case SetPlan():
            return Wish(Command("M0002", "setPlan", (("status", "True"), ("timeplan", str(number)))), RELEASE)
        case SetOffset(offset_s=s):
            return _number("M0015", "setOffset", s, plan.offset_s, number)
        case SetCycle(cycle_s=s):
            return _number("M0018", "setCycleTime", s, plan.cycle_s, number)
        case SetSplits():
            return _bands(order, of, plan, number)


def end_priority(request: str) -> Command:
    """Return the command that ends a request for priority."""
    return _priority(request, "cancel")


def _priority(request: str, kind: str, at: PriorityAt | None = None) -> Command:
    more = ((at.argument, at.value), ("vehicleType", at.kind)) if at else ()
    return Command(PRIORITY, "requestPriority", (("requestId", request), ("type", kind), *more))


def set_clock(now: Instant) -> Command:
    """Return the command that sets a site's clock to `now`, to the nearest second: it takes no finer one."""
    at = datetime.fromtimestamp(round(now / 1000), UTC)
    parts = ("year", "month", "day", "hour", "minute", "second")
    return Command("M0104", "setDate", tuple((part, str(getattr(at, part))) for part in parts))


def _number(code: str, order: str, wanted_s: float, stored_s: float, plan: int) -> Wish | Because:
    """Return the command that sets a number of a plan; the site counts whole seconds."""
    if not _is_whole(wanted_s, MOST) or not _is_whole(stored_s, MOST):
        return because("rsmp.no_whole_seconds", s=wanted_s, most=MOST)

    def command(s: float) -> Command:
        return Command(code, order, (("status", str(round(s))), ("plan", str(plan))))

    return Wish(command(wanted_s), command(stored_s))


def _bands(order: SetSplits, of: SiteMap, plan: Plan, number: int) -> Wish | Because:
    """Return the dynamic bands that make these greens: each step has its base, and its band beyond it."""
    bands = of.bands.get(plan.id)
    if bands is None or not len(bands) == len(plan.steps) == len(order.greens_s):
        return because("rsmp.no_bands", plan=plan.id)
    more = [s - step.green_s for s, step in zip(order.greens_s, plan.steps, strict=True)]
    wanted = [band.stored_s + s for band, s in zip(bands, more, strict=True)]
    if not all(_is_whole(s, MOST_OF_A_BAND_S) for s in wanted):
        return because("rsmp.outside_bands", most=MOST_OF_A_BAND_S)

    def command(held_s: Sequence[float]) -> Command:
        text = ",".join(f"{band.number}-{round(s)}" for band, s in zip(bands, held_s, strict=True))
        return Command("M0014", "setCommands", (("plan", str(number)), ("status", text)))

    return Wish(command(wanted), command([band.stored_s for band in bands]))


def _is_whole(s: float, most: int) -> bool:
    return 0 <= s <= most and abs(s - round(s)) < 1e-6
