"""When in its cycle a plan shows a signal group green."""

from collections.abc import Iterable
from dataclasses import dataclass

from meydan.city.interstage import interstage_s
from meydan.city.junction import Junction
from meydan.city.plan import Plan


@dataclass(frozen=True, slots=True)
class Window:
    """A green of a plan: from `start_s` of the cycle on, `length_s` long; it may go over the end of the cycle."""

    start_s: float
    length_s: float


def greens_of_group(junction: Junction, plan: Plan, group: str) -> tuple[Window, ...]:
    """Return the greens of a group in one cycle, in order; the first step's green begins the cycle.

    A green lasts over interstages between steps that both show it. Seconds before a step in which some of its groups
    are green already are not counted.
    """
    steps, starts_s = plan.steps, step_starts_s(junction, plan)
    is_green = [group in junction.stages[step.stage].green for step in steps]
    if all(is_green):
        return (Window(0.0, plan.cycle_s),)
    found = []
    for first in range(len(steps)):
        if not is_green[first] or is_green[first - 1]:
            continue
        last = first
        while is_green[(last + 1) % len(steps)]:
            last = (last + 1) % len(steps)
        end_s = starts_s[last] + steps[last].green_s
        found.append(Window(starts_s[first], (end_s - starts_s[first]) % plan.cycle_s))
    return tuple(found)


def longest_green(junction: Junction, plan: Plan, group: str) -> Window:
    """Return the longest green of a group in one cycle, the first of several; of no length where it has none."""
    return max(greens_of_group(junction, plan, group), key=lambda w: w.length_s, default=Window(0.0, 0.0))


def step_starts_s(junction: Junction, plan: Plan) -> list[float]:
    """Return the second of the cycle at which each step's green begins."""
    found, at_s = [], 0.0
    for step, following in zip(plan.steps, (*plan.steps[1:], plan.steps[0]), strict=True):
        found.append(at_s)
        at_s += step.green_s + interstage_s(junction, step.stage, following.stage)
    return found


def shown_s(junction: Junction, plan: Plan, groups: Iterable[str]) -> float:
    """Return for how long of a cycle any of several groups is green [s], seconds in which two are counted once."""
    wanted, shown = set(groups), 0.0
    for step, following in zip(plan.steps, (*plan.steps[1:], plan.steps[0]), strict=True):
        green = wanted & junction.stages[step.stage].green
        if green:
            shown += step.green_s
        if green & junction.stages[following.stage].green:
            shown += interstage_s(junction, step.stage, following.stage)
    return shown
