"""The map of a city taken apart: the roads for everybody, and the drawing of one junction in metres."""

import math
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import msgspec

METRES_PER_DEGREE = 111_320.0
REACH_M = 110.0  # how far around a junction its roads are drawn

Point = tuple[float, float]
Box = tuple[float, float, float, float]
Feature = dict[str, Any]


class _Said(msgspec.Struct):
    kind: str
    junction: str | None = None


class _Part(msgspec.Struct):
    properties: _Said


class _Map(msgspec.Struct):
    features: list[msgspec.Raw]


@dataclass(frozen=True, slots=True)
class _Road:
    """A road as it is written, with the box around it: west, south, east, north [degrees]."""

    box: Box
    written: bytes


class RoadMap:
    """The GeoJSON of a city, by what each page asks for.

    The map of a large city takes ten times its text once it is read, and hardly anybody looks at most of it: each
    junction's part stays as text, packed, until somebody does.

    Parameters
    ----------
    geojson
        FeatureCollection with the kinds road, lane, link, crossing, detector and junction.
    """

    def __init__(self, geojson: bytes) -> None:
        self._roads: list[_Road] = []
        self._names: dict[str, str] = {}
        parts: dict[str, list[msgspec.Raw]] = {}
        for written in _READ_MAP(geojson).features:
            said = _READ_PART(written).properties
            if said.kind == "road":
                self._add_road(bytes(written))
            if said.junction is not None:
                parts.setdefault(said.junction, []).append(written)
        self._parts = {junction: zlib.compress(msgspec.json.encode(some)) for junction, some in parts.items()}

    def _add_road(self, written: bytes) -> None:
        road: Feature = msgspec.json.decode(written)
        lons, lats = zip(*(at[:2] for at in road["geometry"]["coordinates"]), strict=True)
        self._roads.append(_Road((min(lons), min(lats), max(lons), max(lats)), written))
        self._names[road["properties"]["id"]] = road["properties"].get("name", "")

    def roads(self) -> bytes:
        """Return the roads alone, as GeoJSON."""
        features = [msgspec.Raw(road.written) for road in self._roads]
        return msgspec.json.encode({"type": "FeatureCollection", "features": features})

    def name(self, road: str) -> str:
        """Return the name of a road, or "" if it has none."""
        return self._names.get(road, "")

    def draw(self, junction: str, position: tuple[float, float]) -> dict[str, list[dict[str, Any]]]:
        """Return one junction as lines in metres east and north of its position."""
        metres = _Metres(position)
        packed = self._parts.get(junction)
        parts: list[Feature] = msgspec.json.decode(zlib.decompress(packed)) if packed else []
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
            if metres.may_touch(road.box, reach):
                near: Feature = msgspec.json.decode(road.written)
                yield near, metres.points(near["geometry"]["coordinates"])


class _Metres:
    """Degrees to metres around one place; good to a centimetre within a junction."""

    def __init__(self, origin: tuple[float, float]) -> None:
        self._lon, self._lat = origin
        self._east = METRES_PER_DEGREE * math.cos(math.radians(self._lat))

    def point(self, at: Sequence[float]) -> Point:
        return round((at[0] - self._lon) * self._east, 2), round((at[1] - self._lat) * METRES_PER_DEGREE, 2)

    def points(self, line: Iterable[Sequence[float]]) -> list[Point]:
        return [self.point(at) for at in line]

    def may_touch(self, box: Box, reach: float) -> bool:
        """Say whether a box comes within `reach` degrees of the origin."""
        west, south, east, north = box
        wide = reach * METRES_PER_DEGREE / self._east
        return west - wide <= self._lon <= east + wide and south - reach <= self._lat <= north + reach


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


_READ_MAP = msgspec.json.Decoder(_Map).decode
_READ_PART = msgspec.json.Decoder(_Part).decode
