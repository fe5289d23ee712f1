"""Short lanes between two near signals, watched by loops at the line, within the order of a plan.

Who turns left beyond the line to give way is seen by no loop, but whoever stands behind him stands on one. Once the
tails of those who stand there lie across the ways of others, no lamp frees them (`near_pair`). So he is let go under
protection before he has to give way, a green in which he stands ends, and nobody there is left at red for long.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from meydan.city.city import City
from meydan.city.instant import elapsed_s
from meydan.city.junction import DetectorKind, Lamp
from meydan.city.state import DetectorState, JunctionState
from meydan.control.demand import STOP_MOVES_S, is_sound
from meydan.control.near import SHORT_M


@dataclass(frozen=True, slots=True)
class InnerGroup:
    """A signal group whose vehicles come over a short lane and give way to `rivals`; its loops on such lanes."""

    group: str
    rivals: frozenset[str]
    loops: tuple[DetectorState, ...]

    def yields(self, green: Collection[str]) -> bool:
        """Say whether it gives way while these groups are green."""
        return self.group in green and not self.rivals.isdisjoint(green)

    def is_protected(self, green: Collection[str]) -> bool:
        """Say whether it is green and gives way to nobody while these groups are green."""
        return self.group in green and self.rivals.isdisjoint(green)

    def is_held(self, seen: JunctionState) -> bool:
        """Say whether somebody is on one of its loops that can be believed."""
        return any(loop.occupied and is_sound(loop, seen) for loop in self.loops)

    def stands(self, seen: JunctionState) -> bool:
        """Say whether somebody has stood on one of its loops in green for longer than it takes to move off."""
        if seen.lamps.get(self.group) is not Lamp.GREEN:
            return False
        green_since = seen.lamp_since[self.group]
        return any(
            loop.occupied
            and is_sound(loop, seen)
            and elapsed_s(seen.now, max(loop.changed, green_since)) > STOP_MOVES_S
            for loop in self.loops
        )

    def waited_s(self, seen: JunctionState) -> float:
        """Return for how long somebody who is there has waited at red [s], 0 if nobody is."""
        return (
            elapsed_s(seen.now, seen.waiting[self.group]) if self.group in seen.waiting and self.is_held(seen) else 0.0
        )


def inner_groups(city: City, junction: str, seen: JunctionState) -> tuple[InnerGroup, ...]:
    """Return the groups of a junction that give way and whose loops lie on short lanes from another signal."""
    return tuple(_inner_groups(city, junction, seen))


def _inner_groups(city: City, junction: str, seen: JunctionState) -> Iterator[InnerGroup]:
    stands = city.junctions[junction]
    for group in stands.groups:
        rivals = frozenset(first for yields, first in stands.permitted if yields == group)
        lanes = {
            lane.id
            for lane in stands.lanes.values()
            if group in lane.groups
            and any(to.distance_m <= SHORT_M for _, _, to in city.fed_by.get((junction, lane.approach), ()))
        }
        at_line = (d for d in stands.detectors.values() if d.lane in lanes and d.kind is DetectorKind.STOP_LINE)
        loops = tuple(seen.detectors[d.id] for d in at_line)
        if rivals and loops:
            yield InnerGroup(group, rivals, loops)
