"""A folder of counts: `history.json` tells zone and bin, `junction=NAME/2024-04.parquet` a month of a junction."""

import fcntl
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import unquote
from zoneinfo import ZoneInfoNotFoundError

import duckdb

from meydan.city.errors import StoreError
from meydan.city.instant import Instant
from meydan.measure.history import BINS_MIN
from meydan.store.logs.catalogue import folder_of, sync
from meydan.store.logs.incoming import quoted
from meydan.store.zone import utc_offset_s

FILE = "history.json"
MEMORY = "400MB"
COLUMNS = "start, detector, count, is_faulty"
_ARRIVED = "junction VARCHAR, start BIGINT, detector VARCHAR, count DOUBLE, is_faulty BOOLEAN"


@dataclass(frozen=True, slots=True)
class CountsFolder:
    """A history on disk: the zone of its days and the length of its bins."""

    folder: Path
    zone: str
    bin_min: int

    def junctions(self) -> list[str]:
        """Return the junctions it has counts of, in order."""
        return sorted(unquote(path.name.removeprefix("junction=")) for path in self.folder.glob("junction=*"))

    def files(self, junction: str) -> list[Path]:
        """Return the files of a junction, month by month (UTC)."""
        return sorted((self.folder / folder_of(junction)).glob("????-??.parquet"))


def open_counts(folder: Path) -> CountsFolder:
    """Open a history.

    Raises
    ------
    StoreError
        If there is none, or what tells of it cannot be read.
    """
    try:
        said = json.loads((folder / FILE).read_text(encoding="utf-8"))
        counts = CountsFolder(folder, str(said["zone"]), int(said["bin_min"]))
        if counts.bin_min not in BINS_MIN:
            raise ValueError(f"bins of {counts.bin_min} min")
        utc_offset_s(counts.zone, Instant(0))
        return counts
    except FileNotFoundError as error:
        raise StoreError("store.no_history", folder=str(folder)) from error
    except (OSError, ValueError, KeyError, TypeError, ZoneInfoNotFoundError) as error:
        raise StoreError("store.history_unusable", folder=str(folder), file=FILE) from error


def connection(scratch: Path) -> duckdb.DuckDBPyConnection:
    """Return a connection that keeps what does not fit into the memory in a folder."""
    con = duckdb.connect(config={"threads": 2, "memory_limit": MEMORY})
    con.execute("SET TimeZone = 'UTC'")
    con.execute(f"SET temp_directory = {quoted(str(scratch))}")
    return con


@contextmanager
def changing(folder: Path, zone: str, bin_min: int) -> Iterator[tuple[CountsFolder, duckdb.DuckDBPyConnection]]:
    """Hold a history, begun if there is none, for a change; yield it and a connection with an empty table `arrived`.

    Its columns are junction, start [ms since 1970 in UTC], detector, count and is_faulty. `put_arrived` writes it.

    Raises
    ------
    StoreError
        If the history has another zone or other bins, somebody else is changing it, or the disk refuses.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / ".lock").open("w") as lock:
            _hold(lock.fileno(), folder)
            if not (folder / FILE).exists():
                part = folder / f".{FILE}.part"
                part.write_text(json.dumps({"zone": zone, "bin_min": bin_min}) + "\n", encoding="utf-8")
                part.replace(folder / FILE)
            counts = open_counts(folder)
            if (counts.zone, counts.bin_min) != (zone, bin_min):
                found, asked = f"{counts.zone}, {counts.bin_min} min", f"{zone}, {bin_min} min"
                raise StoreError("store.other_history", folder=str(folder), found=found, typed=asked)
            with TemporaryDirectory(dir=folder, prefix=".scratch-") as scratch, connection(Path(scratch)) as con:
                con.execute(f"CREATE TABLE arrived ({_ARRIVED})")
                yield counts, con
    except (OSError, duckdb.Error) as error:
        raise StoreError("store.disk", error=str(error)) from error


def put_arrived(con: duckdb.DuckDBPyConnection, counts: CountsFolder) -> int:
    """Write what is in the table `arrived`, in place of counts of the same detector and bin; return how many files.

    Each file is written whole or not at all; the table is empty afterwards.
    """
    con.execute("CREATE OR REPLACE TABLE in_order AS SELECT * FROM arrived ORDER BY junction, start")  # so that
    con.execute("DELETE FROM arrived")  # reading one junction's month reads little else
    month = "strftime(make_timestamp_ms(start), '%Y-%m')"
    groups = con.execute(f"SELECT DISTINCT junction, {month} FROM in_order ORDER BY ALL").fetchall()  # noqa: S608
    for junction, of_month in groups:
        file = counts.folder / folder_of(junction) / f"{of_month}.parquet"
        file.parent.mkdir(exist_ok=True)
        new = (
            "SELECT make_timestamp_ms(start)::TIMESTAMP_MS AS start, detector, count, is_faulty, 1 AS age "  # noqa: S608
            f"FROM in_order WHERE junction = {quoted(junction)} AND {month} = {quoted(of_month)}"
        )
        old = (
            f" UNION ALL SELECT {COLUMNS}, 2 "  # noqa: S608 - quoted
            f"FROM read_parquet({quoted(str(file))}, hive_partitioning = false)"
        )
        part = file.with_name(f".{file.name}.part")
        con.execute(
            f"COPY (SELECT {COLUMNS} FROM ({new}{old if file.exists() else ''}) "  # noqa: S608 - quoted
            "QUALIFY row_number() OVER (PARTITION BY start, detector ORDER BY age) = 1 ORDER BY detector, start) "
            f"TO {quoted(str(part))} (FORMAT parquet, COMPRESSION zstd)"
        )
        sync(part)
        part.replace(file)
    return len(groups)


def _hold(lock: int, folder: Path) -> None:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise StoreError("store.archive_busy", folder=str(folder)) from error
