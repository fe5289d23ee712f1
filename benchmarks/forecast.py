"""How good forecasts of real counts are, beside plain profiles: 26 days of 22 detectors, each forecast from the past.

    python -m benchmarks.forecast [COUNTS.parquet]

The ratios are mean absolute errors over all detectors and bins after seven days of warm-up. The numbers of the model
were chosen looking at all of these days, so the ratios of another junction may be somewhat higher.
"""

import sys
from pathlib import Path

import numpy as np

from meydan.measure.day_types import DayCalendar, weekday_of
from meydan.measure.forecast import WARM_UP_DAYS, forecasts
from meydan.measure.forecast_score import forecast_score
from meydan.measure.history import History
from meydan.measure.junction_log import Flags, Floats, Ints
from meydan.measure.profile import plain_profiles, profiles, weighted_mean
from tests.measure.real_counts import counts_of

COUNTS = Path("../shared/data/atspm/detector_counts_15min_26d.parquet")
HORIZONS_MIN = (15, 30, 60)


def main() -> int:
    """Read, forecast and print."""
    known = counts_of(Path(sys.argv[1]) if len(sys.argv) > 1 else COUNTS)
    calendar, first = DayCalendar(), int(known.day[0]) + WARM_UP_DAYS
    halves = np.array_split(np.arange(first, int(known.day[-1]) + 1), 2)
    print(f"{len(known.detectors)} detectors, {known.days.size} days, {known.bin_min} min a bin")
    of_two = np.array([weekday_of(day) >= 5 for day in known.days.tolist()], np.int64)
    of_seven = np.array([weekday_of(day) for day in known.days.tolist()], np.int64)
    plains = (plain_profiles(known, calendar), _means(known, of_two), _means(known, of_seven))
    counted = known.day >= first
    print("baseline: mean of earlier days, three day types | work or weekend | each weekday")
    print("          error", " | ".join(f"{_error(known, plain, counted):.3f}" for plain in plains))
    smooth = profiles(known, calendar)
    print(f"our profile alone: {_ratios(known, smooth, plains, counted)}")
    for minutes in HORIZONS_MIN:
        ahead = minutes // known.bin_min
        made = forecasts(known, calendar, ahead)
        parts = [forecast_score(known, calendar, ahead, days) for days in halves]
        shown = ", ".join(f"{part.ratio:.3f}" for part in parts if part is not None)
        score = forecast_score(known, calendar, ahead)
        within = score.within if score is not None else float("nan")
        print(
            f"{minutes} min: {_ratios(known, made.expected, plains, counted)}; first half, second half: {shown}; "
            f"{within:.1%} between low and high"
        )
    return 0


def _means(known: History, kinds: Ints) -> Floats:
    """Return the mean of the same bin of earlier days of the same kind [detectors, bins]."""
    table = known.by_day(known.counts)
    usual = np.full_like(table, np.nan)
    for place in range(1, kinds.size):
        usual[:, place] = weighted_mean(table[:, :place], (kinds[:place] == kinds[place]).astype(np.float64))
    return known.in_time(usual)


def _error(known: History, expected: Floats, counted: Flags) -> float:
    return float(np.nanmean(np.abs(known.counts - expected)[:, counted]))


def _ratios(known: History, expected: Floats, plains: tuple[Floats, ...], counted: Flags) -> str:
    own = _error(known, expected, counted)
    return " | ".join(f"{own / _error(known, plain, counted):.3f}" for plain in plains)


if __name__ == "__main__":
    sys.exit(main())
