"""Terminations: why each green ended.

References
----------
.. [1] Day et al., Performance Measures for Traffic Signal Systems, Purdue, 2014: Purdue phase termination.
"""

import numpy as np

from meydan.city.because import because
from meydan.measure.bins import Bins, tally
from meydan.measure.cycles import by_phase
from meydan.measure.ended_greens import TOLD, ended_greens
from meydan.measure.junction_log import FORCE_OFF, GAP_OUT, MAX_OUT, Ints, JunctionLog
from meydan.measure.rows import Definitions, Rows, no_rows

COLUMNS = ("phase", "reason", "greens")
REASONS = {GAP_OUT: "gap_out", MAX_OUT: "max_out", FORCE_OFF: "force_off"}
UNKNOWN = "unknown"


def terminations(log: JunctionLog, bins: Bins, definitions: Definitions = "meydan") -> Rows:
    """Return how often each phase ended for each reason, by bin.

    Columns: `phase`; `reason`, one of `gap_out`, `max_out`, `force_off` and `unknown`; `greens` that ended so. A green
    ends with code 7 or 8, for the last reason told since it began, in the bin in which that was told.

    With the definitions of `atspm`, every event 4, 5 and 6 counts, whether it ended a green or not.
    """
    told = by_phase(log, TOLD)
    if told[0].size == 0:
        return no_rows(COLUMNS, because("measure.no_events", codes="4, 5, 6"))
    phase, t, reason = told if definitions == "atspm" else _of_greens(log)
    if phase.size == 0:
        return no_rows(COLUMNS, because("measure.no_cycles"))
    counted = tally(bins.starts(t), phase * 16 + reason)
    names = np.array([REASONS.get(code, UNKNOWN) for code in range(16)])
    values = (counted.key // 16, names[counted.key % 16], counted.count)
    return Rows(counted.start, dict(zip(COLUMNS, values, strict=True)))


def _of_greens(log: JunctionLog) -> tuple[Ints, Ints, Ints]:
    ended = ended_greens(log)
    return ended.phase, ended.told, ended.reason
