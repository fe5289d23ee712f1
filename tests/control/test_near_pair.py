"""Two near signals are decided as one: nobody is let into the few metres between them who is not let out again."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from meydan.centre.loop import Record
from meydan.city.city import City
from meydan.city.events import Event, GroupChanged, StageStarted, ZoneChanged
from meydan.city.instant import elapsed_s, later
from meydan.city.junction import Junction, Lamp, Onward
from meydan.city.orders import Cleared
from meydan.city.override import Action, Cause, OverrideAsked
from meydan.city.plan import Plan
from meydan.city.state import JunctionState
from meydan.city.zones import with_zones
from meydan.control import predictive
from meydan.control.near import LONGEST_S, SHORT_M
from meydan.control.near_pair import EMPTIES_S, Together, lanes_of_both, partner_of, rates_of_both, side_of, together
from meydan.control.outlook import Outlook, outlook_of
from meydan.control.paired import CLEARS_MOST_S, CLEARS_S, OBEYS_S, TRIES_S
from meydan.control.search import Lanes, Rates
from tests.control.test_predictive import calls
from tests.junctions import without_crossing
from tests.near_signals import BOTH, INNER, SIDE, STEPS, near_junction
from tests.nightly import NIGHTLY
from tests.paper_street import START, city, live_through, script

STAGES = (BOTH, INNER, SIDE)


def half(name: str, other: str, distance_m: float) -> Junction:
    """Return one of two: P1 comes over 12 m from the other and gives way to P2, which drives there; P3 is the side."""
    usual = without_crossing()
    lanes = {
        g: replace(usual.lanes[f"{g}_0"], id=f"{g}_{name}", approach=f"{g} {name}", groups=(g,))
        for g in ("P1", "P2", "P3")
    }
    lanes["P1"] = replace(lanes["P1"], length_m=12.0)
    lanes["P2"] = replace(lanes["P2"], onward=(Onward(other, f"P1 {other}", distance_m, 2.0, 1.0),))
    return replace(
        near_junction(),
        id=name,
        lanes={lane.id: lane for lane in lanes.values()},
        detectors={},
    )


def near(*, distance_m: float = 20.0, of: Sequence[tuple[str, str]] = (("J1", "J2"), ("J2", "J1"))) -> City:
    """Return near signals, each with the one that its main road leads to."""
    halves = [half(name, other, distance_m) for name, other in of]
    plans = [Plan("day", j.id, 60.0, 0.0, STEPS) for j in halves]
    return with_zones(city(*halves, plans=plans), {j.id: j.lanes.values() for j in halves})


def outlooks(of: City) -> tuple[Outlook, Outlook]:
    seen = {name: JunctionState(junction, on_street=False) for name, junction in of.junctions.items()}
    return outlook_of(of, "J1", seen), outlook_of(of, "J2", seen)


def both(of: City) -> Together:
    outs = outlooks(of)
    found = together(outs, (side_of(of, "J1", "J2", outs[0]), side_of(of, "J2", "J1", outs[1])))
    assert found is not None
    return found


def zone(junction: str, group: str, *numbers: tuple[int, int]) -> dict[int, list[Event]]:
    """Return what a lane's zone says: second, vehicles that stand."""
    detector = next(d for d in near().junctions[junction].detectors.values() if d.lane == f"{group}_{junction}")
    return {s: [ZoneChanged(later(START, s), junction, detector.id, count, count)] for s, count in numbers}


def shown(records: Sequence[Record], junction: str) -> list[tuple[float, str]]:
    """Return the stages of a junction as they began, with the second."""
    return [((r.t - START) / 1000, r.stage) for r in records if isinstance(r, StageStarted) and r.junction == junction]


def test_a_pair_are_two_that_are_near_each_other_and_nobody_else() -> None:
    assert partner_of(near(), "J1") == "J2"
    assert partner_of(near(), "J2") == "J1"
    assert partner_of(near(distance_m=SHORT_M + 1), "J1") is None
    one_way = near(of=(("J1", "J2"), ("J2", "J3"), ("J3", "J2")))
    assert [partner_of(one_way, name) for name in ("J1", "J2", "J3")] == [None, "J3", "J2"]


def test_the_main_traffic_of_one_drives_off_only_while_the_other_lets_it_out_freely() -> None:
    stand = {(STAGES[i], STAGES[j]) for i, j in both(near()).stages}
    assert stand == {(BOTH, INNER), (INNER, BOTH), (INNER, INNER), (INNER, SIDE), (SIDE, INNER), (SIDE, SIDE)}


