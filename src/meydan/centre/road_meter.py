"""How busy each road is, from what its loops said in the last minute.

The rule: a road is judged by its advance loops, or by its stop-line loops where it has no other. Loops known to be
faulty do not count. A stop-line loop is covered by whoever waits for green, so it may be covered for longer.
"""

from collections import deque
from collections.abc import Mapping

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

RoadLevel = tuple[int, int, int]
"""Level 0 (free) to 3 (queue), occupancy [%], flow [veh/h]."""

Reading = tuple[Instant, npt.NDArray[np.int64], npt.NDArray[np.int64]]


class RoadMeter:
    """Occupancy and flow of the roads of a city; `roads` names them in the order of `levels`."""

    def __init__(self, city: City) -> None:
        by_road = _loops_by_road(city)
        self.roads: tuple[str, ...] = tuple(by_road)
        self._where = [where for loops, _ in by_road.values() for where in loops]
        self._road_of = np.repeat(np.arange(len(by_road)), [len(loops) for loops, _ in by_road.values()])
        self._limits = np.array([limits for _, limits in by_road.values()]).reshape(-1, 3)
        self._known_as: Mapping[str, DetectorState] | None = None
        self._loops: list[DetectorState] = []
        self._kept: deque[Reading] = deque()
        self._levels: list[RoadLevel | None] = [None] * len(by_road)
        self._judged: Instant = NEVER

    def levels(self, now: Instant, seen: Mapping[str, JunctionState]) -> list[RoadLevel | None]:
        """Return the level of each road, judged anew every 5 s; None where no sound loop was watched long enough."""
        if not self._where or now == NEVER:
            return [None] * len(self.roads)
        if self._follow(now, seen) or not 0 <= now - self._judged < SPACING_MS:
            self._levels, self._judged = self._look(now), now
        return self._levels

    def _look(self, now: Instant) -> list[RoadLevel | None]:
        """Read the loops and judge the roads."""
        reading = self._read(now)
        if not self._kept or now - self._kept[-1][0] >= SPACING_MS:
            self._kept.append(reading)
        while len(self._kept) > 1 and now - self._kept[1][0] >= WINDOW_MS:
            self._kept.popleft()
        if now - self._kept[0][0] < SHORTEST_MS:
            return [None] * len(self.roads)
        return self._judge(self._kept[0], reading)

    def _follow(self, now: Instant, seen: Mapping[str, JunctionState]) -> bool:
        """Find the loops anew when a run began and everything was forgotten; say whether it did."""
        first = seen[self._where[0][0]].detectors
        if self._known_as is not first or (self._kept and now < self._kept[-1][0]):
            self._known_as = first
            self._loops = [seen[junction].detectors[loop] for junction, loop in self._where]
            self._kept.clear()
            return True
        return False

    def _read(self, now: Instant) -> Reading:
        counts = np.array([loop.count for loop in self._loops])
        busy = np.array([loop.busy_ms + (now - loop.changed if loop.occupied else 0) for loop in self._loops])
        return now, counts, busy

    def _judge(self, before: Reading, after: Reading) -> list[RoadLevel | None]:
        sound = np.array([loop.health is DetectorHealth.OK for loop in self._loops], dtype=float)
        passed_ms = after[0] - before[0]
        count = len(self.roads)
        loops = np.bincount(self._road_of, sound, count)
        busy = np.bincount(self._road_of, sound * (after[2] - before[2]), count)
        flow = np.bincount(self._road_of, sound * (after[1] - before[1]), count) * (3_600_000 / passed_ms)
        occupancy = np.minimum(busy / np.maximum(loops, 1) / passed_ms, 1.0)
        level = (occupancy[:, None] >= self._limits).sum(axis=1)
        rows = zip(level.tolist(), (occupancy * 100).round().tolist(), flow.round().tolist(), strict=True)
        return [(lv, int(occ), int(veh)) if n else None for n, (lv, occ, veh) in zip(loops.tolist(), rows, strict=True)]


def _loops_by_road(city: City) -> dict[str, tuple[list[tuple[str, str]], tuple[float, float, float]]]:
    """Return for each road that has any the loops (junction, loop) that judge it, and their limits."""
    found: dict[str, dict[DetectorKind, list[tuple[str, str]]]] = {}
    for junction in city.junctions.values():
        for loop in junction.detectors.values():
            road = junction.lanes[loop.lane].approach
            found.setdefault(road, {}).setdefault(loop.kind, []).append((junction.id, loop.id))
    return {
        road: (kinds[DetectorKind.ADVANCE], ADVANCE_OCCUPANCY)
        if DetectorKind.ADVANCE in kinds
        else (kinds[DetectorKind.STOP_LINE], STOP_LINE_OCCUPANCY)
        for road, kinds in sorted(found.items())
    }
