"""A paper street on which people take junctions at given seconds."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from meydan.centre.loop import Centre, Record, run
from meydan.centre.snapshot import Live
from meydan.city.city import City
from meydan.city.events import RunStarted, Tick
from meydan.city.instant import later
from meydan.city.orders import Cleared
from meydan.city.override import Action, AskOverride, Cause, GiveBack, OverrideAsked, Wish
from meydan.city.request import ShownOverride
from meydan.control import actuated
from tests.junctions import plan
from tests.paper_street import START, PaperStreet, city, passes, script

TRAFFIC = script(
    *(passes(f"{g}{k}", s + i) for s in range(5, 900, 13) for i, g in enumerate(("P1", "P2")) for k in "as")
)
LONG = replace(
    plan(), id="long", cycle_s=85.0, steps=(replace(plan().steps[0], green_s=50, max_s=60), *plan().steps[1:])
)


def two_plans() -> City:
    return city(plans=[plan(), LONG])


def ask(
    override: str = "first",
    *,
    person: str = "ayse",
    action: Action = Action.PLAN,
    plan: str = "long",
    lasts_s: float = 300,
    instead_of: str = "",
) -> AskOverride:
    return AskOverride("J1", override, person, action, plan, Cause.ROADWORKS, lasts_s, instead_of)


def shown_ask(override: str = "first", **more: Any) -> ShownOverride:
    return ShownOverride(ask(override, **more), "session")


class Trusting:
    """A witness that believes everybody."""

    async def why_not(self, shown: ShownOverride, live: Live, waiting: Callable[[], list[Wish]]) -> None:
        """Say that it may be."""


def give_back(override: str = "first", person: str = "ayse") -> GiveBack:
    return GiveBack("J1", override, person)


class DeafStreet(PaperStreet):
    """A street that loses every order about plans."""

    async def send(self, order: Cleared) -> None:
        """Lose the order."""


@dataclass(slots=True)
class Lived:
    """What a centre wrote down and how it stood at the end."""

    centre: Centre
    records: list[Record] = field(default_factory=list)

    def orders(self, since_s: float = 0, until_s: float = 1e6) -> list[Any]:
        """Return the orders that were cleared between two seconds."""
        cleared = [record.order for record in self.records if isinstance(record, Cleared)]
        return [order for order in cleared if later(START, since_s) <= order.t < later(START, until_s)]


async def live(
    wishes: Mapping[int, Sequence[Wish]],
    seconds: int,
    *,
    of: City | None = None,
    strategy: Any = actuated,
    street: PaperStreet | None = None,
    standing: Sequence[OverrideAsked] = (),
) -> Lived:
    """Live through some seconds; each wish comes with the tick of its second."""
    of = of or two_plans()
    written: list[Record] = []

    def write(record: Record) -> None:
        written.append(record)
        if isinstance(record, Tick):
            centre.inbox.extend(wishes.get((record.t - START) // 1000, ()))

    centre = Centre(of, strategy, "test", write, on_street=False)
    start = RunStarted(START, "", "test", 1, 1)
    await run(centre, street or PaperStreet(of, TRAFFIC, seconds), start, standing)
    return Lived(centre, written)
