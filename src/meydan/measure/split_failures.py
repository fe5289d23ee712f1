"""Split failures: greens that ended with vehicles still waiting.

References
----------
.. [1] Day et al., Performance Measures for Traffic Signal Systems, Purdue, 2014: occupancy of green and of the first
   five seconds of red.
"""

from typing import NamedTuple

import numpy as np

from meydan.city.because import because
from meydan.measure.bins import Bins
from meydan.measure.cycles import by_phase, green_to_green
from meydan.measure.groups import grouped
from meydan.measure.junction_log import (
    GREEN,
    PRESENCE,
    RED_CLEARANCE,
    YELLOW,
    Flags,
    Floats,
    Ints,
    JunctionLog,
    channels_of,
)
from meydan.measure.nearest import next_from
from meydan.measure.presence import Presence, changes_of, spans_of, together
from meydan.measure.rows import Column, Definitions, Rows, no_rows, rows_of

COLUMNS = (
    "phase",
    "cycles",
    "failures",
    "mean_green_s",
    "mean_green_occupancy",
    "mean_red_occupancy",
    "invalid_cycles",
)
RED_MS = 5_000
FULL = 0.80  # occupancy from which green, and red, count as full

_BARRIER = 11  # the end of the first five seconds of red, among the codes of lamps
_BEFORE_FIRST_OFF_MS = 1
_PHASE_MS = 1 << 42  # phases stand one after the other on one line of time, so that all are looked up at once
_FAR_MS = _PHASE_MS - 1


class _Cycles(NamedTuple):
    """Cycles [ms since 1970]: their green, the red that is looked at, and what tells their bin; where others began."""

    phase: Ints
    green: Ints
    green_end: Ints
    red: Ints
    red_end: Ints
    told: Ints
    invalid_phase: Ints
    invalid: Ints


Detectors = dict[int, list[tuple[Ints, Flags]]]
"""When the detectors of each phase changed, and whether they went on."""


def split_failures(log: JunctionLog, bins: Bins, definitions: Definitions = "meydan") -> Rows:
    """Return the failed greens of each phase that has presence detectors, by the bin of the fifth second of red.

    Columns: `phase`; valid `cycles`; `failures`, cycles with an occupancy of at least 0.80 in green and in the first
    five seconds of red; `mean_green_s` [s]; `mean_green_occupancy` and `mean_red_occupancy` [0..1], of all presence
    detectors of the phase together; `invalid_cycles`, told by their begin.

    With the definitions of `atspm`, a cycle needs one yellow and one red clearance (10), in any order, however long it
    is and whatever is missing in it, and a bin without valid cycles has no row.
    """
    channels = channels_of(log, PRESENCE)
    if not channels:
        return no_rows(COLUMNS, because("measure.no_detectors", function=PRESENCE))
    detectors = {
        phase: some
        for phase, numbers in channels.items()
        if (some := [changes for number in numbers if (changes := changes_of(log, number))[0].size])
    }
    if not detectors:
        return no_rows(COLUMNS, because("measure.no_vehicles", function=PRESENCE))
    if definitions == "atspm":
        occupied = _occupied(detectors, _BEFORE_FIRST_OFF_MS)
        cycles = _where_known(_cycles_as_atspm(log, bins, list(detectors)), detectors)
    else:
        occupied = _occupied(detectors, None)
        cycles = _cycles(log, list(detectors))
    rows = _binned(cycles, occupied, bins, definitions)
    return rows if rows.start.size else no_rows(COLUMNS, because("measure.no_cycles"))


def _occupied(detectors: Detectors, lead_ms: int | None) -> Presence:
    """Return when any detector of each phase was occupied, phase after phase on one line of time."""
    spans = [
        [side + phase * _PHASE_MS for side in spans_of(changes, 0, _FAR_MS, lead_ms)]
        for phase, some in detectors.items()
        for changes in some
    ]
    return together(*(np.concatenate(sides) for sides in zip(*spans, strict=True)))


def _cycles(log: JunctionLog, phases: list[int]) -> _Cycles:
    found = green_to_green(log)
    mine, lost = np.isin(found.phase, phases), np.isin(found.dropped_phase, phases)
    red, end = found.third[mine], found.end[mine]
    until = np.minimum(red + RED_MS, end)
    begun = found.dropped_phase[lost], found.dropped[lost]
    return _Cycles(found.phase[mine], found.first[mine], found.second[mine], red, until, until, *begun)


