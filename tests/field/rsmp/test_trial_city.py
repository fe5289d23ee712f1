"""The junction that is there without a city is sound: its controller passes its self-check and its plans can run."""

import pytest

from meydan.city.junction import Sureness
from meydan.field.controller import VirtualController
from meydan.field.plan_change import cannot_run
from meydan.field.rsmp.site_map import maps_of
from meydan.field.rsmp.trial_city import NAME, trial_city
from tests.paper_street import START

CITY = trial_city()
PLANS = {name: plan for (_, name), plan in CITY.plans.items()}


def test_its_controller_can_be_switched_on() -> None:
    assert VirtualController(CITY.junctions[NAME], PLANS, START).plan.id == "day"


@pytest.mark.parametrize(("name", "cycle_s"), [("day", 100), ("night", 60)])
def test_its_plans_can_run(name: str, cycle_s: float) -> None:
    assert cannot_run(CITY.junctions[NAME], PLANS[name]) is None
    assert PLANS[name].cycle_s == cycle_s


def test_it_is_one_site_with_the_parts_that_the_page_names() -> None:
    [of] = maps_of(CITY)
    assert (of.site, of.main, len(of.groups), len(of.detectors)) == ("RN+SI0001", "TC", 4, 4)
    assert of.plans == {"day": 1, "night": 2}


def test_its_times_are_made_up_and_can_clear_no_order_to_a_street() -> None:
    assert {known.sure for known in CITY.junctions[NAME].intergreens.values()} == {Sureness.GUESSED}
