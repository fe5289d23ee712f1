"""Kinds of days, and how much an earlier day tells of a day."""

import numpy as np
import pytest

from meydan.measure.day_types import DayCalendar, day_weights, weekday_of

MONDAY = 19_828  # 15 April 2024
CALENDAR = DayCalendar(frozenset({MONDAY + 2}), frozenset({MONDAY + 3, MONDAY + 5}), frozenset({(4, 23)}))


@pytest.mark.parametrize(
    ("day", "kind"),
    [
        (0, "workday"),
        (2, "holiday"),
        (3, "school_free"),
        (5, "saturday"),
        (6, "sunday"),
        (8, "holiday"),
        (9, "workday"),
    ],
)
def test_a_day_has_the_type_of_the_calendar(day: int, kind: str) -> None:
    assert CALENDAR.day_type(MONDAY + day) == kind


def test_a_yearly_holiday_comes_every_year() -> None:
    assert [CALENDAR.day_type(MONDAY + 8 + years) for years in (365, 366)] == ["holiday", "workday"]


def test_monday_is_the_first_day() -> None:
    assert [weekday_of(MONDAY + day) for day in (0, 6, 7)] == [0, 6, 0]


def test_the_same_weekday_tells_most_and_a_free_day_nothing_of_a_working_day() -> None:
    earlier = MONDAY + np.array([0, 1, 2, 3, 5, 6])
    weights = day_weights(MONDAY + 7, earlier, CALENDAR) / 0.5 ** ((7 - (earlier - MONDAY)) / 28)
    np.testing.assert_allclose(weights, [2, 1, 0, 0.5, 0, 0])


def test_the_first_holiday_is_expected_to_be_like_a_weekend() -> None:
    earlier = MONDAY + np.array([-2, -1, 0, 1])
    assert (day_weights(MONDAY + 2, earlier, CALENDAR) > 0).tolist() == [True, True, False, False]


def test_a_day_counts_half_after_four_weeks() -> None:
    near, far = day_weights(MONDAY + 56, MONDAY + np.array([49, 21]), DayCalendar())
    assert far / near == pytest.approx(0.5)
