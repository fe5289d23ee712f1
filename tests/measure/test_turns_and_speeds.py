"""Movements, gaps and speeds: what lanes, distances and opposing phases of the detector table are for."""

import numpy as np
import pytest

from meydan.measure.approach_speed import approach_speed
from meydan.measure.green_utilisation import green_utilisation
from meydan.measure.junction_log import Detector
from meydan.measure.left_turn_gaps import left_turn_gaps
from meydan.measure.turning_counts import turning_counts
from tests.measure.small_log import BINS, CYCLE, HEARD, NEXT, log, row, rows_as_dicts

LANES = (
    Detector(1, 2, "count", "T", 1),
    Detector(2, 2, "count", "T", 2),
    Detector(3, 2, "count", "R", 2),
    Detector(4, 5, "count", "L", 1, 0.0, 2),
)


def test_vehicles_are_counted_by_movement_and_lane() -> None:
    came = [(1, 82, 1), (2, 82, 1), (3, 82, 1), (4, 82, 2), (5, 82, 4)]
    found = rows_as_dicts(turning_counts(log(*came, detectors=LANES), BINS))
    assert [(r["phase"], r["movement"], r["vehicles"], r["flow_vph"], r["lanes"]) for r in found] == [
        (2, "R", 0, 0, 1),
        (2, "T", 4, 16, 2),
        (5, "L", 1, 4, 1),
    ]
    assert found[1]["lane_utilisation"] == 4 / (2 * 3)
    assert np.isnan(found[0]["lane_utilisation"])  # type: ignore[call-overload]


def test_vehicles_are_counted_by_the_age_of_green() -> None:
    came = [(19.9, 82, 1), (20, 82, 1), (23.9, 82, 2), (24, 82, 1), (49.9, 82, 1), (50, 82, 1)]
    found = rows_as_dicts(green_utilisation(log(*CYCLE, *NEXT, *HEARD, *came, detectors=LANES[:2]), BINS))
    assert [(r["from_s"], r["vehicles"]) for r in found if r["vehicles"]] == [(0, 2), (4, 1), (28, 1)]
    assert len(found) == 8
    assert {r["greens"] for r in found} == {1}


@pytest.mark.parametrize(
    ("passed", "gaps", "capacity"),
    [
        ([], (0, 0, 0, 1), 11),  # the whole green of 30 s: one after 4.5 s, ten more each 2.5 s
        ([35], (0, 0, 0, 2), 5 + 5),
        ([21, 24.2, 27.5, 31.2, 38.6], (2, 1, 1, 2), 2 + 3),
        ([19, 51], (0, 0, 0, 1), 11),
    ],
    ids=["nobody", "one", "all kinds", "outside green"],
)
def test_gaps_between_opposing_vehicles_let_others_turn(
    passed: list[float], gaps: tuple[int, ...], capacity: int
) -> None:
    events = [*CYCLE, *NEXT, *HEARD, *((s, 81, 1) for s in passed), (25, 82, 4), (60, 82, 4)]
    found = row(left_turn_gaps(log(*events, detectors=LANES), BINS))
    assert (found["phase"], found["opposing"], found["greens"], found["green_s"]) == (5, 2, 1, 30)
    assert tuple(found[f"gaps_{edge}_s"] for edge in ("1_0", "3_3", "3_7", "7_4")) == gaps
    assert (found["capacity"], found["vehicles"]) == (capacity, 1)


def test_only_long_gaps_make_the_share_of_long_ones() -> None:
    events = [*CYCLE, *NEXT, *HEARD, *((20 + 3 * i, 81, 1) for i in range(6))]
    assert row(left_turn_gaps(log(*events, detectors=LANES), BINS))["share_long"] == 0.5


TRAP = (Detector(21, 2, "speed", lane=1, distance_m=80), Detector(22, 2, "speed", lane=1, distance_m=74))


@pytest.mark.parametrize(
    ("events", "speeds"),
    [
        ([(40, 82, 21), (40.5, 82, 22)], [12]),
        ([(30, 82, 21), (30.5, 82, 22)], []),
        ([(49.8, 82, 21), (50.3, 82, 22)], []),
        ([(40, 82, 21), (40.5, 82, 22), (41, 82, 22)], [12]),
        ([(40, 82, 21), (43, 82, 22)], []),
        ([(40, 82, 22)], []),
        ([(40, 82, 21), (40.5, 82, 22), (42, 82, 21), (42.3, 82, 22)], [12, 20]),
    ],
    ids=["one", "early in green", "yellow", "one twice", "slow", "half", "two"],
)
def test_a_speed_is_the_distance_by_the_time(events: list[tuple[float, int, int]], speeds: list[float]) -> None:
    found = rows_as_dicts(approach_speed(log(*CYCLE, *NEXT, *HEARD, *events, detectors=TRAP), BINS))
    assert [r["vehicles"] for r in found] == ([len(speeds)] if speeds else [])
    assert [r["mean_mps"] for r in found] == ([pytest.approx(np.mean(speeds))] if speeds else [])


def test_a_lane_with_one_speed_detector_has_no_speed() -> None:
    found = approach_speed(log(*CYCLE, *NEXT, *HEARD, detectors=TRAP[:1]), BINS)
    assert found.why is not None
    assert found.why.code == "measure.no_speed_pairs"
