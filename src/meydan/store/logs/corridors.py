"""Measures of a corridor, from an archive to a table: day by day, all its junctions together."""

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import duckdb

from meydan.city.errors import FeedError, StoreError, fault
from meydan.measure.bins import Bins
from meydan.measure.corridor import Corridor, Logs, Stop
from meydan.measure.coverage import Coverage, coverage, of_both
from meydan.measure.junction_log import NO_PHASE
from meydan.measure.rows import Rows, within
from meydan.store.logs.local_time import bins_in
from meydan.store.logs.measuring import Measured
from meydan.store.logs.reading import Selection, read_junction
from meydan.store.logs.rows_as_text import header, lines
from meydan.store.zone import midnight

COLUMNS = ("junction", "phase", "distance_m")
BACK = "phase_back"
LEAST_STOPS = 2


@dataclass(frozen=True, slots=True)
class OfCorridor:
    """A measure of a corridor, the names of its columns, and whether its rows are of a link from the stop before."""

    measure: Callable[[Logs, Corridor, Bins], dict[str, Rows]]
    columns: tuple[str, ...]
    is_of_links: bool


def read_corridor(file: Path, speed_mps: float) -> Corridor:
    """Read the stops of a corridor, one a line: junction, phase, distance [m] and, if any, the phase back.

    Raises
    ------
    FeedError
        With all faults of the file.
    """
    if not file.is_file():
        raise FeedError("logs.corridor_refused", fault(str(file), 0, "logs.no_file"), count=1)
    with file.open(encoding="utf-8-sig", newline="") as text:
        rows = list(csv.DictReader(text))
    found = list(rows[0]) if rows else []
    missing = [column for column in COLUMNS if column not in found]
    if missing:
        wrong = fault(str(file), 0, "logs.no_columns", missing=", ".join(missing), found=", ".join(found))
        raise FeedError("logs.corridor_refused", wrong, count=1)
    stops = [_stop(row) for row in rows]
    faults = [
        fault(str(file), line, "logs.bad_stop", found=" | ".join(map(str, row.values())))
        for line, (row, stop) in enumerate(zip(rows, stops, strict=True), start=2)
        if stop is None
    ]
    known = [stop for stop in stops if stop is not None]
    if not faults and (len(known) < LEAST_STOPS or len({stop.junction for stop in known}) < len(known)):
        faults.append(fault(str(file), 0, "logs.few_stops"))
    if faults:
        raise FeedError("logs.corridor_refused", *faults, count=len(faults))
    return Corridor(tuple(sorted(known, key=lambda stop: stop.distance_m)), speed_mps)


def measure_corridor(selection: Selection, corridor: Corridor, of: OfCorridor, bin_min: int, file: Path) -> Measured:
    """Write the rows of a corridor's measure into a CSV file, whole or not at all; by day, then by stop.

    Raises
    ------
    StoreError
        If a part cannot be read or the file cannot be written.
    """
    bins = bins_in(selection.zone, bin_min, selection.first_ms, selection.last_ms)
    done = Measured()
    why: dict[str, Measured] = {}
    part = file.with_name(f".{file.name}.part")
    try:
        with part.open("w", encoding="utf-8", newline="") as out, duckdb.connect(config={"threads": 1}) as con:
            out.write(header(of.columns))
            for junction, rows, covered in _days(con, selection, corridor, of, bins):
                done.rows += rows.start.size
                out.write(lines(junction, rows, covered, bins))
                counted = why.setdefault(junction, Measured())
                counted.rows += rows.start.size
                if rows.why is not None:
                    counted.why.setdefault(rows.why, [])
        part.replace(file)
    except (OSError, duckdb.Error) as error:
        raise StoreError("store.disk", error=str(error)) from error
    finally:
        part.unlink(missing_ok=True)
    for junction, counted in why.items():
        for reason in () if counted.rows else counted.why:
            done.why.setdefault(reason, []).append(junction)
    return done


def _days(
    con: duckdb.DuckDBPyConnection, selection: Selection, corridor: Corridor, of: OfCorridor, bins: Bins
) -> Iterator[tuple[str, Rows, Coverage]]:
    """Yield the rows of each day and junction, found with the days before and after it, and how far to trust them."""
    for day in sorted({part.day for parts in selection.parts.values() for part in parts}):
        here = date.fromisoformat(day)
        near = [str(here + timedelta(days=days)) for days in (-1, 0, 1)]
        logs = {
            junction: read_junction(con, selection, junction, parts)
            for junction, every in selection.parts.items()
            if (parts := [part for part in every if part.day in near])
        }
        covered = {junction: coverage(log, bins) for junction, log in logs.items()}
        since, until = (int(midnight(selection.zone, which)) for which in near[1:])
        before = {
            later.junction: stop.junction for stop, later in zip(corridor.stops, corridor.stops[1:], strict=False)
        }
        for junction, rows in of.measure(logs, corridor, bins).items():
            trust = of_both(covered[junction], covered[before[junction]]) if of.is_of_links else covered[junction]
            yield junction, within(rows, since, until), trust


def _stop(row: dict[str, str | None]) -> Stop | None:
    """Return the stop of a row, or None if anything in it cannot be."""
    junction, back = (row.get("junction") or "").strip(), (row.get(BACK) or "").strip()
    try:
        phase, distance_m = int(row.get("phase") or ""), float(row.get("distance_m") or "")
        phase_back = int(back) if back else NO_PHASE
    except ValueError:
        return None
    if not junction or min(phase, phase_back, distance_m) < 0 or phase == NO_PHASE or not distance_m < 1e6:
        return None
    return Stop(junction, distance_m, phase, phase_back)
