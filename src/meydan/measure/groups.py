"""Items grouped by their bin and by what names them, and what is counted and averaged of each group."""

from dataclasses import dataclass

import numpy as np

from meydan.measure.junction_log import Flags, Floats, Ints


@dataclass(frozen=True, slots=True)
class Groups:
    """Groups in order of bin and keys, and the group of each item."""

    start: Ints
    keys: tuple[Ints, ...]
    at: Ints

    def counts(self, which: Flags | None = None) -> Ints:
        """Return how many items are in each group, of all or of some."""
        at = self.at if which is None else self.at[which]
        return np.bincount(at, minlength=self.start.size)

    def sums(self, values: Floats | Ints) -> Floats:
        """Return the sum of each group."""
        return np.bincount(self.at, values, self.start.size).astype(np.float64)

    def means(self, values: Floats | Ints) -> Floats:
        """Return the mean of each group's values but NaN, and NaN for a group without any."""
        known = ~np.isnan(values)
        count = self.counts(known)
        total = self.sums(np.where(known, values, 0.0))
        return np.where(count > 0, total / np.maximum(count, 1), np.nan)

    def percentiles(self, values: Floats | Ints, share: float) -> Floats:
        """Return the value that a share [0..1] of each group's values does not exceed; NaN values are left out.

        Between two values in proportion, as numpy does; NaN for a group without any.
        """
        order = np.lexsort((values, self.at))  # NaN comes last in its group
        every, count = self.counts(), self.counts(~np.isnan(values))
        place = np.maximum(count - 1, 0) * share
        low = np.floor(place).astype(np.int64)
        first = np.cumsum(every) - every
        ranked = np.asarray(values, np.float64)[order]
        below, above = ranked[first + low], ranked[first + np.minimum(low + 1, np.maximum(count - 1, 0))]
        found: Floats = below + (above - below) * (place - low)
        return found


def grouped(start: Ints, *keys: Ints) -> Groups:
    """Return items grouped by the begin of their bin and by keys; no group is empty."""
    if start.size == 0:
        return Groups(start, keys, start)
    order = np.lexsort((*reversed(keys), start))
    columns = [column[order] for column in (start, *keys)]
    is_new = np.ones(start.size, np.bool_)
    is_new[1:] = np.any([column[1:] != column[:-1] for column in columns], axis=0)
    at = np.empty(start.size, np.int64)
    at[order] = np.cumsum(is_new) - 1
    first, *others = (column[is_new] for column in columns)
    return Groups(first, tuple(others), at)
