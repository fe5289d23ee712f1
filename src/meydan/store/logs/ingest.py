"""Taking logs in: sorted, each event once, as one Parquet file for each junction and local day."""

import shutil
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import duckdb
import numpy as np

from meydan.city.errors import Fault, FeedError, StoreError, fault
from meydan.measure.junction_log import Detector, Ints
from meydan.store.logs.catalogue import Catalogue, Part, folder_of, open_catalogue, sync
from meydan.store.logs.incoming import Incoming, Span, all_files, looked_through, opened, quoted, span_of
from meydan.store.logs.local_time import is_shown_twice_sql, offset_ms, to_local_sql, to_utc_sql

MEMORY = "400MB"  # for DuckDB to sort in; what does not fit goes to the archive's own scratch folder
WRITERS = 2
DAY_MS = 86_400_000

_EVENT_BITS = 32  # code and parameter, below the time of the day


@dataclass(frozen=True, slots=True)
class Taken:
    """What an ingest did: events read, those that were new, the parts written, and how many stamps stand for two."""

    read: int
    new: int
    junctions: int
    parts: int
    shown_twice: int


def ingest(
    files: Sequence[Path], into: Path, detectors: dict[str, list[Detector]] | None = None, zone: str | None = None
) -> Taken:
    """Take files of high-resolution logs into an archive, begun if there is none; what it holds already stays one.

    `zone` tells what time it is where stamps do not, and the zone of a new archive's days (else UTC).

    Raises
    ------
    FeedError
        With all faults of all files; nothing was taken in.
    StoreError
        If the archive has another zone, is being changed by somebody else, or the disk refuses.
    """
    with duckdb.connect(config={"memory_limit": MEMORY, "threads": 2, "preserve_insertion_order": False}) as con:
        con.execute("SET TimeZone = 'UTC'")
        incoming, span = _sound(con, list(all_files(files)), zone)
        catalogue = open_catalogue(into, make=True)
        try:
            return _take(con, catalogue, incoming, span, detectors or {}, zone)
        except (OSError, duckdb.Error) as error:
            raise StoreError("store.disk", error=str(error)) from error
        finally:
            catalogue.close()


def _sound(con: duckdb.DuckDBPyConnection, files: Sequence[Path], zone: str | None) -> tuple[list[Incoming], Span]:
    """Return the files as they can be read, and what they hold; raise every fault of all of them."""
    faults: list[Fault] = [] if files else [fault("", 0, "logs.no_files")]
    sound, spans = [], []
    for file in files:
        one = opened(con, file)
        if isinstance(one, Fault):
            faults.append(one)
            continue
        found = looked_through(con, one, zone)
        if isinstance(found, Span):
            sound.append(one)
            spans.append(found)
        else:
            faults += found
    if faults:
        raise FeedError("logs.refused", *faults, count=len(faults))
    return sound, span_of(spans)


def _take(
    con: duckdb.DuckDBPyConnection,
    catalogue: Catalogue,
    incoming: list[Incoming],
    span: Span,
    detectors: dict[str, list[Detector]],
    zone: str | None,
) -> Taken:
    scratch = catalogue.folder / "scratch"
    with catalogue.change() as number:
        try:
            days_in = catalogue.zone or zone or "UTC"
            if zone is not None and zone != days_in:
                raise StoreError("store.archive_zone", found=days_in, typed=zone)
            catalogue.sweep()
            if catalogue.zone is None:
                catalogue.begin(days_in)
            catalogue.replace_detectors(detectors)
            con.execute(f"SET temp_directory = {quoted(str(scratch))}")
            twice = _gather(con, incoming, span, zone or "UTC", days_in) if span.events else 0
            groups = _groups(con) if span.events else []
            new = _write_all(con, catalogue, groups, number, days_in)
        finally:
            shutil.rmtree(scratch, ignore_errors=True)
    return Taken(span.events, sum(new), len({group[1] for group in groups}), sum(count > 0 for count in new), twice)


def _gather(con: duckdb.DuckDBPyConnection, incoming: list[Incoming], span: Span, zone: str, days_in: str) -> int:
    """Put all events into one table by junction and time; return how many local stamps stand for two instants."""
    union = " UNION ALL ".join(one.select for one in incoming)
    first, last = span.first_ms, span.last_ms
    utc = to_utc_sql(zone, "ms", first, last)
    day = f"(({to_local_sql(days_in, 't', first - DAY_MS, last + DAY_MS)}) // {DAY_MS})::INTEGER"
    con.execute(
        "CREATE TABLE names AS SELECT device, (row_number() OVER (ORDER BY device))::INTEGER AS number "  # noqa: S608
        f"FROM (SELECT DISTINCT device FROM ({union}))"
    )
    con.execute(
        f"CREATE TABLE gathered AS WITH read AS ({union}), "  # noqa: S608
        "stamped AS (SELECT device, zoned, code, parameter, epoch_ms(stamp) AS ms FROM read), "
        f"timed AS (SELECT device, CASE WHEN zoned THEN ms ELSE {utc} END AS t, code, parameter FROM stamped) "
        f"SELECT number, {day} AS day, t, (code::BIGINT << 16) | parameter AS event "
        "FROM timed JOIN names USING (device) ORDER BY number, t"
    )
    twice = is_shown_twice_sql(zone, "ms", first, last)
    if twice == "false":
        return 0
    row = con.execute(
        f"SELECT count(*) FROM (SELECT epoch_ms(stamp) AS ms, zoned FROM ({union})) WHERE NOT zoned AND ({twice})"  # noqa: S608
    ).fetchone()
    return int(row[0]) if row else 0


