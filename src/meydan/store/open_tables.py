"""Tables of open data as Parquet, written whole or not at all."""

import json
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from pathlib import Path

import duckdb
import numpy as np

from meydan.city.errors import StoreError
from meydan.store.logs.catalogue import sync
from meydan.store.logs.incoming import quoted, sql_name

ROWS_AT_ONCE = 50_000


def write_table(file: Path, columns: Mapping[str, str], records: Iterable[tuple[object, ...]]) -> int:
    """Write records as Parquet with columns of these SQL types; return how many.

    A value is None or what its type is made of when written as text.

    Raises
    ------
    StoreError
        If the disk refuses.
    """
    part = file.with_name(f".{file.name}.part")
    waiting, rows = iter(records), 0
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with duckdb.connect(config={"threads": 1, "memory_limit": "1GB"}) as con:
            con.execute("SET temp_directory = ''")
            kinds = ", ".join(f"{sql_name(name)} {kind}" for name, kind in columns.items())
            con.execute(f"CREATE TABLE told ({kinds})")
            while some := list(islice(waiting, ROWS_AT_ONCE)):
                _insert(con, list(columns), some)
                rows += len(some)
            con.execute(f"COPY told TO {quoted(str(part))} (FORMAT parquet, COMPRESSION zstd)")
        sync(part)
        part.replace(file)
    except (OSError, duckdb.Error) as error:
        raise StoreError("store.disk", error=str(error)) from error
    finally:
        part.unlink(missing_ok=True)
    return rows


def write_report(file: Path, report: object) -> None:
    """Write a report as JSON.

    Raises
    ------
    StoreError
        If the disk refuses.
    """
    part = file.with_name(f".{file.name}.part")
    try:
        part.write_text(json.dumps(report, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        part.replace(file)
    except OSError as error:
        raise StoreError("store.disk", error=str(error)) from error


def _insert(con: duckdb.DuckDBPyConnection, names: Sequence[str], rows: Sequence[tuple[object, ...]]) -> None:
    arrays = {
        name: np.array([None if value is None else str(value) for value in column], object)
        for name, column in zip(names, zip(*rows, strict=True), strict=True)
    }
    con.register("arrived", arrays)
    con.execute("INSERT INTO told SELECT * FROM arrived")
    con.unregister("arrived")
