"""The table a headless run prints: every row, in both languages, numbers as people write them."""

from dataclasses import fields, replace

import pytest

from meydan.city.words import Language
from meydan.cli.summary import Summary, table
from meydan.twin.trips import Trips

NAN = float("nan")
TRIPS = Trips(trips=120, arrived=100, never_inserted=3, delay_s=34.56, waiting_s=12.0, stops=1.25)
SUMMARY = Summary("Iğdır", "actuated", 7, 3600.0, 12.34, 11.5, 45_678, 2, TRIPS)


def cells(language: Language, summary: Summary = SUMMARY) -> list[tuple[str, str]]:
    rows = [line.rsplit("  ", 1) for line in table(summary, language).splitlines()]
    return [(label.strip(), value) for label, value in rows]


def test_every_number_of_a_run_is_told() -> None:
    told = [value for _, value in cells("en")]
    assert told == [
        "Iğdır",
        "actuated",
        "7",
        "3600",
        "12.3",
        "11.5",
        "45678",
        "2",
        "120",
        "100",
        "3",
        "34.6",
        "12",
        "1.2",
    ]
    assert len(told) == len(fields(Summary)) - 1 + len(fields(Trips))


def test_turkish_has_its_own_words_and_a_decimal_comma() -> None:
    english, turkish = cells("en"), cells("tr")
    assert [v.replace(",", ".") for _, v in turkish] == [v for _, v in english]
    assert ("Ortalama gecikme [sn/yolculuk]", "34,6") in turkish
    assert not {label for label, _ in english} & {label for label, _ in turkish}


@pytest.mark.parametrize("language", ["en", "tr"])
def test_values_stand_under_each_other(language: Language) -> None:
    lines = table(SUMMARY, language).splitlines()
    starts = {len(line) - len(line.rsplit("  ", 1)[1]) for line in lines}
    assert len(starts) == 1


def test_where_the_twin_kept_no_account_no_trips_are_told() -> None:
    assert len(cells("en", replace(SUMMARY, trips=None))) == len(fields(Summary)) - 1


def test_what_nobody_can_know_is_a_dash() -> None:
    nobody = replace(TRIPS, trips=0, delay_s=NAN, waiting_s=NAN, stops=NAN)
    assert [value for _, value in cells("tr", replace(SUMMARY, trips=nobody))][-3:] == ["–"] * 3
