"""Bins of equal length in local time, and what is counted in them."""

from dataclasses import dataclass

import numpy as np

from meydan.measure.junction_log import Codes, Ints

MINUTE_MS = 60_000
HOUR_MS = 60 * MINUTE_MS
DAY_MS = 24 * HOUR_MS
_FIRST_BIN_MS = 946_857_600_000  # Monday, 3 January 2000: where bins that do not divide a day begin, as in DuckDB


@dataclass(frozen=True, slots=True)
class Bins:
    """Bins of `width_ms` in local time.

    Local time is UTC and the last of `offsets_ms` whose instant in `since` is not later; `since` is in order.
    """

    width_ms: int
    since: Ints
    offsets_ms: Ints

    def starts(self, t: Ints) -> Ints:
        """Return the instant at which the bin of each instant begins."""
        offset = self.local_offsets_ms(t)
        local = t + offset - _FIRST_BIN_MS
        return t - local % self.width_ms

    def grid(self, t: Ints) -> "Grid":
        """Return the bins between the first and the last of some times in order; none if there are none."""
        if t.size == 0:
            return Grid(t, t)
        first, last = int(t[0]), int(t[-1])
        at, starts = [], []
        since_when, ends = [first, *self.since[1:].tolist()], [*self.since[1:].tolist(), last + 1]
        for since, until, offset in zip(since_when, ends, self.offsets_ms.tolist(), strict=True):
            begin, end = max(since, first), min(until, last + 1)
            if begin < end:
                some = np.arange(begin - (begin + offset - _FIRST_BIN_MS) % self.width_ms, end, self.width_ms)
                starts.append(some)
                at.append(np.maximum(some, begin))
        start = np.concatenate(starts)
        is_new = np.concatenate(([True], start[1:] != start[:-1]))
        return Grid(np.concatenate(at)[is_new], start[is_new])

    def local_offsets_ms(self, t: Ints) -> Ints:
        """Return the offset from UTC [ms] at each instant."""
        if self.offsets_ms.size == 1:
            return np.broadcast_to(self.offsets_ms, t.shape)
        return self.offsets_ms[np.maximum(np.searchsorted(self.since, t, "right") - 1, 0)]


@dataclass(frozen=True, slots=True)
class Grid:
    """Bins one after the other: when the first event in each may come, and its start."""

    at: Ints
    start: Ints

    def places(self, t: Ints) -> Ints:
        """Return the place of the first of some times in order that is in each bin, and their number at the end."""
        return np.append(np.searchsorted(t, self.at), t.size)

    def counts(self, t: Ints) -> Ints:
        """Return how many of some times in order are in each bin."""
        return np.diff(self.places(t))


def bins_of_minutes(minutes: int, offset_s: int = 0) -> Bins:
    """Return bins of some minutes where local time never changes its offset from UTC [s]."""
    return Bins(minutes * MINUTE_MS, np.zeros(1, np.int64), np.array([offset_s * 1000], np.int64))


@dataclass(frozen=True, slots=True)
class Tally:
    """How often each key was met in each bin, in order of bin and key; pairs never met are absent."""

    start: Ints
    key: Ints
    count: Ints


def tally(start: Ints, key: Codes | Ints) -> Tally:
    """Count pairs of a bin's start and a small key, from 0 on."""
    if start.size == 0:
        nothing = np.empty(0, np.int64)
        return Tally(nothing, nothing, nothing)
    starts, row = distinct(start)
    present = np.bincount(key) > 0
    keys = np.flatnonzero(present)
    column = (np.cumsum(present) - 1)[key]
    counts = np.bincount(row * keys.size + column, minlength=starts.size * keys.size)
    met = np.flatnonzero(counts)
    return Tally(starts[met // keys.size], keys[met % keys.size], counts[met])


def distinct(start: Ints) -> tuple[Ints, Ints]:
    """Return the distinct starts in order, and the place of each start among them; fast if they come in order."""
    steps = np.diff(start)
    if start.size == 0:
        return start, start
    if np.any(steps < 0):
        starts, row = np.unique(start, return_inverse=True)
        return starts, row
    row = np.zeros(start.size, np.int64)
    np.cumsum(steps > 0, out=row[1:])
    return start[np.concatenate(([True], steps > 0))], row


def looked_up(tallied: Tally, start: Ints, key: Ints) -> Ints:
    """Return the count of each pair of bin and key, 0 where it was never met."""
    if tallied.count.size == 0:
        return np.zeros(start.size, np.int64)
    wide = int(max(tallied.key.max(), key.max(initial=0))) + 1
    first = int(min(tallied.start[0], start.min(initial=tallied.start[0])))
    known, asked = ((s - first) * wide + k for s, k in ((tallied.start, tallied.key), (start, key)))
    at = np.minimum(np.searchsorted(known, asked), known.size - 1)
    return np.where(known[at] == asked, tallied.count[at], 0)
