import json
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from meydan.city.instant import Instant
from meydan.field.rsmp.decode import decode
from meydan.field.rsmp.encode import encode
from meydan.field.rsmp.messages import (
    AlarmAct,
    AlarmOrder,
    AlarmStatus,
    Message,
    NotAck,
    Quality,
    StatusUpdate,
    StatusValue,
    Subscription,
    Unreadable,
)
from meydan.field.rsmp.versions import CORES, NEWEST, SXLS, Core
from tests.field.rsmp.random_messages import cores, messages, said_under_a_core

ID = "f48900bc-e6fb-431a-8ca4-05070dd9df6a"
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=10,
)


def packet(**said: Any) -> bytes:
    return json.dumps({"mType": "rSMsg", "mId": ID, "ntsOId": "", "xNId": "", "cId": "C1", **said}).encode()


def alarm(**said: Any) -> bytes:
    whole = {
        **{"type": "Alarm", "aCId": "A0301", "xACId": "", "xNACId": "", "aSp": "Issue", "ack": "notAcknowledged"},
        **{"aS": "Active", "sS": "notSuspended", "aTs": "2026-11-25T08:00:00.250Z", "cat": "D", "pri": "3", "rvs": []},
    }
    return packet(**{**whole, **said})


@pytest.mark.parametrize("core", CORES.values(), ids=CORES)
@given(data=st.data())
def test_every_message_comes_back_as_it_was(core: Core, data: st.DataObject) -> None:
    message = data.draw(messages(core))
    written = encode(message, core)
    assert isinstance(written, bytes), written
    assert b"\x0c" not in written
    assert decode(written, core) == message


@given(st.binary(max_size=300), cores, st.sampled_from(["", *SXLS]))
def test_any_bytes_give_an_answer(data: bytes, core: Core, sxl: str) -> None:
    assert isinstance(decode(data, core, sxl), Unreadable)


@given(JSON, cores, st.sampled_from(["", *SXLS]))
def test_any_json_gives_an_answer(said: Any, core: Core, sxl: str) -> None:
    assert isinstance(decode(msgspec.json.encode(said), core, sxl), Unreadable)


@given(said_under_a_core(), st.data(), st.sampled_from(["", *SXLS]))
def test_a_message_with_parts_exchanged_or_missing_gives_an_answer(
    said: tuple[Core, Message], data: st.DataObject, sxl: str
) -> None:
    core, message = said
    written = encode(message, core)
    assert isinstance(written, bytes)
    broken = json.loads(written)
    for _ in range(data.draw(st.integers(1, 3))):
        exchange_one(broken, data)
    answer = decode(msgspec.json.encode(broken), core, sxl)
    assert answer is not None
    if isinstance(answer, Unreadable):
        assert answer.why


def exchange_one(raw: Any, data: st.DataObject) -> None:
    """Walk down to some part of a message and put something else in its place, or take it away."""
    key = data.draw(st.sampled_from(sorted(raw) if isinstance(raw, dict) else list(range(len(raw)))))
    inner = raw[key]
    if isinstance(inner, dict | list) and inner and data.draw(st.booleans()):
        exchange_one(inner, data)
    elif data.draw(st.booleans()):
        del raw[key]
        if not raw and isinstance(raw, dict):
            raw["left"] = ""
    else:
        raw[key] = data.draw(JSON)


@given(said_under_a_core(), st.data())
def test_a_message_cut_short_gives_an_answer(said: tuple[Core, Message], data: st.DataObject) -> None:
    core, message = said
    written = encode(message, core)
    assert isinstance(written, bytes)
    assert isinstance(decode(written[: data.draw(st.integers(0, len(written) - 1))], core), Unreadable)


@pytest.mark.parametrize("open_with", [b"[", b'{"a":', b'{"mType":"rSMsg","type":"Alarm","rvs":['])
def test_json_nested_without_end_gives_an_answer(open_with: bytes) -> None:
    assert isinstance(decode(open_with * 100_000, NEWEST), Unreadable)


