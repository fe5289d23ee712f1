"""Zones instead of loops: the same city, with the last 100 m of every lane watched by a camera or radar."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from meydan.city.city import City
from meydan.city.junction import Detector, DetectorKind, Lane

ZONE_REACH_M = 100.0  # how far before the stop line cameras and radars are asked to see


def with_zones(city: City, lanes: Mapping[str, Iterable[Lane]]) -> City:
    """Return the city with zones in place of its loops.

    Parameters
    ----------
    lanes
        The lanes of each junction that zones cover, the pieces upstream of short ones included (by junction).
    """
    junctions = {}
    for name, junction in city.junctions.items():
        of_junction = {lane.id: lane for lane in lanes[name]}
        junctions[name] = replace(junction, lanes=of_junction, detectors=zones_on(of_junction.values()))
    return replace(city, junctions=junctions)


def zones_on(lanes: Iterable[Lane]) -> dict[str, Detector]:
    """Return a zone `Z1`, `Z2`, ... for each lane, as long as the lane lies in the last 100 m."""
    near = [lane for lane in lanes if lane.ahead_m < ZONE_REACH_M]
    return {
        f"Z{number}": Detector(f"Z{number}", lane.id, DetectorKind.ZONE, lane.ahead_m, _length_m(lane))
        for number, lane in enumerate(near, start=1)
    }


def _length_m(lane: Lane) -> float:
    return round(min(lane.length_m, ZONE_REACH_M - lane.ahead_m), 2)
