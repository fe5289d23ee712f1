"""Cells of tables: each is what its value alone would be written as."""

import math
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from meydan.measure.rows import Column
from meydan.store.logs.cells import Cells, cells_of, together

MANY = 20_000  # more rows than are put together at once

any_number = st.floats(allow_infinity=False)
tenths = st.one_of(st.integers(0, 80_000).map(lambda n: n / 10), st.just(math.nan))
thousandths = st.one_of(st.integers(0, 999_999_999).map(lambda n: n / 1000), st.just(math.nan))
almost = st.integers(0, 9_000).map(lambda n: math.nextafter(n / 10, 1e9))
whole_numbers = st.integers(-1, 5_000)
far_apart = st.integers(-(1 << 62), 1 << 62)
words = st.text(st.characters(exclude_characters="\0", codec="utf-8"), max_size=9)


def text_of(columns: list[Cells]) -> bytes:
    return b"".join(together(columns))


def as_text(value: float | int | str) -> str:
    if isinstance(value, float):
        return "" if math.isnan(value) else f"{value:.9g}"
    return "" if value == -1 else str(value)


def rows_of(*columns: Sequence[float | int | str]) -> bytes:
    return "".join("".join(f",{as_text(value)}" for value in row) for row in zip(*columns, strict=True)).encode()


@pytest.mark.parametrize("kind", [any_number, tenths, thousandths, tenths | almost, whole_numbers, far_apart, words])
@given(data=st.data())
def test_each_cell_is_what_its_value_alone_would_be(
    kind: st.SearchStrategy[float | int | str], data: st.DataObject
) -> None:
    values = data.draw(st.lists(kind, min_size=1, max_size=40))
    column: Column = np.array(values)
    assert text_of([cells_of(column)]) == rows_of(values)


@given(st.lists(st.tuples(tenths, whole_numbers, words), min_size=1, max_size=20))
def test_the_cells_of_a_row_stand_beside_each_other(rows: list[tuple[float, int, str]]) -> None:
    columns = list(zip(*rows, strict=True))
    assert text_of([cells_of(np.array(column)) for column in columns]) == rows_of(*columns)


def test_many_rows_are_all_there_in_their_order() -> None:
    number, seconds = np.arange(MANY), np.arange(MANY) / 10
    assert text_of([cells_of(number), cells_of(seconds)]) == rows_of(number.tolist(), seconds.tolist())


def test_a_column_of_places_is_written_as_its_words() -> None:
    assert text_of([cells_of(np.array([1, 0, 1]), ("yeşil", "sarı"))]) == ",sarı,yeşil,sarı".encode()


def test_a_zero_below_nothing_keeps_its_sign() -> None:
    assert text_of([cells_of(np.array([0.0, -0.0]))]) == b",0,-0"
