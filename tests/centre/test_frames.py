"""Frames: what is asked arrives as it was meant or not at all."""

from typing import Any, get_args

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from meydan.centre.frames import (
    HEAD_BYTES,
    KINDS,
    MOST_ASKED_BYTES,
    FrameError,
    Hello,
    decode_asked,
    decode_told,
    encode_asked,
    encode_hello,
    length_of,
)
from meydan.city.alarm import HandleAlarm, Handling, Reason
from meydan.city.clock_setting import AskClock
from meydan.city.override import Action, AskOverride, Cause, GiveBack
from meydan.city.priority import DropPriority, WantPriority
from meydan.city.request import Request, SetPace, ShownOverride

texts = st.text(max_size=20)
REQUESTS: st.SearchStrategy[Request] = st.one_of(
    st.builds(
        ShownOverride,
        st.builds(
            AskOverride,
            texts,
            texts,
            texts,
            st.sampled_from(Action),
            texts,
            st.sampled_from(Cause),
            st.floats(0, 1e9),
            texts,
        ),
        texts,
        texts,
    ),
    st.builds(GiveBack, texts, texts, texts),
    st.builds(
        HandleAlarm,
        texts,
        texts,
        texts,
        st.sampled_from(Handling),
        texts,
        st.sampled_from(Reason),
        st.floats(0, 1e9),
    ),
    st.builds(AskClock, texts, texts),
    st.builds(WantPriority, texts, texts, texts, texts, st.floats(0, 1e9)),
    st.builds(DropPriority, texts, texts, texts),
    st.builds(SetPace, st.none() | st.floats(0, 1e9), st.booleans()),
)
ASK: dict[str, Any] = {
    "junction": "J1", "override": "one", "person": "ayse", "action": "plan", "plan": "day", "cause": "test",
    "lasts_s": 60.0, "instead_of": "",
}  # fmt: skip
SHOWN = {"wish": ASK, "session": "a token", "second": ""}


def test_all_that_can_be_asked_has_a_name_and_nothing_else() -> None:
    assert set(KINDS.values()) == set(get_args(Request))


def packed(number: object, kind: object, request: object) -> bytes:
    return msgspec.msgpack.encode([number, kind, request])


@given(st.integers(0, 2**31), REQUESTS)
def test_a_request_comes_back_as_it_was(number: int, request: Request) -> None:
    frame = encode_asked(number, request)
    assert length_of(frame[:HEAD_BYTES], MOST_ASKED_BYTES) == len(frame) - HEAD_BYTES
    assert decode_asked(frame[HEAD_BYTES:]) == (number, request)


@given(st.binary(max_size=200))
def test_garbage_is_refused_with_one_error(payload: bytes) -> None:
    with pytest.raises(FrameError):
        decode_asked(payload)
    with pytest.raises(FrameError):
        decode_told(payload)


@given(REQUESTS, st.integers(0, 400), st.integers(0, 255))
def test_a_byte_that_was_changed_gives_another_request_or_none(request: Request, at: int, byte: int) -> None:
    payload = bytearray(encode_asked(7, request)[HEAD_BYTES:])
    payload[at % len(payload)] = byte
    try:
        _, found = decode_asked(bytes(payload))
    except FrameError:
        return
    assert type(found) in KINDS.values()


@pytest.mark.parametrize(
    "change",
    [
        {"lasts_s": "60"},
        {"action": "dark"},
        {"cause": "because"},
        {"junction": 1},
        {"person": None},
        {"more": 1},
    ],
)
def test_what_is_not_exactly_a_request_is_none(change: dict[str, object]) -> None:
    assert decode_asked(packed(1, "override", SHOWN))[0] == 1
    with pytest.raises(FrameError):
        decode_asked(packed(1, "override", SHOWN | {"wish": ASK | change}))


@pytest.mark.parametrize(
    "payload",
    [
        packed(1, "order", SHOWN),
        packed("1", "override", SHOWN),
        packed(1, "override", ASK),  # of nobody
        packed(1, "override", list(SHOWN.values())),
        packed(1, "override", SHOWN | {"third": ""}),
        packed(1, "override", SHOWN | {"wish": {name: ASK[name] for name in ASK if name != "person"}}),
        packed(1, "set_pace", {"speed": True, "paused": 1}),
        packed(1, "handle_alarm", {"junction": "J1", "part": "", "code": "x", "act": "forget", "person": "ayse"}),
        packed(1, "tell_again", {"handled": {}}),  # the loop's own wish
        b"\x91" * 5000,
    ],
)
def test_nothing_else_can_be_asked(payload: bytes) -> None:
    with pytest.raises(FrameError):
        decode_asked(payload)


@pytest.mark.parametrize("length", [0, MOST_ASKED_BYTES + 1, 2**32 - 1])
def test_a_frame_that_is_empty_or_too_long_is_not_waited_for(length: int) -> None:
    with pytest.raises(FrameError):
        length_of(length.to_bytes(HEAD_BYTES, "big"), MOST_ASKED_BYTES)


def test_a_greeting_comes_back_as_it_was() -> None:
    hello = Hello("hash", "actuated", True, False, True, [Action.PLAN], True)
    assert decode_told(encode_hello(hello)) == hello
