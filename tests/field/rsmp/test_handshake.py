"""Both ends get to know each other, under every core, and notice when the other is gone."""

import json

import pytest

from meydan.field.rsmp.conversation import Acked
from meydan.field.rsmp.happened import Ready, WatchdogHeard, WatchdogLate
from meydan.field.rsmp.messages import (
    Asked,
    CommandRequest,
    Unreadable,
)
from meydan.field.rsmp.versions import CORES
from tests.field.rsmp.paper_site import (
    MAIN,
    PLAN,
    SITE,
    Wire,
    at,
    every_core,
    of_kind,
    ready,
    types,
)


@every_core
def test_the_handshake_is_in_the_order_the_core_wants(core: str) -> None:
    said = types(ready(core))
    if CORES[core].in_order:
        assert said[:8] == [
            ("supervisor", "Version"),
            ("site", "MessageAck"),
            ("site", "Version"),
            ("supervisor", "MessageAck"),
            ("supervisor", "Watchdog"),
            ("site", "MessageAck"),
            ("site", "Watchdog"),
            ("supervisor", "MessageAck"),
        ]
    assert [kind for to, kind in said[8:] if kind != "MessageAck"] == ["AggregatedStatus", "Alarm", "Alarm"]


def test_both_speak_the_newest_core_that_both_know() -> None:
    wire = Wire(cores=("3.1.5", "3.2.0", "3.2.2"), site_cores=("3.1.2", "3.1.5", "3.2.0"))
    wire.settle()
    [told] = of_kind(wire, Ready)
    assert isinstance(told, Ready)
    assert (told.site, told.core.name, told.sxl) == (SITE, "3.2.0", "1.0.15")


@pytest.mark.parametrize(
    ("wire", "why"),
    [
        (Wire(cores=("3.2.2",), site_cores=("3.1.2",)), "no common core"),
        (Wire(sxl="1.0.7"), "SXL 1.0.7 is not spoken here"),
        (Wire(known=False), f"site {SITE} is not known here"),
    ],
)
def test_a_site_that_does_not_fit_is_refused_and_the_connection_closed(wire: Wire, why: str) -> None:
    wire.settle()
    assert [kind for _, kind in types(wire)] == ["Version", "MessageNotAck"]
    assert why in wire.supervisor.conversation.over
    assert wire.site.conversation is not None
    assert why in wire.site.conversation.over


@every_core
def test_watchdogs_go_both_ways_for_as_long_as_the_connection_stands(core: str) -> None:
    wire = ready(core)
    wire.run(60)
    said = types(wire)
    assert wire.endings == []
    assert said.count(("site", "Watchdog")) == said.count(("supervisor", "Watchdog")) == 6 + 1
    assert len(of_kind(wire, WatchdogHeard)) == 7


def test_a_site_whose_watchdog_stops_is_late_and_then_back_and_nobody_closes() -> None:
    wire = ready()
    silent = True
    wire.fault = lambda packet: [] if silent and b"Watchdog" in packet else [0.0]
    watchdogs = [wire.site.conversation, wire.supervisor.conversation]
    for link in watchdogs:
        assert link is not None
        link._timers = type(link._timers)(ack_s=1000.0, watchdog_s=10.0)
    wire.run(30)
    assert len(of_kind(wire, WatchdogLate)) == 1
    silent = False
    wire.run(15)
    assert any(isinstance(one, WatchdogHeard) and one.was_late for one in wire.happened)
    assert wire.endings == []


@pytest.mark.parametrize("lost", ["supervisor", "site"])
def test_an_end_whose_messages_are_not_acknowledged_closes(lost: str) -> None:
    wire = ready()
    wire.fault = lambda packet: [] if b"MessageAck" in packet else [0.0]
    if lost == "supervisor":
        wire.supervisor.ask_status(MAIN, [Asked("S0014", "status")], at(0))
    else:
        wire.cabinet.active.add((MAIN, "A0001"))
    wire.run(4, reconnect=False)
    assert len(wire.endings) == 1
    assert "no acknowledgement of" in wire.endings[0]


def test_a_connection_without_a_handshake_is_given_up() -> None:
    wire = Wire()
    wire.fault = lambda _: []
    wire.supervisor = type(wire.supervisor)(wire.setup, wire._new_id, at(0))
    silent = wire.supervisor
    found = []
    for s in (9.9, 10.0):
        silent.pass_time(at(s))
        found.append(silent.conversation.over)
    assert found == ["", "no handshake within 10 s"]


def test_before_the_versions_nothing_but_a_version_is_answered() -> None:
    wire = Wire()
    fresh = type(wire.supervisor)(wire.setup, wire._new_id, at(0))
    watchdog = b'{"mType":"rSMsg","type":"Watchdog","mId":"f48900bc-e6fb-431a-8ca4-05070dd9df6a",'
    fresh.take(watchdog + b'"wTs":"2026-11-25T08:00:00.000Z"}\x0c', at(0))
    fresh.take(b"not json at all\x0c" + watchdog + b'"wTs":"yesterday"}\x0c', at(0))
    assert fresh.to_write() == b""
    assert not fresh.conversation.over


def test_a_command_before_the_watchdogs_is_refused() -> None:
    wire = Wire()
    wire.fault = lambda packet: [] if b"Watchdog" in packet else [0.0]
    wire.connect()
    wire.settle()
    assert not wire.site.is_ready
    wire.supervisor.conversation.send(CommandRequest(wire._new_id(), MAIN, PLAN), at(0))
    wire.settle()
    assert types(wire)[-1] == ("supervisor", "MessageNotAck")
    assert wire.cabinet.obeyed == []


def test_a_second_version_is_refused_and_changes_nothing() -> None:
    wire = ready()
    again = json.loads(wire.sent[0][1])
    again["mId"] = "f48900bc-e6fb-431a-8ca4-05070dd9df6a"
    wire.supervisor.take(json.dumps(again).encode() + b"\x0c", at(1))
    assert b"MessageNotAck" in wire.supervisor.to_write()
    assert wire.supervisor.is_ready


def test_a_message_of_an_unknown_kind_is_refused_and_the_connection_stands() -> None:
    wire = ready()
    strange = b'{"mType":"rSMsg","type":"Gossip","mId":"f48900bc-e6fb-431a-8ca4-05070dd9df6a"}\x0c'
    told = wire.supervisor.take(strange, at(1))
    assert isinstance(told[0], Unreadable)
    assert b"MessageNotAck" in wire.supervisor.to_write()
    assert wire.supervisor.is_ready


def test_an_acknowledgement_of_nothing_is_let_pass() -> None:
    wire = ready()
    answer = b'{"mType":"rSMsg","type":"MessageAck","oMId":"f48900bc-e6fb-431a-8ca4-05070dd9df6a"}\x0c'
    assert wire.supervisor.take(answer, at(1)) == []
    assert wire.supervisor.is_ready


def test_acked_is_not_shown_to_the_owner() -> None:
    assert of_kind(ready(), Acked) == []


@every_core
def test_nobody_reports_before_its_own_watchdog_is_acknowledged(core: str) -> None:
    watchdogs: set[str] = set()

    def loses_their_answers(packet: bytes) -> list[float]:
        said = json.loads(packet)
        if said["type"] == "Watchdog":
            watchdogs.add(said["mId"])
        return [] if said.get("oMId") in watchdogs else [0.0]

    wire = Wire(cores=(core,))
    wire.fault = loses_their_answers
    wire.connect()
    wire.settle()
    assert len(watchdogs) == 2
    assert not wire.site.is_ready
    assert not wire.supervisor.is_ready
    assert ("supervisor", "AggregatedStatus") not in types(wire)
