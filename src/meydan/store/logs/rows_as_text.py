"""Rows of measures as lines of CSV: bin in local time, junction, what was measured, and how far it is to be trusted."""

import csv
import io
from datetime import datetime, timedelta, timezone
from functools import lru_cache

import numpy as np

from meydan.measure.bins import Bins, distinct
from meydan.measure.coverage import Coverage
from meydan.measure.rows import Rows
from meydan.store.logs.cells import Cells, Texts, cells_of, together

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
    begins = _begins(junction, starts.tobytes(), bins.local_offsets_ms(starts).tobytes())
    trust = _trust(covered.start.tobytes(), covered.share.tobytes(), covered.marks, starts.tobytes())
    columns = [cells_of(column, rows.words.get(name)) for name, column in rows.columns.items()]
    return together([Cells(begins, at), *columns, Cells(trust, at)])


# Most measures of a junction have rows in the same bins, so what stands before and after their cells is kept.


@lru_cache(maxsize=64)
def _begins(junction: str, starts: bytes, offsets_ms: bytes) -> Texts:
    name = _cell(junction)
    instants, offsets = (np.frombuffer(column, np.int64).tolist() for column in (starts, offsets_ms))
    return np.array([f"{stamp(t, offset)},{name}".encode() for t, offset in zip(instants, offsets, strict=True)])


@lru_cache(maxsize=64)
def _trust(covered: bytes, shares: bytes, marks: tuple[str, ...], starts: bytes) -> Texts:
    of_bins = np.frombuffer(covered, np.int64).tolist(), np.frombuffer(shares, np.float64).tolist()
    known = {t: f"{share:.6g},{mark}" for t, share, mark in zip(*of_bins, marks, strict=True)}
    return np.array([f",{known.get(t, _NOT_COVERED)}\n".encode() for t in np.frombuffer(starts, np.int64).tolist()])


def _cell(text: str) -> str:
    """Return a text as a cell of CSV, quoted if it must be."""
    out = io.StringIO()
    csv.writer(out, lineterminator="").writerow([text])
    return out.getvalue()
