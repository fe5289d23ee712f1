"""Hints at incidents of many junctions, from an archive of logs and a history."""

from collections.abc import Iterator, Sequence

import duckdb
import numpy as np

from meydan.city.errors import StoreError
from meydan.measure.anomalies import surprise
from meydan.measure.bins import Bins
from meydan.measure.day_types import DayCalendar
from meydan.measure.history import History
from meydan.measure.incident_hint import Hint, hints, shortfall
from meydan.measure.junction_log import Floats, JunctionLog
from meydan.measure.profile import MOST_DAYS
from meydan.measure.standing import Standing, standing
from meydan.store.history.counts_folder import CountsFolder
from meydan.store.history.hint_file import Told
from meydan.store.history.new_table import connect
from meydan.store.history.reading import FORECAST_MIN, read_history
from meydan.store.history.sound import sound_counts
from meydan.store.logs.local_time import bins_in, offset_ms
from meydan.store.logs.reading import Selection, read_junction, windows
from meydan.store.logs.rows_as_text import stamp


def hints_of_all(
    selection: Selection, counts: CountsFolder, junctions: Sequence[str], calendar: DayCalendar
) -> Iterator[tuple[str, list[Told]]]:
    """Yield the hints of each junction that has selected logs.

    Raises
    ------
    StoreError
        If logs or history cannot be read.
    """
    bin_min = max(FORECAST_MIN, counts.bin_min)
    bins = bins_in(selection.zone, bin_min, selection.first_ms, selection.last_ms)
    try:
        with connect() as con:
            for junction in junctions:
                yield junction, _of_junction(con, selection, counts, junction, (calendar, bins))
    except duckdb.Error as error:
        raise StoreError("store.disk", error=str(error)) from error


def _of_junction(
    con: duckdb.DuckDBPyConnection,
    selection: Selection,
    counts: CountsFolder,
    junction: str,
    of_city: tuple[DayCalendar, Bins],
) -> list[Told]:
    calendar, bins = of_city
    found = read_history(con, counts, junction, selection.last_ms + 1, 2 * MOST_DAYS)
    known = None if found is None else sound_counts(found, calendar).counted
    far = None if known is None else surprise(known, calendar)[0]
    told: list[Told] = []
    for window in windows(selection, junction):
        log = read_junction(con, selection, junction, window.parts)
        stood = standing(log, bins)
        short = np.full(stood.blocked.shape, np.nan)
        if known is not None and far is not None:
            short = _shortfall(log, stood, known, far)
        told += [
            _told(junction, stood, hint, (selection.zone, bins.width_ms))
            for hint in hints(short, stood.blocked, stood.queued)
            if _is_within(int(stood.start[hint.first]), window.since, window.until)
        ]
    return told


def _shortfall(log: JunctionLog, stood: Standing, known: History, far: Floats) -> Floats:
    """Return for each phase the shortfall of its detector that has most of it [phases, bins]."""
    short = np.full(stood.blocked.shape, np.nan)
    place = np.searchsorted(known.start, stood.start)
    is_known = (place < known.start.size) & (known.start[np.minimum(place, known.start.size - 1)] == stood.start)
    row_of = {name.detector: row for row, name in enumerate(known.detectors)}
    for row, phase in enumerate(stood.phases):
        channels = {str(detector.channel) for detector in log.detectors if detector.phase == phase}
        rows = [row_of[channel] for channel in channels if channel in row_of]
        if rows:
            own = shortfall(far[np.ix_(rows, place[is_known])])
            short[row, is_known] = np.where(np.isnan(own).all(axis=0), np.nan, np.nan_to_num(own).max(axis=0))
    return short


def _told(junction: str, stood: Standing, hint: Hint, of_city: tuple[str, int]) -> Told:
    zone, width_ms = of_city
    first, end = int(stood.start[hint.first]), int(stood.start[hint.last]) + width_ms
    begin, until = (stamp(t, offset_ms(zone, t)) for t in (first, end))
    phase = stood.phases[hint.phase]
    short, blocked, queued = (
        None if np.isnan(each) else round(each, 3) for each in (hint.shortfall, hint.blocked, hint.queued)
    )
    name = f"{junction}/{phase}/{begin[:16]}"
    return Told(name, junction, phase, begin, until, round(hint.score, 3), short, blocked, queued)


def _is_within(t: int, since: int | None, until: int | None) -> bool:
    return (since is None or t >= since) and (until is None or t < until)
