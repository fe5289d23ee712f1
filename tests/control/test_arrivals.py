"""When vehicles reach the stop line, and whether so many more met green that it is no chance."""

from dataclasses import replace

import pytest

from meydan.city.events import DetectorChanged, ZoneChanged
from meydan.city.instant import later
from meydan.city.junction import Detector, DetectorKind
from meydan.city.state import DetectorState
from meydan.control.arrivals import arrivals_of, is_clear, met_green
from meydan.control.saturation import LaneUse
from tests.junctions import junction
from tests.paper_street import START


def arrive(*, is_zone: bool) -> list[float]:
    """Return when those who came at 10 and 20 s reach the line of P1."""
    stands = junction()
    if is_zone:
        stands = replace(stands, detectors={"P1a": Detector("P1a", "P1_0", DetectorKind.ZONE, 0.0, 100.0)})
    arrivals = arrivals_of(stands)
    for s, vehicles in ((10, 1), (15, 0), (20, 1)):
        t = later(START, s)
        if is_zone:
            arrivals.observe(ZoneChanged(t, "J1", "P1a", vehicles, 0))
        else:
            arrivals.observe(DetectorChanged(t, "J1", "P1a", vehicles > 0))
    return [(t - START) / 1000 for t in arrivals.seen["P1_0"]]


def test_who_passes_an_advance_loop_comes_as_much_later_as_the_way_takes() -> None:
    assert arrive(is_zone=False) == pytest.approx([10 + 50 / 13.9, 20 + 50 / 13.9], abs=0.001)


def test_who_enters_a_zone_comes_after_its_whole_length_and_who_leaves_does_not_count() -> None:
    assert arrive(is_zone=True) == pytest.approx([10 + 100 / 13.9, 20 + 100 / 13.9], abs=0.001)


def test_stop_line_loops_and_what_lies_far_upstream_tell_no_arrivals() -> None:
    stands = junction()
    far = {"P1a": replace(stands.detectors["P1a"], distance_m=200.0), "P2s": stands.detectors["P2s"]}
    assert arrivals_of(replace(stands, detectors=far)).lanes == {}


def test_an_arrival_meets_a_green_that_comes_later_or_earlier() -> None:
    arrivals = arrivals_of(junction())
    arrivals.seen["P1_0"] = [later(START, s) for s in (9, 10, 39, 40, 43)]
    lane = LaneUse("P1_0", ("P1",), DetectorState(), False, greens=[(later(START, 10), later(START, 40))])
    assert met_green(arrivals, [lane], [-2, 0, 4]) == {
        -2: [True, True, False, False, False],
        0: [False, True, True, False, False],
        4: [False, False, True, True, True],
    }


@pytest.mark.parametrize(("gained", "lost", "clear"), [(9, 0, False), (10, 0, True), (20, 5, False), (25, 5, True)])
def test_a_gain_is_clear_beyond_three_deviations_of_chance(gained: int, lost: int, clear: bool) -> None:
    before = [False] * gained + [True] * lost + [True] * 100
    after = [True] * gained + [False] * lost + [True] * 100
    assert is_clear(before, after) is clear


def test_pieces_upstream_of_a_short_lane_do_not_count_its_vehicles_twice() -> None:
    stands = junction()
    lanes = {**stands.lanes, "P1_0": replace(stands.lanes["P1_0"], ahead_m=12.0)}
    assert {lane for lane, _ in arrivals_of(replace(stands, lanes=lanes)).lanes.values()} == {"P2_0", "P3_0"}
