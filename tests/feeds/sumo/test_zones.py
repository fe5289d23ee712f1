"""Where the import puts zones: the last 100 m of each lane, on pieces upstream as far as the way is unambiguous."""

from dataclasses import asdict, replace
from pathlib import Path

import pytest

from meydan.city.city import City
from meydan.city.junction import DetectorKind, Lane
from meydan.city.zones import with_zones
from meydan.feeds.sumo import read_scenario, read_sumo, read_zone_lanes
from tests.feeds.sumo.nets import make_net, over_node_m
from tests.feeds.sumo.test_maps import MAPS

ENDS = (("n", 0, 200), ("e", 200, 0), ("s", 0, -200))
ONE = 'numLanes="1" speed="13.9"'


def town(folder: Path, nodes: str, edges: str) -> City:
    """Return a crossing "c" with roads from north, east and south, and what leads in from the west, by zones."""
    around = "".join(f'<node id="{name}" x="{x}" y="{y}"/>' for name, x, y in ENDS)
    roads = "".join(
        f'<edge id="{a}{b}" from="{a}" to="{b}" {ONE}/>' for name, *_ in ENDS for a, b in ((name, "c"), ("c", name))
    )
    net = make_net(folder, f'<node id="c" x="0" y="0" type="traffic_light"/>{around}{nodes}', roads + edges)
    return read_sumo(net, detectors="zones").city


def road(*names: str, lanes: int = 1) -> str:
    """Return one-way roads, each named for the nodes at its ends."""
    return "".join(
        f'<edge id="{n}" from="{n[0]}" to="{n[1]}" numLanes="{lanes}" speed="13.9" priority="9"/>' for n in names
    )


def west(city: City) -> dict[str, Lane]:
    """Return the lanes of the junction that do not belong to its other roads."""
    (junction,) = city.junctions.values()
    return {name: lane for name, lane in junction.lanes.items() if name[0] not in "nes"}


def zones(city: City) -> dict[str, tuple[float, float]]:
    """Return where the zones of the west begin and end [m before the stop line], by lane."""
    (junction,) = city.junctions.values()
    assert {d.kind for d in junction.detectors.values()} == {DetectorKind.ZONE}
    found = {d.lane: (d.distance_m, round(d.distance_m + d.length_m, 2)) for d in junction.detectors.values()}
    return {lane: span for lane, span in found.items() if lane in west(city)}


def test_a_long_lane_has_one_zone_over_its_last_hundred_metres(tmp_path: Path) -> None:
    city = town(tmp_path, '<node id="w" x="-300" y="0"/>', road("wc"))
    assert zones(city) == {"wc_0": (0.0, 100.0)}


def test_a_short_lane_is_continued_on_as_many_pieces_as_a_hundred_metres_need(tmp_path: Path) -> None:
    nodes = '<node id="a" x="-40" y="0"/><node id="b" x="-70" y="0"/><node id="w" x="-300" y="0"/>'
    city = town(tmp_path, nodes, road("wb", "ba", "ac"))
    lanes, spans = west(city), zones(city)
    assert list(spans) == ["ac_0", "ba_0", "wb_0"]
    assert spans["ac_0"][0] == 0.0
    net = tmp_path / "plain.net.xml"
    assert spans["ac_0"][1] == lanes["ac_0"].length_m
    assert spans["ba_0"][0] == pytest.approx(spans["ac_0"][1] + over_node_m(net, "ba", "ac"), abs=0.01)
    assert spans["wb_0"] == pytest.approx((spans["ba_0"][1] + over_node_m(net, "wb", "ba"), 100.0), abs=0.01)
    assert {lane.groups for lane in lanes.values()} == {lanes["ac_0"].groups}


def test_a_road_that_ends_sooner_is_watched_as_far_as_it_goes(tmp_path: Path) -> None:
    nodes = '<node id="a" x="-40" y="0"/><node id="w" x="-70" y="0"/>'
    spans = zones(town(tmp_path, nodes, road("wa", "ac")))
    assert 50 < max(end_m for _, end_m in spans.values()) < 70


def test_a_piece_that_widens_into_several_lanes_carries_the_groups_of_all(tmp_path: Path) -> None:
    nodes = '<node id="a" x="-50" y="0"/><node id="w" x="-300" y="0"/>'
    city = town(tmp_path, nodes, road("wa") + road("ac", lanes=3))
    lanes = west(city)
    assert [name for name, lane in lanes.items() if lane.ahead_m] == ["wa_0"]
    reached = {name for name in zones(city) if name != "wa_0"}
    assert set(lanes["wa_0"].leads_to) == reached
    assert reached == {"ac_0", "ac_1", "ac_2"}
    assert set(lanes["wa_0"].groups) == {g for name in reached for g in lanes[name].groups}
    (junction,) = city.junctions.values()
    assert [d.lane for d in junction.detectors.values()].count("wa_0") == 1


