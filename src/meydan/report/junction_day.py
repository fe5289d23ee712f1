"""One junction's day as its pictures need it: vehicles in their cycles, services of phases, counts by bin."""

from dataclasses import dataclass

import numpy as np

from meydan.measure.bins import Bins
from meydan.measure.cycles import Cycles, by_phase, green_to_green, red_to_red
from meydan.measure.junction_log import (
    ADVANCE,
    END_OF_RED_CLEARANCE,
    FORCE_OFF,
    GAP_OUT,
    MAX_OUT,
    Floats,
    Ints,
    JunctionLog,
    channels_of,
)

REASONS = {GAP_OUT: "gap_out", MAX_OUT: "max_out", FORCE_OFF: "force_off", 0: "unknown"}
FIRST_SPLIT = (134, 203)  # codes of the programmed splits of phases 1 to 16, and 17 to 32


@dataclass(frozen=True, slots=True)
class Arrivals:
    """One phase: its cycles from red to red [ms since 1970], and vehicles, each with its place in a cycle [s]."""

    red: Ints
    green: Ints
    yellow: Ints
    end: Ints
    t: Ints
    since_red_s: Floats


@dataclass(frozen=True, slots=True)
class Services:
    """One phase: the begin of each green [ms since 1970], how long its split was [s], and the code why it ended."""

    begin: Ints
    split_s: Floats
    reason: Ints
    programmed: tuple[Ints, Floats]  # since when which split [s] is programmed, as far as the log tells


def arrivals_of(log: JunctionLog) -> dict[int, Arrivals]:
    """Return the arrivals at each phase that has advance detectors."""
    cycles = red_to_red(log)
    return {phase: _arrivals(cycles, phase, t) for phase, t in vehicles_of(log).items()}


def vehicles_of(log: JunctionLog) -> dict[int, Ints]:
    """Return when vehicles passed the advance detectors of each phase, in order."""
    return {
        phase: np.sort(np.concatenate([log.on.times(channel) for channel in channels]))
        for phase, channels in channels_of(log, ADVANCE).items()
    }


def _arrivals(cycles: Cycles, phase: int, t: Ints) -> Arrivals:
    mine = cycles.phase == phase
    red, green, yellow, end = (times[mine] for times in (cycles.first, cycles.second, cycles.third, cycles.end))
    at = np.searchsorted(red, t, "right") - 1
    inside = (at >= 0) & (t < end[at]) if red.size else np.zeros(t.size, np.bool_)
    return Arrivals(red, green, yellow, end, t[inside], (t[inside] - red[at[inside]]) / 1000)


def services_of(log: JunctionLog) -> dict[int, Services]:
    """Return the services of each phase that has valid cycles from green to green.

    A split lasts from the begin of green to the end of red clearance (11), or to the begin of red where the log does
    not tell that end.
    """
    cycles = green_to_green(log)
    ends = by_phase(log, (END_OF_RED_CLEARANCE,))
    told = by_phase(log, (GAP_OUT, MAX_OUT, FORCE_OFF))
    return {
        phase: _services(log, cycles, phase, ends[1][ends[0] == phase], tuple(c[told[0] == phase] for c in told[1:]))
        for phase in np.unique(cycles.phase).tolist()
    }


def _services(log: JunctionLog, cycles: Cycles, phase: int, ends: Ints, told: tuple[Ints, ...]) -> Services:
    mine = cycles.phase == phase
    green, yellow, red, again = (c[mine] for c in (cycles.first, cycles.second, cycles.third, cycles.end))
    padded = np.append(ends, np.iinfo(np.int64).max)
    end = padded[np.searchsorted(padded, red)]
    end = np.where(end <= again, end, red)
    t, code = told
    at = np.searchsorted(t, yellow, "right") - 1
    is_told = (at >= 0) & (t[at] >= green) if t.size else np.zeros(green.size, np.bool_)
    reason = np.where(is_told, code[at], 0) if t.size else np.zeros(green.size, np.int64)
    return Services(green, (end - green) / 1000, reason, _programmed(log, phase))


def _programmed(log: JunctionLog, phase: int) -> tuple[Ints, Floats]:
    t, code, parameter = log.rest
    number = FIRST_SPLIT[0] + phase - 1 if phase <= 16 else FIRST_SPLIT[1] + phase - 17
    mine = code == number
    return t[mine], parameter[mine].astype(np.float64)


def counts_by_bin(log: JunctionLog, bins: Bins) -> tuple[Ints, dict[int, Ints]]:
    """Return the bins of a log, and how many vehicles each phase had in each."""
    grid = bins.grid(log.t)
    return grid.start, {phase: grid.counts(t) for phase, t in vehicles_of(log).items()}
