"""Day shapes: the few ways in which traffic is spread over a day, each the mean of twenty detectors or more.

Source: k-means (Lloyd, Least squares quantization in PCM, IEEE Transactions on Information Theory 28, 1982), begun
from the detectors that lie farthest apart, so that the same detectors always give the same shapes.
"""

from dataclasses import dataclass

import numpy as np

from meydan.measure.junction_log import Floats, Ints

FEWEST = 20  # detectors of a shape: fewer could show what a single street does
MOST_SHAPES = 6
ROUNDS = 50
HOURS = 24


@dataclass(frozen=True, slots=True)
class DayShape:
    """The share of a day's vehicles in each hour, the mean of so many detectors; the hours sum to 1."""

    detectors: int
    hours: tuple[float, ...]


def hours_of(counts: Floats) -> Floats:
    """Return the share of a day in each hour [detectors, 24] from counts of days and slots [detectors, days, slots].

    NaN where an hour of a detector is known on no day, or it counted nothing.
    """
    known = ~np.isnan(counts)
    slots = np.where(known, counts, 0.0).sum(axis=1), known.sum(axis=1)
    total, times = (each.reshape(len(counts), HOURS, counts.shape[2] // HOURS).sum(axis=2) for each in slots)
    mean = np.divide(total, times, out=np.full(total.shape, np.nan), where=times > 0)
    whole = mean.sum(axis=1, keepdims=True)
    shares: Floats = np.divide(mean, whole, out=np.full(mean.shape, np.nan), where=whole > 0)
    return shares


def day_shapes(hours: Floats, fewest: int = FEWEST) -> list[DayShape]:
    """Return the shapes of detectors [detectors, 24], as many as have `fewest` detectors each; none if there are fewer.

    The most common shape comes first.
    """
    known = hours[~np.isnan(hours).any(axis=1)]
    for count in range(min(MOST_SHAPES, len(known) // fewest), 0, -1):
        of = _clusters(known, count)
        sizes = np.bincount(of, minlength=count)
        if sizes.min() >= fewest:
            found = [DayShape(int(sizes[k]), tuple(known[of == k].mean(axis=0).tolist())) for k in range(count)]
            return sorted(found, key=lambda shape: -shape.detectors)
    return []


def _clusters(values: Floats, count: int) -> Ints:
    """Return the cluster of each row."""
    centres = values[[int(_far(values, values.mean(axis=0)[None]).argmax())]]
    while len(centres) < count:
        centres = np.concatenate((centres, values[[int(_far(values, centres).argmax())]]))
    of = _nearest(values, centres)
    for _ in range(ROUNDS):
        held = [values[of == k].mean(axis=0) if (of == k).any() else centres[k] for k in range(count)]
        centres = np.stack(held)
        before, of = of, _nearest(values, centres)
        if (before == of).all():
            break
    return of


def _squares(values: Floats, centres: Floats) -> Floats:
    squares: Floats = ((values[:, None] - centres[None]) ** 2).sum(axis=2)
    return squares


def _far(values: Floats, centres: Floats) -> Floats:
    far: Floats = _squares(values, centres).min(axis=1)
    return far


def _nearest(values: Floats, centres: Floats) -> Ints:
    nearest: Ints = _squares(values, centres).argmin(axis=1)
    return nearest
