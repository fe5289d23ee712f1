"""Numbers, days and times as Turkish open data writes them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meydan.feeds.open_data.fields import day, decimal, month_place, time, whole


@pytest.mark.parametrize(
    ("text", "value", "odd"),
    [
        ("1462", 1462, ""),
        ("1462.0", 1462, "oddity.decimals"),
        ("1462,00", 1462, "oddity.decimals"),
        ("1.462", 1462, "oddity.thousands_dots"),
        ("36.930", 36930, "oddity.thousands_dots"),
        ("1.234.567", 1234567, "oddity.thousands_dots"),
        ("-3", None, "oddity.no_number"),
        ("9" * 10, None, "oddity.no_number"),
        ("٣", None, "oddity.no_number"),
        ("", None, "oddity.empty"),
        ("1462.5", None, "oddity.no_number"),
        ("12.34", None, "oddity.no_number"),
        ("yok", None, "oddity.no_number"),
    ],
)
def test_a_whole_number_is_read_and_its_oddity_named(text: str, value: int | None, odd: str) -> None:
    assert whole(text) == (value, odd)


@given(st.integers(1000, 10**9 - 1))
def test_dots_for_thousands_are_the_number(number: int) -> None:
    assert whole(f"{number:,}".replace(",", ".")) == (number, "oddity.thousands_dots")


@pytest.mark.parametrize(
    ("text", "value", "odd"),
    [
        ("41.0586", 41.0586, ""),
        ("41,0586", 41.0586, "oddity.decimal_comma"),
        ("410.191.700.005.564", None, "oddity.hidden_decimals"),
        ("x", None, "oddity.no_number"),
        ("", None, "oddity.empty"),
    ],
)
def test_a_decimal_that_dots_hide_is_not_guessed(text: str, value: float | None, odd: str) -> None:
    assert decimal(text) == (value, odd)


@pytest.mark.parametrize(
    ("text", "order", "told"),
    [
        ("2020-08-15", "", ("2020-08-15", "", "iso")),
        ("8.12.2021", "", ("2021-12-08", "", "dotted")),
        ("7/28/23", "first", ("2023-07-28", "oddity.month_first", "slashed")),
        ("28/7/2023", "second", ("2023-07-28", "", "slashed")),
        ("2020-08-15 00:00:00", "", ("2020-08-15", "", "iso")),
        ("2020-08-155", "", (None, "oddity.bad_day", "")),
        ("7/8/23", "", (None, "oddity.ambiguous_day", "slashed")),
        ("31.02.2021", "", (None, "oddity.bad_day", "dotted")),
        ("13/28/23", "first", (None, "oddity.bad_day", "slashed")),
        ("dün", "", (None, "oddity.bad_day", "")),
        ("", "", (None, "oddity.empty", "")),
    ],
)
def test_a_day_is_read_as_its_file_writes_it(text: str, order: str, told: object) -> None:
    assert day(text, order) == told


@pytest.mark.parametrize(
    ("texts", "place"),
    [
        (["7/28/23", "1/2/23"], "first"),
        (["28/7/23", "1/2/23"], "second"),
        (["1/2/23", "08.12.2021"], ""),
        (["28/28/23"], ""),
    ],
)
def test_the_whole_file_tells_which_number_is_the_month(texts: list[str], place: str) -> None:
    assert month_place(texts) == place


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("7:27", ("07:27:00", "")),
        ("19:00:00", ("19:00:00", "")),
        ("04:02:40.097", ("04:02:40", "")),
        ("24:00", (None, "oddity.bad_time")),
        ("", (None, "oddity.empty")),
    ],
)
def test_a_time_is_read(text: str, told: object) -> None:
    assert time(text) == told
