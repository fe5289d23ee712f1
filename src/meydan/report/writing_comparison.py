"""Writes a comparison before and after into a folder: a page, and what it says as CSV and Parquet."""

import csv
import io
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import duckdb

from meydan.city.errors import StoreError
from meydan.report.comparison import Comparison, compare
from meydan.report.comparison_page import comparison_page
from meydan.report.measured import BIN_MIN, measure_junction
from meydan.report.quarters import Quarters, quarters_of
from meydan.report.wording import Wording
from meydan.report.writing import TABLES, write_parquet
from meydan.store.logs.local_time import bins_in
from meydan.store.logs.reading import Selection
from meydan.store.whole_file import write_whole

PAGE = "before-after.html"


def days_between(first: str, last: str) -> tuple[str, ...]:
    """Return every day from the first to the last, both included."""
    begin = date.fromisoformat(first)
    count = (date.fromisoformat(last) - begin).days + 1
    return tuple((begin + timedelta(days=place)).isoformat() for place in range(count))


def compare_selection(
    selection: Selection, before: Sequence[str], after: Sequence[str], excluded: Sequence[str]
) -> Comparison:
    """Compare the days of a selection, junction by junction.

    Raises
    ------
    StoreError
        If a part cannot be read.
    """
    return compare(quarters_in(selection, (*before, *after)), before, after, excluded)


def quarters_in(selection: Selection, days: tuple[str, ...]) -> list[Quarters]:
    """Return the sums of some days of each junction of a selection; StoreError if a part cannot be read."""
    bins = bins_in(selection.zone, BIN_MIN, selection.first_ms, selection.last_ms)
    try:
        with duckdb.connect(config={"threads": 1, "memory_limit": "400MB"}) as con:
            every = selection.parts
            return [quarters_of(measure_junction(con, selection, name, bins), bins, days) for name in every]
    except (OSError, duckdb.Error) as error:
        raise StoreError("store.disk", error=str(error)) from error


def write_comparison(comparison: Comparison, zone: str, into: Path, tell: Wording) -> list[Path]:
    """Write the page and the tables of a comparison; return the files.

    Raises
    ------
    StoreError
        If a file cannot be written.
    """
    try:
        tables = into / TABLES
        tables.mkdir(parents=True, exist_ok=True)
        write_whole(into / PAGE, comparison_page(comparison, zone, tell).encode())
        files = [tables / "differences.csv", tables / "days.csv"]
        for file, text in zip(files, (_differences(comparison), _days(comparison)), strict=True):
            write_whole(file, text.encode())
    except OSError as error:
        raise StoreError("store.disk", error=str(error)) from error
    return [into / PAGE, *files, *write_parquet(files)]


def _differences(comparison: Comparison) -> str:
    rows: list[list[object]] = [
        [
            "junction",
            "measure",
            "before",
            "after",
            "difference",
            "low",
            "high",
            "p",
            "days_before",
            "days_after",
            "verdict",
        ]
    ]
    for row in comparison.rows:
        one = row.difference
        values = [f"{v:.6g}" for v in (one.before, one.after, one.value, one.low, one.high, one.p)]
        sizes = [sum(sides[side].size for sides in row.days.values()) for side in (0, 1)]
        rows.append([row.junction, row.measure, *values, *sizes, row.verdict])
    return _csv(rows)


def _days(comparison: Comparison) -> str:
    rows: list[list[object]] = [["junction", "measure", "side", "day", "type", "value"]]
    for row in comparison.rows:
        for kind, sides in row.days.items():
            for side, values, dates in zip(("before", "after"), sides, row.dates[kind], strict=True):
                for day, value in zip(dates, values.tolist(), strict=True):
                    rows.append([row.junction, row.measure, side, day, kind, f"{value:.6g}"])
    return _csv(rows)


def _csv(rows: Sequence[Sequence[object]]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()
