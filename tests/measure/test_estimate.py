"""Detectors that are ill, and estimates in their place: marked, from the past, better than the profile alone."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from meydan.measure.day_types import DayCalendar
from meydan.measure.estimate import ORIGINS, with_estimates
from meydan.measure.history import History
from meydan.measure.ill_detectors import IllSpan, ill_bins, ill_spans
from meydan.measure.profile import plain_profiles, profiles
from tests.measure.made_counts import made_counts
from tests.measure.real_counts import real_counts

EVERY_DAY = DayCalendar()


def spans_of(known: History) -> list[IllSpan]:
    none = np.zeros(known.counts.shape, np.bool_)
    return ill_spans(known, profiles(known, EVERY_DAY), none)


def changed(known: History, detector: int, bins: slice, value: float) -> History:
    counts = known.counts.copy()
    counts[detector, bins] = value
    return replace(known, counts=counts)


MADE = made_counts()
MORNING = slice(10 * 96 + 28, 10 * 96 + 40)


def test_sound_detectors_are_not_ill() -> None:
    assert spans_of(MADE) == []


@pytest.mark.shared
def test_26_real_days_have_no_detector_that_is_ill(shared: Path) -> None:
    assert spans_of(real_counts(shared)) == []


def test_a_detector_that_is_silent_while_others_count_is_ill() -> None:
    assert spans_of(changed(MADE, 2, MORNING, 0)) == [IllSpan(2, "silent", MORNING.start, MORNING.stop - 1)]


def test_a_road_where_nobody_drives_has_no_ill_detector() -> None:
    counts = MADE.counts.copy()
    counts[:, MORNING] = 0
    assert spans_of(replace(MADE, counts=counts)) == []


def test_an_hour_of_silence_is_no_illness() -> None:
    assert spans_of(changed(MADE, 2, slice(MORNING.start, MORNING.start + 7), 0)) == []


def test_more_than_can_pass_and_the_same_number_again_and_again_are_ill() -> None:
    assert spans_of(changed(MADE, 0, slice(970, 972), 1001)) == [IllSpan(0, "too_many", 970, 971)]
    assert spans_of(changed(MADE, 1, MORNING, 33)) == [IllSpan(1, "stuck", MORNING.start, MORNING.stop - 1)]
    assert spans_of(changed(MADE, 1, slice(MORNING.start, MORNING.start + 7), 33)) == []


def test_what_a_controller_reported_is_ill() -> None:
    reported = np.zeros(MADE.counts.shape, np.bool_)
    reported[3, 5:9] = True
    spans = ill_spans(MADE, profiles(MADE, EVERY_DAY), reported)
    assert spans == [IllSpan(3, "reported", 5, 8)]
    np.testing.assert_array_equal(ill_bins(spans, *MADE.counts.shape), reported)


def test_counts_stay_and_estimates_are_marked_by_where_they_come_from() -> None:
    ill = np.zeros(MADE.counts.shape, np.bool_)
    ill[1, MORNING] = True
    holes = MADE.counts.copy()
    holes[:, 12 * 96 + 40] = np.nan
    holes[2, 3 * 96 + 40] = np.nan
    holes[0, 5] = np.nan
    made = with_estimates(replace(MADE, counts=holes), ill, EVERY_DAY)
    origin = np.array(ORIGINS)[made.origin]
    assert (origin[1, MORNING] == "neighbours").all()
    assert set(origin[:, 12 * 96 + 40]) == {"profile"}  # no neighbour counted either
    assert origin[2, 3 * 96 + 40] == "profile"  # the first week has no past to learn weights from
    assert origin[0, 5] == "unknown"
    assert np.isnan(made.history.counts[0, 5])
    counted = origin == "counted"
    np.testing.assert_array_equal(made.history.counts[counted], MADE.counts[counted])
    assert (~counted).sum() == 12 + 4 + 1 + 1


def test_an_ill_neighbour_and_the_future_change_no_estimate() -> None:
    ill = np.zeros(MADE.counts.shape, np.bool_)
    ill[1, MORNING] = ill[2, MORNING] = True
    wild = changed(changed(MADE, 2, MORNING, 900), 0, slice(11 * 96, None), 0)
    one, other = (with_estimates(known, ill, EVERY_DAY).history.counts[1, MORNING] for known in (MADE, wild))
    np.testing.assert_array_equal(one, other)


@pytest.mark.shared
def test_real_detectors_hidden_for_a_day_are_estimated_better_than_by_the_plain_profile(shared: Path) -> None:
    known = real_counts(shared)
    plain = plain_profiles(known, EVERY_DAY)
    error, plain_error = 0.0, 0.0
    for day in (8, 12, 17):
        bins = slice(day * 96, (day + 1) * 96)
        past = known.until(bins.stop)
        for detector in range(0, 22, 3):
            ill = np.zeros(past.counts.shape, np.bool_)
            ill[detector, bins] = True
            made = with_estimates(past, ill, EVERY_DAY).history.counts[detector, bins]
            truth = known.counts[detector, bins]
            error += float(np.nansum(np.abs(made - truth)))
            plain_error += float(np.nansum(np.abs(plain[detector, bins] - truth)))
    assert error / plain_error < 0.85  # 0.771 of all days and detectors: benchmarks.estimate
