"""Pre-emptions, priority, intervals, plans and silences, worked out by hand."""

import numpy as np
import pytest

from meydan.measure.communication import communication
from meydan.measure.plans import plans
from meydan.measure.preempted import preempted
from meydan.measure.preemptions import preemptions
from meydan.measure.priority_requests import priority_requests
from meydan.measure.timing_and_actuation import PAIRS, timing_and_actuation
from tests.measure.small_log import BEGIN, BINS, CYCLE, HEARD, log, row, rows_as_dicts

CALLED = [(10, 102, 1), (12, 105, 1), (15, 106, 1), (20, 107, 1), (50, 111, 1), (60, 104, 1)]


def nan(value: object) -> bool:
    return bool(np.isnan(value))  # type: ignore[call-overload]


def test_a_pre_emption_is_told_step_by_step() -> None:
    assert row(preemptions(log(*HEARD, *CALLED), BINS)) == {
        "after_s": 10,
        "preempt": 1,
        "to_entry_s": 2,
        "to_track_clearance_s": 5,
        "to_dwell_s": 10,
        "dwell_s": 30,
        "lasted_s": 50,
        "too_long": 0,
    }


def test_what_comes_after_the_next_call_or_of_another_number_is_not_its_own() -> None:
    first, second = rows_as_dicts(preemptions(log(*HEARD, (5, 102, 1), *CALLED, (7, 105, 2), (40, 110, 1)), BINS))
    assert [nan(first[name]) for name in ("to_entry_s", "lasted_s", "dwell_s")] == [True] * 3
    assert (second["to_entry_s"], second["too_long"]) == (2, 1)


def test_what_is_told_of_a_pre_empt_without_a_call_is_nobodys() -> None:
    (found,) = rows_as_dicts(preemptions(log(*HEARD, *CALLED, (40, 110, 2), (5, 110, 0)), BINS))
    assert found["too_long"] == 0


def test_a_pre_emption_lasts_from_call_to_end_or_half_an_hour() -> None:
    found = preempted(log((10, 102, 1), (60, 104, 1), (5000, 102, 2)), after_ms=1000)
    assert ((found.begin - BEGIN) // 1000).tolist() == [10, 5000]
    assert ((found.end - BEGIN) // 1000).tolist() == [61, 6801]


@pytest.mark.parametrize(
    ("given", "served"), [([], 0), ([(20, 113, 3)], 1), ([(20, 114, 3)], 1), ([(20, 118, 3)], 1), ([(45, 114, 3)], 0)]
)
def test_a_request_is_served_before_it_checks_out(given: list[tuple[float, int, int]], served: int) -> None:
    found = row(priority_requests(log(*HEARD, (10, 112, 3), (40, 115, 3), *given), BINS))
    assert (found["request"], found["lasted_s"], found["served"]) == (3, 30, served)


def test_intervals_are_told_with_what_ended_them() -> None:
    events = [*CYCLE, (30, 82, 11), (31, 81, 11), (32, 82, 11), (33, 82, 11), (34, 81, 11), (20, 21, 2), (27, 22, 2)]
    found = rows_as_dicts(timing_and_actuation(log(*HEARD, *events), BINS))
    told = [(r["after_s"], r["what"], r["lasted_s"]) for r in found if r["number"] == 2 and not nan(r["lasted_s"])]
    assert told == [(20, "green", 30), (20, "walk", 7), (50, "yellow", 4), (54, "red_clearance", 2)]
    assert [(r["after_s"], nan(r["lasted_s"])) for r in found if r["what"] == "detector_on"] == [
        (30, False),
        (32, True),
        (33, False),
    ]
    assert {str(r["what"]) for r in found} <= set(PAIRS)


def test_an_interval_over_a_hole_has_no_length() -> None:
    quiet = [event for event in HEARD if not 20 < event[0] < 60]
    found = rows_as_dicts(timing_and_actuation(log(*quiet, (15, 1, 2), (65, 8, 2)), BINS))
    assert [nan(r["lasted_s"]) for r in found if r["what"] == "green"] == [True]


def test_plans_are_told_with_how_long_they_ran_in_step() -> None:
    told = [(100, 131, 1), (100, 132, 80), (100, 133, 5), (400, 150, 1), (600, 131, 2), (600, 132, 90), (800, 150, 2)]
    found = rows_as_dicts(plans(log((0, 43, 1), *told, (1000, 43, 1)), BINS))
    assert [(r["plan"], r["in_force_s"], r["cycle_s"], r["offset_s"]) for r in found] == [
        (1, 500, 90, 5),
        (2, 300, 90, 5),
        (2, 100, 90, 5),
    ]
    assert [r["share_in_step"] for r in found] == [pytest.approx(0.4), pytest.approx(200 / 300), 0]


def test_a_plan_before_anything_is_told_of_the_coordination_has_no_share_in_step() -> None:
    (found,) = rows_as_dicts(plans(log((0, 131, 1), (800, 43, 1)), BINS))
    assert nan(found["share_in_step"])
    assert (found["cycle_s"], found["offset_s"]) == (-1, -1)


def test_silences_are_told_by_the_bin_and_attempts_are_added_up() -> None:
    told = [(900, 500, 40), (900, 501, 10), (900, 503, 33), (1000, 500, 10), (1000, 501, 0), (1000, 503, 35)]
    heard = [(s, 43, 1) for s in (*range(0, 880, 20), *range(920, 1200, 20))]
    first, second = rows_as_dicts(communication(log(*heard, *told), BINS))
    assert (first["silences"], first["silent_s"], second["silences"], second["silent_s"]) == (1, 40, 0, 20)
    assert (first["attempts"], second["attempts"], second["failures"], second["share_failed"]) == (-1, 50, 10, 0.2)
    assert second["mean_response"] == 34
