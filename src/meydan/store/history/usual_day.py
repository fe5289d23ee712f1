"""What is usual on a day, for many junctions: their profiles as a table."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

import duckdb
import numpy as np

from meydan.measure.bins import DAY_MS, MINUTE_MS
from meydan.measure.day_types import DayCalendar, day_weights
from meydan.measure.history import History
from meydan.measure.junction_log import Ints
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


def _rows(
    con: duckdb.DuckDBPyConnection, counts: CountsFolder, junction: str, calendar: DayCalendar, day: str
) -> list[Row]:
    begin, end = (int(midnight(counts.zone, each)) for each in (day, str(date.fromisoformat(day) + timedelta(1))))
    found = read_history(con, counts, junction, begin, MOST_DAYS)
    if found is None or begin - int(found.history.start[-1]) > MOST_DAYS * DAY_MS:
        return []
    known = sound_counts(found, calendar).counted
    number = int(np.datetime64(day, "D").astype(np.int64))
    told = _days_told(known, calendar, number)
    width_ms = known.bin_min * MINUTE_MS
    missing = (end - int(known.start[-1])) // width_ms - 1
    whole = known.going_on(missing, bins_in(counts.zone, known.bin_min, int(known.start[0]), end + DAY_MS))
    usual = profiles(whole, calendar)
    kind = calendar.day_type(number)
    return [
        (stamp(t, offset_ms(counts.zone, t)), junction, name.detector, kind, _number(value), days)
        for name, own, days in zip(known.detectors, usual, told.tolist(), strict=True)
        for t, value in zip(whole.start.tolist(), own.tolist(), strict=True)
        if t >= begin
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
