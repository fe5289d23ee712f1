"""The calendar of a city: read whole, or refused with every fault and its line."""

from datetime import date
from pathlib import Path

import pytest

from meydan.city.errors import CityError
from meydan.store.history.day_calendar import read_calendar

EPOCH = date(1970, 1, 1)

SOUND = """
[[holidays]]
name = "Cumhuriyet Bayramı"
every = "10-29"
[[holidays]]
name = "Ramazan Bayramı"
dates = ["2026-03-20", "2026-03-21"]
[[school_free]]
name = "Yarıyıl tatili"
from = "2026-01-19"
to = "2026-01-30"
"""


@pytest.mark.parametrize(
    ("day", "kind"),
    [
        (date(2026, 10, 29), "holiday"),
        (date(2031, 10, 29), "holiday"),
        (date(2026, 3, 21), "holiday"),
        (date(2026, 3, 23), "workday"),
        (date(2026, 1, 19), "school_free"),
        (date(2026, 1, 30), "school_free"),
        (date(2026, 1, 31), "saturday"),
    ],
)
def test_days_have_the_types_that_the_file_says(day: date, kind: str, tmp_path: Path) -> None:
    (tmp_path / "c.toml").write_text(SOUND, encoding="utf-8")
    assert read_calendar(tmp_path / "c.toml").day_type((day - EPOCH).days) == kind


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ('[[holidays]]\nname = "x"\nevery = "02-30"\ndates = ["2026-02-29"]', {("city.no_day", 3), ("city.no_day", 4)}),
        ('[[school_free]]\nname = "x"\nfrom = "2026-02-02"\nto = "2026-02-01"', {("calendar.bad_span", 4)}),
        (
            '[[holidays]]\nevery = "1-1"\ndays = []',
            {("city.missing_key", 1), ("city.want_like", 2), ("city.unknown_key", 3)},
        ),
        ("[[holidays", {("city.not_toml", 0)}),
    ],
)
def test_every_fault_of_a_calendar_is_told_with_its_line(text: str, codes: set[object], tmp_path: Path) -> None:
    (tmp_path / "c.toml").write_text(text, encoding="utf-8")
    with pytest.raises(CityError) as refused:
        read_calendar(tmp_path / "c.toml")
    assert {(fault.what.code, fault.line) for fault in refused.value.faults} == codes


def test_a_calendar_that_is_not_there_or_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "c.toml").write_bytes(b"\xff\xfe")
    for file in (tmp_path / "c.toml", tmp_path / "none.toml"):
        with pytest.raises(CityError, match=r"calendar\.refused"):
            read_calendar(file)
