"""Actuated control in the cabinet: the same stages as the strategy gives over a centre, and nothing but stages."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meydan.city.city import City
from meydan.city.events import Event, GroupChanged, StageEnded, StageStarted
from meydan.city.instant import later
from meydan.city.plan import Plan
from meydan.control import actuated
from meydan.field.actuation import Actuation
from meydan.field.controller import VirtualController
from tests.control.test_inner_loops import near_with_loops
from tests.junctions import plan, without_crossing
from tests.lamp_rules import broken_rules
from tests.nightly import NIGHTLY
from tests.paper_street import START, city, live_through, passes, script

pytestmark = pytest.mark.anyio


def day() -> Plan:
    return replace(plan(), cycle_s=30 + 5 + 10 + 12 + 5)


def crossing() -> City:
    """Return a junction without people on foot, who would always ask; by night stage A lasts 20 s at least."""
    shorter = tuple(replace(step, min_s=20.0 if step.stage == "A" else step.min_s) for step in day().steps)
    return city(without_crossing(), plans=[day(), replace(day(), id="night", steps=shorter)])


class Cabinet:
    """A controller that its detectors actuate, second by second."""

    def __init__(self, of: City) -> None:
        plans = {name: stored for (at, name), stored in of.plans.items() if at == "J1"}
        self.controller = VirtualController(of.junctions["J1"], plans, START)
        self.actuation = Actuation(of, "J1", START)
        self.told: list[Event] = []

    def run(
        self, seconds: Sequence[int], happens: Mapping[int, Sequence[Event]], ordered: Mapping[int, str] | None = None
    ) -> None:
        """Let it run, plans being `ordered` at some seconds."""
        held = ""
        for s in seconds:
            now = later(START, s)
            if ordered and s in ordered:
                self.controller.force_plan(ordered[s], now)
            news = self.controller.advance(now)
            self.told += news
            self.actuation.hear([*news, *happens.get(s, ())])
            if (wanted := self.actuation.stage(now)) != held:
                held = wanted
                self.controller.force_stage(wanted or None, now)


def stages(events: Sequence[object]) -> list[tuple[str, float]]:
    return [(e.stage, (e.t - START) / 1000) for e in events if isinstance(e, StageStarted) and e.junction == "J1"]


def with_evening(of: City) -> City:
    """Return the city with a plan of the same steps for the evening."""
    evening = replace(of.plans["J1", "day"], id="evening", offset_s=7.0)
    return replace(of, plans={**of.plans, ("J1", "evening"): evening})


VEHICLES = st.lists(
    st.tuples(st.sampled_from(["P1s", "P1a", "P2s", "P2a", "P3s", "P3a"]), st.integers(8, 290), st.integers(1, 40)),
    max_size=40,
    unique_by=lambda vehicle: (vehicle[0], vehicle[1] // 45),  # a loop is left before it is passed again
)

CITIES = st.sampled_from([crossing(), near_with_loops()])


@settings(max_examples=1000 if NIGHTLY else 60, deadline=None)
@given(of=CITIES, vehicles=VEHICLES)
async def test_any_traffic_gets_the_same_stages_as_over_a_centre(
    of: City, vehicles: list[tuple[str, int, int]]
) -> None:
    happens = script(*(passes(loop, s // 45 * 45 + s % 4, lasts_s=lasts_s) for loop, s, lasts_s in vehicles))
    cabinet = Cabinet(of)
    cabinet.run(range(340), happens)
    assert stages(cabinet.told) == stages(await live_through(of, actuated, 340, happens))
    changes = [e for e in cabinet.told if isinstance(e, GroupChanged)]
    assert broken_rules(of.junctions["J1"], changes, START) == []


@settings(max_examples=1000 if NIGHTLY else 60, deadline=None)
@given(
    of=CITIES.map(with_evening),
    vehicles=VEHICLES,
    ordered=st.dictionaries(st.integers(0, 339), st.sampled_from(["day", "evening"])),
)
async def test_a_plan_with_the_same_steps_changes_no_decision_whenever_it_is_ordered(
    of: City, vehicles: list[tuple[str, int, int]], ordered: dict[int, str]
) -> None:
    happens = script(*(passes(loop, s // 45 * 45 + s % 4, lasts_s=lasts_s) for loop, s, lasts_s in vehicles))
    undisturbed, cabinet = Cabinet(of), Cabinet(of)
    undisturbed.run(range(340), happens)
    cabinet.run(range(340), happens, ordered)
    assert stages(cabinet.told) == stages(undisturbed.told)


def test_a_step_put_in_for_a_short_inner_lane_is_over_whatever_is_ordered_meanwhile() -> None:
    of = with_evening(near_with_loops())
    happens = script(*(passes(loop, 12, lasts_s=270) for loop in ("P1s", "P2s", "P3s")))
    undisturbed, cabinet = Cabinet(of), Cabinet(of)
    undisturbed.run(range(280), happens)
    cabinet.run(range(280), happens, {s: ("day", "evening")[s % 2] for s in range(280)})
    assert stages(cabinet.told) == stages(undisturbed.told)


@pytest.mark.parametrize("name", ["day", "evening"])
def test_a_plan_ordered_in_a_green_does_not_let_it_last_beyond_its_maximum(name: str) -> None:
    cabinet = Cabinet(with_evening(crossing()))
    others = [passes("P1s", s, lasts_s=1.5) for s in range(8, 90, 2)]  # nobody lets them in
    cabinet.run(range(90), script(passes("P2s", 12, lasts_s=2), *others), {40: name})
    ends = [(e.t - START) / 1000 for e in cabinet.told if isinstance(e, StageEnded)]
    assert ends[0] == 12 + 45 + 1  # the maximum counts from the call; a second to carry it out


@pytest.mark.parametrize(("name", "ends_s"), [("day", 17), ("night", 27)])
def test_another_plan_brings_its_own_limits(name: str, ends_s: int) -> None:
    cabinet = Cabinet(crossing())
    cabinet.run(range(9), {})
    cabinet.controller.force_plan(name, later(START, 8))
    cabinet.run(range(9, 60), script(passes("P2s", 12, lasts_s=2)))
    assert [(e.t - START) / 1000 for e in cabinet.told if isinstance(e, StageEnded)][:1] == [ends_s]


def test_it_says_nothing_while_the_controller_stands_aside() -> None:
    cabinet = Cabinet(crossing())
    cabinet.run(range(60), script(passes("P2s", 30, lasts_s=2)))
    assert cabinet.actuation.stage(later(START, 60)) != ""
    cabinet.controller.fail(later(START, 61))
    cabinet.run(range(61, 63), {})
    assert cabinet.actuation.stage(later(START, 63)) == ""
