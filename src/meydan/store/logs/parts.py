"""One junction's day as a file: what arrived and what was there, each event once, in order."""

from dataclasses import dataclass
from pathlib import Path

import duckdb
import numpy as np

from meydan.measure.bins import DAY_MS
from meydan.measure.junction_log import Ints
from meydan.store.logs.catalogue import Part, folder_of, sync
from meydan.store.logs.incoming import quoted
from meydan.store.logs.local_time import offset_ms

_EVENT_BITS = 32  # code and parameter, below the time of the day


@dataclass(frozen=True, slots=True)
class Arrived:
    """Events of one junction and local day, counted since 1970: their times, and code and parameter as one number."""

    junction: str
    day: int
    t: Ints
    event: Ints


def write_part(
    con: duckdb.DuckDBPyConnection, folder: Path, arrived: Arrived, old: Part | None, zone: str, version: str
) -> tuple[Part | None, int]:
    """Write what arrived with what was there; return the part, if anything was new, and how many events were."""
    day = str(np.datetime64(arrived.day, "D"))
    base = arrived.day * DAY_MS - offset_ms(zone, arrived.day * DAY_MS) - DAY_MS  # well before the day's first event
    held = _keys_of(con, folder / old.file, base) if old else np.empty(0, np.int64)
    keys = _once(np.concatenate((held, ((arrived.t - base) << _EVENT_BITS) | arrived.event)))
    if keys.size == held.size:
        return None, 0
    file = f"{folder_of(arrived.junction)}/{day}-{version}.parquet"
    (folder / file).parent.mkdir(exist_ok=True)
    _copy(con, folder / file, arrived.junction, keys, base)
    first, last = ((keys[[0, -1]] >> _EVENT_BITS) + base).tolist()
    part = Part(arrived.junction, day, file, keys.size, first, last, (folder / file).stat().st_size)
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
