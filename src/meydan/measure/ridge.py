"""The shared forecaster: counts as a weighted sum of what the last bins and the last two days say, alike everywhere.

Its weights come from sums over all that was observed: a matrix, a vector and how many rows. The sums of several cities
add up to those of all their counts together, so that cities learn together without showing a single count. A
detector's counts enter as shares of what is usual for it, so that busy and quiet ones say the same thing.

Source: ridge regression by normal equations [1]_; its forecast and that of the own profile are averaged [2]_.

References
----------
.. [1] A. E. Hoerl, R. W. Kennard, Ridge regression, Technometrics 12, 1970.
.. [2] J. M. Bates, C. W. J. Granger, The combination of forecasts, Operational Research Quarterly 20, 1969.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from meydan.measure.day_types import DayCalendar
from meydan.measure.forecast import SHARE, SPREAD, Forecasts, forecasts
from meydan.measure.history import History
from meydan.measure.junction_log import Flags, Floats, Ints

WAVES = 6  # of a day: down to four hours
RECENT = 4  # bins that say what is going on now
BESIDE = 3  # bins of an earlier day: the same, and one before and after it
MOST_SHARE = 6.0  # of a detector's usual count: what is above counts as this, so that no bin says much more than others
MOST_WEIGHT = 40.0  # of a row: busy detectors count more, by their usual count of vehicles, but not more than this
RIDGE = 1e-6  # of the mean of the diagonal: only what cannot be told apart is drawn to 0
SHARED_ROWS = 3000.0  # that what others saw counts as, beside a city's own rows

_OF_A_DAY = ("one", *(f"{wave}_{n}" for n in range(1, WAVES + 1) for wave in ("sine", "cosine")))
FEATURES = (
    *(f"{kind}_{name}" for kind in ("working", "free") for name in _OF_A_DAY),
    *("last", "recent", "recent_a_day_before"),
    *("a_day_before_alike", "a_day_before_other", "two_days_before_alike", "two_days_before_other"),
)
"""What each row says, in order."""


@dataclass(frozen=True, slots=True)
class Sums:
    """What was observed, summed over rows: all that a forecaster is made from.

    Attributes
    ----------
    rows
        How many bins of detectors were summed.
    gram
        Products of each feature with each other one [features, features].
    moment
        Products of each feature with the count, as a share of what is usual [features].
    """

    rows: float
    gram: Floats
    moment: Floats


@dataclass(frozen=True, slots=True)
class Observed:
    """What the features say of each bin [detectors, bins, features], its count as a share, and what of, in vehicles.

    `share` and `scale` are [detectors, bins]. NaN where a count that is looked at is not known.
    """

    features: Floats
    share: Floats
    scale: Floats

    @property
    def is_known(self) -> Flags:
        """Whether a bin makes a row [detectors, bins]."""
        known: Flags = ~np.isnan(self.features.sum(axis=2) + self.share)
        return known


def observed(known: History, calendar: DayCalendar, ahead: int) -> Observed:
    """Return what was observed; a bin's features hold nothing of what comes later than `ahead` bins before its end."""
    scale = _usual(known) + 1.0
    day = known.slots

    def share(counts: Floats) -> Floats:
        return np.clip(counts / scale, 0.0, MOST_SHARE)

    lately = [(ahead, 1), (ahead, RECENT), (ahead + day, RECENT)]
    now = [share(_mean_before(known.counts, *at)) for at in lately]
    earlier = [share(_mean_before(known.counts, n * day - 1, BESIDE)) for n in (1, 2)]
    free = _is_free(known, calendar)
    free_then = [_mean_before(free[None], n * day, 1)[0] for n in (1, 2)]
    earlier[1] = np.where(np.isnan(earlier[1]), earlier[0], earlier[1])  # a city's second day knows one day only
    free_then[1] = np.where(np.isnan(free_then[1]), free_then[0], free_then[1])
    alike = [np.where(then == free, 1.0, 0.0) for then in free_then]
    of_days = [
        part for then, is_alike in zip(earlier, alike, strict=True) for part in (then * is_alike, then * (1 - is_alike))
    ]
    waves = _waves(known)
    kinds = [np.broadcast_to(waves * of[:, None], (*known.counts.shape, waves.shape[1])) for of in (1 - free, free)]
    features = np.concatenate([*kinds, np.stack([*now, *of_days], axis=2)], axis=2)
    return Observed(features, share(known.counts), scale)


def sums_of(seen: Observed, rows: Flags) -> Sums:
    """Return the sums over some rows [detectors, bins] of those that are known."""
    root = np.sqrt(np.minimum(seen.scale[rows], MOST_WEIGHT))
    features, share = seen.features[rows] * root[:, None], seen.share[rows] * root
    return Sums(float(rows.sum()), features.T @ features, features.T @ share)


