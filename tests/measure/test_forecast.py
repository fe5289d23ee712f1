"""Forecasts of counts: from the past only, better than the plain profile on real counts, honest about their spread."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meydan.measure.bins import Bins, bins_of_minutes
from meydan.measure.day_types import DayCalendar
from meydan.measure.forecast import forecasts
from meydan.measure.forecast_score import forecast_score
from meydan.measure.history import DetectorName, history, in_wider_bins
from meydan.measure.profile import plain_profiles, profiles
from tests.measure.made_counts import made_counts
from tests.measure.real_counts import real_counts

EVERY_DAY = DayCalendar()


@pytest.mark.shared
@pytest.mark.parametrize(("ahead", "most", "says"), [(1, 0.90, 0.891), (2, 0.92, 0.905), (4, 0.95, 0.919)])
def test_real_counts_are_forecast_better_than_by_the_plain_profile(
    ahead: int, most: float, says: float, shared: Path
) -> None:
    score = forecast_score(real_counts(shared), EVERY_DAY, ahead)
    assert score is not None
    assert score.ratio <= most
    assert score.ratio == pytest.approx(says, abs=0.0005)  # what docs/how-to/forecast-counts.md tells
    assert score.within == pytest.approx(0.80, abs=0.01)
    assert score.bins == 22 * 19 * 96 - 22


@settings(max_examples=25)
@given(now=st.integers(200, 14 * 96 - 2), ahead=st.integers(1, 8), seed=st.integers(0, 9))
def test_a_forecast_knows_nothing_of_what_comes_after_it(now: int, ahead: int, seed: int) -> None:
    known = made_counts(seed=seed)
    other = known.counts.copy()
    other[:, now + 1 :] = np.random.default_rng(seed).integers(0, 500, other[:, now + 1 :].shape)
    other[0, now + 1 :] = np.nan
    as_it_was, changed = (forecasts(each, EVERY_DAY, ahead) for each in (known, replace(known, counts=other)))
    told = slice(0, now + ahead + 1)
    for name in ("usual", "expected", "low", "high"):
        a, b = (getattr(each, name)[:, told] for each in (as_it_was, changed))
        np.testing.assert_array_equal(a, b, err_msg=name)


def test_the_coming_bins_are_forecast_as_the_same_bins_were_looking_back() -> None:
    known, bins = made_counts(), bins_of_minutes(15)
    now = 10 * 96 + 94  # two bins before midnight
    coming = forecasts(known.until(now).going_on(4, bins), EVERY_DAY, 4)
    back = forecasts(known, EVERY_DAY, 4)
    np.testing.assert_array_equal(coming.expected[:, now + 3], back.expected[:, now + 3])


def test_what_need_not_be_forecast_changes_nothing_of_the_rest() -> None:
    known = made_counts()
    whole, late = (forecasts(known, EVERY_DAY, 4, since) for since in (0, 13 * 96 + 5))
    for name in ("usual", "expected", "low", "high"):
        a, b = (getattr(each, name)[:, 13 * 96 + 5 :] for each in (whole, late))
        np.testing.assert_array_equal(a, b)


def test_a_busier_day_is_followed_and_the_deviation_fades_with_the_horizon() -> None:
    known = made_counts(days=12)
    counts = known.counts.copy()
    day = slice(11 * 96 + 30, 11 * 96 + 70)
    counts[:, day] *= 1.5
    usual = profiles(known, EVERY_DAY)[:, day]
    near, far = (
        forecasts(replace(known, counts=counts), EVERY_DAY, ahead).expected[:, day] / usual for ahead in (1, 16)
    )
    assert 1.1 < near[:, 8:].mean() < 1.6
    assert far[:, 17:].mean() < near[:, 17:].mean()


def test_an_unknown_stretch_lets_the_deviation_fade() -> None:
    known = made_counts()
    counts = known.counts.copy()
    counts[:, 12 * 96 + 20 : 12 * 96 + 32] *= 2
    counts[:, 12 * 96 + 32 : 12 * 96 + 70] = np.nan
    made = forecasts(replace(known, counts=counts), EVERY_DAY, 1)
    assert not np.isnan(made.expected[:, 12 * 96 :]).any()
    np.testing.assert_allclose(made.expected[:, 12 * 96 + 69], made.usual[:, 12 * 96 + 69], rtol=0.01)


def test_the_first_day_of_a_kind_has_no_forecast_and_zeros_stay_zeros() -> None:
    known = made_counts(days=9)
    counts = known.counts.copy()
    counts[0] = 0
    made = forecasts(replace(known, counts=counts), EVERY_DAY, 1)
    is_first = np.isin(known.day - known.day[0], [0, 5])  # Monday and Saturday
    assert np.isnan(made.expected[:, is_first]).all()
    assert (made.expected[0, ~is_first] == 0).all()
    assert (made.low <= made.expected)[1:, ~is_first].all()
    assert (made.expected <= made.high)[1:, ~is_first].all()


def test_a_history_of_a_week_has_no_score() -> None:
    assert forecast_score(made_counts(days=7), EVERY_DAY, 1) is None


def test_the_plain_profile_is_the_mean_of_earlier_days_of_that_type() -> None:
    known = made_counts(days=10)
    plain = plain_profiles(known, EVERY_DAY)
    by_day = known.by_day(known.counts)
    tuesday, saturday = plain[:, 8 * 96 : 9 * 96], plain[:, 5 * 96 : 6 * 96]
    np.testing.assert_allclose(tuesday, by_day[:, [0, 1, 2, 3, 4, 7]].mean(axis=1))
    assert np.isnan(saturday).all()


def test_a_day_of_23_and_one_of_25_hours_keep_every_time_in_its_place() -> None:
    spring_ms, autumn_ms = 1_711_846_800_000, 1_729_990_800_000  # clocks of Berlin are set in 2024
    offsets = np.array([3600_000, 7200_000, 3600_000], np.int64)
    bins = Bins(900_000, np.array([0, spring_ms, autumn_ms], np.int64), offsets)
    for change, hours in ((spring_ms, 23), (autumn_ms, 25)):
        start = change - 36 * 3600_000 + 900_000 * np.arange(72 * 4)
        hour = (start + bins.local_offsets_ms(start)) // 3600_000 % 24
        known = history(start, hour[None].astype(np.float64), (DetectorName("J1", "1"),), bins)
        of_day = known.day == (change + 7200_000) // 86_400_000
        assert of_day.sum() == hours * 4
        np.testing.assert_array_equal(known.slot // 4, hour)
        np.testing.assert_array_equal(known.in_time(known.by_day(known.counts)), known.counts)
        usual = profiles(known, EVERY_DAY)[0]
        at_noon = ~np.isnan(usual) & (known.slot == 50)
        np.testing.assert_array_equal(usual[at_noon], 12)
        assert at_noon.any()


def test_five_minutes_make_a_quarter_and_a_missing_part_makes_it_unknown() -> None:
    narrow = made_counts(days=2, bin_min=5)
    counts = narrow.counts.copy()
    counts[1, 4] = np.nan
    late = replace(narrow, start=narrow.start[2:], day=narrow.day[2:], slot=narrow.slot[2:], counts=counts[:, 2:])
    wide = in_wider_bins(late, bins_of_minutes(15))
    assert wide.start[0] == narrow.start[0]
    assert np.isnan(wide.counts[:, 0]).all()
    assert np.isnan(wide.counts[1, 1])
    np.testing.assert_array_equal(wide.counts[0, 1:], narrow.counts[0].reshape(-1, 3).sum(axis=1)[1:])
