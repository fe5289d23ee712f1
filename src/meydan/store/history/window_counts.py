"""Counts of one window of the day on chosen days, for the detectors of a city: what a twin is compared with."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb
import numpy as np

from meydan.city.city import City
from meydan.city.errors import StoreError
from meydan.measure.junction_log import Floats
from meydan.store.history.counts_folder import open_counts
from meydan.store.history.new_table import connect
from meydan.store.history.period_counts import detector_of
from meydan.store.history.reading import FORECAST_MIN, Recorded, read_history

MINUTE_S = 60
EPOCH = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class WindowCounts:
    """The mean count of each whole bin of a window, by (junction, detector); None where no day knows one.

    The first bin begins `first_s` after the local midnight; each lasts `bin_s`.
    """

    first_s: int
    bin_s: int
    counts: dict[tuple[str, str], tuple[float | None, ...]]


def window_counts(history: Path, city: City, days: Sequence[str], window_s: tuple[float, float]) -> WindowCounts:
    """Return the counts of a window [s after midnight] on local days ("YYYY-MM-DD"); faulty ones are not known.

    Raises
    ------
    StoreError
        If there is no history, it cannot be read, or it knows nothing of a detector of the city in the window of a day.
    """
    folder = open_counts(history)
    bin_s = max(folder.bin_min, FORECAST_MIN) * MINUTE_S
    places = range(-int(-window_s[0] // bin_s), int(window_s[1] // bin_s))
    counts: dict[tuple[str, str], tuple[float | None, ...]] = {}
    known_days: set[str] = set()
    try:
        with connect() as con:
            for name in sorted(set(folder.junctions()) & set(city.junctions)):
                found = read_history(con, folder, name)
                if found is None:
                    continue
                of_days = _of_days(found, days, places)
                for row, told in enumerate(found.history.detectors):
                    detector = detector_of(city.junctions[name], told.detector)
                    known_days |= {
                        day for day, bins in zip(days, of_days[row], strict=True) if not np.isnan(bins).all()
                    }
                    if detector and not np.isnan(of_days[row]).all():
                        counts[name, detector] = _means(of_days[row])
    except duckdb.Error as error:
        raise StoreError("store.disk", error=str(error)) from error
    if missing := [day for day in days if day not in known_days]:
        raise StoreError("prove.no_counts", folder=str(history), days=", ".join(missing))
    return WindowCounts(places.start * bin_s, bin_s, counts)


def _of_days(found: Recorded, days: Sequence[str], places: range) -> Floats:
    """Return counts by detector, day and bin of the window; NaN where a count is not known or faulty."""
    history = found.history
    counts = np.where(found.is_faulty, np.nan, history.counts)
    at = history.day * history.slots + history.slot  # bins since 1970 by the clocks of the city
    table = np.full((counts.shape[0], len(days), len(places)), np.nan)
    for row, day in enumerate(days):
        first = (date.fromisoformat(day) - EPOCH).days * history.slots + places.start
        is_in = (at >= first) & (at < first + len(places))
        table[:, row, at[is_in] - first] = counts[:, is_in]
    return table


def _means(of_days: Floats) -> tuple[float | None, ...]:
    """Return the mean of the days that know each bin."""
    means = []
    for column in of_days.T:
        known = column[~np.isnan(column)]
        means.append(round(float(known.mean()), 4) if known.size else None)
    return tuple(means)
