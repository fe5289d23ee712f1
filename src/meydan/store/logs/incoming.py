"""Files of high-resolution logs as they come: looked through before anything is written, and read as columns of SQL."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from meydan.city.errors import Fault, fault
from meydan.store.logs.spellings import DEVICE, EVENT, LOG, PARAMETER, STAMP, columns_of

MOST = 65_535  # of codes and parameters
LONGEST_NAME = (
    240  # letters of a junction's name as its folder spells it; SUMO names joined junctions after all of them
)
EARLIEST, LATEST = "1980-01-01", "2100-01-01"

_OWN_LOG = re.compile(r"hires-\d{8}\.parquet")  # sealed by a run of ours, in UTC
_OWN_EVENTS = re.compile(r"events-\d{8}\.parquet")  # beside it, with all else that happened
_TEXT_WITH_ZONE = r"[0-9] ?(?:[zZ]|[+-][0-9]{2}(?::?[0-9]{2})?)$"
_DOTTED = ("%d.%m.%Y %H:%M:%S", "%d.%m.%Y %H:%M:%S.%f", "%d.%m.%Y %H:%M:%S,%f")


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file to be taken in: SQL that gives `device`, `stamp` [local or UTC], `zoned`, `code` and `parameter`."""

    file: Path
    select: str


@dataclass(frozen=True, slots=True)
class Span:
    """How many events a file holds, of about how many junctions, and between which stamps [ms], as written."""

    events: int
    junctions: int
    first_ms: int
    last_ms: int


def quoted(text: str) -> str:
    """Return a text as SQL writes it."""
    return "'" + text.replace("'", "''") + "'"


def opened(con: duckdb.DuckDBPyConnection, file: Path) -> Incoming | Fault:
    """Return a file as it can be read, or what is wrong with it as a whole."""
    source = f"read_parquet({quoted(str(file))})"
    if not file.name.lower().endswith((".parquet", ".pq")):
        source = f"read_csv({quoted(str(file))}, all_varchar = true, header = true)"
    if not file.is_file():
        return fault(str(file), 0, "logs.no_file")
    try:
        described = con.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()  # noqa: S608 - the name is quoted
    except duckdb.Error as error:
        return fault(str(file), 0, "logs.unreadable", why=str(error).splitlines()[0])
    kinds = {str(row[0]): str(row[1]) for row in described}
    named = columns_of(list(kinds), LOG)
    missing = [column for column in LOG if column not in named]
    if missing:
        return fault(str(file), 0, "logs.no_columns", missing=", ".join(missing), found=", ".join(kinds))
    stamp, zoned = _stamp(_name(named[STAMP]), kinds[named[STAMP]])
    zoned = "true" if _OWN_LOG.fullmatch(file.name) else zoned
    code, parameter = (_whole(_name(named[column]), kinds[named[column]]) for column in (EVENT, PARAMETER))
    device = f"trim({_name(named[DEVICE])}::VARCHAR)"
    select = (
        f"SELECT {device} AS device, {stamp} AS stamp, {zoned} AS zoned, {code} AS code, {parameter} AS parameter, "  # noqa: S608 - names are quoted
        f"{_name(named[STAMP])}::VARCHAR AS as_written FROM {source}"
    )
    return Incoming(file, select)


def looked_through(con: duckdb.DuckDBPyConnection, incoming: Incoming, zone: str | None) -> Span | list[Fault]:
    """Return what a file holds, or every fault found in it, each told once with how often and an example."""
    checks = {
        "logs.bad_stamp": f"stamp IS NULL OR stamp < TIMESTAMP '{EARLIEST}' OR stamp >= TIMESTAMP '{LATEST}'",
        "logs.bad_device": f"device IS NULL OR device = '' OR len(url_encode(device)) > {LONGEST_NAME}",
        "logs.bad_code": f"code IS NULL OR code < 0 OR code > {MOST}",
        "logs.bad_parameter": f"parameter IS NULL OR parameter < 0 OR parameter > {MOST}",
        "logs.needs_zone": "stamp IS NOT NULL AND NOT zoned" if zone is None else "false",
    }
    asked = ", ".join(
        f"count(*) FILTER ({check}), first(concat_ws(' | ', as_written, device, code, parameter)) FILTER ({check})"
        for check in checks.values()
    )
    try:
        row = con.execute(
            "SELECT count(*), epoch_ms(min(stamp)), epoch_ms(max(stamp)), approx_count_distinct(device), "  # noqa: S608
            f"{asked} FROM ({incoming.select})"
        ).fetchone()
    except duckdb.Error as error:
        return [fault(str(incoming.file), 0, "logs.unreadable", why=str(error).splitlines()[0])]
    assert row is not None
    events, first, last, junctions, *met = row
    faults = [
        fault(str(incoming.file), 0, code, count=count, example=example or "")
        for code, count, example in zip(checks, met[::2], met[1::2], strict=True)
        if count
    ]
    return faults or Span(events, junctions, first or 0, last or 0)


def all_files(paths: Sequence[Path]) -> Iterator[Path]:
    """Yield the files named, and of a folder every log in it."""
    for path in paths:
        if path.is_dir():
            logs = (file for file in path.rglob("*") if file.suffix.lower() in (".csv", ".parquet", ".pq"))
            yield from sorted(file for file in logs if not _OWN_EVENTS.fullmatch(file.name))
        else:
            yield path


def _stamp(name: str, kind: str) -> tuple[str, str]:
    """Return SQL for a stamp as a TIMESTAMP, and for whether it is in UTC."""
    if kind == "TIMESTAMP WITH TIME ZONE":
        return f"make_timestamp_ms(epoch_ms({name}))", "true"
    if kind.startswith("TIMESTAMP"):
        return f"{name}::TIMESTAMP", "false"
    if kind != "VARCHAR":
        return "NULL::TIMESTAMP", "false"
    zoned = f"regexp_matches(trim({name}), '{_TEXT_WITH_ZONE}')"
    dotted = ", ".join(quoted(text) for text in _DOTTED)
    local = f"coalesce(TRY_CAST({name} AS TIMESTAMP), try_strptime(trim({name}), [{dotted}]))"
    utc = f"make_timestamp_ms(epoch_ms(TRY_CAST({name} AS TIMESTAMPTZ)))"
    return f"CASE WHEN {zoned} AND len({name}) > 10 THEN {utc} ELSE {local} END", f"({zoned} AND len({name}) > 10)"


def _whole(name: str, kind: str) -> str:
    """Return SQL for a whole number, NULL if it is none."""
    if kind in ("TINYINT", "SMALLINT", "INTEGER", "UTINYINT", "USMALLINT"):
        return name
    if kind in ("BIGINT", "UINTEGER", "UBIGINT", "HUGEINT"):
        return f"TRY_CAST({name} AS INTEGER)"
    number = f"TRY_CAST({name} AS DOUBLE)"
    return f"CASE WHEN {number} = floor({number}) THEN TRY_CAST({number} AS INTEGER) END"


def _name(column: str) -> str:
    return '"' + column.replace('"', '""') + '"'


def stamp_sql(column: str, kind: str) -> tuple[str, str]:
    """Return SQL for the stamp in a column of a kind as a TIMESTAMP, and for whether it is in UTC."""
    return _stamp(sql_name(column), kind)


def sql_name(column: str) -> str:
    """Return the name of a column as SQL writes it."""
    return _name(column)
