"""What was in force: the last value of a state that controllers tell only when it changes."""

import numpy as np

from meydan.measure.junction_log import Ints, JunctionLog

PATTERN, CYCLE_LENGTH, OFFSET, COORDINATION = 131, 132, 133, 150
FREE = 254  # of the pattern; 255 is flash
NOT_KNOWN = -1


def in_force(log: JunctionLog, code: int, t: Ints) -> Ints:
    """Return the last parameter told with a code at each instant, or -1 before the first."""
    when, codes, parameter = log.rest
    where = np.flatnonzero(codes == code)
    told = np.concatenate(([NOT_KNOWN], parameter[where].astype(np.int64)))
    return told[np.searchsorted(when[where], t, "right")]


def programmed_split_s(log: JunctionLog, phase: Ints, t: Ints) -> Ints:
    """Return the programmed split of each phase at each instant [s], or -1 where none was told or it is zero."""
    split = np.full(phase.size, NOT_KNOWN)
    for number in set(phase.tolist()) & set(range(1, 33)):
        mine = phase == number
        split[mine] = in_force(log, number + (133 if number <= 16 else 186), t[mine])
    return np.where(split > 0, split, NOT_KNOWN)
