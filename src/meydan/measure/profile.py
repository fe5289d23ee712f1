"""The profile: what is usual for a detector at a time of day, from earlier days like it."""

import numpy as np

from meydan.measure.day_types import DayCalendar, day_weights
from meydan.measure.history import History
from meydan.measure.junction_log import Floats

MOST_DAYS = 84  # looked back: three half-lives
NEIGHBOURS = (0.25, 0.5, 0.25)  # a bin and those beside it, which takes out half of the noise of few days


def profiles(known: History, calendar: DayCalendar) -> Floats:
    """Return what is usual in each bin [detectors, bins], from days before its own only; NaN if there are none.

    It is a weighted mean of the same time of earlier days and of the bins beside it; `day_weights` says how much
    each day counts.
    """
    table, days = known.by_day(known.counts), known.days
    usual = np.full_like(table, np.nan)
    for place in range(1, days.size):
        first = max(0, place - MOST_DAYS)
        weights = day_weights(int(days[place]), days[first:place], calendar)
        usual[:, place] = _smooth(weighted_mean(table[:, first:place], weights))
    return known.in_time(usual)


def plain_profiles(known: History, calendar: DayCalendar) -> Floats:
    """Return the mean of the same bin over all earlier days of the same type [detectors, bins], NaN without any.

    This is what forecasts are compared with.
    """
    table, days = known.by_day(known.counts), known.days
    types = np.array([calendar.day_type(day) for day in days.tolist()])
    usual = np.full_like(table, np.nan)
    for place in range(1, days.size):
        usual[:, place] = weighted_mean(table[:, :place], (types[:place] == types[place]).astype(np.float64))
    return known.in_time(usual)


def weighted_mean(table: Floats, weights: Floats) -> Floats:
    """Return the weighted mean over days of what is known [detectors, days, slots], NaN where nothing is."""
    is_known = ~np.isnan(table)
    total = np.einsum("ids,d->is", np.where(is_known, table, 0.0), weights)
    weight = np.einsum("ids,d->is", is_known.astype(np.float64), weights)
    mean: Floats = np.divide(total, weight, out=np.full_like(total, np.nan), where=weight > 0)
    return mean


def _smooth(values: Floats) -> Floats:
    """Return the mean of each bin and of those beside it that are known; a day ends at midnight."""
    padded = np.pad(values, ((0, 0), (1, 1)), constant_values=np.nan)
    parts = np.stack([padded[:, :-2], padded[:, 1:-1], padded[:, 2:]], axis=1)
    smooth = weighted_mean(parts, np.array(NEIGHBOURS))
    return np.where(np.isnan(values), np.nan, smooth)
