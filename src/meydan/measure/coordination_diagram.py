"""Coordination diagram: every lamp and every vehicle as a point, by the time of day and the time in its cycle.

References
----------
.. [1] Day et al., Performance Measures for Traffic Signal Systems, Purdue, 2014: Purdue coordination diagram.
"""

from typing import NamedTuple

import numpy as np

from meydan.city.because import because
from meydan.measure.bins import Bins
from meydan.measure.cycles import Cycles, cycle_of, red_to_red
from meydan.measure.in_force import PATTERN, in_force
from meydan.measure.junction_log import ADVANCE, Ints, JunctionLog, came_at
from meydan.measure.rows import Definitions, Rows, at_moments, no_rows

COLUMNS = ("after_s", "phase", "what", "in_cycle_s", "plan")
LAMPS = ("green", "yellow", "red")
VEHICLES = ("vehicle_on_red", "vehicle_on_green", "vehicle_on_yellow")


class Diagram(NamedTuple):
    """One phase: its cycles from red to red, and the vehicles that came in them [ms since 1970].

    `at` is the place of each vehicle's cycle, `lamp` what it met: red (0), green (1) or yellow (2).
    """

    red: Ints
    green: Ints
    yellow: Ints
    end: Ints
    came: Ints
    at: Ints
    lamp: Ints


def diagrams(log: JunctionLog) -> dict[int, Diagram]:
    """Return the diagram of each phase that has advance detectors."""
    cycles = red_to_red(log)
    return {phase: _diagram(cycles, phase, came) for phase, came in came_at(log, ADVANCE).items()}


def coordination_diagram(log: JunctionLog, bins: Bins, definitions: Definitions = "meydan") -> Rows:
    """Return the points of each phase that has advance detectors; those outside valid cycles are left out.

    Columns: `after_s`, the second of the bin; `phase`; `what` it is: the begin of `green`, of `yellow` or of the next
    `red`, or a vehicle, `vehicle_on_red`, `vehicle_on_green` or `vehicle_on_yellow`; `in_cycle_s`, the time since the
    red that its cycle began with [s]; `plan`, the pattern (131) in force, not available before the first is told. The
    definitions of `atspm` are the same here: it has no such measure.
    """
    drawn = diagrams(log)
    if not drawn:
        return no_rows(COLUMNS, because("measure.no_detectors", function=ADVANCE))
    t, what, in_cycle_ms = (np.concatenate(column) for column in zip(*map(_points, drawn.values()), strict=True))
    if t.size == 0:
        return no_rows(COLUMNS, because("measure.no_cycles"))
    phase = np.repeat(list(drawn), [3 * of.red.size + of.came.size for of in drawn.values()])
    values = (phase, what, in_cycle_ms / 1000, in_force(log, PATTERN, t))
    return at_moments(t, bins, dict(zip(COLUMNS[1:], values, strict=True)), {"what": (*LAMPS, *VEHICLES)})


def _diagram(cycles: Cycles, phase: int, came: Ints) -> Diagram:
    mine = slice(*np.searchsorted(cycles.phase, (phase, phase + 1)).tolist())
    at = cycle_of(cycles, phase, came)
    came, at = came[at >= 0], at[at >= 0]
    lamp = (came >= cycles.second[at]).astype(np.int64) + (came >= cycles.third[at])
    red, green, yellow, end = (times[mine] for times in (cycles.first, cycles.second, cycles.third, cycles.end))
    return Diagram(red, green, yellow, end, came, at - mine.start, lamp)


def _points(of: Diagram) -> tuple[Ints, Ints, Ints]:
    """Return when each point is, what it is (its place in `LAMPS`, then `VEHICLES`), and how long after red [ms]."""
    t = np.concatenate((of.green, of.yellow, of.end, of.came))
    what = np.concatenate((np.repeat(np.arange(len(LAMPS)), of.red.size), len(LAMPS) + of.lamp))
    return t, what, t - np.concatenate((of.red, of.red, of.red, of.red[of.at]))
