"""When a junction was pre-empted."""

import numpy as np

from meydan.measure.cycles import by_phase
from meydan.measure.junction_log import PREEMPT_OFF, PREEMPT_ON, Ints, JunctionLog
from meydan.measure.presence import Presence, together

LONGEST_MS = 1_800_000  # a pre-emption whose end got lost


def preempted(log: JunctionLog, after_ms: int = 0) -> Presence:
    """Return the times of pre-emption, from the call of any pre-empt (102) to its end (104), and `after_ms` more.

    An end that got lost is put half an hour after the call, or at the next call of the same pre-empt.
    """
    number, t, code = by_phase(log, (PREEMPT_ON, PREEMPT_OFF))
    begin = np.flatnonzero(code == PREEMPT_ON)
    following = np.minimum(begin + 1, max(t.size - 1, 0))
    has_next = (following > begin) & (number[following] == number[begin])
    end: Ints = np.where(has_next, np.minimum(t[following], t[begin] + LONGEST_MS), t[begin] + LONGEST_MS)
    return together(t[begin], end + after_ms)
