"""The one door: what is refused, and why."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meydan.city.because import because
from meydan.city.events import (
    DetectorChanged,
    Event,
    GroupChanged,
    JunctionHeard,
    LinkMeasured,
    Mode,
    ModeChanged,
    PlanChanged,
    RunStarted,
    StageEnded,
    StageStarted,
    Tick,
)
from meydan.city.instant import Instant, later
from meydan.city.junction import Junction, Known, Lamp, Priority, Sureness, VehicleKind
from meydan.city.orders import (
    AskPriority,
    CallStage,
    Cleared,
    EndPriority,
    HoldStage,
    Order,
    Refused,
    ReleaseToLocal,
    SetCycle,
    SetMode,
    SetOffset,
    SetPlan,
    SetSplits,
)
from meydan.city.state import JunctionState
from meydan.safety import clear
from tests.junctions import junction, plan
from tests.random_junctions import FENCE, START, junctions, orders_for, plans_of

WHY = because("test")
PLANS = {("J1", "day"): plan()}


def seen(stands: Junction | None = None, *, on_street: bool = False) -> JunctionState:
    """Return the junction as known when stage A has been green for 20 s."""
    state = JunctionState(stands or junction(), on_street)
    green = later(START, -20)
    events: list[Event] = [
        RunStarted(later(START, -60), "", "", 1, FENCE),
        ModeChanged(later(START, -60), "J1", Mode.LOCAL, WHY),
        PlanChanged(later(START, -60), "J1", "day", START),
        *(
            GroupChanged(green, "J1", g, Lamp.GREEN if g in ("P1", "W1") else Lamp.RED)
            for g in ("P1", "P2", "P3", "W1")
        ),
        StageStarted(green, "J1", "A"),
        JunctionHeard(later(START, -1), "J1"),
        Tick(START, 0),
    ]
    for event in events:
        state.observe(event)
    return state


def call(stage: str = "B", *, t: Instant = START, until_s: float = 20, fence: int = FENCE) -> CallStage:
    return CallStage(t, "J1", stage, later(t, until_s), fence, WHY)


def verdict(order: Order, state: JunctionState | None = None) -> str:
    """Return the code of the refusal, "" if the order was cleared."""
    state = state or seen()
    found = clear(order, state.junction, state, PLANS)
    return found.why.code if isinstance(found, Refused) else ""


@pytest.mark.parametrize(
    ("error_s", "code"),
    [(0.0, ""), (1.0, ""), (-1.0, ""), (1.001, "safety.clock"), (-1.001, "safety.clock"), (3600.0, "safety.clock")],
)
def test_no_offset_is_ordered_of_a_controller_whose_clock_is_off(error_s: float, code: str) -> None:
    state = seen()
    state.observe(LinkMeasured(START, "J1", "RN+SI0001", "3.2.2", error_s, 0.02))
    assert verdict(SetOffset(START, "J1", "day", 5.0, later(START, 20), FENCE, WHY), state) == code
    assert verdict(SetPlan(START, "J1", "day", later(START, 20), FENCE, WHY), state) == ""


def test_a_sound_call_is_cleared_for_the_twin_only() -> None:
    assert clear(call(), junction(), seen(), PLANS) == Cleared(call(), for_street=False)
    assert clear(call(), junction(), seen(on_street=True), PLANS) == Cleared(call(), for_street=True)


@pytest.mark.parametrize(
    ("order", "code"),
    [
        (replace(call(), junction="J2"), "safety.other_junction"),
        (call(fence=FENCE - 1), "safety.other_writer"),
        (call(fence=FENCE + 1), "safety.other_writer"),
        (call(t=later(START, -10.001), until_s=30), "safety.order_age"),
        (call(t=later(START, 0.001)), "safety.order_age"),
        (call(until_s=0), "safety.order_life"),
        (call(until_s=60.001), "safety.order_life"),
        (call("X"), "safety.no_stage"),
        (HoldStage(START, "J1", "B", later(START, 20), FENCE, WHY), "safety.not_standing"),
        (SetPlan(START, "J1", "night", later(START, 20), FENCE, WHY), "safety.no_plan"),
        (SetPlan(START, "J1", "day", later(START, 86_401), FENCE, WHY), "safety.order_life"),
        (SetSplits(START, "J1", "day", (30, 10), later(START, 20), FENCE, WHY), "safety.splits"),
        (SetSplits(START, "J1", "day", (4, 10, 38), later(START, 20), FENCE, WHY), "safety.stage_short"),
        (SetSplits(START, "J1", "day", (31, 10, 12), later(START, 20), FENCE, WHY), "safety.cycle_sum"),
        (SetOffset(START, "J1", "day", 65.0, later(START, 20), FENCE, WHY), "safety.bad_offset"),
        (SetCycle(START, "J1", "day", 30.0, later(START, 20), FENCE, WHY), "safety.stage_short"),
        (SetCycle(START, "J1", "day", float("nan"), later(START, 20), FENCE, WHY), "safety.bad_cycle"),
        *(
            (SetMode(START, "J1", mode, later(START, 20), FENCE, WHY), "safety.mode_not_ours")
            for mode in Mode
            if mode is not Mode.LOCAL
        ),
    ],
)
def test_an_unsound_order_is_refused_with_its_reason(order: Order, code: str) -> None:
    assert verdict(order) == code


@pytest.mark.parametrize(
    "order",
    [
        HoldStage(START, "J1", "A", later(START, 20), FENCE, WHY),
        SetPlan(START, "J1", "day", later(START, 3600), FENCE, WHY),
        SetSplits(START, "J1", "day", (31, 9, 12), later(START, 20), FENCE, WHY),
        SetOffset(START, "J1", "day", 64.9, later(START, 20), FENCE, WHY),
        SetCycle(START, "J1", "day", 70.0, later(START, 20), FENCE, WHY),
        SetMode(START, "J1", Mode.LOCAL, later(START, 20), FENCE, WHY),
        ReleaseToLocal(START, "J1", later(START, 20), FENCE, WHY),
    ],
)
def test_every_kind_of_order_can_be_cleared(order: Order) -> None:
    assert verdict(order) == ""


def test_a_stage_is_refused_before_minimum_green() -> None:
    state = seen()
    state.observe(GroupChanged(later(START, -4.999), "J1", "P1", Lamp.GREEN))
    state.observe(Tick(START, 0))
    assert verdict(call(), state) == "safety.min_green"
    state.observe(Tick(later(START, 0.001), 0))
    assert verdict(call(), state) == ""


def test_a_stage_is_refused_while_another_is_being_started() -> None:
    state = seen()
    state.observe(StageEnded(START, "J1", "A", "B"))
    assert verdict(call("C"), state) == "safety.changing"


@pytest.mark.parametrize("stopped", [Mode.STARTUP, Mode.FAILURE])
def test_the_stage_before_a_failure_is_not_taken_for_the_one_after_it(stopped: Mode) -> None:
    state = seen()
    state.observe(ModeChanged(START, "J1", stopped, WHY))
    state.observe(ModeChanged(START, "J1", Mode.LOCAL, WHY))
    state.observe(GroupChanged(START, "J1", "P3", Lamp.GREEN))  # the first green of stage C, the others still to come
    assert verdict(call(), state) == "safety.mode_unknown"
    state.observe(StageStarted(START, "J1", "C"))
    assert verdict(call(), state) == "safety.min_green"


def test_nothing_is_decided_on_stale_data_but_giving_back() -> None:
    state = seen()
    now = later(START, 10.001 - 1)
    state.observe(Tick(now, 0))
    assert verdict(call(t=now), state) == "safety.stale"
    assert verdict(ReleaseToLocal(now, "J1", later(now, 20), FENCE, WHY), state) == ""


@pytest.mark.parametrize("mode", [Mode.UNKNOWN, Mode.STARTUP, Mode.MANUAL, Mode.FAILURE])
def test_neither_the_cabinet_nor_a_failure_is_overruled(mode: Mode) -> None:
    state = seen()
    state.observe(ModeChanged(later(START, -1), "J1", mode, WHY))
    state.observe(Tick(START, 0))
    assert verdict(call(), state) == f"safety.mode_{mode}"


def test_who_waited_longer_than_the_maximum_red_must_be_served_by_the_next_order() -> None:
    state = seen()
    state.observe(DetectorChanged(later(START, -121), "J1", "P2s", True))
    state.observe(JunctionHeard(START, "J1"))
    state.observe(Tick(START, 0))
    assert verdict(HoldStage(START, "J1", "A", later(START, 20), FENCE, WHY), state) == "safety.starving"
    assert verdict(call("A"), state) == "safety.starving"
    assert verdict(call("B"), state) == ""


def guess(stands: Junction, what: str, name: str = "P2") -> Junction:
    if what == "intergreen":
        pair = next(iter(stands.intergreens))
        guessed = Known(stands.intergreens[pair].s, Sureness.GUESSED)
        return replace(stands, intergreens={**stands.intergreens, pair: guessed})
    if what == "startup_red":
        return replace(stands, startup_red=Known(stands.startup_red.s, Sureness.GUESSED))
    group = stands.groups[name]
    values: dict[str, Any] = {what: Known(getattr(group, what).s, Sureness.GUESSED)}
    return replace(stands, groups={**stands.groups, name: replace(group, **values)})


GUESSED = ["min_green", "amber", "red_amber", "flashing_green", "clearance", "max_red", "intergreen", "startup_red"]


@pytest.mark.parametrize("what", GUESSED)
def test_one_guessed_value_keeps_a_street_closed_and_lets_a_twin_run(what: str) -> None:
    stands = guess(junction(), what)
    assert verdict(call(), seen(stands, on_street=True)) == "safety.guessed"
    assert verdict(call(), seen(stands)) == ""


@given(data=st.data())
def test_a_guess_changes_nothing_on_a_twin_and_clears_no_order_to_a_street(data: st.DataObject) -> None:
    stands = data.draw(junctions())
    guessed = guess(stands, data.draw(st.sampled_from(GUESSED)), data.draw(st.sampled_from(sorted(stands.groups))))
    order, plans = data.draw(orders_for(stands, START, plan())), data.draw(plans_of(stands))
    sure, on_guess = (clear(order, at, standing(at, on_street=False), plans) for at in (stands, guessed))
    assert on_guess == sure
    street, closed = (clear(order, at, standing(at, on_street=True), plans) for at in (stands, guessed))
    assert isinstance(street, Cleared) is isinstance(sure, Cleared)
    assert isinstance(closed, Refused) or isinstance(order, ReleaseToLocal)
    if isinstance(street, Cleared) and isinstance(closed, Refused):
        assert closed.why.code == "safety.guessed"


def standing(stands: Junction, *, on_street: bool) -> JunctionState:
    """Return the junction as known when its first stage has been green for a minute."""
    state = JunctionState(stands, on_street)
    began, stage = later(START, -60), next(iter(stands.stages.values()))
    state.observe(RunStarted(began, "", "", 1, FENCE))
    state.observe(ModeChanged(began, "J1", Mode.LOCAL, WHY))
    for g in stands.groups:
        state.observe(GroupChanged(began, "J1", g, Lamp.GREEN if g in stage.green else Lamp.RED))
    state.observe(StageStarted(began, "J1", stage.id))
    state.observe(JunctionHeard(START, "J1"))
    return state


@given(data=st.data())
def test_the_door_never_raises_however_little_is_known(data: st.DataObject) -> None:
    stands = data.draw(junctions())
    state = JunctionState(stands, on_street=data.draw(st.booleans()))
    if data.draw(st.booleans()):
        state.observe(RunStarted(START, "", "", 1, FENCE))
    if data.draw(st.booleans()):
        state.observe(ModeChanged(START, "J1", data.draw(st.sampled_from(Mode)), WHY))
    if data.draw(st.booleans()):
        state.observe(StageStarted(START, "J1", data.draw(st.sampled_from(["S0", "none"]))))
    order = data.draw(orders_for(stands, data.draw(st.sampled_from([START, later(START, 5), Instant(0)])), plan()))
    assert isinstance(clear(order, stands, state, {}), Cleared | Refused)


def test_a_junction_without_an_intergreen_is_never_controlled() -> None:
    stands = junction()
    torn = {pair: known for pair, known in stands.intergreens.items() if pair != ("P1", "P2")}
    assert verdict(call(), seen(replace(stands, intergreens=torn))) == "safety.no_intergreen"


def with_tram(**more: Any) -> Junction:
    return replace(junction(), priorities={"tram": Priority("tram", VehicleKind.TRAM, group="P2")}, **more)


def ask_priority(priority: str = "tram", until_s: float = 60) -> AskPriority:
    return AskPriority(START, "J1", priority, "one", later(START, until_s), FENCE, WHY)


def end_priority() -> EndPriority:
    return EndPriority(START, "J1", "one", later(START, 30), FENCE, WHY)


def test_priority_is_asked_for_where_the_city_has_it_and_not_for_long() -> None:
    assert verdict(ask_priority(), seen(with_tram())) == ""
    assert verdict(ask_priority("boat"), seen(with_tram())) == "safety.no_priority"
    assert verdict(ask_priority(), seen()) == "safety.no_priority"
    assert verdict(ask_priority(until_s=600), seen(with_tram())) == ""
    assert verdict(ask_priority(until_s=601), seen(with_tram())) == "safety.order_life"


def test_priority_is_kept_back_like_every_order_and_its_end_never_is() -> None:
    guessed = with_tram(startup_red=Known(3.0, Sureness.GUESSED))
    assert verdict(ask_priority(), seen(guessed, on_street=True)) == "safety.guessed"
    state = seen(with_tram())
    state.observe(ModeChanged(START, "J1", Mode.MANUAL, WHY))
    assert verdict(ask_priority(), state) == "safety.mode_manual"
    assert verdict(end_priority(), state) == ""
