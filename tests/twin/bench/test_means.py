"""Intervals are Student's; a single seed has none."""

from math import isnan, sqrt

import pytest

from meydan.twin.bench.means import mean, t_975

# Two-sided 95 % points of Student's t, any printed table.
TABLE = {1: 12.706, 2: 4.303, 4: 2.776, 9: 2.262, 10: 2.228, 11: 2.201, 20: 2.086, 30: 2.042, 120: 1.980}


@pytest.mark.parametrize(("freedom", "t"), TABLE.items())
def test_the_points_of_students_t_are_those_of_the_tables(freedom: int, t: float) -> None:
    assert t_975(freedom) == pytest.approx(t, abs=6e-4)


def test_an_interval_by_hand() -> None:
    found = mean([10, 12, 14, 16, 18])  # s = sqrt(10)
    assert found.value == 14
    assert found.half == pytest.approx(2.776 * sqrt(10) / sqrt(5), abs=1e-3)


def test_one_seed_has_a_mean_and_no_interval() -> None:
    assert mean([7]).value == 7
    assert isnan(mean([7]).half)


def test_nothing_has_no_mean() -> None:
    assert isnan(mean([]).value)
