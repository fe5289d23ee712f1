"""The file of rows: read with its shape checked, written whole after each row, so that a stopped bench goes on."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import msgspec

from meydan.city.errors import StoreError, fault
from meydan.store.whole_file import write_whole
from meydan.twin.bench.row import Row
from meydan.twin.bench.task import Settings, Task


def read_rows(file: Path, settings: Settings) -> list[Row]:
    """Return the rows of a file, none where there is no file.

    Raises
    ------
    StoreError
        If the file holds something else, or rows made under other settings: they are not thrown away in silence.
    """
    try:
        rows = msgspec.json.decode(file.read_bytes(), type=list[Row])
    except FileNotFoundError:
        return []
    except OSError as error:
        raise StoreError("bench.unreadable", file=str(file), found=str(error.strerror)) from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise StoreError(
            "bench.no_rows", fault(file.name, 0, "bench.json", found=str(error)), file=str(file)
        ) from error
    asked = asdict(settings)
    other = sorted({name for row in rows for name in asked if row.settings.get(name) != asked[name]})
    if other:
        raise StoreError("bench.other_settings", file=str(file), names=", ".join(other))
    return rows


def write_rows(file: Path, rows: Sequence[Row]) -> None:
    """Write all rows, whole or not at all; StoreError if the disk refuses."""
    try:
        write_whole(file, msgspec.json.format(msgspec.json.encode(rows), indent=1) + b"\n")
    except OSError as error:
        raise StoreError("bench.unwritable", file=str(file), found=str(error.strerror)) from error


def still_to_do(tasks: Sequence[Task], rows: Sequence[Row]) -> list[Task]:
    """Return the tasks that have no row yet."""
    done = {key_of(row) for row in rows}
    return [task for task in tasks if task.key not in done]


def key_of(row: Row) -> tuple[str, str, int]:
    """Return what tells a row from others: that of its task."""
    return (row.scenario, row.strategy, row.seed)