def test_a_value_nested_deep_gives_an_answer() -> None:
    values = '[{"sCI":"S0098","n":"config","q":"recent","s":' + "[" * 500 + "]" * 500 + "}]"
    said = packet(type="StatusUpdate", sTs="2026-11-25T08:00:00.000Z", sS=[]).replace(b"[]", values.encode())
    assert isinstance(decode(said, NEWEST, "1.2.1"), Unreadable)


def test_a_broken_message_still_says_whom_to_answer() -> None:
    whole = packet(type="Watchdog", wTs="2026-11-25T08:00:00.000Z")
    assert decode(whole[:-1], NEWEST) == Unreadable(ID, "not JSON: Input data was truncated")
    assert decode(packet(type="Gossip"), NEWEST) == Unreadable(ID, "type: not a message of this core")


def test_an_answer_never_holds_a_security_code() -> None:
    said = [
        {"cCI": "M0002", "n": n, "cO": "setPlan", "v": v} for n, v in (("securityCode", 246810), ("status", "1357"))
    ]
    request = packet(type="CommandRequest", arg=said)
    for end in (len(request), len(request) - 1, len(request) - 3):
        answer = decode(request[:end], NEWEST, "1.2.1")
        assert isinstance(answer, Unreadable)
        assert not {"246810", "1357"} & {word.strip("'\"") for word in answer.why.split()}, answer.why


@pytest.mark.parametrize("core", CORES.values(), ids=CORES)
def test_bits_are_texts_up_to_3_1_2_and_booleans_later(core: Core) -> None:
    said = {"type": "AggregatedStatus", "aSTS": "2026-11-25T08:00:00.000Z", "fP": None, "fS": None}
    texts, bits = packet(**said, se=["false"] * 7 + ["True"]), packet(**said, se=[False] * 7 + [True])
    readable, other = (texts, bits) if core.name == "3.1.2" else (bits, texts)
    assert not isinstance(decode(readable, core), Unreadable)
    assert isinstance(decode(other, core), Unreadable)


@pytest.mark.parametrize("core", CORES.values(), ids=CORES)
def test_old_cores_spell_alarms_as_they_like_and_new_ones_do_not(core: Core) -> None:
    old = decode(alarm(ack="acknowledged", aS="inactive", sS="NotSuspended", aSp="issue"), core)
    if core.name >= "3.2":
        assert isinstance(old, Unreadable)
    else:
        assert isinstance(old, AlarmStatus)
        assert (old.act, old.acknowledged, old.active, old.suspended) == (AlarmAct.ISSUE, True, False, False)


def test_suspended_is_spelt_as_each_schema_wants_it() -> None:
    for act, word in ((AlarmAct.ISSUE, b'"suspended"'), (AlarmAct.SUSPEND, b'"Suspended"')):
        status = AlarmStatus(ID, "C1", "A0301", act, Instant(0), True, False, True, "D", 3)
        written = encode(status, NEWEST)
        assert isinstance(written, bytes)
        assert word in written
        assert decode(written, NEWEST) == status


def test_an_alarm_that_is_asked_for_is_no_status() -> None:
    asked = alarm(aSp="Request")
    bare = json.loads(asked)
    for name in ("ack", "aS", "sS", "aTs", "cat", "pri", "rvs"):
        del bare[name]
    read = decode(json.dumps(bare).encode(), NEWEST, "1.2.1")
    assert read == AlarmOrder(ID, "C1", "A0301", AlarmAct.REQUEST, Instant(0))
    assert isinstance(decode(json.dumps(bare).encode(), CORES["3.1.4"]), Unreadable)


def test_a_value_of_the_wrong_kind_is_refused_once_the_sxl_is_known() -> None:
    said = packet(
        type="StatusUpdate",
        sTs="2026-11-25T08:00:00.000Z",
        sS=[{"sCI": "S0001", "n": "stage", "s": "first", "q": "recent"}],
    )
    assert isinstance(decode(said, NEWEST), StatusUpdate)
    answer = decode(said, NEWEST, "1.2.1")
    assert isinstance(answer, Unreadable)
    assert answer.why.startswith("sS.0.s: ")


