"""Rows of measures as lines of CSV: bin in local time, junction, what was measured, and how far it is to be trusted."""

import csv
import io
from collections.abc import Iterable
from datetime import datetime, timedelta, timezone

import numpy as np

from meydan.measure.bins import Bins
from meydan.measure.coverage import Coverage
from meydan.measure.junction_log import Ints
from meydan.measure.rows import Column, Rows

FIRST, LAST = ("bin_start", "junction"), ("coverage", "quality")
_NOT_COVERED = "0,incomplete"


def header(columns: tuple[str, ...]) -> str:
    """Return the first line of a measure's table."""
    return ",".join((*FIRST, *columns, *LAST)) + "\n"


def stamps(start: Ints, bins: Bins) -> list[str]:
    """Return the begin of each bin as local time with its offset from UTC."""
    return [
        datetime.fromtimestamp(t / 1000, timezone(timedelta(milliseconds=offset))).isoformat(timespec="seconds")
        for t, offset in zip(start.tolist(), bins.local_offsets_ms(start).tolist(), strict=True)
    ]


def lines(junction: str, rows: Rows, covered: Coverage, bins: Bins) -> str:
    """Return the rows of one junction, a line each."""
    if rows.start.size == 0:
        return ""
    starts, at = np.unique(rows.start, return_inverse=True)
    name = _cell(junction)
    begins = [f"{stamp},{name}" for stamp in stamps(starts, bins)]
    trust = _trust(covered, starts)
    cells = [_cells(column) for column in rows.columns.values()]
    of_bin = at.tolist()
    firsts, lasts = [begins[i] for i in of_bin], [trust[i] for i in of_bin]
    return "".join(map("{}\n".format, map(",".join, zip(firsts, *cells, lasts, strict=True))))


def _trust(covered: Coverage, starts: Ints) -> list[str]:
    known = {
        t: f"{share:.6g},{marks}"
        for t, share, marks in zip(covered.start.tolist(), covered.share.tolist(), covered.marks, strict=True)
    }
    return [known.get(t, _NOT_COVERED) for t in starts.tolist()]


def _cells(column: Column) -> Iterable[str]:
    values: list[object] = column.tolist()
    if column.dtype.kind == "f":
        return ["" if value != value else f"{value:.9g}" for value in values]  # noqa: PLR0124 - NaN is not itself
    if column.dtype.kind == "i":
        return ["" if value == -1 else str(value) for value in values]
    return map(str, values)


def _cell(text: str) -> str:
    """Return a text as a cell of CSV, quoted if it must be."""
    out = io.StringIO()
    csv.writer(out, lineterminator="").writerow([text])
    return out.getvalue()
