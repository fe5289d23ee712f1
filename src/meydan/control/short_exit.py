"""The short roads to the next signals: who is let go into one that is full stands in the junction or fills it for good.

Two signals a few car lengths apart lock each other: those who turn left at the one stand behind those who turn left at
the other, and no lamp can free them any more. So nobody is sent into such a road while it holds nearly as many as it
can. Only zones say how many stand there: with loops, which see one vehicle of each lane, it locked no less often.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from meydan.city.city import City
from meydan.city.junction import DetectorKind, Junction
from meydan.city.state import DetectorState, JunctionState
from meydan.control.demand import is_sound
from meydan.control.near import SHORT_M
from meydan.control.traffic import VEHICLE_M

MOST_GO_THERE = 0.5  # share of a lane's traffic from which the road counts


@dataclass(frozen=True, slots=True)
class ShortExit:
    """A short road on: the state of the junction at its end, the zones on it, and how many vehicles it holds."""

    seen: JunctionState
    zones: tuple[DetectorState, ...]
    room: float

    def is_full(self) -> bool:
        """Say whether hardly anybody more finds room; not if nobody can tell."""
        standing = sum(zone.standing for zone in self.zones if is_sound(zone, self.seen))
        return standing >= max(1, int(self.room) - 1)


def short_exits(city: City, junction: Junction, seen: Mapping[str, JunctionState]) -> dict[str, ShortExit]:
    """Return the short road on of each lane that has one, by lane."""
    return {
        lane.id: _short_exit(city.junctions[to.junction], to.approach, seen[to.junction])
        for lane in junction.lanes.values()
        for to in lane.onward
        if to.distance_m <= SHORT_M and to.share >= MOST_GO_THERE
    }


def _short_exit(there: Junction, road: str, seen: JunctionState) -> ShortExit:
    lanes = {lane.id: lane.length_m for lane in there.lanes.values() if lane.approach == road and lane.ahead_m == 0.0}
    zones = [d.id for d in there.detectors.values() if d.lane in lanes and d.kind is DetectorKind.ZONE]
    return ShortExit(seen, tuple(seen.detectors[zone] for zone in zones), sum(lanes.values()) / VEHICLE_M)
