"""Who asks for green: standing demand at the stop line, and recall where a detector cannot be believed (I11).

Where a city has zones they tell it: whoever moves in the last 100 m comes, whoever stands waits.
"""

from dataclasses import dataclass

from meydan.city.events import DetectorHealth
from meydan.city.instant import NEVER, elapsed_s
from meydan.city.junction import Detector, DetectorKind, GroupKind, Junction
from meydan.city.state import DetectorState, JunctionState

STUCK_S = 300.0  # a loop occupied for longer is not believed, nor a zone that says the same for longer
SILENT_S = 300.0  # since the run began; a detector that has said nothing at all for so long is not believed
STOP_GAP_S = 2.0  # a stop-line loop free for longer: nobody is leaving any more
ADVANCE_GAP_S = 3.0  # an advance loop free for longer: nobody is coming
STOP_MOVES_S = 5.0  # someone on the stop-line loop for longer in green waits for another lamp, or is blocked
ADVANCE_MOVES_S = 12.0  # likewise upstream, where a queue takes longer to move off
ZONES_BEGIN_M = 50.0  # zones that begin farther up say nothing of the next seconds


@dataclass(frozen=True, slots=True)
class GroupLoops:
    """The detectors of one signal group, as live states; `recalled` where there is none to ask.

    `zones` lie at the line, `beyond` are those on the pieces upstream of a short lane. Nobody comes any more where a
    loop at the line, or upstream, is free for longer than `stop_gap_s` and `advance_gap_s`.
    """

    group: str
    stop_line: tuple[DetectorState, ...]
    advance: tuple[DetectorState, ...]
    recalled: bool
    zones: tuple[DetectorState, ...] = ()
    beyond: tuple[DetectorState, ...] = ()
    stop_gap_s: float = STOP_GAP_S
    advance_gap_s: float = ADVANCE_GAP_S

    def is_blind(self, seen: JunctionState) -> bool:
        """Say whether none of its detectors at the line can be believed: the group is then on fixed recall."""
        return not self.recalled and not any(is_sound(d, seen) for d in (*self.stop_line, *self.zones))

    def is_silent(self, seen: JunctionState) -> bool:
        """Say whether no detector at the line has ever said anything: it died, or nobody comes there."""
        at_line = (*self.stop_line, *self.zones)
        return self.is_blind(seen) and all(d.changed == NEVER and d.health is DetectorHealth.OK for d in at_line)

    def comes(self, seen: JunctionState) -> bool:
        """Say whether vehicles are still coming: a loop was passed a moment ago, or someone is about to move off it."""
        return (
            any(_is_fresh(loop, seen, self.stop_gap_s, STOP_MOVES_S) for loop in self.stop_line)
            or any(_is_fresh(loop, seen, self.advance_gap_s, ADVANCE_MOVES_S) for loop in self.advance)
            or any(_comes_through(zone, seen, STOP_MOVES_S) for zone in self.zones)
            or any(_comes_through(zone, seen, ADVANCE_MOVES_S) for zone in self.beyond)
        )

    def was_used(self, seen: JunctionState) -> bool:
        """Say whether anything passed or stands on one of its detectors at the line since the stage began."""
        at_line = (*self.stop_line, *self.zones)
        return self.recalled or any(d.occupied or d.changed > seen.stage_since for d in at_line)


def group_loops(junction: Junction, seen: JunctionState) -> dict[str, GroupLoops]:
    """Return the detectors of every group; groups on foot and those without one at the line are on recall."""
    found: dict[str, GroupLoops] = {}
    for group in junction.groups.values():
        near = [d for d in junction.detectors.values() if group.id in junction.lanes[d.lane].groups and _is_near(d)]
        has_lane = any(group.id in lane.groups for lane in junction.lanes.values())
        recalled = not any(d.asks for d in near) and (has_lane or group.kind is GroupKind.PEDESTRIAN)
        zones = [d for d in near if d.kind is DetectorKind.ZONE]
        found[group.id] = GroupLoops(
            group.id,
            stop_line=tuple(seen.detectors[d.id] for d in near if d.kind is DetectorKind.STOP_LINE),
            advance=tuple(seen.detectors[d.id] for d in near if d.kind is DetectorKind.ADVANCE),
            recalled=recalled,
            zones=tuple(seen.detectors[d.id] for d in zones if d.asks),
            beyond=tuple(seen.detectors[d.id] for d in zones if not d.asks),
        )
    return found


def _is_near(d: Detector) -> bool:
    """Say whether what a detector sees matters in the next seconds."""
    return d.kind is not DetectorKind.ZONE or d.distance_m <= ZONES_BEGIN_M


def is_sound(loop: DetectorState, seen: JunctionState) -> bool:
    """Say whether a detector can be believed: one that died says the same for too long, or never says anything."""
    if loop.health is not DetectorHealth.OK:
        return False
    if loop.changed == NEVER and seen.began != NEVER:
        return elapsed_s(seen.now, seen.began) <= SILENT_S
    return not (loop.occupied and elapsed_s(seen.now, loop.changed) > STUCK_S)


def _is_fresh(loop: DetectorState, seen: JunctionState, gap_s: float, moves_s: float) -> bool:
    if loop.occupied:
        return is_sound(loop, seen) and elapsed_s(seen.now, max(loop.changed, seen.stage_since)) < moves_s
    return loop.count > 0 and elapsed_s(seen.now, loop.changed) < gap_s


def _comes_through(zone: DetectorState, seen: JunctionState, moves_s: float) -> bool:
    """Say whether somebody in a zone drives, or stands since so short a time that he may still be moving off."""
    if not zone.occupied or not is_sound(zone, seen):
        return False
    return zone.vehicles > zone.standing or elapsed_s(seen.now, seen.stage_since) < moves_s
