"""Detector health: which detectors do not tell the truth, and by what that is seen.

References
----------
.. [1] Utah Department of Transportation, ATSPM: watchdog for detectors that hang, chatter or are silent.
"""

import numpy as np
from numpy.typing import NDArray

from meydan.city.because import because
from meydan.measure.bins import MINUTE_MS, Bins, Grid, distinct
from meydan.measure.greens import greens
from meydan.measure.junction_log import NO_PHASE, Flags, Ints, JunctionLog
from meydan.measure.presence import Presence, changes_of, presence
from meydan.measure.rows import Definitions, Rows, no_rows, rows_of

COLUMNS = ("detector", "actuations", "occupied_s", "most_a_minute", "fault")
REPORTED = {84: "reported_other", 85: "reported_watchdog", 86: "reported_open", 87: "reported_shorted", 88: "erratic"}
SILENT, STUCK_ON, CHATTERING, TOO_MANY = "silent", "stuck_on", "chattering", "too_many"
FAULTS = (SILENT, STUCK_ON, CHATTERING, TOO_MANY, *REPORTED.values())
NEIGHBOURS_ACTIVE = 100  # actuations of the other detectors, by their median, beside which none is a fault
STUCK_GREEN_MS = 300_000  # of green: no queue stands still for so much of it
STUCK_MS = 1_800_000  # without a phase to go by; also how far back is looked
MOST_A_MINUTE = 60  # actuations of a lane: one a second
MOST_VPH = 2_400  # a lane lets fewer vehicles pass, and no bin of a quarter of an hour or more is so full


def detector_health(log: JunctionLog, bins: Bins, definitions: Definitions = "meydan") -> Rows:
    """Return how each detector fared in every bin in which its junction was heard.

    Columns: `detector`, its channel, of those in the table and those that have an event; `actuations`; `occupied_s`,
    for how long it was on [s]; `most_a_minute`, its actuations in the busiest minute; `fault`, empty or some words:
    `silent` beside busy neighbours, `stuck_on` for five minutes of its phase's green, `chattering`, `too_many` for a
    lane, and what the controller reported. The definitions of `atspm` are the same here: its own table of this kind
    is not made.
    """
    channels = _channels(log)
    grid = bins.grid(log.t)
    if channels.size == 0 or grid.start.size == 0:
        return no_rows(COLUMNS, because("measure.no_events", codes="81, 82"))
    actuations = np.stack([grid.counts(log.on.times(channel)) for channel in channels.tolist()], axis=1)
    busiest = np.stack([_busiest(log.on.times(channel), grid) for channel in channels.tolist()], axis=1)
    times = [presence([changes_of(log, channel)], int(log.t[0]), int(log.t[-1])) for channel in channels.tolist()]
    ends = grid.start + bins.width_ms
    occupied = np.stack([spans.occupied_ms(grid.start, ends) for spans in times], axis=1)
    seen = {
        SILENT: _silent(actuations),
        STUCK_ON: _stuck(log, channels, times, grid.start, ends),
        CHATTERING: busiest > MOST_A_MINUTE,
        TOO_MANY: actuations * (3_600_000 / bins.width_ms) > MOST_VPH,
        **{word: _reported(log, channels, grid, code) for code, word in REPORTED.items()},
    }
    if bins.width_ms < 15 * MINUTE_MS:
        seen[TOO_MANY] = np.zeros_like(seen[SILENT])
    heard = np.broadcast_to((grid.counts(log.t) > 0)[:, None], actuations.shape)
    row, which = np.nonzero(heard)
    words = _words(seen)
    values = (column[row, which] for column in (actuations, occupied / 1000, busiest, words))
    return rows_of(grid.start[row], COLUMNS, channels[which], *values)


def _channels(log: JunctionLog) -> Ints:
    known = {detector.channel for detector in log.detectors}
    return np.array(sorted({*log.on.channels().tolist(), *log.off.channels().tolist(), *known}), np.int64)


def _busiest(t: Ints, grid: Grid) -> Ints:
    """Return the actuations of one detector in the busiest minute of each bin."""
    most = np.zeros(grid.start.size, np.int64)
    if t.size == 0:
        return most
    minutes, at = distinct(t // MINUTE_MS * MINUTE_MS)
    of = np.maximum(np.searchsorted(grid.start, minutes, "right") - 1, 0)
    first = np.flatnonzero(np.diff(of, prepend=-1))
    most[of[first]] = np.maximum.reduceat(np.bincount(at), first)
    return most


def _silent(actuations: Ints) -> Flags:
    """Return which detectors had nothing while the others, by their median, had a lot [bins, detectors]."""
    silent = np.zeros(actuations.shape, np.bool_)
    for which in range(actuations.shape[1] if actuations.shape[1] > 1 else 0):
        others = np.median(np.delete(actuations, which, axis=1), axis=1)
        silent[:, which] = (actuations[:, which] == 0) & (others >= NEIGHBOURS_ACTIVE)
    return silent


def _stuck(log: JunctionLog, channels: Ints, times: list[Presence], starts: Ints, ends: Ints) -> Flags:
    """Return in which bins detectors were on without a break for five minutes of green, or half an hour."""
    lit = greens(log)
    phase_of = {d.channel: d.phase for d in log.detectors if d.phase != NO_PHASE}
    stuck = np.zeros((starts.size, channels.size), np.bool_)
    for which, spans in enumerate(times):
        green = lit.get(phase_of.get(int(channels[which]), NO_PHASE))
        for place in np.flatnonzero(spans.end - spans.begin >= STUCK_GREEN_MS).tolist():
            begin, end = spans.begin[place], spans.end[place]
            since, until = np.maximum(begin, starts - STUCK_MS), np.minimum(end, ends)
            lasted = until - since >= STUCK_MS if green is None else green.occupied_ms(since, until) >= STUCK_GREEN_MS
            stuck[:, which] |= lasted & (begin < ends) & (end > starts)
    return stuck


def _reported(log: JunctionLog, channels: Ints, grid: Grid, code: int) -> Flags:
    t, codes, parameter = log.rest
    at = t[codes == code], parameter[codes == code]
    return np.stack([grid.counts(at[0][at[1] == channel]) > 0 for channel in channels.tolist()], axis=1)


def _words(seen: dict[str, Flags]) -> NDArray[np.str_]:
    bits = sum((met.astype(np.int64) << place for place, met in enumerate(seen.values())), np.int64(0))
    values, at = np.unique(bits, return_inverse=True)
    names = [" ".join(word for place, word in enumerate(seen) if value >> place & 1) for value in values.tolist()]
    told: NDArray[np.str_] = np.array(names)[at.reshape(bits.shape)]
    return told
