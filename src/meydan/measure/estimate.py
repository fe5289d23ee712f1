"""Estimates in place of what a detector did not count, from its profile and from its neighbours' deviations.

A detector's deviation from its profile is a weighted sum of the deviations of the other detectors of its junction in
the same bin; the weights are those of a ridge regression [1]_ on the days before.

References
----------
.. [1] A. E. Hoerl, R. W. Kennard, Ridge regression: biased estimation for nonorthogonal problems, Technometrics, 1970.
"""

from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from meydan.measure.day_types import DayCalendar
from meydan.measure.forecast import MOST, SPREAD, WARM_UP_DAYS
from meydan.measure.history import History
from meydan.measure.junction_log import Flags, Floats, Ints
from meydan.measure.profile import MOST_DAYS, profiles

Origin = Literal["counted", "neighbours", "profile", "unknown"]
ORIGINS: tuple[Origin, ...] = ("counted", "neighbours", "profile", "unknown")

DRAWN = 100.0  # bins without any deviation that draw the weights to nothing


@dataclass(frozen=True, slots=True)
class Estimated:
    """Counts with estimates in place of what is not known, and where each number comes from.

    `origin` is a place in `ORIGINS` [detectors, bins].
    """

    history: History
    origin: Ints


def with_estimates(known: History, is_ill: Flags, calendar: DayCalendar) -> Estimated:
    """Return a junction's counts with estimates where they are not known or the detector was ill.

    What is ill counts for nothing: neither in a profile nor in a neighbour's estimate. Each day is estimated from the
    days before it; in the first week from the profile alone.
    """
    sound = replace(known, counts=np.where(is_ill, np.nan, known.counts))
    usual = profiles(sound, calendar)
    scale = (usual + 1.0) ** SPREAD
    off = np.clip((sound.counts - usual) / scale, -MOST, MOST)
    counts = sound.counts.copy()
    missing = np.isnan(counts)
    origin = np.where(missing, ORIGINS.index("unknown"), ORIGINS.index("counted"))
    for day in known.days[1:].tolist():
        begin, end = (int(place) for place in np.searchsorted(known.day, (day, day + 1)))
        first = int(np.searchsorted(known.day, day - MOST_DAYS))
        has_past = day - int(known.day[0]) >= WARM_UP_DAYS
        for detector in np.flatnonzero(missing[:, begin:end].any(axis=1)).tolist():
            gap = begin + np.flatnonzero(missing[detector, begin:end])
            others = np.delete(off[:, gap], detector, axis=0)
            weights = _weights(off[:, first:begin], detector) if has_past else np.zeros(others.shape[0])
            values = usual[detector, gap] + scale[detector, gap] * (weights @ np.nan_to_num(others))
            counts[detector, gap] = np.maximum(values, 0.0)
            told = (~np.isnan(others) & (weights != 0)[:, None]).any(axis=0)
            where = np.where(told, ORIGINS.index("neighbours"), ORIGINS.index("profile"))
            origin[detector, gap] = np.where(np.isnan(values), ORIGINS.index("unknown"), where)
    return Estimated(replace(known, counts=counts), origin)


def _weights(off: Floats, detector: int) -> Floats:
    """Return how much each other detector's deviation tells of a detector's own [others], from bins of the past."""
    own, others = off[detector], np.delete(off, detector, axis=0)
    is_known = ~np.isnan(own)
    seen = np.nan_to_num(others[:, is_known])
    square = seen @ seen.T + DRAWN * np.eye(seen.shape[0])
    weights: Floats = np.linalg.solve(square, seen @ own[is_known])
    return weights
