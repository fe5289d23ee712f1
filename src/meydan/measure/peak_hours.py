"""Peak hours: the busiest hour of each day.

References
----------
.. [1] Highway Capacity Manual, 6th edition, chapter 4: peak hour factor, and K, the peak hour's share of the day.
"""

import numpy as np

from meydan.city.because import because
from meydan.measure.approach_volume import QUARTERS, of_hours, vehicles_of
from meydan.measure.bins import DAY_MS, MINUTE_MS, Bins
from meydan.measure.junction_log import ADVANCE, COUNT, Floats, Ints, JunctionLog
from meydan.measure.rows import Definitions, Rows, at_moments, no_rows

COLUMNS = ("after_s", "phase", "vehicles", "peak_hour_factor", "day_vehicles", "share_of_day", "hours")
QUARTER_MS = 15 * MINUTE_MS
ALL_PHASES = -1


def peak_hours(log: JunctionLog, bins: Bins, definitions: Definitions = "meydan") -> Rows:
    """Return the four consecutive quarters of an hour of each local day in which most vehicles came.

    A row is in the bin in which its hour begins. Columns: `after_s`, where in the bin that is [s]; `phase`, or not
    available for all phases together; `vehicles` of the hour, by the detectors of approach volume; `peak_hour_factor`;
    `day_vehicles`; `share_of_day` [0..1], also called K; `hours` that could be compared, 93 in a whole day. The
    definitions of `atspm` are the same here: it has no such measure.
    """
    came = vehicles_of(log)
    if not came:
        return no_rows(COLUMNS, because("measure.no_detectors", function=f"{ADVANCE} / {COUNT}"))
    quarters = Bins(QUARTER_MS, bins.since, bins.offsets_ms)
    grid = quarters.grid(log.t)
    if grid.start.size == 0:
        return no_rows(COLUMNS, because("measure.no_vehicles", function=f"{ADVANCE} / {COUNT}"))
    vehicles = np.stack([grid.counts(t) for t in came.values()], axis=1)
    vehicles = np.concatenate((vehicles.sum(axis=1, keepdims=True), vehicles), axis=1)
    hour, factor = of_hours(vehicles, grid.counts(log.t) > 0, grid, QUARTER_MS)
    day = (grid.start + quarters.local_offsets_ms(grid.start)) // DAY_MS
    parts = [
        _busiest(grid.start, day, (phase, vehicles[:, i], hour[:, i], factor[:, i]))
        for i, phase in enumerate((ALL_PHASES, *came))
    ]
    begin, *values = (np.concatenate(column) for column in zip(*parts, strict=True))
    if begin.size == 0:
        return no_rows(COLUMNS, because("measure.no_whole_hour"))
    return at_moments(begin, bins, dict(zip(COLUMNS[1:], values, strict=True)))


def _busiest(start: Ints, day: Ints, of_phase: tuple[int, Ints, Ints, Floats]) -> tuple[Ints | Floats, ...]:
    """Return when the busiest hour of each day begins, and the values of its row."""
    phase, vehicles, hour, factor = of_phase
    last = np.flatnonzero(hour >= 0)
    last = last[day[last] == day[last - QUARTERS + 1]]
    days, first, hours = np.unique(day[last], return_index=True, return_counts=True)
    best = last[np.lexsort((last, -hour[last], day[last]))][first]
    day_vehicles = np.bincount(day - day[0], vehicles, minlength=int(day[-1] - day[0]) + 1)[days - day[0]]
    share = np.where(day_vehicles > 0, hour[best] / np.maximum(day_vehicles, 1), np.nan)
    begin = start[best - QUARTERS + 1]
    return begin, np.full(best.size, phase), hour[best], factor[best], day_vehicles.astype(np.int64), share, hours
