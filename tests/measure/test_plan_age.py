"""Plan age: since when a plan has its numbers, and whether traffic is still what it was in its first days."""

from typing import Any

import numpy as np
import pytest

from meydan.city.because import because
from meydan.measure.bins import bins_of_minutes
from meydan.measure.junction_log import JunctionLog
from meydan.measure.plan_age import aged, changed_at, plan_age
from meydan.measure.rows import Rows
from tests.measure.small_log import BEGIN, log, rows_as_dicts

HOUR, DAY = 3600, 86_400
BINS = bins_of_minutes(60)
Event = tuple[float, int, int]


def morning(day: int, cycle_s: int | None = 90, split_s: int = 30, plan: int = 1, vehicles: int = 360) -> list[Event]:
    """Return a day with a plan from 13:00 to 15:00 with vehicles, and another around it; the first day is a Monday."""
    at = day * DAY + HOUR
    cycle = [] if cycle_s is None else [(at, 132, cycle_s)]
    told = [(at, 131, plan), *cycle, (at, 135, split_s)]
    came = [(at + 1 + n * 2 * HOUR / vehicles, 82, 11) for n in range(vehicles)]
    back = [(at + 2 * HOUR, 131, 7), (at + 2 * HOUR, 132, 60), (at + 2 * HOUR, 135, 20)]
    return [*told, *came, *back]


def of_plan(rows: Rows, plan: int = 1) -> list[dict[str, object]]:
    return [row for row in rows_as_dicts(rows) if row["plan"] == plan]


def week(*days: list[Event]) -> JunctionLog:
    return log((0, 131, 7), (0, 132, 60), (0, 135, 20), *(event for day in days for event in day))


def test_a_row_tells_the_numbers_of_a_plan_on_a_day_and_its_flow() -> None:
    (row,) = of_plan(plan_age(week(morning(0)), BINS))
    assert row == {
        "after_s": 0.0,
        "plan": 1,
        "in_force_s": 7200.0,
        "cycle_s": 90,
        "offset_s": -1,
        "splits": "2=30",
        "quarters": 8,
        "flow_vph": 180.0,
        "unchanged_s": 0.0,
        "at_least": 1,
        "flow_ratio": pytest.approx(float("nan"), nan_ok=True),
        "left_days": -1,
    }


def test_a_plan_is_as_old_as_its_numbers() -> None:
    rows = plan_age(week(*map(morning, range(3)), morning(3, split_s=31), morning(4, split_s=31)), BINS)
    assert [(r["splits"], r["unchanged_s"], r["at_least"]) for r in of_plan(rows)] == [
        ("2=30", 0.0, 1),
        ("2=30", 1.0 * DAY, 1),
        ("2=30", 2.0 * DAY, 1),
        ("2=31", 0.0, 0),
        ("2=31", 1.0 * DAY, 0),
    ]
    assert changed_at(rows) == {1: BEGIN + (3 * DAY + HOUR) * 1000}


def test_numbers_that_change_while_the_plan_runs_give_a_row_more() -> None:
    events = [(0, 131, 3), (0, 132, 80), (2 * DAY, 132, 100), (4 * DAY, 43, 1)]
    found = of_plan(plan_age(log(*events), BINS), plan=3)
    assert [(r["cycle_s"], r["at_least"]) for r in found] == [
        *[(80, 1)] * 3,
        *[(100, 0)] * 3,
    ]
    assert [r["in_force_s"] / HOUR for r in found] == [12, 24, 12, 12, 24, 12]  # type: ignore[operator]


def test_a_number_that_was_not_known_is_no_change() -> None:
    events = [(0, 131, 3), (0, 43, 1), (DAY, 131, 3), (DAY, 132, 80), (2 * DAY, 43, 1)]
    found = of_plan(plan_age(log(*events), BINS), plan=3)
    assert {r["cycle_s"] for r in found} == {-1, 80}
    assert {r["at_least"] for r in found} == {1}


def test_numbers_told_a_moment_before_their_plan_change_no_other() -> None:
    before = [(day * DAY + 2 * HOUR - 1, 132, 90) for day in range(3)]
    plans = [event for day in range(3) for event in ((day * DAY, 131, 7), (day * DAY + 2 * HOUR, 131, 1))]
    sevens = [(day * DAY - 1, 132, 60) for day in range(3)]
    rows = plan_age(log(*before, *plans, *sevens, (3 * DAY, 43, 1)), BINS)
    assert changed_at(rows) == {}
    assert {r["cycle_s"] for r in of_plan(rows, 7)} == {60}


def test_traffic_that_left_what_it_was_is_counted_by_days_of_one_type() -> None:
    flows = [360, 380, 340, 360, 420, 100, 100, 430, 360]  # Monday to Friday, a weekend, Monday, Tuesday
    found = of_plan(plan_age(week(*(morning(day, vehicles=flow) for day, flow in enumerate(flows))), BINS))
    ratios = [r["flow_ratio"] for r in found]
    assert ratios == pytest.approx([np.nan] * 3 + [1.0, 420 / 360, np.nan, np.nan, 430 / 360, 1.0], nan_ok=True)
    assert [r["left_days"] for r in found] == [-1, -1, -1, 0, 1, -1, -1, 2, 0]


def test_a_plan_with_new_numbers_is_timed_for_the_traffic_of_now() -> None:
    days = [morning(0), morning(1), morning(2), *(morning(day, 95, vehicles=720) for day in (3, 4, 7, 8))]
    assert [r["flow_ratio"] for r in of_plan(plan_age(week(*days), BINS))][3:] == pytest.approx(
        [np.nan] * 3 + [1.0], nan_ok=True
    )


def test_a_day_cut_short_is_not_compared() -> None:
    days = [*map(morning, range(3)), morning(3)[:200]]
    assert of_plan(plan_age(week(*days), BINS))[-1]["left_days"] == -1


def test_rows_of_two_times_told_anew_are_those_of_both_together() -> None:
    days = [morning(day, vehicles=360 + 20 * day, split_s=30 + day // 3) for day in range(5)]
    whole = plan_age(week(*days), BINS)
    half = BEGIN + (2 * DAY - 12 * HOUR) * 1000  # midnight
    early, late = (plan_age(cut, BINS) for cut in (week(*days[:3]), week(*days)))
    joined: dict[str, Any] = {
        name: np.concatenate((early.columns[name][early.start < half], late.columns[name][late.start >= half]))
        for name in whole.columns
    }
    start = np.concatenate((early.start[early.start < half], late.start[late.start >= half]))
    joined["unchanged_s"] = np.zeros(start.size)  # as if nobody had known of the days before
    again = aged(Rows(start, joined), BINS)
    assert start.tolist() == whole.start.tolist()
    for name, column in whole.columns.items():
        np.testing.assert_array_equal(again.columns[name], column)


def test_free_and_flash_are_no_plans_and_without_a_plan_there_is_a_reason() -> None:
    assert plan_age(log((0, 131, 254), (60, 131, 255), (120, 43, 1)), BINS).why == because(
        "measure.no_events", codes="131"
    )
    assert plan_age(log(), BINS).start.size == 0


def test_without_detectors_there_is_an_age_and_no_flow() -> None:
    (row,) = of_plan(plan_age(log(*week_events(), detectors=()), BINS))
    assert np.isnan(row["flow_vph"])  # type: ignore[call-overload]
    assert row["quarters"] == 8


def week_events() -> list[Event]:
    return [(0, 131, 7), *morning(0)]
