"""Confidence limits of paired differences and of ratios of means, by Student's t.

The gate asks about mean(D)/mean(old) with D = new - old. Both means are random and share their pairs, so dividing the
limits of mean(D) by mean(old) as if it were known would be too sure of itself. Fieller's limits [1]_ are used: a ratio
r lies inside exactly when a paired t-test does not reject mean(new - r old) = 0. So "the upper limit lies below +2 %"
and "the t-test rejects a plan that is 2 % worse" are the same statement at the same level, exact for normal pairs.

References
----------
.. [1] Fieller, Some problems in interval estimation, Journal of the Royal Statistical Society B 16, 1954.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import inf, sqrt
from statistics import fmean

from meydan.report.student import t_of


@dataclass(frozen=True, slots=True)
class Limits:
    """An estimate and the limits that the truth lies below, or above, with 1 - level each."""

    value: float
    low: float
    high: float


def mean_limits(values: Sequence[float], level: float) -> Limits:
    """Return the mean of values and its limits, each one-sided at `level`; without limits for fewer than two values."""
    mean, n = fmean(values), len(values)
    if n < 2:
        return Limits(mean, -inf, inf)
    half = t_upper(level, n - 1) * sqrt(_covariance(values, values) / n)
    return Limits(mean, mean - half, mean + half)


def change_limits(old: Sequence[float], new: Sequence[float], level: float) -> Limits:
    """Return mean(new)/mean(old) - 1 and its limits, each one-sided at `level`.

    Parameters
    ----------
    old, new
        Paired values, none below 0. Where nothing was lost before, any loss is an infinite change.
    """
    n, mean_old, mean_new = len(old), fmean(old), fmean(new)
    if mean_old <= 0:
        return Limits(0.0, 0.0, 0.0) if mean_new <= 0 else Limits(inf, inf, inf)
    change = mean_new / mean_old - 1
    if n < 2:
        return Limits(change, -inf, inf)
    t2 = t_upper(level, n - 1) ** 2 / n
    a = mean_old**2 - t2 * _covariance(old, old)
    b = mean_old * mean_new - t2 * _covariance(old, new)
    c = mean_new**2 - t2 * _covariance(new, new)
    if a <= 0:  # the old mean itself may be 0: every ratio fits
        return Limits(change, -inf, inf)
    root = sqrt(max(0.0, b * b - a * c))
    return Limits(change, (b - root) / a - 1, (b + root) / a - 1)


@lru_cache(1024)
def t_upper(level: float, freedom: int) -> float:
    """Return the t that is exceeded upwards with probability `level`."""
    return t_of(2 * level, freedom)


def _covariance(a: Sequence[float], b: Sequence[float]) -> float:
    mean_a, mean_b = fmean(a), fmean(b)
    return sum((x - mean_a) * (y - mean_b) for x, y in zip(a, b, strict=True)) / (len(a) - 1)
