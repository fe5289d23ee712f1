"""Anomalies: far from the forecast of an hour before, told from the past only."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.anomalies import found_in, instant_of, series
from meydan.measure.anomalies import FAR, anomalies, surprise
from meydan.measure.day_types import DayCalendar
from tests.measure.made_counts import made_counts
from tests.measure.real_counts import real_counts

EVERY_DAY = DayCalendar()
MADE = made_counts()
JAM = slice(11 * 96 + 30, 11 * 96 + 38)


def test_a_jam_is_found_with_its_direction_and_sums() -> None:
    counts = MADE.counts.copy()
    counts[2, JAM] = np.round(counts[2, JAM] * 0.05)
    found = [each for each in anomalies(replace(MADE, counts=counts), EVERY_DAY) if each.detector == 2]
    (jam,) = (each for each in found if each.first >= JAM.start and each.last < JAM.stop + 8)
    assert jam.surprise <= -FAR
    assert jam.told < 0.3 * jam.expected
    assert jam.first <= JAM.start + 1


def test_ordinary_days_have_few_anomalies() -> None:
    assert len(anomalies(MADE, EVERY_DAY)) <= 0.1 * 4 * 11  # of detector-days after the warm-up


def test_nothing_is_told_of_the_first_days_and_of_what_is_not_known() -> None:
    counts = MADE.counts.copy()
    counts[1, JAM] = np.nan
    far, _ = surprise(replace(MADE, counts=counts), EVERY_DAY)
    assert np.isnan(far[:, : 3 * 96]).all()
    assert np.isnan(far[1, JAM]).all()


@settings(max_examples=15)
@given(now=st.integers(400, 14 * 96 - 2))
def test_a_surprise_knows_nothing_of_what_comes_after_it(now: int) -> None:
    other = MADE.counts.copy()
    other[:, now + 1 :] = 0
    as_it_was, changed = (surprise(replace(MADE, counts=counts), EVERY_DAY)[0] for counts in (MADE.counts, other))
    np.testing.assert_array_equal(as_it_was[:, : now + 1], changed[:, : now + 1])


@pytest.mark.shared
def test_labelled_anomalies_of_real_traffic_are_found_as_the_page_tells(shared: Path) -> None:
    folder = shared / "data" / "nab_traffic"
    totals = np.zeros(4, np.int64)
    for name, windows in json.loads((folder / "windows.json").read_text(encoding="utf-8")).items():
        totals += found_in(series(folder / name), [(instant_of(begin), instant_of(end)) for begin, end in windows])
    assert totals.tolist() == [11, 14, 12, 20]  # docs/how-to/find-anomalies.md


@pytest.mark.shared
def test_the_friday_on_which_a_street_of_the_real_counts_lost_its_traffic_is_found(shared: Path) -> None:
    known = real_counts(shared)
    longest = sorted(anomalies(known, EVERY_DAY), key=lambda each: each.first - each.last)[:3]
    told = {(known.detectors[each.detector].detector, each.surprise > 0) for each in longest}
    assert told == {("18", True), ("19", True), ("17", True)}
    lost = [each for each in anomalies(known, EVERY_DAY) if each.surprise < 0]
    assert [known.detectors[each.detector].detector for each in lost] == ["20"]
    assert lost[0].first // 96 == 22
    assert (lost[0].told, round(lost[0].expected)) == (89, 553)
