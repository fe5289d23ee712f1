"""The map of a city taken apart: the roads for everybody, and the drawing of one junction in metres."""

import math
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

import msgspec

METRES_PER_DEGREE = 111_320.0
REACH_M = 110.0  # how far around a junction its roads are drawn

Point = tuple[float, float]
Feature = dict[str, Any]


class RoadMap:
    """The GeoJSON of a city, by what each page asks for.

    Parameters
    ----------
    geojson
        FeatureCollection with the kinds road, lane, link, crossing, detector and junction.
    """

    def __init__(self, geojson: bytes) -> None:
        features: list[Feature] = msgspec.json.decode(geojson)["features"]
        self._roads = [f for f in features if f["properties"]["kind"] == "road"]
        self._names = {f["properties"]["id"]: f["properties"].get("name", "") for f in self._roads}
        self._parts: dict[str, list[Feature]] = {}
        for feature in features:
            if "junction" in feature["properties"]:
                self._parts.setdefault(feature["properties"]["junction"], []).append(feature)

    def roads(self) -> bytes:
        """Return the roads alone, as GeoJSON."""
        return msgspec.json.encode({"type": "FeatureCollection", "features": self._roads})

    def name(self, road: str) -> str:
        """Return the name of a road, or "" if it has none."""
        name: str = self._names.get(road, "")
        return name

    def draw(self, junction: str, position: tuple[float, float]) -> dict[str, list[dict[str, Any]]]:
        """Return one junction as lines in metres east and north of its position."""
        metres = _Metres(position)
        parts = self._parts.get(junction, [])
        lanes = [_line(f, metres, "id", "groups") for f in parts if f["properties"]["kind"] == "lane"]
        shapes = {lane["id"]: lane["points"] for lane in lanes}
        return {
            "roads": [
                {"id": f["properties"]["id"], "lanes": f["properties"].get("lanes", 1), "points": points}
                for f, points in self._near(metres)
            ],
            "lanes": lanes,
            "links": [_line(f, metres, "group") for f in parts if f["properties"]["kind"] == "link"],
            "crossings": [_line(f, metres, "group") for f in parts if f["properties"]["kind"] == "crossing"],
            "detectors": [_loop(f, metres, shapes) for f in parts if f["properties"]["kind"] == "detector"],
        }

    def _near(self, metres: "_Metres") -> Iterable[tuple[Feature, list[Point]]]:
        reach = REACH_M / METRES_PER_DEGREE
        for road in self._roads:
            line = road["geometry"]["coordinates"]
            if metres.may_touch(line, reach):
                yield road, metres.points(line)


class _Metres:
    """Degrees to metres around one place; good to a centimetre within a junction."""

    def __init__(self, origin: tuple[float, float]) -> None:
        self._lon, self._lat = origin
        self._east = METRES_PER_DEGREE * math.cos(math.radians(self._lat))

    def point(self, at: Sequence[float]) -> Point:
        return round((at[0] - self._lon) * self._east, 2), round((at[1] - self._lat) * METRES_PER_DEGREE, 2)

    def points(self, line: Iterable[Sequence[float]]) -> list[Point]:
        return [self.point(at) for at in line]

    def may_touch(self, line: Sequence[Sequence[float]], reach: float) -> bool:
        """Say whether the box around a line comes within `reach` degrees of the origin."""
        lons, lats = [p[0] for p in line], [p[1] for p in line]
        wide = reach * METRES_PER_DEGREE / self._east
        return (
            min(lons) <= self._lon + wide
            and max(lons) >= self._lon - wide
            and min(lats) <= self._lat + reach
            and max(lats) >= self._lat - reach
        )


def _line(feature: Feature, metres: _Metres, *names: str) -> dict[str, Any]:
    about: dict[str, Any] = {name: feature["properties"][name] for name in names}
    return about | {"points": metres.points(feature["geometry"]["coordinates"])}


def _loop(feature: Feature, metres: _Metres, lanes: Mapping[str, list[Point]]) -> dict[str, Any]:
    at = metres.point(feature["geometry"]["coordinates"])
    return {"id": feature["properties"]["id"], "at": at, "heading_deg": _heading_deg(at, lanes.values())}


def _heading_deg(at: Point, lanes: Iterable[list[Point]]) -> float:
    """Return the direction of the nearest piece of lane, anticlockwise from east [deg]."""
    nearest, heading = math.inf, 0.0
    for line in lanes:
        for a, b in pairwise(line):
            distance = _distance(at, a, b)
            if distance < nearest:
                nearest, heading = distance, math.degrees(math.atan2(b[1] - a[1], b[0] - a[0]))
    return round(heading, 1)


def _distance(p: Point, a: Point, b: Point) -> float:
    """Return how far `p` is from the piece of line between `a` and `b`."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = dx * dx + dy * dy
    share = max(0.0, min(1.0, ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / length)) if length else 0.0
    return math.hypot(p[0] - a[0] - share * dx, p[1] - a[1] - share * dy)
