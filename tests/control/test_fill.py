"""A junction whose roads are full keeps to its plan, and goes free again when they are not."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise

import pytest

from meydan.city.city import City
from meydan.city.events import Event, StageEnded, StageStarted
from meydan.city.instant import elapsed_s, later
from meydan.city.orders import Order
from meydan.city.state import JunctionState
from meydan.control import predictive
from meydan.control.fill import FREE, LEAST_S, Fill, fill_of
from meydan.control.traffic import UnseenTraffic
from tests.control.test_predictive import at, calls, zoned
from tests.junctions import plan, without_crossing
from tests.paper_street import START, live_through, script


def road(queue: float = 0.0, reach_m: float = 100.0) -> tuple[Fill, UnseenTraffic]:
    """Return one road of one lane that holds so many."""
    lane = UnseenTraffic(("P1",), reach_m=reach_m, queue=queue, is_blind=False)
    return Fill({"road": [(lane, reach_m)]}), lane


def pass_by(fill: Fill, begin: int, seconds: int, *, stands: bool = True) -> int:
    """Let seconds pass and return the last one."""
    for s in range(begin, begin + seconds):
        fill.observe(later(START, s), 1.0, stands=stands)
    return begin + seconds


def test_a_road_that_is_full_for_a_minute_makes_the_junction_keep_to_its_plan() -> None:
    fill, _ = road(queue=12)
    pass_by(fill, 0, 20)
    assert not fill.keeps_plan
    pass_by(fill, 20, 60)
    assert fill.keeps_plan


def test_half_a_road_is_not_full() -> None:
    fill, _ = road(queue=6)
    pass_by(fill, 0, 600)
    assert not fill.keeps_plan


def test_the_plan_is_left_when_the_road_is_nearly_empty_and_not_sooner_than_three_minutes() -> None:
    fill, lane = road(queue=13)
    s = pass_by(fill, 0, 120)
    lane.queue = 0.0
    s = pass_by(fill, s, 95)
    assert fill.full["road"] < FREE
    assert fill.keeps_plan
    pass_by(fill, s, int(LEAST_S))
    assert not fill.keeps_plan


def test_between_a_quarter_and_a_half_nothing_turns() -> None:
    fill, lane = road(queue=13)
    s = pass_by(fill, 0, 120)
    lane.queue = 5.0
    pass_by(fill, s, 600)
    assert fill.keeps_plan


def test_nothing_turns_in_the_middle_of_a_change() -> None:
    fill, _ = road(queue=13)
    s = pass_by(fill, 0, 120, stands=False)
    assert not fill.keeps_plan
    pass_by(fill, s, 1)
    assert fill.keeps_plan


def test_a_lane_that_holds_hardly_anybody_does_not_say_how_full_it_is() -> None:
    stands = without_crossing()
    short = replace(stands, lanes={"P1_0": replace(stands.lanes["P1_0"], length_m=3.0)})
    assert fill_of(short, {"P1_0": UnseenTraffic(("P1",), reach_m=3.0, queue=8.0)}).roads == {}


def test_a_road_of_which_only_half_is_watched_is_not_full_when_that_half_is() -> None:
    lane = UnseenTraffic(("P1",), reach_m=50.0, queue=6.0, is_blind=False)
    fill = fill_of(without_crossing(), {"P1_0": lane})
    pass_by(fill, 0, 600)
    assert not fill.keeps_plan
    lane.queue = 8.0
    pass_by(fill, 600, 600)
    assert fill.keeps_plan


def test_the_room_of_a_short_lane_goes_on_upstream() -> None:
    stands = without_crossing()
    at_line = replace(stands.lanes["P1_0"], length_m=40.0)
    piece = replace(at_line, id="before", ahead_m=40.0, length_m=40.0, leads_to=("P1_0",))
    lane = UnseenTraffic(("P1",), reach_m=40.0)
    (((_, room_m),),) = fill_of(
        replace(stands, lanes={"P1_0": at_line, "before": piece}), {"P1_0": lane}
    ).roads.values()
    assert room_m == 80.0


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("is_fixed", "following"), [(True, {"A": "B", "B": "C", "C": "A"}), (False, {"A": "C", "C": "A"})]
)
async def test_at_capacity_the_steps_of_the_plan_run_in_turn_and_none_of_fixed_length_is_left_out(
    is_fixed: bool, following: dict[str, str]
) -> None:
    """Nobody wants stage B."""
    of = zoned()
    known = of.plans["J1", plan().id]
    steps = tuple(
        replace(x, min_s=x.green_s, max_s=x.green_s) if is_fixed and x.stage == "B" else x for x in known.steps
    )
    full = {s: [event for zone in ("Z1", "Z3") for event in at(zone, (s, 13, 13))[s]] for s in range(10, 400, 5)}
    of = replace(of, plans={("J1", known.id): replace(known, steps=steps)})
    records = await live_through(of, predictive, 400, script(full, at("Z2", (20, 0, 0))))
    stages = [r.stage for r in records if isinstance(r, StageStarted) and (r.t - START) / 1000 > 120]
    assert len(stages) >= 5
    assert all(following[a] == b for a, b in pairwise(stages))
    assert {call.because.code for call in calls(records) if (call.t - START) / 1000 > 120} <= {
        "control.gap_out",
        "control.max_out",
    }


class Turning:
    """Predictive control that is free at the begin of a stage and keeps to its plan after the plan's minimum."""

    NEEDS = predictive.NEEDS

    def __init__(self, least_s: Mapping[str, float]) -> None:
        self._least_s = least_s

    def start(self, of: City, junction: str, seen: Mapping[str, JunctionState]) -> predictive.State:
        state = predictive.start(of, junction, seen)
        state.fill.changed = later(START, 1e6)  # nothing else turns it
        return state

    def decide(self, state: predictive.State, event: Event) -> tuple[predictive.State, list[Order]]:
        stood_s = elapsed_s(event.t, state.out.seen.stage_since)
        state.fill.keeps_plan = stood_s >= self._least_s.get(state.out.seen.stage, 0.0) + 2
        return predictive.decide(state, event)


@pytest.mark.anyio
async def test_what_the_plan_began_keeps_its_minimum_when_the_junction_goes_free() -> None:
    of = zoned()
    long = replace(of.plans["J1", plan().id], steps=tuple(replace(step, min_s=step.green_s) for step in plan().steps))
    busy = [{s: at(zone, (s, 1 + s % 2, 1 + s % 2))[s] for s in range(10, 500, 3)} for zone in ("Z1", "Z2", "Z3")]
    least_s = {step.stage: step.min_s for step in long.steps}
    records = await live_through(replace(of, plans={("J1", long.id): long}), Turning(least_s), 500, script(*busy))
    begun = [(r.stage, (r.t - START) / 1000) for r in records if isinstance(r, StageStarted)]
    ended = [(r.stage, (r.t - START) / 1000) for r in records if isinstance(r, StageEnded)]
    assert len(ended) >= 6
    for (stage, s), (same, after) in list(zip(begun, ended, strict=False))[1:]:  # the first began by itself
        assert same == stage
        assert after - s >= least_s[stage]