def summed(parts: Iterable[Sums]) -> Sums:
    """Return the sums over the rows of all parts, which are those of all their counts together."""
    each = list(parts)
    count = len(FEATURES)
    gram = sum((part.gram for part in each), np.zeros((count, count)))
    moment = sum((part.moment for part in each), np.zeros(count))
    return Sums(sum(part.rows for part in each), gram, moment)


def weights(shared: Sums, own: Sums | None = None) -> Floats:
    """Return what each feature counts [features]: learned from what all saw, drawn to what a city saw itself.

    What all saw counts as `SHARED_ROWS` rows beside those of the city's own.
    """
    gram, moment = shared.gram, shared.moment
    if own is not None:
        part = SHARED_ROWS / shared.rows
        gram, moment = own.gram + part * gram, own.moment + part * moment
    ridge = RIDGE * np.trace(gram) / len(gram)
    found: Floats = np.linalg.solve(gram + ridge * np.eye(len(gram)), moment)
    return found


def shared_forecasts(known: History, calendar: DayCalendar, ahead: int, shared: Sums) -> Forecasts:
    """Return for each bin what was to be expected of it `ahead` bins before its end, with what other cities learned.

    It is the mean of the own forecast and of the shared one. Nothing of what came after is used: what a city saw itself
    is summed up to the midnight before the forecast.
    """
    own, seen = forecasts(known, calendar, ahead), observed(known, calendar, ahead)
    is_known = seen.is_known
    learned = np.full_like(own.expected, np.nan)
    made_on = np.concatenate((np.full(min(ahead, known.day.size), known.day[0]), known.day[:-ahead]))
    for day in np.unique(made_on).tolist():
        before = is_known & (known.day < day)[None]
        weight = weights(shared, sums_of(seen, before))
        bins = made_on == day
        learned[:, bins] = np.maximum((seen.features[:, bins] @ weight) * seen.scale[:, bins], 0.0)
    expected = np.where(
        np.isnan(learned), own.expected, np.where(np.isnan(own.expected), learned, (own.expected + learned) / 2)
    )
    low, high = _interval(known, expected, made_on)
    return Forecasts(ahead, own.usual, expected, low, high)


def _interval(known: History, expected: Floats, made_on: Ints) -> tuple[Floats, Floats]:
    """Return between what four of five counts are to lie, by the errors of the days before a forecast was made."""
    scale = (expected + 1.0) ** SPREAD
    off = (known.counts - expected) / scale
    low, high = np.full_like(off, np.nan), np.full_like(off, np.nan)
    for day in np.unique(made_on).tolist():
        before, bins = off[:, known.day < day], made_on == day
        if np.isnan(before).all():
            continue
        tails = np.nanquantile(before, [(1 - SHARE) / 2, (1 + SHARE) / 2])
        for tail, into in zip(tails, (low, high), strict=True):
            into[:, bins] = np.maximum(expected[:, bins] + scale[:, bins] * tail, 0.0)
    return low, high


def _usual(known: History) -> Floats:
    """Return each detector's mean count a bin on the days before [detectors, bins]; NaN on the first."""
    table = known.by_day(known.counts)
    total, count = np.nansum(table, axis=2).cumsum(axis=1), (~np.isnan(table)).sum(axis=2).cumsum(axis=1)
    mean = np.full(total.shape, np.nan)
    np.divide(total[:, :-1], count[:, :-1], out=mean[:, 1:], where=count[:, :-1] > 0)
    return known.in_time(np.repeat(mean[:, :, None], known.slots, axis=2))


def _is_free(known: History, calendar: DayCalendar) -> Floats:
    """Return 1 for bins of days without work, 0 for others [bins]."""
    of_days = [calendar.day_type(day) not in ("workday", "school_free") for day in known.days.tolist()]
    of_bins: Floats = np.array(of_days, np.float64)[known.day - known.day[0]]
    return of_bins


def _waves(known: History) -> Floats:
    """Return one, and waves of a day's length and of its fractions [bins, 1 + 2 waves]."""
    angle = 2 * np.pi * known.slot / known.slots
    waves = [turn(n * angle) for n in range(1, WAVES + 1) for turn in (np.sin, np.cos)]
    return np.stack([np.ones(angle.size), *waves], axis=1)


def _mean_before(values: Floats, first: int, count: int) -> Floats:
    """Return the mean of `count` bins, the last of which lies `first` bins before each; NaN where one is not known."""
    total = np.zeros_like(values)
    for back in range(first, first + count):
        moved = np.full_like(values, np.nan)
        moved[:, back:] = values[:, : values.shape[1] - back] if back < values.shape[1] else np.nan
        total += moved
    mean: Floats = total / count
    return mean
