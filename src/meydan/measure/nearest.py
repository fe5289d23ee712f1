"""The nearest event of some kind before or after a place in a log."""

import numpy as np

from meydan.measure.junction_log import Flags, Ints


def last_before(wanted: Flags) -> Ints:
    """Return the place of the last event wanted before each event, or -1."""
    places = np.maximum.accumulate(np.where(wanted, np.arange(wanted.size), -1))
    return np.concatenate(([-1], places[:-1]))[: wanted.size]


def next_from(wanted: Flags, at: Ints) -> Ints:
    """Return the first place from each one on where something wanted is, or the end."""
    places = np.append(np.flatnonzero(wanted), wanted.size)
    return places[np.searchsorted(places, at)]
