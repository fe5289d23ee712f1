"""A stored plan with other numbers: splits, cycle and offset as ordered, checked once more at the cabinet.

Splits are given for the stored cycle; another cycle scales them. What would break a minimum or does not add up is not
taken. Shares no code with `meydan.safety`: each checks the other.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from math import floor, isfinite

from meydan.city.because import Because, because
from meydan.city.junction import Junction
from meydan.city.orders import Order, SetCycle, SetOffset, SetSplits
from meydan.city.plan import Plan
from meydan.field.local_plan import LocalPlan, change_ms

Numbers = SetSplits | SetOffset | SetCycle
NUMBERS: frozenset[type[Order]] = frozenset({SetSplits, SetOffset, SetCycle})

LONGEST_CYCLE_S = 600.0
ROUNDING_S = 0.005  # of a cycle may be lost where greens are scaled


def changed_plan(plan: Plan, orders: Iterable[Numbers]) -> Plan:
    """Return the plan with the numbers of the orders, one of each kind at most, in tenths; nothing is checked."""
    asked = {type(order): order for order in orders}
    splits, cycle, offset = asked.get(SetSplits), asked.get(SetCycle), asked.get(SetOffset)
    given_s = splits.greens_s if isinstance(splits, SetSplits) else [step.green_s for step in plan.steps]
    cycle_s = cycle.cycle_s if isinstance(cycle, SetCycle) else plan.cycle_s
    offset_s = offset.offset_s if isinstance(offset, SetOffset) else plan.offset_s
    return with_numbers(plan, given_s, cycle_s, offset_s)


def with_numbers(plan: Plan, greens_s: Sequence[float], cycle_s: float, offset_s: float) -> Plan:
    """Return the plan with greens given for its own cycle, scaled to another one, and an offset; nothing is checked."""
    cycle_s = plan.cycle_s if cycle_s == plan.cycle_s else round(cycle_s, 1)
    scaled_s = _scaled([round(s, 1) for s in greens_s], cycle_s - plan.cycle_s)
    steps = tuple(replace(step, green_s=s) for step, s in zip(plan.steps, scaled_s, strict=True))
    return replace(plan, steps=steps, cycle_s=cycle_s, offset_s=offset_s)


def _scaled(greens_s: Sequence[float], more_s: float) -> Sequence[float]:
    """Return greens that sum to so much more, each in its share, in whole tenths; the longest takes what is left."""
    sum_s = sum(greens_s)
    if not more_s or not isfinite(sum_s + more_s) or sum_s <= 0:
        return greens_s
    scaled = [s * (1 + more_s / sum_s) * 10 + 0.001 for s in greens_s]
    if not all(isfinite(s) for s in scaled):  # from numbers too large or too small to be greens; refused as they are
        return greens_s
    tenths = [floor(s) / 10 for s in scaled]
    tenths[greens_s.index(max(greens_s))] += sum_s + more_s - sum(tenths)
    return [round(s, 3) for s in tenths]


def cannot_change(junction: Junction, plan: Plan, orders: Sequence[Numbers]) -> Because | None:
    """Return why a stored plan cannot run with the numbers of these orders; None if it can."""
    for order in orders:
        if order.plan != plan.id:
            return because("controller.other_plan", plan=order.plan, running=plan.id)
        if isinstance(order, SetSplits) and len(order.greens_s) != len(plan.steps):
            return because("controller.bad_splits", expected=len(plan.steps), found=len(order.greens_s))
    return cannot_run(junction, changed_plan(plan, orders))


def cannot_run(junction: Junction, plan: Plan) -> Because | None:
    """Return why a controller of this junction cannot run a plan; None if it can."""
    if not isfinite(plan.cycle_s) or not 0 < plan.cycle_s <= LONGEST_CYCLE_S:
        return because("controller.bad_cycle", cycle_s=plan.cycle_s)
    if not 0 <= plan.offset_s < plan.cycle_s:  # false for what is no number
        return because("controller.bad_offset", offset_s=plan.offset_s, cycle_s=plan.cycle_s)
    return _bad_green(plan) or _bad_sum(junction, plan) or _short_group(junction, plan)


def _bad_green(plan: Plan) -> Because | None:
    for step in plan.steps:
        in_bounds = step.min_s - ROUNDING_S <= step.green_s <= step.max_s + ROUNDING_S
        if not (isfinite(step.green_s) and in_bounds):
            return because(
                "controller.bad_green", stage=step.stage, green_s=step.green_s, min_s=step.min_s, max_s=step.max_s
            )
    return None


def _bad_sum(junction: Junction, plan: Plan) -> Because | None:
    """Return that greens and changes do not fill the cycle."""
    found_s = LocalPlan(junction, plan).sum_s
    if abs(found_s - plan.cycle_s) > ROUNDING_S:
        return because("controller.bad_sum", cycle_s=plan.cycle_s, sum_s=found_s)
    return None


def _short_group(junction: Junction, plan: Plan) -> Because | None:
    """Return a group that would be green for less than its minimum, over all steps in a row that show it."""
    count = len(plan.steps)
    greens = [junction.stages[step.stage].green for step in plan.steps]
    for first, green in enumerate(greens):
        for group in sorted(green - greens[first - 1]):
            shown_s, at = 0.0, first
            while group in greens[at % count]:
                step, following = plan.steps[at % count], plan.steps[(at + 1) % count]
                goes_on = group in greens[(at + 1) % count]
                shown_s += step.green_s + (change_ms(junction, step.stage, following.stage) / 1000 if goes_on else 0.0)
                at += 1
            minimum_s = junction.groups[group].min_green.s
            if shown_s < minimum_s - ROUNDING_S:
                return because("controller.group_short", group=group, green_s=shown_s, min_s=minimum_s)
    return None
