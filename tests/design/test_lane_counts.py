"""What detectors counted becomes what uses each lane."""

from dataclasses import replace

from meydan.city.junction import Detector, DetectorKind, Junction, Lane
from meydan.design.lane_counts import counted_flows
from tests.junctions import junction


def with_lanes(*lanes: Lane, loops: dict[str, str]) -> Junction:
    """Return the usual junction with other lanes; `loops` are stop-line loops and where they lie."""
    detectors = {name: Detector(name, lane, DetectorKind.STOP_LINE, 1.0, 2.0) for name, lane in loops.items()}
    return replace(junction(), lanes={lane.id: lane for lane in lanes}, detectors=detectors)


def test_the_loop_at_the_line_counts_and_the_advance_loop_where_there_is_none() -> None:
    both, advance_only = {"P1s": 300.0, "P1a": 280.0}, {"P2a": 120.0}
    flows, uncounted = counted_flows(junction(), both | advance_only)
    assert flows["P1_0"] == {"P1": 300.0}
    assert flows["P2_0"] == {"P2": 120.0}
    assert uncounted == ("P3_0",)


def test_groups_of_a_lane_get_equal_parts_but_one_that_must_yield_a_third_of_that() -> None:
    stands = with_lanes(Lane("a", "road", ("P1", "P3"), 100.0, 13.9), loops={"d": "a"})
    assert counted_flows(stands, {"d": 500.0}) == ({"a": {"P1": 250.0, "P3": 250.0}}, ())
    yielding = replace(stands, permitted=frozenset({("P3", "P2")}))
    assert counted_flows(yielding, {"d": 500.0}) == ({"a": {"P1": 375.0, "P3": 125.0}}, ())


def test_a_lane_too_short_for_a_loop_gets_its_part_of_what_is_counted_upstream() -> None:
    piece = Lane("up", "road", ("P1", "P3"), 80.0, 13.9, ahead_m=5.0, leads_to=("a", "b"))
    ends = [Lane(name, "road", (group,), 4.0, 13.9) for name, group in (("a", "P1"), ("b", "P3"))]
    stands = with_lanes(piece, *ends, loops={"d": "up"})
    flows, uncounted = counted_flows(stands, {"d": 400.0})
    assert flows == {"a": {"P1": 200.0}, "b": {"P3": 200.0}}
    assert uncounted == ()


def test_a_lane_with_its_own_count_leaves_the_rest_of_the_piece_to_the_others() -> None:
    piece = Lane("up", "road", ("P1", "P3"), 80.0, 13.9, ahead_m=5.0, leads_to=("a", "b"))
    ends = [Lane(name, "road", (group,), 4.0, 13.9) for name, group in (("a", "P1"), ("b", "P3"))]
    stands = with_lanes(piece, *ends, loops={"d": "up", "e": "b"})
    flows, _ = counted_flows(stands, {"d": 400.0, "e": 150.0})
    assert flows == {"a": {"P1": 250.0}, "b": {"P3": 150.0}}


def test_zones_count_nobody_who_passes() -> None:
    stands = with_lanes(Lane("a", "road", ("P1",), 100.0, 13.9), loops={})
    zone = Detector("z", "a", DetectorKind.ZONE, 0.0, 100.0)
    assert counted_flows(replace(stands, detectors={"z": zone}), {"z": 10.0})[1] == ("a",)
