"""Anomalies of many junctions, from a history to a table."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from meydan.measure.anomalies import Anomaly, anomalies
from meydan.measure.bins import MINUTE_MS
from meydan.measure.day_types import DayCalendar
from meydan.measure.history import History
from meydan.measure.profile import MOST_DAYS
from meydan.store.history.counts_folder import CountsFolder
from meydan.store.history.new_table import new_table
from meydan.store.history.reading import read_history
from meydan.store.history.sound import sound_counts
from meydan.store.logs.local_time import offset_ms
from meydan.store.logs.rows_as_text import stamp

COLUMNS = ("begin", "end", "junction", "detector", "surprise", "told", "expected")


def anomalies_of_all(
    counts: CountsFolder, junctions: Sequence[str], calendar: DayCalendar, since: str, file: Path
) -> Iterator[tuple[str, int]]:
    """Write anomalies that end on a local day ("YYYY-MM-DD") or later as CSV; yield each junction and how many it has.

    Ill detectors are set aside first. The file is there, whole, when the last junction was yielded.

    Raises
    ------
    StoreError
        If the history cannot be read or the file cannot be written.
    """
    with new_table(file, COLUMNS) as (con, writer):
        for junction in junctions:
            found = read_history(con, counts, junction, days=2 * MOST_DAYS)
            rows = []
            if found is not None:
                known = sound_counts(found, calendar).counted
                rows = [_row(known, each, counts.zone) for each in anomalies(known, calendar)]
            rows = sorted(row for row in rows if row[1] >= since)
            writer.writerows(rows)
            yield junction, len(rows)


def _row(known: History, found: Anomaly, zone: str) -> tuple[str, ...]:
    name = known.detectors[found.detector]
    begin, end = int(known.start[found.first]), int(known.start[found.last]) + known.bin_min * MINUTE_MS
    numbers = (found.surprise, found.told, found.expected)
    times = (stamp(t, offset_ms(zone, t)) for t in (begin, end))
    return (*times, name.junction, name.detector, *(f"{number:.6g}" for number in numbers))
