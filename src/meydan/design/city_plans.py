"""Plans for a city's junctions on one common cycle, from how many vehicles use each lane, with waves along roads."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil, inf
from typing import Literal

from meydan.city.because import Because, because
from meydan.city.city import City
from meydan.city.junction import Junction
from meydan.city.plan import Plan
from meydan.design.green_wave import Road, Wave, green_wave, wave_cycle_s
from meydan.design.hcm import TARGET_SATURATION
from meydan.design.lane_counts import counted_flows
from meydan.design.lane_needs import LaneFlows, is_fixed, step_ratios
from meydan.design.lane_service import LaneService, mean_of, services
from meydan.design.retiming import (
    USUAL_LIMITS,
    CycleLimits,
    hcm_cycle_of_s,
    longest_cycle_s,
    minima_s,
    retimed_plan,
    shortest_cycle_s,
    webster_cycle_of_s,
)

Method = Literal["webster", "hcm"]
METHODS: tuple[Method, ...] = ("webster", "hcm")

WAVE_CYCLE_PLAY = 1.2  # a wave may lengthen the cycle this far: delay is flat there (Webster 1958, figure 6)
FULL = 0.95  # a lane that was so full under the old plan: more may have wanted to come than were counted

Counts = Mapping[str, Mapping[str, float]]
"""Vehicles an hour by junction and detector."""


@dataclass(frozen=True, slots=True)
class Asked:
    """How to design: the method for cycles, the limits of the common cycle, and roads that share no junction."""

    method: Method = "webster"
    limits: CycleLimits = USUAL_LIMITS
    roads: tuple[Road, ...] = ()


@dataclass(frozen=True, slots=True)
class JunctionDesign:
    """One junction: its plan before and now, the cycle it would have alone, its lanes under either, what bound it."""

    before: Plan
    plan: Plan
    alone_s: float
    ratio: float
    lanes_before: tuple[LaneService, ...]
    lanes: tuple[LaneService, ...]
    bounds: tuple[Because, ...]


@dataclass(frozen=True, slots=True)
class Design:
    """The plans of one time of day, by junction, the waves of its roads, and what bound the common cycle.

    `no_wave` names roads whose speeds and greens leave no wave; their offsets stay.
    """

    cycle_s: float
    junctions: Mapping[str, JunctionDesign]
    waves: tuple[Wave, ...]
    no_wave: tuple[str, ...]
    bounds: tuple[Because, ...]

    @property
    def delay_before_s(self) -> float:
        """The mean control delay of all vehicles under the plans before [s]; NaN when nobody was counted."""
        return mean_of([lane for found in self.junctions.values() for lane in found.lanes_before])

    @property
    def delay_s(self) -> float:
        """The mean control delay of all vehicles under the new plans [s]; NaN when nobody was counted."""
        return mean_of([lane for found in self.junctions.values() for lane in found.lanes])


class NoCommonCycleError(ValueError):
    """No cycle is long enough for one junction and short enough for another: `why` says which."""

    def __init__(self, why: Because) -> None:
        self.why = why
        super().__init__(why.code)


def design_plans(city: City, plans: Mapping[str, Plan], counts: Counts, asked: Asked) -> Design:
    """Return new plans in place of some; stages and their order stay.

    Parameters
    ----------
    plans
        The plan in force at each junction that is to be designed.

    Raises
    ------
    NoCommonCycleError
        If the minima of one junction need a longer cycle than the maxima of another allow.
    """
    stands = {name: city.junctions[name] for name in plans}
    counted = {name: counted_flows(stands[name], counts.get(name, {})) for name in plans}
    flows = {name: of for name, (of, _) in counted.items()}
    ratios = {name: step_ratios(stands[name], plan, flows[name]) for name, plan in plans.items()}
    limits, bound_by = _limits(stands, plans, asked.limits)
    cycle_of = hcm_cycle_of_s if asked.method == "hcm" else webster_cycle_of_s
    alone = {name: cycle_of(stands[name], plan, ratios[name], limits) for name, plan in plans.items()}
    first_s = max(alone.values())
    cycle_s = _wave_cycle_s(city, _retimed(stands, plans, ratios, first_s), flows, asked.roads, limits)
    made = _retimed(stands, plans, ratios, cycle_s)
    waves = [(road, green_wave(city, road, made, flows)) for road in asked.roads]
    for _, wave in waves:
        made |= {plan.junction: plan for plan in wave.plans} if wave else {}
    told = {}
    for name, plan in plans.items():
        was, now = (services(stands[name], each, flows[name]) for each in (plan, made[name]))
        found = JunctionDesign(plan, made[name], alone[name], sum(ratios[name]), was, now, ())
        told[name] = replace(found, bounds=tuple(_bounds(stands[name], found, counted[name][1])))
    busiest = max(alone, key=alone.__getitem__)
    why_cycle = (because("design.cycle_of", junction=busiest, cycle_s=alone[busiest]), *bound_by)
    if cycle_s != first_s:
        why_cycle = (*why_cycle, because("design.cycle_of_wave", cycle_s=cycle_s, alone_s=first_s))
    no_wave = tuple(road.name for road, wave in waves if wave is None)
    return Design(cycle_s, told, tuple(wave for _, wave in waves if wave), no_wave, why_cycle)


def _limits(
    stands: Mapping[str, Junction], plans: Mapping[str, Plan], asked: CycleLimits
) -> tuple[CycleLimits, tuple[Because, ...]]:
    """Return the limits of the common cycle, narrowed by what the minima and maxima of all plans allow, and why."""
    shortest = {name: shortest_cycle_s(stands[name], plan) for name, plan in plans.items()}
    longest = {name: longest_cycle_s(stands[name], plan) for name, plan in plans.items()}
    slow, fast = max(shortest, key=shortest.__getitem__), min(longest, key=longest.__getitem__)
    least_s, most_s = max(asked.least_s, shortest[slow]), min(max(asked.most_s, shortest[slow]), longest[fast])
    if least_s > most_s:
        need = because("design.no_common_cycle", slow=slow, least_s=least_s, fast=fast, most_s=longest[fast])
        raise NoCommonCycleError(need)
    why = []
    if shortest[slow] > asked.least_s:
        why.append(because("design.cycle_minima", junction=slow, cycle_s=shortest[slow]))
    if longest[fast] < asked.most_s:
        why.append(because("design.cycle_maxima", junction=fast, cycle_s=longest[fast]))
    return CycleLimits(least_s, most_s), tuple(why)


def _retimed(
    stands: Mapping[str, Junction], plans: Mapping[str, Plan], ratios: Mapping[str, Sequence[float]], cycle_s: float
) -> dict[str, Plan]:
    return {
        name: retimed_plan(stands[name], plan, ratios[name], cycle_s, keeps_maxima=True) for name, plan in plans.items()
    }


def _wave_cycle_s(
    city: City,
    plans: Mapping[str, Plan],
    flows: Mapping[str, LaneFlows],
    roads: Sequence[Road],
    limits: CycleLimits,
) -> float:
    """Return the cycle of the widest bands near that of the plans; the road with the most vehicles chooses."""
    first_s = next(iter(plans.values())).cycle_s
    if not roads:
        return first_s
    main = max(roads, key=lambda road: _vehicles(road, flows))
    found = wave_cycle_s(city, main, plans, flows, (first_s, min(limits.most_s, ceil(first_s * WAVE_CYCLE_PLAY))))
    return first_s if found is None else found


def _vehicles(road: Road, flows: Mapping[str, LaneFlows]) -> float:
    return sum(
        flow
        for stop in road.stops
        for of_lane in flows[stop.junction].values()
        for group, flow in of_lane.items()
        if group in (stop.out, stop.back)
    )


def _bounds(junction: Junction, found: JunctionDesign, uncounted: Sequence[str]) -> Iterator[Because]:
    """Yield each limit that bound a plan, and what makes its numbers doubtful."""
    least_s = minima_s(junction, found.plan)
    for i, (step, least) in enumerate(zip(found.plan.steps, least_s, strict=True)):
        if is_fixed(found.before, i):
            yield because("design.step_fixed", stage=step.stage, s=step.green_s)
        elif step.green_s <= least:
            yield because("design.step_least", stage=step.stage, s=step.green_s)
        elif step.green_s >= found.before.steps[i].max_s:
            yield because("design.step_most", stage=step.stage, s=step.green_s)
    if any(lane.saturation > TARGET_SATURATION for lane in found.lanes):
        fullest = max(found.lanes, key=lambda lane: lane.saturation)
        told = round(100 * fullest.saturation) if fullest.saturation < inf else "∞"
        yield because("design.overloaded", lane=fullest.lane, percent=told)
    full = [lane.lane for lane in found.lanes_before if lane.saturation >= FULL]
    if full:
        yield because("design.was_full", lanes=", ".join(full))
    if uncounted:
        yield because("design.uncounted", lanes=", ".join(uncounted))
