"""How good forecasts were: their mean absolute error beside that of the plain profile, of the same bins."""

from dataclasses import dataclass

import numpy as np

from meydan.measure.day_types import DayCalendar
from meydan.measure.forecast import WARM_UP_DAYS, forecasts
from meydan.measure.history import History
from meydan.measure.junction_log import Ints
from meydan.measure.profile import plain_profiles


@dataclass(frozen=True, slots=True)
class ForecastScore:
    """Forecasts of one horizon over all detectors, from day `WARM_UP_DAYS` of the history on.

    Attributes
    ----------
    bins
        How many bins of detectors were forecast and are known.
    error, plain_error
        The mean absolute error of the forecasts, and of the plain profile.
    within
        The share of counts that lay between low and high [0..1].
    """

    ahead: int
    bins: int
    error: float
    plain_error: float
    within: float

    @property
    def ratio(self) -> float:
        """The error of the forecasts as a share of that of the plain profile."""
        return self.error / self.plain_error if self.plain_error else float("nan")


def forecast_score(known: History, calendar: DayCalendar, ahead: int, days: Ints | None = None) -> ForecastScore | None:
    """Return how good the forecasts `ahead` bins before were, on some days or all after the warm-up; None if none.

    Each was made from what lay before it only. A bin counts if its count, its forecast and its plain profile are
    known.
    """
    made, plain = forecasts(known, calendar, ahead), plain_profiles(known, calendar)
    counts = known.day >= known.day[0] + WARM_UP_DAYS
    if days is not None:
        counts &= np.isin(known.day, days)
    is_known = ~np.isnan(known.counts + made.expected + plain) & counts
    if not is_known.any():
        return None
    told = known.counts[is_known]
    error, plain_error = (float(np.abs(told - each[is_known]).mean()) for each in (made.expected, plain))
    within = float(((told >= made.low[is_known]) & (told <= made.high[is_known])).mean())
    return ForecastScore(ahead, int(is_known.sum()), error, plain_error, within)
