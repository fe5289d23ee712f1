"""Shipped cycles as plans that keep the rules: minimum greens held, cycle = greens + interstages."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from meydan.city.because import Because, because
from meydan.city.interstage import interstage_s
from meydan.city.junction import Junction
from meydan.city.plan import Plan, PlanStage
from meydan.feeds.sumo.stages import Cycle, Step


def make_plan(name: str, junction: Junction, cycle: Cycle, stages: Sequence[str], changes: list[Because]) -> Plan:
    """Return the plan of a cycle at a junction; what had to change is added to `changes`.

    Parameters
    ----------
    stages
        The stage of each of the cycle's steps.
    """
    steps = [
        _with_change(step, stage, interstage_s(junction, stage, following))
        for step, stage, following in zip(cycle.steps, stages, (*stages[1:], stages[0]), strict=True)
    ]
    for step, stage in zip(cycle.steps, stages, strict=True):
        if step.slices > 1:
            merged = because("import.slices", junction=junction.id, plan=name, stage=stage, slices=step.slices)
            changes.append(merged)
    for step, made in zip(cycle.steps, steps, strict=True):
        if made.green_s != step.green_s:
            changed = because(
                "import.green_changed",
                junction=junction.id,
                plan=name,
                stage=made.stage,
                shipped_s=step.green_s,
                green_s=made.green_s,
            )
            changes.append(changed)
    for group, at, missing_s in _short_greens(junction, steps):
        lacking = because(
            "import.green_lengthened", junction=junction.id, plan=name, group=group, stage=steps[at].stage, s=missing_s
        )
        changes.append(lacking)
        steps[at] = _longer(steps[at], missing_s)
    cycle_s = sum(step.green_s for step in steps) + sum(_changes_s(junction, steps))
    if cycle_s != cycle.cycle_s:
        changes.append(
            because("import.cycle", junction=junction.id, plan=name, shipped_s=cycle.cycle_s, cycle_s=cycle_s)
        )
    offset_s = round(cycle.offset_s + cycle.starts_s, 3) % cycle_s
    return Plan(name, junction.id, cycle_s, offset_s, tuple(steps))


def _with_change(step: Step, stage: str, change_s: float) -> PlanStage:
    """Return the step; what its interstage takes less than shipped is green, what it takes more comes off the green."""
    rest_s = step.change_s - change_s
    green_s = step.green_s + rest_s if rest_s > 0 else max(step.min_s, step.green_s + rest_s)
    return PlanStage(stage, green_s, step.min_s, max(step.max_s, green_s))


def _longer(step: PlanStage, by_s: float) -> PlanStage:
    green_s = step.green_s + by_s
    return replace(step, green_s=green_s, max_s=max(step.max_s, green_s))


def _changes_s(junction: Junction, steps: Sequence[PlanStage]) -> list[float]:
    following = (*steps[1:], steps[0])
    return [interstage_s(junction, a.stage, b.stage) for a, b in zip(steps, following, strict=True)]


def _short_greens(junction: Junction, steps: list[PlanStage]) -> Iterator[tuple[str, int, float]]:
    """Yield each group's green that is shorter than its minimum: the step it starts with and what is missing [s].

    `steps` may be lengthened between two results.
    """
    changes, count = _changes_s(junction, steps), len(steps)
    greens = [junction.stages[step.stage].green for step in steps]
    for first in range(count):
        for group in sorted(greens[first] - greens[first - 1]):
            green_s, at = steps[first].green_s, first
            while group in greens[(at + 1) % count] and at < first + count:
                green_s += changes[at % count] + steps[(at + 1) % count].green_s
                at += 1
            if green_s < (minimum_s := junction.groups[group].min_green.s):
                yield group, first, minimum_s - green_s