def test_a_piece_that_leads_to_lanes_of_different_length_lies_as_far_ahead_as_the_nearest(tmp_path: Path) -> None:
    nodes = '<node id="a" x="-50" y="0"/><node id="w" x="-300" y="0"/><node id="b" x="-50" y="28"/>'
    city = town(tmp_path, nodes, road("wa", "ac", "ab", "bc"))
    lanes = west(city)
    net = tmp_path / "plain.net.xml"
    over_b_m, over_a_m = over_node_m(net, "ab", "bc"), over_node_m(net, "wa", "ac")
    assert over_b_m > 3.0
    assert lanes["ab_0"].ahead_m == pytest.approx(lanes["bc_0"].length_m + over_b_m, abs=0.01)
    assert lanes["ab_0"].ahead_m > lanes["ac_0"].length_m
    assert lanes["wa_0"].ahead_m == pytest.approx(lanes["ac_0"].length_m + over_a_m, abs=0.01)
    assert set(lanes["wa_0"].groups) == {*lanes["ac_0"].groups, *lanes["bc_0"].groups}


def test_where_a_side_road_comes_in_the_road_straight_on_is_followed(tmp_path: Path) -> None:
    nodes = '<node id="a" x="-50" y="0"/><node id="w" x="-300" y="0"/><node id="x" x="-50" y="90"/>'
    assert set(zones(town(tmp_path, nodes, road("wa", "ac", "xa")))) == {"ac_0", "wa_0"}


def test_where_two_side_roads_meet_nobody_can_say_who_comes(tmp_path: Path) -> None:
    nodes = '<node id="a" x="-50" y="0"/><node id="x" x="-50" y="90"/><node id="z" x="-50" y="-90"/>'
    assert set(zones(town(tmp_path, nodes, road("xa", "za", "ac")))) == {"ac_0"}


def test_a_road_whose_traffic_goes_elsewhere_is_not_followed(tmp_path: Path) -> None:
    nodes = '<node id="a" x="-50" y="0"/><node id="x" x="-50" y="200"/><node id="z" x="-50" y="-200"/>'
    assert set(zones(town(tmp_path, nodes, road("xa", "az", "ac")))) == {"ac_0"}


def test_a_road_from_which_some_turn_off_is_followed_straight_on(tmp_path: Path) -> None:
    nodes = '<node id="a" x="-50" y="0"/><node id="w" x="-300" y="0"/><node id="z" x="-50" y="-200"/>'
    assert set(zones(town(tmp_path, nodes, road("wa", "az", "ac")))) == {"ac_0", "wa_0"}


def test_a_piece_leads_to_the_lane_that_who_stays_on_it_comes_to(tmp_path: Path) -> None:
    nodes = '<node id="a" x="-50" y="0"/><node id="w" x="-300" y="0"/>'
    lanes = west(town(tmp_path, nodes, road("wa", "ac", lanes=2)))
    assert {name: lane.leads_to for name, lane in lanes.items()} == {
        "ac_0": (),
        "ac_1": (),
        "wa_0": ("ac_0",),
        "wa_1": ("ac_1",),
    }


def test_the_road_out_is_not_followed_where_who_drives_on_it_can_only_turn_back(tmp_path: Path) -> None:
    city = town(tmp_path, '<node id="a" x="-50" y="0"/>', road("ca", "ac"))
    assert set(zones(city)) == {"ac_0"}


def test_zones_end_at_the_signal_before(tmp_path: Path) -> None:
    nodes = (
        '<node id="a" x="-50" y="0" type="traffic_light"/><node id="w" x="-300" y="0"/><node id="x" x="-50" y="90"/>'
    )
    around = "".join(f'<node id="{name}" x="{x}" y="{y}"/>' for name, x, y in ENDS)
    roads = "".join(f'<edge id="{n}c" from="{n}" to="c" {ONE}/>' for n, *_ in ENDS) + road("cs", "wa", "ac", "xa")
    net = make_net(tmp_path, f'<node id="c" x="0" y="0" type="traffic_light"/>{around}{nodes}', roads)
    city = read_sumo(net, detectors="zones").city
    assert set(city.junctions["c"].lanes) == {"nc_0", "ec_0", "ac_0"}


@pytest.mark.shared
@pytest.mark.parametrize("scenario", MAPS)
def test_every_map_gets_its_zones_and_nothing_else_of_it_changes(shared: Path, scenario: str) -> None:
    arguments = asdict(read_scenario(shared / "scenarios" / scenario))
    net = arguments.pop("net")
    loops, zoned = read_sumo(net, **arguments).city, read_sumo(net, detectors="zones", **arguments).city
    assert with_zones(loops, read_zone_lanes(net, loops)) == zoned
    assert with_zones(zoned, read_zone_lanes(net, zoned)) == zoned
    for name, junction in zoned.junctions.items():
        before = loops.junctions[name]
        assert replace(junction, lanes=before.lanes, detectors=before.detectors) == before
        at_line = {lane.id for lane in before.lanes.values() if not lane.ahead_m}
        assert at_line == {lane.id for lane in junction.lanes.values() if not lane.ahead_m}
        assert at_line <= {d.lane for d in junction.detectors.values()}
        for d in junction.detectors.values():
            lane = junction.lanes[d.lane]
            assert d.distance_m == lane.ahead_m < 100
            assert d.length_m == round(min(lane.length_m, 100 - lane.ahead_m), 2)
