"""Simulated trials: the gate is told of made-up pairs, look after look, as if they came from the twin."""

import random
from dataclasses import dataclass
from math import sqrt

from meydan.twin.gate.gate import About, awaits_variants, judge
from meydan.twin.gate.levels import LOOKS, MOST_PAIRS
from meydan.twin.gate.network_delay import improves
from meydan.twin.gate.run_result import Pair
from tests.twin.gate.made_pairs import pairs

DAYS = 5
MEAN_S = 40.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one trial ended; `called_better` also counts what a later look would have said, had other rows been late."""

    passed: bool
    better: bool
    called_better: bool
    pairs: int


def trial(chance: random.Random, change: float, seed_sd: float, day_sd: float = 0.0) -> Outcome:
    """Run one trial of a candidate that really changes the mean delay by `change`.

    `seed_sd` is the relative standard deviation of a run's delay, `day_sd` that of the change from day to day.
    """
    every = _pairs(chance, change, seed_sd, day_sd)
    passed_at, called = 0, False
    better = False
    for look in LOOKS:
        some = every[:look]
        says_better = improves(some)
        called = called or says_better
        if not passed_at and awaits_variants(judge(some, About()).rows):
            passed_at, better = look, says_better
    return Outcome(passed_at > 0, better, called, passed_at or MOST_PAIRS)


def shares(seed: int, trials: int, change: float, seed_sd: float, day_sd: float = 0.0) -> tuple[float, float, float]:
    """Return which share of trials passed, was called better when it passed, and was called better at any look."""
    chance = random.Random(seed)
    found = [trial(chance, change, seed_sd, day_sd) for _ in range(trials)]
    counts = (sum(o.passed for o in found), sum(o.better for o in found), sum(o.called_better for o in found))
    return counts[0] / trials, counts[1] / trials, counts[2] / trials


def _pairs(chance: random.Random, change: float, seed_sd: float, day_sd: float) -> list[Pair]:
    days = [chance.gauss(0, 1) * day_sd for _ in range(DAYS)]
    old = [MEAN_S * (1 + seed_sd * chance.gauss(0, 1)) for _ in range(MOST_PAIRS)]
    new = [
        MEAN_S * (1 + change + days[number % DAYS]) * (1 + seed_sd * chance.gauss(0, 1)) for number in range(MOST_PAIRS)
    ]
    return pairs(old, new)


def two_sided_error(share: float, trials: int) -> float:
    """Return twice the standard error of a share of trials."""
    return 2 * sqrt(max(share, 1 / trials) * (1 - share) / trials)
