"""Waiting time: how long a call of a phase waits for green.

References
----------
.. [1] Utah Department of Transportation, ATSPM: wait time, from the first call within red to green.
"""

import numpy as np

from meydan.city.because import because
from meydan.measure.bins import Bins
from meydan.measure.cycles import by_phase, is_interrupted
from meydan.measure.groups import grouped
from meydan.measure.in_force import CYCLE_LENGTH, FREE, PATTERN, in_force
from meydan.measure.junction_log import (
    CALL,
    DROPPED,
    END_OF_YELLOW,
    GREEN,
    RED_CLEARANCE,
    YELLOW,
    Flags,
    Floats,
    Ints,
    JunctionLog,
    is_one_of,
)
from meydan.measure.nearest import last_before
from meydan.measure.preempted import preempted
from meydan.measure.rows import Definitions, Rows, no_rows, rows_of

COLUMNS = ("phase", "greens", "waits", "mean_s", "p85_s", "max_s", "long_waits")
LONGEST_MS = 1_800_000  # a call that waits longer is taken for a fault
AFTER_PREEMPTION_MS = 120_000
LONG = 1.5  # cycles
CYCLE_IF_FREE_S = 140

_LAMPS, _REDS = (GREEN, YELLOW, END_OF_YELLOW, RED_CLEARANCE), (END_OF_YELLOW, RED_CLEARANCE)


def waiting_time(log: JunctionLog, bins: Bins, definitions: Definitions = "meydan") -> Rows:
    """Return how long the calls of each phase waited, by the bin in which their green began.

    Columns: `phase`; its `greens`; `waits`, greens before which a call stood in red; their mean, 85th percentile and
    longest wait `mean_s`, `p85_s` and `max_s` [s], not available if there are none; `long_waits`, those of more than
    one and a half cycles (of 140 s where no cycle is programmed). A wait begins with the first call (43) after red
    began or after the last call was dropped (44). Waits in a pre-emption or up to 120 s after it, over a hole of the
    log, flashing or a loss of power, and those of more than 30 minutes do not count. The definitions of `atspm` are
    the same here: its own table of this kind is not made.
    """
    phase, t, code = by_phase(log, (*_LAMPS, CALL, DROPPED))
    green = np.flatnonzero(code == GREEN)
    if green.size == 0 or not np.any(code == CALL):
        return no_rows(COLUMNS, because("measure.no_events", codes=f"{GREEN} / {CALL}"))
    wait_s = _waits_s(log, phase, t, code)
    groups = grouped(bins.starts(t[green]), phase[green])
    return rows_of(
        groups.start,
        COLUMNS,
        *groups.keys,
        groups.counts(),
        groups.counts(~np.isnan(wait_s)),
        groups.means(wait_s),
        groups.percentiles(wait_s, 0.85),
        groups.percentiles(wait_s, 1.0),
        groups.counts(wait_s > LONG * _cycle_s(log, t[green])),
    )


def _waits_s(log: JunctionLog, phase: Ints, t: Ints, code: Ints) -> Floats:
    """Return how long a call waited for each green [s], or NaN if none did."""
    green = np.flatnonzero(code == GREEN)
    before = last_before(code != CALL)[green]
    lamp = last_before(is_one_of(code, _LAMPS))[green]
    call = before + 1
    fits: Flags = (lamp >= 0) & (phase[lamp] == phase[green]) & is_one_of(code[lamp], _REDS) & (call < green)
    fits &= (t[green] - t[call] <= LONGEST_MS) & ~is_interrupted(log, t[call], t[green])
    fits &= preempted(log, AFTER_PREEMPTION_MS).occupied_ms(t[call], t[green] + 1) == 0
    return np.where(fits, (t[green] - t[call]) / 1000, np.nan)


def _cycle_s(log: JunctionLog, t: Ints) -> Ints:
    cycle, pattern = in_force(log, CYCLE_LENGTH, t), in_force(log, PATTERN, t)
    return np.where((cycle > 0) & (pattern < FREE), cycle, CYCLE_IF_FREE_S)
