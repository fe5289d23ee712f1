"""Yellow and red actuations: vehicles that crossed the stop line after the end of green.

References
----------
.. [1] Day et al., Performance Measures for Traffic Signal Systems, Purdue, 2014.
.. [2] Utah Department of Transportation, ATSPM: a violation is severe from five seconds after the begin of red on.
"""

from typing import NamedTuple

import numpy as np

from meydan.city.because import because
from meydan.measure.bins import Bins
from meydan.measure.cycles import Cycles, cycle_of, green_to_green
from meydan.measure.groups import grouped
from meydan.measure.junction_log import YELLOW_RED, Floats, Ints, JunctionLog, came_at
from meydan.measure.rows import Definitions, Rows, no_rows, rows_of

COLUMNS = (
    "phase",
    "cycles",
    "vehicles",
    "on_yellow",
    "violations",
    "severe",
    "share_violations",
    "mean_after_red_s",
    "unplaced",
)
SEVERE_S = 5.0

_CYCLE, _UNPLACED, _ON_GREEN, _ON_YELLOW, _ON_RED = range(5)


class _Items(NamedTuple):
    """Cycles, by the begin of their red, and vehicles: when, of which phase, what, and how long after red began."""

    t: Ints
    phase: Ints
    kind: Ints
    after_red_s: Floats


def yellow_and_red_actuations(log: JunctionLog, bins: Bins, definitions: Definitions = "meydan") -> Rows:
    """Return what crossed the stop line of each phase that has yellow/red detectors, by the bin in which it did.

    Columns: `phase`; valid `cycles`, by the bin in which their red began; `vehicles` in valid cycles, from green to
    green; of them `on_yellow`; `violations` after red began, and of those `severe`, at least 5 s after it;
    `share_violations` [0..1] of the vehicles and `mean_after_red_s`, the mean time of violations after the begin of
    red [s], not available if there are none; `unplaced` vehicles, outside valid cycles. The definitions of `atspm` are
    the same here: its own table of this kind is not made.
    """
    came = came_at(log, YELLOW_RED)
    if not came:
        return no_rows(COLUMNS, because("measure.no_detectors", function=YELLOW_RED))
    cycles = green_to_green(log)
    parts = [_items_of(cycles, phase, t) for phase, t in came.items()]
    t, phase, kind, after_red_s = (np.concatenate(column) for column in zip(*parts, strict=True))
    if t.size == 0:
        return no_rows(COLUMNS, because("measure.no_vehicles", function=YELLOW_RED))
    groups = grouped(bins.starts(t), phase)
    vehicles, violations = groups.counts(kind >= _ON_GREEN), groups.counts(kind == _ON_RED)
    return rows_of(
        groups.start,
        COLUMNS,
        *groups.keys,
        groups.counts(kind == _CYCLE),
        vehicles,
        groups.counts(kind == _ON_YELLOW),
        violations,
        groups.counts((kind == _ON_RED) & (after_red_s >= SEVERE_S)),
        np.where(vehicles > 0, violations / np.maximum(vehicles, 1), np.nan),
        groups.means(np.where(kind == _ON_RED, after_red_s, np.nan)),
        groups.counts(kind == _UNPLACED),
    )


def _items_of(cycles: Cycles, phase: int, came: Ints) -> _Items:
    red = cycles.third[cycles.phase == phase]
    at = cycle_of(cycles, phase, came)
    known = at >= 0
    since_red_ms, since_yellow_ms = (came[known] - begin[at[known]] for begin in (cycles.third, cycles.second))
    kind = np.full(came.size, _UNPLACED)
    kind[known] = np.where(since_red_ms >= 0, _ON_RED, np.where(since_yellow_ms >= 0, _ON_YELLOW, _ON_GREEN))
    after_red_s = np.zeros(came.size)
    after_red_s[known] = since_red_ms / 1000
    return _Items(
        np.concatenate((red, came)),
        np.full(red.size + came.size, phase),
        np.concatenate((np.full(red.size, _CYCLE), kind)),
        np.concatenate((np.zeros(red.size), after_red_s)),
    )
