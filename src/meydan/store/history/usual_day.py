"""What is usual on a day, for many junctions: their profiles as a table."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import duckdb
import numpy as np

from meydan.measure.bins import DAY_MS, MINUTE_MS
from meydan.measure.day_types import DayCalendar, day_weights
from meydan.measure.history import History
from meydan.measure.junction_log import Floats, Ints
from meydan.measure.profile import MOST_DAYS, profiles
from meydan.store.history.counts_folder import CountsFolder
from meydan.store.history.new_table import new_table
from meydan.store.history.reading import read_history
from meydan.store.history.sound import sound_counts
from meydan.store.logs.local_time import bins_in, offset_ms
from meydan.store.logs.rows_as_text import stamp
from meydan.store.zone import midnight

COLUMNS = ("bin_start", "junction", "detector", "day_type", "usual", "days")

Row = tuple[object, ...]


def usual_day_of_all(
    counts: CountsFolder, junctions: Sequence[str], calendar: DayCalendar, day: str, file: Path
) -> Iterator[tuple[str, int]]:
    """Write what is usual on a local day ("YYYY-MM-DD"), by the days before it; yield each junction and its rows.

    The file is there, whole, when the last junction was yielded.

    Raises
    ------
    StoreError
        If the history cannot be read or the file cannot be written.
    """
    with new_table(file, COLUMNS) as (con, writer):
        for junction in junctions:
            rows = _rows(con, counts, junction, calendar, day)
            writer.writerows(rows)
            yield junction, len(rows)


@dataclass(frozen=True, slots=True)
class UsualDay:
    """What is usual on a local day, of one junction: NaN where nobody knows.

    Attributes
    ----------
    start
        When each bin begins [ms since 1970 in UTC], from the begin of the day on [bins].
    usual
        Vehicles in a bin [detectors, bins].
    days
        How many earlier days tell something of it [detectors].
    """

    detectors: tuple[str, ...]
    bin_min: int
    start: Ints
    usual: Floats
    day_type: str
    days: Ints


def find_usual_day(
    con: duckdb.DuckDBPyConnection, counts: CountsFolder, junction: str, calendar: DayCalendar, day: str
) -> UsualDay | None:
    """Return what is usual at a junction on a local day ("YYYY-MM-DD"), by the days before it; None if unknown."""
    begin, end = (int(midnight(counts.zone, each)) for each in (day, str(date.fromisoformat(day) + timedelta(1))))
    found = read_history(con, counts, junction, begin, MOST_DAYS)
    if found is None or begin - int(found.history.start[-1]) > MOST_DAYS * DAY_MS:
        return None
    known = sound_counts(found, calendar).counted
    number = int(np.datetime64(day, "D").astype(np.int64))
    width_ms = known.bin_min * MINUTE_MS
    missing = (end - int(known.start[-1])) // width_ms - 1
    whole = known.going_on(missing, bins_in(counts.zone, known.bin_min, int(known.start[0]), end + DAY_MS))
    of_day = whole.start >= begin
    return UsualDay(
        tuple(name.detector for name in known.detectors),
        known.bin_min,
        whole.start[of_day],
        profiles(whole, calendar)[:, of_day],
        calendar.day_type(number),
        _days_told(known, calendar, number),
    )


def _rows(
    con: duckdb.DuckDBPyConnection, counts: CountsFolder, junction: str, calendar: DayCalendar, day: str
) -> list[Row]:
    found = find_usual_day(con, counts, junction, calendar, day)
    if found is None:
        return []
    return [
        (stamp(t, offset_ms(counts.zone, t)), junction, detector, found.day_type, _number(value), days)
        for detector, own, days in zip(found.detectors, found.usual, found.days.tolist(), strict=True)
        for t, value in zip(found.start.tolist(), own.tolist(), strict=True)
    ]


def _days_told(known: History, calendar: DayCalendar, day: int) -> Ints:
    """Return how many earlier days tell something of a day, for each detector [detectors]."""
    counts_something = ~np.isnan(known.by_day(known.counts)).all(axis=2)
    recent = (known.days >= day - MOST_DAYS) & (day_weights(day, known.days, calendar) > 0)
    days: Ints = (counts_something & recent).sum(axis=1)
    return days


def _number(value: float) -> str:
    """Return a number as a cell; an unknown one is empty."""
    return "" if np.isnan(value) else f"{value:.6g}"