def _cycles_as_atspm(log: JunctionLog, bins: Bins, phases: list[int]) -> _Cycles:
    """Return cycles from green to green that hold one yellow and the end of one five seconds of red."""
    last = log.t[-1:] if log.end is None else np.array([log.end], np.int64)
    end_of_log = bins.starts(last) + bins.width_ms
    phase, t, code = by_phase(log, (GREEN, YELLOW, RED_CLEARANCE))
    mine = np.isin(phase, phases)
    phase, t, code = phase[mine], t[mine], code[mine]
    reds = np.flatnonzero(code == RED_CLEARANCE)
    reds = reds[t[reds] + RED_MS < end_of_log] if last.size else reds
    line = np.concatenate((phase, phase[reds])) * _PHASE_MS + np.concatenate((t, t[reds] + RED_MS))
    code = np.append(code, np.full(reds.size, _BARRIER))
    order = np.argsort((line << 4) | code, kind="stable")  # two runs that are in order each
    return _one_yellow_one_barrier(line[order], code[order])


def _one_yellow_one_barrier(line: Ints, code: Ints) -> _Cycles:
    phase, t = np.divmod(line, _PHASE_MS)
    at = np.flatnonzero(code == GREEN)
    upto = np.minimum(np.append(at[1:], t.size)[: at.size], np.searchsorted(phase, phase[at], "right"))
    valid = np.ones(at.size, np.bool_)
    for kind in (YELLOW, _BARRIER):
        count = np.concatenate(([0], np.cumsum(code == kind)))
        valid &= count[upto] - count[at] == 1
    invalid, at = at[~valid], at[valid]
    red, barrier = (next_from(code == kind, at) for kind in (RED_CLEARANCE, _BARRIER))
    told = t[barrier]
    red = t[np.minimum(red, barrier)]  # none if these five seconds began in the cycle before
    return _Cycles(phase[at], t[at], t[at + 1], red, told, told, phase[invalid], t[invalid])


def _where_known(cycles: _Cycles, detectors: Detectors) -> _Cycles:
    """Return the cycles that begin after the first event of the detectors of their phase; the others are invalid."""
    since = np.zeros(max(detectors) + 1, np.int64)
    for number, some in detectors.items():
        since[number] = min(int(t[0]) - (not is_on[0]) for t, is_on in some)
    known = cycles.green > since[cycles.phase]
    phase, green, green_end, red, red_end, told = (column[known] for column in cycles[:6])
    lost_phase, lost = np.append(cycles.invalid_phase, cycles.phase[~known]), cycles.green[~known]
    return _Cycles(phase, green, green_end, red, red_end, told, lost_phase, np.append(cycles.invalid, lost))


def _binned(cycles: _Cycles, occupied: Presence, bins: Bins, definitions: Definitions) -> Rows:
    line = np.concatenate((cycles.phase, cycles.phase)) * _PHASE_MS
    begin, end = np.concatenate((cycles.green, cycles.red)), np.concatenate((cycles.green_end, cycles.red_end))
    occupied_ms = occupied.occupied_ms(line + begin, line + end)
    green_ms = cycles.green_end - cycles.green
    with np.errstate(invalid="ignore"):  # a green without length has no occupancy
        in_green = occupied_ms[: green_ms.size] / green_ms
    in_red = occupied_ms[green_ms.size :] / RED_MS
    start = bins.starts(np.concatenate((cycles.told, cycles.invalid)))
    groups = grouped(start, np.concatenate((cycles.phase, cycles.invalid_phase)))
    is_valid = np.arange(start.size) < green_ms.size
    count = groups.counts(is_valid)

    def summed(values: Floats) -> Floats:
        return groups.sums(np.concatenate((values, np.zeros(cycles.invalid.size))))

    failed = summed(((in_green >= FULL) & (in_red >= FULL)).astype(np.float64)).astype(np.int64)
    with np.errstate(invalid="ignore"):
        means = [summed(values) / count for values in (green_ms / 1000, in_green, in_red)]
    columns: tuple[Column, ...] = (*groups.keys, count, failed, *means, groups.counts(~is_valid))
    kept = count > 0 if definitions == "atspm" else np.ones(count.size, np.bool_)
    return rows_of(groups.start[kept], COLUMNS, *(column[kept] for column in columns))
