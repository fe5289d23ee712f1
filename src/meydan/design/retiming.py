"""A plan with new greens and a new cycle; stages, their order, interstages and minima stay as they are.

A step whose minimum is its maximum stays as long as it is. While others show amber beside a step, it carries nobody.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil, floor

from meydan.city.interstage import interstage_s
from meydan.city.junction import Junction
from meydan.city.plan import Plan
from meydan.design.hcm import TARGET_SATURATION, cycle_for_saturation_s
from meydan.design.lane_needs import is_fixed
from meydan.design.webster import carrying_cycle_s, greens_s, webster_cycle_s

LEAST_CYCLE_S, MOST_CYCLE_S = 60.0, 120.0


@dataclass(frozen=True, slots=True)
class CycleLimits:
    """Between what a cycle is looked for [s]; a junction whose minima need more gets what they need."""

    least_s: float = LEAST_CYCLE_S
    most_s: float = MOST_CYCLE_S


USUAL_LIMITS = CycleLimits()


def webster_cycle_of_s(
    junction: Junction, plan: Plan, ratios: Sequence[float], limits: CycleLimits = USUAL_LIMITS
) -> float:
    """Return the cycle of least delay of one junction; fixed steps count as lost."""
    return _cycle_s(junction, plan, ratios, limits, is_hcm=False)


def hcm_cycle_of_s(
    junction: Junction, plan: Plan, ratios: Sequence[float], limits: CycleLimits = USUAL_LIMITS
) -> float:
    """Return the shortest cycle of one junction whose critical steps are no fuller than 0.9; fixed steps are lost."""
    return _cycle_s(junction, plan, ratios, limits, is_hcm=True)


def shortest_cycle_s(junction: Junction, plan: Plan) -> float:
    """Return the shortest cycle in whole seconds that the minima and interstages leave."""
    minima_s, idle_s = _useful_minima_s(junction, plan)
    return float(ceil(idle_s + sum(minima_s)))


def longest_cycle_s(junction: Junction, plan: Plan) -> float:
    """Return the longest cycle in whole seconds that the maxima of the plan allow."""
    return float(floor(sum(_changes_s(junction, plan)) + sum(step.max_s for step in plan.steps)))


def retimed_plan(
    junction: Junction, plan: Plan, ratios: Sequence[float], cycle_s: float, *, keeps_maxima: bool = False
) -> Plan:
    """Return a plan with greens by equal saturation in a cycle, the offset kept as far as the cycle reaches.

    `keeps_maxima` says that the maxima of the plan bind; else one that is too short for its green grows with it.
    """
    least_s, idle_s = _useful_minima_s(junction, plan)
    beside_s = _beside_amber_s(junction, plan)
    most_s = [max(least, s.max_s - amber) for s, least, amber in zip(plan.steps, least_s, beside_s, strict=True)]
    greens = greens_s(cycle_s - idle_s, ratios, least_s, most_s if keeps_maxima else None)
    steps = tuple(
        replace(step, green_s=useful_s + amber_s, max_s=max(step.max_s, useful_s + amber_s))
        for step, useful_s, amber_s in zip(plan.steps, greens, beside_s, strict=True)
    )
    return replace(plan, cycle_s=cycle_s, offset_s=plan.offset_s % cycle_s, steps=steps)


def lost_s(junction: Junction, plan: Plan) -> float:
    """Return what a cycle loses: interstages, ambers beside greens, and steps of a fixed length [s]."""
    fixed_s = sum(step.green_s for i, step in enumerate(plan.steps) if is_fixed(plan, i))
    return _useful_minima_s(junction, plan)[1] + fixed_s


def minima_s(junction: Junction, plan: Plan) -> list[float]:
    """Return the least green of each step: its own, lengthened where a group would not have its minimum green."""
    steps, changes_s = plan.steps, _changes_s(junction, plan)
    least_s = [s.green_s if is_fixed(plan, i) else s.min_s for i, s in enumerate(steps)]
    greens, count = [junction.stages[s.stage].green for s in steps], len(steps)
    for first in range(count):
        for g in sorted(greens[first] - greens[first - 1]):
            run = [first]
            while g in greens[(run[-1] + 1) % count] and len(run) < count:
                run.append((run[-1] + 1) % count)
            shown_s = sum(least_s[i] for i in run) + sum(changes_s[i] for i in run[:-1])
            missing_s = junction.groups[g].min_green.s - shown_s
            if missing_s > 0:
                least_s[next((i for i in run if not is_fixed(plan, i)), first)] += missing_s
    return least_s


def _cycle_s(junction: Junction, plan: Plan, ratios: Sequence[float], limits: CycleLimits, *, is_hcm: bool) -> float:
    least_s, idle_s = _useful_minima_s(junction, plan)
    shortest_s = float(ceil(max(limits.least_s, idle_s + sum(least_s))))
    most_s = max(limits.most_s, shortest_s)
    lost, whole = lost_s(junction, plan), sum(ratios)
    found_s = (
        min(most_s, max(shortest_s, cycle_for_saturation_s(lost, whole, TARGET_SATURATION)))
        if is_hcm
        else webster_cycle_s(lost, whole, shortest_s, most_s)
    )
    return carrying_cycle_s(idle_s, ratios, least_s, float(ceil(found_s)), most_s)


def _changes_s(junction: Junction, plan: Plan) -> list[float]:
    following = (*plan.steps[1:], plan.steps[0])
    return [interstage_s(junction, a.stage, b.stage) for a, b in zip(plan.steps, following, strict=True)]


def _beside_amber_s(junction: Junction, plan: Plan) -> list[float]:
    """Return how long each step begins beside the amber of groups that ended, beyond the interstage before it."""
    greens = [junction.stages[step.stage].green for step in plan.steps]
    changes_s = _changes_s(junction, plan)
    ambers_s = [
        max((junction.groups[g].amber.s for g in greens[i - 1] - greens[i]), default=0.0) for i in range(len(greens))
    ]
    return [max(0.0, amber_s - changes_s[i - 1]) for i, amber_s in enumerate(ambers_s)]


def _useful_minima_s(junction: Junction, plan: Plan) -> tuple[list[float], float]:
    """Return the least time each step must carry vehicles, and what a cycle has besides: interstages and ambers."""
    beside_s = _beside_amber_s(junction, plan)
    useful_s = [max(0.0, s - idle_s) for s, idle_s in zip(minima_s(junction, plan), beside_s, strict=True)]
    return useful_s, sum(_changes_s(junction, plan)) + sum(beside_s)
