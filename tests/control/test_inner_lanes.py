"""The few metres between two near signals are let go under protection, whatever waits elsewhere."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from meydan.centre.loop import Record
from meydan.city.city import City
from meydan.city.events import Event, StageStarted, ZoneChanged
from meydan.city.instant import later
from meydan.city.junction import Onward, Stage
from meydan.city.orders import CallStage, Cleared
from meydan.city.plan import Plan, PlanStage
from meydan.city.state import JunctionState
from meydan.city.zones import with_zones
from meydan.control import predictive
from meydan.control.discharge import first_guess
from meydan.control.inner_lanes import LONGEST_S, STANDS_S, InnerLane, inner_lanes
from meydan.control.lane_traffic import lane_traffic
from meydan.control.short_exit import SHORT_M
from tests.control.test_predictive import calls
from tests.junctions import known, without_crossing
from tests.nightly import NIGHTLY
from tests.paper_street import START, city, live_through, script

BOTH, INNER, SIDE = "A", "B", "C"  # the stages: both ways of the main road, its inner end alone, the side road


def near(*, distance_m: float = 20.0) -> City:
    """Return the two junctions of `near_with_loops`, with zones."""
    of = near_with_loops(distance_m=distance_m)
    return with_zones(of, {j.id: j.lanes.values() for j in of.junctions.values()})


def near_with_loops(*, distance_m: float = 20.0) -> City:
    """Return two junctions: J2 feeds the 12 m of P1 before J1, where P1 gives way to P2, and P3 is the side road."""
    usual = without_crossing()
    pairs = {(a, b): known(5) for a, b in (("P1", "P3"), ("P3", "P1"), ("P2", "P3"), ("P3", "P2"))}
    here = replace(
        usual,
        stages={
            BOTH: Stage(BOTH, frozenset({"P1", "P2"})),
            INNER: Stage(INNER, frozenset({"P1"})),
            SIDE: Stage(SIDE, frozenset({"P3"})),
        },
        conflicts=frozenset(pairs),
        intergreens=pairs,
        permitted=frozenset({("P1", "P2")}),
        lanes={**usual.lanes, "P1_0": replace(usual.lanes["P1_0"], length_m=12.0)},
    )
    on = Onward("J1", here.lanes["P1_0"].approach, distance_m, 2.0, 1.0)
    there = replace(usual, id="J2", lanes={**usual.lanes, "P1_0": replace(usual.lanes["P1_0"], onward=(on,))})
    steps = (PlanStage(BOTH, 20, 5, 40), PlanStage(INNER, 10, 5, 20), PlanStage(SIDE, 20, 5, 40))
    plans = [Plan("day", j, 60.0, 0.0, steps) for j in ("J1", "J2")]
    return city(here, there, plans=plans)


def lanes_of(of: City) -> tuple[tuple[InnerLane, ...], JunctionState]:
    here = of.junctions["J1"]
    seen = JunctionState(here, on_street=False)
    of_lanes, others = lane_traffic(here, seen)
    return inner_lanes(of, "J1", of_lanes, first_guess(here, (BOTH, INNER, SIDE), [*of_lanes.values(), *others])), seen


def at(lane: int, *numbers: tuple[int, int]) -> dict[int, list[Event]]:
    """Return what the zone of lane P1, P2 or P3 of J1 says: second, vehicles that stand."""
    return {s: [ZoneChanged(later(START, s), "J1", f"Z{lane}", count, count)] for s, count in numbers}


def shown(records: Sequence[Record]) -> list[tuple[float, str]]:
    """Return the stages of J1 as they began, with the second."""
    return [((r.t - START) / 1000, r.stage) for r in records if isinstance(r, StageStarted) and r.junction == "J1"]


def test_only_a_short_lane_that_gives_way_and_can_be_protected_is_one() -> None:
    (inner,), _ = lanes_of(near())
    assert inner.yields.tolist() == [True, False, False]
    assert inner.protected.tolist() == [False, True, False]
    assert lanes_of(near(distance_m=SHORT_M + 1))[0] == ()


def test_who_may_stand_beyond_the_line_is_remembered_until_nobody_comes_or_he_is_protected() -> None:
    for leaves in ("nobody comes", "protected", "stays"):
        (inner,), _ = lanes_of(near())
        rival = inner.rivals[0][0]
        inner.lane.queue, rival.queue = 1.0, 3.0
        inner.observe(1.0, 0)
        inner.lane.queue = 0.0
        inner.observe(1.0, 0)
        assert inner.forbidden(0).tolist() == [False, False, True]
        if leaves == "nobody comes":
            rival.queue = 0.0
            for _ in range(5):
                inner.observe(1.0, 0)
        elif leaves == "protected":
            inner.observe(1.0, 1)
            inner.observe(1.0, None)
        assert inner.forbidden(0).tolist() == [False, False, leaves == "stays"]


def test_who_stands_in_a_green_in_which_he_gives_way_is_protected_soon() -> None:
    (inner,), _ = lanes_of(near())
    inner.lane.queue = 1.0
    for _ in range(round(STANDS_S)):
        inner.observe(1.0, 0)
    assert inner.forbidden(0).tolist() == [False, False, True]
    inner.observe(1.0, 0)
    assert inner.forbidden(0).tolist() == [True, False, True]


def test_he_gives_way_in_no_stage_that_begins_while_he_is_there() -> None:
    (inner,), _ = lanes_of(near())
    inner.lane.queue = 1.0
    inner.observe(1.0, 2)
    assert inner.forbidden(2).tolist() == [True, False, False]


@pytest.mark.anyio
async def test_a_long_queue_elsewhere_keeps_nobody_waiting_between_the_signals() -> None:
    stands = script(at(1, (5, 0), (40, 1)), at(2, (6, 0)), at(3, *((s, 12 + s % 2) for s in range(7, 120))))
    records = await live_through(near(), predictive, 120, stands)
    came = next(s for s, stage in shown(records) if s > 40 and stage == INNER)
    assert came <= 40 + LONGEST_S + 10
    assert {call.because.code for call in calls(records) if call.stage == INNER} & {"control.inner_late"}


COUNTS = st.lists(st.tuples(st.integers(1, 3), st.integers(0, 6)), min_size=20, max_size=40)


@settings(max_examples=300 if NIGHTLY else 20, phases=[Phase.generate])
@given(COUNTS)
@pytest.mark.anyio
async def test_nobody_is_left_in_a_green_in_which_he_gives_way(said: list[tuple[int, int]]) -> None:
    happens = script(*(at(lane, (10 + 3 * n, count)) for n, (lane, count) in enumerate(said)))
    records = await live_through(near(), predictive, 10 + 3 * len(said), happens)
    stands, held = "", 0
    for record in records:
        if isinstance(record, ZoneChanged) and record.detector == "Z1":
            held = record.vehicles
        elif isinstance(record, StageStarted) and record.junction == "J1":
            stands = record.stage
        elif (
            isinstance(record, Cleared)
            and isinstance(record.order, CallStage)
            and record.order.junction == "J1"
            and held
        ):
            assert record.order.stage == INNER or (stands == INNER and record.order.stage == SIDE)
