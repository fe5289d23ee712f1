"""Split failures: greens that ended with vehicles still waiting.

References
----------
.. [1] Day et al., Performance Measures for Traffic Signal Systems, Purdue, 2014: occupancy of green and of the first
   five seconds of red.
"""

from typing import NamedTuple

import numpy as np

from meydan.city.because import because
from meydan.measure.bins import Bins, Tally, distinct, looked_up, tally
from meydan.measure.cycles import by_phase, green_to_green
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
from meydan.measure.presence import Presence, changes_of, presence
from meydan.measure.rows import Definitions, Rows, in_order, no_rows

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
_FAR_MS = 1 << 60


class _Cycles(NamedTuple):
    """Cycles of one phase [ms since 1970]: its green, the red that is looked at, and what tells its bin."""

    green: Ints
    green_end: Ints
    red: Ints
    red_end: Ints
    told: Ints
    invalid: Ints  # where others began


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
    cycles = _cycles_as_atspm(log, bins, channels) if definitions == "atspm" else _cycles(log, channels)
    parts = []
    for phase, numbers in channels.items():
        detectors = [changes for number in numbers if (changes := changes_of(log, number))[0].size]
        if detectors:
            parts.append(_rows_of(phase, cycles[phase], detectors, bins, definitions))
    if not parts:
        return no_rows(COLUMNS, because("measure.no_vehicles", function=PRESENCE))
    if not any(part.start.size for part in parts):
        return no_rows(COLUMNS, because("measure.no_cycles"))
    columns = {name: np.concatenate([part.columns[name] for part in parts]) for name in COLUMNS}
    return in_order(Rows(np.concatenate([part.start for part in parts]), columns), "phase")


def _cycles(log: JunctionLog, channels: dict[int, list[int]]) -> dict[int, _Cycles]:
    found = green_to_green(log)
    cycles = {}
    for phase in channels:
        mine = found.phase == phase
        red, end = found.third[mine], found.end[mine]
        until = np.minimum(red + RED_MS, end)
        invalid = found.dropped[found.dropped_phase == phase]
        cycles[phase] = _Cycles(found.first[mine], found.second[mine], red, until, until, invalid)
    return cycles


def _cycles_as_atspm(log: JunctionLog, bins: Bins, channels: dict[int, list[int]]) -> dict[int, _Cycles]:
    """Return cycles from green to green that hold one yellow and the end of one five seconds of red."""
    last = log.t[-1:] if log.end is None else np.array([log.end], np.int64)
    end_of_log = bins.starts(last) + bins.width_ms
    phases, times, codes = by_phase(log, (GREEN, YELLOW, RED_CLEARANCE))
    cycles = {}
    for phase in channels:
        mine = slice(*np.searchsorted(phases, (phase, phase + 1)).tolist())
        t, code = times[mine], codes[mine]
        barrier = t[code == RED_CLEARANCE] + RED_MS
        barrier = barrier[barrier < end_of_log] if last.size else barrier
        t, code = np.append(t, barrier), np.append(code, np.full(barrier.size, _BARRIER))
        order = np.lexsort((code, t))
        cycles[phase] = _one_yellow_one_barrier(t[order], code[order])
    return cycles


def _one_yellow_one_barrier(t: Ints, code: Ints) -> _Cycles:
    at = np.flatnonzero(code == GREEN)
    upto = np.append(at[1:], t.size)[: at.size]
    counts = {c: np.concatenate(([0], np.cumsum(code == c))) for c in (YELLOW, _BARRIER)}
    valid = np.ones(at.size, np.bool_)
    for count in counts.values():
        valid &= count[upto] - count[at] == 1
    invalid, at, upto = t[at[~valid]], at[valid], upto[valid]
    red, barrier = (next_from(code == c, at) for c in (RED_CLEARANCE, _BARRIER))
    told = t[barrier]
    red = t[np.minimum(red, barrier)]  # none if these five seconds began in the cycle before
    return _Cycles(t[at], t[np.minimum(at + 1, t.size - 1)], red, told, told, invalid)


def _rows_of(
    phase: int, cycles: _Cycles, detectors: list[tuple[Ints, Flags]], bins: Bins, definitions: Definitions
) -> Rows:
    if definitions == "atspm":
        occupied = presence(detectors, 0, _FAR_MS, _BEFORE_FIRST_OFF_MS)
        known = cycles.green > min(int(t[0]) - (not is_on[0]) for t, is_on in detectors)
        whole = cycles[:5]
        green, green_end, red, red_end, told = (times[known] for times in whole)
        cycles = _Cycles(green, green_end, red, red_end, told, np.append(cycles.invalid, cycles.green[~known]))
    else:
        occupied = presence(detectors, 0, _FAR_MS)
    return _binned(phase, cycles, occupied, bins, definitions)


def _binned(phase: int, cycles: _Cycles, occupied: Presence, bins: Bins, definitions: Definitions) -> Rows:
    green_ms = cycles.green_end - cycles.green
    occupied_ms = occupied.occupied_ms(
        np.concatenate((cycles.green, cycles.red)), np.concatenate((cycles.green_end, cycles.red_end))
    )
    with np.errstate(invalid="ignore"):  # a green without length has no occupancy
        in_green = occupied_ms[: green_ms.size] / green_ms
    in_red = occupied_ms[green_ms.size :] / RED_MS
    start, lost = bins.starts(cycles.told), bins.starts(np.sort(cycles.invalid))
    begun = _tally_of(lost)
    starts, _ = distinct(np.sort(start if definitions == "atspm" else np.concatenate((start, begun.start))))
    at = np.searchsorted(starts, start)

    def summed(values: Floats) -> Floats:
        return np.bincount(at, values, starts.size).astype(np.float64)

    count = np.bincount(at, minlength=starts.size)
    failed = summed(((in_green >= FULL) & (in_red >= FULL)).astype(np.float64)).astype(np.int64)
    with np.errstate(invalid="ignore"):
        means = [summed(values) / count for values in (green_ms / 1000, in_green, in_red)]
    invalid = looked_up(begun, starts, np.zeros(starts.size, np.int64))
    values = (np.full(starts.size, phase), count, failed, *means, invalid)
    return Rows(starts, dict(zip(COLUMNS, values, strict=True)))


def _tally_of(start: Ints) -> Tally:
    return tally(start, np.zeros(start.size, np.int64))
