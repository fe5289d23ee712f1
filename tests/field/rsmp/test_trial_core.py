"""What a strict centre looks for in the core of the protocol, at the trial junction of a virtual street."""

import json
import uuid
from datetime import datetime
from typing import Any

import pytest

from meydan.field.rsmp.versions import CORES, find_newest, spelled
from tests.field.rsmp.strict_centre import ALL_VERSIONS, BEGIN, MAIN, SITE, RefusedError, StrictCentre, ready

each_version = pytest.mark.parametrize(("core", "sxl"), ALL_VERSIONS)
SEQUENCE = [
    "site Version",
    "centre MessageAck",
    "centre Version",
    "site MessageAck",
    "site Watchdog",
    "centre MessageAck",
    "centre Watchdog",
    "site MessageAck",
    "site AggregatedStatus",
    "centre MessageAck",
]


@each_version
def test_the_connection_begins_in_the_order_of_the_core(core: str, sxl: str) -> None:
    centre = StrictCentre(core, sxl)
    assert centre.connect()[: len(SEQUENCE)] == SEQUENCE
    alarms = [m["aCId"] for m in centre.heard if m["type"] == "Alarm"]
    of_1_1 = [] if sxl == "1.0.15" else ["A0303", "A0304"]
    assert sorted(alarms) == sorted(["A0006", "A0009", "A0301", "A0302", *of_1_1])
    status = next(m for m in centre.heard if m["type"] == "AggregatedStatus")
    assert (status["fP"], status["fS"]) == (None, None)


@pytest.mark.parametrize("name", ["3.2", "3.2.0"])
def test_the_core_with_two_names_is_one(name: str) -> None:
    centre = StrictCentre("3.2.0", "1.2.1")
    centre.core = name
    assert centre.connect()[: len(SEQUENCE)] == SEQUENCE
    assert centre.heard[0]["RSMP"] == [{"vers": "3.2"}, {"vers": "3.2.0"}]
    assert centre.end.conversation is not None
    assert centre.end.conversation.core is CORES["3.2.0"]
    assert spelled(("3.2.1", "3.2.2")) == ("3.2.1", "3.2.2")
    assert find_newest(("3.2", "3.2.1"), ("3.2.0", "3.1.5")) is CORES["3.2.0"]


def why_over(centre: StrictCentre) -> str:
    assert centre.end.conversation is not None
    return centre.end.conversation.over


@each_version
def test_it_leaves_when_its_watchdogs_are_not_acknowledged(core: str, sxl: str) -> None:
    centre = ready(core, sxl)
    centre.acks_watchdogs = False
    centre.run(2.5)
    assert why_over(centre) == ""
    centre.run(1)
    assert why_over(centre) == "no acknowledgement of Watchdog within 2 s"


@each_version
def test_it_stays_when_it_hears_no_watchdog(core: str, sxl: str) -> None:
    centre = ready(core, sxl)
    centre.run(600)
    assert why_over(centre) == ""


def bare(code: str, order: str, **arguments: str) -> list[dict[str, str]]:
    return [{"cCI": code, "cO": order, "n": name, "v": value} for name, value in arguments.items()]


POSITION = {"status": "NormalControl", "securityCode": "2222", "timeout": "0", "intersection": "0"}


@each_version
@pytest.mark.parametrize(
    "arguments",
    [
        bare("M0000", "bad", status="x"),
        [],
        bare("M0001", "setValue", **{name: value for name, value in POSITION.items() if name != "status"}),
        bare("M0001", "bad", **POSITION),
        bare("M0001", "setValue", **{**POSITION, "status": "Off"}),
        bare("M0008", "setForceDetectorLogic", status="True", securityCode="2222", mode="True"),
    ],
    ids=["unknown code", "no argument", "one missing", "wrong order", "wrong value", "of another part"],
)
def test_a_command_that_the_list_does_not_have_is_refused(core: str, sxl: str, arguments: list[Any]) -> None:
    centre = ready(core, sxl)
    with pytest.raises(RefusedError):
        centre.say(centre.about("CommandRequest", MAIN, arg=arguments))
    assert centre.ask("S0007", "status") == {"status": "True"}


def without_values(code: str, order: str, *names: str) -> list[dict[str, Any]]:
    """Return arguments with an age, which belongs to a receipt: the schemas then look at no value."""
    code_2 = {"cCI": code, "cO": order, "n": "securityCode", "v": "2222", "age": "recent"}
    return [code_2, *({"cCI": code, "cO": order, "n": name, "v": None, "age": "undefined"} for name in names)]


@pytest.mark.parametrize(
    "arguments",
    [
        without_values("M0001", "setValue", "status", "timeout", "intersection"),
        without_values("M0002", "setPlan", "status", "timeplan"),
        without_values("M0005", "setEmergency", "status", "emergencyroute"),
        without_values("M0013", "setInput", "status"),
        without_values("M0014", "setCommands", "status", "plan"),
        without_values("M0103", "setSecurityCode", "status", "oldSecurityCode", "newSecurityCode"),
    ],
    ids=lambda arguments: str(arguments[0]["cCI"]),
)
def test_a_command_whose_values_no_schema_looked_at_does_no_harm(arguments: list[dict[str, Any]]) -> None:
    centre = ready()
    before = centre.ask("S0014", "status"), centre.ask("S0023", "status"), centre.ask("S0003", "inputstatus")
    try:
        centre.say(centre.about("CommandRequest", MAIN, arg=arguments))
    except RefusedError:
        assert centre.heard[-1]["type"] == "MessageNotAck"
    centre.run(5)
    assert (centre.ask("S0014", "status"), centre.ask("S0023", "status"), centre.ask("S0003", "inputstatus")) == before
    assert centre.ask("S0007", "status") == {"status": "True"}


