"""Split monitor, waiting time and pedestrian delay, worked out by hand."""

import numpy as np
import pytest

from meydan.measure.pedestrian_delay import pedestrian_delay
from meydan.measure.split_monitor import split_monitor
from meydan.measure.waiting_time import waiting_time
from tests.measure.small_log import BINS, HEARD, log, row, rows_as_dicts

Events = list[tuple[float, int, int]]


def service(at: float, green: float, phase: int = 2, reason: int = 0) -> Events:
    """Return a service that lasts `green` + 6 s."""
    end = at + green
    told: Events = [(end, reason, phase)] if reason else []
    return [
        (at, 1, phase),
        *told,
        (end, 8, phase),
        (end + 4, 9, phase),
        (end + 4, 10, phase),
        (end + 6, 11, phase),
    ]


def test_services_are_monitored_plan_by_plan_beside_the_programmed_split() -> None:
    plan_1: Events = [(0, 131, 1), (0, 135, 25), (0, 137, 0)]
    plan_2: Events = [(60, 131, 2), (60, 135, 30)]
    served = [*service(1, 14, reason=4), *service(30, 24, reason=6), *service(61, 9), *service(90, 4, phase=4)]
    found = rows_as_dicts(split_monitor(log(*HEARD, *plan_1, *plan_2, *served), BINS))
    assert [(r["phase"], r["plan"], r["services"], r["mean_s"], r["p50_s"]) for r in found] == [
        (2, 1, 2, 25, 25),
        (2, 2, 1, 15, 15),
        (4, 2, 1, 10, 10),
    ]
    assert found[0]["p85_s"] == pytest.approx(20 + 0.85 * 10)
    assert [found[0][f"share_{reason}"] for reason in ("gap_out", "max_out", "force_off")] == [0.5, 0, 0.5]
    assert [r["programmed_s"] for r in found[:2]] == [25, 30]
    assert np.isnan(found[2]["programmed_s"])  # type: ignore[call-overload]


def test_a_phase_served_less_often_than_another_was_skipped() -> None:
    served = [*service(1, 5), *service(21, 5), *service(41, 5), *service(61, 5), *service(11, 2, phase=4)]
    found = {r["phase"]: r for r in rows_as_dicts(split_monitor(log(*HEARD, *served), BINS))}
    assert (found[2]["share_skipped"], found[4]["share_skipped"]) == (0, 0.75)
    assert found[2]["plan"] == -1


RED: Events = [(0, 1, 2), (4, 8, 2), (8, 9, 2)]


@pytest.mark.parametrize(
    ("calls", "wait_s"),
    [
        ([(20, 43, 2)], 30),
        ([(20, 43, 2), (30, 43, 2)], 30),
        ([(20, 43, 2), (25, 44, 2), (30, 43, 2)], 20),
        ([(5, 43, 2), (12, 43, 2)], 38),
        ([(20, 43, 2), (25, 44, 2)], None),
        ([(20, 43, 4)], None),
        ([(20, 43, 2), (10, 102, 1), (12, 104, 1)], None),
        ([(20, 43, 2), (30, 173, 3)], None),
    ],
    ids=["one", "two", "dropped", "in green", "gone", "another phase", "pre-empted", "flash"],
)
def test_a_call_waits_from_red_until_green(calls: Events, wait_s: float | None) -> None:
    events = [*RED, (50, 1, 2), *calls, (1, 43, 9)]
    found = row(waiting_time(log(*HEARD, *events), BINS))
    assert (found["greens"], found["waits"]) == (2, 0 if wait_s is None else 1)
    assert found["max_s"] == pytest.approx(wait_s, nan_ok=True) if wait_s else np.isnan(found["max_s"])  # type: ignore[call-overload]


@pytest.mark.parametrize(("cycle_s", "pattern", "long"), [(0, 1, 0), (20, 1, 1), (40, 1, 0), (20, 254, 0)])
def test_a_wait_is_long_by_the_programmed_cycle(cycle_s: int, pattern: int, long: int) -> None:
    events = [*RED, (50, 1, 2), (15, 43, 2), (0, 132, cycle_s), (0, 131, pattern)]
    assert row(waiting_time(log(*HEARD, *events), BINS))["long_waits"] == long


def test_a_call_after_a_green_whose_end_got_lost_waits_for_nothing() -> None:
    events = [*RED, (30, 1, 2), (40, 43, 2), (50, 1, 2)]
    found = row(waiting_time(log(*HEARD, *events), BINS))
    assert (found["greens"], found["waits"]) == (3, 0)


def test_a_call_over_a_hole_waits_for_nothing() -> None:
    quiet = [event for event in HEARD if not 20 < event[0] < 60]
    events = [*RED, (15, 43, 2), (65, 1, 2)]
    assert row(waiting_time(log(*quiet, *events), BINS))["waits"] == 0


WALKED: Events = [(0, 21, 6), (7, 22, 6), (15, 23, 6)]


@pytest.mark.parametrize(
    ("presses", "wait_s"),
    [([20], 30), ([20, 40], 30), ([10], 40), ([3], None), ([3, 30], 20), ([], None), ([50], None)],
    ids=["red", "first of two", "clearance", "walk", "walk, then red", "nobody", "too late"],
)
def test_who_presses_first_waits_for_walk(presses: list[float], wait_s: float | None) -> None:
    pressed = [(second, 90, 6) for second in presses]
    found = row(pedestrian_delay(log(*HEARD, *WALKED, *pressed, (50, 21, 6), (9, 90, 4)), BINS))
    assert (found["phase"], found["walks"], found["waits"]) == (6, 2, 0 if wait_s is None else 1)
    assert found["mean_s"] == wait_s if wait_s else np.isnan(found["mean_s"])  # type: ignore[call-overload]


def test_a_press_in_a_walk_whose_end_got_lost_does_not_count() -> None:
    assert row(pedestrian_delay(log(*HEARD, *WALKED, (30, 21, 6), (35, 90, 6), (50, 21, 6)), BINS))["waits"] == 0


def test_a_press_before_anything_is_known_does_not_count() -> None:
    assert row(pedestrian_delay(log(*HEARD, (5, 90, 6), (30, 21, 6)), BINS))["waits"] == 0
