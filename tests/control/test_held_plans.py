"""Plans are tried by turns where controllers hold both sets: the solution's are ordered by the names they have."""

from dataclasses import replace

from meydan.city.city import City
from meydan.city.junction import SiteLinks
from meydan.city.plan import DayEntry, Plan, Timetable
from meydan.control import actuated, fixed_time
from meydan.control.held_plans import city_to_try, not_held
from tests.junctions import junction, plan
from tests.paper_street import city

GREENS_S = (25.0, 13.0, 14.0)


def timed_anew(name: str) -> Plan:
    """Return the usual plan with other greens, under a name."""
    steps = tuple(replace(step, green_s=s) for step, s in zip(plan().steps, GREENS_S, strict=True))
    return replace(plan(), id=name, steps=steps)


def solution(timetable: Timetable | None = None) -> City:
    """Return the city with the local plan timed anew."""
    return city(plans=[timed_anew("day")], timetable=timetable)


HOLDS_BOTH = city(plans=[plan(), timed_anew("corridor")])


def test_a_plan_that_the_controller_does_not_hold_is_named() -> None:
    assert not_held(city(), solution(), fixed_time, ["J1"]) == [("J1", "day")]
    assert not_held(HOLDS_BOTH, solution(), fixed_time, ["J1"]) == []
    assert not_held(city(), city(), fixed_time, ["J1"]) == []


def test_only_plans_that_the_site_has_a_number_for_are_held() -> None:
    def numbered(**plans: int) -> City:
        links = SiteLinks("RN+SI0001", "TC", tuple(junction().groups), (), plans)
        return replace(HOLDS_BOTH, junctions={"J1": replace(junction(), rsmp=links)})

    assert not_held(numbered(day=1), solution(), fixed_time, ["J1"]) == [("J1", "day")]
    assert not_held(numbered(day=1, corridor=2), solution(), fixed_time, ["J1"]) == []


def test_a_plan_that_differs_in_offset_cycle_or_a_green_is_another() -> None:
    new = timed_anew("day")
    first, *rest = new.steps
    for other in (
        replace(new, offset_s=5.0),
        replace(new, cycle_s=66.0),
        replace(new, steps=(replace(first, green_s=26.0), *rest)),
        replace(new, steps=(replace(first, stage="B"), *rest)),
    ):
        assert not_held(HOLDS_BOTH, city(plans=[other]), fixed_time, ["J1"]) == [("J1", "day")]
    within = replace(new, steps=(replace(first, max_s=99.0), *rest))  # what a controller never shows
    assert not_held(HOLDS_BOTH, city(plans=[within]), fixed_time, ["J1"]) == []


def test_a_solution_without_a_timetable_has_its_local_plan_ordered_all_day() -> None:
    seen = city_to_try(HOLDS_BOTH, solution(), fixed_time, "J1")
    assert seen.timetable == Timetable(days={"all": (DayEntry(0, "corridor"),)})
    assert seen.junctions["J1"].local_plan == "corridor"
    assert seen.plans == HOLDS_BOTH.plans


def test_a_timetable_names_plans_as_the_controller_does_and_the_local_one_where_a_junction_has_none() -> None:
    days = {"workday": (DayEntry(0, "night"), DayEntry(400, "day")), "sunday": ()}
    seen = city_to_try(HOLDS_BOTH, solution(Timetable(days=days)), fixed_time, "J1")
    assert [entry.plan for entry in seen.timetable.days["workday"]] == ["corridor", "corridor"]


def test_what_orders_stages_by_itself_needs_no_plan_at_the_controller() -> None:
    assert not_held(city(), solution(), actuated, ["J1"]) == []
    seen = city_to_try(city(), solution(), actuated, "J1")
    assert [step.green_s for step in seen.plans["J1", "day"].steps] == list(GREENS_S)
