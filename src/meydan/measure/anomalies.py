"""Anomalies: counts, or other numbers about detectors, that lie far from what was forecast an hour before.

How far is far is learned from the past: the rarest errors of a detector's own forecasts [1]_.

References
----------
.. [1] V. Chandola, A. Banerjee, V. Kumar, Anomaly detection: a survey, ACM Computing Surveys, 2009, section 7:
   residuals of a regression as the measure of an anomaly.
"""

from dataclasses import dataclass

import numpy as np

from meydan.measure.day_types import DayCalendar
from meydan.measure.forecast import SPREAD, forecasts
from meydan.measure.history import History
from meydan.measure.junction_log import Floats

AHEAD_MIN = 60  # nearer, a forecast has followed the anomaly already
TAIL = 0.02  # of errors on either side that are held for rare
LEAST_PAST = 96  # known errors to learn from
WARM_UP_DAYS = 3
FAR = 2.0  # times the rare error
GAP_MIN = 120  # between two bins that are still one anomaly


@dataclass(frozen=True, slots=True)
class Anomaly:
    """A time in which a detector told much more or less than was expected.

    Attributes
    ----------
    detector
        Its place in the history.
    first, last
        Places of the first and the last bin that was far off; one between them need not be.
    surprise
        The largest, in rare errors; below 0 if less came than expected.
    told, expected
        Sums over the bins that were far off.
    """

    detector: int
    first: int
    last: int
    surprise: float
    told: float
    expected: float


def surprise(known: History, calendar: DayCalendar) -> tuple[Floats, Floats]:
    """Return how far each bin is from its forecast, in rare errors, and the forecast [detectors, bins].

    1 is as far above the forecast as the rarest 2 % of the detector's past errors above it, -1 as far below as the
    rarest 2 % below. NaN where nothing is known, or too little of the past. Each midnight learns anew from before it.
    """
    made = forecasts(known, calendar, max(1, AHEAD_MIN // known.bin_min))
    error = (known.counts - made.expected) / (made.usual + 1.0) ** SPREAD
    far = np.full_like(error, np.nan)
    for day in known.days[WARM_UP_DAYS:].tolist():
        begin, end = (int(place) for place in np.searchsorted(known.day, (day, day + 1)))
        for detector, own in enumerate(error):
            past = own[:begin][~np.isnan(own[:begin])]
            if past.size < LEAST_PAST:
                continue
            below, above = np.quantile(past, (TAIL, 1 - TAIL))
            today = own[begin:end]
            rare = np.where(today > 0, max(above, 0.0), max(-below, 0.0))
            far[detector, begin:end] = np.divide(today, rare, out=np.full_like(today, np.nan), where=rare > 0)
    return far, made.expected


def anomalies(known: History, calendar: DayCalendar) -> list[Anomaly]:
    """Return what was far from its forecast, by detector and time; bins at most two hours apart are one anomaly."""
    far, expected = surprise(known, calendar)
    gap = GAP_MIN // known.bin_min
    found = []
    for detector, own in enumerate(far):
        places = np.flatnonzero(np.abs(np.nan_to_num(own)) >= FAR)
        for bins in np.split(places, np.flatnonzero(np.diff(places) > gap) + 1) if places.size else []:
            peak = float(own[bins[np.argmax(np.abs(own[bins]))]])
            told, usual = (float(values[detector, bins].sum()) for values in (known.counts, expected))
            found.append(Anomaly(detector, int(bins[0]), int(bins[-1]), peak, told, usual))
    return found
