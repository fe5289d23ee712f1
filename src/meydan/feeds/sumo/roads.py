"""The map of a net as GeoJSON: roads, approach lanes, ways over junctions, crossings, loops, junctions."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import pyproj

from meydan.city.junction import Junction
from meydan.feeds.sumo.light import Light

LANE_M = 80.0  # of an approach lane that the drawing of a junction shows
METRES_PER_DEGREE = 111_320.0  # for nets without a projection, drawn around 0, 0

Point = tuple[float, float]
ToDegrees = Callable[[Iterable[Point]], list[Point]]


def to_degrees(net: Any) -> tuple[ToDegrees, bool]:
    """Return what turns the net's metres into longitude and latitude, and whether the net says where it lies."""
    location = {"netOffset": "0,0", "projParameter": "!", **net._location}  # sumolib has no question for it
    offset_x, offset_y = (float(v) for v in location["netOffset"].split(","))
    projection = location["projParameter"]
    if projection in ("!", "-", "."):
        return lambda points: [_rounded(x / METRES_PER_DEGREE, y / METRES_PER_DEGREE) for x, y in points], False
    project = pyproj.Proj(projparams=projection)

    def convert(points: Iterable[Point]) -> list[Point]:
        xs, ys = zip(*((x - offset_x, y - offset_y) for x, y in points), strict=True)
        return [_rounded(lon, lat) for lon, lat in zip(*project(xs, ys, inverse=True), strict=True)]

    return convert, True


def make_roads(
    net: Any, lights: Mapping[str, Light], junctions: Mapping[str, Junction], convert: ToDegrees, *, projected: bool
) -> dict[str, object]:
    """Return the FeatureCollection of a city; `lights` are by junction."""
    features = [
        _line("road", convert(_flat(edge.getShape())), **_road(edge))
        for edge in net.getEdges(withInternal=False)
        if not edge.getFunction()
    ]
    for name, junction in junctions.items():
        features += _junction_features(net, lights[name], junction, convert)
    return {"type": "FeatureCollection", "projected": projected, "features": features}


def _junction_features(net: Any, light: Light, junction: Junction, convert: ToDegrees) -> list[dict[str, object]]:
    features = [_feature("junction", "Point", junction.position, id=junction.id, name=junction.name)]
    for lane in junction.lanes.values():
        shape = _last_metres(_flat(net.getLane(lane.id).getShape()), LANE_M)
        about = {"id": lane.id, "junction": junction.id, "approach": lane.approach, "groups": list(lane.groups)}
        features.append(_line("lane", convert(shape), **about))
    for link in light.links:
        group = junction.twin.groups[link.index] if junction.twin else ""
        kind = "crossing" if link.is_crossing else "link"
        features.append(_line(kind, convert(link.path), junction=junction.id, group=group, index=link.index))
    for loop in junction.detectors.values():
        lane = junction.lanes[loop.lane]
        shape = _flat(net.getLane(loop.lane).getShape())
        at = _last_metres(shape, max(0.1, loop.distance_m - lane.ahead_m + loop.length_m / 2))[0]
        features.append(_feature("detector", "Point", convert([at])[0], id=loop.id, junction=junction.id))
    return features


def _road(edge: Any) -> dict[str, object]:
    return {
        "id": edge.getID(),
        "name": edge.getName() or "",
        "lanes": edge.getLaneNumber(),
        "speed_mps": round(edge.getSpeed(), 2),
        "length_m": round(edge.getLength(), 1),
    }


def _line(kind: str, points: Sequence[Point], **about: object) -> dict[str, object]:
    return _feature(kind, "LineString", points, **about)


def _feature(kind: str, shape: str, coordinates: object, **about: object) -> dict[str, object]:
    return {
        "type": "Feature",
        "properties": {"kind": kind, **about},
        "geometry": {"type": shape, "coordinates": coordinates},
    }


def _flat(shape: Iterable[Sequence[float]]) -> list[Point]:
    return [(float(point[0]), float(point[1])) for point in shape]


def _last_metres(shape: Sequence[Point], metres: float) -> list[Point]:
    """Return the last `metres` of a line, cut where they begin."""
    kept = [shape[-1]]
    for a, b in zip(shape[-2::-1], shape[:0:-1], strict=True):
        length = ((b[0] - a[0]) ** 2 + (b[1] - a[1]) ** 2) ** 0.5
        if length >= metres:
            share = metres / length
            kept.append((b[0] + (a[0] - b[0]) * share, b[1] + (a[1] - b[1]) * share))
            break
        kept.append(a)
        metres -= length
    return kept[::-1]


def _rounded(lon: float, lat: float) -> Point:
    return round(lon, 7), round(lat, 7)