@each_version
@pytest.mark.parametrize(("code", "name"), [("S0000", "status"), ("S0001", "bad"), ("S0201", "vehicles")])
def test_a_status_that_the_list_does_not_have_is_refused(core: str, sxl: str, code: str, name: str) -> None:
    centre = ready(core, sxl)
    with pytest.raises(RefusedError):
        centre.ask(code, name)
    with pytest.raises(RefusedError):
        centre.subscribe((code, name), interval="1")


@pytest.mark.parametrize(("core", "sxl"), ALL_VERSIONS[1:])  # core 3.1.2 has one word for both: unknown
def test_a_component_there_is_not_is_answered_as_undefined(core: str, sxl: str) -> None:
    centre = ready(core, sxl)
    asked = [{"sCI": "S0001", "n": "signalgroupstatus"}]
    came = centre.say(centre.about("StatusRequest", "bad", sS=asked))
    assert [v["q"] for m in came if m["type"] == "StatusResponse" for v in m["sS"]] == ["undefined"]
    came = centre.say(centre.about("CommandRequest", "bad", arg=bare("M0001", "setValue", **POSITION)))
    assert [v["age"] for m in came if m["type"] == "CommandResponse" for v in m["rvs"]] == ["undefined"] * 4


@each_version
def test_a_subscription_is_told_at_once_and_again_at_a_new_interval(core: str, sxl: str) -> None:
    centre = ready(core, sxl)
    lamps = ("S0001", "cyclecounter")
    for interval in ("60", "1"):
        came = centre.subscribe(lamps, interval=interval)
        assert [m["sS"][0]["n"] for m in came if m["type"] == "StatusUpdate"] == ["cyclecounter"]
    assert told(centre.run(3)).count("cyclecounter") == 3
    centre.unsubscribe(lamps)
    assert "cyclecounter" not in told(centre.run(3))


def told(came: list[dict[str, Any]]) -> list[str]:
    return [value["n"] for message in came if message["type"] == "StatusUpdate" for value in message["sS"]]


@each_version
def test_a_change_is_told_before_it_is_answered_and_not_again(core: str, sxl: str) -> None:
    centre = ready(core, sxl)
    centre.subscribe(("S0009", "status"))
    centre.order("M0007", "setFixedTime", status="False")
    before = len(centre.heard)
    assert centre.ask("S0009", "status") == {"status": "False"}
    assert [m["type"] for m in centre.heard[before:] if "mId" in m] == ["StatusUpdate", "StatusResponse"]
    assert "status" not in [v["n"] for m in centre.run(1) for v in m.get("sS", []) if v["sCI"] == "S0009"]


@each_version
def test_what_was_kept_while_nobody_listened_comes_first_and_with_its_own_time(core: str, sxl: str) -> None:
    centre = ready(core, sxl, kept=frozenset({"S0001"}))
    centre.subscribe(("S0001", "signalgroupstatus"), interval="1")
    centre.run(1)
    centre.disconnect()
    gone = BEGIN + centre.ms
    centre.run(1.5)
    before, back = len(centre.heard), BEGIN + centre.ms
    centre.connect()
    first = next(m for m in centre.heard[before:] if m["type"] == "StatusUpdate")
    assert {v["q"] for v in first["sS"]} == {"old"}
    assert {v["sCI"] for v in first["sS"]} == {"S0001"}
    assert gone < datetime.fromisoformat(first["sTs"]).timestamp() * 1000 < back


@each_version
def test_a_version_or_list_that_does_not_fit_is_refused_and_ends_the_connection(core: str, sxl: str) -> None:
    for other in ({"RSMP": [{"vers": "3.0.1"}]}, {"SXL": "9.9"}):
        centre = StrictCentre(core, sxl)
        centre.end.connect(centre.now())
        centre.exchange()
        version = {"type": "Version", "RSMP": [{"vers": core}], "siteId": [{"sId": SITE}], "SXL": sxl}
        with pytest.raises(RefusedError):
            centre.say({**version, **other})
        assert why_over(centre)


@each_version
def test_nothing_is_done_before_both_watchdogs(core: str, sxl: str) -> None:
    centre = StrictCentre(core, sxl)
    centre.run(30)
    centre.end.connect(centre.now())
    centre.exchange()
    centre.say({"type": "Version", "RSMP": [{"vers": core}], "siteId": [{"sId": SITE}], "SXL": sxl})
    with pytest.raises(RefusedError):
        centre.order("M0001", "setValue", status="Dark", timeout="0", intersection="0")
    assert centre.cabinet.controller.lamps
    assert centre.run(1)
    assert "b" not in str(centre.cabinet.read(MAIN, "S0001", "signalgroupstatus", centre.now(), 0))


def test_broken_packets_are_answered_or_passed_over_and_never_end_the_connection() -> None:
    centre = ready()
    name = str(uuid.uuid4())
    for packet in (b"{", b"[]", b'{"type":"Nonsense"}', json.dumps({"mType": "rSMsg", "mId": name}).encode()):
        centre.end.take(packet + b"\f", centre.now())
        centre.exchange()
    assert centre.heard[-1]["type"] == "MessageNotAck"
    assert centre.heard[-1]["oMId"] == name
    assert centre.ask("S0007", "status") == {"status": "True"}
