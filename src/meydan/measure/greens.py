"""When each phase was green."""

import numpy as np

from meydan.measure.cycles import by_phase, is_interrupted
from meydan.measure.junction_log import GREEN, YELLOW, JunctionLog, once
from meydan.measure.presence import Presence


@once
def greens(log: JunctionLog) -> dict[int, Presence]:
    """Return the greens of each phase that has any, from the begin of green to that of yellow.

    A yellow that is the first of its phase ends a green that the log began with, and a green that is the last lasts to
    the end of the log. Greens over a hole of the log, flashing or a loss of power are left out.
    """
    phases, t, code = by_phase(log, (GREEN, YELLOW))
    found = {}
    for number in np.unique(phases).tolist():
        mine = slice(*np.searchsorted(phases, (number, number + 1)).tolist())
        times = np.concatenate((log.t[:1], t[mine], log.t[-1:]))
        codes = np.concatenate(([GREEN], code[mine], [YELLOW]))
        begin = np.flatnonzero((codes[:-1] == GREEN) & (codes[1:] == YELLOW))
        begin = begin[~is_interrupted(log, times[begin], times[begin + 1])]
        found[number] = Presence(times[begin], times[begin + 1])
    return found
