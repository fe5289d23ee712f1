from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meydan.city.instant import Instant
from meydan.field.rsmp.timestamps import find_instant, timestamp


@given(st.integers(-62_135_596_800_000, 253_402_300_799_999).map(Instant))
def test_an_instant_comes_back_to_the_millisecond(t: Instant) -> None:
    assert find_instant(timestamp(t)) == t


@given(st.integers(0, 4_000_000_000_000).map(Instant))
def test_a_timestamp_is_what_the_calendar_says(t: Instant) -> None:
    day = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=t)
    assert timestamp(t) == day.isoformat(timespec="milliseconds").replace("+00:00", "Z")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026-02-30T00:00:00.000Z",
        "2026-01-01T24:00:00.000Z",
        "2026-01-01T00:00:60.000Z",
        "2026-01-01T00:00:00Z",
        "2026-01-01T00:00:00.0000Z",
        "2026-01-01T00:00:00.000",
        "2026-01-01T00:00:00.000Z\n",
        "2026-01-01 00:00:00.000Z",
        "٢٠٢٦-01-01T00:00:00.000Z",
        "0000-01-01T00:00:00.000Z",
    ],
)
def test_what_names_no_instant_gives_none(text: str) -> None:
    assert find_instant(text) is None
