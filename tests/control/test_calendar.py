"""Which plan is in force: day types, holidays, nights, and the days on which clocks are put forward or back."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meydan.city.instant import Instant
from meydan.city.plan import DayEntry, Holiday, Timetable
from meydan.control.calendar import LocalMinute, date_of, day_type, entry_in_force, local_minute, weekday_of

EPOCH = date(1970, 1, 1)
WEEK = ("work",) * 5 + ("saturday", "sunday")
DAYS = {
    "work": (DayEntry(6 * 60, "morning"), DayEntry(10 * 60, "day"), DayEntry(22 * 60, "night")),
    "saturday": (DayEntry(8 * 60, "day"), DayEntry(23 * 60, "night")),
    "sunday": (DayEntry(9 * 60, "day"),),
}
HOLIDAYS = (
    Holiday("Cumhuriyet Bayramı", "sunday", every="10-29"),
    Holiday("Ramazan Bayramı", "sunday", dates=("2026-03-20", "2026-03-21", "2026-03-22")),
    Holiday("Yarım gün", "saturday", dates=("2026-10-29",)),
)
TIMETABLE = Timetable(WEEK, DAYS, HOLIDAYS)


def day_number(text: str) -> int:
    return (date.fromisoformat(text) - EPOCH).days


def plan_at(text: str, zone: str = "Europe/Istanbul", fold: int = 0) -> str:
    """Return the plan in force at a local time."""
    local = datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone), fold=fold)
    offset = local.utcoffset()
    assert offset is not None
    at = local_minute(Instant(int(local.timestamp() * 1000)), int(offset.total_seconds()))
    found = entry_in_force(at, TIMETABLE)
    return found[0].plan if found else ""


@given(st.dates(date(1970, 1, 1), date(2199, 12, 31)))
def test_dates_and_weekdays_are_those_of_the_calendar(day: date) -> None:
    number = (day - EPOCH).days
    assert date_of(number) == (day.year, day.month, day.day)
    assert weekday_of(number) == day.weekday()


@given(
    st.datetimes(datetime(2000, 1, 1), datetime(2099, 12, 31)),
    st.sampled_from(["Europe/Istanbul", "Europe/Berlin", "America/St_Johns", "Asia/Kathmandu"]),
)
def test_a_local_minute_is_what_a_clock_on_the_wall_shows(moment: datetime, zone: str) -> None:
    local = moment.replace(tzinfo=UTC).astimezone(ZoneInfo(zone))
    offset = local.utcoffset()
    assert offset is not None
    at = local_minute(Instant(int(moment.replace(tzinfo=UTC).timestamp() * 1000)), int(offset.total_seconds()))
    assert EPOCH + timedelta(days=at.day) == local.date()
    assert at.minute == local.hour * 60 + local.minute


@pytest.mark.parametrize(
    ("at", "plan"),
    [
        ("2026-03-03T05:59", "night"),
        ("2026-03-03T06:00", "morning"),
        ("2026-03-03T23:59", "night"),
        ("2026-03-02T03:00", "day"),  # a Monday night: Sunday's last entry goes on
        ("2026-03-07T09:00", "day"),
        ("2026-03-20T07:00", "night"),  # a religious holiday on a Friday: no morning peak
        ("2026-03-20T09:00", "day"),
        ("2027-10-29T07:00", "night"),
        ("2026-10-29T08:30", "day"),  # a given date beats the yearly one
    ],
)
def test_the_plan_of_a_moment(at: str, plan: str) -> None:
    assert plan_at(at) == plan


def test_on_the_night_clocks_go_forward_the_missing_hour_has_no_plan_of_its_own() -> None:
    assert plan_at("2026-03-29T01:59", "Europe/Berlin") == "night"  # Saturday's
    assert plan_at("2026-03-29T03:00", "Europe/Berlin") == "night"
    assert plan_at("2026-03-29T09:00", "Europe/Berlin") == "day"


def test_both_hours_of_a_clock_put_back_have_the_plan_of_that_hour() -> None:
    assert [plan_at("2026-10-25T02:30", "Europe/Berlin", fold) for fold in (0, 1)] == ["night", "night"]


def test_an_empty_timetable_says_nothing() -> None:
    assert entry_in_force(LocalMinute(20_000, 600), Timetable()) is None


@given(st.integers(0, 80_000))
def test_every_day_has_a_type_of_the_timetable(day: int) -> None:
    assert day_type(day, TIMETABLE)[0] in DAYS
