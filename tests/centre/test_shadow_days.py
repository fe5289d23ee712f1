"""A shadow's days: each says how much of its window was heard, on a street of the day and on a twin of the scenario."""

from dataclasses import replace
from pathlib import Path

import pytest

from meydan.centre.board import Record
from meydan.centre.shadow_days import ShadowDays
from meydan.city.city import City, Twin
from meydan.city.events import RunStarted, Tick
from meydan.city.instant import Instant, later
from meydan.control import fixed_time
from meydan.store.shadow_days import list_shadow_files, read_shadow
from tests.paper_street import OFFSET_S, START, city, started

DAY_S = 86_400
MIDNIGHT = Instant((START // 1000 + OFFSET_S) // DAY_S * DAY_S * 1000 - OFFSET_S * 1000)
OVER_MIDNIGHT = Twin("x.net.xml", (), (), DAY_S - 40.0, DAY_S + 60.0, "2026-03-03")


def ticks(since: Instant, seconds: int, step_s: int = 1) -> list[Record]:
    return [Tick(later(since, s), OFFSET_S) for s in range(0, seconds + 1, step_s)]


def documents(log: Path, of: City, run: RunStarted, records: list[Record]) -> list[tuple[str, float, float]]:
    """Live through a run; return day, window and coverage of each document."""
    days = ShadowDays(log, of, fixed_time, "fixed_time", "sha256:0")
    for record in (run, *records):
        days.take(record)
    days.keep()
    found = [document for file in list_shadow_files(log) if (document := read_shadow(file))]
    return [(one["day"], one["window_s"], one["coverage"]) for one in found]


def test_ten_minutes_of_a_day_in_the_street_are_ten_minutes_of_a_day(tmp_path: Path) -> None:
    run = replace(started(), t=MIDNIGHT, on_street=True)
    ((_, window_s, coverage),) = documents(tmp_path, city(), run, ticks(MIDNIGHT, 600))
    assert window_s == DAY_S
    assert coverage == pytest.approx(600 / DAY_S)


def test_a_day_in_the_street_turns_at_midnight_and_holes_do_not_count(tmp_path: Path) -> None:
    begin = later(MIDNIGHT, -3600)
    run = replace(started(), t=begin, on_street=True)
    heard = [*ticks(begin, 3600 - 10, 10), *ticks(MIDNIGHT, 600, 10), *ticks(later(MIDNIGHT, 1200), 600, 10)]
    before, after = documents(tmp_path, replace(city(), twin=OVER_MIDNIGHT), run, heard)
    assert (before[1], after[1]) == (DAY_S, DAY_S)
    assert before[2] == pytest.approx(3590 / DAY_S)
    assert after[2] == pytest.approx(1210 / DAY_S)


def test_a_twin_day_is_its_scenario_also_over_midnight_and_another_begins_after_it(tmp_path: Path) -> None:
    run = replace(started(), t=later(MIDNIGHT, -40), on_street=False)
    twin = replace(city(), twin=OVER_MIDNIGHT)
    assert [found[1:] for found in documents(tmp_path, twin, run, ticks(run.t, 99))] == [(100.0, 0.99)]
    first, second = documents(tmp_path / "longer", twin, run, ticks(run.t, 150))
    assert first[1:] == (100.0, 0.99)
    assert second[2] == pytest.approx(0.51)
