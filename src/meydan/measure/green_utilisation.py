"""Green utilisation: how many vehicles cross the stop line in each part of green.

References
----------
.. [1] Utah Department of Transportation, ATSPM: green time utilisation.
"""

import numpy as np

from meydan.city.because import because
from meydan.measure.bins import Bins
from meydan.measure.cycles import Cycles, cycle_of, green_to_green
from meydan.measure.groups import grouped
from meydan.measure.junction_log import COUNT, Ints, JunctionLog, came_at
from meydan.measure.rows import Definitions, Rows, no_rows, rows_of

COLUMNS = ("phase", "from_s", "greens", "vehicles", "vehicles_per_green")
SLICE_MS = 4_000


def green_utilisation(log: JunctionLog, bins: Bins, definitions: Definitions = "meydan") -> Rows:
    """Return the vehicles at the count detectors of each phase by the age of its green, by the bin in which it began.

    Columns: `phase`; `from_s`, the age of green at which a slice of 4 s begins [s]; `greens` that lasted longer than
    that, of valid cycles; `vehicles` in this slice of them, and `vehicles_per_green`. The definitions of `atspm` are
    the same here: it has no such measure.
    """
    came = came_at(log, COUNT)
    if not came:
        return no_rows(COLUMNS, because("measure.no_detectors", function=COUNT))
    cycles = green_to_green(log)
    mine = np.flatnonzero(np.isin(cycles.phase, list(came)))
    if mine.size == 0:
        return no_rows(COLUMNS, because("measure.no_cycles"))
    slices = -(-(cycles.second[mine] - cycles.first[mine]) // SLICE_MS)
    green = np.repeat(mine, slices)
    age = np.arange(green.size) - np.repeat(np.cumsum(slices) - slices, slices)
    groups = grouped(bins.starts(cycles.first[green]), cycles.phase[green], age)
    greens, vehicles = groups.counts(), groups.sums(_vehicles(cycles, came, green, age))
    phase, at = groups.keys
    from_s = at * SLICE_MS // 1000
    return rows_of(groups.start, COLUMNS, phase, from_s, greens, vehicles.astype(np.int64), vehicles / greens)


def _vehicles(cycles: Cycles, came: dict[int, Ints], green: Ints, age: Ints) -> Ints:
    """Return how many vehicles came in each slice of each green."""
    met = []
    for phase, times in came.items():
        at = cycle_of(cycles, phase, times)
        t, at = times[at >= 0], at[at >= 0]
        is_green = t < cycles.second[at]
        met.append((at[is_green] << 16) + (t[is_green] - cycles.first[at[is_green]]) // SLICE_MS)
    place = np.searchsorted((green << 16) + age, np.concatenate(met))
    return np.bincount(place, minlength=green.size)
