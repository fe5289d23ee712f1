"""Pedestrian delay: how long pedestrians wait from the press of a button to walk.

References
----------
.. [1] Day et al., Performance Measures for Traffic Signal Systems, Purdue, 2014.
"""

import numpy as np

from meydan.city.because import because
from meydan.measure.bins import Bins
from meydan.measure.cycles import by_phase, is_interrupted
from meydan.measure.groups import grouped
from meydan.measure.junction_log import DO_NOT_WALK, PRESS, WALK, WALK_CLEARANCE, Floats, Ints, JunctionLog
from meydan.measure.nearest import last_before, next_from
from meydan.measure.rows import Definitions, Rows, no_rows, rows_of

COLUMNS = ("phase", "walks", "waits", "mean_s", "p85_s", "max_s")
LONGEST_MS = 1_800_000  # a press that waits longer is taken for a fault


def pedestrian_delay(log: JunctionLog, bins: Bins, definitions: Definitions = "meydan") -> Rows:
    """Return how long pedestrians waited for the walk of each phase, by the bin in which walk began.

    Columns: `phase`, also the channel of its button; `walks`; `waits`, walks before which somebody pressed; the mean,
    85th percentile and longest wait of who pressed first `mean_s`, `p85_s` and `max_s` [s], not available if there
    are none. A press counts from the end of the walk before (22, else 23) on; during walk it does not. Waits over a
    hole of the log, flashing or a loss of power, and those of more than 30 minutes do not count. The definitions of
    `atspm` are the same here: its own table of this kind is not made.
    """
    phase, t, code = by_phase(log, (WALK, WALK_CLEARANCE, DO_NOT_WALK, PRESS))
    walk = np.flatnonzero(code == WALK)
    if walk.size == 0:
        return no_rows(COLUMNS, because("measure.no_events", codes=str(WALK)))
    delay_s = _delays_s(log, phase, t, code)
    groups = grouped(bins.starts(t[walk]), phase[walk])
    return rows_of(
        groups.start,
        COLUMNS,
        *groups.keys,
        groups.counts(),
        groups.counts(~np.isnan(delay_s)),
        groups.means(delay_s),
        groups.percentiles(delay_s, 0.85),
        groups.percentiles(delay_s, 1.0),
    )


def _delays_s(log: JunctionLog, phase: Ints, t: Ints, code: Ints) -> Floats:
    """Return how long who pressed first waited for each walk [s], or NaN if nobody did."""
    walk = np.flatnonzero(code == WALK)
    before = np.maximum(last_before(code == WALK)[walk], np.searchsorted(phase, phase[walk]) - 1)
    clearance, steady = (last_before(code == ended)[walk] for ended in (WALK_CLEARANCE, DO_NOT_WALK))
    ended = np.maximum(np.where(clearance > before, clearance, steady), before)
    press = np.minimum(next_from(code == PRESS, ended), walk)
    fits = (
        (ended > before) & (press < walk) & (t[walk] - t[press] <= LONGEST_MS) & ~is_interrupted(log, t[press], t[walk])
    )
    return np.where(fits, (t[walk] - t[press]) / 1000, np.nan)
