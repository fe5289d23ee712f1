"""Predictive control: it goes where least is lost, learns what a lane lets go, and never asks for what may not be."""

from dataclasses import replace

import pytest

from meydan.centre.loop import Record
from meydan.city.city import City
from meydan.city.events import Event, GroupChanged, RunStarted, ZoneChanged
from meydan.city.instant import later
from meydan.city.junction import Junction, Known, Lamp, Sureness
from meydan.city.orders import CallStage, Cleared, Refused
from meydan.city.state import JunctionState
from meydan.city.zones import with_zones
from meydan.control import predictive
from meydan.control.discharge import FULL_RATE, first_guess
from meydan.control.lane_traffic import lane_traffic
from meydan.control.traffic import BLOCKED_S, Traffic
from tests.junctions import junction, plan, without_crossing
from tests.paper_street import START, city, live_through, passes, script


def zoned() -> City:
    """Return the usual junction without its crossing, each lane watched by a zone `Z1`, `Z2`, `Z3`."""
    stands = without_crossing()
    of = city(stands, plans=[replace(plan(), cycle_s=30 + 5 + 10 + 12 + 5)])
    return with_zones(of, {"J1": stands.lanes.values()})


def at(zone: str, *numbers: tuple[int, int, int]) -> dict[int, list[Event]]:
    """Return what a zone says: second, vehicles, standing."""
    return {s: [ZoneChanged(later(START, s), "J1", zone, vehicles, standing)] for s, vehicles, standing in numbers}


def calls(records: list[Record]) -> list[CallStage]:
    return [r.order for r in records if isinstance(r, Cleared) and isinstance(r.order, CallStage)]


def greens(records: list[Record], group: str) -> list[tuple[float, Lamp]]:
    """Return when a group's lamp changed, and to what."""
    return [((r.t - START) / 1000, r.lamp) for r in records if isinstance(r, GroupChanged) and r.group == group]


@pytest.mark.anyio
async def test_a_vehicle_on_its_way_finds_its_red_turned_green() -> None:
    happens = script(at("Z2", (8, 2, 2), (28, 0, 0)), at("Z1", (60, 1, 0), (70, 0, 0)))
    records = await live_through(zoned(), predictive, 90, happens)
    shown = [lamp for s, lamp in greens(records, "P1") if s <= 60 + 100 / 13.9 + 2]
    assert Lamp.RED in shown
    assert shown[-1] is Lamp.GREEN


@pytest.mark.anyio
async def test_a_long_queue_is_let_go_before_one_vehicle() -> None:
    happens = script(at("Z1", (20, 0, 0)), at("Z2", (21, 1, 1)), at("Z3", (21, 9, 9)))
    first = calls(await live_through(zoned(), predictive, 60, happens))[0]
    assert first.stage == "C"
    assert first.because.code in ("control.predicted", "control.predicted_alone")


@pytest.mark.anyio
async def test_green_is_not_held_for_a_queue_that_cannot_move() -> None:
    happens = script(at("Z1", (8, 12, 12)), at("Z2", (9, 1, 1)))
    first = calls(await live_through(zoned(), predictive, 90, happens))[0]
    assert first.stage in ("B", "C")
    assert (first.t - START) / 1000 <= 6 + BLOCKED_S + 10


@pytest.mark.anyio
async def test_a_crossing_that_nobody_watches_gets_its_green() -> None:
    shown = greens(await live_through(city(), predictive, 600, {}), "W1")
    begins = [s for s, lamp in shown if lamp is Lamp.GREEN]
    ends = [s for s, lamp in shown if lamp is Lamp.RED and s > begins[0]]
    assert ends
    assert max(b - a for a, b in zip(ends, begins[1:], strict=False)) <= 120


@pytest.mark.anyio
async def test_nothing_is_ordered_that_safety_refuses() -> None:
    stands = without_crossing()
    long = replace(stands.groups["P1"], min_green=Known(22, Sureness.SURVEYED))
    of = city(replace(stands, groups={**stands.groups, "P1": long}), plans=[replace(plan(), cycle_s=62)])
    busy = script(*(passes(f"P{1 + s % 3}{kind}", s) for s in range(10, 400) for kind in "as"))
    records = await live_through(of, predictive, 400, busy)
    assert {call.stage for call in calls(records)} >= {"A", "C"}
    assert [r.why.code for r in records if isinstance(r, Refused)] == []


def believed(stands: Junction) -> JunctionState:
    """Return a junction all of whose groups are red since the start."""
    seen = JunctionState(stands, on_street=False)
    seen.observe(RunStarted(START, "", "", 1, 1))
    for group in stands.groups:
        seen.observe(GroupChanged(START, "J1", group, Lamp.RED))
    return seen


def traffic_of(stands: Junction, seen: JunctionState) -> list[Traffic]:
    of_lanes, others = lane_traffic(stands, seen)
    return [*of_lanes.values(), *others]


def test_a_zone_tells_who_stands_and_who_comes() -> None:
    stands = zoned().junctions["J1"]
    seen = believed(stands)
    lane = traffic_of(stands, seen)[0]
    seen.observe(ZoneChanged(later(START, 1), "J1", "Z1", 3, 2))
    lane.observe(seen, 1.0, -1.0)
    assert lane.queue == 2.0
    seen.observe(ZoneChanged(later(START, 20), "J1", "Z1", 3, 2))
    lane.observe(seen, 1.0, -1.0)
    assert lane.queue == 3.0  # all three should have reached the line by now


def test_a_green_in_which_nobody_moves_is_blocked() -> None:
    stands = zoned().junctions["J1"]
    seen = believed(stands)
    lane = traffic_of(stands, seen)[0]
    seen.observe(ZoneChanged(later(START, 1), "J1", "Z1", 4, 4))
    for s in range(15):
        lane.observe(seen, 1.0, float(s))
    assert lane.blocked_s >= BLOCKED_S
    seen.observe(ZoneChanged(later(START, 20), "J1", "Z1", 3, 3))
    lane.observe(seen, 1.0, 16.0)
    assert lane.blocked_s == 0.0


def test_somebody_unseen_is_expected_after_a_long_red_and_sooner_where_nothing_looks() -> None:
    stands = junction()
    watched, *_, unwatched = traffic_of(stands, believed(stands))
    assert watched.unseen(20.0) == 0.0
    assert 0.0 < watched.unseen(120.0) < unwatched.unseen(120.0) <= 1.0


def test_what_a_lane_lets_go_is_learned() -> None:
    stands = junction()
    traffic = traffic_of(stands, believed(stands))
    discharge = first_guess(stands, ("A", "B", "C"), traffic)
    assert discharge.rate[0, 0] == FULL_RATE
    assert discharge.rate[1, 0] == 0.0
    for _ in range(200):
        discharge.learn(0, 0, 0.2, 1.0, traffic)
    assert 0.15 < discharge.rate[0, 0] < 0.35
