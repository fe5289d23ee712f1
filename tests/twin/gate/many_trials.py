"""Thousands of simulated trials at once, by the gate's rules; `test_trials.py` holds them to the gate's own code."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from meydan.report.limits import t_upper
from meydan.twin.gate.levels import DELAY_MARGIN, IMPROVES_LEVEL, LEAST_IMPROVEMENT, LOOK_LEVEL, LOOKS, MOST_PAIRS

DAYS = 5
MEAN_S = 40.0

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Decisions:
    """At how many pairs each trial passed rows 2 and 3 (0: never), and whether any look called it better."""

    passed_at: NDArray[np.int64]
    called_better: NDArray[np.bool_]


def delays(
    chance: np.random.Generator, trials: int, change: float, seed_sd: float, day_sd: float
) -> tuple[Floats, Floats]:
    """Return the delays of the old and the new runs [trials, pairs] of candidates that change the mean by `change`.

    `seed_sd` is the relative standard deviation of a run's delay, `day_sd` that of the change from day to day.
    """
    days = day_sd * chance.standard_normal((trials, DAYS))
    old = MEAN_S * (1 + seed_sd * chance.standard_normal((trials, MOST_PAIRS)))
    true = MEAN_S * (1 + change + days[:, np.arange(MOST_PAIRS) % DAYS])
    return old, true * (1 + seed_sd * chance.standard_normal((trials, MOST_PAIRS)))


def decide(old: Floats, new: Floats) -> Decisions:
    """Return what the gate says of each trial."""
    passed_at = np.zeros(len(old), dtype=np.int64)
    called = np.zeros(len(old), dtype=bool)
    for look in LOOKS:
        old_days, new_days = (_by_day(runs[:, :look]) for runs in (old, new))
        passes = _highest(old_days, new_days, LOOK_LEVEL) <= DELAY_MARGIN
        passed_at[(passed_at == 0) & passes] = look
        change = new_days.mean(1) / old_days.mean(1) - 1
        called |= (_highest(old_days, new_days, IMPROVES_LEVEL) < 0) & (change <= -LEAST_IMPROVEMENT)
    return Decisions(passed_at, called)


def _by_day(runs: Floats) -> Floats:
    mean: Floats = runs.reshape(len(runs), -1, DAYS).mean(1)
    return mean


def _highest(old: Floats, new: Floats, level: float) -> Any:
    """Return Fieller's upper limit of mean(new)/mean(old) - 1."""
    t2 = t_upper(level, DAYS - 1) ** 2 / DAYS
    mean_old, mean_new = old.mean(1), new.mean(1)
    both = ((old - mean_old[:, None]) * (new - mean_new[:, None])).sum(1) / (DAYS - 1)
    a = mean_old**2 - t2 * old.var(1, ddof=1)
    b = mean_old * mean_new - t2 * both
    c = mean_new**2 - t2 * new.var(1, ddof=1)
    return np.where(a > 0, (b + np.sqrt(np.maximum(0, b * b - a * c))) / np.where(a > 0, a, 1) - 1, np.inf)
