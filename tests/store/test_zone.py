"""Local time at the edge: changes of the clock, where there are any, and Türkiye's, where there are none any more."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meydan.city.instant import Instant
from meydan.store.zone import midnight, utc_offset_s

HOUR_S = 3600
ZONES = ["Europe/Istanbul", "Europe/Berlin", "UTC", "Asia/Kathmandu", "Australia/Lord_Howe", "America/St_Johns"]


def utc(text: str) -> Instant:
    return Instant(round(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp() * 1000))


@pytest.mark.parametrize(
    ("zone", "t", "hours"),
    [
        ("Europe/Istanbul", "2016-03-27T00:59:59.999", 2),  # the last change of the clock in Türkiye
        ("Europe/Istanbul", "2016-03-27T01:00", 3),
        ("Europe/Istanbul", "2016-10-30T02:00", 3),  # and since then none
        ("Europe/Istanbul", "2026-01-15T12:00", 3),
        ("Europe/Istanbul", "2026-03-29T01:00", 3),
        ("Europe/Istanbul", "2026-07-15T12:00", 3),
        ("Europe/Berlin", "2026-03-29T00:59:59.999", 1),
        ("Europe/Berlin", "2026-03-29T01:00", 2),
        ("Europe/Berlin", "2026-10-25T00:59:59.999", 2),
        ("Europe/Berlin", "2026-10-25T01:00", 1),
        ("Asia/Kathmandu", "2026-03-29T01:00", 5.75),
        ("Australia/Lord_Howe", "2026-04-04T14:59:59.999", 11),
        ("Australia/Lord_Howe", "2026-04-04T15:00", 10.5),
        ("Australia/Lord_Howe", "2026-10-03T15:29:59.999", 10.5),
        ("Australia/Lord_Howe", "2026-10-03T15:30", 11),
    ],
)
def test_the_offset_changes_at_the_right_millisecond(zone: str, t: str, hours: float) -> None:
    assert utc_offset_s(zone, utc(t)) == hours * HOUR_S


@given(zone=st.sampled_from(ZONES), ms=st.integers(0, 4_000_000_000_000))
def test_any_offset_is_that_of_the_zone_database(zone: str, ms: int) -> None:
    there = datetime.fromtimestamp(ms / 1000, ZoneInfo(zone)).utcoffset()
    assert there is not None
    assert utc_offset_s(zone, Instant(ms)) == there.total_seconds()


@pytest.mark.parametrize(
    ("zone", "day", "t"),
    [
        ("Europe/Istanbul", "2026-03-29", "2026-03-28T21:00"),
        ("Europe/Istanbul", "2016-01-15", "2016-01-14T22:00"),
        ("Europe/Berlin", "2026-03-29", "2026-03-28T23:00"),
        ("Europe/Berlin", "2026-03-30", "2026-03-29T22:00"),
        ("Europe/Berlin", "2026-10-26", "2026-10-25T23:00"),
    ],
)
def test_a_day_begins_at_its_local_midnight(zone: str, day: str, t: str) -> None:
    assert midnight(zone, day) == utc(t)


@pytest.mark.parametrize(("day", "hours"), [("2026-03-29", 23), ("2026-10-25", 25), ("2026-06-01", 24)])
def test_a_day_with_a_change_of_the_clock_is_shorter_or_longer(day: str, hours: int) -> None:
    following = f"{day[:8]}{int(day[8:]) + 1:02d}"
    assert midnight("Europe/Berlin", following) - midnight("Europe/Berlin", day) == hours * HOUR_S * 1000


def test_a_zone_that_is_none_is_an_error_and_never_utc() -> None:
    with pytest.raises(ZoneInfoNotFoundError):
        utc_offset_s("Mars/Olympus", Instant(0))
