"""The map of a city taken apart: roads for everybody, and one junction in metres around itself."""

import json
import math
import tracemalloc
from collections.abc import Sequence

import pytest

from meydan.web.drawing import METRES_PER_DEGREE, REACH_M, RoadMap

HERE = (29.0, 41.0)
EAST_M = METRES_PER_DEGREE * math.cos(math.radians(41.0))  # metres of one degree of longitude


def feature(kind: str, coordinates: Sequence[object], **about: object) -> dict[str, object]:
    shape = "Point" if isinstance(coordinates[0], float) else "LineString"
    return {
        "type": "Feature",
        "properties": {"kind": kind} | about,
        "geometry": {"type": shape, "coordinates": coordinates},
    }


def road_map(*features: dict[str, object]) -> RoadMap:
    return RoadMap(json.dumps({"type": "FeatureCollection", "features": features}).encode())


def east(metres: float, north: float = 0.0) -> list[float]:
    """Return the place so many metres east and north of `HERE`."""
    return [HERE[0] + metres / EAST_M, HERE[1] + north / METRES_PER_DEGREE]


def test_a_degree_is_as_long_as_on_the_earth() -> None:
    """The mean degree of a meridian is 111.2 km (sphere of 6371 km); a degree at 41° north is cos(41°) of it."""
    (lane,) = road_map(feature("lane", [[29.0, 41.0], [29.001, 41.001]], junction="J1", id="l", groups=["P1"])).draw(
        "J1", HERE
    )["lanes"]
    x, y = lane["points"][1]
    degree_m = math.pi * 6_371_000 / 180
    assert y == pytest.approx(degree_m / 1000, rel=0.002)
    assert x == pytest.approx(degree_m / 1000 * math.cos(math.radians(41)), rel=0.002)


def test_the_roads_hold_no_parts_of_junctions() -> None:
    both = road_map(
        feature("road", [east(0), east(90)], id="R", name="Gazi Bulvarı"),
        feature("lane", [east(0), east(10)], junction="J1", id="l", groups=[]),
    )
    (only,) = json.loads(both.roads())["features"]
    assert only["properties"]["id"] == "R"
    assert (both.name("R"), both.name("nowhere")) == ("Gazi Bulvarı", "")


@pytest.mark.parametrize(
    ("way", "is_drawn"),
    [
        ([east(REACH_M - 1), east(500)], True),
        ([east(REACH_M + 1), east(500)], False),
        ([east(-500), east(-REACH_M - 1)], False),
        ([east(0, REACH_M - 1), east(0, 500)], True),
        ([east(0, -500), east(0, -REACH_M - 1)], False),
        ([east(-500), east(500)], True),
    ],
)
def test_a_junction_is_drawn_with_the_roads_near_it(way: list[object], is_drawn: bool) -> None:
    assert bool(road_map(feature("road", way, id="R")).draw("J1", HERE)["roads"]) is is_drawn


def test_a_junction_is_drawn_with_its_own_parts_only() -> None:
    parts = [
        feature(kind, [east(0), east(10)], junction=junction, id="x", group="P1", groups=["P1"])
        for junction in ("J1", "J2")
        for kind in ("lane", "link", "crossing")
    ]
    drawn = road_map(*parts).draw("J1", HERE)
    assert [len(drawn[kind]) for kind in ("lanes", "links", "crossings")] == [1, 1, 1]
    assert not any(road_map(*parts).draw("J3", HERE).values())


def test_a_loop_lies_along_the_nearest_lane() -> None:
    drawn = road_map(
        feature("lane", [east(0, -50), east(0, 0)], junction="J1", id="north", groups=[]),
        feature("lane", [east(50, 20), east(10, 20)], junction="J1", id="west", groups=[]),
        feature("detector", east(1, -10), junction="J1", id="a"),
        feature("detector", east(30, 19), junction="J1", id="b"),
    ).draw("J1", HERE)
    assert {loop["id"]: loop["heading_deg"] for loop in drawn["detectors"]} == {"a": 90.0, "b": 180.0}


def test_a_loop_without_a_lane_is_drawn_all_the_same() -> None:
    (loop,) = road_map(feature("detector", east(3, 4), junction="J1", id="a")).draw("J1", HERE)["detectors"]
    assert loop["at"] == pytest.approx((3, 4), abs=0.01)


def test_a_large_map_is_held_in_less_than_its_text() -> None:
    shapes = [
        feature("lane", [east(n), east(n + 10)], junction=f"J{n // 20}", id=f"J{n // 20}_{n}", groups=["P1"])
        for n in range(4000)
    ]
    text = json.dumps({"type": "FeatureCollection", "features": shapes}).encode()
    tracemalloc.start()
    try:
        held = RoadMap(text)
        assert tracemalloc.get_traced_memory()[0] < len(text) / 2
    finally:
        tracemalloc.stop()
    assert len(held.draw("J7", HERE)["lanes"]) == 20
