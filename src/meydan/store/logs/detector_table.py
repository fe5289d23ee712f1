"""The table of detectors: which channel serves which phase, in which function, and where it lies if the table tells."""

from pathlib import Path

import duckdb

from meydan.city.errors import FeedError, fault
from meydan.measure.junction_log import NO_PHASE, Detector
from meydan.store.logs.incoming import MOST, quoted
from meydan.store.logs.spellings import (
    CHANNEL,
    DETECTORS,
    DEVICE,
    DISTANCE,
    FUNCTION,
    FUNCTIONS,
    LANE,
    MOVEMENT,
    OF_DETECTORS_TOO,
    OPPOSED_BY,
    OTHER_DIRECTION,
    PHASE,
    columns_of,
)

FARTHEST_M = 5_000.0


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
    named, more = columns_of(found, DETECTORS), columns_of(found, OF_DETECTORS_TOO)
    missing = [column for column in DETECTORS if column not in named]
    if missing:
        wrong = fault(str(file), 0, "logs.no_columns", missing=", ".join(missing), found=", ".join(found))
        raise FeedError("logs.table_refused", wrong, count=1)
    at = {column: found.index(name) for column, name in {**named, **more}.items()}
    return _detectors(file, [{column: row[place] for column, place in at.items()} for row in rows])


def _detectors(file: Path, rows: list[dict[str, object]]) -> dict[str, list[Detector]]:
    detectors: dict[str, list[Detector]] = {}
    faults = []
    for line, row in enumerate(rows, start=2):
        device, detector = _text(row, DEVICE), _detector(row)
        if device and detector:
            detectors.setdefault(device, []).append(detector)
        else:
            faults.append(fault(str(file), line, "logs.bad_detector", found=" | ".join(map(str, row.values()))))
    if faults:
        raise FeedError("logs.table_refused", *faults, count=len(faults))
    return detectors


def _detector(row: dict[str, object]) -> Detector | None:
    """Return the detector of a row, or None if anything in it cannot be."""
    function, channel = _text(row, FUNCTION).casefold(), _number(row[CHANNEL])
    phase, lane, against, other = (_number_or_none(row, name) for name in (PHASE, LANE, OPPOSED_BY, OTHER_DIRECTION))
    distance_m = _distance_m(row.get(DISTANCE))
    if not function or channel is None or phase is None or lane is None or distance_m is None:
        return None
    if against is None or other is None:
        return None
    function = FUNCTIONS.get(function, function)
    return Detector(channel, phase, function, _text(row, MOVEMENT).upper(), lane, distance_m, against, other)


def _text(row: dict[str, object], column: str) -> str:
    value = row.get(column)
    return "" if _is_empty(value) else str(value).strip()


def _is_empty(value: object) -> bool:
    return value is None or str(value).strip().casefold() in ("", "nan", "null")


def _number_or_none(row: dict[str, object], column: str) -> int | None:
    """Return a number, 0 where there is none, and None where there is something else."""
    return NO_PHASE if _is_empty(row.get(column)) else _number(row[column])


def _number(value: object) -> int | None:
    try:
        number = float(str(value))
    except ValueError:
        return None
    return int(number) if number.is_integer() and 0 <= number <= MOST else None


def _distance_m(value: object) -> float | None:
    if _is_empty(value):
        return 0.0
    try:
        distance_m = float(str(value))
    except ValueError:
        return None
    return distance_m if 0 <= distance_m <= FARTHEST_M else None
