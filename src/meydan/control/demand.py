"""Who asks for green: standing demand from stop-line loops, and recall where a loop cannot be believed (I11)."""

from dataclasses import dataclass

from meydan.city.events import DetectorHealth
from meydan.city.instant import elapsed_s
from meydan.city.junction import DetectorKind, GroupKind, Junction
from meydan.city.state import DetectorState, JunctionState

STUCK_S = 300.0  # a loop occupied for longer is not believed
STOP_GAP_S = 2.0  # a stop-line loop free for longer: nobody is leaving any more
ADVANCE_GAP_S = 3.0  # an advance loop free for longer: nobody is coming
STOP_MOVES_S = 5.0  # someone on the stop-line loop for longer in green waits for another lamp, or is blocked
ADVANCE_MOVES_S = 12.0  # likewise upstream, where a queue takes longer to move off


@dataclass(frozen=True, slots=True)
class GroupLoops:
    """The loops of one signal group, as live states; `recalled` where there is none to ask."""

    group: str
    stop_line: tuple[DetectorState, ...]
    advance: tuple[DetectorState, ...]
    recalled: bool

    def is_blind(self, seen: JunctionState) -> bool:
        """Say whether none of its stop-line loops can be believed: the group is then on fixed recall."""
        return not self.recalled and not any(is_sound(loop, seen) for loop in self.stop_line)

    def comes(self, seen: JunctionState) -> bool:
        """Say whether vehicles are still coming: a loop was passed a moment ago, or someone is about to move off it."""
        return any(_is_fresh(loop, seen, STOP_GAP_S, STOP_MOVES_S) for loop in self.stop_line) or any(
            _is_fresh(loop, seen, ADVANCE_GAP_S, ADVANCE_MOVES_S) for loop in self.advance
        )

    def was_used(self, seen: JunctionState) -> bool:
        """Say whether anything passed or stands on one of its stop-line loops since the stage began."""
        return self.recalled or any(loop.occupied or loop.changed > seen.stage_since for loop in self.stop_line)


def group_loops(junction: Junction, seen: JunctionState) -> dict[str, GroupLoops]:
    """Return the loops of every group; groups on foot and those without a loop at the line are on recall."""
    found: dict[str, GroupLoops] = {}
    for group in junction.groups.values():
        loops: dict[DetectorKind, list[DetectorState]] = {kind: [] for kind in DetectorKind}
        for d in junction.detectors.values():
            if group.id in junction.lanes[d.lane].groups:
                loops[d.kind].append(seen.detectors[d.id])
        at_line = tuple(loops[DetectorKind.STOP_LINE])
        has_lane = any(group.id in lane.groups for lane in junction.lanes.values())
        recalled = not at_line and (has_lane or group.kind is GroupKind.PEDESTRIAN)
        found[group.id] = GroupLoops(group.id, at_line, tuple(loops[DetectorKind.ADVANCE]), recalled)
    return found


def is_sound(loop: DetectorState, seen: JunctionState) -> bool:
    """Say whether a loop can be believed."""
    if loop.health is not DetectorHealth.OK:
        return False
    return not (loop.occupied and elapsed_s(seen.now, loop.changed) > STUCK_S)


def _is_fresh(loop: DetectorState, seen: JunctionState, gap_s: float, moves_s: float) -> bool:
    if loop.occupied:
        return is_sound(loop, seen) and elapsed_s(seen.now, max(loop.changed, seen.stage_since)) < moves_s
    return loop.count > 0 and elapsed_s(seen.now, loop.changed) < gap_s
