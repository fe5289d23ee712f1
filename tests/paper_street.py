"""A street on paper: real virtual controllers, and vehicles that arrive when a list says so. No simulator."""

from collections.abc import AsyncIterator, Mapping, Sequence
from math import ceil
from typing import Any

from meydan.centre.loop import Centre, Record
from meydan.city.city import City
from meydan.city.events import DetectorChanged, DetectorJudged, Event, JunctionHeard, RunStarted, Tick
from meydan.city.instant import Instant, later
from meydan.city.junction import Junction
from meydan.city.orders import Cleared, Order
from meydan.city.plan import Plan, Timetable
from meydan.control import Strategy
from meydan.field.controller import VirtualController
from tests.junctions import junction, plan

START = Instant(1_772_496_000_000)  # Tuesday 2026-03-03, 00:00 UTC
OFFSET_S = 10_800


def city(*junctions: Junction, plans: Sequence[Plan] = (), timetable: Timetable | None = None) -> City:
    """Return a city of these junctions, or of the usual one."""
    stands = {j.id: j for j in junctions or (junction(),)}
    stored = {(p.junction, p.id): p for p in plans or (plan(),)}
    return City("Kâğıthane", "Europe/Istanbul", "paper", "", "", stands, stored, timetable or Timetable())


class PaperStreet:
    """A field: every second the controllers carry on, then comes what `script` has until then, then a tick."""

    takes: frozenset[type[Order]] = VirtualController.takes
    on_street = False

    def __init__(self, of: City, script: Mapping[int, Sequence[Event]], seconds: int) -> None:
        self._script, self._seconds, self._now = script, seconds, START
        self._controllers = {
            j: VirtualController(stands, {p: found for (at, p), found in of.plans.items() if at == j}, START)
            for j, stands in of.junctions.items()
        }

    async def events(self) -> AsyncIterator[Event]:
        """Yield everything that happens, in order of time."""
        for s in range(self._seconds):
            self._now = later(START, s)
            for name, controller in self._controllers.items():
                for event in controller.advance(self._now) or [JunctionHeard(self._now, name)]:
                    yield event
            for event in self._script.get(s, ()):
                yield event
            yield Tick(self._now, OFFSET_S)

    async def send(self, order: Cleared) -> None:
        """Hand an order to its controller."""
        self._controllers[order.order.junction].take(order, self._now)


def started() -> RunStarted:
    return RunStarted(START, "", "", 1, 1)


def passes(detector: str, s: float, lasts_s: float = 0.5, at: str = "J1") -> dict[int, list[Event]]:
    """Return one vehicle over a detector: occupied from second `s` on for so long."""
    on = DetectorChanged(later(START, s), at, detector, True)
    off = DetectorChanged(later(START, s + lasts_s), at, detector, False)
    first, last = ceil(s), ceil(s + lasts_s)
    return {first: [on, off]} if first == last else {first: [on], last: [off]}


def judged(detector: str, s: int, health: Any) -> dict[int, list[Event]]:
    """Return that a detector was found healthy or not at a second."""
    return {s: [DetectorJudged(later(START, s), "J1", detector, health)]}


def script(*parts: Mapping[int, Sequence[Event]]) -> dict[int, list[Event]]:
    """Return what happens each second, all parts together."""
    whole: dict[int, list[Event]] = {}
    for part in parts:
        for s, events in part.items():
            whole.setdefault(s, []).extend(events)
    return {s: sorted(events, key=lambda event: event.t) for s, events in whole.items()}


async def live_through(
    of: City, strategy: Strategy[Any], seconds: int, happens: Mapping[int, Sequence[Event]] | None = None
) -> list[Record]:
    """Return everything a centre wrote down under a strategy."""
    from meydan.centre.loop import run

    written: list[Record] = []
    street = PaperStreet(of, happens or {}, seconds)
    await run(Centre(of, strategy, "test", written.append, on_street=False), street, started())
    return written