Group = tuple[int, str, int]


def _groups(con: duckdb.DuckDBPyConnection) -> list[Group]:
    """Return number and name of each junction with each of its days."""
    return [
        (int(number), str(device), int(day))
        for number, device, day in con.execute(
            "SELECT DISTINCT number, device, day FROM gathered JOIN names USING (number) ORDER BY number, day"
        ).fetchall()
    ]


def _write_all(
    con: duckdb.DuckDBPyConnection, catalogue: Catalogue, groups: list[Group], number: int, zone: str
) -> list[int]:
    """Write every junction's days; return how many events were new in each."""
    known = {(part.junction, part.day): part for part in catalogue.parts()}
    con.execute("SET preserve_insertion_order = true")  # a part is in order of time
    write = partial(_write, con, catalogue.folder, known, number, zone)
    counts = []
    with ThreadPoolExecutor(WRITERS) as pool:
        for part, new in pool.map(write, groups):
            counts.append(new)
            if part is not None:
                catalogue.put(part)
    return counts


def _write(
    con: duckdb.DuckDBPyConnection,
    folder: Path,
    known: dict[tuple[str, str], Part],
    number: int,
    zone: str,
    group: Group,
) -> tuple[Part | None, int]:
    """Write one junction's day, with what the archive holds of it; no part if nothing is new."""
    device_number, device, day_number = group
    day = str(np.datetime64(day_number, "D"))
    base = day_number * DAY_MS - offset_ms(zone, day_number * DAY_MS) - DAY_MS  # well before the day's first event
    with con.cursor() as own:
        arrived = own.execute(
            "SELECT t, event FROM gathered WHERE number = ? AND day = ?", [device_number, day_number]
        ).fetchnumpy()
        keys = ((arrived["t"] - base) << _EVENT_BITS) | arrived["event"]
        old = known.get((device, day))
        held = _keys_of(own, folder / old.file, base) if old else np.empty(0, np.int64)
        keys = _once(np.concatenate((held, keys)))
        if keys.size == held.size:
            return None, 0
        file = f"{folder_of(device)}/{day}-{number}.parquet"
        (folder / file).parent.mkdir(exist_ok=True)
        _copy(own, folder / file, device, keys, base)
    t = (keys[[0, -1]] >> _EVENT_BITS) + base
    part = Part(device, day, file, keys.size, int(t[0]), int(t[1]), (folder / file).stat().st_size)
    return part, int(keys.size - held.size)


def _keys_of(con: duckdb.DuckDBPyConnection, file: Path, base: int) -> Ints:
    """Return time since `base`, code and parameter of every event of a part as one number each, in order."""
    held = con.execute(
        "SELECT epoch_ms(TimeStamp) AS t, (EventId::BIGINT << 16) | Parameter AS event "  # noqa: S608
        f"FROM read_parquet({quoted(str(file))}, hive_partitioning = false)"
    ).fetchnumpy()
    keys: Ints = ((held["t"] - base) << _EVENT_BITS) | held["event"]
    return keys


def _once(keys: Ints) -> Ints:
    keys = np.sort(keys)
    return keys[np.concatenate(([True], keys[1:] != keys[:-1]))]


def _copy(con: duckdb.DuckDBPyConnection, file: Path, device: str, keys: Ints, base: int) -> None:
    """Write a part in the form that others read, times in UTC."""
    event = keys & ((1 << _EVENT_BITS) - 1)
    con.register(
        "arrived",
        {
            "t": (keys >> _EVENT_BITS) + base,
            "code": (event >> 16).astype(np.uint16),
            "parameter": (event & 0xFFFF).astype(np.uint16),
        },
    )
    con.execute(
        f"COPY (SELECT make_timestamp_ms(t)::TIMESTAMP_MS AS TimeStamp, {quoted(device)} AS DeviceId, "  # noqa: S608
        f"code AS EventId, parameter AS Parameter FROM arrived) TO {quoted(str(file))} "
        "(FORMAT parquet, COMPRESSION zstd, PARQUET_VERSION V2)"
    )
    con.unregister("arrived")
    sync(file)
