"""Detectors that do not count what passes: silent, chattering, or stuck at one number, told from counts alone."""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from meydan.measure.history import History
from meydan.measure.junction_log import Flags, Floats

Ill = Literal["reported", "silent", "too_many", "stuck"]
ILLS: tuple[Ill, ...] = ("reported", "silent", "too_many", "stuck")

SILENT_MIN = 120  # shorter, it may be a lane that is closed
LEAST_EXPECTED = 20.0  # vehicles that chance alone lets stay away once in 500 million times, exp(-20)
OTHERS_AWAKE = 0.5  # of what is usual for the other detectors together, so that it is not a closed road
MOST_VPH = 4_000  # of one detector: 2,400 in a lane, and some who cross two
STUCK_BINS, STUCK_COUNT = 8, 5  # the same number that often in a row, if it is not a small one


@dataclass(frozen=True, slots=True)
class IllSpan:
    """A detector that did not count well, from one bin to another, the last included."""

    detector: int
    ill: Ill
    first: int
    last: int


def ill_spans(known: History, usual: Floats, reported: Flags) -> list[IllSpan]:
    """Return when which detector did not count well, by detector and kind.

    Parameters
    ----------
    known
        The counts of one junction.
    usual
        Their profile [detectors, bins].
    reported
        Where the controller itself held a detector for faulty [detectors, bins].
    """
    is_silent = known.counts == 0
    most = MOST_VPH * known.bin_min / 60
    same = np.zeros(known.counts.shape, np.bool_)
    same[:, 1:] = (known.counts[:, 1:] == known.counts[:, :-1]) & (known.counts[:, 1:] >= STUCK_COUNT)
    spans = []
    for detector in range(known.counts.shape[0]):
        spans += [IllSpan(detector, "reported", *run) for run in _runs(reported[detector])]
        spans += [
            IllSpan(detector, "silent", *run)
            for run in _runs(is_silent[detector])
            if _is_missed(known, usual, detector, run)
        ]
        spans += [IllSpan(detector, "too_many", *run) for run in _runs(known.counts[detector] > most)]
        spans += [
            IllSpan(detector, "stuck", first - 1, last)
            for first, last in _runs(same[detector])
            if last - first + 2 >= STUCK_BINS
        ]
    return spans


def ill_bins(spans: list[IllSpan], detectors: int, bins: int) -> Flags:
    """Return the bins of spans [detectors, bins]."""
    ill = np.zeros((detectors, bins), np.bool_)
    for span in spans:
        ill[span.detector, span.first : span.last + 1] = True
    return ill


def _is_missed(known: History, usual: Floats, detector: int, run: tuple[int, int]) -> bool:
    """Say whether vehicles should have come in a silent time, and came at the other detectors."""
    span = slice(run[0], run[1] + 1)
    is_short = (run[1] - run[0] + 1) * known.bin_min < SILENT_MIN
    if is_short or np.nansum(usual[detector, span]) < LEAST_EXPECTED:
        return False
    counts, expected = (np.delete(values[:, span], detector, axis=0) for values in (known.counts, usual))
    is_known = ~np.isnan(counts + expected)
    return bool(counts[is_known].sum() >= OTHERS_AWAKE * expected[is_known].sum() > 0)


def _runs(flags: Flags) -> list[tuple[int, int]]:
    """Return the first and the last place of each run of true flags."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], flags, [False])).astype(np.int8)))
    return [(int(first), int(end) - 1) for first, end in zip(edges[::2], edges[1::2], strict=True)]
