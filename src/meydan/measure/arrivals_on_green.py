"""Arrivals on green: how many vehicles met a green lamp.

References
----------
.. [1] Day et al., Performance Measures for Traffic Signal Systems, Purdue, 2014.
"""

import numpy as np

from meydan.city.because import because
from meydan.measure.bins import Bins
from meydan.measure.cycles import Cycles, by_phase, cycle_of, red_to_red
from meydan.measure.junction_log import ADVANCE, GREEN, RED_CLEARANCE, YELLOW, Ints, JunctionLog, came_at
from meydan.measure.rows import Definitions, Rows, no_rows

COLUMNS = ("phase", "vehicles", "on_green", "on_yellow", "on_red", "share_on_green", "unplaced")

_ON_RED, _ON_GREEN, _ON_YELLOW, _UNPLACED = range(4)


def arrivals_on_green(log: JunctionLog, bins: Bins, definitions: Definitions = "meydan") -> Rows:
    """Return the arrivals of each phase that has advance detectors, by bin.

    Columns: `phase`; `vehicles` whose cycle is known, and of them `on_green`, `on_yellow` and `on_red`;
    `share_on_green` [0..1] of `vehicles`, not available if there are none; `unplaced` vehicles, outside valid cycles.

    With the definitions of `atspm`, every vehicle counts by the last change of its phase's lamp, red begins with code
    10, and a bin in which nobody met green has no row.
    """
    arrived = came_at(log, ADVANCE)
    if not arrived:
        return no_rows(COLUMNS, because("measure.no_detectors", function=ADVANCE))
    if not any(times.size for times in arrived.values()):
        return no_rows(COLUMNS, because("measure.no_vehicles", function=ADVANCE))
    met = _met_by_last_change(log, arrived) if definitions == "atspm" else _met_in_cycles(red_to_red(log), arrived)
    return _rows(log, arrived, met, bins, definitions)


def _met_in_cycles(cycles: Cycles, arrived: dict[int, Ints]) -> list[Ints]:
    return [_met_in_cycles_of(cycles, phase, t) for phase, t in arrived.items()]


def _met_in_cycles_of(cycles: Cycles, phase: int, t: Ints) -> Ints:
    if cycles.phase.size == 0:
        return np.full(t.size, _UNPLACED)
    at = cycle_of(cycles, phase, t)
    lamp = np.where(t < cycles.second[at], _ON_RED, np.where(t < cycles.third[at], _ON_GREEN, _ON_YELLOW))
    return np.where(at < 0, _UNPLACED, lamp)


def _met_by_last_change(log: JunctionLog, arrived: dict[int, Ints]) -> list[Ints]:
    """Return what each vehicle met, if only a green undoes a red and only a red a yellow."""
    phases, times, codes = by_phase(log, (GREEN, YELLOW, RED_CLEARANCE))
    lamp_of = {0: _UNPLACED, GREEN: _ON_GREEN, YELLOW: _ON_YELLOW, RED_CLEARANCE: _ON_RED}
    table = np.array([lamp_of.get(code, 0) for code in range(RED_CLEARANCE + 1)])
    met = []
    for phase, t in arrived.items():
        mine = phases == phase
        cycle = np.cumsum(codes[mine] == GREEN) * 16
        latest = np.concatenate(([0], np.maximum.accumulate(cycle + codes[mine]) - cycle))
        met.append(table[latest[np.searchsorted(times[mine], t, "right")]])
    return met


def _rows(log: JunctionLog, arrived: dict[int, Ints], met: list[Ints], bins: Bins, definitions: Definitions) -> Rows:
    grid = bins.grid(log.t)
    counted = np.stack([_counts(grid.places(t), lamps) for t, lamps in zip(arrived.values(), met, strict=True)])
    vehicles = counted.sum(axis=2) if definitions == "atspm" else counted[:, :, :_UNPLACED].sum(axis=2)
    kept = counted[:, :, _ON_GREEN] if definitions == "atspm" else counted.sum(axis=2)
    row, which = np.nonzero(kept.T)
    if row.size == 0:
        return no_rows(COLUMNS, because("measure.no_green_arrivals"))
    red, green, yellow, unplaced = counted[which, row].T
    of_all = vehicles[which, row]
    share = np.where(of_all > 0, green / np.maximum(of_all, 1), np.nan)
    values = (np.array(list(arrived))[which], of_all, green, yellow, red, share, unplaced)
    return Rows(grid.start[row], dict(zip(COLUMNS, values, strict=True)))


def _counts(places: Ints, met: Ints) -> Ints:
    """Return how many vehicles of each bin met each lamp [bins, lamps]."""
    sums = [np.concatenate(([0], np.cumsum(met == lamp))) for lamp in range(_UNPLACED + 1)]
    return np.stack([np.diff(upto[places]) for upto in sums], axis=1)
