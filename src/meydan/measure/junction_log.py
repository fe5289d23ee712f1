"""One junction's high-resolution log in columns, and the detectors that its table names."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property, wraps
from typing import TypeVar, cast

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Codes = NDArray[np.uint16]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

GREEN, YELLOW, END_OF_YELLOW, RED_CLEARANCE, END_OF_RED_CLEARANCE = 1, 8, 9, 10, 11
GAP_OUT, MAX_OUT, FORCE_OFF, GREEN_TERMINATION = 4, 5, 6, 7
WALK, WALK_CLEARANCE, DO_NOT_WALK, OVERLAP_WALK = 21, 22, 23, 67
CALL, DROPPED = 43, 44
OFF, ON = 81, 82
PRESS = 90
PREEMPT_ON, PREEMPT_OFF = 102, 104
FLASH, NOT_IN_FLASH = 173, 2
CLOCK_SET, POWER_FAILED, POWER_BACK = 181, 182, 184
LAST_STANDARD_CODE = 218  # codes above are the vendor's own
SILENCE_MS = 30_000  # without any event of the junction: longer may hide a whole cycle

ADVANCE, PRESENCE, COUNT, YELLOW_RED, SPEED = "advance", "presence", "count", "yellow_red", "speed"
NO_PHASE = 0  # of a detector that is in the table and assigned to no phase


@dataclass(frozen=True, slots=True)
class Detector:
    """One row of the detector table: a channel serves a phase in a function, written in small letters.

    `movement` (such as L, T, R) and `lane` (from 1) are told by some cities, and so are `distance_m`, how far before
    the stop line it lies, `opposed_by`, the phase whose vehicles those of a turn must let pass, and `other_direction`,
    the phase of those who drive the other way on the same road; "" and 0 if not.
    """

    channel: int
    phase: int
    function: str
    movement: str = ""
    lane: int = 0
    distance_m: float = 0.0
    opposed_by: int = NO_PHASE
    other_direction: int = NO_PHASE


@dataclass(frozen=True, slots=True)
class Detections:
    """Events of one code at detectors: times of each channel, in order."""

    t: Ints
    bounds: Ints  # channel c has the times from bounds[c] to bounds[c + 1]

    def channels(self) -> Ints:
        """Return the channels that have events, in order."""
        return np.flatnonzero(np.diff(self.bounds))

    def times(self, channel: int) -> Ints:
        """Return the times of one channel."""
        if channel + 1 >= self.bounds.size:
            return self.t[:0]
        return self.t[self.bounds[channel] : self.bounds[channel + 1]]


@dataclass(frozen=True, slots=True)
class Changes:
    """All that detectors told, by channel and then in order: when, and whether it went on."""

    t: Ints
    is_on: Flags
    bounds: Ints  # channel c has what lies from bounds[c] to bounds[c + 1]

    def of(self, channel: int) -> tuple[Ints, Flags]:
        """Return when one channel changed, and whether it went on."""
        if channel + 1 >= self.bounds.size:
            return self.t[:0], self.is_on[:0]
        mine = slice(self.bounds[channel], self.bounds[channel + 1])
        return self.t[mine], self.is_on[mine]


@dataclass(frozen=True, slots=True)
class Coded:
    """Events of lamps, buttons and the like, in order, and where those of each code are."""

    t: Ints
    code: Codes
    number: Codes
    places: Ints  # of the events of code c, from bounds[c] to bounds[c + 1]
    bounds: Ints

    def by_number(self, codes: Iterable[int]) -> tuple[Ints, Ints, Ints]:
        """Return number, time and code of all events with some codes, by number, then in order."""
        known = (code for code in set(codes) if code + 1 < self.bounds.size)
        places = np.concatenate([self.places[:0], *(self.places[slice(*self.bounds[c : c + 2])] for c in known)])
        places.sort()
        number = self.number[places]
        order = np.argsort(number, kind="stable")
        places = places[order]
        return number[order].astype(np.int64), self.t[places], self.code[places].astype(np.int64)


@dataclass(frozen=True)
class JunctionLog:
    """Events in order of time, code and parameter, none twice; `t` in milliseconds since 1970 in UTC.

    At equal times the code decides: a lamp changes before a vehicle arrives. `end` is the last event of all junctions
    that are measured together; without it, the last of this one. `silent` tells when the junction fell silent, where
    the events do not show it because some are no longer kept.
    """

    t: Ints
    code: Codes
    parameter: Codes
    detectors: tuple[Detector, ...] = ()
    end: int | None = None
    silent: Ints | None = None
    known: dict[object, object] = field(default_factory=dict, init=False, repr=False, compare=False)

    # Whatever several measures need is sorted out once: detectors, which are two thirds of a log, and all the rest.

    @cached_property
    def changes(self) -> Changes:
        """When detectors went on and off."""
        where = np.flatnonzero(self._is_change)
        channel = self.parameter[where]
        where = where[np.argsort(channel, kind="stable")]
        return Changes(self.t[where], self.code[where] == ON, _bounds(channel))

    @cached_property
    def on(self) -> Detections:
        """When detectors went on."""
        return self._detections(self.changes.is_on)

    @cached_property
    def off(self) -> Detections:
        """When detectors went off."""
        return self._detections(~self.changes.is_on)

    @cached_property
    def coded(self) -> Coded:
        """All events but those of detectors that went on or off, by their code."""
        t, code, number = self.rest
        return Coded(t, code, number, np.argsort(code, kind="stable"), _bounds(code))

    @cached_property
    def rest(self) -> tuple[Ints, Codes, Codes]:
        """Time, code and parameter of all events but those of detectors that went on or off."""
        where = np.flatnonzero(~self._is_change)
        return self.t[where], self.code[where], self.parameter[where]

    @cached_property
    def _is_change(self) -> Flags:
        return self.code - np.uint16(OFF) <= ON - OFF  # no code is negative: those below wrap around

    @cached_property
    def silences(self) -> Ints:
        """When the junction fell silent for more than half a minute; events of vendors' own codes break no silence."""
        if self.silent is not None:
            return self.silent
        return silences(self.t[np.flatnonzero(self.code <= LAST_STANDARD_CODE)])

    def _detections(self, which: Flags) -> Detections:
        where = np.flatnonzero(which)
        return Detections(self.changes.t[where], np.searchsorted(where, self.changes.bounds))


