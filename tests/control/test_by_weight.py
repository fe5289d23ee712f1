"""Max pressure and greedy: who weighs most goes, nobody starves, no green is cut short."""

from dataclasses import replace
from itertools import pairwise
from types import ModuleType

import pytest

from meydan.centre.loop import Record
from meydan.city.events import DetectorChanged, Event, GroupChanged, RunStarted, StageEnded, Tick
from meydan.city.instant import later
from meydan.city.junction import Junction, Known, Lamp, Sureness
from meydan.city.orders import CallStage, Cleared, Refused
from meydan.city.state import JunctionState
from meydan.control import greedy, max_pressure
from meydan.control.queues import lane_queues
from tests.junctions import junction, plan
from tests.paper_street import START, city, live_through, passes, script

BOTH = pytest.mark.parametrize("strategy", [greedy, max_pressure], ids=["greedy", "max_pressure"])


def calls(records: list[Record]) -> list[CallStage]:
    return [r.order for r in records if isinstance(r, Cleared) and isinstance(r.order, CallStage)]


def queue(group: str, first: int, vehicles: int) -> dict[int, list[Event]]:
    """Return vehicles that drive over the advance loop and pile up before the line."""
    arrive = [passes(f"{group}a", first + 2 * i) for i in range(vehicles)]
    return script(*arrive, passes(f"{group}s", first + 5, lasts_s=600))


@BOTH
@pytest.mark.anyio
async def test_the_longer_queue_goes_first(strategy: ModuleType) -> None:
    happens = script(queue("P2", 10, 3), queue("P3", 10, 9))
    first = calls(await live_through(city(), strategy, 60, happens))[0]
    assert first.stage == "C"
    assert first.because.code in ("control.greedy", "control.pressure")


@BOTH
@pytest.mark.anyio
async def test_a_stage_is_chosen_every_ten_seconds_at_most(strategy: ModuleType) -> None:
    records = await live_through(city(), strategy, 400, everywhere())
    assert len([r for r in records if isinstance(r, StageEnded)]) > 3
    assert all(b.t - a.t >= 10_000 for a, b in pairwise(calls(records)))


@BOTH
@pytest.mark.anyio
async def test_no_stage_is_called_that_would_end_a_green_before_its_minimum(strategy: ModuleType) -> None:
    stands = junction()
    long = replace(stands.groups["P1"], min_green=Known(22, Sureness.SURVEYED))
    of = city(replace(stands, groups={**stands.groups, "P1": long}))
    records = await live_through(of, strategy, 400, everywhere())
    assert "C" in {call.stage for call in calls(records)}
    assert [r.why.code for r in records if isinstance(r, Refused)] == []


def everywhere() -> dict[int, list[Event]]:
    """Return queues in all lanes, one after the other."""
    return script(*(queue(g, s, 8) for s in (10, 100, 200) for g in ("P1", "P2", "P3")))


@BOTH
@pytest.mark.anyio
async def test_who_has_waited_for_most_of_the_maximum_red_comes_first(strategy: ModuleType) -> None:
    stream = [passes("P1a", s) for s in range(0, 400, 2)]
    happens = script(*stream, passes("P1s", 1, lasts_s=400), passes("P2s", 20, lasts_s=300))
    starving = [c for c in calls(await live_through(city(), strategy, 300, happens)) if c.stage == "B"]
    assert starving
    assert starving[0].because.code == "control.starving"
    assert (starving[0].t - START) / 1000 <= 20 + 0.8 * 120 + 12


def state_with_queues(of: dict[str, int], stands: Junction) -> JunctionState:
    """Return a junction on whose lanes so many vehicles have driven in since red began."""
    state = JunctionState(stands, on_street=False)
    state.observe(RunStarted(START, "", "", 1, 1))
    for group in stands.groups:
        state.observe(GroupChanged(START, stands.id, group, Lamp.RED))
    for group, vehicles in of.items():
        for i in range(vehicles):
            for occupied in (True, False):
                state.observe(DetectorChanged(later(START, i + 0.5 * (not occupied)), stands.id, f"{group}a", occupied))
    state.observe(Tick(later(START, 60), 0))
    return state


def test_pressure_is_what_waits_here_less_what_waits_where_it_would_go() -> None:
    up = junction()
    groups = {**up.groups, "P1": replace(up.groups["P1"], exits=("road P2",))}
    up = replace(up, groups=groups)
    below = replace(junction(), id="J2")
    of = city(up, below, plans=[plan(), replace(plan(), junction="J2")])
    seen = {"J1": state_with_queues({"P1": 7}, up), "J2": state_with_queues({"P2": 5}, below)}
    state = max_pressure.start(of, "J1", seen)
    assert max_pressure.pressure(state, "A") == 2.0
    assert greedy.approaching(greedy.start(of, "J1", seen), "A") == 7.0


def test_a_count_that_drifted_is_put_right_when_the_lane_is_seen_empty() -> None:
    stands = junction()
    state = state_with_queues({"P1": 4}, stands)
    lane = next(q for q in lane_queues(stands, state) if q.groups == ("P1",))
    assert lane.vehicles(state) == 4
    state.observe(GroupChanged(later(START, 60), "J1", "P1", Lamp.GREEN))
    assert lane.vehicles(state) == 0


def test_somebody_on_the_line_is_at_least_one() -> None:
    stands = junction()
    state = state_with_queues({}, stands)
    state.observe(DetectorChanged(later(START, 61), "J1", "P1s", True))
    lane = next(q for q in lane_queues(stands, state) if q.groups == ("P1",))
    assert lane.vehicles(state) == 1
