"""A city whose local plans are re-timed by Webster on one common cycle, from its own demand.

Stages, their order, interstages, minima and offsets stay as they are; a step whose minimum is its maximum stays too.
"""

from collections.abc import Mapping
from dataclasses import replace

from meydan.city.city import City
from meydan.city.junction import Junction
from meydan.city.plan import Plan
from meydan.design.lane_needs import step_ratios, yielding_weights
from meydan.design.retiming import retimed_plan, webster_cycle_of_s
from meydan.design.webster import poured
from meydan.safety import check_plan
from meydan.twin.bench.turns import Turn


def retimed(city: City, volumes_vph: Mapping[Turn, float]) -> City:
    """Return the city with every local plan re-timed; ValueError if one would break a rule of safety."""
    local = {name: city.plans[name, junction.local_plan] for name, junction in city.junctions.items()}
    ratios = {name: _ratios(city.junctions[name], plan, volumes_vph) for name, plan in local.items()}
    cycles_s = (webster_cycle_of_s(city.junctions[name], plan, ratios[name]) for name, plan in local.items())
    cycle_s = max(cycles_s, default=0.0)
    plans = dict(city.plans)
    for name, plan in local.items():
        made = retimed_plan(city.junctions[name], plan, ratios[name], cycle_s)
        if faults := check_plan(made, city.junctions[name]):
            raise ValueError(f"{name}: {faults}")
        plans[name, plan.id] = made
    return replace(city, plans=plans)


def _ratios(junction: Junction, plan: Plan, volumes_vph: Mapping[Turn, float]) -> list[float]:
    """Return the critical flow ratio of each step of a plan; 0 for one whose length is fixed."""
    return step_ratios(junction, plan, _lane_flows_vph(junction, yielding_weights(junction, plan), volumes_vph))


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