def test_a_day_that_does_not_exist_is_refused() -> None:
    answer = decode(packet(type="Watchdog", wTs="2026-02-30T08:00:00.000Z"), NEWEST)
    assert answer == Unreadable(ID, "wTs: there is no such day or time of day")


def test_nothing_that_breaks_the_schemas_leaves() -> None:
    assert isinstance(encode(NotAck("no id", "why"), NEWEST), Unreadable)
    value = StatusValue("S0014", "status", "one", Quality.RECENT)
    assert isinstance(encode(StatusUpdate(ID, "C1", Instant(0), (value,)), NEWEST, "1.2.1"), Unreadable)


def test_an_interval_of_nothing_means_every_change_before_there_was_a_word_for_it() -> None:
    said = packet(type="StatusSubscribe", sS=[{"sCI": "S0001", "n": "stage", "uRt": "0"}])
    read = decode(said, CORES["3.1.4"])
    assert not isinstance(read, Unreadable)
    assert getattr(read, "asked", None) == (Subscription("S0001", "stage", 0, on_change=True),)
    assert isinstance(decode(said, CORES["3.1.5"]), Unreadable)


def test_a_list_of_rows_is_a_value_from_3_2_on() -> None:
    rows = [{"intersection": "1", "startup": "True"}]
    said = [{"sCI": "S0005", "n": "statusByIntersection", "s": rows, "q": "recent"}]
    whole = packet(type="StatusUpdate", sTs="2026-11-25T08:00:00.000Z", sS=said)
    read = decode(whole, NEWEST, "1.2.1")
    assert isinstance(read, StatusUpdate)
    assert read.values[0].value == tuple(rows)
    assert isinstance(decode(whole, CORES["3.1.5"], "1.2.1"), Unreadable)


def test_up_to_3_1_2_an_unknown_value_is_an_empty_text() -> None:
    values = tuple(StatusValue("S0014", "status", None, q) for q in (Quality.UNKNOWN, Quality.UNDEFINED))
    written = encode(StatusUpdate(ID, "C1", Instant(0), values), CORES["3.1.2"], "1.0.15")
    assert isinstance(written, bytes)
    assert [(one["s"], one["q"]) for one in json.loads(written)["sS"]] == [("", "unknown")] * 2
    read = decode(written, CORES["3.1.2"])
    assert isinstance(read, StatusUpdate)
    assert [one.value for one in read.values] == [None, None]


def argument(value: Any) -> bytes:
    return packet(type="CommandRequest", arg=[{"cCI": "M0002", "n": "status", "cO": "setPlan", "v": value}])


@pytest.mark.parametrize(
    ("said", "core", "place"),
    [
        (packet(type="StatusSubscribe", sS=[{"sCI": "S0001", "n": "stage", "uRt": "-5"}]), "3.1.4", "uRt"),
        (packet(type="StatusSubscribe", sS=[{"sCI": "S0001", "n": "stage", "uRt": "9" * 10}]), "3.1.4", "uRt"),
        (alarm(aSp="Acknowledge", pri="4"), "3.2.2", "pri, rvs"),
        (alarm(aSp="Acknowledge", rvs="none"), "3.2.2", "pri, rvs"),
        (alarm(aSp="Acknowledge", rvs=[1]), "3.2.2", "rvs"),
        (alarm(aSp="Acknowledge", aS="Perhaps"), "3.2.2", "aS"),
        (argument(5), "3.2.2", "value"),
        (argument([1]), "3.2.2", "value"),
        (argument([{"row": 1}]), "3.2.2", "value"),
        (
            packet(type="AggregatedStatus", aSTS="2026-11-25T08:00:00.000Z", fP=None, fS=None, se=["perhaps"] * 8),
            "3.1.2",
            "se",
        ),
    ],
)
def test_what_the_schema_lets_through_and_means_nothing_is_refused(said: bytes, core: str, place: str) -> None:
    answer = decode(said, CORES[core])
    assert isinstance(answer, Unreadable)
    assert answer.of == ID
    assert answer.why.startswith(f"{place}: ")
