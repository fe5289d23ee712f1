"""Vehicles that stand where they should go: on the stop line through a whole green, and on an upstream detector."""

from dataclasses import dataclass

import numpy as np

from meydan.measure.bins import Bins
from meydan.measure.cycles import green_to_green
from meydan.measure.junction_log import ADVANCE, PRESENCE, Floats, Ints, JunctionLog, channels_of
from meydan.measure.presence import Presence, presence

LEAST_GREEN_MS = 10_000  # a shorter green may end before the first vehicle has moved off the detector
STANDS_MS = 20_000  # on an upstream detector: a queue reaches it and does not move
HANGS_MS = 3_600_000  # longer, it is the detector and no vehicle


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands, by phase and bin; NaN where there is no detector for it, or no green.

    Attributes
    ----------
    start
        When each bin begins [ms since 1970], for the bins of the log.
    phases
        The phases that have detectors, in order.
    blocked
        The share of greens of ten seconds or more through which a vehicle stood on the stop line [phases, bins].
    queued
        The share of time in which a queue stood on the upstream detector that had most of it [phases, bins].
    """

    start: Ints
    phases: tuple[int, ...]
    blocked: Floats
    queued: Floats


def standing(log: JunctionLog, bins: Bins) -> Standing:
    """Return what stood in each bin of a log; a green belongs to the bin in which it begins."""
    start = bins.grid(log.t).start
    at_line, upstream = channels_of(log, PRESENCE), channels_of(log, ADVANCE)
    phases = tuple(sorted({*at_line, *upstream}))
    blocked, queued = (np.full((len(phases), start.size), np.nan) for _ in range(2))
    cycles = green_to_green(log)
    for place, phase in enumerate(phases):
        mine = (cycles.phase == phase) & (cycles.second - cycles.first >= LEAST_GREEN_MS)
        stood = [_spans(log, channel) for channel in at_line.get(phase, ())]
        if stood and start.size:
            blocked[place] = _blocked(stood, cycles.first[mine], cycles.second[mine], start, bins)
        waited = [_long(_spans(log, channel)) for channel in upstream.get(phase, ())]
        if waited and start.size:
            shares = [each.occupied_ms(start, start + bins.width_ms) / bins.width_ms for each in waited]
            queued[place] = np.max(shares, axis=0)
    return Standing(start, phases, blocked, queued)


def _spans(log: JunctionLog, channel: int) -> Presence:
    """Return when a detector was occupied, without the times in which it hung."""
    changes = log.changes.of(channel)
    if changes[0].size == 0:
        return presence([], 0, 0)
    occupied = presence([changes], int(log.t[0]), int(log.t[-1]))
    is_sound = occupied.end - occupied.begin <= HANGS_MS
    return Presence(occupied.begin[is_sound], occupied.end[is_sound])


def _long(occupied: Presence) -> Presence:
    """Return the times in which something stood on a detector."""
    stood = occupied.end - occupied.begin >= STANDS_MS
    return Presence(occupied.begin[stood], occupied.end[stood])


def _blocked(stood: list[Presence], green: Ints, green_end: Ints, start: Ints, bins: Bins) -> Floats:
    """Return the share of greens in each bin through which a detector was occupied."""
    length = green_end - green
    through = np.zeros(green.size, np.bool_)
    for each in stood:
        last = np.searchsorted(each.begin, green, "right") - 1
        if each.begin.size:
            through |= (last >= 0) & (each.end[np.maximum(last, 0)] >= green + length)
    at = np.searchsorted(start, bins.starts(green))
    greens = np.bincount(at, minlength=start.size)
    share: Floats = np.full(start.size, np.nan)
    np.divide(np.bincount(at, through, start.size), greens, out=share, where=greens > 0)
    return share
