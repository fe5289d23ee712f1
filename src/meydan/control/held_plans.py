"""A solution's plans under the names by which a controller holds them already.

A controller is sent no plan, it is only told which of its own to run. So plans can be tried by turns where it holds
both sets: those in force, and the solution's with the same numbers under names of their own.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from meydan.city.city import City
from meydan.city.orders import Order, SetCycle, SetOffset, SetPlan, SetSplits
from meydan.city.plan import DayEntry, Plan, Timetable
from meydan.control import Strategy

PLAN_ORDERS: frozenset[type[Order]] = frozenset({SetPlan, SetSplits, SetOffset, SetCycle})
EVERY_DAY = "all"


def not_held(city: City, theirs: City, strategy: Strategy[Any], junctions: Iterable[str]) -> list[tuple[str, str]]:
    """Return each junction with a plan that the solution runs there and that its controller holds under no name.

    Parameters
    ----------
    city, theirs
        The city with the plans that its controllers hold, and with those of the solution.
    strategy
        What runs the solution's plans; one that orders stages by itself needs none of them at the controller.
    """
    if not _chooses_plans(strategy):
        return []
    return [
        (junction, name)
        for junction in sorted(junctions)
        for name in sorted(_run_at(theirs, junction) - _held_names(city, theirs, junction).keys())
    ]


def city_to_try(city: City, theirs: City, strategy: Strategy[Any], junction: str) -> City:
    """Return the city as the strategy of a solution is to see it at one junction, all of whose plans are held there."""
    if not _chooses_plans(strategy):
        plans = {at: plan for at, plan in city.plans.items() if at[0] != junction}
        own = {at: plan for at, plan in theirs.plans.items() if at[0] == junction}
        return replace(city, plans=plans | own, timetable=theirs.timetable)
    names, stands = _held_names(city, theirs, junction), city.junctions[junction]
    local = names.get(stands.local_plan, stands.local_plan)
    renamed = replace(stands, local_plan=local)
    timetable = _renamed(theirs.timetable, names, local)
    return replace(city, timetable=timetable, junctions={**city.junctions, junction: renamed})


def _chooses_plans(strategy: Strategy[Any]) -> bool:
    return not PLAN_ORDERS.isdisjoint(strategy.NEEDS)


def _run_at(theirs: City, junction: str) -> set[str]:
    """Return the plans that a solution lets a junction run: those of its timetable, or the local one beside it."""
    entries = [entry.plan for day in theirs.timetable.days.values() for entry in day]
    known = {plan for at, plan in theirs.plans if at == junction}
    local = theirs.junctions[junction].local_plan
    return {plan if plan in known else local for plan in entries} or {local}


def _held_names(city: City, theirs: City, junction: str) -> dict[str, str]:
    """Return the name under which the controller holds each plan of a solution that it does hold, the same if it can.

    Held is what the junction's site has a number for; where nobody wrote numbers, all the plans that the city has.
    """
    held = _plans_at(city, junction)
    if (links := city.junctions[junction].rsmp) is not None:
        held = {name: plan for name, plan in held.items() if name in links.plans}
    same = {
        name: [other for other in sorted(held) if _is_same(held[other], plan)]
        for name, plan in _plans_at(theirs, junction).items()
    }
    return {name: name if name in others else others[0] for name, others in same.items() if others}


def _plans_at(city: City, junction: str) -> dict[str, Plan]:
    return {name: plan for (at, name), plan in city.plans.items() if at == junction}


def _is_same(one: Plan, other: Plan) -> bool:
    """Say whether a controller runs two plans alike: cycle, offset, and the green of each step."""
    greens = [[(step.stage, step.green_s) for step in plan.steps] for plan in (one, other)]
    return (one.cycle_s, one.offset_s) == (other.cycle_s, other.offset_s) and greens[0] == greens[1]


def _renamed(timetable: Timetable, names: Mapping[str, str], local: str) -> Timetable:
    """Return a timetable by held names; one that says nothing keeps to the local plan, which is to be ordered too."""
    days = {
        day: tuple(replace(entry, plan=names.get(entry.plan, local)) for entry in entries)
        for day, entries in timetable.days.items()
    }
    return replace(timetable, days=days) if any(days.values()) else Timetable(days={EVERY_DAY: (DayEntry(0, local),)})
