"""Timing and actuation: everything that lasts as an interval, to be drawn below each other.

References
----------
.. [1] Utah Department of Transportation, ATSPM: timing and actuation.
"""

import numpy as np

from meydan.city.because import because
from meydan.measure.bins import Bins
from meydan.measure.cycles import by_phase, is_interrupted
from meydan.measure.junction_log import ON, Ints, JunctionLog
from meydan.measure.rows import Definitions, Rows, at_moments, no_rows

COLUMNS = ("after_s", "what", "number", "lasted_s")
PAIRS = {
    "green": (1, 8),
    "yellow": (8, 9),
    "red_clearance": (10, 11),
    "walk": (21, 22),
    "pedestrian_clearance": (22, 23),
    "overlap_green": (61, 63),
    "overlap_yellow": (63, 64),
    "call": (43, 44),
    "hold": (41, 42),
    "omit": (46, 47),
    "pedestrian_omit": (48, 49),
    "flashing_yellow_arrow": (32, 33),
    "detector_on": (82, 81),
    "button_on": (90, 89),
    "preemption": (102, 104),
    "priority_request": (112, 115),
    "special_function": (176, 177),
}


def timing_and_actuation(log: JunctionLog, bins: Bins, definitions: Definitions = "meydan") -> Rows:
    """Return every interval, in the bin in which it began.

    Columns: `after_s`, the second of the bin; `what` lasted, one of `PAIRS`; `number` of its phase, overlap, detector
    channel or request; `lasted_s`, until it ended [s], not available if it began anew before, its end is not in the
    log, or the log has a hole, flashing or a loss of power in between. The definitions of `atspm` are the same here:
    its own table of this kind is not made.
    """
    parts = []
    for place, (begins, ends) in enumerate(PAIRS.values()):
        number, t, code = _of_pair(log, begins, ends)
        begin = np.flatnonzero(code == begins)
        following = np.minimum(begin + 1, max(t.size - 1, 0))
        has_end = (code[following] == ends) & (number[following] == number[begin])
        has_end &= ~is_interrupted(log, t[begin], t[following])
        lasted_s = np.where(has_end, (t[following] - t[begin]) / 1000, np.nan)
        parts.append((t[begin], np.full(begin.size, place), number[begin], lasted_s))
    t, what, number, lasted_s = (np.concatenate(column) for column in zip(*parts, strict=True))
    if t.size == 0:
        return no_rows(COLUMNS, because("measure.no_intervals"))
    return at_moments(t, bins, {"what": np.array(list(PAIRS))[what], "number": number, "lasted_s": lasted_s})


def _of_pair(log: JunctionLog, begins: int, ends: int) -> tuple[Ints, Ints, Ints]:
    """Return number, time and code of the events that begin and end something, by number, then in order."""
    if begins != ON:
        return by_phase(log, (begins, ends))
    where = np.flatnonzero((log.code == begins) | (log.code == ends))
    where = where[np.argsort(log.parameter[where], kind="stable")]
    return log.parameter[where].astype(np.int64), log.t[where], log.code[where].astype(np.int64)
