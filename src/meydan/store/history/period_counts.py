"""Counts of times of day for a design: what is usual in the busiest bin of each, for the detectors of a city."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import duckdb
import numpy as np

from meydan.city.city import City
from meydan.city.errors import StoreError
from meydan.city.junction import Junction
from meydan.measure.bins import DAY_MS, MINUTE_MS
from meydan.measure.day_types import DayCalendar
from meydan.store.history.counts_folder import open_counts
from meydan.store.history.new_table import connect
from meydan.store.history.usual_day import UsualDay, find_usual_day

CountsVph = dict[str, dict[str, float]]
"""Vehicles an hour by junction and detector."""


def period_counts_vph(
    history: Path, city: City, calendar: DayCalendar, day: str, begins_min: Sequence[int]
) -> list[CountsVph]:
    """Return, for each time of day, the usual counts of the bin in which all detectors together count the most.

    Parameters
    ----------
    day
        The local day ("YYYY-MM-DD") that the plans are for; what is usual is told by the days before it.
    begins_min
        The minutes of the day at which the times of day begin, in order; the last one lasts to the first.

    Raises
    ------
    StoreError
        If there is no history, it cannot be read, or it tells nothing of any detector of the city.
    """
    counts = open_counts(history)
    known = set(counts.junctions())
    days: dict[str, UsualDay] = {}
    try:
        with connect() as con:
            for name in city.junctions:
                found = find_usual_day(con, counts, name, calendar, day) if name in known else None
                if found is not None:
                    days[name] = found
    except duckdb.Error as error:
        raise StoreError("store.disk", error=str(error)) from error
    if not days:
        raise StoreError("design.nothing_usual", folder=str(history), day=day)
    return [_busiest(city, days, begin, until) for begin, until in _between(begins_min)]


def _between(begins_min: Sequence[int]) -> list[tuple[int, int]]:
    return list(zip(begins_min, (*begins_min[1:], begins_min[0] + DAY_MS // MINUTE_MS), strict=True))


def _busiest(city: City, days: Mapping[str, UsualDay], begin_min: int, until_min: int) -> CountsVph:
    """Return the flows of the busiest bin of a time of day; a time that goes over midnight begins the day, too."""
    sums: dict[int, float] = {}
    for found in days.values():
        for minute, whole in zip(_minutes(found), np.nansum(found.usual, axis=0).tolist(), strict=True):
            if begin_min <= minute < until_min or minute + DAY_MS // MINUTE_MS < until_min:
                sums[minute] = sums.get(minute, 0.0) + whole
    busiest = max(sorted(sums), key=sums.__getitem__, default=0)
    return {name: _at(city.junctions[name], found, busiest) for name, found in days.items()}


def _at(junction: Junction, found: UsualDay, minute: int) -> dict[str, float]:
    if minute not in (minutes := _minutes(found)):
        return {}
    counts = found.usual[:, minutes.index(minute)] * 60 / found.bin_min
    named = ((detector_of(junction, name), float(q)) for name, q in zip(found.detectors, counts, strict=True))
    return {detector: q for detector, q in named if detector and not np.isnan(q)}


def _minutes(found: UsualDay) -> list[int]:
    """Return the minute of the day of each bin, counted from midnight on."""
    return [int(t) for t in (found.start - found.start[0]) // MINUTE_MS]


def detector_of(junction: Junction, name: str) -> str:
    """Return the detector that a history calls `name`: by its own name, or by its place in the city's file; or ""."""
    if name in junction.detectors:
        return name
    places = list(junction.detectors)
    return places[int(name) - 1] if name.isdecimal() and 1 <= int(name) <= len(places) else ""
