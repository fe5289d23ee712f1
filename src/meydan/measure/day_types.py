"""Kinds of days: which earlier days tell what to expect of a day."""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from meydan.measure.junction_log import Floats, Ints

DayType = Literal["workday", "school_free", "saturday", "sunday", "holiday"]

HALF_LIFE_DAYS = 28  # a day of four weeks ago counts half as much as one of today
SAME_WEEKDAY, SAME_TYPE, SAME_KIND = 2.0, 1.0, 0.5
_FREE = ("saturday", "sunday", "holiday")


@dataclass(frozen=True, slots=True)
class DayCalendar:
    """What is special about days, counted since 1970-01-01: holidays, and working days without school.

    `yearly` are holidays of every year, as (month, day).
    """

    holidays: frozenset[int] = frozenset()
    school_free: frozenset[int] = frozenset()
    yearly: frozenset[tuple[int, int]] = frozenset()

    def day_type(self, day: int) -> DayType:
        """Return the type of a day; a holiday is one on any weekday, a Saturday is never free of school."""
        month, of_month = (int(part) for part in str(np.datetime64(day, "D")).split("-")[1:])
        if day in self.holidays or (month, of_month) in self.yearly:
            return "holiday"
        if (weekday := weekday_of(day)) >= 5:
            return "saturday" if weekday == 5 else "sunday"
        return "school_free" if day in self.school_free else "workday"


def weekday_of(day: int) -> int:
    """Return the weekday of a day counted since 1970-01-01, 0 for Monday."""
    return (day + 3) % 7


def day_weights(day: int, earlier: Ints, calendar: DayCalendar) -> Floats:
    """Return how much each earlier day tells of a day [earlier], 0 for one that tells nothing.

    A day of the same type counts 1, and 2 if it is the same weekday too; one of another type counts half if both are
    free days or both are not, so that the first holiday is expected to be like weekends, and the first working day
    without school like other working days. All that halves every four weeks.
    """
    own = calendar.day_type(day)
    weights = np.zeros(earlier.size)
    for place, other in enumerate(earlier.tolist()):
        theirs = calendar.day_type(other)
        if theirs == own:
            weights[place] = SAME_WEEKDAY if weekday_of(other) == weekday_of(day) else SAME_TYPE
        elif (theirs in _FREE) == (own in _FREE):
            weights[place] = SAME_KIND
    aged: Floats = weights * 0.5 ** ((day - earlier) / HALF_LIFE_DAYS)
    return aged
