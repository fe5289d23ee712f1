"""What a history tells of a junction once ill detectors are set aside, and estimates in their place."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from meydan.measure.bins import MINUTE_MS
from meydan.measure.day_types import DayCalendar
from meydan.measure.estimate import ORIGINS, with_estimates
from meydan.measure.history import History
from meydan.measure.ill_detectors import IllSpan, ill_bins, ill_spans
from meydan.measure.junction_log import Ints
from meydan.measure.profile import profiles
from meydan.store.history.counts_folder import CountsFolder
from meydan.store.history.new_table import Writer, new_table
from meydan.store.history.reading import Recorded, read_history
from meydan.store.logs.local_time import offset_ms
from meydan.store.logs.rows_as_text import stamp

COLUMNS = ("bin_start", "junction", "detector", "count", "origin")


@dataclass(frozen=True, slots=True)
class Sound:
    """One junction's counts without those of ill detectors, with estimates, and where each number comes from."""

    counted: History
    completed: History
    origin: Ints
    spans: list[IllSpan]

    @property
    def from_neighbours(self) -> History:
        """The counts, and the estimates that neighbours tell something of; what only a profile tells is not known."""
        told = self.origin <= ORIGINS.index("neighbours")
        return replace(self.completed, counts=np.where(told, self.completed.counts, np.nan))


def sound_counts(found: Recorded, calendar: DayCalendar) -> Sound:
    """Return what a junction counted, ill detectors set aside and estimated."""
    known = found.history
    spans = ill_spans(known, profiles(known, calendar), found.is_faulty)
    ill = ill_bins(spans, *known.counts.shape)
    made = with_estimates(known, ill, calendar)
    counted = replace(known, counts=np.where(ill, np.nan, known.counts))
    return Sound(counted, made.history, made.origin, spans)


@dataclass(frozen=True, slots=True)
class Completed:
    """One junction written: rows, how many of them are estimates, and its ill detectors in words."""

    junction: str
    rows: int
    estimates: int
    ill: list[tuple[str, str, str, str]]  # detector, kind, local time of the first bin, and of the end of the last


def complete_all(
    counts: CountsFolder, junctions: Sequence[str], calendar: DayCalendar, days: tuple[str, str], file: Path
) -> Iterator[Completed]:
    """Write the counts of some local days ("YYYY-MM-DD", both included) with estimates as CSV; yield each junction.

    All of the history before and within these days is used. The file is there, whole, when the last was yielded.

    Raises
    ------
    StoreError
        If the history cannot be read or the file cannot be written.
    """
    with new_table(file, COLUMNS) as (con, writer):
        for junction in junctions:
            found = read_history(con, counts, junction)
            if found is None:
                yield Completed(junction, 0, 0, [])
                continue
            yield _write(writer, junction, sound_counts(found, calendar), days, counts.zone)


def _write(writer: Writer, junction: str, sound: Sound, days: tuple[str, str], zone: str) -> Completed:
    known = sound.completed
    since, until = (int(np.datetime64(day, "D").astype(np.int64)) for day in days)
    places = np.flatnonzero((known.day >= since) & (known.day <= until)).tolist()
    stamps = [stamp(int(known.start[place]), offset_ms(zone, int(known.start[place]))) for place in places]
    estimates = 0
    for row, name in enumerate(known.detectors):
        values, origins = (every[row, places].tolist() for every in (known.counts, sound.origin))
        writer.writerows(
            (text, junction, name.detector, "" if np.isnan(value) else f"{value:.6g}", ORIGINS[origin])
            for text, value, origin in zip(stamps, values, origins, strict=True)
        )
        estimates += sum(ORIGINS[origin] in ("neighbours", "profile") for origin in origins)
    within = [s for s in sound.spans if known.day[s.last] >= since and known.day[s.first] <= until]
    ill = [_told(known, span, zone) for span in within]
    return Completed(junction, len(places) * len(known.detectors), estimates, ill)


def _told(known: History, span: IllSpan, zone: str) -> tuple[str, str, str, str]:
    first, end = int(known.start[span.first]), int(known.start[span.last]) + known.bin_min * MINUTE_MS
    since, until = (stamp(t, offset_ms(zone, t))[:16].replace("T", " ") for t in (first, end))
    return known.detectors[span.detector].detector, span.ill, since, until
