"""The virtual controller keeps its promises whatever the centre asks."""

from dataclasses import replace

import pytest

from meydan.city.because import because
from meydan.city.events import Event, GroupChanged, Mode, ModeChanged, OrderRejected, StageEnded, StageStarted
from meydan.city.instant import Instant, later
from meydan.city.junction import Lamp, Stage
from meydan.city.orders import CallStage, Cleared, HoldStage, Order, ReleaseToLocal, SetPlan
from meydan.city.plan import Plan, PlanStage
from meydan.field.controller import VirtualController
from tests.junctions import group, junction, plan
from tests.lamp_rules import broken_rules

START = Instant(1_800_000_000_000 - 1_800_000_000_000 % 65_000)
WHY = because("test")


def switched_on(red_amber_s: float = 0) -> VirtualController:
    return VirtualController(junction(red_amber_s=red_amber_s), {"day": plan()}, START)


def seconds(controller: VirtualController, first: int, last: int) -> list[Event]:
    return [e for s in range(first, last + 1) for e in controller.advance(later(START, s))]


def order(controller: VirtualController, s: float, what: Order) -> None:
    controller.take(Cleared(what, for_street=False), later(START, s))


def call(stage: str, s: float, until: float = 0, fence: int = 1) -> CallStage:
    return CallStage(later(START, s), "J1", stage, later(START, until or s + 20), fence, WHY)


def stages(events: list[Event]) -> list[tuple[str, float]]:
    return [(e.stage, (e.t - START) / 1000) for e in events if isinstance(e, StageStarted)]


def test_it_shows_all_red_first_then_the_first_stage() -> None:
    controller = switched_on()
    before = seconds(controller, 0, 5)
    assert set(controller.lamps.values()) == {Lamp.RED}
    assert stages(before) == []
    assert stages(seconds(controller, 6, 6)) == [("A", 6)]


def test_it_runs_its_plan_and_gets_in_step_with_the_clock() -> None:
    started = stages(seconds(switched_on(), 0, 700))
    assert [stage for stage, _ in started[:6]] == ["A", "B", "C", "A", "B", "C"]
    assert [s % 65 for stage, s in started if stage == "A"][-3:] == [0, 0, 0]
    assert [s % 65 for stage, s in started if stage == "B"][-3:] == [38, 38, 38]
    assert [s % 65 for stage, s in started if stage == "C"][-3:] == [48, 48, 48]


@pytest.mark.parametrize(("red_amber_s", "begins"), [(0, 0), (2, -2)])
def test_a_green_starts_when_the_intergreen_is_over(red_amber_s: float, begins: float) -> None:
    events = seconds(switched_on(red_amber_s), 0, 120)
    ended = next(e.t for e in events if isinstance(e, StageEnded))
    shown = [
        ((e.t - ended) / 1000, e.lamp)
        for e in events
        if isinstance(e, GroupChanged) and e.group == "P2" and e.t >= ended
    ]
    assert shown[0] == (8 + begins, Lamp.GREEN if not red_amber_s else Lamp.RED_AMBER)
    assert (8, Lamp.GREEN) in shown


def test_amber_lasts_exactly_as_configured_and_pedestrians_have_none() -> None:
    events = [e for e in seconds(switched_on(), 0, 120) if isinstance(e, GroupChanged)]
    amber = next(e.t for e in events if e.group == "P1" and e.lamp is Lamp.AMBER)
    red = next(e.t for e in events if e.group == "P1" and e.lamp is Lamp.RED and e.t > amber)
    assert red - amber == 3000
    assert Lamp.AMBER not in {e.lamp for e in events if e.group == "W1"}


def test_a_called_stage_is_refused_before_minimum_green() -> None:
    controller = switched_on()
    seconds(controller, 0, 8)
    order(controller, 9, call("B", 9))
    assert [e.why.code for e in seconds(controller, 9, 9) if isinstance(e, OrderRejected)] == ["controller.min_green"]
    order(controller, 11, call("B", 11))
    assert stages(seconds(controller, 11, 19)) == [("B", 19)]
    assert controller.mode is Mode.CENTRAL


def test_an_order_lapses_into_the_local_plan() -> None:
    controller = switched_on()
    seconds(controller, 0, 12)
    order(controller, 13, call("B", 13, until=33))
    modes = [(e.mode, (e.t - START) / 1000) for e in seconds(controller, 13, 60) if isinstance(e, ModeChanged)]
    assert modes == [(Mode.CENTRAL, 13), (Mode.LOCAL, 33)]


