"""The map of an imported net: every kind of feature, in degrees, with names that fit the city."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest

from meydan.feeds.sumo import Imported, read_scenario, read_sumo


def _features(imported: Imported, kind: str) -> list[dict[str, Any]]:
    features = cast(list[dict[str, Any]], imported.roads["features"])
    return [f for f in features if f["properties"]["kind"] == kind]


def _points(coordinates: Any) -> Iterator[tuple[float, float]]:
    if isinstance(coordinates[0], int | float):
        yield coordinates[0], coordinates[1]
    else:
        for part in coordinates:
            yield from _points(part)


@pytest.fixture(scope="module")
def imported(walked: Path) -> Imported:
    return read_sumo(walked)


def test_every_kind_of_feature_is_there(imported: Imported) -> None:
    junctions = imported.city.junctions.values()
    assert {f["properties"]["id"] for f in _features(imported, "junction")} == set(imported.city.junctions)
    assert len(_features(imported, "detector")) == sum(len(j.detectors) for j in junctions)
    assert len(_features(imported, "lane")) == sum(len(j.lanes) for j in junctions)
    assert _features(imported, "road")
    assert _features(imported, "crossing")


def test_each_link_names_its_group(imported: Imported) -> None:
    for feature in _features(imported, "link") + _features(imported, "crossing"):
        about = feature["properties"]
        twin = imported.city.junctions[about["junction"]].twin
        assert twin is not None
        assert twin.groups[about["index"]] == about["group"]


def test_no_internal_road_is_drawn(imported: Imported) -> None:
    assert not [f for f in _features(imported, "road") if f["properties"]["id"].startswith(":")]


def test_the_map_is_json_with_seven_decimals(imported: Imported) -> None:
    again = json.loads(json.dumps(imported.roads, allow_nan=False))
    for feature in again["features"]:
        assert all(round(v, 7) == v for point in _points(feature["geometry"]["coordinates"]) for v in point)


def test_a_net_without_a_projection_says_so(imported: Imported) -> None:
    assert imported.roads["projected"] is False
    assert all(abs(lon) < 1 and abs(lat) < 1 for lon, lat in (j.position for j in imported.city.junctions.values()))


@pytest.mark.shared
def test_ingolstadt_lies_where_it_is(shared: Path) -> None:
    net = read_scenario(shared / "scenarios" / "resco" / "ingolstadt21").net
    imported = read_sumo(net)
    assert imported.roads["projected"] is True
    for longitude, latitude in (j.position for j in imported.city.junctions.values()):
        assert longitude == pytest.approx(11.43, abs=0.05)
        assert latitude == pytest.approx(48.76, abs=0.05)
