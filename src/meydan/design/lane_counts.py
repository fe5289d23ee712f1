"""How many vehicles use each lane, from what its detectors counted.

The loop at the stop line counts who uses a lane. Without one the advance loop does, from which some still change lanes.
Where a lane too short for a loop is counted upstream, its share is taken. Which way the vehicles of a lane turn nobody
counts: of its signal groups one that must let others pass gets one part, one that need not gets three, as an import
guesses for ways that turn and ways straight on.
"""

from collections.abc import Mapping

from meydan.city.junction import DetectorKind, Junction, Lane
from meydan.design.lane_needs import LaneFlows

STRAIGHT_PARTS = 3.0  # of a shared lane, for each part of a group that must let others pass


def counted_flows(junction: Junction, counts_vph: Mapping[str, float]) -> tuple[LaneFlows, tuple[str, ...]]:
    """Return the flow of each lane with a stop line by signal group [veh/h], and the lanes that nobody counts.

    Parameters
    ----------
    counts_vph
        Vehicles an hour by detector; zones count nobody who passes and are not looked at.
    """
    lines = {lane.id: lane for lane in junction.lanes.values() if lane.groups and lane.ahead_m == 0.0}
    by_lane = _by_lane(junction, counts_vph)
    found = {name: by_lane[name] for name in lines if name in by_lane}
    for name in lines.keys() - found.keys():
        shares = [_share(junction, piece, name, by_lane) for piece in junction.lanes.values() if piece.ahead_m > 0.0]
        known = [share for share in shares if share is not None]
        if known:
            found[name] = max(known)
    flows = {name: _shared_out(junction, lane, found.get(name, 0.0)) for name, lane in lines.items()}
    return flows, tuple(name for name in lines if name not in found)


def _shared_out(junction: Junction, lane: Lane, flow_vph: float) -> dict[str, float]:
    """Return the part of each group of a lane."""
    yielding = {group for group, _ in junction.permitted}
    parts = {group: 1.0 if group in yielding else STRAIGHT_PARTS for group in lane.groups}
    return {group: flow_vph * part / sum(parts.values()) for group, part in parts.items()}


def _by_lane(junction: Junction, counts_vph: Mapping[str, float]) -> dict[str, float]:
    """Return the count of each lane or piece of one: of its first loop at the line that counted, else its first one."""
    found: dict[str, float] = {}
    for kind in (DetectorKind.STOP_LINE, DetectorKind.ADVANCE):
        for detector in junction.detectors.values():
            if detector.kind is kind and detector.id in counts_vph:
                found.setdefault(detector.lane, counts_vph[detector.id])
    return found


def _share(junction: Junction, piece: Lane, lane: str, by_lane: Mapping[str, float]) -> float | None:
    """Return a lane's part of what is counted on a piece upstream; None if that piece is not its own or not counted."""
    ends = piece.leads_to or tuple(
        x.id for x in junction.lanes.values() if x.ahead_m == 0.0 and x.groups and set(x.groups) <= set(piece.groups)
    )
    if lane not in ends or piece.id not in by_lane:
        return None
    counted = sum(by_lane[end] for end in ends if end in by_lane)
    uncounted = sum(end not in by_lane for end in ends)
    return max(0.0, by_lane[piece.id] - counted) / uncounted
