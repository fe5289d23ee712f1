"""Strategies that were made for loops read zones where a city has them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import ModuleType

import pytest

from meydan.centre.loop import Record
from meydan.city.city import City
from meydan.city.events import (
    DetectorHealth,
    DetectorJudged,
    Event,
    GroupChanged,
    StageEnded,
    StageStarted,
    Tick,
    ZoneChanged,
)
from meydan.city.instant import later
from meydan.city.junction import Detector, DetectorKind, GroupKind, Junction, Lamp, Lane
from meydan.city.orders import CallStage, Cleared, HoldStage, Refused
from meydan.city.state import JunctionState
from meydan.city.zones import with_zones
from meydan.control import actuated, greedy, max_pressure
from meydan.control.demand import group_loops
from meydan.control.queues import lane_queues
from tests.junctions import junction, plan
from tests.paper_street import START, city, live_through, script

Script = Mapping[int, Sequence[Event]]


def zoned() -> City:
    """Return the usual junction without its crossing, each lane watched by a zone `Z1`, `Z2`, `Z3`."""
    stands = junction()
    groups = {g: group for g, group in stands.groups.items() if group.kind is GroupKind.VEHICLE}
    stages = {s: replace(stage, green=stage.green & groups.keys()) for s, stage in stands.stages.items()}
    pairs = {pair: known for pair, known in stands.intergreens.items() if set(pair) <= groups.keys()}
    stands = replace(stands, groups=groups, stages=stages, intergreens=pairs, conflicts=frozenset(pairs))
    of = city(stands, plans=[replace(plan(), cycle_s=30 + 5 + 10 + 12 + 5)])
    return with_zones(of, {"J1": stands.lanes.values()})


def counts(zone: str, s: float, vehicles: int, standing: int) -> ZoneChanged:
    return ZoneChanged(later(START, s), "J1", zone, vehicles, standing)


def at(zone: str, *numbers: tuple[int, int, int]) -> dict[int, list[Event]]:
    """Return what a zone says: second, vehicles, standing."""
    return {s: [counts(zone, s, vehicles, standing)] for s, vehicles, standing in numbers}


async def run(seconds: int, *happens: Script) -> list[Record]:
    return await live_through(zoned(), actuated, seconds, script(*happens))


def stages(records: list[Record]) -> list[tuple[str, float]]:
    return [(r.stage, (r.t - START) / 1000) for r in records if isinstance(r, StageStarted)]


def ended(records: list[Record]) -> list[tuple[str, str, float]]:
    return [(r.stage, r.to, (r.t - START) / 1000) for r in records if isinstance(r, StageEnded)]


def reasons(records: list[Record]) -> set[str]:
    return {r.order.because.code for r in records if isinstance(r, Cleared) and isinstance(r.order, HoldStage)}


@pytest.mark.anyio
async def test_who_stands_in_a_zone_is_served_at_once_and_nobody_else() -> None:
    records = await run(120, at("Z2", (58, 1, 0), (60, 1, 1), (70, 0, 0)))
    assert stages(records)[:2] == [("A", 6), ("B", 66)]
    assert "C" not in {stage for stage, _ in stages(records)}


@pytest.mark.anyio
async def test_green_goes_on_while_somebody_drives_in_the_zone_and_ends_when_nobody_does() -> None:
    records = await run(90, at("Z1", (20, 2, 0), (30, 3, 0), (41, 0, 0)), at("Z2", (20, 1, 1)))
    assert ended(records)[0][:2] == ("A", "B")
    assert 41 <= ended(records)[0][2] <= 43
    assert "control.extended" in reasons(records)


@pytest.mark.anyio
async def test_who_stands_on_in_green_holds_it_no_longer_than_a_start_takes() -> None:
    records = await run(90, at("Z1", (2, 5, 5)), at("Z2", (8, 1, 1)))
    assert ended(records)[0][:2] == ("A", "B")
    assert ended(records)[0][2] <= 18  # 10 s of minimum, and one second to obey


@pytest.mark.anyio
async def test_a_zone_that_says_the_same_for_minutes_is_not_believed() -> None:
    busy = at("Z1", *((s, 1 + s // 5 % 2, 0) for s in range(30, 800, 5)))
    records = await run(800, busy, at("Z2", (20, 13, 13)), at("Z3", (20, 0, 0)))
    greens = [
        (left - came, came)
        for (stage, came), (_, _, left) in zip(stages(records), ended(records), strict=False)
        if stage == "B"
    ]
    assert all(green_s < 10 for green_s, came in greens if came < 300)
    assert all(green_s >= 10 for green_s, came in greens if came > 330)


def seen(stands: Junction, *events: Event) -> JunctionState:
    state = JunctionState(stands, on_street=False)
    for event in events:
        state.observe(event)
    return state


def test_a_group_is_blind_when_its_zone_is_known_to_be_faulty() -> None:
    stands = zoned().junctions["J1"]
    sound, faulty = seen(stands), seen(stands, DetectorJudged(START, "J1", "Z1", DetectorHealth.STUCK_OFF))
    assert not group_loops(stands, sound)["P1"].is_blind(sound)
    assert group_loops(stands, faulty)["P1"].is_blind(faulty)
    assert not group_loops(stands, faulty)["P2"].is_blind(faulty)


def test_a_zone_that_cannot_be_believed_holds_no_green() -> None:
    stands = zoned().junctions["J1"]
    drives = (StageStarted(START, "J1", "A"), counts("Z1", 20, 3, 0))
    judged = DetectorJudged(later(START, 25), "J1", "Z1", DetectorHealth.STUCK_ON)
    for event, comes in ((Tick(later(START, 319), 0), True), (Tick(later(START, 321), 0), False), (judged, False)):
        state = seen(stands, *drives, event)
        assert group_loops(stands, state)["P1"].comes(state) is comes


def short_lanes() -> Junction:
    """Return the junction with P2 and P3 on short lanes, into which one road widens."""
    lanes = {
        "P1_0": Lane("P1_0", "road P1", ("P1",), 120.0, 13.9),
        "P2_0": Lane("P2_0", "road P2", ("P2",), 20.0, 13.9),
        "P3_0": Lane("P3_0", "road P2", ("P3",), 20.0, 13.9),
        "up_0": Lane("up_0", "road up", ("P2", "P3"), 30.0, 13.9, 20.0),
        "far_0": Lane("far_0", "road far", ("P2", "P3"), 300.0, 13.9, 60.0),
    }
    return with_zones(city(), {"J1": lanes.values()}).junctions["J1"]


def test_zones_upstream_of_a_short_lane_tell_who_comes_but_not_from_far() -> None:
    stands = short_lanes()
    up, far = (counts(zone, 30, 2, 0) for zone in ("Z4", "Z5"))
    started = StageStarted(START, "J1", "B")
    for events, comes in (((), False), ((up,), True), ((far,), False)):
        state = seen(stands, started, *events, counts("Z1", 30, 0, 0))
        loops = group_loops(stands, state)
        assert [loops[g].comes(state) for g in ("P1", "P2", "P3")] == [False, comes, comes]


def test_a_queue_is_what_its_zone_counts() -> None:
    stands = short_lanes()
    state = seen(stands, counts("Z2", 3, 2, 2), counts("Z4", 4, 3, 1), counts("Z2", 5, 1, 0))
    found = {queue.approach: queue.vehicles(state) for queue in lane_queues(stands, state) if queue.vehicles(state)}
    assert found == {"road P2": 1, "road up": 3}


def test_a_lane_with_a_zone_is_not_counted_by_its_loops_again() -> None:
    stands = junction()
    zone = Detector("Z", "P1_0", DetectorKind.ZONE, 0.0, 100.0)
    mixed = replace(stands, detectors={**stands.detectors, "Z": zone})
    state = seen(mixed, counts("Z", 3, 4, 4))
    assert [(q.groups, q.vehicles(state)) for q in lane_queues(mixed, state)] == [
        (("P1",), 4),
        (("P2",), 0),
        (("P3",), 0),
    ]


def test_pressure_is_counted_in_zones_here_and_where_it_would_go() -> None:
    of = zoned()
    up = of.junctions["J1"]
    up = replace(up, groups={**up.groups, "P1": replace(up.groups["P1"], exits=("road P2",))})
    below = replace(of.junctions["J1"], id="J2")
    both = city(up, below, plans=[plan(), replace(plan(), junction="J2")])
    known = {"J1": seen(up, counts("Z1", 3, 7, 5)), "J2": seen(below, replace(counts("Z2", 3, 5, 5), junction="J2"))}
    assert max_pressure.pressure(max_pressure.start(both, "J1", known), "A") == 2.0
    assert greedy.approaching(greedy.start(both, "J1", known), "A") == 7.0


@pytest.mark.anyio
@pytest.mark.parametrize("strategy", [greedy, max_pressure], ids=["greedy", "max_pressure"])
async def test_the_longer_queue_goes_first(strategy: ModuleType) -> None:
    happens = script(at("Z2", (10, 3, 3)), at("Z3", (10, 9, 9)))
    records = await live_through(zoned(), strategy, 60, happens)
    calls = [r.order for r in records if isinstance(r, Cleared) and isinstance(r.order, CallStage)]
    assert calls[0].stage == "C"
    assert [r for r in records if isinstance(r, Refused)] == []


def test_nobody_in_the_zones_means_nobody_waits() -> None:
    stands = zoned().junctions["J1"]
    red = GroupChanged(START, "J1", "P2", Lamp.RED)
    assert seen(stands, red, counts("Z2", 3, 2, 1)).waiting == {"P2": later(START, 3)}
    assert seen(stands, red, counts("Z2", 3, 2, 1), counts("Z2", 9, 0, 0)).waiting == {}
