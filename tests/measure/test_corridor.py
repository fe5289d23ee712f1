"""Greens along a road, and how offsets would best change, worked out by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from meydan.measure.bins import bins_of_minutes
from meydan.measure.corridor import Corridor, Stop
from meydan.measure.junction_log import Detector, JunctionLog, junction_log
from meydan.measure.link_pivot import link_pivot
from meydan.measure.time_space import time_space
from tests.measure.small_log import BEGIN, log, rows_as_dicts

HOUR = bins_of_minutes(60)
ALONG = Corridor("road", 12.5, (Stop("A", 0, 2, 6), Stop("B", 500, 2, 6)))  # 40 s from one to the other
TABLE = (Detector(11, 2, "advance"), Detector(12, 6, "advance"))


def junction(
    offset_s: int, came_at: tuple[int, ...] = (), back_at: tuple[int, ...] = (), cycle_s: int = 60
) -> JunctionLog:
    """Return 40 cycles in which both phases are green for 30 s, with vehicles at the same seconds of each."""
    events: list[tuple[float, int, int]] = []
    for cycle in range(40):
        at = cycle_s * cycle + offset_s
        events += [(at + second, code, phase) for phase in (2, 6) for second, code in ((0, 1), (30, 8), (34, 9))]
        events += [(cycle_s * cycle + second, 82, 11) for second in came_at]
        events += [(cycle_s * cycle + second, 82, 12) for second in back_at]
    events += [(second, 43, 1) for second in range(0, 40 * cycle_s, 10)]
    return log(*events, detectors=TABLE)


def test_a_green_leads_to_that_at_the_next_stop_as_far_as_they_overlap_after_the_drive() -> None:
    found = time_space({"A": junction(0), "B": junction(45)}, ALONG, HOUR)
    out = [r for r in rows_as_dicts(found["A"]) if r["direction"] == "out"]
    assert (out[5]["after_s"], out[5]["green_s"], out[5]["through_s"], out[5]["distance_m"]) == (300, 30, 25, 0)
    back = [r for r in rows_as_dicts(found["B"]) if r["direction"] == "back"]
    assert (back[5]["green_s"], back[5]["through_s"], back[5]["distance_m"]) == (30, 5, 500)  # 45 + 40 is 25 of A
    assert all(np.isnan(r["through_s"]) for r in rows_as_dicts(found["B"]) if r["direction"] == "out")  # type: ignore[call-overload]


def test_a_stop_without_a_phase_in_a_direction_is_passed_over() -> None:
    road = Corridor("road", 12.5, (Stop("A", 0, 2, 6), Stop("B", 200, 0, 6), Stop("C", 500, 2, 0)))
    assert [[stop.junction for stop in road.stops_of(way)] for way in ("out", "back")] == [["A", "C"], ["B", "A"]]
    found = time_space({"A": junction(0), "B": junction(20), "C": junction(45)}, road, HOUR)
    assert {str(r["direction"]) for r in rows_as_dicts(found["B"])} == {"back"}
    out = [r for r in rows_as_dicts(found["A"]) if r["direction"] == "out"]
    assert out[5]["through_s"] == 25  # as above: of B nothing is asked


def test_what_leads_to_a_stop_without_a_log_is_not_known() -> None:
    found = rows_as_dicts(time_space({"A": junction(0)}, ALONG, HOUR)["A"])
    assert found
    assert all(np.isnan(r["through_s"]) for r in found)  # type: ignore[call-overload]


def test_a_direction_counts_on_a_link_if_both_its_ends_have_a_phase_in_it() -> None:
    logs = {"A": junction(0, back_at=(5, 6, 7)), "B": junction(0, came_at=(35,))}
    road = Corridor("road", 12.5, (Stop("A", 0, 2, 6), Stop("B", 500, 2, 0)))
    (found,) = rows_as_dicts(link_pivot(logs, road, HOUR)["B"])
    assert (found["vehicles"], found["vehicles_back"], found["best_on_green"]) == (40, 0, 40)
    road = Corridor("road", 12.5, (Stop("A", 0, 2, 6), Stop("B", 500, 0, 6)))
    (found,) = rows_as_dicts(link_pivot(logs, road, HOUR)["B"])
    assert (found["vehicles"], found["vehicles_back"], found["on_green_back"]) == (0, 120, 120)


@given(offset_s=st.integers(0, 59))
def test_no_more_of_a_green_leads_on_than_there_is_of_either(offset_s: int) -> None:
    found = time_space({"A": junction(0), "B": junction(offset_s)}, ALONG, HOUR)
    out = [r for r in rows_as_dicts(found["A"]) if r["direction"] == "out"]
    assert all(0 <= r["through_s"] <= r["green_s"] == 30 for r in out[1:-1])  # type: ignore[operator]


def test_a_junction_without_greens_says_so() -> None:
    found = time_space({"A": log((0, 43, 1)), "B": junction(0)}, ALONG, HOUR)
    assert found["A"].why is not None
    assert found["B"].start.size


@pytest.mark.parametrize(
    ("came", "shift_s", "on_green", "best"),
    [((40, 49), 20, 0, 80), ((10, 20), 0, 80, 80), ((50, 55), 50, 0, 80), ((12, 40), 11, 40, 80)],
)
def test_the_least_shift_that_lets_most_arrive_on_green_is_found(
    came: tuple[int, ...], shift_s: int, on_green: int, best: int
) -> None:
    (found,) = rows_as_dicts(link_pivot({"A": junction(0), "B": junction(0, came)}, ALONG, HOUR)["B"])
    assert (found["cycle_s"], found["vehicles"], found["on_green"]) == (60, 80, on_green)
    assert (found["best_shift_s"], found["offset_change_s"]) == (shift_s, shift_s)
    assert best - 2 <= found["best_on_green"] <= best  # type: ignore[operator]


def test_both_directions_are_weighed_together() -> None:
    logs = {"A": junction(0, back_at=(5, 6, 7)), "B": junction(0, came_at=(35,))}
    (found,) = rows_as_dicts(link_pivot(logs, ALONG, HOUR)["B"])
    assert (found["vehicles"], found["vehicles_back"]) == (40, 120)
    assert (found["on_green"], found["on_green_back"]) == (0, 120)
    assert found["best_shift_s"] == 6  # from 6 s on the 35th second is green here, up to 22 s the others stay so there
    assert (found["best_on_green"], found["best_on_green_back"]) == (40, 120)


def test_shifts_add_up_along_the_road_within_the_cycle() -> None:
    three = Corridor("road", 12.5, (*ALONG.stops, Stop("C", 900, 2, 6)))
    logs = {"A": junction(0), "B": junction(0, (40, 49)), "C": junction(0, (55,))}
    found = link_pivot(logs, three, HOUR)
    assert found["C"].columns["offset_change_s"].tolist() == [(20 + found["C"].columns["best_shift_s"][0]) % 60]
    unknown = link_pivot({name: logs[name] for name in ("B", "C")}, three, HOUR)
    assert np.isnan(unknown["C"].columns["offset_change_s"]).all()


def test_junctions_with_other_cycles_have_no_common_shift() -> None:
    found = link_pivot({"A": junction(0, cycle_s=70), "B": junction(0, (40,))}, ALONG, HOUR)
    assert found["B"].why is not None
    assert found["B"].why.code == "measure.no_common_cycle"


@given(
    came=st.lists(st.integers(0, 59), max_size=5), back=st.lists(st.integers(0, 59), max_size=5), seed=st.integers(0, 9)
)
def test_the_best_is_never_worse_and_order_and_repetition_change_nothing(
    came: list[int], back: list[int], seed: int
) -> None:
    logs = {"A": junction(0, back_at=tuple(back)), "B": junction(17, tuple(came))}
    random = np.random.default_rng(seed)
    again = {}
    for name, one in logs.items():
        at = np.concatenate((random.permutation(one.t.size), np.arange(50)))
        again[name] = junction_log(one.t[at], one.code[at], one.parameter[at], TABLE)
    found = rows_as_dicts(link_pivot(logs, ALONG, HOUR)["B"])
    assert found == rows_as_dicts(link_pivot(again, ALONG, HOUR)["B"])
    for r in found:
        now, best = (r[f"{which}on_green"] + r[f"{which}on_green_back"] for which in ("", "best_"))  # type: ignore[operator]
        assert best >= now


def test_a_hole_makes_no_green() -> None:
    whole = junction(0)
    kept = (whole.t < BEGIN + 600_000) | (whole.t >= BEGIN + 735_000)
    holed = junction_log(whole.t[kept], whole.code[kept], whole.parameter[kept], TABLE)
    found = time_space({"A": holed, "B": junction(0)}, ALONG, HOUR)["A"]
    assert max(found.columns["green_s"].tolist()) == 30
