"""Counts that come as tables, CSV or Parquet: looked through before anything is written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from meydan.city.errors import Fault, FeedError, fault
from meydan.measure.bins import DAY_MS, MINUTE_MS
from meydan.store.history.counts_folder import changing, connection, put_arrived
from meydan.store.logs.incoming import EARLIEST, LATEST, LONGEST_NAME, all_files, quoted, sql_name, stamp_sql
from meydan.store.logs.local_time import to_local_sql, to_utc_sql
from meydan.store.logs.spellings import DETECTORS, DEVICE, LOG, STAMP, columns_of

DETECTOR, COUNT = "Detector", "Count"
SPELLINGS: Mapping[str, Sequence[str]] = {
    STAMP: (*LOG[STAMP], "binstart", "start", "begin"),
    DEVICE: LOG[DEVICE],
    DETECTOR: DETECTORS["Parameter"],
    COUNT: ("count", "counts", "total", "volume", "actuations", "vehicles", "value"),
}
MOST_A_MINUTE = 1000  # vehicles that no detector counts


@dataclass(frozen=True, slots=True)
class TakenCounts:
    """What was taken in: counts, junctions, detectors, and files written."""

    counts: int
    junctions: int
    detectors: int
    files: int


def take_counts(files: Sequence[Path], into: Path, zone: str, bin_min: int) -> TakenCounts:
    """Take tables of counts into a history, begun if there is none; counts that are there already are replaced.

    A row is time (the beginning of a bin; local time of `zone` if it does not say), junction, detector and count; an
    empty count is one that nobody knows.

    Raises
    ------
    FeedError
        With all faults of all files; nothing was taken in.
    StoreError
        If the history has another zone or other bins, somebody else is changing it, or the disk refuses.
    """
    with TemporaryDirectory() as scratch, connection(Path(scratch)) as looking:
        selects = _sound(looking, list(all_files(files)), zone, bin_min)
    with changing(into, zone, bin_min) as (counts, con):
        for select in selects:
            con.execute(f"INSERT INTO arrived SELECT device, t, detector, count, false FROM ({select})")  # noqa: S608
        _refuse_told_twice(con)
        row = con.execute(
            "SELECT count(*), count(DISTINCT junction), count(DISTINCT (junction, detector)) FROM arrived"
        ).fetchone()
        told, junctions, detectors = row or (0, 0, 0)
        return TakenCounts(told, junctions, detectors, put_arrived(con, counts))


def _refuse_told_twice(con: duckdb.DuckDBPyConnection) -> None:
    """Raise a fault if two rows, of one file or of two, tell of the same detector and bin."""
    row = con.execute(
        "SELECT count(*), first(concat_ws(' | ', make_timestamp_ms(start), junction, detector)) FROM "
        "(SELECT junction, start, detector FROM arrived GROUP BY ALL HAVING count(*) > 1)"
    ).fetchone()
    if row is not None and row[0]:
        raise FeedError("counts.refused", fault("", 0, "counts.twice", count=row[0], example=row[1]), count=1)


def _sound(con: duckdb.DuckDBPyConnection, files: Sequence[Path], zone: str, bin_min: int) -> list[str]:
    """Return SQL that gives the rows of each file; raise every fault of all of them."""
    faults: list[Fault] = [] if files else [fault("", 0, "logs.no_files")]
    selects = []
    for file in files:
        try:
            found = _select(con, file, zone)
            faults += [found] if isinstance(found, Fault) else _faults(con, file, found, bin_min)
        except duckdb.Error as error:
            found = fault(str(file), 0, "logs.unreadable", why=str(error).splitlines()[0])
            faults.append(found)
        if isinstance(found, str):
            selects.append(found)
    if faults:
        raise FeedError("counts.refused", *faults, count=len(faults))
    return selects


def _select(con: duckdb.DuckDBPyConnection, file: Path, zone: str) -> str | Fault:
    if not file.is_file():
        return fault(str(file), 0, "logs.no_file")
    name = quoted(str(file))
    is_parquet = file.name.lower().endswith((".parquet", ".pq"))
    source = f"read_parquet({name})" if is_parquet else f"read_csv({name}, all_varchar = true, header = true)"
    kinds = {str(row[0]): str(row[1]) for row in con.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()}  # noqa: S608
    named = columns_of(list(kinds), SPELLINGS)
    if missing := [column for column in SPELLINGS if column not in named]:
        return fault(str(file), 0, "logs.no_columns", missing=", ".join(missing), found=", ".join(kinds))
    stamp, zoned = stamp_sql(named[STAMP], kinds[named[STAMP]])
    device, detector, count = (sql_name(named[column]) for column in (DEVICE, DETECTOR, COUNT))
    read = (
        f"SELECT {stamp} AS stamp, {zoned} AS zoned, trim({device}::VARCHAR) AS device, "  # noqa: S608 - quoted
        f"trim({detector}::VARCHAR) AS detector, nullif(trim({count}::VARCHAR), '') AS text, "
        f"TRY_CAST({count} AS DOUBLE) AS count FROM {source}"
    )
    span = con.execute(f"SELECT epoch_ms(min(stamp)), epoch_ms(max(stamp)) FROM ({read})").fetchone()  # noqa: S608
    first, last = (value or 0 for value in span or (0, 0))
    utc = to_utc_sql(zone, "epoch_ms(stamp)", first, last)
    timed = f"SELECT *, CASE WHEN zoned THEN epoch_ms(stamp) ELSE {utc} END AS t FROM ({read})"  # noqa: S608
    local = to_local_sql(zone, "t", first - DAY_MS, last + DAY_MS)
    return f"SELECT *, {local} AS local FROM ({timed})"  # noqa: S608


def _faults(con: duckdb.DuckDBPyConnection, file: Path, select: str, bin_min: int) -> list[Fault]:
    """Return what is wrong with the rows of a file, each told once with how often and an example."""
    width_ms, most = bin_min * MINUTE_MS, bin_min * MOST_A_MINUTE
    checks = {
        "logs.bad_stamp": f"stamp IS NULL OR stamp < TIMESTAMP '{EARLIEST}' OR stamp >= TIMESTAMP '{LATEST}'",
        "counts.bad_name": "coalesce(device, '') = '' OR coalesce(detector, '') = '' "
        f"OR len(url_encode(device)) > {LONGEST_NAME}",
        "counts.bad_count": f"text IS NOT NULL AND (count IS NULL OR NOT (count >= 0 AND count <= {most}))",
        "counts.off_bin": f"local % {width_ms} <> 0",
    }
    asked = ", ".join(
        f"count(*) FILTER ({check}), first(concat_ws(' | ', stamp, device, detector, text)) FILTER ({check})"
        for check in checks.values()
    )
    row = con.execute(f"SELECT {asked} FROM ({select})").fetchone() or ()  # noqa: S608
    values = {"minutes": bin_min, "most": most}
    return [
        fault(str(file), 0, code, count=count, example=example or "", **values)
        for code, count, example in zip(checks, row[::2], row[1::2], strict=True)
        if count
    ]
