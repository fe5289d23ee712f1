"""Queues: what a zone counts, and where there are only loops, in at the advance loop and out at the stop line.

Counting drifts: a lane whose stop-line loop stays free in green is empty, and a vehicle standing on the loop at red is
at least one.
"""

from collections.abc import Set
from dataclasses import dataclass
from typing import Protocol

from meydan.city.instant import elapsed_s
from meydan.city.junction import DetectorKind, Junction, Lamp
from meydan.city.state import DetectorState, JunctionState


class Queue(Protocol):
    """The vehicles of one lane, the road it belongs to and the groups that release it."""

    @property
    def approach(self) -> str:
        """The road."""
        ...

    @property
    def groups(self) -> tuple[str, ...]:
        """The groups."""
        ...

    def vehicles(self, seen: JunctionState) -> int:
        """Return how many vehicles stand or drive there."""
        ...


EMPTY_S = 5.0  # a stop-line loop free for so long in green: the lane is empty


@dataclass(slots=True)
class LaneQueue:
    """One file of vehicles: its stop-line loop, the advance loop upstream where there is one, and the groups served."""

    approach: str
    groups: tuple[str, ...]
    stop_line: DetectorState
    advance: DetectorState | None
    gone_in: int = 0
    gone_out: int = 0

    def vehicles(self, seen: JunctionState) -> int:
        """Return how many vehicles stand or drive between the two loops."""
        out = self.stop_line
        is_green = any(seen.lamps.get(g) is Lamp.GREEN for g in self.groups)
        if is_green and not out.occupied and elapsed_s(seen.now, out.changed) >= EMPTY_S:
            self._empty()
        least = 1 if out.occupied else 0
        if self.advance is None:
            return least
        return max(least, (self.advance.count - self.gone_in) - (out.count - self.gone_out))

    def _empty(self) -> None:
        self.gone_out = self.stop_line.count
        self.gone_in = self.advance.count if self.advance is not None else 0


@dataclass(frozen=True, slots=True)
class ZoneQueue:
    """The vehicles in a zone; on a piece upstream of a short lane they are bound for any of its groups."""

    approach: str
    groups: tuple[str, ...]
    zone: DetectorState

    def vehicles(self, seen: JunctionState) -> int:
        """Return how many vehicles the zone counts."""
        return self.zone.vehicles


def lane_queues(junction: Junction, seen: JunctionState) -> list[Queue]:
    """Return a queue for every zone, and one for every stop-line loop on a lane without."""
    zones = [d for d in junction.detectors.values() if d.kind is DetectorKind.ZONE]
    watched = {d.lane for d in zones}
    of_zones = [
        ZoneQueue(junction.lanes[d.lane].approach, junction.lanes[d.lane].groups, seen.detectors[d.id]) for d in zones
    ]
    return [*of_zones, *_loop_queues(junction, seen, watched)]


def _loop_queues(junction: Junction, seen: JunctionState, watched: Set[str]) -> list[LaneQueue]:
    """Return a queue for every stop-line loop; an advance loop belongs to the loop that serves the same groups."""
    free = [d for d in junction.detectors.values() if d.kind is DetectorKind.ADVANCE]
    queues = []
    for d in junction.detectors.values():
        if d.kind is not DetectorKind.STOP_LINE or d.lane in watched:
            continue
        lane = junction.lanes[d.lane]
        mine = next((a for a in free if a.lane == d.lane), None) or next(
            (a for a in free if set(junction.lanes[a.lane].groups) == set(lane.groups)), None
        )
        if mine is not None:
            free.remove(mine)
        advance = seen.detectors[mine.id] if mine is not None else None
        queues.append(LaneQueue(lane.approach, lane.groups, seen.detectors[d.id], advance))
    return queues
