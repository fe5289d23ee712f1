"""What counts as one observation: a pair of runs, or a whole demand day where days differ more than seeds do."""

from collections.abc import Callable, Sequence
from statistics import fmean, variance
from typing import Literal

from meydan.twin.gate.run_result import Pair, RunResult

Unit = Literal["pair", "day"]
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


def unit_of(pairs: Sequence[Pair]) -> Unit:
    """Return what counts as one observation of these pairs."""
    between, seed = variances(pairs)
    return "day" if between > seed else "pair"


def observed(pairs: Sequence[Pair], unit: Unit, take: Take) -> tuple[list[float], list[float]]:
    """Return a measure of the old and the new runs, one value for each unit; pairs in which either lacks it are out."""
    found: dict[object, list[tuple[float, float]]] = {}
    for number, pair in enumerate(pairs):
        old, new = take(pair.old), take(pair.new)
        if old is not None and new is not None:
            found.setdefault(pair.day if unit == "day" else number, []).append((old, new))
    return [fmean(o for o, _ in of) for of in found.values()], [fmean(n for _, n in of) for of in found.values()]
