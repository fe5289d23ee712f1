"""What every imported junction must keep, computed here from its data alone: no code of safety or of the importer."""

from collections.abc import Iterator

from meydan.city.city import City
from meydan.city.junction import Junction
from meydan.city.plan import Plan


def broken_rules(city: City) -> list[str]:
    """Return every rule that some junction or plan breaks."""
    broken = [f"{j.id}: {rule}" for j in city.junctions.values() for rule in _of_junction(j)]
    for (junction, _), plan in city.plans.items():
        broken += [f"{junction}/{plan.id}: {rule}" for rule in _of_plan(plan, city.junctions[junction])]
    return broken


def change_s(junction: Junction, stage: str, to: str) -> float:
    """Return the seconds between two stages: the longest wait of a group that starts."""
    before, after = junction.stages[stage].green, junction.stages[to].green
    longest = 0.0
    for b in after - before:
        longest = max(longest, junction.groups[b].red_amber.s)
        for a in before - after:
            if (a, b) in junction.conflicts:
                lamps = (
                    junction.groups[a].flashing_green.s + junction.groups[a].amber.s + junction.groups[b].red_amber.s
                )
                longest = max(longest, junction.intergreens[a, b].s, lamps)
    return longest


def _of_junction(junction: Junction) -> Iterator[str]:
    for a, b in junction.conflicts:
        if (b, a) not in junction.conflicts:
            yield f"conflict {a}-{b} one way only"
        if (a, b) in junction.permitted:
            yield f"{a}-{b} is a conflict and permitted"
        if (a, b) not in junction.intergreens:
            yield f"no intergreen {a}-{b}"
        elif junction.intergreens[a, b].s < max(junction.groups[a].amber.s, junction.groups[a].clearance.s):
            yield f"intergreen {a}-{b} shorter than amber or clearance"
    for stage in junction.stages.values():
        met = [(a, b) for a in stage.green for b in stage.green if (a, b) in junction.conflicts]
        if met:
            yield f"stage {stage.id} shows {met[0]} together"
    if junction.startup_red.s <= 0:
        yield "no all-red at the start"


def _of_plan(plan: Plan, junction: Junction) -> Iterator[str]:
    count = len(plan.steps)
    stages = [step.stage for step in plan.steps]
    changes = [change_s(junction, stages[i], stages[(i + 1) % count]) for i in range(count)]
    if abs(plan.cycle_s - sum(step.green_s for step in plan.steps) - sum(changes)) > 1e-6:
        yield "the cycle is not the sum of greens and changes"
    if not 0 <= plan.offset_s < plan.cycle_s:
        yield "the offset lies outside the cycle"
    for step in plan.steps:
        if not 0 <= step.min_s <= step.green_s <= step.max_s:
            yield f"{step} is outside its limits"
    yield from _short_greens(plan, junction, changes)
    served = {g for stage in stages for g in junction.stages[stage].green}
    for lane in junction.lanes.values():
        if not set(lane.groups) <= served:
            yield f"lane {lane.id} waits for a group that is never green"


def _short_greens(plan: Plan, junction: Junction, changes: list[float]) -> Iterator[str]:
    """Walk twice round the cycle, adding up each green; the first end of a group may cut its green short."""
    count = len(plan.steps)
    first_round = dict.fromkeys(junction.groups, True)
    running = dict.fromkeys(junction.groups, 0.0)
    for at in [*range(count), *range(count)]:
        here = junction.stages[plan.steps[at].stage].green
        following = junction.stages[plan.steps[(at + 1) % count].stage].green
        for group in here:
            running[group] += plan.steps[at].green_s + (changes[at] if group in following else 0.0)
            if group not in following:
                if not first_round[group] and running[group] < junction.groups[group].min_green.s - 1e-6:
                    yield f"{group} is green for {running[group]} s only"
                running[group], first_round[group] = 0.0, False
