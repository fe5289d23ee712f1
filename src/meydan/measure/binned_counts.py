"""Counts of every detector of a junction by bin, for its history: what is known, and what a detector's fault spoils."""

from dataclasses import dataclass

import numpy as np

from meydan.measure.bins import Bins, Grid
from meydan.measure.coverage import DETECTOR_FAULTS, coverage
from meydan.measure.junction_log import SILENCE_MS, Flags, Ints, JunctionLog

RESTORED = 83


@dataclass(frozen=True, slots=True)
class BinnedCounts:
    """Vehicles by detector channel and bin [channels, bins], and where the controller said the detector is faulty."""

    start: Ints
    channels: Ints
    counts: Ints
    is_faulty: Flags


def binned_counts(log: JunctionLog, bins: Bins) -> BinnedCounts:
    """Return how often each detector went on, in the bins that the log covers whole.

    A detector of the table that was silent has zeros. The first and the last bin of a log are left out if it begins
    or ends more than half a minute inside them.
    """
    known = {detector.channel for detector in log.detectors}
    channels = np.array(sorted({*log.on.channels().tolist(), *known}), np.int64)
    grid = bins.grid(log.t)
    if channels.size == 0 or grid.start.size == 0:
        nothing = np.zeros((channels.size, 0), np.int64)
        return BinnedCounts(grid.start, channels, nothing, nothing.astype(np.bool_))
    counts = np.stack([grid.counts(log.on.times(channel)) for channel in channels.tolist()])
    faulty = np.stack([_is_faulty(log, channel, grid, bins) for channel in channels.tolist()])
    covered = coverage(log, bins)
    whole = np.isin(grid.start, covered.start[covered.share >= 1.0])
    whole[0] &= log.t[0] - grid.start[0] <= SILENCE_MS
    whole[-1] &= grid.start[-1] + bins.width_ms - log.t[-1] <= SILENCE_MS
    return BinnedCounts(grid.start[whole], channels, counts[:, whole], faulty[:, whole])


def _is_faulty(log: JunctionLog, channel: int, grid: Grid, bins: Bins) -> Flags:
    """Return the bins in which the controller held a detector for faulty: from a fault (84 to 88) to its end (83)."""
    t, code, parameter = log.rest
    own = (parameter == channel) & (code >= RESTORED) & (code <= DETECTOR_FAULTS[1])
    faulty = np.zeros(grid.start.size, np.bool_)
    began: int | None = None
    for at, what in zip(t[own].tolist(), code[own].tolist(), strict=True):
        if what != RESTORED:
            began = at if began is None else began
        elif began is not None:
            faulty |= (grid.start + bins.width_ms > began) & (grid.start <= at)
            began = None
    if began is not None:
        faulty |= grid.start + bins.width_ms > began
    return faulty
