"""What a supervisor asks of a site and what comes back, under every core."""

import pytest

from meydan.field.rsmp.happened import Answered, Declined, Unanswered
from meydan.field.rsmp.messages import (
    AggregatedStatus,
    AlarmAct,
    AlarmStatus,
    Argument,
    Asked,
    CommandResponse,
    Quality,
    StatusResponse,
    StatusUpdate,
    StatusValue,
    Subscription,
    Unreadable,
)
from meydan.field.rsmp.versions import CORES
from tests.field.rsmp.paper_site import DETECTOR, GROUP, LAMPS, MAIN, PLAN, Wire, at, every_core, of_kind, ready


@every_core
def test_status_values_are_asked_for_and_answered(core: str) -> None:
    wire = ready(core)
    wire.cabinet.values[MAIN, "S0014", "status"] = "2"
    asked = wire.supervisor.ask_status(MAIN, [Asked("S0014", "status"), Asked("S0016", "number")], at(0))
    wire.settle()
    [answered] = of_kind(wire, Answered)
    assert isinstance(answered, Answered)
    assert isinstance(answered.answer, StatusResponse)
    assert answered.request.id == asked
    assert answered.answer.values == (
        StatusValue("S0014", "status", "2", Quality.RECENT),
        StatusValue("S0016", "number", None, Quality.UNKNOWN),
    )


@every_core
def test_an_unknown_component_is_answered_and_not_refused(core: str) -> None:
    wire = ready(core)
    wire.supervisor.ask_status("nowhere", [Asked("S0014", "status")], at(0))
    wire.supervisor.order("nowhere", PLAN, at(0))
    wire.settle()
    status, command = (one.answer for one in of_kind(wire, Answered) if isinstance(one, Answered))
    lost = Quality.UNDEFINED if CORES[core].nulls else Quality.UNKNOWN
    assert isinstance(status, StatusResponse)
    assert [(v.value, v.quality) for v in status.values] == [(None, lost)]
    assert isinstance(command, CommandResponse)
    assert {(v.value, v.quality) for v in command.values} == {(None, Quality.UNDEFINED)}
    assert wire.cabinet.obeyed == []


@every_core
def test_a_command_is_followed_once_and_its_receipt_comes_back(core: str) -> None:
    wire = ready(core)
    wire.supervisor.order(MAIN, PLAN, at(0))
    wire.settle()
    [answered] = of_kind(wire, Answered)
    assert isinstance(answered, Answered)
    assert isinstance(answered.answer, CommandResponse)
    assert [(v.name, v.value, v.quality) for v in answered.answer.values] == [
        (a.name, a.value, Quality.RECENT) for a in PLAN
    ]
    assert wire.cabinet.obeyed == [(MAIN, "M0002", {a.name: a.value for a in PLAN})]


def test_a_command_that_comes_twice_is_followed_once() -> None:
    wire = ready()
    wire.fault = lambda packet: [0.0, 0.0] if b'"CommandRequest"' in packet else [0.0]
    wire.supervisor.order(MAIN, PLAN, at(0))
    wire.settle()
    assert len(wire.cabinet.obeyed) == 1
    assert len(of_kind(wire, Answered)) == 1


@pytest.mark.parametrize(
    ("component", "arguments", "why"),
    [
        (MAIN, PLAN[:2], "arg"),
        (GROUP, PLAN, "M0002 belongs to a main component"),
        (MAIN, [Argument("M0002", "setPlan", a.name, "x") for a in PLAN], "arg.0.v"),
    ],
)
def test_a_command_that_does_not_fit_never_leaves_or_is_refused(
    component: str, arguments: list[Argument], why: str
) -> None:
    wire = ready()
    answer = wire.supervisor.order(component, arguments, at(0))
    wire.settle()
    declined = [one.reason for one in of_kind(wire, Declined) if isinstance(one, Declined)]
    found = answer.why if isinstance(answer, Unreadable) else declined[0]
    assert why in found
    assert wire.cabinet.obeyed == []


def test_a_controller_that_refuses_and_one_that_cannot_are_told_apart() -> None:
    wire = ready()
    wire.cabinet.refuses = "wrong security code"
    wire.supervisor.order(MAIN, PLAN, at(0))
    wire.settle()
    assert [one.reason for one in of_kind(wire, Declined) if isinstance(one, Declined)] == ["wrong security code"]
    wire.cabinet.refuses = ""
    names = ("securityCode", "year", "month", "day", "hour", "minute", "second")
    wire.supervisor.order(MAIN, [Argument("M0104", "setDate", name, "1") for name in names], at(0))
    wire.settle()
    [answered] = of_kind(wire, Answered)
    assert isinstance(answered, Answered)
    assert isinstance(answered.answer, CommandResponse)
    assert {(v.value, v.quality) for v in answered.answer.values} == {(None, Quality.UNKNOWN)}


@every_core
def test_a_subscription_sends_at_once_and_then_each_change(core: str) -> None:
    wire = Wire(cores=(core,), subscriptions={MAIN: (LAMPS,)})
    wire.cabinet.values[MAIN, "S0001", "signalgroupstatus"] = "A1"
    wire.settle()
    wire.run(3)
    wire.cabinet.values[MAIN, "S0001", "signalgroupstatus"] = "1A"
    wire.run(3)
    updates = [one for one in of_kind(wire, StatusUpdate) if isinstance(one, StatusUpdate)]
    assert [one.values[0].value for one in updates] == ["A1", "1A"]


