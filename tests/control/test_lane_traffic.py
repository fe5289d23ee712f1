"""Which lanes a piece of road upstream counts for."""

from dataclasses import replace

from meydan.city.junction import Detector, DetectorKind, Junction, Lane
from meydan.city.state import JunctionState
from meydan.city.zones import zones_on
from meydan.control.lane_traffic import lane_traffic, leads_to, watched_zones
from meydan.control.loop_traffic import LoopTraffic
from tests.junctions import without_crossing


def widened(**leads_to: tuple[str, ...]) -> Junction:
    """Return a road of two short lanes, the left one for P2 as well, each with a piece upstream."""
    short = [
        Lane("right", "road", ("P1",), 40.0, 13.9),
        Lane("left", "road", ("P1", "P2"), 40.0, 13.9),
        Lane("far_right", "before", ("P1",), 40.0, 13.9, 40.0, leads_to=leads_to.get("far_right", ())),
        Lane("far_left", "before", ("P1", "P2"), 40.0, 13.9, 40.0, leads_to=leads_to.get("far_left", ())),
    ]
    return replace(without_crossing(), lanes={lane.id: lane for lane in short}, detectors=zones_on(short))


def shares(stands: Junction) -> dict[str, list[float]]:
    seen = JunctionState(stands, on_street=False)
    return {name: [share for _, share in watched_zones(stands, stands.lanes[name], seen)] for name in ("right", "left")}


def test_a_piece_counts_for_the_lane_that_it_leads_to() -> None:
    stands = widened(far_right=("right",), far_left=("left",))
    assert shares(stands) == {"right": [1.0, 1.0], "left": [1.0, 1.0]}
    assert not leads_to(stands.lanes["far_left"], stands.lanes["right"])


def test_where_nobody_knows_it_counts_for_all_whose_groups_it_has() -> None:
    assert shares(widened()) == {"right": [1.0, 1.0, 0.5], "left": [1.0, 0.5]}


def test_an_advance_loop_on_a_piece_is_shared_by_the_lanes_it_leads_to() -> None:
    stands = widened(far_left=("left", "right"))
    loops = [
        Detector("s", "left", DetectorKind.STOP_LINE, 1.0, 2.0),
        Detector("a", "far_left", DetectorKind.ADVANCE, 50.0, 2.0),
    ]
    stands = replace(stands, detectors={d.id: d for d in loops})
    of_lanes, _ = lane_traffic(stands, JunctionState(stands, on_street=False))
    left = of_lanes["left"]
    assert isinstance(left, LoopTraffic)
    assert left.share == 0.5
