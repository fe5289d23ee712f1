"""How much of a bin the log covers, and what happened in it that makes a number doubtful."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from meydan.measure.bins import MINUTE_MS, Bins
from meydan.measure.junction_log import (
    CLOCK_SET,
    FLASH,
    LAST_STANDARD_CODE,
    NOT_IN_FLASH,
    POWER_BACK,
    POWER_FAILED,
    Ints,
    JunctionLog,
)

PART_MIN = 5
LEAST_EVENTS = 3  # in a part, of codes that are no vendor's own
DETECTOR_FAULTS = (84, 88)

_MARKS = ("incomplete", "clock_set", "power", "flash", "detector_fault")


@dataclass(frozen=True, slots=True)
class Coverage:
    """The share [0..1] of each bin that has data, in order of bin, and its marks, separated by spaces.

    `incomplete`: less than all of the bin has data; `clock_set`: the controller's clock was set in it; `power`: power
    failed or came back; `flash`: the junction went to flashing; `detector_fault`: the controller reported one.
    """

    start: Ints
    share: NDArray[np.float64]
    marks: tuple[str, ...]


def coverage(log: JunctionLog, bins: Bins) -> Coverage:
    """Return the coverage of every bin in which the log has an event.

    A part of five minutes has data if it holds at least three events (`LEAST_EVENTS`).
    """
    width_min = bins.width_ms // MINUTE_MS
    parts = width_min // PART_MIN if width_min % PART_MIN == 0 else 1
    grid = bins.grid(log.t)
    start = grid.start[grid.counts(log.t) > 0]
    small = Bins(bins.width_ms // parts, bins.since, bins.offsets_ms).grid(log.t)
    rest, code, _ = log.rest
    counted = small.counts(log.t) - small.counts(rest[code > LAST_STANDARD_CODE])
    full = bins.starts(small.at[counted >= LEAST_EVENTS])
    share = (np.searchsorted(full, start, "right") - np.searchsorted(full, start, "left")) / parts
    met = np.stack([share < 1.0, *(np.isin(start, bins.starts(t)) for t in _doubts(log))])
    words = {bits: " ".join(m for i, m in enumerate(_MARKS) if bits >> i & 1) for bits in range(1 << len(_MARKS))}
    bits = (met * (1 << np.arange(len(_MARKS)))[:, None]).sum(axis=0)
    return Coverage(start, share, tuple(words[int(b)] for b in bits))


def of_both(one: Coverage, other: Coverage) -> Coverage:
    """Return the coverage of what needs both: the lesser share, and the marks of either, of bins that both have."""
    start, at, also = np.intersect1d(one.start, other.start, assume_unique=True, return_indices=True)
    marks = [{*one.marks[i].split(), *other.marks[j].split()} for i, j in zip(at.tolist(), also.tolist(), strict=True)]
    told = tuple(" ".join(mark for mark in _MARKS if mark in some) for some in marks)
    return Coverage(start, np.minimum(one.share[at], other.share[also]), told)


def _doubts(log: JunctionLog) -> list[Ints]:
    """Return when what each mark but the first tells happened."""
    t, code, parameter = log.rest
    return [
        t[code == CLOCK_SET],
        t[(code >= POWER_FAILED) & (code <= POWER_BACK)],
        t[(code == FLASH) & (parameter != NOT_IN_FLASH)],
        t[(code >= DETECTOR_FAULTS[0]) & (code <= DETECTOR_FAULTS[1])],
    ]
