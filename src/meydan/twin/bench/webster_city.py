"""A city whose local plans are re-timed by Webster on one common cycle, from its own demand.

Stages, their order, interstages, minima and offsets stay as they are; a step whose minimum is its maximum stays too.
Drivers choose among the lanes of their signal group so that these are equally loaded; saturation is 1,800 veh/h a lane.
A lane's flow may go in every step that shows one of its groups green, vehicles that must wait for gaps counted as 2.5
(about the equivalent of the Highway Capacity Manual for a permitted left turn against 600 veh/h); that of one group
must find its time where it need not yield, if there is such a step. While others show amber beside a step, it carries
nobody.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import ceil

from meydan.city.city import City
from meydan.city.interstage import interstage_s
from meydan.city.junction import Junction
from meydan.city.plan import Plan
from meydan.design.webster import (
    SATURATION_VPH,
    Demand,
    carrying_cycle_s,
    critical_ratios,
    greens_s,
    poured,
    webster_cycle_s,
)
from meydan.safety import check_plan
from meydan.twin.bench.turns import Turn

LEAST_CYCLE_S, MOST_CYCLE_S = 60.0, 120.0
YIELDING = 2.5  # vehicles going straight that one vehicle waiting for a gap stands for, in a lane shared with them


def retimed(city: City, volumes_vph: Mapping[Turn, float]) -> City:
    """Return the city with every local plan re-timed; ValueError if one would break a rule of safety."""
    local = {name: city.plans[name, junction.local_plan] for name, junction in city.junctions.items()}
    ratios = {name: _ratios(city.junctions[name], plan, volumes_vph) for name, plan in local.items()}
    cycle_s = max((_cycle_s(city.junctions[name], plan, ratios[name]) for name, plan in local.items()), default=0.0)
    plans = dict(city.plans)
    for name, plan in local.items():
        made = _plan(city.junctions[name], plan, ratios[name], cycle_s)
        if faults := check_plan(made, city.junctions[name]):
            raise ValueError(f"{name}: {faults}")
        plans[name, plan.id] = made
    return replace(city, plans=plans)


def _ratios(junction: Junction, plan: Plan, volumes_vph: Mapping[Turn, float]) -> list[float]:
    """Return the critical flow ratio of each step of a plan; 0 for one whose length is fixed."""
    weights = {g: YIELDING if _yields(junction, plan, g) else 1.0 for g in junction.groups}
    steps_of = {g: _steps(junction, plan, g, may_yield=True) for g in junction.groups}
    demands = []
    for flows in _lane_flows_vph(junction, weights, volumes_vph).values():
        for g, flow in flows.items():
            free = _steps(junction, plan, g, may_yield=False)
            demands.append(Demand(flow / SATURATION_VPH, free or steps_of[g]))
        weighed = sum(flow * weights[g] for g, flow in flows.items())
        demands.append(Demand(weighed / SATURATION_VPH, frozenset[int]().union(*(steps_of[g] for g in flows))))
    return critical_ratios(demands, len(plan.steps))


def _steps(junction: Junction, plan: Plan, group: str, *, may_yield: bool) -> frozenset[int]:
    """Return the steps of no fixed length that show a group green."""
    assert junction.twin is not None
    links = [i for i, g in enumerate(junction.twin.groups) if g == group]
    letters = junction.twin.letters
    return frozenset(
        i
        for i, step in enumerate(plan.steps)
        if not _is_fixed(plan, i)
        and group in junction.stages[step.stage].green
        and (may_yield or any(letters[step.stage][link] == "G" for link in links))
    )


def _yields(junction: Junction, plan: Plan, group: str) -> bool:
    """Say whether a group has to wait for gaps in some step."""
    free = _steps(junction, plan, group, may_yield=False)
    return free != _steps(junction, plan, group, may_yield=True)


def _lane_flows_vph(
    junction: Junction, weights: Mapping[str, float], volumes_vph: Mapping[Turn, float]
) -> dict[str, dict[str, float]]:
    """Return the flow of each group in each lane with a stop line; those with the fewest lanes choose first."""
    lanes = {lane.id: lane.groups for lane in junction.lanes.values() if lane.groups and lane.ahead_m == 0.0}
    lanes_of = {g: [lane for lane, groups in lanes.items() if g in groups] for g in junction.groups}
    flows = _group_flows_vph(junction, {g: len(of) for g, of in lanes_of.items()}, volumes_vph)
    loads = dict.fromkeys(lanes, 0.0)
    found: dict[str, dict[str, float]] = {lane: {} for lane in lanes}
    for g in sorted(flows, key=lambda g: (len(lanes_of[g]), g)):
        shares = poured([loads[lane] for lane in lanes_of[g]], flows[g] * weights[g])
        for lane, weighed in zip(lanes_of[g], shares, strict=True):
            loads[lane] += weighed
            found[lane][g] = weighed / weights[g]
    return found


def _group_flows_vph(
    junction: Junction, lanes_of: Mapping[str, int], volumes_vph: Mapping[Turn, float]
) -> dict[str, float]:
    """Return the flow of each group; a turn that several groups serve is shared by their lanes."""
    flows = dict.fromkeys(junction.groups, 0.0)
    turns: dict[Turn, list[str]] = {}
    for g, group in junction.groups.items():
        for exit_ in group.exits:
            if lanes_of[g]:
                turns.setdefault((group.approach, exit_), []).append(g)
    for turn, groups in turns.items():
        of = sum(lanes_of[g] for g in groups)
        for g in groups:
            flows[g] += volumes_vph.get(turn, 0.0) * lanes_of[g] / of
    return flows


def _is_fixed(plan: Plan, step: int) -> bool:
    return plan.steps[step].min_s >= plan.steps[step].max_s


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


def _cycle_s(junction: Junction, plan: Plan, ratios: Sequence[float]) -> float:
    """Return the cycle of least delay of one junction; fixed steps count as lost."""
    minima_s, idle_s = _useful_minima_s(junction, plan)
    fixed_s = sum(step.green_s for i, step in enumerate(plan.steps) if _is_fixed(plan, i))
    shortest_s = float(ceil(max(LEAST_CYCLE_S, idle_s + sum(minima_s))))
    most_s = max(MOST_CYCLE_S, shortest_s)
    first_s = float(ceil(webster_cycle_s(idle_s + fixed_s, sum(ratios), shortest_s, most_s)))
    return carrying_cycle_s(idle_s, ratios, minima_s, first_s, most_s)


def _useful_minima_s(junction: Junction, plan: Plan) -> tuple[list[float], float]:
    """Return the least time each step must carry vehicles, and what a cycle has besides: interstages and ambers."""
    beside_s = _beside_amber_s(junction, plan)
    minima_s = [max(0.0, s - idle_s) for s, idle_s in zip(_minima_s(junction, plan), beside_s, strict=True)]
    return minima_s, sum(_changes_s(junction, plan)) + sum(beside_s)


def _minima_s(junction: Junction, plan: Plan) -> list[float]:
    """Return the least green of each step: its own, lengthened where a group would not have its minimum green."""
    steps, changes_s = plan.steps, _changes_s(junction, plan)
    least_s = [s.green_s if _is_fixed(plan, i) else s.min_s for i, s in enumerate(steps)]
    greens, count = [junction.stages[s.stage].green for s in steps], len(steps)
    for first in range(count):
        for g in sorted(greens[first] - greens[first - 1]):
            run = [first]
            while g in greens[(run[-1] + 1) % count] and len(run) < count:
                run.append((run[-1] + 1) % count)
            shown_s = sum(least_s[i] for i in run) + sum(changes_s[i] for i in run[:-1])
            missing_s = junction.groups[g].min_green.s - shown_s
            if missing_s > 0:
                least_s[next((i for i in run if not _is_fixed(plan, i)), first)] += missing_s
    return least_s


def _plan(junction: Junction, plan: Plan, ratios: Sequence[float], cycle_s: float) -> Plan:
    minima_s, idle_s = _useful_minima_s(junction, plan)
    greens = greens_s(cycle_s - idle_s, ratios, minima_s)
    beside_s = _beside_amber_s(junction, plan)
    steps = tuple(
        replace(step, green_s=useful_s + amber_s, max_s=max(step.max_s, useful_s + amber_s))
        for step, useful_s, amber_s in zip(plan.steps, greens, beside_s, strict=True)
    )
    return replace(plan, cycle_s=cycle_s, offset_s=plan.offset_s % cycle_s, steps=steps)
