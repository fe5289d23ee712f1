"""The way from each stage of a junction to each other one: how long it takes, and when lanes discharge after it."""

from math import ceil

import numpy as np

from meydan.city.interstage import interstage_s
from meydan.city.junction import Junction
from meydan.city.plan import Plan
from meydan.control.search import Changes
from meydan.control.traffic import START_UP_S, Traffic


def stage_changes(stands: Junction, plan: Plan, names: tuple[str, ...], traffic: list[Traffic]) -> Changes:
    """Return how long the change from each stage to each other one takes, and when each lane discharges after it."""
    lock = np.zeros((len(names), len(names)), np.int64)
    begins = np.zeros((len(names), len(names), len(traffic)), np.int64)
    for i, a in enumerate(names):
        for j, b in enumerate(names):
            if a == b:
                continue
            ending, new = (
                stands.stages[a].green - stands.stages[b].green,
                stands.stages[b].green - stands.stages[a].green,
            )
            inter_s = interstage_s(stands, a, b)
            amber_s = max((stands.groups[g].amber.s for g in ending), default=0.0)
            least_s = max((stands.groups[g].min_green.s for g in new), default=0.0)
            lock[i, j] = max(1, ceil(max(inter_s + least_s, (inter_s or amber_s) + _least_s(stands, plan, b))))
            for n, lane in enumerate(traffic):
                begins[i, j, n] = _begins_s(stands, lane.groups, ending, new, stands.stages[b].green)
    return Changes(lock, begins)


def _begins_s(
    stands: Junction, groups: tuple[str, ...], ending: frozenset[str], new: frozenset[str], green: frozenset[str]
) -> int:
    """Return after how many seconds a lane discharges that turns green with `new`; 0 if it is green already."""
    fresh = [g for g in groups if g in new]
    if not fresh or any(g in green and g not in new for g in groups):
        return 0
    pairs = [(x, g) for x in ending for g in fresh if (x, g) in stands.conflicts]
    return ceil(max([stands.effective_intergreen_s(x, g) for x, g in pairs], default=0.0) + START_UP_S)


def _least_s(stands: Junction, plan: Plan, stage: str) -> float:
    """Return the plan's least green of a stage [s] from when all its groups are green and those before it are red.

    Where the plan lets a stage go on from a larger one, its step begins with the amber of the others.
    """
    green = stands.stages[stage].green
    found = []
    for k, step in enumerate(plan.steps):
        if step.stage == stage:
            before = stands.stages[plan.steps[k - 1].stage].green
            amber_s = max((stands.groups[g].amber.s for g in before - green), default=0.0)
            found.append(step.min_s - (amber_s if green < before else 0.0))
    return min(found)
