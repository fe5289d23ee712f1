"""Rows of measures as lines of CSV: bin in local time, junction, what was measured, and how far it is to be trusted."""

import csv
import io
from datetime import datetime, timedelta, timezone
from functools import lru_cache
from itertools import chain

import numpy as np

from meydan.measure.bins import Bins, distinct
from meydan.measure.coverage import Coverage
from meydan.measure.junction_log import Ints
from meydan.measure.rows import Column, Rows

FIRST, LAST = ("bin_start", "junction"), ("coverage", "quality")
MANY = 20_000  # rows of one junction: those of single vehicles

_NOT_COVERED = "0,incomplete"


def header(columns: tuple[str, ...]) -> str:
    """Return the first line of a measure's table."""
    return ",".join((*FIRST, *columns, *LAST)) + "\n"


@lru_cache(maxsize=1 << 14)
def stamp(t: int, offset_ms: int) -> str:
    """Return an instant as local time with its offset from UTC."""
    return datetime.fromtimestamp(t / 1000, timezone(timedelta(milliseconds=offset_ms))).isoformat(timespec="seconds")


def lines(junction: str, rows: Rows, covered: Coverage, bins: Bins) -> str:
    """Return the rows of one junction, a line each."""
    if rows.start.size == 0:
        return ""
    starts, at = distinct(rows.start)
    name, offsets = _cell(junction), bins.local_offsets_ms(starts).tolist()
    begins = [f"{stamp(t, offset)},{name}" for t, offset in zip(starts.tolist(), offsets, strict=True)]
    trust, of_bin = _trust(covered, starts), at.tolist()
    kinds, cells = zip(*map(_cells, rows.columns.values()), strict=True)
    columns = ([begins[i] for i in of_bin], *cells, [trust[i] for i in of_bin])
    form = ",".join(("%s", *kinds, "%s")) + "\n"
    return form * rows.start.size % tuple(chain.from_iterable(zip(*columns, strict=True)))


def _trust(covered: Coverage, starts: Ints) -> list[str]:
    known = {
        t: f"{share:.6g},{marks}"
        for t, share, marks in zip(covered.start.tolist(), covered.share.tolist(), covered.marks, strict=True)
    }
    return [known.get(t, _NOT_COVERED) for t in starts.tolist()]


def _cells(column: Column) -> tuple[str, list[object]]:
    """Return how the cells of a column are written, and their values."""
    values: list[object] = column.tolist()
    if column.dtype.kind == "f":
        if column.size > MANY:
            return "%s", _repeated(column)
        return ("%.9g", values) if not np.isnan(column).any() else ("%s", [_number(value) for value in values])
    if column.dtype.kind == "i":
        return ("%d", values) if column.min() >= 0 else ("%s", ["" if value == -1 else value for value in values])
    return "%s", values


def _repeated(column: Column) -> list[object]:
    """Return the cells of a long column of numbers, of which most come again and again, such as tenths of a second."""
    distinct_values, at = np.unique(column, return_inverse=True)
    texts: list[object] = np.array([_number(value) for value in distinct_values.tolist()], np.object_)[at].tolist()
    return texts


def _number(value: object) -> str:
    return "" if value != value else f"{value:.9g}"  # noqa: PLR0124 - NaN is not itself


def _cell(text: str) -> str:
    """Return a text as a cell of CSV, quoted if it must be."""
    out = io.StringIO()
    csv.writer(out, lineterminator="").writerow([text])
    return out.getvalue()
