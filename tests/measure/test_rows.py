"""Rows: some of them, and words that a long table has numbers for."""

import numpy as np

from meydan.measure.bins import bins_of_minutes
from meydan.measure.rows import Rows, at_moments, within

BIN_MS = 15 * 60_000


def test_a_column_of_places_is_told_in_words() -> None:
    t = np.array([2_000, 1_000, BIN_MS])
    rows = at_moments(t, bins_of_minutes(15), {"what": np.array([0, 1, 1])}, {"what": ("green", "yellow")})
    assert rows.told("what").tolist() == ["yellow", "green", "yellow"]
    assert rows.told("after_s").tolist() == [1, 2, 0]


def test_some_rows_keep_their_words() -> None:
    rows = Rows(np.array([0, BIN_MS]), {"what": np.array([0, 1])}, words={"what": ("green", "yellow")})
    assert rows.some(np.array([1, 0])).told("what").tolist() == ["yellow", "green"]
    assert within(rows, BIN_MS, None).told("what").tolist() == ["yellow"]
