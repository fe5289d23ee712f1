"""An emergency route has the junction: in time, by safe changes, for as long as it may, and back into the plan."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meydan.city.because import because
from meydan.city.city import City
from meydan.city.events import (
    Event,
    GroupChanged,
    Mode,
    ModeChanged,
    OrderRejected,
    RouteChanged,
    StageEnded,
    StageStarted,
)
from meydan.city.instant import Instant, later
from meydan.city.junction import Junction, Lamp, Priority, Stage, VehicleKind
from meydan.city.orders import CallStage, Cleared, ReleaseToLocal, SetPlan
from meydan.city.plan import Plan, Timetable
from meydan.field.controller import VirtualController
from meydan.field.emergency_routes import MOST_HELD_S, WITHIN_S
from meydan.measure.preemptions import preemptions
from meydan.store.high_resolution import HighResolution
from meydan.twin.gate.emergency_verdict import longest_entry_s
from tests.junctions import junction, known, plan
from tests.lamp_rules import broken_rules
from tests.measure.small_log import BINS, log, rows_as_dicts
from tests.nightly import NIGHTLY
from tests.random_junctions import START as ANY_START
from tests.random_junctions import by_name, junctions, plans_of, routes_of

START = Instant(1_800_000_000_000 - 1_800_000_000_000 % 65_000)
WHY = because("test")


def way(stage: str, name: str = "fire", least_s: float = 5, longest_s: float = 60) -> Priority:
    return Priority(name, VehicleKind.EMERGENCY, "", 3, "", stage, least_s, longest_s)


class Desk:
    """A controller looked at once a second, and all that it said."""

    def __init__(
        self, *routes: Priority, stands: Junction | None = None, plans: Mapping[str, Plan] | None = None
    ) -> None:
        made = replace(stands or junction(), priorities={one.id: one for one in routes})
        self.controller = VirtualController(made, plans or {"day": plan()}, START)
        self.s, self.told = -1, list[Event]()

    def until(self, s: int) -> list[Event]:
        """Carry it on to a second after the start and return what it said on the way."""
        begin = len(self.told)
        while self.s < s:
            self.s += 1
            self.told += self.controller.advance(later(START, self.s))
        return self.told[begin:]

    def switch(self, route: str, *, on: bool) -> None:
        self.controller.call_route(route, later(START, self.s), on=on)

    def steps(self) -> list[tuple[str, str, float]]:
        return [(e.route, e.step, (e.t - START) / 1000) for e in self.told if isinstance(e, RouteChanged)]

    def stages(self) -> list[tuple[str, float]]:
        return [(e.stage, (e.t - START) / 1000) for e in self.told if isinstance(e, StageStarted)]

    def broken(self) -> list[str]:
        changes = [event for event in self.told if isinstance(event, GroupChanged)]
        return broken_rules(self.controller.junction, changes, START)


def modes(news: list[Event]) -> list[tuple[Mode, str]]:
    return [(event.mode, event.why.code) for event in news if isinstance(event, ModeChanged)]


def test_it_goes_to_the_stage_after_what_it_must_finish_and_holds_it_until_the_input_goes_off() -> None:
    desk = Desk(way("B"))
    desk.until(7)  # A is green since second 6, for 5 s at least
    desk.switch("fire", on=True)
    desk.until(40)
    desk.switch("fire", on=False)
    desk.until(41)
    assert desk.steps() == [
        ("fire", "called", 7),
        ("fire", "entered", 8),
        ("fire", "held", 19),  # A has its minimum at 11, and the crossing needs 8 s
        ("fire", "ended", 40),
        ("fire", "left", 41),
    ]
    assert desk.stages()[:2] == [("A", 6), ("B", 19)]
    assert desk.broken() == []


def test_its_mode_says_why_and_so_does_what_it_answers_to_orders() -> None:
    desk = Desk(way("B"))
    desk.until(7)
    desk.switch("fire", on=True)
    assert modes(desk.until(8)) == [(Mode.EMERGENCY, "controller.route")]
    now = later(START, 8)
    for order in (
        CallStage(now, "J1", "A", later(now, 20), 1, WHY),
        SetPlan(now, "J1", "day", later(now, 20), 1, WHY),
    ):
        desk.controller.take(Cleared(order, for_street=False), now)
    refused = [event.why for event in desk.until(9) if isinstance(event, OrderRejected)]
    assert refused == [because("controller.route", route="fire")] * 2


def test_a_plan_that_was_ordered_is_given_back_meanwhile() -> None:
    desk = Desk(way("B"), plans={"day": plan(), "night": replace(plan(), id="night", offset_s=20.0)})
    desk.until(7)
    now = later(START, 7)
    desk.controller.take(Cleared(SetPlan(now, "J1", "night", later(now, 900), 1, WHY), for_street=False), now)
    desk.switch("fire", on=True)
    desk.until(30)
    assert (desk.controller.mode, desk.controller.plan.id) == (Mode.EMERGENCY, "night")
    now = later(START, 30)
    desk.controller.take(Cleared(ReleaseToLocal(now, "J1", later(now, 30), 1, WHY), for_street=False), now)
    assert not [event for event in desk.until(31) if isinstance(event, OrderRejected)]
    assert (desk.controller.mode, desk.controller.plan.id, desk.controller.stage) == (Mode.EMERGENCY, "day", "B")


def test_an_order_that_stood_is_over_and_does_not_come_back() -> None:
    desk = Desk(way("A"))
    desk.until(20)
    order = CallStage(later(START, 20), "J1", "C", later(START, 75), 1, WHY)
    desk.controller.take(Cleared(order, for_street=False), later(START, 20))
    desk.until(40)
    desk.switch("fire", on=True)
    desk.until(60)
    desk.switch("fire", on=False)
    assert modes(desk.until(64)) == [(Mode.LOCAL, "controller.route_over")]
    assert desk.controller.target != "C"


def test_a_short_call_holds_the_stage_for_its_least_time() -> None:
    desk = Desk(way("B", least_s=9))
    desk.until(10)
    desk.switch("fire", on=True)
    desk.until(12)
    desk.switch("fire", on=False)
    desk.until(60)
    at = {step: s for _, step, s in desk.steps()}
    assert (at["ended"], at["left"] - at["held"]) == (12, 9)


def test_a_call_that_is_over_before_it_is_heard_does_nothing() -> None:
    desk = Desk(way("B"))
    desk.until(10)
    desk.switch("fire", on=True)
    desk.switch("fire", on=False)
    desk.until(20)
    assert [step for _, step, _ in desk.steps()] == ["called", "ended"]


def test_after_its_longest_time_the_route_is_ignored_until_its_input_goes_off() -> None:
    desk = Desk(way("C", longest_s=30))
    desk.until(10)
    desk.switch("fire", on=True)
    news = desk.until(200)
    at = {step: s for _, step, s in desk.steps()}
    assert at["overdue"] == at["left"] == at["held"] + 30
    assert (Mode.LOCAL, "controller.route_overdue") in modes(news)
    assert {stage for stage, s in desk.stages() if s > at["left"]} == {"A", "B", "C"}
    desk.switch("fire", on=False)
    desk.until(210)
    desk.switch("fire", on=True)
    desk.until(235)
    assert [step for _, step, s in desk.steps() if s > 205] == ["called", "entered", "held"]


def test_however_often_it_is_called_a_route_is_held_for_ten_minutes_of_half_an_hour_at_most() -> None:
    desk = Desk(way("B", longest_s=60))
    for begin in range(10, 3600, 50):  # an input that flickers: on for 45 s of 50
        desk.until(begin)
        desk.switch("fire", on=True)
        desk.until(begin + 45)
        desk.switch("fire", on=False)
    at = [(step, s) for _, step, s in desk.steps() if step in ("held", "left")]
    stood = [(began, ended) for (_, began), (_, ended) in zip(at[::2], at[1::2], strict=True)]
    for end in range(600, 3600, 10):
        within = [min(b, end) - max(a, end - WITHIN_S) for a, b in stood if a < end and b > end - WITHIN_S]
        assert sum(within) <= MOST_HELD_S
    assert sum(b - a for a, b in stood if a < WITHIN_S) > 0.8 * MOST_HELD_S  # until then it is served
    assert [step for _, step, _ in desk.steps()].count("overdue") > 1
    assert any(s > 1200 and stage == "A" for stage, s in desk.stages())
    assert desk.broken() == []


def test_a_route_that_rests_is_told_as_overdue_and_the_others_are_served() -> None:
    desk = Desk(way("B", longest_s=600), way("A", "ambulance"))
    desk.until(10)
    desk.switch("fire", on=True)
    desk.until(700)
    desk.switch("fire", on=False)
    desk.until(710)
    assert desk.controller.routes.overdue == {"fire"}  # its input is off, and it has used up its time
    desk.switch("fire", on=True)
    desk.until(720)
    assert [step for route, step, s in desk.steps() if s > 705] == ["called", "overdue"]
    desk.switch("ambulance", on=True)
    desk.until(760)
    assert (desk.controller.mode, desk.controller.stage) == (Mode.EMERGENCY, "A")
    desk.switch("fire", on=False)
    desk.switch("ambulance", on=False)
    desk.until(700 + 1900)
    assert desk.controller.routes.overdue == frozenset()
    desk.switch("fire", on=True)
    desk.until(700 + 1940)
    assert desk.controller.stage == "B"


def test_a_route_without_a_longest_time_has_that_of_all() -> None:
    desk = Desk(way("B", longest_s=0))
    desk.until(10)
    desk.switch("fire", on=True)
    desk.until(1000)
    at = {step: s for _, step, s in desk.steps()}
    assert at["overdue"] == at["held"] + MOST_HELD_S


def test_the_next_route_follows_at_once_when_the_first_is_over() -> None:
    desk = Desk(way("B"), way("A", "ambulance"))
    desk.until(20)
    desk.switch("fire", on=True)
    desk.until(22)
    desk.switch("ambulance", on=True)
    desk.until(50)
    desk.switch("fire", on=False)
    desk.until(70)
    follows = [(route, step) for route, step, s in desk.steps() if s >= 51]
    assert follows == [("fire", "left"), ("ambulance", "entered"), ("ambulance", "held")]
    assert desk.controller.mode is Mode.EMERGENCY
    assert desk.controller.stage == "A"


def test_a_change_under_way_is_turned_round_while_nothing_new_has_started() -> None:
    desk = Desk(way("A"))
    desk.until(6 + 90)
    ended = next(int((e.t - START) / 1000) for e in desk.told if isinstance(e, StageEnded))
    desk = Desk(way("A"))
    desk.until(ended + 1)  # from A to B, which comes 8 s after the end of A
    desk.switch("fire", on=True)
    desk.until(ended + 30)
    assert desk.stages()[:2] == [("A", 6), ("A", ended + 4)]  # amber of 3 s, a second of red
    assert desk.broken() == []


def test_a_change_whose_green_has_begun_is_finished() -> None:
    wide = junction()
    greens = {**wide.stages, "B": Stage("B", frozenset({"P2"})), "A": Stage("A", frozenset({"P1"}))}
    stands = replace(wide, stages=greens)  # to C: P3 comes after 4 s, P2 after 5 s
    desk = Desk(way("A"), stands=stands)
    desk.until(20)
    order = CallStage(later(START, 20), "J1", "C", later(START, 75), 1, WHY)
    desk.controller.take(Cleared(order, for_street=False), later(START, 20))
    desk.until(25)
    assert desk.controller.lamps["P3"] is Lamp.GREEN
    desk.switch("fire", on=True)
    desk.until(60)
    assert desk.stages()[1:3] == [("C", 26), ("A", 36)]
    assert desk.broken() == []


def test_a_green_that_goes_on_in_a_change_under_way_has_its_minimum_first() -> None:
    wide = junction()
    slow = replace(wide, intergreens={**wide.intergreens, ("P1", "P3"): known(14)})
    desk = Desk(way("A"), stands=slow)
    desk.until(20)
    for s, stage in ((20, "B"), (29, "C")):  # P2 is green from 29 on, and goes on in C; P3 comes at 35
        desk.until(s)
        order = CallStage(later(START, s), "J1", stage, later(START, s + 40), 1, WHY)
        desk.controller.take(Cleared(order, for_street=False), later(START, s))
    desk.until(30)
    desk.switch("fire", on=True)
    desk.until(60)
    assert desk.broken() == []
    assert desk.stages()[1:4] == [("B", 29), ("C", 35), ("A", 45)]


@pytest.mark.parametrize("shortest", [True, False])
@pytest.mark.parametrize("stage", ["A", "B", "C"])
@pytest.mark.parametrize("held_s", [6, 21, 50])
@pytest.mark.parametrize("called_s", [200, 217, 234, 251])
def test_it_is_back_in_step_with_its_plan_within_four_cycles(
    *, stage: str, held_s: int, called_s: int, shortest: bool
) -> None:
    steps = tuple(replace(step, min_s=step.green_s) if shortest else step for step in plan().steps)
    desk = Desk(way(stage), plans={"day": replace(plan(), steps=steps)})
    desk.until(called_s)
    desk.switch("fire", on=True)
    desk.until(called_s + held_s)
    desk.switch("fire", on=False)
    over = called_s + held_s + 30
    desk.until(over + 4 * 65 + 3 * 65)
    planned = {"A": 0, "B": 38, "C": 48}
    late = [(s - planned[shown]) % 65 for shown, s in desk.stages() if s > over + 4 * 65]
    assert len(late) >= 8
    assert all(s <= (3 if shortest else 0) for s in late)  # what cannot be shortened stays a second late for each step
    assert desk.broken() == []


def test_what_the_clock_leaves_of_the_stage_is_all_it_gets_afterwards() -> None:
    desk = Desk(way("A"))
    desk.until(65 * 4 + 10)  # A is green until second 30 of the cycle
    desk.switch("fire", on=True)
    desk.until(65 * 4 + 20)
    desk.switch("fire", on=False)
    desk.until(65 * 5)
    ended = [(e.t - START) / 1000 for e in desk.told if isinstance(e, StageEnded)]
    assert ended[-3:][0] == 65 * 4 + 30


def test_a_failure_takes_the_junction_from_the_route_and_the_route_comes_back_after_it() -> None:
    desk = Desk(way("B"))
    desk.until(20)
    desk.switch("fire", on=True)
    desk.until(40)
    desk.controller.fail(later(START, 40))
    desk.until(50)
    assert desk.controller.mode is Mode.FAILURE
    desk.controller.reset_on_site(later(START, 50))
    desk.until(90)
    assert [step for _, step, _ in desk.steps()] == ["called", "entered", "held", "left", "entered", "held"]
    assert desk.stages()[-2:] == [("A", 56), ("B", 69)]


def test_the_high_resolution_log_of_it_is_measured_as_a_pre_emption() -> None:
    desk = Desk(way("B", longest_s=20))
    desk.until(7)
    desk.switch("fire", on=True)
    desk.until(80)
    desk.switch("fire", on=False)
    desk.until(100)
    of = City("city", "UTC", "sumo", "", "", {"J1": desk.controller.junction}, {}, Timetable())
    translate = HighResolution(of)
    rows = [((event.t - START) / 1000, *code) for event in desk.told for code in translate.codes(event)]
    [row] = rows_as_dicts(preemptions(log(*rows), BINS))
    wanted = {"preempt": 1, "to_entry_s": 1, "to_dwell_s": 12, "dwell_s": 20, "lasted_s": 73, "too_long": 1}
    assert {name: row[name] for name in wanted} == wanted


def test_a_junction_without_routes_hears_of_none() -> None:
    desk = Desk()
    desk.until(300)
    assert desk.steps() == []


@settings(max_examples=5000 if NIGHTLY else 150)
@given(data=st.data())
def test_any_route_stands_within_the_bound_that_the_junction_implies(data: st.DataObject) -> None:
    stands = data.draw(junctions())
    made = replace(stands, priorities=data.draw(routes_of(stands)))
    controller = VirtualController(made, by_name(data.draw(plans_of(stands))), ANY_START)
    changes: list[GroupChanged] = []
    now = ANY_START

    def wait(seconds: int) -> None:
        nonlocal now
        for _ in range(seconds):
            now = later(now, 1)
            changes.extend(e for e in controller.advance(now) if isinstance(e, GroupChanged))

    wait(9 + data.draw(st.integers(0, 200)))
    for number in range(data.draw(st.integers(0, 3))):
        stage = data.draw(st.sampled_from(list(stands.stages)))
        order = CallStage(now, "J1", stage, later(now, 50), 1 + number, WHY)
        controller.take(Cleared(order, for_street=False), now)
        wait(data.draw(st.integers(1, 40)))
    while controller.mode is Mode.STARTUP:
        wait(1)
    route = made.routes[data.draw(st.sampled_from(list(made.routes)))]
    controller.call_route(route.id, now, on=True)
    called = now
    while not (controller.stage == route.stage and not controller.target):
        assert now <= later(called, longest_entry_s(made, route.stage))
        wait(1)
    assert now <= later(called, longest_entry_s(made, route.stage))
    assert broken_rules(made, changes, ANY_START) == []
