"""The history of counts: a number for each detector and bin, without a hole in time, and the days it falls into."""

from dataclasses import dataclass

import numpy as np

from meydan.measure.bins import DAY_MS, MINUTE_MS, Bins
from meydan.measure.junction_log import Floats, Ints

BINS_MIN = (5, 15, 30, 60)  # quarters of an hour are made of the first, and a day of all


@dataclass(frozen=True, slots=True)
class DetectorName:
    """A detector of a junction."""

    junction: str
    detector: str


@dataclass(frozen=True, slots=True)
class History:
    """Counts by detector and bin; NaN where nobody knows.

    Attributes
    ----------
    start
        When each bin begins [ms since 1970 in UTC], in equal steps [bins].
    day, slot
        The local day of each bin, counted since 1970-01-01, and its place in that day [bins].
    slots
        How many bins a day of 24 hours has.
    counts
        Vehicles, or any other number about a detector and a bin [detectors, bins].
    """

    start: Ints
    day: Ints
    slot: Ints
    slots: int
    detectors: tuple[DetectorName, ...]
    counts: Floats

    @property
    def bin_min(self) -> int:
        """The length of a bin in minutes."""
        return 24 * 60 // self.slots

    @property
    def days(self) -> Ints:
        """The local days between the first and the last bin."""
        return np.arange(self.day[0], self.day[-1] + 1)

    def by_day(self, values: Floats) -> Floats:
        """Return values of detectors and bins by detector, day of `days` and slot; NaN where there is no bin.

        Of an hour that clocks show twice, the second is kept.
        """
        table = np.full((values.shape[0], self.days.size, self.slots), np.nan)
        table[:, self.day - self.day[0], self.slot] = values
        return table

    def in_time(self, table: Floats) -> Floats:
        """Return values by detector, day of `days` and slot as values of detectors and bins."""
        values: Floats = table[:, self.day - self.day[0], self.slot]
        return values

    def until(self, bins: int) -> "History":
        """Return the first bins."""
        return History(
            self.start[:bins], self.day[:bins], self.slot[:bins], self.slots, self.detectors, self.counts[:, :bins]
        )

    def going_on(self, bins: int, of: Bins) -> "History":
        """Return the history with some bins more, of which nobody knows anything."""
        step = of.width_ms
        start = np.concatenate((self.start, self.start[-1] + step * np.arange(1, bins + 1)))
        counts = np.concatenate((self.counts, np.full((len(self.detectors), bins), np.nan)), axis=1)
        return history(start, counts, self.detectors, of)


def history(start: Ints, counts: Floats, detectors: tuple[DetectorName, ...], bins: Bins) -> History:
    """Return counts [detectors, bins] of bins that begin at `start` [bins] as a history.

    Raises
    ------
    ValueError
        If the bins do not divide a day, or there is a hole between them.
    """
    if DAY_MS % bins.width_ms or start.size == 0 or np.any(np.diff(start) != bins.width_ms):
        raise ValueError("a history has bins that divide a day, one after the other")
    local = start + bins.local_offsets_ms(start)
    return History(start, local // DAY_MS, local % DAY_MS // bins.width_ms, DAY_MS // bins.width_ms, detectors, counts)


def in_wider_bins(narrow: History, bins: Bins) -> History:
    """Return a history in bins of some of its bins each; a bin of which a part is not known is not known.

    Raises
    ------
    ValueError
        If the bins of the history do not divide the wider ones.
    """
    step = bins.width_ms // (narrow.bin_min * MINUTE_MS)
    if bins.width_ms % (narrow.bin_min * MINUTE_MS):
        raise ValueError("wider bins hold whole bins")
    ahead = int((narrow.start[0] - bins.starts(narrow.start[:1])[0]) // (narrow.bin_min * MINUTE_MS))
    behind = -(ahead + narrow.start.size) % step
    padded = np.pad(narrow.counts, ((0, 0), (ahead, behind)), constant_values=np.nan)
    counts = padded.reshape(padded.shape[0], -1, step).sum(axis=2)
    first = narrow.start[0] - ahead * narrow.bin_min * MINUTE_MS
    return history(first + bins.width_ms * np.arange(counts.shape[1]), counts, narrow.detectors, bins)
