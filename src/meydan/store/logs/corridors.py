"""Measures of a corridor, from an archive to a table: day by day, all its junctions together."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import duckdb

from meydan.city.errors import StoreError
from meydan.measure.bins import Bins
from meydan.measure.corridor import Corridor, Logs
from meydan.measure.coverage import Coverage, coverage, of_both
from meydan.measure.rows import Rows, within
from meydan.store.logs.local_time import bins_in
from meydan.store.logs.measuring import Measured
from meydan.store.logs.reading import Selection, read_junction
from meydan.store.logs.rows_as_text import header, lines
from meydan.store.zone import midnight


@dataclass(frozen=True, slots=True)
class OfCorridor:
    """A measure of a corridor, the names of its columns, and whether its rows are of a link from the stop before."""

    measure: Callable[[Logs, Corridor, Bins], dict[str, Rows]]
    columns: tuple[str, ...]
    is_of_links: bool


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
        with part.open("wb") as out, duckdb.connect(config={"threads": 1}) as con:
            out.write(header(of.columns))
            for junction, rows, covered in _days(con, selection, corridor, of, bins):
                done.rows += rows.start.size
                out.writelines(lines(junction, rows, covered, bins))
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
