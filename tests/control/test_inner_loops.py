"""Actuated control lets go under protection who stands on a short lane between two near signals, where loops tell."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest

from meydan.centre.loop import Record
from meydan.city.city import City
from meydan.city.events import DetectorChanged, Event, GroupChanged, StageStarted
from meydan.city.instant import later
from meydan.city.junction import Lamp, Onward
from meydan.city.plan import Plan
from meydan.city.state import JunctionState
from meydan.control import actuated, anchored, predictive
from meydan.control.demand import STOP_MOVES_S, STUCK_S
from meydan.control.inner_loops import InnerGroup, inner_groups
from meydan.control.near import LONGEST_S, SHORT_M
from tests.control.test_predictive import calls
from tests.junctions import without_crossing
from tests.near_signals import BOTH, INNER, SIDE, STEPS, near_junction
from tests.paper_street import START, city, live_through, passes, script

pytestmark = pytest.mark.anyio


def near_with_loops(*, distance_m: float = 20.0) -> City:
    """Return two junctions: J2 feeds the 12 m of P1 before J1, where P1 gives way to P2, and P3 is the side road."""
    usual = without_crossing()
    short = replace(usual.lanes["P1_0"], length_m=12.0)
    here = replace(near_junction(), lanes={**usual.lanes, "P1_0": short})
    on = Onward("J1", here.lanes["P1_0"].approach, distance_m, 2.0, 1.0)
    there = replace(usual, id="J2", lanes={**usual.lanes, "P1_0": replace(usual.lanes["P1_0"], onward=(on,))})
    plans = [Plan("day", j, 60.0, 0.0, STEPS) for j in ("J1", "J2")]
    return city(here, there, plans=plans)


def shown(records: Sequence[Record]) -> list[tuple[float, str]]:
    """Return the stages of J1 as they began, with the second."""
    return [((r.t - START) / 1000, r.stage) for r in records if isinstance(r, StageStarted) and r.junction == "J1"]


def groups_of(distance_m: float) -> tuple[tuple[InnerGroup, ...], JunctionState]:
    of = near_with_loops(distance_m=distance_m)
    seen = JunctionState(of.junctions["J1"], on_street=False)
    return inner_groups(of, "J1", seen), seen


def stream(loop: str, seconds: range) -> list[dict[int, list[Event]]]:
    """Return vehicles that drive over a loop one after another."""
    return [passes(loop, s, lasts_s=0.5) for s in seconds]


async def stages(
    happens: Mapping[int, Sequence[Event]], *, seconds: int = 200, distance_m: float = 20.0
) -> tuple[list[tuple[float, str]], set[str]]:
    """Return the stages of J1 as they began, and the reasons of its calls."""
    records = await live_through(near_with_loops(distance_m=distance_m), actuated, seconds, happens)
    return shown(records), {call.because.code for call in calls(records) if call.junction == "J1"}


def test_only_a_group_that_gives_way_on_a_short_lane_is_looked_after() -> None:
    (inner,), _ = groups_of(20.0)
    assert (inner.group, *inner.rivals) == ("P1", "P2")
    assert [inner.yields(green) for green in (("P1", "P2"), ("P1",), ("P3",))] == [True, False, False]
    assert [inner.is_protected(green) for green in (("P1", "P2"), ("P1",), ("P3",))] == [False, True, False]
    assert groups_of(SHORT_M + 1)[0] == ()


async def test_a_green_in_which_he_gives_way_ends_for_who_stands_in_it() -> None:
    comes_s = 30
    began, reasons = await stages(passes("P1s", comes_s, lasts_s=15))
    assert began[1][1] == INNER
    assert STOP_MOVES_S < began[1][0] - comes_s <= STOP_MOVES_S + 8  # amber and intergreen of the others
    assert "control.inner_first" in reasons
    assert [stage for _, stage in (await stages(passes("P1s", comes_s, lasts_s=15), distance_m=SHORT_M + 1))[0]] == [
        BOTH
    ]


async def test_those_to_whom_he_gave_way_get_their_green_again() -> None:
    began, _ = await stages(script(passes("P1s", 30, lasts_s=15), passes("P2s", 45, lasts_s=60)))
    assert [stage for _, stage in began] == [BOTH, INNER, BOTH]


async def test_who_is_there_is_let_go_under_protection_before_he_has_to_give_way() -> None:
    others = passes("P3s", 20, lasts_s=10), passes("P2s", 40, lasts_s=20)
    began, reasons = await stages(script(passes("P1s", 40, lasts_s=25), *others))
    assert [stage for _, stage in began[:4]] == [BOTH, SIDE, INNER, BOTH]
    assert "control.inner_first" in reasons


async def test_nobody_stands_there_at_red_for_long_however_many_come_elsewhere() -> None:
    asks_s = 35
    happens = script(passes("P3s", 20, lasts_s=1), *stream("P3s", range(22, 120)), passes("P1s", asks_s, lasts_s=60))
    began, reasons = await stages(happens)
    red_s = next(t for t, stage in began if stage == INNER) - asks_s
    assert LONGEST_S < red_s <= LONGEST_S + 8
    assert "control.pair_late" in reasons


async def test_nobody_else_is_left_out_for_those_who_are_always_there() -> None:
    others = passes("P2s", 20, lasts_s=270), passes("P3s", 20, lasts_s=270)
    began, _ = await stages(script(passes("P1s", 12, lasts_s=270), *others), seconds=280)
    assert min(sum(stage == of for _, stage in began) for of in (BOTH, INNER, SIDE)) >= 3


async def test_a_plan_whose_every_step_is_kept_keeps_its_order() -> None:
    others = passes("P3s", 20, lasts_s=10), passes("P2s", 40, lasts_s=20)
    happens = script(passes("P1s", 40, lasts_s=25), *others)
    began = shown(await live_through(near_with_loops(), anchored, 200, happens))
    assert [stage for _, stage in began[:4]] == [BOTH, INNER, SIDE, BOTH]


def test_a_loop_that_is_stuck_tells_of_nobody() -> None:
    (inner,), seen = groups_of(20.0)
    seen.observe(GroupChanged(START, "J1", "P1", Lamp.RED))
    seen.observe(DetectorChanged(START, "J1", "P1s", True))
    told = []
    for after_s in (STUCK_S, STUCK_S + 1):
        seen.observe(GroupChanged(later(START, after_s), "J1", "P1", Lamp.RED))
        told.append((inner.is_held(seen), inner.waited_s(seen)))
    assert told == [(True, STUCK_S), (False, 0.0)]


def test_the_plan_to_which_predictive_control_falls_back_is_left_as_it_is() -> None:
    of = near_with_loops()
    seen = {j: JunctionState(stands, on_street=False) for j, stands in of.junctions.items()}
    assert actuated.start(of, "J1", seen).inner
    assert predictive.start(of, "J1", seen).in_order.inner == ()
