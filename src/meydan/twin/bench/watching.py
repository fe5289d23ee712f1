"""What is seen and counted of one run, whoever moves the lamps."""

import xml.etree.ElementTree as ET
from array import array
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from time import process_time_ns
from typing import Any

from meydan.city.city import City
from meydan.city.events import Event, Tick
from meydan.city.instant import Instant
from meydan.city.orders import Order
from meydan.city.state import JunctionState
from meydan.control import Strategy
from meydan.twin.bench.task import Settings
from meydan.twin.bench.waits import CityWaits, GroupWaits
from meydan.twin.monitor import CityMonitor
from meydan.twin.trips import Trip, Walk, each_trip, trip_options

NO_TELEPORT = "-1"


class Eye:
    """Watches lamps and queues of a run, and keeps SUMO's own account of it in a scratch folder."""

    def __init__(self, city: City, scratch: Path) -> None:
        self.monitor = CityMonitor(city)
        self.rules: Counter[str] = Counter()
        self._waits = CityWaits(city)
        self._trips, self._statistics = scratch / "trips.xml", scratch / "statistics.xml"

    def options(self, settings: Settings, *, emissions: bool = True) -> tuple[str, ...]:
        """Return SUMO's options that all runs share; emissions are dear and only for who tells of them."""
        teleport = NO_TELEPORT if settings.teleport_s is None else str(settings.teleport_s)
        return (
            *trip_options(self._trips),
            *("--statistic-output", str(self._statistics)),
            *(("--device.emissions.probability", "1") if emissions else ()),
            *("--scale", str(settings.demand)),
            *("--time-to-teleport", teleport),
        )

    def watch(self, t: Instant, letters: Mapping[str, str]) -> None:
        """Look at every light and queue once."""
        seen = self.monitor.count
        self.monitor.watch(t, letters)
        if new := self.monitor.count - seen:
            self.rules.update(found.rule for found in list(self.monitor.last)[-new:])
        self._waits.watch(t, letters)

    def seen(self) -> "Seen":
        """Return what was seen, when SUMO has written its files."""
        found = list(each_trip(self._trips))
        counted = {node.tag: node.attrib for node in ET.parse(self._statistics).getroot()}  # noqa: S314 - our own SUMO
        return Seen(
            trips=[one for one in found if isinstance(one, Trip)],
            walks=[one for one in found if isinstance(one, Walk)],
            teleports=int(counted["teleports"]["total"]),
            collisions=int(counted["safety"]["collisions"]),
            violations=self.monitor.count,
            rules=dict(sorted(self.rules.items())),
            waits=self._waits.close(),
        )


@dataclass(slots=True)
class Seen:
    """What came of one run; `decisions_ns` is empty where no strategy of ours decided."""

    trips: list[Trip]
    walks: list[Walk]
    teleports: int
    collisions: int
    violations: int
    rules: dict[str, int]
    waits: dict[str, dict[str, GroupWaits]]
    decisions_ns: "array[int]" = field(default_factory=lambda: array("q"))
    refused: int = 0
    failed: int = 0


@dataclass(slots=True)
class _Timed:
    """A strategy's memory of one junction, and what it has spent since the last second [ns]."""

    inner: Any
    spent_ns: int = 0


class Timer:
    """A strategy with a watch beside it: the processor time it spends for each junction and second.

    Time on the wall would count what other runs on the same machine take away.
    """

    def __init__(self, strategy: Strategy[Any]) -> None:
        self.NEEDS = strategy.NEEDS
        self.spent_ns = array("q")
        self._strategy = strategy

    def start(self, city: City, junction: str, seen: Mapping[str, JunctionState]) -> _Timed:
        """Return the strategy's state for one junction."""
        return _Timed(self._strategy.start(city, junction, seen))

    def decide(self, state: _Timed, event: Event) -> tuple[_Timed, list[Order]]:
        """Let the strategy decide and note how long it took; a `Tick` ends the second."""
        begun = process_time_ns()
        state.inner, orders = self._strategy.decide(state.inner, event)
        state.spent_ns += process_time_ns() - begun
        if isinstance(event, Tick):
            self.spent_ns.append(state.spent_ns)
            state.spent_ns = 0
        return state, orders
