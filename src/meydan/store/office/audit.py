"""The audit trail: which person did what, from where, why. Append-only, each entry chained to the one before it.

`hash = SHA-256(hash before + canonical JSON)`. Editing, deleting or reordering breaks the chain; cutting the end off is
seen by whoever kept an earlier head, the number and hash of the last entry, somewhere else.
"""

import hashlib
import sqlite3
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import msgspec

from meydan.city.instant import Instant
from meydan.store.office.database import FILE, Database, unusable

FIRST = "0" * 64  # stands before the first entry
NOBODY = "-"


@dataclass(frozen=True, slots=True)
class Entry:
    """One act: when, who, from which address, what, on what, and what else belongs to it."""

    t: Instant
    person: str
    address: str
    act: str
    subject: str
    detail: dict[str, str]


@dataclass(frozen=True, slots=True)
class Numbered:
    """An entry as it stands in the trail."""

    number: int
    entry: Entry
    hash: str


@dataclass(frozen=True, slots=True)
class Head:
    """The last entry of a trail: what to keep elsewhere, for it betrays a trail that was cut."""

    number: int
    hash: str


@dataclass(frozen=True, slots=True)
class Search:
    """What to look for; "" and None mean anything. `text` is found in subject and detail, in any case."""

    person: str = ""
    act: str = ""
    text: str = ""
    since: Instant | None = None
    until: Instant | None = None
    before: int | None = None
    most: int = 100


def canonical(entry: Entry) -> str:
    """Return an entry as the text that is hashed: JSON with sorted keys and no spaces."""
    return msgspec.json.encode(asdict(entry), order="sorted").decode()


def chained(before: str, text: str) -> str:
    """Return the hash of an entry's text, chained to the hash before it."""
    return hashlib.sha256((before + text).encode()).hexdigest()


def append(connection: sqlite3.Connection, entry: Entry) -> Head:
    """Add an entry inside the transaction of the act it tells of, and return the new head."""
    last = head_of(connection)
    text = canonical(entry)
    new = Head(last.number + 1, chained(last.hash, text))
    connection.execute("INSERT INTO audit VALUES (?, ?, ?)", (new.number, text, new.hash))
    return new


def head_of(connection: sqlite3.Connection) -> Head:
    """Return the head of the trail."""
    row = connection.execute("SELECT number, hash FROM audit ORDER BY number DESC LIMIT 1").fetchone()
    return Head(*row) if row else Head(0, FIRST)


def search(office: Database, wanted: Search) -> list[Numbered]:
    """Return the entries that fit, newest first, at most `wanted.most`."""
    found: list[Numbered] = []
    with office.read() as connection:
        rows = connection.execute(
            "SELECT number, entry, hash FROM audit WHERE ? IS NULL OR number < ? ORDER BY number DESC",
            (wanted.before, wanted.before),
        )
        for number, text, hashed in rows:
            entry = msgspec.json.decode(text, type=Entry)
            if _fits(entry, wanted):
                found.append(Numbered(number, entry, hashed))
                if len(found) == wanted.most:
                    break
    return found


def _fits(entry: Entry, wanted: Search) -> bool:
    told = "\n".join((entry.subject, *entry.detail.values())).casefold()
    return (
        wanted.person in ("", entry.person)
        and wanted.act in ("", entry.act)
        and wanted.text.casefold() in told
        and (wanted.since is None or entry.t >= wanted.since)
        and (wanted.until is None or entry.t < wanted.until)
    )


@dataclass(frozen=True, slots=True)
class Verified:
    """What came of a check: how many entries fit, and the number at which the trail is broken (None: nowhere).

    `missing` are kept heads that the trail does not contain.
    """

    entries: int
    head: Head
    broken_at: int | None
    missing: tuple[Head, ...]


def verify(folder: Path, kept: tuple[Head, ...] = ()) -> Verified:
    """Check a trail against itself and against heads that were kept elsewhere; nothing is written.

    Raises
    ------
    StoreError
        If the file cannot be read.
    """
    file = folder / FILE
    last, broken_at, known = Head(0, FIRST), None, {Head(0, FIRST)}
    try:
        connection = sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)
        try:
            for number, text, hashed in _rows(connection):
                if number != last.number + 1 or hashed != chained(last.hash, text):
                    broken_at = last.number + 1
                    break
                last = Head(number, hashed)
                known.add(last)
        finally:
            connection.close()
    except sqlite3.Error as error:
        raise unusable(file, error) from error
    return Verified(last.number, last, broken_at, tuple(head for head in kept if head not in known))


def _rows(connection: sqlite3.Connection) -> Iterator[tuple[int, str, str]]:
    yield from connection.execute("SELECT number, entry, hash FROM audit ORDER BY number")
