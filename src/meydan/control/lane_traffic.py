"""Which lanes a junction has, what watches each of them, and how long it has been green."""

from collections.abc import Sequence

from meydan.city.instant import NEVER, Instant, elapsed_s
from meydan.city.junction import Detector, DetectorKind, Junction, Lane
from meydan.city.state import DetectorState, JunctionState
from meydan.control.loop_traffic import LoopTraffic
from meydan.control.traffic import Traffic, UnseenTraffic
from meydan.control.zone_traffic import ZoneTraffic


def lane_traffic(junction: Junction, seen: JunctionState) -> tuple[dict[str, Traffic], list[Traffic]]:
    """Return a picture of every lane with a stop line, by name, and of every group that has none."""
    of_lanes = {lane.id: _of_lane(junction, seen, lane) for lane in junction.lanes.values() if lane.ahead_m == 0.0}
    known = {g for traffic in of_lanes.values() for g in traffic.groups}
    return of_lanes, [UnseenTraffic((g,)) for g in junction.groups if g not in known]


def _of_lane(junction: Junction, seen: JunctionState, lane: Lane) -> Traffic:
    """Return the picture of one lane; a piece upstream is shared by the lanes it leads to."""
    detectors = [d for d in junction.detectors.values() if leads_to(junction.lanes[d.lane], lane)]
    zones = [d for d in detectors if d.kind is DetectorKind.ZONE]
    if zones:
        reach_m = max(d.distance_m + d.length_m for d in zones)
        watched = watched_zones(junction, lane, seen)
        return ZoneTraffic(groups=lane.groups, reach_m=reach_m, travel_s=reach_m / lane.speed_mps, zones=watched)
    stop_line = _first(detectors, DetectorKind.STOP_LINE, lane)
    if stop_line is None:
        return UnseenTraffic(lane.groups)
    advance = _first(detectors, DetectorKind.ADVANCE, lane)
    reach_m = advance.distance_m if advance else 0.0
    at_line = [other for other in junction.lanes.values() if other.ahead_m == 0.0]
    upstream = seen.detectors[advance.id] if advance else None
    return LoopTraffic(
        groups=lane.groups,
        reach_m=reach_m,
        travel_s=reach_m / lane.speed_mps,
        stop_line=seen.detectors[stop_line.id],
        advance=upstream,
        share=1.0 / _fed(junction.lanes[advance.lane], at_line) if advance else 1.0,
    )


def watched_zones(junction: Junction, lane: Lane, seen: JunctionState) -> tuple[tuple[DetectorState, float], ...]:
    """Return the zones of a lane with a stop line, each with the share of its vehicles that is bound for the lane."""
    at_line = [other for other in junction.lanes.values() if other.ahead_m == 0.0]
    return tuple(
        (seen.detectors[d.id], 1.0 / _fed(junction.lanes[d.lane], at_line))
        for d in junction.detectors.values()
        if d.kind is DetectorKind.ZONE and leads_to(junction.lanes[d.lane], lane)
    )


def leads_to(piece: Lane, lane: Lane) -> bool:
    """Say whether a lane is `lane` itself or a piece upstream of it; by its groups where nobody knows."""
    if piece.ahead_m == 0.0:
        return piece.id == lane.id
    return lane.id in piece.leads_to if piece.leads_to else set(lane.groups) <= set(piece.groups)


def _fed(piece: Lane, at_line: Sequence[Lane]) -> int:
    """Return how many lanes at the line share what is counted on a piece."""
    return sum(leads_to(piece, lane) for lane in at_line)


def _first(detectors: Sequence[Detector], kind: DetectorKind, lane: Lane) -> Detector | None:
    """Return the detector of one kind that lies on the lane itself, else the first one upstream."""
    of_kind = sorted((d for d in detectors if d.kind is kind), key=lambda d: d.lane != lane.id)
    return of_kind[0] if of_kind else None


def green_s_of(groups: Sequence[str], seen: JunctionState, now: Instant, lit: frozenset[str]) -> tuple[float, float]:
    """Return how long some of the groups has been green, -1 if none is, and for how long the last one has been red."""
    since = [seen.lamp_since.get(g, NEVER) for g in groups]
    green = [elapsed_s(now, t) for g, t in zip(groups, since, strict=True) if g in lit]
    return max(green, default=-1.0), min((elapsed_s(now, t) for t in since if t), default=0.0)
