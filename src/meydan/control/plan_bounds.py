"""How far the numbers of a plan may be moved from what the engineer wrote."""

from collections.abc import Sequence
from dataclasses import dataclass

from meydan.city.junction import Junction
from meydan.city.plan import Plan

DRIFT_SHARE = 0.25  # of a green, of the cycle: no number is usually farther from the plan


@dataclass(frozen=True, slots=True)
class Bounds:
    """The limits of one plan: of each green [s] in the stored cycle, and of the cycle [s]."""

    least_s: tuple[float, ...]
    most_s: tuple[float, ...]
    shortest_s: float
    longest_s: float


def bounds_of(junction: Junction, plan: Plan, drift_share: float = DRIFT_SHARE) -> Bounds:
    """Return how far each number of a plan may go: never below a minimum, never farther than a share of the plan's."""
    least_s, most_s = [], []
    for step in plan.steps:
        minima_s = (junction.groups[g].min_green.s for g in junction.stages[step.stage].green)
        floor_s = min(step.green_s, max([step.min_s, *minima_s]))
        drift_s = drift_share * step.green_s
        least_s.append(max(floor_s, step.green_s - drift_s))
        most_s.append(max(step.green_s, min(step.max_s, step.green_s + drift_s)))
    drift_s = drift_share * plan.cycle_s
    return Bounds(tuple(least_s), tuple(most_s), plan.cycle_s - drift_s, plan.cycle_s + drift_s)


def scaled_s(plan: Plan, greens_s: Sequence[float], cycle_s: float) -> list[float]:
    """Return greens of the stored cycle as a controller scales them to another one."""
    share = 1 + (cycle_s - plan.cycle_s) / sum(greens_s)
    return [s * share for s in greens_s]


def fits(junction: Junction, plan: Plan, greens_s: Sequence[float], cycle_s: float) -> bool:
    """Say whether greens keep every minimum and maximum of the plan in another cycle."""
    if cycle_s == plan.cycle_s:
        return True
    for given in (greens_s, [step.green_s for step in plan.steps]):  # the door looks at each number by itself
        for step, s in zip(plan.steps, scaled_s(plan, given, cycle_s), strict=True):
            minima_s = (junction.groups[g].min_green.s for g in junction.stages[step.stage].green)
            floor_s = min(step.green_s, max([step.min_s, *minima_s]))
            if not floor_s + 0.1 <= s <= step.max_s - 0.1 * len(plan.steps):  # scaled in tenths
                return False
    return True
