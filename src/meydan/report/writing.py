"""Writes the reports of an archive into a folder: a page for the city, one for each junction, and the tables."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import duckdb

from meydan.city.errors import StoreError
from meydan.measure.bins import Bins
from meydan.report.city_page import Standing, city_page
from meydan.report.junction_page import Shown, junction_page
from meydan.report.measured import BIN_MIN, coverage_of, measure_junction, whole
from meydan.report.wording import Wording
from meydan.store.engine.engine import Engine, in_order
from meydan.store.logs.catalogue import Part
from meydan.store.logs.incoming import quoted
from meydan.store.logs.local_time import bins_in
from meydan.store.logs.reading import Selection, of_each, read_junction
from meydan.store.whole_file import write_whole

CITY = "city.html"
TABLES = "tables"
PLAIN = " -_."  # beside letters and digits, in names of files
NEARLY = 0.9  # of the events of the fullest day: as good as a full day


def write_reports(selection: Selection, into: Path, tell: Wording, engine: Engine) -> Iterator[Path]:
    """Write a page for each junction, then, of several, that of the city; yield each file when it is there.

    Raises
    ------
    StoreError
        If a part cannot be read, a file cannot be written, or the engine is lost.
    """
    bins = bins_in(selection.zone, BIN_MIN, selection.first_ms, selection.last_ms)
    standings = []
    try:
        into.mkdir(parents=True, exist_ok=True)
        days = days_of(selection)
        tasks = (_Task(one, junction, bins, days, tell) for junction, one in of_each(selection))
        for task, (standing, text) in in_order(engine, tasks, _junction):
            file = into / f"junction-{plain(task.junction)}.html"
            write_whole(file, text.encode())
            standings.append(standing)
            yield file
        if len(standings) > 1:
            text = city_page(standings, tell.days(*days), selection.zone, tell)
            write_whole(into / CITY, text.encode())
            yield into / CITY
    except (OSError, duckdb.Error) as error:
        raise StoreError("store.disk", error=str(error)) from error


def write_parquet(files: Sequence[Path], text: Sequence[str] = ("junction",)) -> list[Path]:
    """Write tables of CSV once more as Parquet, beside them; some columns are text whatever they look like.

    Raises
    ------
    StoreError
        If a file cannot be written.
    """
    written = [file.with_suffix(".parquet") for file in files]
    types = ", ".join(f"{quoted(column)}: 'VARCHAR'" for column in text)
    try:
        with duckdb.connect(config={"threads": 1, "memory_limit": "400MB"}) as con:
            for csv, parquet in zip(files, written, strict=True):
                part = parquet.with_name(f".{parquet.name}.part")
                read = f"read_csv({quoted(str(csv))}, types = {{{types}}})"
                con.execute(f"COPY (SELECT * FROM {read}) TO {quoted(str(part))} (FORMAT parquet, COMPRESSION zstd)")  # noqa: S608
                part.replace(parquet)
    except (OSError, duckdb.Error) as error:
        raise StoreError("store.disk", error=str(error)) from error
    return written


def days_of(selection: Selection) -> tuple[str, str]:
    """Return the first and the last local day of a selection."""
    days = [part.day for parts in selection.parts.values() for part in parts]
    return min(days), max(days)


def full_day(parts: list[Part]) -> Part:
    """Return the last day with nearly as many events as the fullest."""
    most = max(part.events for part in parts)
    return next(part for part in reversed(parts) if part.events >= NEARLY * most)


@dataclass(frozen=True, slots=True)
class _Task:
    """One junction whose page is to be written, and the first and the last day of all."""

    selection: Selection
    junction: str
    bins: Bins
    days: tuple[str, str]
    tell: Wording


def _junction(task: _Task) -> tuple[Standing, str]:
    selection, junction, bins, tell = task.selection, task.junction, task.bins, task.tell
    with duckdb.connect(config={"threads": 1, "memory_limit": "400MB"}) as con:
        measured = measure_junction(con, selection, junction, bins)
        day = full_day(selection.parts[junction])
        log = read_junction(con, selection, junction, [day])
    shown = Shown(*task.days, selection.first_ms, selection.last_ms, day.day, selection.zone)
    covered = coverage_of(measured, bins, selection.first_ms, selection.last_ms)
    standing = Standing(measured, whole(measured), covered, quote(f"junction-{plain(junction)}.html"))
    return standing, junction_page(measured, log, shown, bins, tell)


def plain(name: str) -> str:
    """Return a name as a part of the name of a file; two names never become one."""
    return "".join(c if c.isalnum() or c in PLAIN else quote(c, safe="") for c in name)
