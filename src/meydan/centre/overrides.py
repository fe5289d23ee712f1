"""The overrides of operators: what is asked, what became of it, and the orders that follow.

While an override stands it is the only writer of its junction: the strategy is not asked. Whoever comes second must
name the override to be replaced, or is refused. A refusal, the end of its time or a person ends an override; what it
ordered is then given back. Nothing here reads a clock: time comes in events.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from meydan.city.because import Because, because
from meydan.city.events import Event, Mode, OrderRejected, RunStarted, Tick
from meydan.city.instant import NEVER, Instant, elapsed_s, later
from meydan.city.orders import Cleared, Order, Refused, ReleaseToLocal, SetPlan, Verdict
from meydan.city.override import LONGEST_S, Action, OverrideAsked, OverrideGivenBack, TellOverrideAgain
from meydan.city.state import JunctionState

CONFIRM_S = 10.0  # promise P-7: confirmed by then, or shown as timed out
AGAIN_S = 60.0  # an order the junction does not show is given again
RELEASE_LIVES_S = 30.0
TELL_AGAIN_S = 900.0  # how far back a restart must read
MOST_REMEMBERED = 10_000
_FAMILY = "override."


class Stand(StrEnum):
    """What became of an override."""

    PENDING = "pending"
    CONFIRMED = "confirmed"  # the junction says so
    TIMED_OUT = "timed_out"  # the junction has not said so; it still stands
    REFUSED = "refused"
    EXPIRED = "expired"
    GIVEN_BACK = "given_back"
    TAKEN_OVER = "taken_over"


STANDING = frozenset({Stand.PENDING, Stand.CONFIRMED, Stand.TIMED_OUT})


@dataclass(frozen=True, slots=True)
class Override:
    """One override: what was asked, what became of it, when its order went out, and how it ended, why and by whom."""

    asked: OverrideAsked
    stand: Stand = Stand.PENDING
    sent: Instant = NEVER
    ended: Instant = NEVER
    why: Because | None = None
    ended_by: str = ""


class Overrides:
    """All overrides of one run.

    `standing` holds those in force and `latest` the last of each junction, by junction. Whoever shows them elsewhere
    is told of each change by `tell`.
    """

    def __init__(self) -> None:
        self.tell: Callable[[Override], None] = lambda _: None
        self.standing: dict[str, Override] = {}
        self.latest: dict[str, Override] = {}
        self._known: dict[str, Override] = {}
        self._told_again = NEVER

    def find(self, override: str) -> Override | None:
        """Return the override of this id, None if it is not known."""
        return self._known.get(override)

    def ids(self) -> list[str]:
        """Return the ids of all that are known, oldest first."""
        return list(self._known)

    def is_latest(self, override: Override) -> bool:
        """Say whether an override is the last of its junction; one that was refused at once never was."""
        latest = self.latest.get(override.asked.junction)
        return latest is not None and latest.asked.override == override.asked.override

    def adopt(self, override: Override, *, is_latest: bool) -> None:
        """Take over what others know of an override."""
        asked = override.asked
        before = self.standing.get(asked.junction)
        if before is not None and before.asked.override == asked.override:
            del self.standing[asked.junction]
        if is_latest:
            self._keep(override)
        else:
            self._know(override)

    def forget(self) -> None:
        """Begin a run with none."""
        self.standing.clear()
        self.latest.clear()
        self._known.clear()
        self._told_again = NEVER

    def tell_again(self, now: Instant) -> list[TellOverrideAgain]:
        """Return what stands, to be written down once more; nothing if that was done lately."""
        if self._told_again == NEVER:
            self._told_again = now
        if elapsed_s(now, self._told_again) < TELL_AGAIN_S:
            return []
        self._told_again = now
        return [TellOverrideAgain(override.asked) for override in self.standing.values()]

    def take(self, event: Event, state: JunctionState) -> list[Order]:
        """Take an event of a junction, or a tick, and return the orders that follow; they go out together or not."""
        match event:
            case OverrideAsked():
                return self._ask(event, state)
            case OverrideGivenBack():
                return self._give_back(event, state)
            case _:
                override = self.standing.get(state.junction.id)
                return self._carry_on(override, event, state) if override else []

    def settle(self, verdicts: Iterable[Verdict], state: JunctionState) -> None:
        """Note what safety said to the orders of the override that stands."""
        override = self.standing.get(state.junction.id)
        if override is None:
            return
        for verdict in verdicts:
            if isinstance(verdict, Refused):
                self._end(override, Stand.REFUSED, state.now, verdict.why)
                return
            self._keep(replace(override, sent=state.now, stand=Stand.PENDING))

    def _ask(self, asked: OverrideAsked, state: JunctionState) -> list[Order]:
        if asked.override in self._known:
            return []  # the same wish again has no second effect
        override = Override(asked)
        before = self.standing.get(asked.junction)
        if (before.asked.override if before else "") != asked.instead_of:
            holder = before.asked.person if before else ""
            why = because("override.conflict", person=holder) if before else because("override.gone")
            return self._refuse(override, why, state)
        if not 0 < elapsed_s(asked.until, asked.since) <= LONGEST_S:
            return self._refuse(override, because("override.too_long", hours=LONGEST_S / 3600), state)
        if before:
            self._end(before, Stand.TAKEN_OVER, state.now, by=asked.person)
        self._keep(override)
        is_told_again = asked.since < asked.t
        return [] if is_told_again else _orders(asked, state)

    def _refuse(self, override: Override, why: Because, state: JunctionState) -> list[Order]:
        self._know(replace(override, stand=Stand.REFUSED, ended=state.now, why=why))
        return []

    def _give_back(self, event: OverrideGivenBack, state: JunctionState) -> list[Order]:
        override = self.standing.get(event.junction)
        if override is None or override.asked.override != event.override:
            return []
        self._end(override, Stand.GIVEN_BACK, state.now, by=event.person)
        return [_release(state, because("override.given_back", person=event.person))]

    def _carry_on(self, override: Override, event: Event, state: JunctionState) -> list[Order]:
        asked, was_sent = override.asked, override.sent != NEVER
        if isinstance(event, OrderRejected) and was_sent and elapsed_s(state.now, override.sent) <= CONFIRM_S:
            self._end(override, Stand.REFUSED, state.now, event.why)
            return []
        if state.now >= asked.until and (was_sent or _is_ready(state)):
            self._end(override, Stand.EXPIRED, state.now)
            return [_release(state, because("override.expired", person=asked.person))]
        if not was_sent:  # told again after a restart: the junction must say first where it stands
            return _orders(asked, state) if _is_ready(state) and state.now < asked.until else []
        return self._watch(override, event, state)

    def _watch(self, override: Override, event: Event, state: JunctionState) -> list[Order]:
        """See whether the junction does what was ordered; order again where it does not."""
        shows = _shows(override.asked, state)
        if shows and not isinstance(event, Tick) and override.stand is not Stand.CONFIRMED:
            self._keep(replace(override, stand=Stand.CONFIRMED))
            return []
        if shows and override.stand is Stand.CONFIRMED:
            return []
        late_s = elapsed_s(state.now, override.sent)
        if late_s >= AGAIN_S and _is_ready(state):
            return _orders(override.asked, state)
        if late_s > CONFIRM_S and override.stand is not Stand.TIMED_OUT:
            self._keep(replace(override, stand=Stand.TIMED_OUT))
        return []

    def _keep(self, override: Override) -> None:
        asked = override.asked
        self.latest[asked.junction] = override
        if override.stand in STANDING:
            self.standing[asked.junction] = override
        self._know(override)

    def _know(self, override: Override) -> None:
        self._known[override.asked.override] = override
        self.tell(override)
        if len(self._known) > MOST_REMEMBERED:
            del self._known[next(iter(self._known))]

    def _end(self, override: Override, stand: Stand, now: Instant, why: Because | None = None, by: str = "") -> None:
        self.standing.pop(override.asked.junction, None)
        self._keep(replace(override, stand=stand, ended=now, why=why, ended_by=by))


def standing_after(
    records: Iterable[Event | Verdict],
) -> list[OverrideAsked]:
    """Return the overrides that stand after these records of a log, as a restart finds them.

    It goes by what the log says and not by time: one whose time is over is returned too, for what it ordered has to be
    given back first. Records that say nothing about overrides may be left out.
    """
    standing: dict[str, OverrideAsked] = {}
    sent: dict[str, Instant] = {}
    known: set[str] = set()
    for record in records:
        match record:
            case OverrideAsked():
                if record.override not in known and _takes_over(record, standing):
                    standing[record.junction] = record
                    sent.pop(record.junction, None)
                known.add(record.override)
            case OverrideGivenBack(junction=junction) if _holds(standing, junction, record.override):
                del standing[junction]
            case Cleared(order=order) if _is_ours(order, standing):
                sent[order.junction] = order.t
                if isinstance(order, ReleaseToLocal) and order.because.code == "override.expired":
                    standing.pop(order.junction, None)
            case Refused(order=order) if _is_ours(order, standing):
                standing.pop(order.junction, None)
            case OrderRejected(junction=junction) if elapsed_s(record.t, sent.get(junction, NEVER)) <= CONFIRM_S:
                standing.pop(junction, None)
            case RunStarted():
                sent.clear()
                known.clear()
            case _:
                pass
    return list(standing.values())


def _takes_over(asked: OverrideAsked, standing: Mapping[str, OverrideAsked]) -> bool:
    before = standing.get(asked.junction)
    is_sound = 0 < elapsed_s(asked.until, asked.since) <= LONGEST_S
    return is_sound and (asked.since < asked.t or asked.instead_of == (before.override if before else ""))


def _holds(standing: Mapping[str, OverrideAsked], junction: str, override: str) -> bool:
    return junction in standing and standing[junction].override == override


def _is_ours(order: Order, standing: Mapping[str, OverrideAsked]) -> bool:
    return order.because.code.startswith(_FAMILY) and order.junction in standing


def _is_ready(state: JunctionState) -> bool:
    """Say whether a junction can be given orders at all, as far as it told, and told it a moment ago."""
    return state.mode in (Mode.LOCAL, Mode.CENTRAL) and elapsed_s(state.now, state.heard) <= CONFIRM_S


def _shows(asked: OverrideAsked, state: JunctionState) -> bool:
    if state.adjusted:
        return False
    if asked.action is Action.LOCAL:
        return state.mode is Mode.LOCAL and state.plan == state.junction.local_plan
    return state.mode is Mode.LOCAL and state.plan == asked.plan


def _orders(asked: OverrideAsked, state: JunctionState) -> list[Order]:
    """Return the orders of an override, in the order in which safety is asked; they are sent last one first.

    A junction that stands in a stage of the centre's is given back before it gets its plan, or the stage would go on.
    """
    if asked.action is Action.LOCAL:
        return [_release(state, because("override.local", person=asked.person, cause=asked.cause))]
    why = because("override.plan", person=asked.person, plan=asked.plan, cause=asked.cause)
    choose = SetPlan(state.now, asked.junction, asked.plan, asked.until, state.fence, why)
    return [choose, _release(state, why)] if state.mode is Mode.CENTRAL or state.adjusted else [choose]


def _release(state: JunctionState, why: Because) -> ReleaseToLocal:
    return ReleaseToLocal(state.now, state.junction.id, later(state.now, RELEASE_LIVES_S), state.fence, why)