def test_who_turns_left_may_go_with_both_main_roads_where_he_has_nobody_to_give_way_to() -> None:
    of = near()
    halves = {name: replace(junction, permitted=frozenset()) for name, junction in of.junctions.items()}
    assert (0, 0) in both(replace(of, junctions=halves)).stages


def test_no_pair_where_a_stage_could_stand_with_none_of_the_other() -> None:
    of = near()
    there = of.junctions["J2"]
    stages = {name: stage for name, stage in there.stages.items() if name != INNER}
    steps = tuple(step for step in of.plans["J2", "day"].steps if step.stage != INNER)
    of = replace(
        of,
        junctions={**of.junctions, "J2": replace(there, stages=stages)},
        plans={**of.plans, ("J2", "day"): replace(of.plans["J2", "day"], steps=steps)},
    )
    outs = outlooks(of)
    assert together(outs, (side_of(of, "J1", "J2", outs[0]), side_of(of, "J2", "J1", outs[1]))) is None


def test_a_change_takes_as_long_as_the_road_between_needs_to_empty() -> None:
    of = near()
    found, outs = both(of), outlooks(of)
    here, there = found.stages.index((0, 1)), found.stages.index((1, 0))
    lanes = tuple(outs[0].lanes), len(outs[0].traffic)
    alone = outs[1].changes
    assert found.changes.lock[here, there] == max(outs[0].changes.lock[0, 1], EMPTIES_S + alone.lock[1, 0])
    p2 = lanes[1] + tuple(outs[1].lanes).index("P2_J2")
    assert found.changes.begins[here, there, p2] == EMPTIES_S + alone.begins[1, 0, p2 - lanes[1]]
    side = found.stages.index((2, 2))  # from both side roads to both ends open nobody waits for the other
    open_ = found.stages.index((1, 1))
    assert found.changes.lock[side, open_] == max(outs[0].changes.lock[2, 1], alone.lock[2, 1])


def test_the_lanes_of_both_stand_one_after_the_other_with_their_own_rivals() -> None:
    def one(lanes: int, rival: int) -> Rates:
        rates = np.arange(3.0 * lanes).reshape(3, lanes)
        return Rates(rates, rates / 2, np.full((3, lanes, 2), rival, np.int64))

    found = rates_of_both(both(near()), one(2, 1), one(3, -1))
    n = both(near()).stages.index((2, 1))
    assert found.free[n].tolist() == [4.0, 5.0, 3.0, 4.0, 5.0]
    assert found.rivals[n, :, 0].tolist() == [1, 1, -1, -1, -1]
    assert rates_of_both(both(near()), one(2, 1), one(3, 2)).rivals[n, :, 0].tolist() == [1, 1, 4, 4, 4]
    lanes = [Lanes(np.full(n, n), np.zeros((n, 5)), np.zeros(n, np.int64)) for n in (2, 3)]
    assert lanes_of_both(lanes[0], lanes[1]).held.tolist() == [2, 2, 3, 3, 3]


COUNTS = st.lists(
    st.tuples(st.sampled_from(("J1", "J2")), st.sampled_from(("P1", "P2", "P3")), st.integers(0, 6)),
    min_size=40,
    max_size=80,
)
SETTLED_S = 40.0  # by then both have been taken over and stand as they should


@settings(max_examples=200 if NIGHTLY else 15, phases=[Phase.generate])
@given(COUNTS)
@pytest.mark.anyio
async def test_whatever_comes_nobody_is_let_into_the_road_between_who_is_not_let_out(
    said: list[tuple[str, str, int]],
) -> None:
    happens = script(*(zone(j, g, (10 + 3 * n, count)) for n, (j, g, count) in enumerate(said)))
    records = await live_through(near(), predictive, 10 + 3 * len(said), happens)
    lamps: dict[tuple[str, str], Lamp] = {}
    red_since = {"J1": START, "J2": START}
    for record in records:
        if not isinstance(record, GroupChanged):
            continue
        lamps[record.junction, record.group] = record.lamp
        if record.group == "P2" and record.lamp is Lamp.RED:
            red_since[record.junction] = record.t
        if elapsed_s(record.t, START) < SETTLED_S:
            continue
        for here, there in (("J1", "J2"), ("J2", "J1")):
            if lamps.get((here, "P2")) is Lamp.GREEN:
                assert lamps[there, "P1"] is Lamp.GREEN
                assert lamps[there, "P2"] is not Lamp.GREEN
            if (record.junction, record.group, record.lamp) == (there, "P1", Lamp.AMBER):
                assert lamps[here, "P2"] is Lamp.RED
                assert elapsed_s(record.t, red_since[here]) >= CLEARS_S


