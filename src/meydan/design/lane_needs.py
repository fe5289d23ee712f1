"""What each step of a plan must carry, from how many vehicles use each lane.

A lane's flow may go in every step that shows one of its groups green, vehicles that must wait for gaps counted as 2.5
(about the equivalent of the Highway Capacity Manual for a permitted left turn against 600 veh/h); that of one group
must find its time where it need not yield, if there is such a step.
"""

from collections.abc import Mapping

from meydan.city.junction import Junction
from meydan.city.plan import Plan
from meydan.design.webster import SATURATION_VPH, Demand, critical_ratios

YIELDING = 2.5  # vehicles going straight that one vehicle waiting for a gap stands for, in a lane shared with them

LaneFlows = Mapping[str, Mapping[str, float]]
"""Vehicles an hour by lane with a stop line, and by signal group in it."""


def step_ratios(junction: Junction, plan: Plan, flows: LaneFlows) -> list[float]:
    """Return the critical flow ratio of each step of a plan; 0 for one whose length is fixed."""
    weights = yielding_weights(junction, plan)
    steps_of = {g: green_steps(junction, plan, g, may_yield=True) for g in junction.groups}
    demands = []
    for of_lane in flows.values():
        for g, flow in of_lane.items():
            free = green_steps(junction, plan, g, may_yield=False)
            demands.append(Demand(flow / SATURATION_VPH, free or steps_of[g]))
        weighed = sum(flow * weights[g] for g, flow in of_lane.items())
        demands.append(Demand(weighed / SATURATION_VPH, frozenset[int]().union(*(steps_of[g] for g in of_lane))))
    return critical_ratios(demands, len(plan.steps))


def yielding_weights(junction: Junction, plan: Plan) -> dict[str, float]:
    """Return how many vehicles going straight one of each group stands for."""
    return {g: YIELDING if _yields(junction, plan, g) else 1.0 for g in junction.groups}


def green_steps(junction: Junction, plan: Plan, group: str, *, may_yield: bool) -> frozenset[int]:
    """Return the steps of no fixed length that show a group green."""
    return frozenset(
        i
        for i, step in enumerate(plan.steps)
        if not is_fixed(plan, i)
        and group in junction.stages[step.stage].green
        and (may_yield or _is_free(junction, step.stage, group))
    )


def is_fixed(plan: Plan, step: int) -> bool:
    """Say whether a step has one length only."""
    return plan.steps[step].min_s >= plan.steps[step].max_s


def _yields(junction: Junction, plan: Plan, group: str) -> bool:
    """Say whether a group has to wait for gaps in some step."""
    free = green_steps(junction, plan, group, may_yield=False)
    return free != green_steps(junction, plan, group, may_yield=True)


def _is_free(junction: Junction, stage: str, group: str) -> bool:
    """Say whether a group need not yield in a stage: by the twin's letters, else by the pairs that may meet."""
    if junction.twin is not None:
        letters, groups = junction.twin.letters[stage], junction.twin.groups
        return any(letters[i] == "G" for i, g in enumerate(groups) if g == group)
    green = junction.stages[stage].green
    return not any((group, other) in junction.permitted for other in green)