def test_a_held_stage_stays_until_the_lease_ends() -> None:
    controller = switched_on()
    seconds(controller, 0, 12)
    order(controller, 13, call("A", 13))
    seconds(controller, 13, 30)
    hold = HoldStage(later(START, 31), "J1", "A", later(START, 80), 1, WHY)
    order(controller, 31, hold)
    assert not [e for e in seconds(controller, 31, 79) if isinstance(e, StageEnded)]


def test_a_late_order_of_an_old_writer_is_rejected() -> None:
    controller = switched_on()
    seconds(controller, 0, 12)
    order(controller, 13, call("A", 13, fence=7))
    order(controller, 14, call("B", 14, fence=6))
    news = seconds(controller, 14, 14)
    assert [e.why.code for e in news if isinstance(e, OrderRejected)] == ["controller.old_writer"]


@pytest.mark.parametrize(
    ("what", "code"),
    [
        (call("X", 13), "controller.no_stage"),
        (call("B", 13, until=1013), "controller.bad_end"),
        (call("B", 13, until=12), "controller.bad_end"),
        (HoldStage(later(START, 13), "J1", "B", later(START, 20), 1, WHY), "controller.other_stage"),
        (SetPlan(later(START, 13), "J1", "night", later(START, 20), 1, WHY), "controller.no_plan"),
    ],
)
def test_impossible_orders_are_rejected(what: Order, code: str) -> None:
    controller = switched_on()
    seconds(controller, 0, 12)
    order(controller, 13, what)
    assert [e.why.code for e in seconds(controller, 13, 13) if isinstance(e, OrderRejected)] == [code]


def test_giving_back_returns_to_the_plan_at_once() -> None:
    controller = switched_on()
    seconds(controller, 0, 12)
    order(controller, 13, call("A", 13))
    seconds(controller, 13, 20)
    order(controller, 21, ReleaseToLocal(later(START, 21), "J1", later(START, 40), 1, WHY))
    assert [e.mode for e in seconds(controller, 21, 21) if isinstance(e, ModeChanged)] == [Mode.LOCAL]


def test_a_set_plan_runs_until_its_end() -> None:
    night = Plan(
        "night", "J1", 45.0, 0.0, (PlanStage("A", 16, 10, 30), PlanStage("B", 8, 5, 15), PlanStage("C", 8, 5, 9))
    )
    controller = VirtualController(junction(), {"day": plan(), "night": night}, START)
    seconds(controller, 0, 12)
    order(controller, 13, SetPlan(later(START, 13), "J1", "night", later(START, 613), 1, WHY))
    started = stages(seconds(controller, 13, 600))
    assert {b - a for (_, a), (_, b) in zip(started[-7::3], started[-4::3], strict=False)} == {45}
    seconds(controller, 601, 1300)
    started = stages(seconds(controller, 1301, 1700))
    assert {b - a for (_, a), (_, b) in zip(started[-7::3], started[-4::3], strict=False)} == {65}


def test_a_failure_flashes_and_stays_until_reset_on_site() -> None:
    controller = switched_on()
    seconds(controller, 0, 20)
    controller.fail(later(START, 21))
    order(controller, 22, call("B", 22))
    news = seconds(controller, 21, 300)
    assert set(controller.lamps.values()) == {Lamp.FLASHING_AMBER}
    assert [e.why.code for e in news if isinstance(e, OrderRejected)] == ["controller.busy"]
    controller.reset_on_site(later(START, 301))
    assert set(controller.lamps.values()) == {Lamp.RED}
    assert stages(seconds(controller, 301, 307)) == [("A", 307)]


def test_a_controller_without_an_intergreen_is_never_switched_on() -> None:
    whole = junction()
    torn = type(whole)(**{f: getattr(whole, f) for f in whole.__slots__} | {"intergreens": {}})
    with pytest.raises(ValueError, match="no intergreen"):
        VirtualController(torn, {"day": plan()}, START)


