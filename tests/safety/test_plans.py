"""Which plans and junctions may run."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meydan.city.junction import Junction, Known, Stage, Sureness
from meydan.city.plan import Plan, PlanStage
from meydan.safety import check_junction, check_plan
from tests.junctions import junction, plan
from tests.random_junctions import junctions, plans_of


def codes(found: Plan, at: Junction | None = None) -> set[str]:
    return {why.code for why in check_plan(found, at or junction())}


def step(i: int, **values: Any) -> Plan:
    steps = list(plan().steps)
    steps[i] = replace(steps[i], **values)
    return replace(plan(), steps=tuple(steps))


def test_a_sound_plan_passes() -> None:
    assert check_plan(plan(), junction()) == ()


@pytest.mark.parametrize(
    ("found", "code"),
    [
        (replace(plan(), junction="J2"), "safety.other_junction"),
        (replace(plan(), steps=()), "safety.empty_plan"),
        (replace(plan(), cycle_s=64.0), "safety.cycle_sum"),
        (replace(plan(), cycle_s=0.0), "safety.bad_cycle"),
        (replace(plan(), cycle_s=float("inf")), "safety.bad_cycle"),
        (replace(plan(), cycle_s=601.0), "safety.bad_cycle"),
        (replace(plan(), offset_s=65.0), "safety.bad_offset"),
        (replace(plan(), offset_s=-0.1), "safety.bad_offset"),
        (step(0, green_s=9.0), "safety.stage_short"),
        (step(0, green_s=46.0), "safety.stage_long"),
        (step(1, green_s=float("nan")), "safety.bad_step"),
        (step(1, min_s=-1.0), "safety.bad_step"),
        (replace(plan(), steps=(*plan().steps, PlanStage("X", 5, 5, 5))), "safety.no_stage"),
        (replace(plan(), steps=plan().steps[:1], cycle_s=30.0), "safety.never_served"),
    ],
)
def test_an_unsound_plan_is_refused_with_its_reason(found: Plan, code: str) -> None:
    assert code in codes(found)


def test_every_fault_of_a_plan_is_told_at_once() -> None:
    found = replace(step(0, green_s=5.0), offset_s=70.0)
    assert codes(found) == {"safety.stage_short", "safety.bad_offset"}


def test_a_green_over_two_stages_counts_as_one_towards_its_minimum() -> None:
    stands = junction()
    longer = replace(stands.groups["P2"], min_green=Known(20, Sureness.SURVEYED))
    both = replace(stands, groups={**stands.groups, "P2": longer})
    assert codes(plan(), both) == set()  # B 10 s and C 12 s show P2 green for 22 s
    longest = replace(longer, min_green=Known(23, Sureness.SURVEYED))
    assert codes(plan(), replace(stands, groups={**stands.groups, "P2": longest})) == {"safety.green_short"}


def test_a_stage_with_groups_in_conflict_is_refused() -> None:
    stands = junction()
    mixed = replace(stands, stages={**stands.stages, "A": Stage("A", frozenset({"P1", "P2"}))})
    assert codes(plan(), mixed) == {"safety.conflict"}


@pytest.mark.parametrize("amber_s", [-1.0, 0.0, float("nan"), float("inf")])
def test_a_vehicle_group_needs_an_amber(amber_s: float) -> None:
    stands = junction()
    dark = replace(stands.groups["P1"], amber=Known(amber_s, Sureness.SURVEYED))
    found = check_junction(replace(stands, groups={**stands.groups, "P1": dark}))
    assert [why.code for why in found] == ["safety.bad_value"]


def test_an_intergreen_shorter_than_the_clearance_of_a_crossing_is_refused() -> None:
    stands = junction()
    short = {**stands.intergreens, ("W1", "P2"): Known(5.9, Sureness.SURVEYED)}
    assert [why.code for why in check_junction(replace(stands, intergreens=short))] == ["safety.short_clearance"]


def test_conflicts_must_be_told_both_ways() -> None:
    stands = junction()
    one_way = stands.conflicts - {("P2", "P1")}
    assert "safety.bad_pair" in {why.code for why in check_junction(replace(stands, conflicts=one_way))}


@given(data=st.data())
def test_drawn_junctions_and_plans_are_sound(data: st.DataObject) -> None:
    stands = data.draw(junctions())
    assert check_junction(stands) == ()
    assert [why for found in data.draw(plans_of(stands)).values() for why in check_plan(found, stands)] == []


@given(data=st.data())
def test_a_plan_with_any_green_below_its_minimum_is_refused(data: st.DataObject) -> None:
    stands = data.draw(junctions())
    found = data.draw(plans_of(stands))["J1", "day"]
    i = data.draw(st.integers(0, len(found.steps) - 1))
    short = replace(found.steps[i], green_s=found.steps[i].min_s - 0.1)
    steps = (*found.steps[:i], short, *found.steps[i + 1 :])
    assert check_plan(replace(found, steps=steps), stands) != ()
