"""Timing and actuation: everything that lasts as an interval, to be drawn below each other.

References
----------
.. [1] Utah Department of Transportation, ATSPM: timing and actuation.
"""

import numpy as np

from meydan.city.because import because
from meydan.measure.bins import Bins
from meydan.measure.cycles import by_phase, is_interrupted
from meydan.measure.junction_log import ON, Flags, Floats, Ints, JunctionLog
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
    parts = [_intervals(log, place, *pair) for place, pair in enumerate(PAIRS.values())]
    t, what, number, lasted_s = (np.concatenate(column) for column in zip(*parts, strict=True))
    if t.size == 0:
        return no_rows(COLUMNS, because("measure.no_intervals"))
    return at_moments(t, bins, {"what": what, "number": number, "lasted_s": lasted_s}, {"what": tuple(PAIRS)})


def _intervals(log: JunctionLog, place: int, begins: int, ends: int) -> tuple[Ints, Ints, Ints, Floats]:
    """Return begin, place among `PAIRS`, number and length [s] of everything of one kind, by number, then in order."""
    number, t, is_begin = _of_detectors(log) if begins == ON else _of_pair(log, begins, ends)
    begin = np.flatnonzero(is_begin)
    following = np.minimum(begin + 1, max(t.size - 1, 0))
    began, ended, which = t[begin], t[following], number[begin]
    has_end = ~is_begin[following] & (number[following] == which) & ~is_interrupted(log, began, ended)
    lasted_s = (ended - began) / 1000
    lasted_s[~has_end] = np.nan
    return began, np.full(begin.size, place), which, lasted_s


def _of_pair(log: JunctionLog, begins: int, ends: int) -> tuple[Ints, Ints, Flags]:
    """Return number and time of the events that begin or end something, and whether they begin it."""
    number, t, code = by_phase(log, (begins, ends))
    return number, t, code == begins


def _of_detectors(log: JunctionLog) -> tuple[Ints, Ints, Flags]:
    changes = log.changes
    return np.repeat(np.arange(changes.bounds.size - 1), np.diff(changes.bounds)), changes.t, changes.is_on
