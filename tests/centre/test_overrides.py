"""Overrides: one writer at a time, confirmed or not, ended by themselves, and the same again in a replay."""

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meydan.centre.loop import Centre
from meydan.centre.overrides import Override, Stand, standing_after
from meydan.centre.replay import replay
from meydan.city.events import (
    Event,
    JunctionHeard,
    JunctionLost,
    Mode,
    ModeChanged,
    OrderRejected,
    PlanChanged,
    RunStarted,
    Tick,
)
from meydan.city.instant import later
from meydan.city.orders import Cleared, Order, Refused, ReleaseToLocal, SetPlan
from meydan.city.override import LONGEST_S, Action, OverrideAsked, Wish
from meydan.control import actuated
from meydan.store.codec import encode_records
from meydan.store.event_log import EventLog
from meydan.store.override_records import override_records
from tests.centre.overriding import DeafStreet, Lived, ask, give_back, live, two_plans
from tests.paper_street import OFFSET_S, START, PaperStreet, city

pytestmark = pytest.mark.anyio


def found(lived: Lived, override: str = "first") -> Override:
    known = lived.centre.overrides.find(override)
    assert known is not None
    return known


async def test_a_plan_is_run_and_the_strategy_is_silent_while_the_override_stands() -> None:
    lived = await live({100: [ask(lasts_s=200)]}, 290)
    during = lived.orders(100.5, 290)
    assert during == []
    first = lived.orders(100, 100.5)
    assert [type(order) for order in first if order.because.code == "override.plan"] == [SetPlan, ReleaseToLocal]
    assert found(lived).stand is Stand.CONFIRMED
    state = lived.centre.seen["J1"]
    assert (state.mode, state.plan) == (Mode.LOCAL, "long")
    assert lived.centre.why["J1"].code == "override.plan"