def test_groups_called_back_in_their_amber_show_red_before_green() -> None:
    """P3 goes on to conflict with others, P4 with nobody."""
    whole = junction()
    stages = {**whole.stages, "C": Stage("C", frozenset({"P2", "P3", "P4"}))}
    controller = VirtualController(
        replace(whole, groups={**whole.groups, "P4": group("P4")}, stages=stages), {"day": plan()}, START
    )
    seconds(controller, 0, 54)  # stage C since second 48
    order(controller, 55, call("B", 55))
    seconds(controller, 55, 56)
    order(controller, 56, call("C", 56))
    told = [(e.group, e.lamp, (e.t - START) / 1000) for e in seconds(controller, 56, 70) if isinstance(e, GroupChanged)]
    assert told == [("P3", Lamp.RED, 58), ("P4", Lamp.RED, 58), ("P3", Lamp.GREEN, 59), ("P4", Lamp.GREEN, 59)]


def test_a_forced_stage_comes_as_soon_as_minimum_and_intergreens_allow_and_stays() -> None:
    controller = switched_on()
    seconds(controller, 0, 8)  # A is green since second 6, its minimum is 5 s
    controller.force_stage("C", later(START, 8))
    assert stages(seconds(controller, 8, 300)) == [("C", 19)]  # 11, and 8 s for the crossing
    controller.force_stage(None, later(START, 301))
    started = stages(seconds(controller, 301, 1000))
    assert [stage for stage, _ in started[:4]] == ["A", "B", "C", "A"]
    assert [s % 65 for stage, s in started if stage == "A"][-3:] == [0, 0, 0]


def test_a_forced_stage_outlasts_flashing_and_is_reached_over_all_red_and_the_first_stage() -> None:
    controller = switched_on()
    seconds(controller, 0, 20)
    controller.force_stage("B", later(START, 20))
    controller.stand_aside(Lamp.AMBER, later(START, 20))
    assert controller.lamps == {"P1": Lamp.AMBER, "P2": Lamp.AMBER, "P3": Lamp.AMBER, "W1": Lamp.RED}
    controller.come_back(later(START, 23))
    assert stages(seconds(controller, 23, 200)) == [("A", 29), ("B", 42)]


def test_who_has_priority_gets_green_earlier_and_no_step_is_left_out() -> None:
    controller = switched_on()
    seconds(controller, 0, 330)  # A is green since 325
    controller.favour(frozenset({"P3"}))
    events = seconds(controller, 331, 360)
    assert stages(events) == [("B", 343), ("C", 348)]  # A and B for their least 10 and 5 s, not 30 and 10
    assert controller.stage == "C"


def test_a_green_goes_on_for_who_has_priority_until_its_longest_time() -> None:
    controller = switched_on()
    seconds(controller, 0, 330)
    controller.favour(frozenset({"P1"}))
    ended = [(e.t - START) / 1000 for e in seconds(controller, 331, 600) if isinstance(e, StageEnded)]
    assert ended[0] == 325 + 45  # its longest, not its 30 s: nobody holds a road by asking again and again
    assert ended[1] - ended[0] == 8 + 5  # B has its least green
    controller = switched_on()
    seconds(controller, 0, 330)
    controller.favour(frozenset({"P1"}))
    seconds(controller, 331, 360)
    controller.favour(frozenset())  # it has passed
    assert [e.stage for e in seconds(controller, 361, 362) if isinstance(e, StageEnded)] == ["A"]


@pytest.mark.parametrize("asked", [range(330, 340), range(345, 400), range(300, 1200)])
def test_priority_breaks_no_rule_and_its_junction_gets_in_step_again(asked: range) -> None:
    controller, told = switched_on(), list[Event]()
    for s in range(2000):
        if s in (asked.start, asked.stop):
            controller.favour(frozenset({"P3"}) if s == asked.start else frozenset())
        told += controller.advance(later(START, s))
    changes = [event for event in told if isinstance(event, GroupChanged)]
    assert broken_rules(controller.junction, changes, START) == []
    started = stages(told)
    assert [s % 65 for stage, s in started if stage == "A" and s > asked.stop + 4 * 65][-3:] == [0, 0, 0]
    assert {stage for stage, s in started if asked.start < s < asked.stop + 65} == {"A", "B", "C"}


def test_priority_moves_nothing_that_the_centre_ordered_or_a_route_holds() -> None:
    controller = switched_on()
    seconds(controller, 0, 330)
    order(controller, 330, call("A", 330, until=380))
    controller.favour(frozenset({"P3"}))
    assert [e for e in seconds(controller, 331, 379) if isinstance(e, StageEnded)] == []
