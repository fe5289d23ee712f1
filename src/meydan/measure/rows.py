"""What a measure gives: rows of a bin each, or the reason why there are none."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from meydan.city.because import Because
from meydan.measure.bins import Bins
from meydan.measure.junction_log import Floats, Ints, JunctionLog

Definitions = Literal["meydan", "atspm"]
"""Whose definitions hold where the two differ: ours, or those of the package `atspm` 2.6.1, kept for comparison."""

Column = Ints | Floats | NDArray[np.str_]


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows in order of bin, then of the columns that name what was measured.

    A NaN, and a -1 in a column of numbers, is a value that is not available. `why` is told only if there are no rows.
    """

    start: Ints
    columns: Mapping[str, Column]
    why: Because | None = None


class Measure(Protocol):
    """A measure: a pure function of one junction's log."""

    def __call__(self, log: JunctionLog, bins: Bins, definitions: Definitions = "meydan") -> Rows:
        """Return the rows of this junction."""


def no_rows(names: tuple[str, ...], why: Because) -> Rows:
    """Return no rows, and why."""
    return Rows(np.empty(0, np.int64), {name: np.empty(0, np.int64) for name in names}, why)


def rows_of(start: Ints, names: tuple[str, ...], *values: Column) -> Rows:
    """Return rows by the begin of their bins, the names of the columns, and the columns."""
    return Rows(start, dict(zip(names, values, strict=True)))


def in_order(rows: Rows, *by: str) -> Rows:
    """Return the rows sorted by bin and by some columns."""
    order = np.lexsort((*(rows.columns[name] for name in reversed(by)), rows.start))
    return Rows(rows.start[order], {name: column[order] for name, column in rows.columns.items()}, rows.why)


def at_moments(t: Ints, bins: Bins, columns: Mapping[str, Column]) -> Rows:
    """Return a row for each moment, in order, with its second in the bin as the first column, `after_s`.

    Moments of the same time keep their order, so that must be the same for every order of the events in the log.
    """
    order = np.argsort(t, kind="stable")
    t = t[order]
    start = bins.starts(t)
    return Rows(start, {"after_s": (t - start) / 1000, **{name: column[order] for name, column in columns.items()}})


def within(rows: Rows, since: int | None, until: int | None) -> Rows:
    """Return the rows whose bin begins at `since` or later and before `until`; None is no limit."""
    if since is None and until is None:
        return rows
    kept = np.ones(rows.start.size, np.bool_)
    if since is not None:
        kept &= rows.start >= since
    if until is not None:
        kept &= rows.start < until
    return Rows(rows.start[kept], {name: column[kept] for name, column in rows.columns.items()}, rows.why)
