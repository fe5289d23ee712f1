"""Taking logs in: sorted, each event once, as one Parquet file for each junction and local day."""

import shutil
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import duckdb
import numpy as np

from meydan.city.errors import Fault, FeedError, StoreError, fault
from meydan.measure.bins import DAY_MS
from meydan.measure.junction_log import Detector
from meydan.store.logs.batches import Batch, batches
from meydan.store.logs.catalogue import Catalogue, Part, open_catalogue
from meydan.store.logs.incoming import Incoming, Span, all_files, looked_through, opened, quoted
from meydan.store.logs.local_time import is_shown_twice_sql, to_local_sql, to_utc_sql
from meydan.store.logs.parts import Arrived, write_part

MEMORY = "400MB"  # for DuckDB to sort in; what does not fit goes to the archive's own scratch folder
WRITERS = 2


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
    with duckdb.connect(config={"memory_limit": MEMORY, "threads": 2}) as con:
        con.execute("SET TimeZone = 'UTC'")
        sound = _sound(con, list(all_files(files)), zone)
        catalogue = open_catalogue(into, make=True)
        try:
            return _take(con, catalogue, sound, detectors or {}, zone)
        except (OSError, duckdb.Error) as error:
            raise StoreError("store.disk", error=str(error)) from error
        finally:
            catalogue.close()


def _sound(con: duckdb.DuckDBPyConnection, files: Sequence[Path], zone: str | None) -> list[tuple[Incoming, Span]]:
    """Return the files as they can be read, with what they hold; raise every fault of all of them."""
    faults: list[Fault] = [] if files else [fault("", 0, "logs.no_files")]
    sound = []
    for file in files:
        one = opened(con, file)
        found = [one] if isinstance(one, Fault) else looked_through(con, one, zone)
        if isinstance(one, Incoming) and isinstance(found, Span):
            sound.append((one, found))
        elif isinstance(found, list):
            faults += found
    if faults:
        raise FeedError("logs.refused", *faults, count=len(faults))
    return sound


def _take(
    con: duckdb.DuckDBPyConnection,
    catalogue: Catalogue,
    files: Sequence[tuple[Incoming, Span]],
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
            writer = _Writer(con, catalogue, days_in, number)
            twice = 0
            for batch in batches(files):
                twice += _gather(con, batch, zone or "UTC", days_in)
                writer.write_gathered()
        finally:
            shutil.rmtree(scratch, ignore_errors=True)
    read = sum(span.events for _, span in files)
    return Taken(read, writer.new, len(writer.junctions), len(writer.days), twice)


def _gather(con: duckdb.DuckDBPyConnection, batch: Batch, zone: str, days_in: str) -> int:
    """Put a batch into one table by junction and time; return how many local stamps stand for two instants."""
    first, last = batch.span.first_ms, batch.span.last_ms
    utc = to_utc_sql(zone, "ms", first, last)
    day = f"(({to_local_sql(days_in, 't', first - DAY_MS, last + DAY_MS)}) // {DAY_MS})::INTEGER"
    con.execute("SET preserve_insertion_order = false")  # it is sorted anyway, and needs less memory
    con.execute(
        "CREATE OR REPLACE TABLE names AS "  # noqa: S608
        "SELECT device, (row_number() OVER (ORDER BY device))::INTEGER AS number "
        f"FROM (SELECT DISTINCT device FROM ({batch.select}))"
    )
    con.execute(
        f"CREATE OR REPLACE TABLE gathered AS WITH read AS ({batch.select}), "  # noqa: S608
        "stamped AS (SELECT device, zoned, code, parameter, epoch_ms(stamp) AS ms FROM read), "
        f"timed AS (SELECT device, CASE WHEN zoned THEN ms ELSE {utc} END AS t, code, parameter FROM stamped) "
        f"SELECT number, {day} AS day, t, (code::BIGINT << 16) | parameter AS event "
        "FROM timed JOIN names USING (device) ORDER BY number, t"
    )
    con.execute("SET preserve_insertion_order = true")  # a part is in order of time
    twice = is_shown_twice_sql(zone, "ms", first, last)
    if twice == "false":
        return 0
    row = con.execute(
        f"SELECT count(*) FROM (SELECT epoch_ms(stamp) AS ms, zoned FROM ({batch.select})) "  # noqa: S608
        f"WHERE NOT zoned AND ({twice})"
    ).fetchone()
    return int(row[0]) if row else 0


Group = tuple[int, str, int]
"""Number and name of a junction, and a local day since 1970."""


class _Writer:
    """Writes gathered events as parts, batch after batch of one change."""

    def __init__(self, con: duckdb.DuckDBPyConnection, catalogue: Catalogue, zone: str, number: int) -> None:
        self._con = con
        self._catalogue = catalogue
        self._zone = zone
        self._number = number
        self._batch = 0
        self._known = {(part.junction, part.day): part for part in catalogue.parts()}
        self.new = 0
        self.junctions: set[str] = set()
        self.days: set[tuple[str, str]] = set()

    def write_gathered(self) -> None:
        """Write every junction and day of the table `gathered`, and name them in the catalogue."""
        self._batch += 1
        groups: list[Group] = self._con.execute(
            "SELECT DISTINCT number, device, day FROM gathered JOIN names USING (number) ORDER BY number, day"
        ).fetchall()
        self.junctions |= {device for _, device, _ in groups}
        with ThreadPoolExecutor(WRITERS) as pool:
            for part, new in pool.map(self._write, groups):
                self.new += new
                if part is not None:
                    self.days.add((part.junction, part.day))
                    self._put(part)

    def _put(self, part: Part) -> None:
        """Name a part; one that an earlier batch of this change wrote is nowhere named yet and goes at once."""
        old = self._known.get((part.junction, part.day))
        self._known[part.junction, part.day] = part
        self._catalogue.put(part)
        if old is not None and f"-{self._number}-" in old.file.rsplit("/", 1)[1][len(old.day) :]:
            (self._catalogue.folder / old.file).unlink()

    def _write(self, group: Group) -> tuple[Part | None, int]:
        number, device, day = group
        old = self._known.get((device, str(np.datetime64(day, "D"))))
        with self._con.cursor() as con:
            rows = con.execute("SELECT t, event FROM gathered WHERE number = ? AND day = ?", [number, day]).fetchnumpy()
            arrived = Arrived(device, day, rows["t"], rows["event"])
            version = f"{self._number}-{self._batch}"
            return write_part(con, self._catalogue.folder, arrived, old, self._zone, version)
