"""`meydan measure report`, `compare`, `morning`: pages about measures that people read and keep."""

import argparse
from pathlib import Path

from meydan.centre.measures import ALL, find_measures
from meydan.city.because import because
from meydan.city.errors import StoreError
from meydan.city.words import Language, say
from meydan.cli.engines import threads_or_machines
from meydan.report.measured import BIN_MIN
from meydan.report.wording import Wording
from meydan.report.writing import TABLES, write_parquet, write_reports
from meydan.report.writing_comparison import PAGE, compare_selection, days_between, write_comparison
from meydan.report.writing_corridor import write_corridor
from meydan.report.writing_morning import last_day, look_at, usual_then, write_morning
from meydan.store.engine.engine import Engine
from meydan.store.logs.corridor_file import read_corridor
from meydan.store.logs.measuring import Asked, measure_all
from meydan.store.logs.reading import Selection, select
from meydan.store.logs.rows_as_text import FIRST


def report(typed: argparse.Namespace, language: Language) -> int:
    """Write pages and tables, as typed; return 0."""
    tell = Wording(typed.language or language)
    corridor = None if typed.corridor is None else read_corridor(typed.corridor)
    along = [stop.junction for stop in corridor.stops] if corridor else []
    junctions = sorted({*typed.junctions, *along}) if typed.junctions else along
    selection = select(typed.archive, junctions, typed.since, typed.until)
    with threads_or_machines(typed, 1, [selection.folder]) as engine:
        pages = list(write_reports(selection, typed.into, tell, engine))
        if corridor is not None:
            pages.append(write_corridor(selection, corridor, typed.into, tell))
        files = _write_tables(selection, typed.into / TABLES, engine)
    told = because("terminal.report_written", pages=len(pages), tables=len(files), folder=str(typed.into))
    print(say(told, language))
    return 0


def _write_tables(selection: Selection, into: Path, engine: Engine) -> dict[str, Path]:
    """Write every measure as CSV and Parquet; return the CSV files."""
    try:
        into.mkdir(exist_ok=True)
    except OSError as error:
        raise StoreError("store.disk", error=str(error)) from error
    asked = Asked(find_measures([ALL]), BIN_MIN, "meydan")
    files = {name: into / f"{name}.csv" for name in asked.measures}
    measure_all(selection, asked, files, engine)
    write_parquet(list(files.values()), FIRST)
    return files


def compare_periods(typed: argparse.Namespace, language: Language) -> int:
    """Write what changed between two times, as typed; return 0, or 1 if nothing could be compared."""
    first, last = min(typed.before[0], typed.after[0]), max(typed.before[1], typed.after[1])
    selection = select(typed.archive, typed.junctions, first, last)
    found = compare_selection(selection, days_between(*typed.before), days_between(*typed.after), typed.exclude)
    write_comparison(found, selection.zone, typed.into, Wording(typed.language or language))
    verdicts = [row.verdict for row in found.rows]
    told = because(
        "terminal.compare_written",
        page=str(typed.into / PAGE),
        folder=str(typed.into / TABLES),
        junctions=len(found.junctions),
        better=verdicts.count("better"),
        worse=verdicts.count("worse"),
    )
    print(say(told, language))
    return 0 if found.rows else 1


def watch(typed: argparse.Namespace, language: Language) -> int:
    """Write what is to be looked at in the morning, as typed; return 0."""
    selection = select(typed.archive, typed.junctions)
    looked_at = typed.day or last_day(selection)
    found = look_at(selection, looked_at, typed.since or usual_then(looked_at))
    file = write_morning(found, selection.zone, typed.into, Wording(typed.language or language))
    plans = len({row.junction for row in found.worse})
    told = because("terminal.morning_written", file=str(file), detectors=len(found.news), plans=plans)
    print(say(told, language))
    return 0
