"""Pedestrian crossings as signal groups, on a net with sidewalks and crossings."""

import xml.etree.ElementTree as ET
from math import ceil
from pathlib import Path

import pytest

from meydan.city.junction import GroupKind, Sureness
from meydan.feeds.sumo import Imported, read_sumo
from tests.feeds.sumo.rules import broken_rules


@pytest.fixture(scope="module")
def imported(walked: Path) -> Imported:
    return read_sumo(walked)


def _controlled_crossings(walked: Path) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for c in ET.parse(walked).getroot().iter("connection"):
        if c.get("tl") and "_c" in c.get("to", ""):
            found.setdefault(c.get("tl", ""), set()).add(c.get("to", ""))
    return found


def test_every_controlled_crossing_is_a_group_on_foot(imported: Imported, walked: Path) -> None:
    for light, crossings in _controlled_crossings(walked).items():
        groups = imported.city.junctions[light].groups.values()
        assert {g.approach for g in groups if g.kind is GroupKind.PEDESTRIAN} == crossings


def test_groups_on_foot_have_a_clearance_instead_of_amber(imported: Imported) -> None:
    walkers = [g for j in imported.city.junctions.values() for g in j.groups.values() if g.id.startswith("W")]
    assert walkers
    assert all(g.kind is GroupKind.PEDESTRIAN and g.amber.s == 0 and g.clearance.s > 0 for g in walkers)


def test_every_plan_keeps_the_rules(imported: Imported) -> None:
    assert broken_rules(imported.city) == []


def test_traffic_straight_over_a_crossing_is_in_conflict_with_it(imported: Imported) -> None:
    junction = imported.city.junctions["B1"]
    crossing = next(g for g in junction.groups.values() if g.approach == ":B1_c0")  # over the road to the north
    north = next(g for g in junction.groups.values() if g.approach == "B2B1")
    assert (crossing.id, north.id) in junction.conflicts


def test_traffic_that_turns_over_a_crossing_yields_to_it(imported: Imported) -> None:
    junction = imported.city.junctions["B1"]
    crossing = next(g for g in junction.groups.values() if g.approach == ":B1_c0")
    from_the_side = [g.id for g in junction.groups.values() if g.approach in ("C1B1", "A1B1")]
    assert all((side, crossing.id) in junction.permitted for side in from_the_side)


def test_geometry_clears_the_whole_crossing_at_walking_pace(walked: Path) -> None:
    imported = read_sumo(walked, intergreens="geometry")
    assert broken_rules(imported.city) == []
    lengths = {
        edge.get("id"): float(next(edge.iter("lane")).get("length", ""))
        for edge in ET.parse(walked).getroot().iter("edge")
        if edge.get("function") == "crossing"
    }
    for junction in imported.city.junctions.values():
        for group in junction.groups.values():
            if group.kind is GroupKind.PEDESTRIAN:
                assert group.clearance.s == ceil(lengths[group.approach] / 1.2)
                assert group.clearance.sure is Sureness.GUESSED