@pytest.mark.parametrize("held", [0, 2])
@pytest.mark.anyio
async def test_the_way_out_stays_open_while_somebody_is_between_but_not_for_ever(held: int) -> None:
    happens = script(
        zone("J1", "P2", *((s, 6 + s % 2) for s in range(5, 300))),
        zone("J2", "P1", (30, held)),
        zone("J2", "P3", *((s, 12 + s % 2) for s in range(5, 300))),
    )
    records = await live_through(near(), predictive, 300, happens)
    there = [(0.0, BOTH), *shown(records, "J1")]
    closed = [s for (_, before), (s, stage) in pairwise(there) if (before, stage) == (BOTH, INNER)]
    here = [(0.0, BOTH), *shown(records, "J2")]
    left = [(call.t - START) / 1000 for call in calls(records) if call.junction == "J2" and call.stage != INNER]
    opens = [s for s in left if max((t, stage) for t, stage in here if t < s)[1] == INNER]
    waited_s = [min(s for s in opens if s > end) - end for end in closed if any(s > end for s in opens)]
    assert waited_s
    amber_s = 3.0  # of the time since the call, over when the stage has begun
    assert (min(waited_s) < CLEARS_MOST_S - amber_s - 1) != bool(held)


@pytest.mark.anyio
async def test_a_long_queue_elsewhere_keeps_nobody_waiting_between_the_signals() -> None:
    happens = script(
        zone("J1", "P1", (5, 0), (60, 1)),
        zone("J1", "P3", *((s, 12 + s % 2) for s in range(7, 160))),
    )
    records = await live_through(near(), predictive, 160, happens)
    came = next(s for s, stage in shown(records, "J1") if s > 60 and stage == INNER)
    assert came <= 60 + LONGEST_S + 30  # it may have stood in green until half a minute after
    assert {call.because.code for call in calls(records) if call.stage == INNER} & {"control.pair_late"}


def without_giving_way() -> City:
    of = near()
    return replace(of, junctions={j: replace(stands, permitted=frozenset()) for j, stands in of.junctions.items()})


@pytest.mark.anyio
async def test_where_nobody_gives_way_both_main_roads_open_together() -> None:
    happens = script(
        zone("J1", "P3", (5, 3), (40, 0)),
        zone("J2", "P3", (5, 3), (40, 0)),
        *(zone(j, "P2", *((s, 8 + s % 2) for s in range(30, 120))) for j in ("J1", "J2")),
    )
    records = await live_through(without_giving_way(), predictive, 120, happens)
    opened = [next(s for s, stage in shown(records, j) if s > 30 and stage == BOTH) for j in ("J1", "J2")]
    assert max(opened) <= 70
    assert abs(opened[0] - opened[1]) <= 2


@pytest.mark.anyio
async def test_where_one_is_in_other_hands_the_other_one_keeps_to_its_plan_and_comes_back() -> None:
    t, until = later(START, 20), later(START, 330)
    asked = OverrideAsked(t, "J2", "one", "ayse", Action.PLAN, "day", Cause.TEST, t, until, "")
    by_hand: dict[int, list[Event]] = {20: [asked]}
    happens = script(by_hand, *(zone(j, "P3", *((s, 12 + s % 2) for s in range(7, 720))) for j in ("J1", "J2")))
    records = await live_through(near(), predictive, 720, happens)
    orders = [record.order for record in records if isinstance(record, Cleared) and record.order.junction == "J1"]
    of_its_own = {"control.min_green", "control.long_red"}  # reasons that a junction has in a pair as well
    told = [
        (elapsed_s(order.t, START), order.because.code.startswith("control.pair"))
        for order in orders
        if order.because.code not in of_its_own
    ]
    alone = [is_paired for s, is_paired in told if 20 + OBEYS_S + 10 < s < TRIES_S]
    assert alone
    assert not any(alone)
    assert all(is_paired for s, is_paired in told if s > 330 + 2 * TRIES_S)
