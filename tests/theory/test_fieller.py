"""Limits of paired differences and ratios against what textbooks say."""

from math import inf, sqrt
from statistics import fmean, stdev

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meydan.report.limits import change_limits, mean_limits, t_upper


@pytest.mark.parametrize(
    ("level", "freedom", "t"),
    # Student's t in every statistical table, such as Abramowitz and Stegun, table 26.10
    [(0.025, 4, 2.776), (0.05, 4, 2.132), (0.05, 9, 1.833), (0.01, 14, 2.624), (0.005, 14, 2.977), (0.025, 39, 2.023)],
)
def test_one_sided_t_is_the_textbooks(level: float, freedom: int, t: float) -> None:
    assert t_upper(level, freedom) == pytest.approx(t, abs=6e-4)


def test_the_mean_of_a_textbook_sample_has_its_interval() -> None:
    # Student's own sleep data (Biometrika 6, 1908): mean 1.58 h, t 4.06 with 9 degrees of freedom
    more = [1.2, 2.4, 1.3, 1.3, 0.0, 1.0, 1.8, 0.8, 4.6, 1.4]
    found = mean_limits(more, 0.025)
    assert found.value == pytest.approx(1.58)
    assert (found.low, found.high) == pytest.approx((0.700, 2.460), abs=1e-3)


delays = st.lists(st.tuples(st.floats(35, 45), st.floats(20, 60)), min_size=3, max_size=20)


@given(delays, st.sampled_from([0.007, 0.025, 0.05]))
def test_a_ratio_is_at_its_limit_when_the_paired_t_test_just_rejects_it(
    both: list[tuple[float, float]], level: float
) -> None:
    old, new = [a for a, _ in both], [b for _, b in both]
    found = change_limits(old, new, level)
    for limit, sign in ((found.low, 1), (found.high, -1)):
        if limit in (-inf, inf):
            continue
        rest = [b - (1 + limit) * a for a, b in both]
        if stdev(rest) < 1e-6:
            continue
        t = fmean(rest) / (stdev(rest) / sqrt(len(rest)))
        assert sign * t == pytest.approx(t_upper(level, len(rest) - 1), rel=1e-4)


@given(delays)
def test_the_same_values_do_not_change(both: list[tuple[float, float]]) -> None:
    old = [a for a, _ in both]
    found = change_limits(old, old, 0.007)
    assert found.value == 0
    assert (found.low, found.high) == pytest.approx((0, 0), abs=1e-9)


def test_where_nothing_was_lost_any_loss_is_beyond_all_bounds() -> None:
    assert change_limits([0.0, 0.0], [1.0, 1.0], 0.05).low == inf
    assert change_limits([0.0, 0.0], [0.0, 0.0], 0.05).high == 0
    assert change_limits([1.0], [1.0], 0.05).high == inf
