"""What counts as one observation: a demand day, the mean of its pairs.

Pairs of one day share its demand. Taken one by one they look like more evidence than they are: counting pairs wherever
the variance between days is estimated below that of seeds lets up to 11 % of plans pass that are 2 % worse, counting
days 2.5 % at most, however much days differ (`benchmarks/gate_trials.py`).
"""

from collections.abc import Callable, Sequence
from statistics import fmean, variance

from meydan.twin.gate.run_result import Pair, RunResult

Take = Callable[[RunResult], float | None]


def variances(pairs: Sequence[Pair]) -> tuple[float, float]:
    """Return the variance of D between days and between seeds of one day [s^2], D being new - old person delay.

    By the analysis of variance of one factor, the days being drawn at random; a negative estimate is 0. Without two
    days, or two pairs on one of them, there is nothing to tell: 0.
    """
    by_day: dict[str, list[float]] = {}
    for pair in pairs:
        by_day.setdefault(pair.day, []).append(pair.new.person_delay_s - pair.old.person_delay_s)
    groups, n = list(by_day.values()), len(pairs)
    if len(groups) < 2 or n <= len(groups):
        return 0.0, 0.0
    seed = sum(variance(of) * (len(of) - 1) for of in groups if len(of) > 1) / (n - len(groups))
    whole = fmean([d for of in groups for d in of])
    between = sum(len(of) * (fmean(of) - whole) ** 2 for of in groups) / (len(groups) - 1)
    size = (n - sum(len(of) ** 2 for of in groups) / n) / (len(groups) - 1)
    return max(0.0, (between - seed) / size), seed


def observed(pairs: Sequence[Pair], take: Take) -> tuple[list[float], list[float]]:
    """Return a measure of the old and the new runs, one mean for each day; pairs in which either lacks it are out."""
    found: dict[str, list[tuple[float, float]]] = {}
    for pair in pairs:
        old, new = take(pair.old), take(pair.new)
        if old is not None and new is not None:
            found.setdefault(pair.day, []).append((old, new))
    return [fmean(o for o, _ in of) for of in found.values()], [fmean(n for _, n in of) for of in found.values()]
