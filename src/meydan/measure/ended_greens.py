"""Greens that ended, and why."""

from typing import NamedTuple

import numpy as np

from meydan.measure.cycles import by_phase, is_interrupted
from meydan.measure.junction_log import (
    FORCE_OFF,
    GAP_OUT,
    GREEN,
    GREEN_TERMINATION,
    MAX_OUT,
    YELLOW,
    Ints,
    JunctionLog,
    is_one_of,
    once,
)
from meydan.measure.nearest import last_before

TOLD = (GAP_OUT, MAX_OUT, FORCE_OFF)


class EndedGreens(NamedTuple):
    """Greens that the log holds whole: phase, begin, when the reason was told [ms since 1970], and which (or 0)."""

    phase: Ints
    begin: Ints
    told: Ints
    reason: Ints


@once
def ended_greens(log: JunctionLog) -> EndedGreens:
    """Return every green that ends with code 7 or 8; an unknown reason is told at its end."""
    phase, t, code = by_phase(log, (*TOLD, GREEN, GREEN_TERMINATION, YELLOW))
    is_lamp = ~is_one_of(code, TOLD)
    begun = last_before(is_lamp)  # the lamp's change before each event
    reason = last_before(~is_lamp)
    end = np.flatnonzero(is_lamp & (code != GREEN))
    begin = begun[end]
    fits = (begin >= 0) & (phase[begin] == phase[end]) & (code[begin] == GREEN)
    fits &= ~is_interrupted(log, t[begin], t[end])
    begin, end = begin[fits], end[fits]
    why = reason[end]
    is_known = why > begin
    told = np.where(is_known, t[why], t[end])
    return EndedGreens(phase[end], t[begin], told, np.where(is_known, code[why], 0))


def reasons_of(log: JunctionLog, phase: Ints, begin: Ints) -> Ints:
    """Return why each green ended, given by its phase and begin, or 0 where that is not known."""
    ended = ended_greens(log)
    if ended.phase.size == 0:
        return np.zeros(phase.size, np.int64)
    known = (ended.begin << 16) | ended.phase
    order = np.argsort(known)
    asked = (begin << 16) | phase
    at = order[np.minimum(np.searchsorted(known, asked, sorter=order), known.size - 1)]
    return np.where(known[at] == asked, ended.reason[at], 0)
