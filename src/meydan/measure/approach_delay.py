"""Approach delay: how long vehicles that come on red wait for green, at the least.

References
----------
.. [1] Day et al., Performance Measures for Traffic Signal Systems, Purdue, 2014: simplified approach delay. It knows
   no queue, no start-up and no saturation, so it is a lower bound.
"""

import numpy as np

from meydan.city.because import because
from meydan.measure.bins import Bins, distinct
from meydan.measure.cycles import Cycles, cycle_of, red_to_red
from meydan.measure.junction_log import ADVANCE, Floats, Ints, JunctionLog, came_at
from meydan.measure.rows import Definitions, Rows, in_order, no_rows

COLUMNS = ("phase", "vehicles", "waited", "delay_s", "mean_delay_s", "unplaced")


def approach_delay(log: JunctionLog, bins: Bins, definitions: Definitions = "meydan") -> Rows:
    """Return the least delay of each phase that has advance detectors, by bin.

    Columns: `phase`; `vehicles` whose cycle is known; `waited`, those that came on red; `delay_s`, the time from each
    of them to the next green, added up [s]; `mean_delay_s`, that for each of all vehicles [s], not available if there
    are none; `unplaced` vehicles, outside valid cycles. The definitions of `atspm` are the same here: it has no such
    measure.
    """
    came = came_at(log, ADVANCE)
    if not came:
        return no_rows(COLUMNS, because("measure.no_detectors", function=ADVANCE))
    cycles = red_to_red(log)
    parts = [_rows_of(phase, bins.starts(t), _waits_s(cycles, phase, t)) for phase, t in came.items() if t.size]
    if not parts:
        return no_rows(COLUMNS, because("measure.no_vehicles", function=ADVANCE))
    columns = {name: np.concatenate([part.columns[name] for part in parts]) for name in COLUMNS}
    return in_order(Rows(np.concatenate([part.start for part in parts]), columns), "phase")


def _rows_of(phase: int, start: Ints, wait_s: Floats) -> Rows:
    starts, row = distinct(start)
    is_known = ~np.isnan(wait_s)
    vehicles, waited = (np.bincount(row[which], minlength=starts.size) for which in (is_known, wait_s > 0))
    delay_s = np.bincount(row, np.where(is_known, wait_s, 0.0), starts.size)
    mean_s = np.where(vehicles > 0, delay_s / np.maximum(vehicles, 1), np.nan)
    unplaced = np.bincount(row) - vehicles
    values = (np.full(starts.size, phase), vehicles, waited, delay_s, mean_s, unplaced)
    return Rows(starts, dict(zip(COLUMNS, values, strict=True)))


def _waits_s(cycles: Cycles, phase: int, t: Ints) -> Floats:
    """Return how long each vehicle waits [s]: until green if it comes on red, else not; NaN outside valid cycles."""
    if cycles.phase.size == 0:
        return np.full(t.size, np.nan)
    at = cycle_of(cycles, phase, t)
    return np.where(at < 0, np.nan, np.maximum(cycles.second[at] - t, 0) / 1000)
