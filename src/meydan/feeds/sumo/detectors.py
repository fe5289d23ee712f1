"""Where loops go: one at each stop line, and one 40 to 50 m before it where the lane is long enough."""

from collections.abc import Mapping

from meydan.city.junction import Detector, DetectorKind, Lane
from meydan.feeds.sumo.lanes import is_too_short

LOOP_M = 2.0
STOP_LINE_M = 1.0  # from its downstream end to the stop line
TINY_M = 4.0
ADVANCE_M = ((55.0, 50.0), (45.0, 40.0))  # (shortest lane, distance to the stop line)


def place_loops(lanes: Mapping[str, Lane]) -> dict[str, Detector]:
    """Return the detectors of a junction: D1s and D1a are the stop-line and the advance loop of its first lane.

    A lane too short to hold a waiting vehicle has its loops on the piece upstream of it.
    """
    placed: dict[str, Detector] = {}
    watched = [lane for lane in lanes.values() if lane.groups and not is_too_short(lane, lanes)]
    for number, lane in enumerate(watched, start=1):
        stop = _stop_line_loop(f"D{number}s", lane)
        placed[stop.id] = stop
        reach_m = lane.length_m + lane.ahead_m
        distance_m = next((d for shortest_m, d in ADVANCE_M if reach_m >= shortest_m), 0.0)
        if distance_m > stop.distance_m + stop.length_m:
            placed[f"D{number}a"] = Detector(f"D{number}a", lane.id, DetectorKind.ADVANCE, distance_m, LOOP_M)
    return placed


def _stop_line_loop(name: str, lane: Lane) -> Detector:
    """Return the loop 1 m before the end of its lane, or in the middle of a tiny one."""
    if lane.length_m >= TINY_M:
        return Detector(name, lane.id, DetectorKind.STOP_LINE, lane.ahead_m + STOP_LINE_M, LOOP_M)
    length_m = min(LOOP_M, lane.length_m / 2)
    distance_m = round(lane.ahead_m + (lane.length_m - length_m) / 2, 3)
    return Detector(name, lane.id, DetectorKind.STOP_LINE, distance_m, length_m)
