"""Services of phases: from the begin of green to the end of what clears it."""

from typing import NamedTuple

import numpy as np

from meydan.measure.cycles import LONGEST_MS, by_phase, is_interrupted
from meydan.measure.junction_log import (
    END_OF_RED_CLEARANCE,
    END_OF_YELLOW,
    GREEN,
    RED_CLEARANCE,
    YELLOW,
    Flags,
    Ints,
    JunctionLog,
    is_one_of,
    once,
)


class Services(NamedTuple):
    """Services that the log holds whole: phase, begin of green and end of the service [ms since 1970]."""

    phase: Ints
    begin: Ints
    end: Ints


@once
def services(log: JunctionLog) -> Services:
    """Return the services: green, yellow and red clearance, or green and yellow where a phase has no red clearance."""
    events = by_phase(log, (GREEN, YELLOW, END_OF_YELLOW, RED_CLEARANCE, END_OF_RED_CLEARANCE))
    phase, _, code = events
    has_clearance = (np.bincount(phase[code == RED_CLEARANCE], minlength=1 << 16) > 0)[phase]
    cleared = _whole(log, events, has_clearance, (GREEN, YELLOW, RED_CLEARANCE, END_OF_RED_CLEARANCE))
    others = _whole(log, events, ~has_clearance, (GREEN, YELLOW, END_OF_YELLOW))
    return Services(*(np.concatenate(pair) for pair in zip(cleared, others, strict=True)))


def _whole(log: JunctionLog, events: tuple[Ints, Ints, Ints], where: Flags, kinds: tuple[int, ...]) -> Services:
    """Return every service with one event of each kind, in their order."""
    where = where & is_one_of(events[2], kinds)
    phase, t, code = (column[where] for column in events)
    last = len(kinds) - 1
    begin = np.flatnonzero(code == GREEN)
    begin = begin[begin + last < t.size]
    fits = phase[begin + last] == phase[begin]
    for step, kind in enumerate(kinds):
        fits &= code[begin + step] == kind
    served, begin, end = phase[begin[fits]], t[begin[fits]], t[begin[fits] + last]
    sound = (end - begin <= LONGEST_MS) & ~is_interrupted(log, begin, end)
    return Services(served[sound], begin[sound], end[sound])
