"""`meydan measure report`: pages about measures that people read and keep."""

import argparse

from meydan.centre.measures import ALL, find_measures
from meydan.city.because import because
from meydan.city.errors import StoreError
from meydan.city.words import Language, say
from meydan.report.measured import BIN_MIN
from meydan.report.wording import Wording
from meydan.report.writing import TABLES, write_parquet, write_reports
from meydan.store.logs.measuring import Asked, measure_all
from meydan.store.logs.reading import select


def report(typed: argparse.Namespace, language: Language) -> int:
    """Write pages and tables, as typed; return 0."""
    selection = select(typed.archive, typed.junctions, typed.since, typed.until)
    pages = list(write_reports(selection, typed.into, Wording(typed.language or language)))
    tables = typed.into / TABLES
    try:
        tables.mkdir(exist_ok=True)
    except OSError as error:
        raise StoreError("store.disk", error=str(error)) from error
    asked = Asked(find_measures([ALL]), BIN_MIN, "meydan")
    files = {name: tables / f"{name}.csv" for name in asked.measures}
    measure_all(selection, asked, files, 1)
    write_parquet(list(files.values()))
    told = because("terminal.report_written", pages=len(pages), tables=len(files), folder=str(typed.into))
    print(say(told, language))
    return 0
