"""The forecast of counts: the profile, and as much of today's deviation from it as has been seen to last.

The model is that of an exponentially smoothed deviation that fades with the horizon: simple exponential smoothing
[1]_ of the scaled residuals of a profile.

References
----------
.. [1] R. J. Hyndman, G. Athanasopoulos, Forecasting: Principles and Practice, 3rd edition, 2021, section 8.1.
"""

from dataclasses import dataclass

import numpy as np

from meydan.measure.day_types import DayCalendar
from meydan.measure.history import History
from meydan.measure.junction_log import Floats
from meydan.measure.profile import profiles

WARM_UP_DAYS = 7
SMOOTHING = 0.25  # of the deviation by bin of 15 minutes: three quarters of an hour count most
SPREAD = 0.6  # the deviation grows with the count to this power: 0.5 is chance alone, 1 a busier day alone
MOST = 8.0  # scaled deviation beyond which a bin tells no more
SHARE = 0.8  # of what comes that lies between low and high


@dataclass(frozen=True, slots=True)
class Forecasts:
    """What is expected of each bin [detectors, bins], made `ahead` bins before its end.

    `expected` is the mean; four of five counts are to lie from `low` to `high`; `usual` is the profile. NaN where
    nothing is known to say it from.
    """

    ahead: int
    usual: Floats
    expected: Floats
    low: Floats
    high: Floats


def forecasts(known: History, calendar: DayCalendar, ahead: int, since: int = 0) -> Forecasts:
    """Return for each bin what was to be expected of it `ahead` bins before its end (1: of the coming bin).

    Nothing of what came after that is used: neither in the profile, nor in the deviation, nor in how much of it is
    said to last. So the last bins of a history whose counts are NaN are forecast as they would be in service. Bins
    before the place `since` need not be forecast: theirs is the profile, without an interval, which saves most of the
    time.
    """
    usual = profiles(known, calendar)
    scale = (usual + 1.0) ** SPREAD
    off = np.clip((known.counts - usual) / scale, -MOST, MOST)
    seen = _shifted(_smoothed(off, SMOOTHING * known.bin_min / 15), ahead)
    lasting, low, high = _learned(known, off, seen, ahead, since)
    middle = lasting * seen
    values = (np.maximum(usual + scale * each, 0.0) for each in (middle, middle + low, middle + high))
    return Forecasts(ahead, usual, *values)


def _smoothed(off: Floats, share: float) -> Floats:
    """Return the smoothed deviation as known at the end of each bin; an unknown bin lets it fade."""
    smooth, level = np.empty_like(off), np.zeros(off.shape[0])
    for place, now in enumerate(np.nan_to_num(off).T):
        level = level + share * (now - level)
        smooth[:, place] = level
    return smooth


def _shifted(values: Floats, ahead: int) -> Floats:
    """Return the values of `ahead` bins before each bin; 0 before there was any."""
    shifted = np.zeros_like(values)
    shifted[:, ahead:] = values[:, :-ahead] if ahead < values.shape[1] else 0.0
    return shifted


def _learned(known: History, off: Floats, seen: Floats, ahead: int, since: int) -> tuple[Floats, Floats, Floats]:
    """Return how much of the deviation lasts, and how far the rest goes down and up, in each bin [detectors, bins].

    All are learned anew at each midnight, from the bins before it, and hold for forecasts made on that day. A
    detector's own share is drawn to that of all as if half of what it was learned from were theirs.
    """
    product, square = np.nan_to_num(off * seen), np.where(np.isnan(off), 0.0, seen * seen)
    lasting, low, high = (np.zeros_like(off) for _ in range(3))
    made_on = np.concatenate((np.full(min(ahead, known.day.size), known.day[0]), known.day[:-ahead]))
    for day in known.days.tolist():
        end = int(np.searchsorted(known.day, day))
        bins = made_on == day
        if not bins[since:].any():
            continue
        both, own = product[:, :end].sum(axis=1), square[:, :end].sum(axis=1)
        if own.sum() == 0:
            continue
        drawn = own.mean()
        share = np.clip((both + drawn * both.sum() / own.sum()) / (own + drawn), 0.0, 1.0)
        rest = off[:, :end] - share[:, None] * seen[:, :end]
        lasting[:, bins] = share[:, None]
        tails = np.nanquantile(rest, [(1 - SHARE) / 2, (1 + SHARE) / 2])
        low[:, bins], high[:, bins] = tails
    return lasting, low, high
