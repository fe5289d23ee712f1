"""Cycles of each phase: red to red for arrivals, green to green for split failures.

A cycle counts only if the log holds its boundaries in exactly that order, one each: lost or doubled events never make
one. It also ends where the log is silent: no event of the whole junction for more than half a minute may hide a cycle.
"""

from typing import NamedTuple

import numpy as np

from meydan.measure.junction_log import (
    END_OF_YELLOW,
    FLASH,
    GREEN,
    POWER_BACK,
    POWER_FAILED,
    RED_CLEARANCE,
    YELLOW,
    Flags,
    Ints,
    JunctionLog,
    once,
)

LONGEST_MS = 600_000
TOGETHER_MS = 1_000
_RED, _STRAY = 2, 0  # kinds beside GREEN and YELLOW; no code of a boundary


class Cycles(NamedTuple):
    """Valid cycles of four boundaries each [ms since 1970], by phase and time, and where others began."""

    phase: Ints
    first: Ints
    second: Ints
    third: Ints
    end: Ints
    dropped_phase: Ints
    dropped: Ints


class _Boundaries(NamedTuple):
    phase: Ints
    t: Ints
    kind: Ints


@once
def red_to_red(log: JunctionLog) -> Cycles:
    """Return the cycles red, green, yellow, red; red begins with the first of codes 9 and 10 after a yellow."""
    return _cycles(log, (_RED, GREEN, YELLOW))


@once
def green_to_green(log: JunctionLog) -> Cycles:
    """Return the cycles green, yellow, red, green."""
    return _cycles(log, (GREEN, YELLOW, _RED))


def cycle_of(cycles: Cycles, phase: int, t: Ints) -> Ints:
    """Return the place among all cycles of that of a phase in which each instant lies, or -1."""
    first, last = np.searchsorted(cycles.phase, (phase, phase + 1)).tolist()
    if first == last:
        return np.full(t.size, -1)
    at = first + np.searchsorted(cycles.first[first:last], t, "right") - 1
    return np.where((at >= first) & (t < cycles.end[at]), at, -1)


def is_interrupted(log: JunctionLog, begin: Ints, end: Ints) -> Flags:
    """Return which of these times hold a silence of the log, a change of flashing or a loss of power."""
    stops = _stops(log)
    interrupted = np.zeros(begin.size, np.bool_)
    if log.silences.size:
        interrupted |= np.searchsorted(log.silences, end, "left") > np.searchsorted(log.silences, begin, "left")
    if stops.size:
        interrupted |= np.searchsorted(stops, end, "right") > np.searchsorted(stops, begin, "left")
    return interrupted


@once
def _stops(log: JunctionLog) -> Ints:
    """Return when flashing changed, and when power failed or came back."""
    t, code, _ = log.rest
    stops: Ints = t[(code == FLASH) | ((code >= POWER_FAILED) & (code <= POWER_BACK))]
    return stops


def _cycles(log: JunctionLog, kinds: tuple[int, int, int]) -> Cycles:
    phase, t, kind = _boundaries(log)
    begins = np.flatnonzero(kind == kinds[0])
    whole = begins[begins + 3 < t.size]
    fits = phase[whole + 3] == phase[whole]  # by phase and time, so those between are of this phase too
    for step, wanted in enumerate((*kinds, kinds[0])):
        fits &= kind[whole + step] == wanted
    first, end = t[whole], t[whole + 3]
    fits &= (end - first <= LONGEST_MS) & ~is_interrupted(log, first, end)
    valid = whole[fits]
    others = np.setdiff1d(begins, valid, assume_unique=True)
    return Cycles(phase[valid], t[valid], t[valid + 1], t[valid + 2], t[valid + 3], phase[others], t[others])


@once
def _boundaries(log: JunctionLog) -> _Boundaries:
    """Return greens, yellows and reds, and what else of a phase's lamps makes no sense where it stands."""
    phase, t, code = by_phase(log, (GREEN, YELLOW, END_OF_YELLOW, RED_CLEARANCE))
    after = np.zeros(t.size, np.int64)
    after[1:] = np.where(phase[1:] == phase[:-1], code[:-1], 0)
    is_end = (code == END_OF_YELLOW) | (code == RED_CLEARANCE)
    is_red = is_end & (after == YELLOW)
    is_second = np.zeros(t.size, np.bool_)  # of codes 9 and 10, which mark the same moment
    is_second[1:] = is_end[1:] & is_red[:-1] & (after[1:] > 0) & (code[1:] != code[:-1]) & (np.diff(t) <= TOGETHER_MS)
    kind = np.where(is_red, _RED, np.where(is_end, _STRAY, code))
    return _Boundaries(phase[~is_second], t[~is_second], kind[~is_second])


def by_phase(log: JunctionLog, codes: tuple[int, ...]) -> tuple[Ints, Ints, Ints]:
    """Return phase, time and code of all events of lamps and buttons with these codes, by phase, then in order."""
    return log.coded.by_number(codes)
