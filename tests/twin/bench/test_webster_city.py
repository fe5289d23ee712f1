"""A re-timed plan is one that safety lets run, on every map and for every demand."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meydan.city.city import City
from meydan.city.junction import TwinLinks
from meydan.city.plan import Plan
from meydan.safety import check_plan
from meydan.store.city_folder import read_city
from meydan.twin.bench.inputs import prepare
from meydan.twin.bench.webster_city import retimed
from tests import junctions
from tests.paper_street import city as paper_city

MAPS = ("resco/cologne3", "resco/ingolstadt21", "resco/arterial4x4", "bologna-acosta")
LETTERS = {"A": "GrrG", "B": "rGrr", "C": "rGGr"}


def paper() -> City:
    """Return the usual junction, with a turn for each of its roads."""
    stands = junctions.junction()
    groups = {name: replace(g, exits=(f"away {name}",)) for name, g in stands.groups.items()}
    return paper_city(replace(stands, groups=groups, twin=TwinLinks("J1", ("P1", "P2", "P3", "W1"), LETTERS)))


def plan_for(**flows_vph: float) -> Plan:
    made = retimed(paper(), {(f"road {g}", f"away {g}"): flow for g, flow in flows_vph.items()})
    return made.plans["J1", "day"]


def test_a_road_with_more_flow_gets_more_green() -> None:
    few, many = plan_for(P1=300, P2=300, P3=100), plan_for(P1=900, P2=300, P3=100)
    assert many.steps[0].green_s / many.cycle_s > few.steps[0].green_s / few.cycle_s


def test_stages_order_and_offset_stay() -> None:
    made, before = plan_for(P1=700, P2=200, P3=100), junctions.plan()
    assert [step.stage for step in made.steps] == [step.stage for step in before.steps]
    assert made.offset_s == before.offset_s


def test_a_step_whose_length_is_fixed_stays() -> None:
    steps = tuple(replace(s, min_s=s.green_s, max_s=s.green_s) if s.stage == "B" else s for s in junctions.plan().steps)
    fixed = replace(paper(), plans={("J1", "day"): replace(junctions.plan(), steps=steps)})
    made = retimed(fixed, {("road P1", "away P1"): 1200.0}).plans["J1", "day"]
    assert made.steps[1].green_s == 10


@given(*[st.floats(0, 5000)] * 3)
def test_every_demand_gives_a_plan_that_may_run(main: float, side: float, left: float) -> None:
    made = plan_for(P1=main, P2=side, P3=left)
    assert check_plan(made, junctions.junction()) == ()


@pytest.mark.shared
@pytest.mark.parametrize("name", MAPS)
def test_every_map_can_be_retimed_for_any_demand(name: str, shared: Path, tmp_path: Path) -> None:
    (scenario,) = prepare([shared / "scenarios" / name], "loops", tmp_path)
    found = read_city(scenario.folder)
    turns = {(g.approach, away) for j in found.junctions.values() for g in j.groups.values() for away in g.exits}
    for flow_vph in (0.0, 80.0, 2000.0):
        made = retimed(found, dict.fromkeys(turns, flow_vph))
        local = [made.plans[name, j.local_plan] for name, j in made.junctions.items()]
        assert len({plan.cycle_s for plan in local}) == 1
        assert all(check_plan(plan, made.junctions[plan.junction]) == () for plan in local)
