"""Link pivot: by how much offsets along a corridor would have to change for most vehicles to arrive on green.

References
----------
.. [1] Day et al., Performance Measures for Traffic Signal Systems, Purdue, 2014: combination method for offsets.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from meydan.city.because import because
from meydan.measure.bins import Bins
from meydan.measure.corridor import BACK, OUT, Corridor, Direction, Logs, Stop, greens_of
from meydan.measure.junction_log import ADVANCE, NO_PHASE, Ints, came_at
from meydan.measure.presence import Presence
from meydan.measure.rows import Rows, no_rows, rows_of

COLUMNS = (
    "from_junction",
    "cycle_s",
    "vehicles",
    "on_green",
    "vehicles_back",
    "on_green_back",
    "best_shift_s",
    "best_on_green",
    "best_on_green_back",
    "offset_change_s",
)
STEP_MS = 1_000
LEAST_CYCLES = 3
SAME_CYCLE_MS = 2_000


@dataclass(frozen=True, slots=True)
class _Link:
    """A link between two stops: who arrives where, on whose green, and the greens that tell the cycle of either end."""

    from_junction: str
    arrived: Ints
    green: Presence
    arrived_back: Ints
    green_back: Presence
    ends: tuple[Ints, Ints]


def link_pivot(logs: Logs, corridor: Corridor, bins: Bins) -> dict[str, Rows]:
    """Return for each junction but the first how the offset of its link would best change, by bin.

    Columns: `from_junction`, where the link begins; `cycle_s`, the common cycle [s]; `vehicles` that arrive from there
    and `on_green` of them; `vehicles_back` that arrive there from here and `on_green_back`; `best_shift_s`, how much
    later this junction's greens would have to be for most vehicles of both directions to arrive on green [s], the
    least of several; `best_on_green` and `best_on_green_back` then; `offset_change_s`, the shifts of all links up to
    this one together, within the cycle [s], not available if one of them has none. A bin in which the two ends do not
    run the same cycle (within 2 s, by the median of three or more) has no row. A direction counts on a link if both
    its ends have a phase in it.
    """
    shifts: dict[int, float] | None = None
    found = {}
    for one, other in pairwise(corridor.stops):
        if one.junction in logs and other.junction in logs:
            rows = _rows_of(_link(logs, one, other), bins, shifts)
            found[other.junction] = rows
            shifts = dict(zip(rows.start.tolist(), rows.columns["offset_change_s"].tolist(), strict=True))
        else:
            shifts = {}
    return found


def _link(logs: Logs, one: Stop, other: Stop) -> _Link:
    arrived, green = _arriving(logs, one, other, OUT)
    arrived_back, green_back = _arriving(logs, other, one, BACK)
    return _Link(one.junction, arrived, green, arrived_back, green_back, (_begins(logs, one), _begins(logs, other)))


def _arriving(logs: Logs, since: Stop, until: Stop, direction: Direction) -> tuple[Ints, Presence]:
    """Return when vehicles arrived at the end of a link, and its greens; nobody, if an end has no phase for them."""
    nobody = np.empty(0, np.int64)
    phase = until.phase(direction)
    if NO_PHASE in (since.phase(direction), phase):
        return nobody, Presence(nobody, nobody)
    return came_at(logs[until.junction], ADVANCE).get(phase, nobody), greens_of(logs, until.junction, phase)


def _begins(logs: Logs, stop: Stop) -> Ints:
    """Return the begins of the greens that tell the cycle of a stop."""
    return greens_of(logs, stop.junction, stop.phase_out or stop.phase_back).begin


def _rows_of(link: _Link, bins: Bins, before: dict[int, float] | None) -> Rows:
    rows = []
    for start in np.unique(bins.starts(np.concatenate((link.arrived, link.arrived_back)))).tolist():
        until = start + bins.width_ms
        cycles = [_cycle_ms(begin, start, until) for begin in link.ends]
        if min(cycles) > 0 and abs(cycles[0] - cycles[1]) <= SAME_CYCLE_MS:
            rows.append((start, *_best(link, start, until, cycles[1])))
    if not rows:
        return no_rows(COLUMNS, because("measure.no_common_cycle"))
    start, cycle_ms, *counts = (np.array(column) for column in zip(*rows, strict=True))
    vehicles, green, vehicles_back, green_back, shift_ms, best, best_back = counts
    earlier = [0.0 if before is None else before.get(t, np.nan) for t in start.tolist()]
    change_s = np.mod(np.array(earlier) + shift_ms / 1000, cycle_ms / 1000)
    names = np.full(start.size, link.from_junction)
    now = (vehicles, green, vehicles_back, green_back)
    return rows_of(start, COLUMNS, names, cycle_ms / 1000, *now, shift_ms / 1000, best, best_back, change_s)


def _cycle_ms(begin: Ints, since: int, until: int) -> int:
    """Return the usual time between greens that begin in a bin, to the second, or 0."""
    steps = np.diff(begin[np.searchsorted(begin, since) : np.searchsorted(begin, until)])
    return round(float(np.median(steps)) / STEP_MS) * STEP_MS if steps.size >= LEAST_CYCLES else 0


def _best(link: _Link, since: int, until: int, cycle_ms: int) -> tuple[int, ...]:
    """Return cycle, vehicles on green now, and shift and vehicles on green at the best, of both directions."""
    arrived, back = (
        t[np.searchsorted(t, since) : np.searchsorted(t, until)] for t in (link.arrived, link.arrived_back)
    )
    shifts = np.arange(0, cycle_ms, STEP_MS)
    shifts = shifts[np.argsort(np.minimum(shifts, cycle_ms - shifts), kind="stable")]  # the least first
    out = _on_green(link.green, arrived[None, :] - shifts[:, None])
    home = _on_green(link.green_back, back[None, :] + shifts[:, None])
    best = int(np.argmax(out + home))
    now = (arrived.size, int(out[0]), back.size, int(home[0]))
    return cycle_ms, *now, int(shifts[best]), int(out[best]), int(home[best])


def _on_green(green: Presence, t: Ints) -> Ints:
    """Return how many of the instants of each row meet green [rows]."""
    if green.begin.size == 0:
        return np.zeros(t.shape[0], np.int64)
    at = np.searchsorted(green.begin, t, "right") - 1
    met: Ints = ((at >= 0) & (t < green.end[at])).sum(axis=1)
    return met