def test_a_subscription_ends_when_it_is_taken_back() -> None:
    wire = Wire(subscriptions={MAIN: (Subscription("S0001", "signalgroupstatus", 1, on_change=False),)})
    wire.cabinet.values[MAIN, "S0001", "signalgroupstatus"] = "A1"
    wire.run(2.5)
    wire.supervisor.unsubscribe(MAIN, [Asked("S0001", "signalgroupstatus")], at(wire.s))
    wire.settle()
    told = len(of_kind(wire, StatusUpdate))
    wire.run(5)
    assert told == 3  # at once, and after each second
    assert len(of_kind(wire, StatusUpdate)) == told


@every_core
def test_alarms_are_raised_acknowledged_suspended_and_resumed(core: str) -> None:
    wire = ready(core)
    wire.happened.clear()
    wire.cabinet.active.add((MAIN, "A0001"))
    wire.run(0.5)
    for act in (AlarmAct.ACKNOWLEDGE, AlarmAct.SUSPEND, AlarmAct.RESUME):
        wire.supervisor.order_alarm(MAIN, "A0001", act, at(wire.s))
        wire.settle()
    told = [
        (a.act, a.active, a.acknowledged, a.suspended) for a in of_kind(wire, AlarmStatus) if isinstance(a, AlarmStatus)
    ]
    assert told == [
        (AlarmAct.ISSUE, True, False, False),
        (AlarmAct.ACKNOWLEDGE, True, True, False),
        (AlarmAct.SUSPEND, True, True, True),
        (AlarmAct.SUSPEND, True, True, False),  # the answer to Resume
    ]
    assert len(of_kind(wire, Answered)) == 3


def test_a_suspended_alarm_is_silent() -> None:
    wire = ready()
    wire.supervisor.order_alarm(MAIN, "A0001", AlarmAct.SUSPEND, at(0))
    wire.settle()
    wire.happened.clear()
    wire.cabinet.active.add((MAIN, "A0001"))
    wire.run(2)
    assert of_kind(wire, AlarmStatus) == []


@every_core
def test_alarms_and_health_are_asked_for_where_the_core_knows_how(core: str) -> None:
    wire = ready(core)
    wire.happened.clear()
    answers = [
        wire.supervisor.order_alarm(DETECTOR, "A0301", AlarmAct.REQUEST, at(0)),
        wire.supervisor.ask_aggregated(MAIN, at(0)),
    ]
    wire.settle()
    if CORES[core].requests:
        assert [type(one.answer) for one in wire.happened if isinstance(one, Answered)] == [
            AlarmStatus,
            AggregatedStatus,
        ]
    else:
        assert all(isinstance(answer, Unreadable) for answer in answers)


def test_an_alarm_nobody_has_is_refused() -> None:
    wire = ready()
    wire.supervisor.order_alarm(GROUP, "A0201", AlarmAct.ACKNOWLEDGE, at(0))
    wire.settle()
    assert len(of_kind(wire, Declined)) == 1


@every_core
def test_health_is_told_when_it_changes(core: str) -> None:
    wire = ready(core)
    wire.happened.clear()
    wire.cabinet.bits = (True, *wire.cabinet.bits[1:])
    wire.run(1)
    assert [one.bits[0] for one in wire.happened if isinstance(one, AggregatedStatus)] == [True]


def test_a_request_without_an_answer_is_told() -> None:
    wire = ready()
    wire.fault = lambda packet: [] if b"StatusResponse" in packet else [0.0]
    wire.supervisor.ask_status(MAIN, [Asked("S0014", "status")], at(0))
    wire.settle()
    told = wire.supervisor.pass_time(at(5))
    assert [type(one) for one in told] == [Unanswered]


def test_nothing_is_asked_of_a_site_that_is_not_connected() -> None:
    wire = Wire(known=False)
    assert isinstance(wire.supervisor.order(MAIN, PLAN, at(0)), Unreadable)


def test_a_value_that_breaks_the_schemas_is_told_as_unknown() -> None:
    wire = ready()
    wire.cabinet.values[MAIN, "S0014", "status"] = "one"
    wire.supervisor.ask_status(MAIN, [Asked("S0014", "status")], at(0))
    wire.settle()
    [answered] = of_kind(wire, Answered)
    assert isinstance(answered, Answered)
    assert isinstance(answered.answer, StatusResponse)
    assert answered.answer.values[0].quality is Quality.UNKNOWN


def test_a_suspension_is_not_answered_by_what_answers_a_resume() -> None:
    wire = ready()
    wire.fault = lambda packet: [] if b'"Suspend"' in packet and b"cat" not in packet else [0.0]
    wire.supervisor.order_alarm(MAIN, "A0001", AlarmAct.SUSPEND, at(0))
    wire.settle()
    resume = wire.supervisor.order_alarm(MAIN, "A0001", AlarmAct.RESUME, at(0))
    wire.settle()
    assert [one.request.id for one in wire.happened if isinstance(one, Answered)] == [resume]
