"""How busy each road is, from what its detectors said in the last minute.

The rule: a road is judged by its zones; where it has none by its advance loops, or by its stop-line loops where it has
no other. Detectors known to be faulty do not count. A stop-line loop is covered by whoever waits for green, so it may
be covered for longer. A zone is covered by its vehicles, 7.5 m each; its level is that of the standing ones alone.
"""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from meydan.city.city import City
from meydan.city.events import DetectorHealth
from meydan.city.instant import NEVER, Instant
from meydan.city.junction import DetectorKind
from meydan.city.state import DetectorState, JunctionState

WINDOW_MS = 60_000
SPACING_MS = 5_000  # between the readings that are kept
SHORTEST_MS = 5_000  # a shorter look says nothing
ADVANCE_OCCUPANCY = (0.12, 0.25, 0.45)  # where level 1, 2 and 3 begin; a full lane at speed covers a loop 25 %
STOP_LINE_OCCUPANCY = (0.35, 0.55, 0.75)
ZONE_STANDING = (0.15, 0.35, 0.6)  # share of the last 100 m covered by a queue, reds and greens together
QUEUED_M = 7.5  # of lane for each vehicle
JUDGES = {
    DetectorKind.ZONE: ZONE_STANDING,
    DetectorKind.ADVANCE: ADVANCE_OCCUPANCY,
    DetectorKind.STOP_LINE: STOP_LINE_OCCUPANCY,
}

RoadLevel = tuple[int, int, int]
"""Level 0 (free) to 3 (queue), occupancy [%], flow [veh/h]."""

Sums = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class _Reading:
    """All detectors at one instant: how many came since the run began, how long covered, how long by a queue [ms].

    The rows of `sums`, one column a detector; without zones the last row is left out, for it is the one before.
    """

    t: Instant
    sums: Sums


class RoadMeter:
    """Occupancy and flow of the roads of a city; `roads` names them in the order of `levels`."""

    def __init__(self, city: City) -> None:
        by_road = _detectors_by_road(city)
        self.roads: tuple[str, ...] = tuple(by_road)
        self._where = [where for detectors, _ in by_road.values() for where in detectors]
        counts = [len(detectors) for detectors, _ in by_road.values()]
        self._first_of_road = np.cumsum([0, *counts])[:-1]
        self._limits = np.array([limits for _, limits in by_road.values()]).reshape(-1, 3)
        detectors = [city.junctions[junction].detectors[name] for junction, name in self._where]
        self._covers = np.array([QUEUED_M / d.length_m if d.kind is DetectorKind.ZONE else 0.0 for d in detectors])
        self._has_zones = bool(self._covers.any())
        self._known_as: Mapping[str, DetectorState] | None = None
        self._seen: list[DetectorState] = []
        self._kept: deque[_Reading] = deque()
        self._levels: list[RoadLevel | None] = [None] * len(by_road)
        self._judged: Instant = NEVER

    def levels(self, now: Instant, seen: Mapping[str, JunctionState]) -> list[RoadLevel | None]:
        """Return the level of each road, judged anew every 5 s; None where no sound one was watched long enough."""
        if not self._where or now == NEVER:
            return [None] * len(self.roads)
        if self._follow(now, seen) or not 0 <= now - self._judged < SPACING_MS:
            self._levels, self._judged = self._look(now), now
        return self._levels

    def _look(self, now: Instant) -> list[RoadLevel | None]:
        """Read the detectors and judge the roads."""
        reading = self._read(now)
        if not self._kept or now - self._kept[-1].t >= SPACING_MS:
            self._kept.append(reading)
        while len(self._kept) > 1 and now - self._kept[1].t >= WINDOW_MS:
            self._kept.popleft()
        if now - self._kept[0].t < SHORTEST_MS:
            return [None] * len(self.roads)
        return self._judge(self._kept[0], reading)

    def _follow(self, now: Instant, seen: Mapping[str, JunctionState]) -> bool:
        """Find the detectors anew when a run began and everything was forgotten; say whether it did."""
        first = seen[self._where[0][0]].detectors
        if self._known_as is not first or (self._kept and now < self._kept[-1].t):
            self._known_as = first
            self._seen = [seen[junction].detectors[name] for junction, name in self._where]
            self._kept.clear()
            return True
        return False

    def _read(self, now: Instant) -> _Reading:
        seen = self._seen
        counts = [d.count for d in seen]
        busy_ms = [d.busy_ms + now - d.changed if d.occupied else d.busy_ms for d in seen]
        if not self._has_zones:
            return _Reading(now, np.array([counts, busy_ms], dtype=float))
        since_ms = np.array([now - d.changed if d.occupied else 0 for d in seen], dtype=float)
        zones = [(d.vehicles, d.vehicle_ms, d.standing, d.standing_ms) for d in seen]
        vehicles, vehicle_ms, standing, standing_ms = np.array(zones, dtype=float).T
        covered_ms = np.where(self._covers, self._covers * (vehicle_ms + vehicles * since_ms), busy_ms)
        queued_ms = np.where(self._covers, self._covers * (standing_ms + standing * since_ms), busy_ms)
        return _Reading(now, np.array([counts, covered_ms, queued_ms]))

    def _judge(self, before: _Reading, after: _Reading) -> list[RoadLevel | None]:
        passed_ms = after.t - before.t
        is_sound = [d.health is DetectorHealth.OK for d in self._seen]
        changes = np.vstack([is_sound, (after.sums - before.sums) * is_sound])
        watched, counts, busy, *of_zones = np.add.reduceat(changes, self._first_of_road, axis=1)
        queued = of_zones[0] if of_zones else busy
        watched_ms = np.maximum(watched, 1) * passed_ms
        level = ((queued / watched_ms)[:, None] >= self._limits).sum(axis=1)
        occupancy = np.minimum(busy / watched_ms, 1.0) * 100
        flow = counts * (3_600_000 / passed_ms)
        rows = zip(level.tolist(), _whole(occupancy), _whole(flow), strict=True)
        return [row if n else None for n, row in zip(watched.tolist(), rows, strict=True)]


def _whole(values: Sums) -> list[int]:
    """Return the values rounded, as plain integers."""
    rounded: list[int] = values.round().astype(np.int64).tolist()
    return rounded


def _detectors_by_road(city: City) -> dict[str, tuple[list[tuple[str, str]], tuple[float, float, float]]]:
    """Return for each road that has any the detectors (junction, detector) that judge it, and their limits."""
    found: dict[str, dict[DetectorKind, list[tuple[str, str]]]] = {}
    for junction in city.junctions.values():
        for d in junction.detectors.values():
            road = junction.lanes[d.lane].approach
            found.setdefault(road, {}).setdefault(d.kind, []).append((junction.id, d.id))
    return {
        road: next((kinds[kind], limits) for kind, limits in JUDGES.items() if kind in kinds)
        for road, kinds in sorted(found.items())
    }
