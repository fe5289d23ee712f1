"""The Highway Capacity Manual's formulas give the numbers of textbooks.

References
----------
.. [1] F. Mannering and S. Washburn, Principles of Highway Engineering and Traffic Analysis, 5th ed., 2013, ex. 7.1:
   s = 2400 veh/h, 24 s of effective green in 80 s, 500 veh/h.
.. [2] Transportation Research Board, Highway Capacity Manual, 6th edition, chapter 19.
"""

from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meydan.design.hcm import (
    capacity_vph,
    control_delay_s,
    critical_saturation,
    cycle_for_saturation_s,
    incremental_delay_s,
    level_of_service,
    mean_delay_s,
    queue_end_of_red,
    uniform_delay_s,
)


def test_the_uniform_delay_of_a_textbook_approach() -> None:
    assert capacity_vph(80, 24, 2400) == pytest.approx(720)
    assert uniform_delay_s(80, 24, 500 / 720) == pytest.approx(24.75, abs=0.02)  # [1]: 24.75 s


def test_the_queue_of_a_textbook_approach() -> None:
    # [1]: 7.78 vehicles when red ends, and the queue is gone 14.73 s later: 0.1389 (56 + 14.73) came to its back
    assert queue_end_of_red(80, 24, 500, 2400) == pytest.approx(500 / 3600 * (56 + 14.73), abs=0.01)


def test_the_control_delay_of_a_worked_example() -> None:
    # C 90 s, g 40 s, s 1800, q 600 veh/h: c = 800, X = 0.75, d1 = 20.8 s, d2 = 6.4 s
    assert uniform_delay_s(90, 40, 0.75) == pytest.approx(20.83, abs=0.01)
    assert incremental_delay_s(800, 0.75) == pytest.approx(225 * ((0.0625 + 4 * 0.75 / 200) ** 0.5 - 0.25))
    assert control_delay_s(90, 40, 600, 1800) == pytest.approx(27.2, abs=0.05)


def test_at_saturation_only_chance_is_left_of_the_incremental_delay() -> None:
    # X = 1: d2 = 900 T sqrt(8 k I / (c T)) = 225 sqrt(4 / 200)
    assert incremental_delay_s(800, 1.0) == pytest.approx(225 * (4 / 200) ** 0.5)


def test_beyond_saturation_half_of_what_is_too_much_waits_for_the_period() -> None:
    # the deterministic queue of a quarter of an hour: 450 s (X - 1) T/0.25, and chance adds little
    assert incremental_delay_s(3600, 1.5) == pytest.approx(450 * 0.5, rel=0.02)


@given(st.floats(4, 40), st.floats(0.05, 0.85), st.floats(0.86, 1.0))
def test_the_cycle_for_a_saturation_gives_it(lost_s: float, ratio: float, target: float) -> None:
    cycle_s = cycle_for_saturation_s(lost_s, ratio, target)
    assert critical_saturation(cycle_s, lost_s, ratio) == pytest.approx(target)


def test_no_cycle_carries_more_than_the_target() -> None:
    assert cycle_for_saturation_s(12, 0.9, 0.9) == inf


@given(st.floats(30, 180), st.floats(0.1, 0.9), st.floats(1, 1800))
def test_more_green_never_costs_delay(cycle_s: float, share: float, flow_vph: float) -> None:
    short, long = (control_delay_s(cycle_s, cycle_s * s, flow_vph, 1800) for s in (share, share * 1.1))
    assert long <= short + 1e-9


@pytest.mark.parametrize(("delay_s", "level"), [(10, "A"), (10.1, "B"), (35, "C"), (55, "D"), (80, "E"), (81, "F")])
def test_the_level_of_service_of_a_delay(delay_s: float, level: str) -> None:  # [2], exhibit 19-8
    assert level_of_service(delay_s, 0.5) == level


def test_more_than_can_go_is_level_f_whatever_the_delay() -> None:
    assert level_of_service(5, 1.01) == "F"


def test_who_is_never_green_waits_for_ever_and_nobody_has_no_mean() -> None:
    assert control_delay_s(60, 0, 100, 1800) == inf
    assert mean_delay_s([10.0, 30.0], [300, 100]) == 15
    assert mean_delay_s([inf], [0.0]) != mean_delay_s([inf], [0.0])  # not a number
