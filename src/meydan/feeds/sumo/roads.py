"""The streets as GeoJSON for the map: roads, approach lanes, links, crossings, detectors and junctions in WGS84."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import hypot
from typing import Any

import numpy as np

from meydan.city.junction import Junction, Lane
from meydan.feeds.sumo.groups import Groups
from meydan.feeds.sumo.links import Light, Point

LANE_M = 80.0  # of each approach lane are drawn
DECIMALS = 7
METRES_PER_DEGREE = 111_319.49

Feature = tuple[dict[str, object], tuple[Point, ...]]
"""Properties and a line in metres of the net; one point makes a point."""


class Projection:
    """Turns metres of the net into longitude and latitude; a net without one lies around 0, 0 in true size."""

    def __init__(self, streets: Any) -> None:
        self._proj = None
        self._offset = (0.0, 0.0)
        if _has_projection(streets):
            self._proj = streets.getGeoProj()
            self._offset = tuple(streets.getLocationOffset())

    @property
    def is_known(self) -> bool:
        """Whether the net says where on earth it lies."""
        return self._proj is not None

    def degrees(self, points: Sequence[Point]) -> list[list[float]]:
        """Return [longitude, latitude] of each point, rounded to seven decimals."""
        if not points:
            return []
        x, y = np.array(points, dtype=float).T
        if self._proj is None:
            lon, lat = x / METRES_PER_DEGREE, y / METRES_PER_DEGREE
        else:
            lon, lat = self._proj(x - self._offset[0], y - self._offset[1], inverse=True)
        rounded: list[list[float]] = np.round(np.column_stack((lon, lat)), DECIMALS).tolist()
        return rounded


def draw_roads(
    streets: Any,
    junctions: Sequence[tuple[Junction, Light, Groups]],
    projection: Projection,
) -> dict[str, object]:
    """Return the GeoJSON of a city; `properties.kind` says what each feature is."""
    features = [*_roads(streets)]
    for junction, light, groups in junctions:
        features += _lanes(junction, streets)
        features += _links(junction, light, groups)
        features += _detectors(junction, streets)
        features.append(({"kind": "junction", "id": junction.id, "name": junction.name}, (light.centre,)))
    degrees = projection.degrees([point for _, line in features for point in line])
    drawn, at = [], 0
    for properties, line in features:
        drawn.append(_feature(properties, degrees[at : at + len(line)]))
        at += len(line)
    return {"type": "FeatureCollection", "projected": projection.is_known, "features": drawn}


def _has_projection(streets: Any) -> bool:
    try:
        return bool(streets.hasGeoProj())
    except KeyError:  # a net without a location
        return False


def _feature(properties: dict[str, object], degrees: list[list[float]]) -> dict[str, object]:
    geometry: dict[str, object] = {"type": "LineString", "coordinates": degrees}
    if len(degrees) == 1:
        geometry = {"type": "Point", "coordinates": degrees[0]}
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def _roads(streets: Any) -> Iterator[Feature]:
    for edge in sorted(streets.getEdges(False), key=lambda e: str(e.getID())):
        properties = {
            "kind": "road",
            "id": edge.getID(),
            "name": edge.getName() or "",
            "lanes": edge.getLaneNumber(),
            "speed_mps": edge.getSpeed(),
            "length_m": edge.getLength(),
        }
        yield properties, tuple(edge.getShape())


def _lanes(junction: Junction, streets: Any) -> Iterator[Feature]:
    for lane in junction.lanes.values():
        there = streets.getLane(lane.id)
        properties = {
            "kind": "lane",
            "id": lane.id,
            "junction": junction.id,
            "approach": lane.approach,
            "groups": list(lane.groups),
            "ahead_m": lane.ahead_m,
            "width_m": there.getWidth(),
        }
        yield properties, _last(tuple(there.getShape()), LANE_M)


def _links(junction: Junction, light: Light, groups: Groups) -> Iterator[Feature]:
    drawn: set[tuple[str, tuple[Point, ...]]] = set()
    for movement in light.movements:
        group = groups.by_link[movement.link]
        if (group, movement.shape) in drawn:
            continue
        drawn.add((group, movement.shape))
        named = {"junction": junction.id, "group": group, "index": movement.link}
        if movement.is_crossing:
            yield {"kind": "crossing", "id": movement.approach, **named}, movement.shape
        else:
            yield {"kind": "link", "lane": movement.lane, "direction": movement.direction, **named}, movement.shape


def _detectors(junction: Junction, streets: Any) -> Iterator[Feature]:
    for detector in junction.detectors.values():
        lane: Lane = junction.lanes[detector.lane]
        shape = tuple(streets.getLane(lane.id).getShape())
        to_end_m = detector.distance_m - lane.ahead_m
        properties = {
            "kind": "detector",
            "id": detector.id,
            "junction": junction.id,
            "lane": lane.id,
            "detector_kind": str(detector.kind),
        }
        scale = _length_m(shape) / lane.length_m if lane.length_m else 1.0
        piece = _last(_without_end(shape, to_end_m * scale), detector.length_m * scale)
        yield properties, piece


def _last(shape: tuple[Point, ...], length_m: float) -> tuple[Point, ...]:
    """Return the last `length_m` of a line."""
    kept: list[Point] = [shape[-1]]
    left_m = length_m
    for after, before in pairwise(reversed(shape)):
        piece_m = _distance_m(before, after)
        if piece_m >= left_m:
            share = left_m / piece_m if piece_m else 0.0
            kept.append((after[0] + (before[0] - after[0]) * share, after[1] + (before[1] - after[1]) * share))
            break
        kept.append(before)
        left_m -= piece_m
    return tuple(reversed(kept))


def _without_end(shape: tuple[Point, ...], length_m: float) -> tuple[Point, ...]:
    """Return a line without its last `length_m`."""
    rest_m = max(0.0, _length_m(shape) - length_m)
    return tuple(reversed(_last(tuple(reversed(shape)), rest_m)))


def _length_m(shape: tuple[Point, ...]) -> float:
    return sum(_distance_m(a, b) for a, b in pairwise(shape))


def _distance_m(a: Point, b: Point) -> float:
    return hypot(b[0] - a[0], b[1] - a[1])
