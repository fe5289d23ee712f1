"""Hints at incidents: fewer vehicles than forecast, greens that nobody can use, queues that stand; one score.

The three are put together as independent causes of the same alarm (noisy-or [1]_). The weights are judgements of
engineering, set so that one kind of evidence alone never makes a hint; there was no log with confirmed incidents to
learn them from. So a hint is a question to an operator, and their answers are kept.

References
----------
.. [1] J. Pearl, Probabilistic Reasoning in Intelligent Systems, 1988, section 4.3.2.
"""

from dataclasses import dataclass

import numpy as np

from meydan.measure.junction_log import Floats, Ints

SHORTFALL, BLOCKED, QUEUED = 0.55, 0.6, 0.5  # what each kind of evidence weighs when it is full
LEAST_SCORE = 0.65
NO_SHORTFALL, FULL_SHORTFALL = 0.5, 2.0  # rare errors below the forecast


@dataclass(frozen=True, slots=True)
class Hint:
    """A time in which a phase looks as if there were an incident.

    Attributes
    ----------
    phase
        Its place among the phases.
    first, last
        Places of the first and the last bin, one after the other.
    score
        The largest [0..1].
    shortfall, blocked, queued
        The evidence in that bin [0..1]; NaN where nothing could tell.
    """

    phase: int
    first: int
    last: int
    score: float
    shortfall: float
    blocked: float
    queued: float


def shortfall(surprise: Floats) -> Floats:
    """Return how much a surprise below the forecast tells of an incident [0..1], NaN where it is not known."""
    short: Floats = np.clip((-surprise - NO_SHORTFALL) / (FULL_SHORTFALL - NO_SHORTFALL), 0.0, 1.0)
    return short


def hint_score(short: Floats, blocked: Floats, queued: Floats) -> Floats:
    """Return the score of evidence [0..1] of the same shape; what is not known tells nothing."""
    silence = np.ones_like(short)
    for evidence, weight in ((short, SHORTFALL), (blocked, BLOCKED), (queued, QUEUED)):
        silence *= 1.0 - weight * np.nan_to_num(evidence)
    score: Floats = 1.0 - silence
    return score


def hints(short: Floats, blocked: Floats, queued: Floats) -> list[Hint]:
    """Return the hints of a junction's evidence [phases, bins], by phase and time; bins side by side are one."""
    score = hint_score(short, blocked, queued)
    found = []
    for phase, own in enumerate(score):
        places: Ints = np.flatnonzero(own >= LEAST_SCORE)
        for bins in np.split(places, np.flatnonzero(np.diff(places) > 1) + 1) if places.size else []:
            peak = int(bins[np.argmax(own[bins])])
            evidence = (float(each[phase, peak]) for each in (short, blocked, queued))
            found.append(Hint(phase, int(bins[0]), int(bins[-1]), float(own[peak]), *evidence))
    return found
