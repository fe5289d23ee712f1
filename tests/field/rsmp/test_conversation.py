"""No bytes whatever, in any state, may break an end or keep it from noticing that it must close."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meydan.field.rsmp.encode import encode
from meydan.field.rsmp.frames import LIMIT_BEFORE_HANDSHAKE, frame
from meydan.field.rsmp.messages import Unreadable, Watchdog
from meydan.field.rsmp.versions import CORES
from tests.field.rsmp.paper_site import Wire, at
from tests.field.rsmp.random_messages import messages

CHUNKS = st.lists(st.binary(max_size=60), max_size=20)


@given(CHUNKS, st.booleans(), st.booleans())
def test_any_bytes_leave_an_end_standing_or_closing(chunks: list[bytes], to_site: bool, after: bool) -> None:
    wire = Wire()
    if after:
        wire.settle()
    end = wire.site if to_site else wire.supervisor
    for chunk in chunks:
        end.take(chunk, at(1))
        end.to_write()
    end.pass_time(at(100))


@pytest.mark.parametrize("core", CORES)
@given(data=st.data())
def test_any_messages_in_any_order_leave_both_ends_standing_or_closing(core: str, data: st.DataObject) -> None:
    wire = Wire(cores=(core,))
    if data.draw(st.booleans()):
        wire.settle()
    for message in data.draw(st.lists(messages(CORES[core]), max_size=5)):
        packet = encode(message, CORES[core])
        assert isinstance(packet, bytes)
        (wire.site if data.draw(st.booleans()) else wire.supervisor).take(frame(packet), at(1))
        wire.settle()
    wire.run(1)


def test_every_message_with_an_id_gets_one_answer_once_the_ends_know_each_other() -> None:
    wire = Wire()
    wire.settle()
    asked = []
    for number, kind in enumerate(("Watchdog", "Alarm", "StatusRequest", "CommandRequest", "Nonsense", "Version")):
        said = {"mType": "rSMsg", "type": kind, "mId": f"f48900bc-e6fb-431a-8ca4-05070dd9df{number:02}"}
        asked.append(said["mId"])
        wire.site.take(json.dumps(said).encode() + b"\x0c", at(1))
    answers = [json.loads(packet) for packet in wire.site.to_write().split(b"\x0c")[:-1]]
    assert sorted(answer["oMId"] for answer in answers) == asked
    assert wire.site.is_ready


def test_an_answer_is_repeated_for_a_message_that_comes_twice() -> None:
    wire = Wire()
    wire.settle()
    packet = encode(Watchdog("f48900bc-e6fb-431a-8ca4-05070dd9df6a", at(1).t), CORES["3.2.2"])
    assert not isinstance(packet, Unreadable)
    answers = []
    for _ in range(2):
        wire.supervisor.take(frame(packet), at(1))
        answers.append(wire.supervisor.to_write())
    assert answers[0] == answers[1] != b""


def test_a_packet_too_long_before_the_handshake_ends_the_connection() -> None:
    fresh = Wire()
    supervisor = type(fresh.supervisor)(fresh.setup, fresh._new_id, at(0))
    supervisor.take(b"a" * (LIMIT_BEFORE_HANDSHAKE + 1), at(0))
    assert supervisor.conversation.over == "a packet was too long"


def test_a_long_packet_is_read_after_the_handshake() -> None:
    wire = Wire()
    wire.settle()
    status = {"sCI": "S0095", "n": "status", "s": "x" * 1_000_000, "q": "recent"}
    said = {"mType": "rSMsg", "type": "StatusUpdate", "mId": "f48900bc-e6fb-431a-8ca4-05070dd9df6a", "cId": "TC"}
    told = wire.supervisor.take(
        json.dumps({**said, "sTs": "2026-11-25T08:00:00.000Z", "sS": [status]}).encode() + b"\x0c", at(1)
    )
    assert len(told) == 1
    assert not isinstance(told[0], Unreadable)


def test_remembered_answers_do_not_grow_without_end() -> None:
    wire = Wire()
    wire.settle()
    for _ in range(300):
        packet = encode(Watchdog(wire._new_id(), at(1).t), CORES["3.2.2"])
        assert isinstance(packet, bytes)
        wire.supervisor.take(frame(packet), at(1))
    assert len(wire.supervisor.conversation._answers) == 50
