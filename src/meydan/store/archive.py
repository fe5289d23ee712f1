"""The archive: finished segments sealed to Parquet, for every tool that reads tables.

Segment N becomes `events-N.parquet`, a row for each record, and `hires-N.parquet`, the four-column high-resolution
log. The segment stays: it is the truth that a replay reads.
"""

import os
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import duckdb
import msgspec
import numpy as np

from meydan.city import alarm, clock_setting, events, override, priority
from meydan.city.because import Because
from meydan.city.errors import StoreError
from meydan.city.events import GroupChanged, Mode, ModeChanged, PlanChanged, RunStarted, ZoneChanged
from meydan.city.instant import NEVER, Instant
from meydan.city.junction import Lamp
from meydan.city.orders import Cleared, Refused, Verdict
from meydan.store.codec import Record, decode_records
from meydan.store.event_log import last_run
from meydan.store.high_resolution import HighResolution
from meydan.store.run_folder import city_of_run
from meydan.store.segments import list_segments, number_of, read_frames, sync_folder

ROWS_AT_ONCE = 100_000  # held as Python objects while a segment is sealed
EVENTS = {"seq": "BIGINT", "t_ms": "BIGINT"} | dict.fromkeys(
    ("kind", "junction", "subject", "value", "code", "detail"), "VARCHAR"
)
HIRES = {"TimeStamp": "BIGINT", "DeviceId": "VARCHAR", "EventId": "INTEGER", "Parameter": "INTEGER"}

_SUBJECT_AND_VALUE: dict[type[Any], tuple[str, str]] = {
    events.DetectorChanged: ("detector", "occupied"),
    events.ZoneChanged: ("detector", "vehicles"),
    events.GroupChanged: ("group", "lamp"),
    events.Tick: ("", "utc_offset_s"),
    events.StageStarted: ("stage", ""),
    events.StageEnded: ("stage", "to"),
    events.PlanChanged: ("plan", "cycle_start"),
    events.DetectorJudged: ("detector", "health"),
    events.JunctionHeard: ("", ""),
    events.JunctionLost: ("", ""),
    events.ModeChanged: ("", "mode"),
    events.OrderRejected: ("", ""),
    events.RouteChanged: ("route", "step"),
    override.OverrideAsked: ("action", "plan"),
    override.OverrideGivenBack: ("", ""),
    clock_setting.ClockAsked: ("", "person"),
    priority.PriorityWanted: ("priority", "person"),
    priority.PriorityDropped: ("request", "person"),
    priority.PriorityChanged: ("request", "stand"),
    priority.PriorityRefused: ("request", ""),
    events.RunStarted: ("city", "strategy"),
    events.AlarmChanged: ("code", "active"),
    alarm.AlarmHandled: ("code", "act"),
    events.AlarmUntold: ("code", "act"),
    alarm.AlarmClosed: ("code", "person"),
    events.HealthChanged: ("", ""),
    events.LateValue: ("code", "value"),
    events.LinkMeasured: ("site", "clock_error_s"),
}
_WHOLE = (
    RunStarted,
    ZoneChanged,
    alarm.AlarmHandled,
    alarm.AlarmClosed,
    events.AlarmChanged,
    events.AlarmUntold,
    events.HealthChanged,
    events.LateValue,
    events.LinkMeasured,
    override.OverrideAsked,
    override.OverrideGivenBack,
)  # kept as JSON too

Row = tuple[int | str | None, ...]


