"""Reading an archive: one junction's events in order, for measures, and files for other cities' tools."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb
import numpy as np

from meydan.city.errors import StoreError
from meydan.measure.junction_log import Detector, JunctionLog, junction_log
from meydan.store.logs.catalogue import Part, open_catalogue
from meydan.store.logs.incoming import quoted
from meydan.store.logs.local_time import to_local_sql
from meydan.store.zone import midnight

MOST_AT_ONCE = 2_000_000  # events of one junction in the memory: a week of a busy one


@dataclass(frozen=True, slots=True)
class Selection:
    """What is to be read of an archive: parts by junction, their detectors, and the archive's zone.

    `ends_ms` are the first and the last event of all that are measured together; without it, those of the parts.
    """

    folder: Path
    zone: str
    parts: dict[str, list[Part]]
    detectors: dict[str, list[Detector]]
    ends_ms: tuple[int, int] | None = None

    @property
    def first_ms(self) -> int:
        """The first event of all."""
        return self.ends_ms[0] if self.ends_ms else min(part.first_ms for some in self.parts.values() for part in some)

    @property
    def last_ms(self) -> int:
        """The last event of all."""
        return self.ends_ms[1] if self.ends_ms else max(part.last_ms for some in self.parts.values() for part in some)

    @property
    def events(self) -> int:
        """How many events that are."""
        return sum(part.events for parts in self.parts.values() for part in parts)


def select(
    folder: Path, junctions: Sequence[str] = (), since: str | None = None, until: str | None = None
) -> Selection:
    """Return what an archive holds of some junctions, or of all, in some local days, both included.

    Raises
    ------
    StoreError
        If there is no archive, a junction is not in it, or nothing is selected.
    """
    catalogue = open_catalogue(folder)
    try:
        zone, detectors, every = catalogue.zone or "UTC", catalogue.detectors(), catalogue.parts()
    finally:
        catalogue.close()
    known = {part.junction for part in every}
    if missing := [junction for junction in junctions if junction not in known]:
        raise StoreError("store.no_junction_logs", missing=", ".join(missing), folder=str(folder))
    parts: dict[str, list[Part]] = {}
    for part in every:
        in_days = (since is None or part.day >= since) and (until is None or part.day <= until)
        if in_days and (not junctions or part.junction in junctions):
            parts.setdefault(part.junction, []).append(part)
    if not parts:
        raise StoreError("store.nothing_selected", folder=str(folder))
    return Selection(folder, zone, parts, detectors)


def of_each(selection: Selection) -> Iterator[tuple[str, Selection]]:
    """Yield each junction with the selection of it alone, which knows the ends of the whole, for any process."""
    folder = selection.folder.absolute()
    ends_ms = (selection.first_ms, selection.last_ms)
    for junction, parts in selection.parts.items():
        detectors = {junction: selection.detectors.get(junction, [])}
        yield junction, Selection(folder, selection.zone, {junction: parts}, detectors, ends_ms)


@dataclass(frozen=True, slots=True)
class Window:
    """Parts of one junction to be read together, and the instants between which what is found in them counts."""

    parts: list[Part]
    since: int | None
    until: int | None


def windows(selection: Selection, junction: str) -> list[Window]:
    """Return a junction's days as they are measured: all at once, or weeks, each with the days before and after it.

    So a long log needs no more memory than a short one. Only what lasts for more than a day, such as a detector that
    hangs, is not seen over the edge of a window.
    """
    days = selection.parts[junction]
    groups: list[list[int]] = []
    for place, part in enumerate(days):
        if groups and sum(days[other].events for other in groups[-1]) + part.events <= MOST_AT_ONCE:
            groups[-1].append(place)
        else:
            groups.append([place])
    begins = [int(midnight(selection.zone, days[group[0]].day)) for group in groups]
    edges = [None, *begins[1:], None]
    return [
        Window(days[max(group[0] - 1, 0) : group[-1] + 2], since, until)
        for group, since, until in zip(groups, edges[:-1], edges[1:], strict=True)
    ]


def read_junction(
    con: duckdb.DuckDBPyConnection, selection: Selection, junction: str, parts: Sequence[Part] | None = None
) -> JunctionLog:
    """Return the selected log of one junction, or some parts of it."""
    parts = selection.parts[junction] if parts is None else parts
    read = con.execute(
        "SELECT epoch_us(TimeStamp) AS t, EventId AS code, Parameter AS parameter "  # noqa: S608 - the names are quoted
        f"FROM {_source(selection, parts)}"
    ).fetchnumpy()
    t = read["t"]
    t //= 1000  # DuckDB is quicker with microseconds, whatever the file holds
    columns = (t, np.asarray(read["code"]), np.asarray(read["parameter"]))
    make = JunctionLog if bool(np.all(t[1:] >= t[:-1])) else junction_log  # parts are written in order
    return make(*columns, tuple(selection.detectors.get(junction, ())), selection.last_ms)


def export(selection: Selection, file: Path) -> int:
    """Write the selection as one log of four columns, Parquet or CSV, in local time; return how many events."""
    part = file.with_name(f".{file.name}.part")
    parts = [one for some in selection.parts.values() for one in some]
    local = to_local_sql(selection.zone, "epoch_ms(TimeStamp)", selection.first_ms, selection.last_ms)
    form = (
        "(FORMAT parquet, COMPRESSION zstd)" if file.suffix.lower() in (".parquet", ".pq") else "(FORMAT csv, HEADER)"
    )
    try:
        with duckdb.connect(config={"threads": 2, "memory_limit": "400MB"}) as con:
            con.execute("SET temp_directory = ''")
            con.execute(
                f"COPY (SELECT make_timestamp_ms({local}) AS TimeStamp, DeviceId, EventId, Parameter "  # noqa: S608
                f"FROM {_source(selection, parts)}) TO {quoted(str(part))} {form}"
            )
        part.replace(file)
    except (OSError, duckdb.Error) as error:
        part.unlink(missing_ok=True)
        raise StoreError("store.disk", error=str(error)) from error
    return selection.events


def _source(selection: Selection, parts: Sequence[Part]) -> str:
    files = ", ".join(quoted(str(selection.folder / part.file)) for part in parts)
    return f"read_parquet([{files}], hive_partitioning = false)"
