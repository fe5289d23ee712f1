"""Time-space diagram of what was: the greens along a corridor, and how much of each leads to a green at the next stop.

References
----------
.. [1] Day et al., Performance Measures for Traffic Signal Systems, Purdue, 2014.
"""

from itertools import pairwise

import numpy as np

from meydan.city.because import because
from meydan.measure.bins import Bins
from meydan.measure.corridor import BACK, OUT, Corridor, Direction, Logs, Stop, greens_of
from meydan.measure.rows import Rows, at_moments, no_rows

COLUMNS = ("after_s", "direction", "phase", "distance_m", "green_s", "through_s")


def time_space(logs: Logs, corridor: Corridor, bins: Bins) -> dict[str, Rows]:
    """Return the greens of each junction of a corridor, in the bin in which each began.

    Columns: `after_s`, the second of the bin; `direction`, `out` in the order of the stops or `back`; `phase`;
    `distance_m` from the first stop [m]; `green_s`, the length of the green [s]; `through_s`, seconds of it whose
    vehicles meet green at the next stop that has a phase in this direction, at the speed of the corridor, not
    available at the last stop, and where the next has no log.
    """
    following = {
        (one.junction, direction): other
        for direction in (OUT, BACK)
        for one, other in pairwise(corridor.stops_of(direction))
    }
    return {
        stop.junction: _rows_of(logs, corridor, stop, following, bins)
        for stop in corridor.stops
        if stop.junction in logs
    }


def _rows_of(
    logs: Logs, corridor: Corridor, stop: Stop, following: dict[tuple[str, Direction], Stop], bins: Bins
) -> Rows:
    parts = []
    for direction in (OUT, BACK):
        phase = stop.phase(direction)
        lit = greens_of(logs, stop.junction, phase)
        through_s = np.full(lit.begin.size, np.nan)
        after = following.get((stop.junction, direction))
        if after is not None and after.junction in logs:
            travel_ms = corridor.travel_ms(stop, after)
            met = greens_of(logs, after.junction, after.phase(direction))
            through_s = met.occupied_ms(lit.begin + travel_ms, lit.end + travel_ms) / 1000
        names = np.full(lit.begin.size, direction), np.full(lit.begin.size, phase)
        parts.append((lit.begin, *names, (lit.end - lit.begin) / 1000, through_s))
    t, direction_of, phases, green_s, through_s = (np.concatenate(column) for column in zip(*parts, strict=True))
    if t.size == 0:
        return no_rows(COLUMNS, because("measure.no_cycles"))
    distance_m = np.full(t.size, stop.distance_m)
    values = (direction_of, phases, distance_m, green_s, through_s)
    return at_moments(t, bins, dict(zip(COLUMNS[1:], values, strict=True)))
