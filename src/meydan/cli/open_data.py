"""`meydan measure import`: open data of cities into Parquet, with every oddity named."""

import argparse
import sys
from collections.abc import Iterator

from meydan.city.because import because
from meydan.city.words import Language, say
from meydan.feeds.open_data.kinds import KINDS, Source, sources
from meydan.store.open_tables import write_report, write_table

TOLD_EVERY = 100_000  # rows


def import_open_data(typed: argparse.Namespace, language: Language) -> int:
    """Bring in files of open data as typed, and tell what is odd in them; return 0."""
    kind = KINDS[typed.kind]
    found = sources(kind, typed.files)
    file = typed.into / f"{typed.kind}.parquet"
    columns = {"file": "VARCHAR", **kind.columns}
    rows = write_table(file, columns, _all_records(found, language))
    write_report(typed.into / f"{typed.kind}-oddities.json", [_report(source) for source in found])
    print(say(because("open_data.imported", rows=rows, files=len(found), file=str(file)), language))
    for source in found:
        print("\n".join(_lines(source, language)))
    return 0


def _all_records(found: list[Source], language: Language) -> Iterator[tuple[object, ...]]:
    rows = 0
    for source in found:
        for record in source.records():
            yield record
            rows += 1
            if rows % TOLD_EVERY == 0:
                told = because("open_data.progress", rows=rows, file=source.published.file.name)
                print(say(told, language), file=sys.stderr, flush=True)


def _report(source: Source) -> dict[str, object]:
    oddities = [
        {"code": odd.code, "count": odd.count, "first_lines": odd.lines, "example": odd.example}
        for odd in source.told.found.values()
    ]
    return {"file": source.published.file.name, "oddities": oddities}


def _lines(source: Source, language: Language) -> list[str]:
    """Return what is odd in a file, a line for each kind of oddity."""
    name, found = source.published.file.name, source.told.found.values()
    lines = [say(because("open_data.odd_file" if found else "open_data.sound_file", file=name), language)]
    for odd in found:
        what = say(because(odd.code), language)
        example = say(because("open_data.example", example=odd.example), language) if odd.example else ""
        at = ", ".join(map(str, odd.lines)) + (", ..." if odd.count > len(odd.lines) else "")
        told = because("open_data.oddity", count=odd.count, what=what + example, lines=at)
        lines.append(say(told, language))
    return lines
