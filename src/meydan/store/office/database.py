"""The one database of the office: SQLite, durable when it answers, readable by its owner only.

Every act and its line in the audit trail are one transaction: both are there, or neither.
"""

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from meydan.city.errors import StoreError, fault

FILE = "office.sqlite"
WAIT_S = 10.0  # for another process that writes, such as a command typed beside a running centre

_TABLES = """
CREATE TABLE IF NOT EXISTS people (
    name TEXT PRIMARY KEY, role TEXT NOT NULL, areas TEXT NOT NULL, disabled INTEGER NOT NULL, password TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS invitations (
    token TEXT PRIMARY KEY, name TEXT NOT NULL, until_ms INTEGER NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS sessions (
    token TEXT PRIMARY KEY, name TEXT NOT NULL REFERENCES people (name), began_ms INTEGER NOT NULL,
    seen_ms INTEGER NOT NULL, proved_ms INTEGER NOT NULL, address TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS audit (number INTEGER PRIMARY KEY, entry TEXT NOT NULL, hash TEXT NOT NULL) STRICT;
CREATE TRIGGER IF NOT EXISTS audit_is_not_changed BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;
CREATE TRIGGER IF NOT EXISTS audit_is_not_cut BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;
"""


class Database:
    """One connection, used by one thread at a time: whoever is in `write` or `read` has it alone."""

    def __init__(self, folder: Path, connection: sqlite3.Connection) -> None:
        self.folder = folder
        self._connection = connection
        self._lock = threading.Lock()

    @classmethod
    def open(cls, folder: Path) -> "Database":
        """Open the office in a folder, or begin one; nobody but the owner may read the folder's files.

        Raises
        ------
        StoreError
            If the folder cannot be used, or the file in it is no such database.
        """
        file = folder / FILE
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            if not file.exists():  # SQLite gives its other files the rights of this
                os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))  # of one in use it would drop our own locks
            file.chmod(0o600)
            connection = sqlite3.connect(file, timeout=WAIT_S, isolation_level=None, check_same_thread=False)
        except (OSError, sqlite3.Error) as error:
            raise unusable(file, error) from error
        try:
            for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "secure_delete = ON"):
                connection.execute(f"PRAGMA {pragma}")
            connection.executescript(_TABLES)
        except sqlite3.Error as error:
            connection.close()
            raise unusable(file, error) from error
        return cls(folder, connection)

    @contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """Give the connection for one transaction: all of it is durable at the end, or nothing happened.

        Raises
        ------
        StoreError
            If the disk refuses.
        """
        with self._lock:
            try:
                self._connection.execute("BEGIN IMMEDIATE")
                yield self._connection
                self._connection.execute("COMMIT")
            except sqlite3.Error as error:
                raise unusable(self.folder / FILE, error) from error
            finally:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")

    @contextmanager
    def read(self) -> Iterator[sqlite3.Connection]:
        """Give the connection for reading; StoreError if the file cannot be read."""
        with self._lock:
            try:
                yield self._connection
            except sqlite3.Error as error:
                raise unusable(self.folder / FILE, error) from error

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._connection.close()


def unusable(file: Path, error: Exception) -> StoreError:
    """Return the error for a file that cannot be used."""
    return StoreError("office.unusable", fault(file.name, 0, "store.disk", error=str(error)))