Found = TypeVar("Found")


def once(work_out: Callable[[JunctionLog], Found]) -> Callable[[JunctionLog], Found]:
    """Have what several measures need of a log worked out once, for as long as the log is there."""

    @wraps(work_out)
    def find(log: JunctionLog) -> Found:
        if work_out not in log.known:
            log.known[work_out] = work_out(log)
        return cast(Found, log.known[work_out])  # under a function lies what that function found

    return find


def junction_log(
    t: Ints, code: Codes, parameter: Codes, detectors: Iterable[Detector] = (), end: int | None = None
) -> JunctionLog:
    """Return the log of events given in any order and any number of times."""
    if not _is_ordered(t, code, parameter):
        order = np.lexsort((parameter, code, t))
        t, code, parameter = t[order], code[order], parameter[order]
        again = np.zeros(t.size, np.bool_)
        again[1:] = (t[1:] == t[:-1]) & (code[1:] == code[:-1]) & (parameter[1:] == parameter[:-1])
        t, code, parameter = t[~again], code[~again], parameter[~again]
    return JunctionLog(t, code, parameter, tuple(dict.fromkeys(detectors)), end)


def silences(t: Ints) -> Ints:
    """Return after which of some times in order nothing came for more than half a minute."""
    return t[:-1][np.diff(t) > SILENCE_MS]


def channels_of(log: JunctionLog, function: str) -> dict[int, list[int]]:
    """Return the channels that serve each phase in a function, by phase."""
    found: dict[int, list[int]] = {}
    for detector in log.detectors:
        if detector.function == function and detector.phase != NO_PHASE:
            found.setdefault(detector.phase, []).append(detector.channel)
    return dict(sorted(found.items()))


def came_at(log: JunctionLog, function: str) -> dict[int, Ints]:
    """Return when detectors of a function went on, in order, by the phase that they serve."""
    return {
        phase: np.sort(np.concatenate([log.on.times(channel) for channel in channels]))
        for phase, channels in channels_of(log, function).items()
    }


def is_one_of(values: Codes | Ints, wanted: Sequence[int]) -> Flags:
    """Return where a value is one of the wanted; a table look-up, because a log is long."""
    table = np.zeros(1 << 16, np.bool_)
    table[list(wanted)] = True
    return table[values]


def order_in_time(t: Ints) -> Ints:
    """Return the places of some times in order of time, those of the same time as they come."""
    bits = t.size.bit_length()
    if t.size == 0 or bits + (int(t.max()) - int(t.min())).bit_length() >= np.iinfo(np.int64).bits:
        return np.argsort(t, kind="stable")
    key = t - int(t.min())  # time and place as one number: numbers alone are sorted faster
    key <<= bits
    key |= np.arange(t.size)
    key.sort()
    key &= (1 << bits) - 1
    return key


def _bounds(values: Codes) -> Ints:
    return np.concatenate(([0], np.cumsum(np.bincount(values))))


def _is_ordered(t: Ints, code: Codes, parameter: Codes) -> bool:
    steps = np.diff(t)
    if np.any(steps < 0):
        return False
    same = np.flatnonzero(steps == 0)
    rank, following = ((code[at].astype(np.uint32) << 16) | parameter[at] for at in (same, same + 1))
    return bool(np.all(rank < following))
