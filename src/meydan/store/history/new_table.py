"""A table made junction by junction from a history: it is there, whole, when the last one is in it, or not at all."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

import duckdb

from meydan.city.errors import StoreError


class Writer(Protocol):
    """What writes rows of CSV."""

    def writerows(self, rows: Iterable[Iterable[object]], /) -> object:
        """Write some rows."""


def connect() -> duckdb.DuckDBPyConnection:
    """Return what reads a history, in the memory that one junction needs."""
    return duckdb.connect(config={"threads": 1, "memory_limit": "400MB"})


@contextmanager
def new_table(file: Path, columns: Sequence[str]) -> Iterator[tuple[duckdb.DuckDBPyConnection, Writer]]:
    """Give what reads a history and what writes a CSV with these columns, until the end of the block.

    Raises
    ------
    StoreError
        If the history cannot be read or the file cannot be written.
    """
    part = file.with_name(f".{file.name}.part")
    try:
        with part.open("w", encoding="utf-8", newline="") as out, connect() as con:
            writer = csv.writer(out, lineterminator="\n")
            writer.writerow(columns)
            yield con, writer
        part.replace(file)
    except (OSError, duckdb.Error) as error:
        raise StoreError("store.disk", error=str(error)) from error
    finally:
        part.unlink(missing_ok=True)
