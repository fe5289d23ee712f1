"""Coordinated control meets the clock of the plan, keeps every minimum, and gives the main road what others leave."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meydan.centre.loop import Record
from meydan.city.events import Event, StageEnded, StageStarted
from meydan.city.orders import Cleared, Refused
from meydan.control import coordinated
from tests.junctions import plan, without_crossing
from tests.paper_street import START, city, live_through, passes, script

CYCLE_S = 30 + 5 + 10 + 12 + 5
LOOPS = ["P1a", "P1s", "P2a", "P2s", "P3a", "P3s"]
Happens = Mapping[int, Sequence[Event]]


def run(seconds: int, *happens: Happens, offset_s: float = 0.0, main_min_s: float = 10.0) -> list[Record]:
    main, *others = plan().steps
    steps = (replace(main, min_s=main_min_s), *others)
    shorter = replace(plan(), cycle_s=CYCLE_S, offset_s=offset_s, steps=steps)
    of = city(without_crossing(), plans=[shorter])
    return asyncio.run(live_through(of, coordinated, seconds, script(*happens)))


def ends(records: list[Record]) -> list[tuple[str, float]]:
    """Return each stage that ended, and when."""
    return [(r.stage, (r.t - START) / 1000) for r in records if isinstance(r, StageEnded)]


def begins(records: list[Record]) -> list[tuple[str, float]]:
    return [(r.stage, (r.t - START) / 1000) for r in records if isinstance(r, StageStarted)]


def off_clock_s(s: float, offset_s: float) -> float:
    """Return how far a second is from the end of the main green in the plan's clock, before (-) or after."""
    local = (START / 1000 + s - offset_s - 30) % CYCLE_S
    return local if local <= CYCLE_S / 2 else local - CYCLE_S


def busy(seconds: int) -> list[Happens]:
    """Return that vehicles come on both side roads without a gap."""
    return [passes(loop, s) for loop in ("P2a", "P2s", "P3a", "P3s") for s in range(10, seconds, 2)]


@settings(max_examples=20)
@given(offset_s=st.integers(0, CYCLE_S - 1))
def test_after_three_cycles_the_main_green_ends_on_the_second(offset_s: int) -> None:
    records = run(10 * CYCLE_S, *busy(10 * CYCLE_S), offset_s=float(offset_s))
    late = [off_clock_s(s, offset_s) for stage, s in ends(records) if stage == "A" and s > 3 * CYCLE_S]
    assert len(late) >= 6
    assert all(0 <= x <= 2 for x in late), late


def test_a_main_green_that_is_late_every_time_does_not_push_the_clock_on() -> None:
    found = ends(run(20 * CYCLE_S, *busy(20 * CYCLE_S), main_min_s=30.0))
    late = [off_clock_s(s, 0.0) for stage, s in found if stage == "A"]
    assert len(late) >= 18
    assert max(late[3:]) <= 4, late


def test_the_main_step_is_shown_in_every_cycle_whoever_asks_beyond_it() -> None:
    first, second, third = plan().steps
    steps = (replace(first, green_s=10.0), replace(second, green_s=40.0), third)  # now B is the main one
    of = city(without_crossing(), plans=[replace(plan(), cycle_s=10 + 5 + 40 + 12 + 5, steps=steps)])
    asked = [passes(loop, s) for loop in ("P1s", "P3s") for s in range(10, 600, 3)]
    shown = begins(asyncio.run(live_through(of, coordinated, 600, script(*asked))))
    assert {b for (a, _), (b, _) in pairwise(shown) if a == "A"} == {"B"}


def test_the_first_yield_point_is_met_too() -> None:
    first = next(s for stage, s in ends(run(200, *busy(200))) if stage == "A")
    assert first <= 6 + CYCLE_S + 2
    assert 0 <= off_clock_s(first, 0.0) <= 2


def test_who_asks_after_a_long_rest_waits_for_the_yield_point() -> None:
    found = ends(run(600, passes("P2s", 4 * CYCLE_S + 40, lasts_s=200)))
    assert found[0][0] == "A"
    assert 0 <= off_clock_s(found[0][1], 0.0) <= 2


def test_no_other_stage_outlasts_its_force_off() -> None:
    found = [(stage, off_clock_s(s, 0.0)) for stage, s in ends(run(600, *busy(600))) if s > 3 * CYCLE_S]
    assert {stage for stage, _ in found} == {"A", "B", "C"}
    ends_in_plan = {"B": 5 + 10, "C": 5 + 10 + 12}
    assert all(s <= ends_in_plan[stage] + 2 for stage, s in found if stage != "A"), found


def test_what_the_others_do_not_need_goes_to_the_main_road() -> None:
    one = [passes("P2s", s, lasts_s=3) for s in range(20, 600, CYCLE_S)]
    records = run(600, *one, passes("P3s", 20, lasts_s=3))
    shown = begins(records)
    assert {stage for stage, s in shown if s > 2 * CYCLE_S} == {"A", "B"}
    greens = [s for stage, s in shown if stage == "B"]
    back = [s for stage, s in ends(records) if stage == "B"]
    assert len(back) >= 7
    assert all(end - begin <= 10 for begin, end in zip(greens, back, strict=False))
    assert all(-1 <= off_clock_s(s, 0.0) <= 2 for stage, s in ends(records) if stage == "A" and s > 2 * CYCLE_S)


def test_the_main_road_rests_in_green_where_nobody_asks() -> None:
    assert [stage for stage, _ in begins(run(290))] == ["A"]


@settings(max_examples=25)
@given(
    passed=st.lists(st.tuples(st.sampled_from(LOOPS), st.integers(7, 200)), max_size=60),
    offset_s=st.integers(0, CYCLE_S - 1),
)
def test_whatever_comes_every_minimum_is_kept_and_the_main_road_is_never_passed_over(
    passed: list[tuple[str, int]], offset_s: int
) -> None:
    records = run(300, *(passes(loop, s) for loop, s in passed), offset_s=float(offset_s))
    least = {step.stage: step.min_s for step in plan().steps}
    shown, left = begins(records), ends(records)
    assert all(end - t >= least[stage] for (stage, t), (_, end) in list(zip(shown, left, strict=False))[1:])
    following = {"A": {"B", "C"}, "B": {"C", "A"}, "C": {"A"}}
    assert all(b in following[a] for (a, _), (b, _) in pairwise(shown))
    assert [r.why.code for r in records if isinstance(r, Refused)] == []


@pytest.mark.parametrize("code", ["control.wave", "control.yield_point", "control.force_off", "control.gap_out"])
def test_it_says_why(code: str) -> None:
    ones = [passes("P3s", s, lasts_s=3) for s in range(310, 600, CYCLE_S)]
    records = run(600, *busy(300), *ones)
    assert code in {r.order.because.code for r in records if isinstance(r, Cleared)}
