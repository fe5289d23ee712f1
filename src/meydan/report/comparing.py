"""Before and after: differences of matched days with their intervals, and what may be said of them.

The day is the unit: quarters of an hour of one day are not independent of each other, days nearly are.

References
----------
.. [1] Welch, The generalization of Student's problem, Biometrika 34, 1947; Satterthwaite, Biometrics 2, 1946.
.. [2] Holm, A simple sequentially rejective multiple test procedure, Scandinavian Journal of Statistics 6, 1979.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import floor, sqrt
from typing import Literal

import numpy as np

from meydan.measure.junction_log import Floats
from meydan.report.matching import DAYS_A_WEEK, Match
from meydan.report.quarters import Quarters
from meydan.report.student import t_of, two_sided_p

LEVEL = 0.05  # of the interval, and of all verdicts of a report together
LEAST_EFFECT = 0.03  # of the value before: below it a difference is called neither better nor worse

MeasureName = Literal["share_on_green", "mean_delay_s", "failed_share", "vehicles"]
RATIOS: Mapping[MeasureName, tuple[str, str]] = {
    "share_on_green": ("on_green", "vehicles"),
    "mean_delay_s": ("delay_s", "delayed"),
    "failed_share": ("failures", "cycles"),
}
GOOD: Mapping[MeasureName, int] = {"share_on_green": 1, "mean_delay_s": -1, "failed_share": -1}
NAMES: tuple[MeasureName, ...] = (*RATIOS, "vehicles")

Days = Mapping[str, tuple[Floats, Floats]]
"""By type of day: one value for each day before, and for each day after."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A mean week before and after, the difference with its 95 % interval, and how likely it is by chance alone."""

    before: float
    after: float
    low: float
    high: float
    p: float

    @property
    def value(self) -> float:
        """After less before."""
        return self.after - self.before


Verdict = Literal["better", "worse", "open", "none"]
"""`open`: no difference is shown; `none`: a measure that has no better and worse."""


def day_values(quarters: Quarters, match: Match, measure: MeasureName) -> Days:
    """Return a measure of each compared day over the times that all days of its type have.

    A type is left out if a day of it has nothing to divide by.
    """
    found = {}
    for kind, matched in match.types.items():
        sides = []
        for places in (matched.before, matched.after):
            chosen = np.ix_(np.array(places), matched.times)
            if measure == "vehicles":
                sides.append(quarters.sums["vehicles"][chosen].sum(axis=1))
                continue
            over, under = (quarters.sums[name][chosen].sum(axis=1) for name in RATIOS[measure])
            sides.append(np.where(under > 0, over / np.maximum(under, 1), np.nan))
        if not any(np.isnan(side).any() for side in sides) and any(side.any() for side in sides):
            found[kind] = (sides[0], sides[1])
    return found


def difference(days: Days) -> Difference | None:
    """Return the difference of two weeks made of the types of days compared; None if there is no type.

    Each type counts as often as it comes in a week. The variance is that of days within a type and side, and the
    degrees of freedom are Satterthwaite's, rounded down.
    """
    if not days:
        return None
    whole = sum(DAYS_A_WEEK[kind] for kind in days)
    means, parts = np.zeros(2), []
    for kind, sides in days.items():
        weight = DAYS_A_WEEK[kind] / whole
        means += weight * np.array([side.mean() for side in sides])
        parts += [(weight**2 * float(side.var(ddof=1)) / side.size, side.size - 1) for side in sides]
    before, after = means.tolist()
    variance = sum(v for v, _ in parts)
    if variance == 0:  # nothing differs from day to day: no chance to measure the difference against
        same = before == after
        return Difference(before, after, after - before, after - before, 1.0 if same else 0.0)
    freedom = max(1, floor(variance**2 / sum(v**2 / n for v, n in parts)))
    half = t_of(LEVEL, freedom) * sqrt(variance)
    p = two_sided_p((after - before) / sqrt(variance), freedom)
    return Difference(before, after, after - before - half, after - before + half, p)


def verdicts(found: Sequence[tuple[MeasureName, Difference]]) -> list[Verdict]:
    """Return what may be said of each difference, so that all of a report's claims together err in 5 of 100 cases."""
    judged = [place for place, (measure, _) in enumerate(found) if measure in GOOD]
    is_sure = dict(zip(judged, holm([found[place][1].p for place in judged]), strict=True))
    return [_verdict(measure, one, is_sure.get(place, False)) for place, (measure, one) in enumerate(found)]


def holm(p: Sequence[float]) -> list[bool]:
    """Return which of some tests hold when all are made at once, by Holm's steps."""
    sure = [False] * len(p)
    for step, place in enumerate(sorted(range(len(p)), key=lambda place: p[place])):
        if p[place] > LEVEL / (len(p) - step):
            break
        sure[place] = True
    return sure


def _verdict(measure: MeasureName, one: Difference, is_sure: bool) -> Verdict:
    if measure not in GOOD:
        return "none"
    if not is_sure or abs(one.value) < LEAST_EFFECT * abs(one.before):
        return "open"
    return "better" if one.value * GOOD[measure] > 0 else "worse"
