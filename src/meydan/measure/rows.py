"""What a measure gives: rows of a bin each, or the reason why there are none."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from meydan.city.because import Because
from meydan.measure.bins import Bins
from meydan.measure.junction_log import Flags, Floats, Ints, JunctionLog, order_in_time

Definitions = Literal["meydan", "atspm"]
"""Whose definitions hold where the two differ: ours, or those of the package `atspm` 2.6.1, kept for comparison."""

Column = Ints | Floats | NDArray[np.str_]


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows in order of bin, then of the columns that name what was measured.

    A NaN, and a -1 in a column of numbers, is a value that is not available. `why` is told only if there are no rows.
    A long table has numbers for words: `words` are those of each such column, in which each number is a word's place.
    """

    start: Ints
    columns: Mapping[str, Column]
    why: Because | None = None
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def told(self, name: str) -> Column:
        """Return a column with words, if it has numbers for them."""
        return np.array(self.words[name])[self.columns[name]] if name in self.words else self.columns[name]

    def some(self, which: Ints | Flags | slice) -> "Rows":
        """Return some of the rows, in the order in which they are asked for."""
        return Rows(
            self.start[which], {name: column[which] for name, column in self.columns.items()}, self.why, self.words
        )


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
    return rows.some(order)


def at_moments(
    t: Ints, bins: Bins, columns: Mapping[str, Column], words: Mapping[str, tuple[str, ...]] | None = None
) -> Rows:
    """Return a row for each moment, in order, with its second in the bin as the first column, `after_s`.

    Moments of the same time keep their order, so that must be the same for every order of the events in the log.
    `words` are those for which some columns have numbers.
    """
    order = order_in_time(t)
    t = t[order]
    start = bins.starts(t)
    columns = {name: column[order] for name, column in columns.items()}
    return Rows(start, {"after_s": (t - start) / 1000, **columns}, words=words or {})


def within(rows: Rows, since: int | None, until: int | None) -> Rows:
    """Return the rows whose bin begins at `since` or later and before `until`; None is no limit."""
    if since is None and until is None:
        return rows
    kept = np.ones(rows.start.size, np.bool_)
    if since is not None:
        kept &= rows.start >= since
    if until is not None:
        kept &= rows.start < until
    return rows.some(kept)
