"""Terminations: why each green ended.

References
----------
.. [1] Day et al., Performance Measures for Traffic Signal Systems, Purdue, 2014: Purdue phase termination.
"""

import numpy as np

from meydan.city.because import because
from meydan.measure.bins import Bins, tally
from meydan.measure.cycles import by_phase, is_interrupted
from meydan.measure.junction_log import (
    FORCE_OFF,
    GAP_OUT,
    GREEN,
    GREEN_TERMINATION,
    MAX_OUT,
    YELLOW,
    Flags,
    Ints,
    JunctionLog,
)
from meydan.measure.rows import Definitions, Rows, no_rows

COLUMNS = ("phase", "reason", "greens")
REASONS = {GAP_OUT: "gap_out", MAX_OUT: "max_out", FORCE_OFF: "force_off"}
UNKNOWN = "unknown"

_TOLD = tuple(REASONS)


def terminations(log: JunctionLog, bins: Bins, definitions: Definitions = "meydan") -> Rows:
    """Return how often each phase ended for each reason, by bin.

    Columns: `phase`; `reason`, one of `gap_out`, `max_out`, `force_off` and `unknown`; `greens` that ended so. A green
    ends with code 7 or 8, for the last reason told since it began, in the bin in which that was told.

    With the definitions of `atspm`, every event 4, 5 and 6 counts, whether it ended a green or not.
    """
    told = by_phase(log, (*_TOLD, GREEN, GREEN_TERMINATION, YELLOW))
    if not np.any(np.isin(told[2], _TOLD)):
        return no_rows(COLUMNS, because("measure.no_events", codes="4, 5, 6"))
    phase, t, reason = _every_reason(*told) if definitions == "atspm" else _ended_greens(log, *told)
    if phase.size == 0:
        return no_rows(COLUMNS, because("measure.no_cycles"))
    counted = tally(bins.starts(t), phase * 16 + reason)
    names = np.array([REASONS.get(code, UNKNOWN) for code in range(16)])
    values = (counted.key // 16, names[counted.key % 16], counted.count)
    return Rows(counted.start, dict(zip(COLUMNS, values, strict=True)))


def _every_reason(phase: Ints, t: Ints, code: Ints) -> tuple[Ints, Ints, Ints]:
    is_told = np.isin(code, _TOLD)
    return phase[is_told], t[is_told], code[is_told]


def _ended_greens(log: JunctionLog, phase: Ints, t: Ints, code: Ints) -> tuple[Ints, Ints, Ints]:
    """Return phase, time and reason (0: unknown) of every green that the log holds whole."""
    is_lamp = ~np.isin(code, _TOLD)
    begun = _last(is_lamp)  # the lamp's change before each event
    reason = _last(~is_lamp)
    end = np.flatnonzero(is_lamp & (code != GREEN))
    begin = begun[end]
    fits = (begin >= 0) & (phase[begin] == phase[end]) & (code[begin] == GREEN)
    fits &= ~is_interrupted(log, t[begin], t[end])
    begin, end = begin[fits], end[fits]
    why = reason[end]
    is_known = why > begin
    return phase[end], np.where(is_known, t[why], t[end]), np.where(is_known, code[why], 0)


def _last(wanted: Flags) -> Ints:
    """Return the place of the last event wanted before each event, or -1."""
    places = np.maximum.accumulate(np.where(wanted, np.arange(wanted.size), -1))
    return np.concatenate(([-1], places[:-1]))
