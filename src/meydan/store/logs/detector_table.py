"""The table of detectors: which channel serves which phase, in which function."""

from pathlib import Path

import duckdb

from meydan.city.errors import FeedError, fault
from meydan.measure.junction_log import NO_PHASE, Detector
from meydan.store.logs.incoming import MOST, quoted
from meydan.store.logs.spellings import CHANNEL, DETECTORS, DEVICE, FUNCTION, PHASE, columns_of


def read_detectors(file: Path) -> dict[str, list[Detector]]:
    """Read the detectors of each junction from CSV or Parquet; a function is kept in small letters.

    A row without a phase is a detector that no phase has.

    Raises
    ------
    FeedError
        With all faults of the table.
    """
    if not file.is_file():
        raise FeedError("logs.table_refused", fault(str(file), 0, "logs.no_file"), count=1)
    name = quoted(str(file))
    is_parquet = file.name.lower().endswith((".parquet", ".pq"))
    source = f"read_parquet({name})" if is_parquet else f"read_csv({name}, all_varchar = true, header = true)"
    try:
        with duckdb.connect() as con:
            rows = con.execute(f"SELECT * FROM {source}").fetchall()  # noqa: S608 - the name is quoted
            found = [str(column[0]) for column in con.description or []]
    except duckdb.Error as error:
        unreadable = fault(str(file), 0, "logs.unreadable", why=str(error).splitlines()[0])
        raise FeedError("logs.table_refused", unreadable, count=1) from error
    named = columns_of(found, DETECTORS)
    missing = [column for column in DETECTORS if column not in named]
    if missing:
        wrong = fault(str(file), 0, "logs.no_columns", missing=", ".join(missing), found=", ".join(found))
        raise FeedError("logs.table_refused", wrong, count=1)
    at = {column: found.index(named[column]) for column in DETECTORS}
    return _detectors(file, [{column: row[at[column]] for column in DETECTORS} for row in rows])


def _detectors(file: Path, rows: list[dict[str, object]]) -> dict[str, list[Detector]]:
    detectors: dict[str, list[Detector]] = {}
    faults = []
    for line, row in enumerate(rows, start=2):
        device, function = (
            str(row[column] if row[column] is not None else "").strip() for column in (DEVICE, FUNCTION)
        )
        phase, channel = NO_PHASE if _is_empty(row[PHASE]) else _number(row[PHASE]), _number(row[CHANNEL])
        if device and function and phase is not None and channel is not None:
            detectors.setdefault(device, []).append(Detector(channel, phase, function.casefold()))
        else:
            faults.append(fault(str(file), line, "logs.bad_detector", found=" | ".join(map(str, row.values()))))
    if faults:
        raise FeedError("logs.table_refused", *faults, count=len(faults))
    return detectors


def _is_empty(value: object) -> bool:
    return value is None or str(value).strip().casefold() in ("", "nan", "null")


def _number(value: object) -> int | None:
    try:
        number = float(str(value))
    except ValueError:
        return None
    return int(number) if number.is_integer() and 0 <= number <= MOST else None
