"""Writes the morning watch: reads the days it needs of an archive, and no others."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import duckdb

from meydan.city.errors import StoreError
from meydan.report.measured import BIN_MIN, measure_junction
from meydan.report.morning import ASKED, WEEK, aged_plans, by_plan, detector_news, yesterday
from meydan.report.morning_page import Morning, morning_page
from meydan.report.quarters import quarters_of
from meydan.report.wording import Wording
from meydan.report.writing_comparison import days_between
from meydan.store.logs.local_time import bins_in
from meydan.store.logs.reading import Selection
from meydan.store.whole_file import write_whole

USUAL_DAYS = 4 * WEEK  # before the day looked at
PLAN_DAYS = 2 * WEEK  # up to it
THEN_WEEKS = 12  # earlier, if no other time is given


def last_day(selection: Selection) -> str:
    """Return the last day of which at least half of the junctions have a log as long as the day before."""
    days = sorted({part.day for parts in selection.parts.values() for part in parts})
    events = {day: sum(p.events for parts in selection.parts.values() for p in parts if p.day == day) for day in days}
    if len(days) > 1 and events[days[-1]] < 0.5 * events[days[-2]]:
        return days[-2]  # the last one has only begun
    return days[-1]


def back(day: str, days: int) -> str:
    """Return the day so many days earlier."""
    return (date.fromisoformat(day) - timedelta(days=days)).isoformat()


def usual_then(day: str) -> tuple[str, str]:
    """Return the two weeks that plans are compared with, if nobody says when they were new."""
    end = back(day, THEN_WEEKS * WEEK)
    return back(end, PLAN_DAYS - 1), end


def look_at(selection: Selection, day: str, then: tuple[str, str]) -> Morning:
    """Return what there is to tell of a day.

    Raises
    ------
    StoreError
        If a part cannot be read, or no junction has a log of that day.
    """
    recent = days_between(back(day, USUAL_DAYS), day)
    old = days_between(*then)
    days = tuple(sorted({*recent, *old}))
    now = recent[-PLAN_DAYS:]
    wanted = _of_days(selection, days)
    heard = [j for j, parts in wanted.parts.items() if any(part.day == day for part in parts)]
    if not heard:
        raise StoreError("store.nothing_selected", folder=str(selection.folder))
    bins = bins_in(wanted.zone, BIN_MIN, wanted.first_ms, wanted.last_ms)
    junctions, news, plans = [], [], []
    try:
        with duckdb.connect(config={"threads": 1, "memory_limit": "400MB"}) as con:
            for junction in heard:
                measured = measure_junction(con, wanted, junction, bins, ASKED)
                quarters = quarters_of(measured, bins, days)
                junctions.append(yesterday(quarters_of(measured, bins, recent), day))
                news += detector_news(measured, bins, recent[-WEEK - 1 :])
                plans += by_plan(quarters, measured, bins)
    except (OSError, duckdb.Error) as error:
        raise StoreError("store.disk", error=str(error)) from error
    comparison, worse = aged_plans(plans, old, now)
    lately = {part.junction for parts in wanted.parts.values() for part in parts if part.day in recent[-WEEK - 1 :]}
    without = sorted(lately - set(heard))
    return Morning(day, junctions, without, news, (old[0], old[-1]), (now[0], now[-1]), comparison, worse)


def write_morning(found: Morning, zone: str, into: Path, tell: Wording) -> Path:
    """Write the page; return its file.

    Raises
    ------
    StoreError
        If it cannot be written.
    """
    file = into / f"morning-{found.day}.html"
    try:
        into.mkdir(parents=True, exist_ok=True)
        write_whole(file, morning_page(found, zone, tell).encode())
    except OSError as error:
        raise StoreError("store.disk", error=str(error)) from error
    return file


def _of_days(selection: Selection, days: Sequence[str]) -> Selection:
    parts = {j: [p for p in some if p.day in set(days)] for j, some in selection.parts.items()}
    kept = {junction: some for junction, some in parts.items() if some}
    if not kept:
        raise StoreError("store.nothing_selected", folder=str(selection.folder))
    return replace(selection, parts=kept)
