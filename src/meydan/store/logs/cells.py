"""Columns as cells of CSV: the texts that there are, and the place of each row's text among them.

Most cells come again and again, such as tenths of a second. So a text is made once, and numpy copies it into each row
that has it: a table of millions of rows is written without a loop over them.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from meydan.measure.junction_log import Floats, Ints
from meydan.measure.rows import Column

Texts = NDArray[np.bytes_]

_ROWS_AT_ONCE = 8_192  # so that what is put together stays in the cache of the processor
_FEW = 1 << 12  # whole numbers whose texts are kept from column to column
_FEW_TENTHS = 1 << 16  # and tenths: the seconds of more than an hour
_MOST_S = 1_000_000  # below, thousandths of a second have the nine digits that are written
_ZERO = ord("0")


class Cells(NamedTuple):
    """The texts of a column, each with the comma before it, and the place of each row's among them."""

    texts: Texts
    at: Ints


def cells_of(column: Column, words: Sequence[str] | None = None) -> Cells:
    """Return a column as cells; what is not available, NaN or a -1 among whole numbers, is empty.

    `words` are those for which the column has numbers, if it has.
    """
    if words is not None:
        return Cells(_encoded(words), np.asarray(column, np.int64))
    if column.dtype.kind == "f":
        return _of_numbers(np.asarray(column, np.float64))
    if column.dtype.kind == "i":
        return _of_whole_numbers(np.asarray(column, np.int64))
    return Cells(_of_text(column), np.arange(column.size))


def together(columns: Sequence[Cells]) -> list[bytearray]:
    """Return the rows of some columns as text, some rows in each piece.

    Each cell is put in as wide as the widest of its column, and then what it left over is taken out.
    """
    row = np.dtype([(str(place), column.texts.dtype) for place, column in enumerate(columns)])
    rows = columns[0].at.size
    pieces = []
    for since in range(0, rows, _ROWS_AT_ONCE):
        some = slice(since, min(since + _ROWS_AT_ONCE, rows))
        piece = bytearray((some.stop - since) * row.itemsize)
        table = np.frombuffer(piece, row)
        for place, column in enumerate(columns):
            table[str(place)] = column.texts[column.at[some]]
        pieces.append(piece.translate(None, b"\0"))
    return pieces


def _encoded(words: Sequence[object]) -> Texts:
    return np.array([f",{word}".encode() for word in words])


def _of_text(column: Column) -> Texts:
    try:
        plain = column.astype(np.bytes_)
    except UnicodeEncodeError:  # beyond ASCII
        return _encoded(column.tolist())
    width = plain.dtype.itemsize
    cells = np.full((plain.size, 1 + width), ord(","), np.uint8)
    cells[:, 1:] = plain.view(np.uint8).reshape(plain.size, width)
    return cells.view(f"S{1 + width}")[:, 0]


def _of_whole_numbers(column: Ints) -> Cells:
    least, most = int(column.min()), int(column.max())
    if least >= -1 and most < _FEW:
        return Cells(_whole_numbers(1 << most.bit_length() if most > 0 else 1), column)  # -1 finds the last: nothing
    distinct, at = np.unique(column, return_inverse=True)
    return Cells(_encoded(["" if value == -1 else value for value in distinct.tolist()]), at)


@lru_cache
def _whole_numbers(below: int) -> Texts:
    """Return the texts of all whole numbers below one, and nothing."""
    return _encoded([*range(below), ""])


def _of_numbers(column: Floats) -> Cells:
    is_missing = np.isnan(column)
    known = np.where(is_missing, 0.0, column)
    is_short = not np.any(np.signbit(known)) and known.max() < _MOST_S
    at = _whole_parts(known, 10) if is_short and known.max() * 10 < _FEW_TENTHS else None
    if at is not None:
        return Cells(_tenths(1 << int(at.max()).bit_length()), np.where(is_missing, -1, at))
    thousandths = _whole_parts(known, 1000) if is_short else None
    if thousandths is None:
        distinct, at = np.unique(column.view(np.int64), return_inverse=True)  # as they are: -0 is not 0
        return Cells(_numbers(distinct.view(np.float64)), at)
    distinct, at = np.unique(thousandths, return_inverse=True)
    return Cells(_decimals(distinct), np.where(is_missing, -1, at))


def _whole_parts(column: Floats, of_one: int) -> Ints | None:
    """Return numbers in tenths or the like, or None if any is no whole number of them."""
    nearest = np.rint(column * of_one)
    return nearest.astype(np.int64) if np.array_equal(nearest / of_one, column) else None


@lru_cache
def _tenths(below: int) -> Texts:
    return _decimals(np.arange(below) * 100)


def _decimals(thousandths: Ints) -> Texts:
    """Return numbers below a million with the digits they need after the point, and nothing as the last text.

    Where a digit is not needed, a zero byte stands.
    """
    cells = np.zeros((thousandths.size + 1, 11), np.uint8)  # a comma, six digits, the point, three digits
    cells[:, 0] = ord(",")
    whole, rest = np.divmod(thousandths, 1000)
    for place, power in enumerate((100_000, 10_000, 1_000, 100, 10, 1), start=1):
        cells[:-1, place] = np.where((whole >= power) | (power == 1), whole // power % 10 + _ZERO, 0)
    cells[:-1, 7] = np.where(rest > 0, ord("."), 0)
    for place, power in enumerate((100, 10, 1), start=8):
        cells[:-1, place] = np.where(rest % (10 * power) > 0, rest // power % 10 + _ZERO, 0)
    cells = np.ascontiguousarray(cells[:, cells.any(axis=0)])
    return cells.view(f"S{cells.shape[1]}")[:, 0]


def _numbers(values: Floats) -> Texts:
    """Return numbers with nine digits at most, and NaN as nothing."""
    told = ",%.9g " * values.size % tuple(values.tolist())  # all at once, which is faster than one by one
    texts = np.array(told.encode().split())
    texts[np.isnan(values)] = b","
    return texts
