"""Coordination diagram: every lamp and every vehicle as a point, by the time of day and the time in its cycle.

References
----------
.. [1] Day et al., Performance Measures for Traffic Signal Systems, Purdue, 2014: Purdue coordination diagram.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from meydan.city.because import because
from meydan.measure.bins import Bins
from meydan.measure.cycles import Cycles, cycle_of, red_to_red
from meydan.measure.in_force import PATTERN, in_force
from meydan.measure.junction_log import ADVANCE, Ints, JunctionLog, came_at
from meydan.measure.rows import Definitions, Rows, at_moments, no_rows

COLUMNS = ("after_s", "phase", "what", "in_cycle_s", "plan")
LAMPS = ("green", "yellow", "red")
VEHICLES = ("vehicle_on_red", "vehicle_on_green", "vehicle_on_yellow")


class _Points(NamedTuple):
    t: Ints
    phase: Ints
    what: NDArray[np.str_]
    in_cycle_ms: Ints


def coordination_diagram(log: JunctionLog, bins: Bins, definitions: Definitions = "meydan") -> Rows:
    """Return the points of each phase that has advance detectors; those outside valid cycles are left out.

    Columns: `after_s`, the second of the bin; `phase`; `what` it is: the begin of `green`, of `yellow` or of the next
    `red`, or a vehicle, `vehicle_on_red`, `vehicle_on_green` or `vehicle_on_yellow`; `in_cycle_s`, the time since the
    red that its cycle began with [s]; `plan`, the pattern (131) in force, not available before the first is told. The
    definitions of `atspm` are the same here: it has no such measure.
    """
    came = came_at(log, ADVANCE)
    if not came:
        return no_rows(COLUMNS, because("measure.no_detectors", function=ADVANCE))
    cycles = red_to_red(log)
    parts = [_points_of(cycles, phase, t) for phase, t in came.items()]
    t, phase, what, in_cycle_ms = (np.concatenate(column) for column in zip(*parts, strict=True))
    if t.size == 0:
        return no_rows(COLUMNS, because("measure.no_cycles"))
    values = (phase, what, in_cycle_ms / 1000, in_force(log, PATTERN, t))
    return at_moments(t, bins, dict(zip(COLUMNS[1:], values, strict=True)))


def _points_of(cycles: Cycles, phase: int, came: Ints) -> _Points:
    mine = slice(*np.searchsorted(cycles.phase, (phase, phase + 1)).tolist())
    begin = cycles.first[mine]
    lamps = [times[mine] for times in (cycles.second, cycles.third, cycles.end)]
    at = cycle_of(cycles, phase, came)
    came, at = came[at >= 0], at[at >= 0]
    met = (came >= cycles.second[at]).astype(np.int64) + (came >= cycles.third[at])
    t = np.concatenate((*lamps, came))
    what = np.concatenate((np.repeat(LAMPS, begin.size), np.array(VEHICLES)[met]))
    return _Points(t, np.full(t.size, phase), what, t - np.concatenate((begin, begin, begin, cycles.first[at])))
