"""Approach volume: how many vehicles came, the flow that is, and how evenly they came within the hour.

References
----------
.. [1] Highway Capacity Manual, 6th edition, chapter 4: peak hour factor.
"""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from meydan.city.because import because
from meydan.measure.bins import HOUR_MS, MINUTE_MS, Bins, Grid
from meydan.measure.junction_log import ADVANCE, COUNT, Flags, Floats, Ints, JunctionLog, came_at, once
from meydan.measure.rows import Definitions, Rows, no_rows, rows_of

COLUMNS = ("phase", "vehicles", "flow_vph", "hour_vehicles", "peak_hour_factor")
QUARTERS = 4


def approach_volume(log: JunctionLog, bins: Bins, definitions: Definitions = "meydan") -> Rows:
    """Return the vehicles of each phase that has advance or count detectors, by bin.

    Columns: `phase`; `vehicles` at its advance detectors or, where it has none, at its count detectors; `flow_vph`
    [vehicles per hour]; `hour_vehicles` of the hour that ends with the bin, not available unless the junction has
    events in all its bins and they are whole; `peak_hour_factor` of that hour [0.25..1], with bins of 15 minutes only.
    The definitions of `atspm` are the same here: it has no such measure.
    """
    came = vehicles_of(log)
    if not came:
        return no_rows(COLUMNS, because("measure.no_detectors", function=f"{ADVANCE} / {COUNT}"))
    grid = bins.grid(log.t)
    if grid.start.size == 0:
        return no_rows(COLUMNS, because("measure.no_vehicles", function=f"{ADVANCE} / {COUNT}"))
    heard = grid.counts(log.t) > 0
    vehicles = np.stack([grid.counts(t) for t in came.values()], axis=1)
    hour, factor = of_hours(vehicles, heard, grid, bins.width_ms)
    row, which = np.nonzero(np.broadcast_to(heard[:, None], vehicles.shape))
    flow_vph: Floats = np.asarray(vehicles * (HOUR_MS / bins.width_ms), np.float64)
    phase = np.array(list(came))[which]
    counted = vehicles[row, which], flow_vph[row, which], hour[row, which]
    return rows_of(grid.start[row], COLUMNS, phase, *counted, factor[row, which])


@once
def vehicles_of(log: JunctionLog) -> dict[int, Ints]:
    """Return when vehicles of each phase came: at its advance detectors or, where it has none, its count detectors."""
    return dict(sorted({**came_at(log, COUNT), **came_at(log, ADVANCE)}.items()))


def of_hours(vehicles: Ints, heard: Flags, grid: Grid, width_ms: int) -> tuple[Ints, Floats]:
    """Return the vehicles of the hour that ends with each bin, and its peak hour factor [bins, phases]; -1 and NaN."""
    hour, factor = np.full(vehicles.shape, -1), np.full(vehicles.shape, np.nan)
    count = HOUR_MS // width_ms
    if HOUR_MS % width_ms or heard.size < count:
        return hour, factor
    is_whole = np.all(sliding_window_view(heard, count), axis=1)
    is_whole &= grid.start[count - 1 :] - grid.start[: grid.start.size - count + 1] == HOUR_MS - width_ms
    of_hour = sliding_window_view(vehicles, count, axis=0)[is_whole]
    last = np.flatnonzero(is_whole) + count - 1
    hour[last] = of_hour.sum(axis=2)
    if width_ms == 15 * MINUTE_MS:
        most = of_hour.max(axis=2)
        factor[last] = np.where(most > 0, hour[last] / np.maximum(QUARTERS * most, 1), np.nan)
    return hour, factor
