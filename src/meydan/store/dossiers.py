"""The dossier of a package in the city that adopts it: one line for each step, and the evidence of each beside it.

The audit trail is the record, for nobody can change it without being seen. `dossier.jsonl` is its copy for reading and
for git, each line with the number and the hash of the entry it copies; whoever changes, drops or reorders a line is
found by comparing the two.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from meydan.city.errors import StoreError, fault
from meydan.store.office.audit import Entry, Head, append, verify
from meydan.store.office.database import Database
from meydan.store.trust_map import FOLDER as EXCHANGE
from meydan.store.trust_map import made_folder
from meydan.store.whole_file import write_whole

FOLDER, FILE = "dossiers", "dossier.jsonl"
ACT, AGREED = "exchange_step", "exchange_agreed"
RECORD = "record"  # where an entry's detail holds the step, as canonical JSON


@dataclass(frozen=True, slots=True)
class Line:
    """One step as it stands in the trail: the entry's number and hash, and the record's text."""

    head: Head
    text: str


def dossier_folder(home: Path, place: str) -> Path:
    """Return the folder of what is known of the package published at a place, such as `izmir/corridor-1.0.0.meydan`."""
    return home / EXCHANGE / FOLDER / place.removesuffix(".meydan")


def list_places(office: Database) -> list[str]:
    """Return the places of all packages that have a dossier, in order of their names."""
    with office.read() as connection:
        return sorted({entry.subject for _, entry, _ in _entries(connection)})


def read_lines(office: Database, home: Path, place: str) -> list[Line]:
    """Return the steps of a package, in order.

    Raises
    ------
    StoreError
        If the audit trail is broken, or the dossier says something else than the trail.
    """
    checked = verify(office.folder)
    if checked.broken_at is not None:
        raise StoreError("life.broken_trail", number=checked.broken_at, folder=str(office.folder))
    with office.read() as connection:
        lines = [
            Line(Head(number, hashed), entry.detail[RECORD])
            for number, entry, hashed in _entries(connection)
            if entry.subject == place
        ]
    _compare(dossier_folder(home, place), lines)
    return lines


def append_line(office: Database, home: Path, place: str, text: str, by: Sequence[Entry], after: int) -> None:
    """Put a step into the trail with those who agreed to it, in one transaction, then into the dossier.

    Parameters
    ----------
    by
        What the trail says of each person; the first one's entry holds the record.
    after
        How many steps there were when it was decided.

    Raises
    ------
    StoreError
        If somebody else took a step meanwhile, or the disk refuses.
    """
    first, *others = by
    first.detail[RECORD] = text
    with office.write() as connection:
        if sum(entry.subject == place for _, entry, _ in _entries(connection)) != after:
            raise StoreError("life.changed_meanwhile", place=place)
        append(connection, first)
        for entry in others:
            append(connection, entry)
    read_lines(office, home, place)  # a kill between the two leaves a line short, and that is written now or later


def _compare(folder: Path, lines: Sequence[Line]) -> None:
    """Hold the dossier against the trail: what it does not have yet is written, anything else is told."""
    expected = [_as_text(line) for line in lines]
    file = folder / FILE
    try:
        found = _lines(file.read_text(encoding="utf-8")) if file.exists() else []
        for number, text in enumerate(found, start=1):
            if number > len(expected) or text != expected[number - 1]:
                raise StoreError("life.changed_dossier", fault(str(file), number, "life.changed_line"))
        if len(found) < len(expected):
            if found and len(found) < len(expected) - 1:
                raise StoreError("life.changed_dossier", fault(str(file), len(found) + 1, "life.changed_line"))
            write_whole(made_folder(folder) / FILE, "".join(expected).encode())
    except (OSError, UnicodeDecodeError) as error:
        raise StoreError("life.unusable", fault(str(file), 0, "store.disk", error=str(error))) from error


def _lines(text: str) -> list[str]:
    """Return lines with their ends; a partner's words may hold other characters that `splitlines` takes for an end."""
    *whole, rest = text.split("\n")
    return [line + "\n" for line in whole] + ([rest] if rest else [])


def _as_text(line: Line) -> str:
    told = {"audit": f"{line.head.number}:{line.head.hash}", RECORD: msgspec.Raw(line.text.encode())}
    return msgspec.json.encode(told).decode() + "\n"


def _entries(connection: sqlite3.Connection) -> Iterable[tuple[int, Entry, str]]:
    rows = connection.execute("SELECT number, entry, hash FROM audit ORDER BY number")
    for number, text, hashed in rows:
        entry = msgspec.json.decode(text, type=Entry)
        if entry.act == ACT:
            yield number, entry, hashed
