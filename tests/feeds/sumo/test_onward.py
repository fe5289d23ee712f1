"""Which signals a lane's traffic comes to next on nets made for it."""

from dataclasses import asdict
from pathlib import Path

import pytest

from meydan.city.city import City
from meydan.city.junction import Lane
from meydan.feeds.sumo import read_scenario, read_sumo
from tests.feeds.sumo.nets import make_net
from tests.feeds.sumo.test_maps import MAPS

SIDES = (("n", 0, 100), ("s", 0, -100), ("w", -150, 0), ("N", 400, 100), ("S", 400, -100), ("W", 550, 0))


def two_signals(folder: Path, between: str, roads: tuple[str, ...], *, turns_back: bool = False) -> City:
    """Return a signal "c" at 0 and one "C" at 400 m, and what lies between them."""
    nodes = "".join(f'<node id="{name}" x="{x}" y="{y}"/>' for name, x, y in SIDES)
    lights = '<node id="c" x="0" y="0" type="traffic_light"/><node id="C" x="400" y="0" type="traffic_light"/>'
    ends = [a + b for side, light in (("nsw", "c"), ("NSW", "C")) for n in side for a, b in ((n, light), (light, n))]
    edges = "".join(
        f'<edge id="{name}" from="{name[0]}" to="{name[1]}" numLanes="1" speed="10"/>' for name in (*ends, *roads)
    )
    return read_sumo(make_net(folder, lights + nodes + between, edges, turns_back=turns_back)).city


def lane(city: City, name: str) -> Lane:
    return next(junction.lanes[name] for junction in city.junctions.values() if name in junction.lanes)


def test_a_road_between_two_signals_leads_on_to_the_other(tmp_path: Path) -> None:
    city = two_signals(tmp_path, "", ("cC", "Cc"))
    (to,) = lane(city, "wc_0").onward
    assert (to.junction, to.approach) == ("C", "cC")
    assert to.distance_m == pytest.approx(400, abs=5)  # from stop line to stop line, over the node
    assert to.travel_s == pytest.approx(to.distance_m / 10, abs=0.2)
    assert to.share == pytest.approx(3 / 5)  # straight on counts three times as much as left or right


def test_nodes_without_signals_are_passed_and_who_turns_off_there_does_not_come(tmp_path: Path) -> None:
    side = '<node id="m" x="200" y="0"/><node id="o" x="200" y="-100"/>'
    city = two_signals(tmp_path, side, ("cm", "mC", "Cm", "mc", "mo"))
    (to,) = lane(city, "wc_0").onward
    assert (to.junction, to.approach) == ("C", "mC")
    assert to.distance_m == pytest.approx(400, abs=5)
    assert to.share == pytest.approx(3 / 5 * 3 / 4, abs=0.001)


def test_nobody_turns_back(tmp_path: Path) -> None:
    city = two_signals(tmp_path, '<node id="m" x="200" y="0"/>', ("cm", "mc"), turns_back=True)
    assert lane(city, "wc_0").onward == ()


def test_signals_that_are_far_away_are_not_told(tmp_path: Path) -> None:
    far = '<node id="m" x="200" y="600"/>'
    assert lane(two_signals(tmp_path, far, ("cm", "mC", "Cm", "mc")), "wc_0").onward == ()


@pytest.mark.shared
@pytest.mark.parametrize("name", MAPS)
def test_the_ways_of_every_map_end_at_roads_that_are_there(name: str, shared: Path) -> None:
    arguments = asdict(read_scenario(shared / "scenarios" / name))
    city = read_sumo(arguments.pop("net"), **arguments).city
    lanes = [x for junction in city.junctions.values() for x in junction.lanes.values()]
    for x in lanes:
        assert sum(to.share for to in x.onward) <= 1.001
        assert all(to.approach in {y.approach for y in city.junctions[to.junction].lanes.values()} for to in x.onward)
        assert all(0 < to.distance_m < 600 for to in x.onward)
    if len(city.junctions) > 3:
        assert any(x.onward for x in lanes)