class Archive:
    """Seals the segments of one log, in order; use one for as long as the log is written."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._following = 0
        self._translate: HighResolution | None = None

    def seal(self, upto: int | None = None) -> int:
        """Seal every segment up to number `upto` (all, if None) that is not sealed yet; return how many.

        Raises
        ------
        StoreError
            If a segment is damaged, or the city of its run is not in the folder.
        CityError
            If that city can no longer be read.
        """
        sealed = 0
        for path in list_segments(self.folder):
            number = number_of(path)
            if (upto is None or number <= upto) and not _is_sealed(path):
                self._seal(path, number)
                sealed += 1
        return sealed

    def _seal(self, path: Path, number: int) -> None:
        translate = self._translate if number == self._following else self._recall(number)
        self._following = 0  # what is carried over is good again only when this segment is sealed
        with duckdb.connect(config={"threads": 1}) as con:
            con.execute("SET temp_directory = ''")  # spill nothing into the working folder
            _create(con, "events", EVENTS)
            _create(con, "hires", HIRES)
            numbered = _numbered_records(path)
            while some := list(islice(numbered, ROWS_AT_ONCE)):
                hires: list[Row] = []
                for _, record in some:
                    if isinstance(record, RunStarted):
                        translate = HighResolution(city_of_run(self.folder, record.city))
                    elif translate is not None and not isinstance(record, Cleared | Refused):
                        codes = translate.codes(record)
                        hires += [(record.t, getattr(record, "junction", ""), *code) for code in codes]
                _insert(con, "events", EVENTS, [_event_row(number, record) for number, record in some])
                _insert(con, "hires", HIRES, hires)
            _copy(con, "SELECT * FROM events", path.with_suffix(".parquet"))
            stamped = "SELECT * REPLACE (make_timestamp(TimeStamp * 1000) AS TimeStamp) FROM hires ORDER BY ALL"
            _copy(con, stamped, _hires_path(path))
        sync_folder(self.folder)
        self._following, self._translate = number + 1, translate

    def _recall(self, number: int) -> HighResolution | None:
        """Return the translation as it stood before segment `number`, from what the run sealed until then."""
        earlier = [path for path in list_segments(self.folder) if number_of(path) < number]
        run = last_run(earlier)
        if run is None:
            return None
        first, started = run
        translate = HighResolution(city_of_run(self.folder, started.city))
        sealed = [str(path.with_suffix(".parquet")) for path in earlier if path >= first]
        with duckdb.connect() as con:
            rows = con.execute(
                "SELECT kind, junction, subject, value FROM read_parquet(?) "
                "WHERE kind IN ('GroupChanged', 'PlanChanged', 'ModeChanged') "
                "QUALIFY kind <> 'GroupChanged' OR seq = max(seq) OVER (PARTITION BY kind, junction, subject) "
                "ORDER BY seq",
                [sealed],
            ).fetchall()
        for kind, junction, subject, value in rows:
            translate.codes(_event_again(kind, junction, subject, value))
        return translate


def open_archive(folder: Path) -> duckdb.DuckDBPyConnection:
    """Return a connection with the views `events` and `hires` over all that is sealed in a log's folder.

    Raises
    ------
    StoreError
        If nothing is sealed yet.
    """
    if not any(_is_sealed(path) for path in list_segments(folder)):
        raise StoreError("store.no_archive", folder=str(folder))
    con = duckdb.connect()
    for view in ("events", "hires"):
        files = _quoted(str(folder / f"{view}-*.parquet"))
        con.execute(f"CREATE VIEW {view} AS SELECT * FROM read_parquet({files}, union_by_name = true)")  # noqa: S608
    return con


def _numbered_records(path: Path) -> Iterator[tuple[int, Record]]:
    for payload, number in read_frames(path):
        yield from enumerate(decode_records(payload, path.name), start=number)


def _event_row(number: int, record: Record) -> Row:
    """Return a record as a row of `events`."""
    kind = type(record)
    if isinstance(record, Cleared | Refused):
        return (number, *_verdict_columns(record))
    junction, why = getattr(record, "junction", None), getattr(record, "why", None)
    subject, value = (getattr(record, name) if name else None for name in _SUBJECT_AND_VALUE[kind])
    if isinstance(value, bool):
        value = "on" if value else "off"
    detail = _json(record) if why or kind in _WHOLE else None
    return (number, record.t, kind.__name__, junction, subject, value, why.code if why else None, detail)


def _verdict_columns(verdict: Verdict) -> Row:
    """Return time, kind, junction, what is ordered, the kind of order, the reason's code, and all of it as JSON."""
    order = verdict.order
    what = next((getattr(order, name) for name in ("stage", "plan", "mode", "priority") if hasattr(order, name)), None)
    why = order.because if isinstance(verdict, Cleared) else verdict.why
    return (order.t, type(verdict).__name__, order.junction, what, type(order).__name__, why.code, _json(verdict))


def _event_again(kind: str, junction: str, subject: str, value: str) -> GroupChanged | PlanChanged | ModeChanged:
    """Return the event of a row, as far as the high-resolution log needs it."""
    match kind:
        case "GroupChanged":
            return GroupChanged(NEVER, junction, subject, Lamp(value))
        case "PlanChanged":
            return PlanChanged(NEVER, junction, subject, Instant(int(value)))
        case _:
            return ModeChanged(NEVER, junction, Mode(value), Because(""))


def _json(record: Record) -> str:
    return msgspec.json.encode(record).decode()


def _create(con: duckdb.DuckDBPyConnection, table: str, columns: dict[str, str]) -> None:
    con.execute(f"CREATE TABLE {table} ({', '.join(f'{name} {kind}' for name, kind in columns.items())})")


def _insert(con: duckdb.DuckDBPyConnection, table: str, columns: dict[str, str], rows: list[Row]) -> None:
    if not rows:
        return
    kinds = {"BIGINT": np.int64, "INTEGER": np.int32, "VARCHAR": object}
    arrays = {
        name: np.array([None if v is None else str(v) for v in values] if kind == "VARCHAR" else values, kinds[kind])
        for (name, kind), values in zip(columns.items(), zip(*rows, strict=True), strict=True)
    }
    con.register("arrived", arrays)
    con.execute(f"INSERT INTO {table} SELECT * FROM arrived")  # noqa: S608 - our own two names
    con.unregister("arrived")


def _copy(con: duckdb.DuckDBPyConnection, select: str, path: Path) -> None:
    """Write a Parquet file whole or not at all."""
    part = path.with_suffix(".part")
    con.execute(f"COPY ({select}) TO {_quoted(str(part))} (FORMAT parquet, COMPRESSION zstd)")
    with part.open("rb+") as written:
        os.fsync(written.fileno())
    part.rename(path)


def _hires_path(segment: Path) -> Path:
    return segment.with_name(segment.name.replace("events-", "hires-")).with_suffix(".parquet")


def _is_sealed(segment: Path) -> bool:
    return segment.with_suffix(".parquet").exists() and _hires_path(segment).exists()


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
