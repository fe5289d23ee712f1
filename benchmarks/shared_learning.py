"""What shared sums give to a city with few days of counts: real counts, detectors and days that nobody learned from.

    python -m benchmarks.shared_learning [COUNTS.parquet]

Of 22 detectors of one junction, 16 are what other cities saw, over 14 days; 6 are the new city's. It knows 2 (or 4, 7)
days, and its next day is forecast, for each possible next day after the 14 and four ways to choose the six. Printed are
mean absolute errors [vehicles a bin]: the last count, the same time of the day before, the city's own forecast, what
others learned alone, and both together (`shared_forecasts`).
"""

import sys
from pathlib import Path

import numpy as np

from meydan.measure.day_types import DayCalendar
from meydan.measure.forecast import forecasts
from meydan.measure.history import History
from meydan.measure.ridge import Sums, observed, shared_forecasts, sums_of, weights
from tests.measure.real_counts import counts_of

COUNTS = Path("../shared/data/atspm/detector_counts_15min_26d.parquet")
HORIZONS_MIN = (15, 30, 60)
LEARNED_DAYS, OTHERS, CHOICES = 14, 16, 4
KNOWN_DAYS = (2, 4, 7)
CALENDAR = DayCalendar()


def main() -> int:
    """Learn, forecast and print."""
    known = counts_of(Path(sys.argv[1]) if len(sys.argv) > 1 else COUNTS)
    for days in KNOWN_DAYS:
        for minutes in HORIZONS_MIN:
            found: dict[str, list[float]] = {}
            draw = np.random.default_rng(1)
            for _ in range(CHOICES):
                chosen = draw.permutation(len(known.detectors))
                _score(known, chosen, days, minutes // known.bin_min, found)
            told = ", ".join(f"{name} {np.mean(errors):.3f}" for name, errors in found.items())
            print(f"{days} days known, {minutes} min ahead: {told}", flush=True)
    return 0


def _score(known: History, chosen: np.ndarray, days: int, ahead: int, found: dict[str, list[float]]) -> None:
    """Add the errors of each day that can be forecast."""
    new, others = chosen[OTHERS:], chosen[:OTHERS]
    shared = _learned(_part(known, others, 0, LEARNED_DAYS), ahead)
    for first in range(LEARNED_DAYS, known.days.size - days):
        part = _part(known, new, first, first + days + 1)
        last, seen = part.day == part.day[-1], observed(part, CALENDAR, ahead)
        made = {
            "last count": _moved(part.counts, ahead),
            "day before": _moved(part.counts, part.slots),
            "own forecast": forecasts(part, CALENDAR, ahead).expected,
            "learned by others": np.maximum((seen.features @ weights(shared)) * seen.scale, 0.0),
            "both": shared_forecasts(part, CALENDAR, ahead, shared).expected,
        }
        off = {name: np.abs(part.counts - expected)[:, last] for name, expected in made.items()}
        told = ~np.isnan(sum(off.values()))
        if told.any():
            for name, each in off.items():
                found.setdefault(name, []).append(float(each[told].mean()))


def _learned(known: History, ahead: int) -> Sums:
    seen = observed(known, CALENDAR, ahead)
    return sums_of(seen, seen.is_known)


def _part(known: History, detectors: np.ndarray, first: int, end: int) -> History:
    """Return some detectors over the days from `first` until before `end`."""
    bins = (known.day >= known.day[0] + first) & (known.day < known.day[0] + end)
    names = tuple(known.detectors[place] for place in detectors)
    counts = known.counts[detectors][:, bins]
    return History(known.start[bins], known.day[bins], known.slot[bins], known.slots, names, counts)


def _moved(values: np.ndarray, back: int) -> np.ndarray:
    moved = np.full_like(values, np.nan)
    moved[:, back:] = values[:, :-back]
    return moved


if __name__ == "__main__":
    sys.exit(main())
