"""Which plan is in force: pure calendar arithmetic on local time.

Days are counted from 1970-01-01, a Thursday.
"""

from dataclasses import dataclass

from meydan.city.instant import Instant
from meydan.city.plan import DayEntry, Holiday, Timetable

DAY_MIN = 24 * 60


@dataclass(frozen=True, slots=True)
class LocalMinute:
    """A minute of a local day: days since 1970-01-01 and minutes since midnight."""

    day: int
    minute: int


def local_minute(t: Instant, utc_offset_s: int) -> LocalMinute:
    """Return the local minute of an instant."""
    minutes = (t // 1000 + utc_offset_s) // 60
    return LocalMinute(minutes // DAY_MIN, minutes % DAY_MIN)


def date_of(day: int) -> tuple[int, int, int]:
    """Return year, month and day of a day number [1]_.

    References
    ----------
    .. [1] Howard Hinnant, chrono-compatible low-level date algorithms, civil_from_days.
    """
    shifted = day + 719_468  # days since 0000-03-01
    era, of_era = divmod(shifted, 146_097)
    year_of_era = (of_era - of_era // 1460 + of_era // 36_524 - of_era // 146_096) // 365
    of_year = of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    shifted_month = (5 * of_year + 2) // 153
    month = shifted_month + 3 if shifted_month < 10 else shifted_month - 9
    return year_of_era + era * 400 + (month <= 2), month, of_year - (153 * shifted_month + 2) // 5 + 1


def weekday_of(day: int) -> int:
    """Return the weekday of a day number, 0 for Monday."""
    return (day + 3) % 7


def day_type(day: int, timetable: Timetable) -> tuple[str, Holiday | None]:
    """Return the day type in force and the holiday that makes it so, if any; given dates beat yearly ones."""
    year, month, of_month = date_of(day)
    yearly, dated = f"{month:02d}-{of_month:02d}", f"{year:04d}-{month:02d}-{of_month:02d}"
    for holiday in timetable.holidays:
        if dated in holiday.dates:
            return holiday.day_type, holiday
    for holiday in timetable.holidays:
        if holiday.every == yearly:
            return holiday.day_type, holiday
    return timetable.week[weekday_of(day)], None


def entry_in_force(at: LocalMinute, timetable: Timetable) -> tuple[DayEntry, str, Holiday | None] | None:
    """Return the entry in force, its day type and holiday; None if the timetable says nothing.

    Before the first entry of a day the last one of the day before goes on.
    """
    for day in (at.day, *(at.day - k for k in range(1, 8))):
        name, holiday = day_type(day, timetable)
        entries = timetable.days.get(name, ())
        begun = [e for e in entries if day < at.day or e.minute <= at.minute]
        if begun:
            return begun[-1], name, holiday
    return None
