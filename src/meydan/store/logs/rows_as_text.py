"""Rows of measures as lines of CSV: bin in local time, junction, what was measured, and how far it is to be trusted."""

import csv
import io
from datetime import datetime, timedelta, timezone
from functools import lru_cache

import numpy as np

from meydan.measure.bins import Bins, distinct
from meydan.measure.coverage import Coverage
from meydan.measure.junction_log import Ints
from meydan.measure.rows import Rows
from meydan.store.logs.cells import Cells, cells_of, together

FIRST, LAST = ("bin_start", "junction"), ("coverage", "quality")

_NOT_COVERED = "0,incomplete"


def header(columns: tuple[str, ...]) -> bytes:
    """Return the first line of a measure's table, in UTF-8."""
    return (",".join((*FIRST, *columns, *LAST)) + "\n").encode()


@lru_cache(maxsize=1 << 14)
def stamp(t: int, offset_ms: int) -> str:
    """Return an instant as local time with its offset from UTC."""
    return datetime.fromtimestamp(t / 1000, timezone(timedelta(milliseconds=offset_ms))).isoformat(timespec="seconds")


def lines(junction: str, rows: Rows, covered: Coverage, bins: Bins) -> list[bytearray]:
    """Return the rows of one junction, a line each, in UTF-8; some rows in each piece of the list."""
    if rows.start.size == 0:
        return []
    starts, at = distinct(rows.start)
    name, offsets = _cell(junction), bins.local_offsets_ms(starts).tolist()
    begins = [f"{stamp(t, offset)},{name}".encode() for t, offset in zip(starts.tolist(), offsets, strict=True)]
    trust = [f",{told}\n".encode() for told in _trust(covered, starts)]
    columns = [cells_of(column, rows.words.get(name)) for name, column in rows.columns.items()]
    return together([Cells(np.array(begins), at), *columns, Cells(np.array(trust), at)])


def _trust(covered: Coverage, starts: Ints) -> list[str]:
    known = {
        t: f"{share:.6g},{marks}"
        for t, share, marks in zip(covered.start.tolist(), covered.share.tolist(), covered.marks, strict=True)
    }
    return [known.get(t, _NOT_COVERED) for t in starts.tolist()]


def _cell(text: str) -> str:
    """Return a text as a cell of CSV, quoted if it must be."""
    out = io.StringIO()
    csv.writer(out, lineterminator="").writerow([text])
    return out.getvalue()