async def test_an_override_ends_by_itself_and_the_strategy_goes_on() -> None:
    lived = await live({100: [ask(lasts_s=200)]}, 600)
    assert found(lived).stand is Stand.EXPIRED
    assert [o.because.code for o in lived.orders(300, 301)] == ["override.expired"]
    assert {type(o).__name__ for o in lived.orders(301)} == {"CallStage", "HoldStage"}
    plans = [(r.plan, (r.t - START) // 1000) for r in lived.records if isinstance(r, PlanChanged)]
    assert plans == [("day", 0), ("long", 100), ("day", 300)]


async def test_what_is_given_back_ends_at_once() -> None:
    lived = await live({100: [ask()], 150: [give_back()]}, 160)
    assert (found(lived).stand, found(lived).ended_by) == (Stand.GIVEN_BACK, "ayse")
    assert [type(o) for o in lived.orders(150, 150.5)] == [ReleaseToLocal]
    assert lived.orders(151) != []


async def test_giving_back_what_does_not_stand_does_nothing() -> None:
    lived = await live({100: [ask()], 150: [give_back("another")]}, 160)
    assert found(lived).stand is Stand.CONFIRMED


async def test_a_release_keeps_the_centre_away() -> None:
    lived = await live({100: [ask(action=Action.LOCAL, plan="")]}, 300)
    assert found(lived).stand is Stand.CONFIRMED
    assert [type(o) for o in lived.orders(100, 100.5) if o.because.code == "override.local"] == [ReleaseToLocal]
    assert lived.orders(100.5) == []


async def test_who_comes_second_sees_the_conflict() -> None:
    lived = await live({100: [ask()], 110: [ask("second", person="veli", plan="day")]}, 150)
    second = found(lived, "second")
    assert (second.stand, second.why and second.why.code) == (Stand.REFUSED, "override.conflict")
    assert dict(second.why.values if second.why else ()) == {"person": "ayse"}
    assert found(lived).stand is Stand.CONFIRMED
    assert lived.centre.seen["J1"].plan == "long"


async def test_who_takes_over_is_named_to_the_one_before() -> None:
    lived = await live({100: [ask()], 110: [ask("second", person="veli", plan="day", instead_of="first")]}, 150)
    assert (found(lived).stand, found(lived).ended_by) == (Stand.TAKEN_OVER, "veli")
    assert found(lived, "second").stand is Stand.CONFIRMED
    assert lived.centre.seen["J1"].plan == "day"


async def test_who_replaces_what_is_over_is_refused() -> None:
    wishes: dict[int, list[Wish]] = {100: [ask()], 110: [give_back(), ask("second", instead_of="first")]}
    second = found(await live(wishes, 150), "second")
    assert (second.stand, second.why and second.why.code) == (Stand.REFUSED, "override.gone")


async def test_the_same_wish_twice_has_one_effect() -> None:
    lived = await live({100: [ask(), ask()], 105: [ask()]}, 150)
    assert len([o for o in lived.orders() if isinstance(o, SetPlan)]) == 1
    assert found(lived).stand is Stand.CONFIRMED


async def test_the_same_wish_after_it_was_given_back_does_not_begin_again() -> None:
    lived = await live({100: [ask()], 110: [give_back()], 120: [ask()]}, 150)
    assert found(lived).stand is Stand.GIVEN_BACK


async def test_a_plan_that_is_not_there_is_refused_and_nothing_is_sent() -> None:
    lived = await live({100: [ask(plan="none")]}, 200)
    override = found(lived)
    assert (override.stand, override.why and override.why.code) == (Stand.REFUSED, "safety.no_plan")
    assert [o for o in lived.orders() if o.because.code.startswith("override.")] == []
    assert lived.orders(101) != []


@pytest.mark.parametrize("lasts_s", [LONGEST_S + 1, 0, -5])
async def test_an_override_without_a_sound_end_is_refused(lasts_s: float) -> None:
    override = found(await live({100: [ask(lasts_s=lasts_s)]}, 120))
    assert (override.stand, override.why and override.why.code) == (Stand.REFUSED, "override.too_long")


async def test_what_the_controller_rejects_is_refused() -> None:
    street = PaperStreet(city(), {}, 150)  # its controllers have no plan "long"
    lived = await live({100: [ask()]}, 150, street=street)
    assert any(isinstance(r, OrderRejected) for r in lived.records)
    override = found(lived)
    assert (override.stand, override.why and override.why.code) == (Stand.REFUSED, "controller.no_plan")


async def test_what_is_not_confirmed_in_ten_seconds_is_shown_as_timed_out_and_asked_again() -> None:
    at_110 = await live({100: [ask()]}, 110, street=DeafStreet(two_plans(), {}, 110))
    at_112 = await live({100: [ask()]}, 112, street=DeafStreet(two_plans(), {}, 112))
    assert (found(at_110).stand, found(at_112).stand) == (Stand.PENDING, Stand.TIMED_OUT)
    later_on = await live({100: [ask()]}, 170, street=DeafStreet(two_plans(), {}, 170))
    assert [(o.t - START) // 1000 for o in later_on.orders() if isinstance(o, SetPlan)] == [100, 160]


async def test_a_replay_gives_the_same_orders_byte_for_byte() -> None:
    wishes: dict[int, list[Wish]] = {100: [ask()], 110: [ask("second", person="veli")], 150: [give_back()]}
    wishes[200] = [ask("third", lasts_s=50)]
    lived = await live(wishes, 400)
    again = replay(lived.records, two_plans(), actuated, "test", on_street=False)
    assert again.difference is None
    verdicts = [r for r in lived.records if isinstance(r, Cleared | Refused)]
    assert encode_records(again.verdicts) == encode_records(verdicts)
    assert [v for v in again.verdicts if v.order.because.code.startswith("override.")]


async def test_the_controller_ends_it_when_the_centre_never_comes_back() -> None:
    street = PaperStreet(two_plans(), {}, 400)
    lived = await live({100: [ask(lasts_s=100)]}, 120, street=PaperStreet(two_plans(), {}, 120))
    (order,) = (r for r in lived.records if isinstance(r, Cleared) and isinstance(r.order, SetPlan))
    plans = []
    async for event in street.events():  # nobody decides anything here
        if isinstance(event, Tick) and event.t == order.order.t:
            await street.send(order)
        if isinstance(event, PlanChanged):
            plans.append((event.plan, (event.t - START) // 1000))
    assert plans[1:] == [("long", 100), ("day", 200)]


async def test_a_restart_takes_up_what_stands(tmp_path: Path) -> None:
    before = await live({20: [ask(lasts_s=200)]}, 60)
    log = EventLog.open(tmp_path)
    for record in before.records:
        log.append(record)
    log.close()
    (standing,) = standing_after(override_records(tmp_path))
    assert (standing.override, standing.person) == ("first", "ayse")
    told = replace(standing, t=later(START, 61), instead_of="")
    centre = Centre(two_plans(), actuated, "test", lambda record: None, on_street=False)
    centre.handle(RunStarted(later(START, 61), "", "test", 1, 2))
    assert centre.handle(told) == []  # the junction has not been heard yet
    centre.handle(ModeChanged(later(START, 62), "J1", Mode.STARTUP, before.centre.why["J1"]))
    sent = centre.handle(ModeChanged(later(START, 63), "J1", Mode.LOCAL, before.centre.why["J1"]))
    assert [(type(c.order), c.order.until, c.order.fence) for c in sent] == [(SetPlan, standing.until, 2)]
    centre.handle(PlanChanged(later(START, 63), "J1", "long", START))
    assert centre.overrides.standing["J1"].stand is Stand.CONFIRMED
    sent = centre.handle(Tick(standing.until, OFFSET_S))
    assert [type(c.order) for c in sent] == [ReleaseToLocal]


async def test_what_stands_is_told_again_each_quarter_of_an_hour_so_that_little_must_be_read(tmp_path: Path) -> None:
    lived = await live({20: [ask(lasts_s=7200)], 30: [ask("other", person="veli")]}, 2000)
    told = [r for r in lived.records if isinstance(r, OverrideAsked) and r.override == "first"]
    assert [(r.since, r.t - r.since) for r in told] == [(later(START, 20), s * 1000) for s in (0, 880, 1780)]
    assert lived.orders(40) == []  # and nothing is ordered for it
    log = EventLog.open(tmp_path)
    for record in lived.records:
        if (record.order.t if isinstance(record, Cleared | Refused) else record.t) >= later(START, 600):
            log.append(record)
    log.close()
    assert [one.since for one in standing_after(override_records(tmp_path))] == [later(START, 20)]


async def test_a_restart_after_the_end_gives_back_first() -> None:
    before = await live({20: [ask(lasts_s=200)]}, 60)
    (standing,) = standing_after(before.records)
    centre = Centre(two_plans(), actuated, "test", lambda record: None, on_street=False)
    t = later(standing.until, 3600)
    centre.handle(RunStarted(t, "", "test", 1, 2))
    centre.handle(replace(standing, t=t, instead_of=""))
    sent = centre.handle(ModeChanged(later(t, 1), "J1", Mode.CENTRAL, before.centre.why["J1"]))
    assert [type(c.order) for c in sent] == [ReleaseToLocal]
    assert centre.overrides.latest["J1"].stand is Stand.EXPIRED


@pytest.mark.parametrize(
    "wishes",
    [
        {20: [ask()], 40: [give_back()]},
        {20: [ask(plan="none")]},
        {20: [ask(lasts_s=20)]},
        {20: [ask(lasts_s=LONGEST_S + 1)]},
        {},
    ],
)
async def test_a_restart_takes_up_nothing_that_has_ended(wishes: dict[int, list[Wish]]) -> None:
    assert standing_after((await live(wishes, 60)).records) == []


async def test_a_restart_takes_up_nothing_that_the_controller_rejected() -> None:
    lived = await live({20: [ask()]}, 60, street=PaperStreet(city(), {}, 60))
    assert standing_after(lived.records) == []


async def test_a_restart_takes_up_the_one_that_took_over() -> None:
    wishes = {20: [ask()], 25: [ask("second", instead_of="first")], 30: [ask("third")]}
    assert [asked.override for asked in standing_after((await live(wishes, 60)).records)] == ["second"]


moments = st.integers(1, 200)
some_wishes = st.one_of(
    st.builds(
        ask,
        st.sampled_from("abcde"),
        person=st.sampled_from(["ayse", "veli"]),
        action=st.sampled_from(Action),
        plan=st.sampled_from(["day", "long", "none"]),
        lasts_s=st.sampled_from([10.0, 50.0, 120.0]),
        instead_of=st.sampled_from(["", "a", "b", "c", "d", "e"]),
    ),
    st.builds(give_back, st.sampled_from("abcde"), st.sampled_from(["ayse", "veli"])),
)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(moments, some_wishes), max_size=12))
async def test_whatever_people_wish_everything_ends_and_a_restart_finds_what_stands(
    timed: list[tuple[int, Wish]],
) -> None:
    wishes: dict[int, list[Wish]] = {}
    for s, wish in timed:
        wishes.setdefault(s, []).append(wish)
    lived = await live(wishes, 240)
    standing = lived.centre.overrides.standing
    assert all(override.asked.until > later(START, 239) for override in standing.values())
    found_again = {asked.junction: asked.override for asked in standing_after(lived.records)}
    assert found_again == {junction: override.asked.override for junction, override in standing.items()}
    asked = [r for r in lived.records if isinstance(r, OverrideAsked)]
    assert all(lived.centre.overrides.find(r.override) is not None for r in asked)
    assert replay(lived.records, two_plans(), actuated, "test", on_street=False).difference is None


async def test_a_junction_that_falls_silent_keeps_its_override_and_is_asked_nothing_it_would_not_hear() -> None:
    lived = await live({100: [ask()]}, 105)
    centre = lived.centre
    assert found(lived).stand is Stand.CONFIRMED
    centre.handle(JunctionLost(later(START, 106), "J1"))
    sent = [c for s in range(107, 200) for c in centre.handle(Tick(later(START, s), OFFSET_S))]
    assert sent == []
    assert found(lived).stand is Stand.TIMED_OUT
    centre.handle(ModeChanged(later(START, 200), "J1", Mode.LOCAL, centre.why["J1"]))
    assert found(lived).stand is Stand.CONFIRMED


async def test_a_controller_that_forgot_the_plan_gets_it_again() -> None:
    lived = await live({100: [ask()]}, 200)
    centre = lived.centre
    sent = centre.handle(PlanChanged(later(START, 200), "J1", "day", START))
    sent += [c for s in range(201, 204) for c in centre.handle(Tick(later(START, s), OFFSET_S))]
    assert [(type(c.order), c.order.until) for c in sent] == [(SetPlan, found(lived).asked.until)]


async def test_time_alone_confirms_nothing() -> None:
    centre = (await live({}, 100)).centre
    centre.handle(ModeChanged(later(START, 100), "J1", Mode.LOCAL, centre.why["J1"]))
    sent = centre.handle(ask(plan="day").at(later(START, 100)))  # it runs that plan already
    assert [type(c.order) for c in sent] == [SetPlan]
    stands = []
    for event in (Tick(later(START, 101), OFFSET_S), JunctionHeard(later(START, 102), "J1")):
        centre.handle(event)
        stands.append(centre.overrides.latest["J1"].stand)
    assert stands == [Stand.PENDING, Stand.CONFIRMED]


async def test_a_junction_that_says_nothing_is_not_asked_again() -> None:
    centre = (await live({100: [ask()]}, 101, street=DeafStreet(two_plans(), {}, 101))).centre
    sent = [c for s in range(101, 200) for c in centre.handle(Tick(later(START, s), OFFSET_S))]
    assert sent == []
    assert centre.overrides.standing["J1"].stand is Stand.TIMED_OUT


async def test_a_strategy_begins_anew_when_an_override_ends() -> None:
    began: list[int] = []
    asked_at: list[int] = []

    def start(of: Any, junction: str, seen: Any) -> None:
        began.append(len(asked_at))

    def decide(memory: None, event: Event) -> tuple[None, list[Order]]:
        asked_at.append(event.t)
        return None, []

    wishes: dict[int, list[Wish]] = {100: [ask()], 150: [give_back()]}
    await live(wishes, 160, strategy=SimpleNamespace(NEEDS=frozenset(), start=start, decide=decide))
    assert [t for t in asked_at if later(START, 100) < t < later(START, 150)] == []
    assert len(began) == 3  # with the centre, with the run, and after the override


async def test_a_new_run_knows_of_no_override_until_it_is_told() -> None:
    centre = (await live({100: [ask()]}, 120)).centre
    centre.handle(RunStarted(later(START, 120), "", "test", 1, 2))
    assert (centre.overrides.standing, centre.overrides.latest, centre.overrides.find("first")) == ({}, {}, None)
