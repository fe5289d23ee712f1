"""Writes the report of a corridor: of the last day on which all its junctions have full logs."""

from pathlib import Path

import duckdb

from meydan.city.errors import StoreError
from meydan.measure.corridor import Corridor
from meydan.report.corridor_page import Day, corridor_page
from meydan.report.measured import BIN_MIN
from meydan.report.wording import Wording
from meydan.report.writing import NEARLY, plain
from meydan.store.logs.catalogue import Part
from meydan.store.logs.local_time import bins_in
from meydan.store.logs.reading import Selection, read_junction
from meydan.store.whole_file import write_whole


def write_corridor(selection: Selection, corridor: Corridor, into: Path, tell: Wording) -> Path:
    """Write the page of a corridor; return its file.

    Raises
    ------
    StoreError
        If no day has logs of all its junctions, a part cannot be read, or the file cannot be written.
    """
    parts = _parts(selection, corridor)
    bins = bins_in(selection.zone, BIN_MIN, selection.first_ms, selection.last_ms)
    file = into / f"corridor-{plain(corridor.name)}.html"
    try:
        with duckdb.connect(config={"threads": 1, "memory_limit": "400MB"}) as con:
            logs = {junction: read_junction(con, selection, junction, [part]) for junction, part in parts.items()}
        day = next(iter(parts.values())).day
        write_whole(file, corridor_page(corridor, Day(day, logs, bins, selection.zone), tell).encode())
    except (OSError, duckdb.Error) as error:
        raise StoreError("store.disk", error=str(error)) from error
    return file


def _parts(selection: Selection, corridor: Corridor) -> dict[str, Part]:
    """Return each junction's part of the last day that is full at all of them, or else that all of them have."""
    every = {
        stop.junction: {part.day: part for part in selection.parts.get(stop.junction, ())} for stop in corridor.stops
    }
    common = sorted(set.intersection(*(set(days) for days in every.values())))
    if not common:
        raise StoreError("corridor.not_there")
    most = {junction: max(part.events for part in days.values()) for junction, days in every.items()}
    full = [day for day in common if all(days[day].events >= NEARLY * most[j] for j, days in every.items())]
    return {junction: days[(full or common)[-1]] for junction, days in every.items()}
