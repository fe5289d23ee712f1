"""May a plan run? I1, I2, I5 and I7, checked on the whole cycle."""

from collections.abc import Iterator
from math import isfinite

from meydan.city.because import Because, because
from meydan.city.interstage import interstage_s
from meydan.city.junction import Junction
from meydan.city.plan import Plan
from meydan.safety.data import check_junction

MS = 0.001
LONGEST_CYCLE_S = 600.0


def check_plan(plan: Plan, junction: Junction) -> tuple[Because, ...]:
    """Return every reason why a plan may not run at a junction; none means it may."""
    if plan.junction != junction.id:
        return (because("safety.other_junction", plan=plan.id, junction=plan.junction),)
    unknown = [because("safety.no_stage", stage=s.stage) for s in plan.steps if s.stage not in junction.stages]
    if unknown or not plan.steps:
        return (*unknown, *(() if plan.steps else (because("safety.empty_plan", plan=plan.id),)))
    if faults := (*check_junction(junction), *_number_faults(plan)):
        return faults
    return (*_cycle_faults(plan, junction), *_green_faults(plan, junction), *_never_served(plan, junction))


def _number_faults(plan: Plan) -> Iterator[Because]:
    for step in plan.steps:
        if not all(isfinite(s) and s >= 0 for s in (step.green_s, step.min_s, step.max_s)):
            yield because("safety.bad_step", stage=step.stage, green_s=step.green_s)
        elif step.green_s < step.min_s - MS:
            yield because("safety.stage_short", stage=step.stage, green_s=step.green_s, min_s=step.min_s)
        elif step.green_s > step.max_s + MS:
            yield because("safety.stage_long", stage=step.stage, green_s=step.green_s, max_s=step.max_s)
    if not isfinite(plan.cycle_s) or not 0 < plan.cycle_s <= LONGEST_CYCLE_S:
        yield because("safety.bad_cycle", cycle_s=plan.cycle_s)
    elif not 0 <= plan.offset_s < plan.cycle_s:
        yield because("safety.bad_offset", offset_s=plan.offset_s, cycle_s=plan.cycle_s)


def _cycle_faults(plan: Plan, junction: Junction) -> Iterator[Because]:
    sum_s = sum(step.green_s for step in plan.steps) + sum(changes_s(plan, junction))
    if abs(sum_s - plan.cycle_s) > MS:
        yield because("safety.cycle_sum", cycle_s=plan.cycle_s, sum_s=sum_s)


def changes_s(plan: Plan, junction: Junction) -> list[float]:
    """Return the interstage after each step [s], cyclic."""
    following = (*plan.steps[1:], plan.steps[0])
    return [interstage_s(junction, a.stage, b.stage) for a, b in zip(plan.steps, following, strict=True)]


def _green_faults(plan: Plan, junction: Junction) -> Iterator[Because]:
    """Yield each group that some run of consecutive steps shows green for less than its minimum (I5)."""
    changes, count = changes_s(plan, junction), len(plan.steps)
    greens = [junction.stages[step.stage].green for step in plan.steps]
    for first in range(count):
        for group in sorted(greens[first] - greens[first - 1]):
            green_s, at = 0.0, first
            while group in greens[at % count]:
                following = greens[(at + 1) % count]
                green_s += plan.steps[at % count].green_s + (changes[at % count] if group in following else 0.0)
                at += 1
            minimum = junction.groups[group].min_green.s
            if green_s < minimum - MS:
                yield because("safety.green_short", group=group, green_s=green_s, min_s=minimum)


def _never_served(plan: Plan, junction: Junction) -> Iterator[Because]:
    """Yield each group that somebody can wait for and the plan never shows green (I6)."""
    shown = frozenset().union(*(junction.stages[step.stage].green for step in plan.steps))
    asked = {g for lane in junction.lanes.values() for g in lane.groups}
    for group in sorted((asked & junction.groups.keys()) - shown):
        if any(group in stage.green for stage in junction.stages.values()):
            yield because("safety.never_served", group=group)
