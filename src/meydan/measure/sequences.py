"""Sequences of events that begin with one code and belong to one number: pre-emptions, requests for priority."""

from typing import NamedTuple

import numpy as np

from meydan.measure.cycles import by_phase, is_interrupted
from meydan.measure.junction_log import Floats, Ints, JunctionLog


class Sequences(NamedTuple):
    """What began: its number and begin [ms since 1970]; and how long after it each code first came [s], or NaN."""

    number: Ints
    begin: Ints
    after_s: dict[int, Floats]


def sequences(log: JunctionLog, first: int, others: tuple[int, ...], longest_ms: int) -> Sequences:
    """Return the sequences that begin with the code `first`, each up to the next of its number or `longest_ms`.

    What comes after a hole of the log, flashing or a loss of power is not counted.
    """
    number, t, code = by_phase(log, (first, *others))
    begin = np.flatnonzero(code == first)
    of = np.cumsum(code == first) - 1
    after_s = {}
    for other in others:
        where = np.flatnonzero((code == other) & (of >= 0))
        place, at = np.unique(of[where], return_index=True)
        found = where[at]
        waited = t[found] - t[begin[place]]
        fits = (number[found] == number[begin[place]]) & (waited <= longest_ms)
        fits &= ~is_interrupted(log, t[begin[place]], t[found])
        after_s[other] = np.full(begin.size, np.nan)
        after_s[other][place[fits]] = waited[fits] / 1000
    return Sequences(number[begin], t[begin], after_s)
