"""Means over seeds with their 95 % intervals, by Student's t."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import nan, sqrt
from statistics import NormalDist, fmean, stdev

from meydan.twin.bench.row import Row

FEWEST_SEEDS = 5  # for a claim

# 97.5 % points of Student's t for 1 to 10 degrees of freedom; beyond them the expansion is right to three decimals.
_T_975 = (12.7062, 4.3027, 3.1824, 2.7764, 2.5706, 2.4469, 2.3646, 2.3060, 2.2622, 2.2281)


@dataclass(frozen=True, slots=True)
class Mean:
    """A mean and half its 95 % interval; NaN where one value, or none, says nothing."""

    value: float
    half: float


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table: a scenario under a strategy, over its seeds."""

    scenario: str
    strategy: str
    rows: tuple[Row, ...]

    @property
    def is_disqualified(self) -> bool:
        """Whether a controller of ours broke a rule on any seed."""
        return any(row.disqualified for row in self.rows)

    @property
    def is_thin(self) -> bool:
        """Whether there are too few seeds for a claim."""
        return len(self.rows) < FEWEST_SEEDS

    def mean(self, name: str) -> Mean:
        """Return the mean of a number of the rows over the seeds that have it."""
        return mean([value for row in self.rows if (value := getattr(row, name)) is not None])

    def total(self, name: str) -> int:
        """Return the sum of a count over the seeds."""
        return sum(int(getattr(row, name)) for row in self.rows)


def mean(values: Sequence[float]) -> Mean:
    """Return the mean of values and half its 95 % interval, t s / sqrt(n) [1]_.

    References
    ----------
    .. [1] Student, The probable error of a mean, Biometrika 6, 1908.
    """
    if not values:
        return Mean(nan, nan)
    if len(values) == 1:
        return Mean(float(values[0]), nan)
    return Mean(fmean(values), t_975(len(values) - 1) * stdev(values) / sqrt(len(values)))


def t_975(freedom: int) -> float:
    """Return the 97.5 % point of Student's t; beyond the table by the expansion of Cornish and Fisher [1]_.

    References
    ----------
    .. [1] Abramowitz and Stegun, Handbook of Mathematical Functions, 26.7.5.
    """
    if freedom <= len(_T_975):
        return _T_975[freedom - 1]
    z = NormalDist().inv_cdf(0.975)
    first, second = (z**3 + z) / 4, (5 * z**5 + 16 * z**3 + 3 * z) / 96
    third = (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384
    return z + first / freedom + second / freedom**2 + third / freedom**3


def lines(rows: Sequence[Row]) -> list[Line]:
    """Return the rows as lines, in the order in which scenarios and strategies come first."""
    by_line: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        by_line.setdefault((row.scenario, row.strategy), []).append(row)
    return [Line(*names, tuple(sorted(of, key=lambda row: row.seed))) for names, of in by_line.items()]
