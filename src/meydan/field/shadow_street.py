"""The controllers of a shadow: virtual ones beside those of the street, with the same plans and no lamp on them.

What the street's detectors see is heard as it is. Of the street's own controllers only that they are there is heard:
the lamps of a shadow are those its own controllers would show.
"""

from collections.abc import Iterator

from meydan.city.city import City
from meydan.city.events import (
    DetectorChanged,
    DetectorJudged,
    Event,
    JunctionHeard,
    JunctionLost,
    LateValue,
    LinkMeasured,
    RunStarted,
    ZoneChanged,
)
from meydan.city.instant import Instant
from meydan.city.orders import Cleared, Order
from meydan.city.plan import Plan
from meydan.city.state import NOT_HEARD
from meydan.field.controller import VirtualController

SILENCE_MS = 4000  # the street's controllers say far more often than that that they are there
_AS_IT_IS = (DetectorChanged, ZoneChanged, DetectorJudged, LinkMeasured)
_SAYS_NOTHING_NOW = (*NOT_HEARD, RunStarted, JunctionLost, LateValue)


class ShadowStreet:
    """One virtual controller for each junction of a city; `switch_on` comes first."""

    takes: frozenset[type[Order]] = VirtualController.takes

    def __init__(self, city: City) -> None:
        self._city = city
        self._controllers: dict[str, VirtualController] = {}
        self._spoke: dict[str, Instant] = {}

    def switch_on(self, now: Instant) -> None:
        """Have every controller begin as after dark: all red, then its local plan."""
        plans: dict[str, dict[str, Plan]] = {junction: {} for junction in self._city.junctions}
        for (junction, name), plan in self._city.plans.items():
            plans[junction][name] = plan
        self._controllers = {
            name: VirtualController(junction, plans[name], now) for name, junction in self._city.junctions.items()
        }
        self._spoke = {}

    def hears(self, event: Event) -> Event | None:
        """Return what a shadow hears of an event of the street; None if nothing."""
        if isinstance(event, _AS_IT_IS):
            self._spoke[event.junction] = event.t
            return event
        if isinstance(event, _SAYS_NOTHING_NOW):
            return None
        junction = event.junction
        if event.t - self._spoke.get(junction, -SILENCE_MS) < SILENCE_MS:
            return None
        self._spoke[junction] = event.t
        return JunctionHeard(event.t, junction)

    def take(self, cleared: Cleared, now: Instant) -> None:
        """Hand an order to its virtual controller, which obeys it or says why not at the next `advance`."""
        self._controllers[cleared.order.junction].take(cleared, now)

    def advance(self, now: Instant) -> Iterator[Event]:
        """Carry every controller on to `now` and yield what happened."""
        for controller in self._controllers.values():
            if now >= controller.wake:
                yield from controller.catch_up(now)
