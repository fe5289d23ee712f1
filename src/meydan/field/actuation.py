"""Vehicle-actuated control in the cabinet: the same gap-out and max-out as the strategy, without a centre.

It says in which stage to be; the controller it stands beside keeps minima, intergreens and conflicts by itself.
"""

from collections.abc import Iterable

from meydan.city.city import City
from meydan.city.events import Event, Mode, PlanChanged, RunStarted, Tick
from meydan.city.instant import NEVER, Instant
from meydan.city.orders import CallStage, HoldStage
from meydan.city.state import JunctionState
from meydan.control import actuated
from meydan.field.sequence import FAR

ASKED_EVERY_MS = 1000


class Actuation:
    """What one junction's detectors make of the plan that runs, within its minima and maxima.

    Parameters
    ----------
    city, junction
        Where the junction stands; of the rest of the city it knows only which roads come from near signals.
    now
        The instant it is switched on.
    """

    def __init__(self, city: City, junction: str, now: Instant) -> None:
        self._plans = {name: plan for (at, name), plan in city.plans.items() if at == junction}
        self._seen = JunctionState(city.junctions[junction], on_street=False)
        self._seen.observe(RunStarted(now, city.name, "", 0, 0))
        self._asked = now
        self._stage = ""
        self._plan = city.junctions[junction].local_plan
        self._state = actuated.start(city, junction, {junction: self._seen})

    def hear(self, events: Iterable[Event]) -> None:
        """Take what the controller and the detectors said, in order of time."""
        for event in events:
            self._seen.observe(event)
            if isinstance(event, PlanChanged) and event.plan != self._plan:
                self._plan = event.plan
                self._state = actuated.under_plan(self._state, self._plans[event.plan])

    def stage(self, now: Instant) -> str:
        """Return the stage to be in, thought over once a second; "" while the controller runs no plan."""
        if self._seen.mode is not Mode.LOCAL:
            self._stage = ""
        elif now - self._asked >= ASKED_EVERY_MS:
            self._asked = now
            tick = Tick(now, 0)
            self._seen.observe(tick)
            _, orders = actuated.decide(self._state, tick)
            for order in orders:
                if isinstance(order, CallStage | HoldStage):
                    self._stage = order.stage
        return self._stage

    @property
    def next_thought(self) -> Instant:
        """The instant before which `stage` gives what it gave, as long as nothing is heard."""
        if self._seen.mode is Mode.LOCAL:
            return Instant(self._asked + ASKED_EVERY_MS)
        return NEVER if self._stage else FAR
