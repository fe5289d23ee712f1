"""Where the loops lie: the stated rule, on a crossing whose arms are as long as the rule has cases."""

from pathlib import Path

import pytest

from meydan.city.junction import Detector, DetectorKind, Junction
from meydan.feeds.sumo import read_sumo
from tests.feeds.sumo.nets import make_net, over_node_m

LENGTHS_M = {"n": 55.0, "e": 54.9, "s": 44.9, "w": 30.0}
AT = {"n": (0, 200), "e": (200, 0), "s": (0, -200), "w": (-200, 0), "far": (-500, 0)}


def arms(folder: Path, lengths_m: dict[str, float]) -> Junction:
    """Return a crossing whose western arm goes on for 100 m beyond a node without signals."""
    nodes = '<node id="c" x="0" y="0" type="traffic_light"/>'
    nodes += "".join(f'<node id="{arm}" x="{x}" y="{y}"/>' for arm, (x, y) in AT.items())
    ways = [*((a, "c", length_m) for a, length_m in lengths_m.items()), ("far", "w", 100.0)]
    edges = "".join(
        f'<edge id="{a}{b}" from="{a}" to="{b}" numLanes="1" speed="13.9" length="{length_m}"/>'
        f'<edge id="{b}{a}" from="{b}" to="{a}" numLanes="1" speed="13.9"/>'
        for a, b, length_m in ways
    )
    return read_sumo(make_net(folder, nodes, edges)).city.junctions["c"]


@pytest.fixture(scope="module")
def crossing(tmp_path_factory: pytest.TempPathFactory) -> Junction:
    return arms(tmp_path_factory.mktemp("arms"), LENGTHS_M)


def of_arm(junction: Junction, arm: str, kind: DetectorKind) -> Detector | None:
    """Return the detector of a kind that serves an arm, wherever it lies."""
    groups = junction.lanes[f"{arm}c_0"].groups
    found = [d for d in junction.detectors.values() if d.kind is kind and junction.lanes[d.lane].groups == groups]
    assert len(found) <= 1
    return found[0] if found else None


@pytest.mark.parametrize("arm", LENGTHS_M)
def test_each_lane_has_a_loop_of_2_m_that_ends_1_m_before_its_stop_line(crossing: Junction, arm: str) -> None:
    loop = of_arm(crossing, arm, DetectorKind.STOP_LINE)
    assert loop is not None
    assert (loop.lane, loop.distance_m, loop.length_m) == (f"{arm}c_0", 1.0, 2.0)


@pytest.mark.parametrize(
    ("arm", "lane", "distance_m"), [("n", "nc_0", 50.0), ("e", "ec_0", 40.0), ("w", "farw_0", 50.0)]
)
def test_an_advance_loop_lies_50_or_40_m_ahead_where_the_road_is_long_enough(
    crossing: Junction, arm: str, lane: str, distance_m: float
) -> None:
    loop = of_arm(crossing, arm, DetectorKind.ADVANCE)
    assert loop is not None
    assert (loop.lane, loop.distance_m, loop.length_m) == (lane, distance_m, 2.0)


def test_a_short_road_has_no_advance_loop(crossing: Junction) -> None:
    assert of_arm(crossing, "s", DetectorKind.ADVANCE) is None


def test_45_m_are_just_enough(tmp_path: Path) -> None:
    loop = of_arm(arms(tmp_path, LENGTHS_M | {"s": 45.0}), "s", DetectorKind.ADVANCE)
    assert loop is not None
    assert loop.distance_m == 40.0


def test_a_lane_that_holds_no_vehicle_has_its_stop_line_loop_upstream(tmp_path: Path) -> None:
    crossing = arms(tmp_path, LENGTHS_M | {"w": 5.9})
    loop = of_arm(crossing, "w", DetectorKind.STOP_LINE)
    assert loop is not None
    ahead_m = 5.9 + over_node_m(tmp_path / "plain.net.xml", "farw", "wc")
    assert crossing.lanes["farw_0"].ahead_m == pytest.approx(ahead_m, abs=0.01)
    assert loop.lane == "farw_0"
    assert loop.distance_m == pytest.approx(ahead_m + 1.0, abs=0.01)


def test_no_loop_lies_on_the_road_out_where_who_drives_on_it_can_only_turn_back(tmp_path: Path) -> None:
    nodes = '<node id="c" x="0" y="0" type="traffic_light"/>' + "".join(
        f'<node id="{name}" x="{x}" y="{y}"/>' for name, x, y in (("n", 0, 200), ("e", 200, 0), ("a", -30, 0))
    )
    edges = "".join(
        f'<edge id="{a}{b}" from="{a}" to="{b}" numLanes="1" speed="13.9"/>'
        for end in "nea"
        for a, b in ((end, "c"), ("c", end))
    )
    crossing = read_sumo(make_net(tmp_path, nodes, edges)).city.junctions["c"]
    assert "ca_0" not in crossing.lanes


def test_an_advance_loop_lies_beside_a_long_way_over_a_node_within_40_to_60_m(tmp_path: Path) -> None:
    """The way over node "a" bends and is long: a loop there is impossible, and counting it away misplaces the loop."""
    nodes = '<node id="c" x="0" y="0" type="traffic_light"/>' + "".join(
        f'<node id="{name}" x="{x}" y="{y}"/>'
        for name, x, y in (("n", 0, 200), ("e", 200, 0), ("s", 0, -200), ("a", -46, 0), ("w", -46, 200))
    )
    edges = "".join(
        f'<edge id="{a}{b}" from="{a}" to="{b}" numLanes="1" speed="13.9"/>'
        for a, b in (("n", "c"), ("c", "n"), ("e", "c"), ("c", "e"), ("s", "c"), ("c", "s"), ("w", "a"), ("a", "c"))
    )
    net = make_net(tmp_path, nodes, edges)
    crossing = read_sumo(net).city.junctions["c"]
    groups = crossing.lanes["ac_0"].groups
    (loop,) = [
        d
        for d in crossing.detectors.values()
        if d.kind is DetectorKind.ADVANCE and crossing.lanes[d.lane].groups == groups
    ]
    lane = crossing.lanes[loop.lane]
    assert 40.0 <= loop.distance_m <= 60.0
    assert loop.lane == "wa_0"
    assert lane.ahead_m == pytest.approx(crossing.lanes["ac_0"].length_m + over_node_m(net, "wa", "ac"), abs=0.01)
    assert lane.ahead_m <= loop.distance_m <= lane.ahead_m + lane.length_m - loop.length_m
