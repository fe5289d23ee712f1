"""Plans: which plan ran for how long, with which cycle and offset, and whether the controller was in step."""

import numpy as np

from meydan.city.because import because
from meydan.measure.bins import Bins
from meydan.measure.in_force import COORDINATION, CYCLE_LENGTH, OFFSET, PATTERN, in_force
from meydan.measure.junction_log import Floats, Ints, JunctionLog
from meydan.measure.presence import Presence
from meydan.measure.rows import Definitions, Rows, in_order, no_rows, rows_of

COLUMNS = ("plan", "in_force_s", "cycle_s", "offset_s", "share_in_step")
IN_STEP = 1


def plans(log: JunctionLog, bins: Bins, definitions: Definitions = "meydan") -> Rows:
    """Return the plans that were in force in each bin.

    Columns: `plan`, the pattern (131); `in_force_s`, for how long of the bin it was [s]; `cycle_s` and `offset_s`, the
    last told up to the end of the bin (132, 133) [s]; `share_in_step` [0..1] of this time in which the coordination
    was in step (150), not available before its state is told. What is in force at the last event lasts until it. The
    definitions of `atspm` are the same here: it has no such measure.
    """
    grid = bins.grid(log.t)
    since, plan = _told(log, PATTERN)
    if since.size == 0:
        return no_rows(COLUMNS, because("measure.no_events", codes=str(PATTERN)))
    until = np.append(since[1:], log.t[-1])
    end = np.minimum(grid.start + bins.width_ms, log.t[-1] + 1)
    parts = []
    for number in np.unique(plan).tolist():
        mine = plan == number
        ran = Presence(since[mine], until[mine])
        in_force_ms = ran.occupied_ms(grid.start, end)
        rows = np.flatnonzero(in_force_ms > 0)
        share = _in_step_ms(log, ran, grid.start[rows], end[rows]) / in_force_ms[rows]
        last = end[rows] - 1
        values = (in_force_ms[rows] / 1000, in_force(log, CYCLE_LENGTH, last), in_force(log, OFFSET, last), share)
        parts.append((grid.start[rows], np.full(rows.size, number), *values))
    start, *columns = (np.concatenate(column) for column in zip(*parts, strict=True))
    return in_order(rows_of(start, COLUMNS, *columns), "plan")


def _told(log: JunctionLog, code: int) -> tuple[Ints, Ints]:
    t, codes, parameter = log.rest
    where = np.flatnonzero(codes == code)
    return t[where], parameter[where].astype(np.int64)


def _in_step_ms(log: JunctionLog, ran: Presence, begin: Ints, end: Ints) -> Floats:
    """Return for how long of each time a plan ran in step [ms], or NaN where nothing was told before its end."""
    since, state = _told(log, COORDINATION)
    if since.size == 0:
        return np.full(begin.size, np.nan)
    until = np.append(since[1:], log.t[-1])
    in_step = Presence(since[state == IN_STEP], until[state == IN_STEP])
    edges = np.unique(np.concatenate((ran.begin, ran.end, in_step.begin, in_step.end)))
    both = np.zeros(max(edges.size - 1, 0), np.bool_)
    both |= (ran.occupied_ms(edges[:-1], edges[1:]) > 0) & (in_step.occupied_ms(edges[:-1], edges[1:]) > 0)
    together = Presence(edges[:-1][both], edges[1:][both])
    return np.where(end > since[0], together.occupied_ms(begin, end), np.nan)
