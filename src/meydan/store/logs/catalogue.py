"""The one catalogue of an archive: its zone, its detectors, and which file holds which junction's day.

A file that the catalogue does not name is not there: an ingest writes its files under new names and is done when the
catalogue says so, all at once.
"""

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from meydan.city.errors import StoreError, fault
from meydan.measure.junction_log import Detector

FILE = "catalogue.sqlite"
_WAIT_S = 10.0
_TABLES = """
CREATE TABLE IF NOT EXISTS archive (zone TEXT NOT NULL, made INTEGER NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS parts (
    junction TEXT NOT NULL, day TEXT NOT NULL, file TEXT NOT NULL, events INTEGER NOT NULL,
    first_ms INTEGER NOT NULL, last_ms INTEGER NOT NULL, bytes INTEGER NOT NULL, PRIMARY KEY (junction, day)
) STRICT;
CREATE TABLE IF NOT EXISTS detectors (
    junction TEXT NOT NULL, phase INTEGER NOT NULL, channel INTEGER NOT NULL, function TEXT NOT NULL,
    PRIMARY KEY (junction, phase, channel, function)
) STRICT;
"""
_ADDED_LATER = {
    "movement": "TEXT NOT NULL DEFAULT ''",
    "lane": "INTEGER NOT NULL DEFAULT 0",
    "distance_m": "REAL NOT NULL DEFAULT 0",
    "opposed_by": "INTEGER NOT NULL DEFAULT 0",
    "other_direction": "INTEGER NOT NULL DEFAULT 0",
}


@dataclass(frozen=True, slots=True)
class Part:
    """One junction's local day: its file, beside the catalogue, and what it holds [ms since 1970, bytes]."""

    junction: str
    day: str
    file: str
    events: int
    first_ms: int
    last_ms: int
    bytes: int


class Catalogue:
    """One connection to the catalogue of an archive."""

    def __init__(self, folder: Path, connection: sqlite3.Connection) -> None:
        self.folder = folder
        self._connection = connection

    def close(self) -> None:
        """Close it."""
        self._connection.close()

    @property
    def zone(self) -> str | None:
        """The zone of the archive's days, once anything is in it."""
        row = self._connection.execute("SELECT zone FROM archive").fetchone()
        return None if row is None else str(row[0])

    def parts(self, junctions: Iterable[str] | None = None) -> list[Part]:
        """Return the parts of some junctions, or of all, by junction and day."""
        rows = self._connection.execute("SELECT * FROM parts ORDER BY junction, day").fetchall()
        wanted = None if junctions is None else set(junctions)
        return [Part(*row) for row in rows if wanted is None or row[0] in wanted]

    def find_part(self, junction: str, day: str) -> Part | None:
        """Return one part, or None."""
        row = self._connection.execute("SELECT * FROM parts WHERE junction = ? AND day = ?", (junction, day)).fetchone()
        return None if row is None else Part(*row)

    def detectors(self) -> dict[str, list[Detector]]:
        """Return the detectors of each junction that has any, by channel."""
        found: dict[str, list[Detector]] = {}
        rows = self._connection.execute(
            "SELECT junction, channel, phase, function, movement, lane, distance_m, opposed_by, other_direction "
            "FROM detectors ORDER BY junction, channel, phase, function"
        )
        for junction, *values in rows:
            found.setdefault(junction, []).append(Detector(*values))
        return found

    @contextmanager
    def change(self) -> Iterator[int]:
        """Hold the archive for one change, all of which is durable at the end, or nothing; yield its number.

        Raises
        ------
        StoreError
            If somebody else is changing the archive, or the disk refuses.
        """
        try:
            self._connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            raise StoreError("store.archive_busy", folder=str(self.folder)) from error
        try:
            row = self._connection.execute("SELECT made FROM archive").fetchone()
            number = 1 if row is None else int(row[0]) + 1
            yield number
            self._connection.execute("UPDATE archive SET made = ?", (number,))
            self._connection.execute("COMMIT")
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise

    def begin(self, zone: str) -> None:
        """Set the zone of an archive that has none, within a change."""
        self._connection.execute("INSERT INTO archive VALUES (?, 0)", (zone,))

    def put(self, part: Part) -> None:
        """Name a part in place of any other of its junction and day, within a change."""
        values = (part.junction, part.day, part.file, part.events, part.first_ms, part.last_ms, part.bytes)
        self._connection.execute("INSERT OR REPLACE INTO parts VALUES (?, ?, ?, ?, ?, ?, ?)", values)

    def remove(self, part: Part) -> None:
        """Name a part no longer, within a change."""
        self._connection.execute("DELETE FROM parts WHERE junction = ? AND day = ?", (part.junction, part.day))

    def replace_detectors(self, detectors: dict[str, list[Detector]]) -> None:
        """Set the detectors of some junctions, within a change; other junctions keep theirs."""
        self._connection.executemany(
            "DELETE FROM detectors WHERE junction = ?", [(junction,) for junction in detectors]
        )
        rows = [
            (
                *(junction, d.phase, d.channel, d.function),
                *(d.movement, d.lane, d.distance_m, d.opposed_by, d.other_direction),
            )
            for junction, some in detectors.items()
            for d in some
        ]
        self._connection.executemany(
            "INSERT OR IGNORE INTO detectors "
            "(junction, phase, channel, function, movement, lane, distance_m, opposed_by, other_direction) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            rows,
        )

    def sweep(self) -> None:
        """Delete the files that no part names, within a change: replaced ones, and those of a change that failed."""
        named = {part.file for part in self.parts()}
        for file in self.folder.glob("junction=*/*"):
            if str(file.relative_to(self.folder)) not in named:
                file.unlink()


def open_catalogue(folder: Path, *, make: bool = False) -> Catalogue:
    """Open the catalogue of an archive, or begin one.

    Raises
    ------
    StoreError
        If there is no archive and none is to be made, or the folder cannot be used.
    """
    file = folder / FILE
    if not make and not file.is_file():
        raise StoreError("store.no_log_archive", folder=str(folder))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(file, timeout=_WAIT_S, isolation_level=None, check_same_thread=False)
        for pragma in ("journal_mode = WAL", "synchronous = FULL"):
            connection.execute(f"PRAGMA {pragma}")
        connection.executescript(_TABLES)
        _add_columns(connection)
    except (OSError, sqlite3.Error) as error:
        raise StoreError("store.archive_unusable", fault(str(file), 0, "store.disk", error=str(error))) from error
    return Catalogue(folder, connection)


def _add_columns(connection: sqlite3.Connection) -> None:
    """Give the detectors the columns that came later; an archive may have been made before them."""
    if _missing(connection):
        connection.execute("BEGIN IMMEDIATE")
        for column in _missing(connection):
            connection.execute(f"ALTER TABLE detectors ADD COLUMN {column} {_ADDED_LATER[column]}")
        connection.execute("COMMIT")


def _missing(connection: sqlite3.Connection) -> list[str]:
    known = {row[1] for row in connection.execute("PRAGMA table_info(detectors)")}
    return [column for column in _ADDED_LATER if column not in known]


def folder_of(junction: str) -> str:
    """Return the folder of a junction's parts; any name makes a sound one."""
    return f"junction={quote(junction, safe='')}"


def sync(file: Path) -> None:
    """Have a file on the disk before anything names it."""
    with file.open("rb+") as written:
        os.fsync(written.fileno())
