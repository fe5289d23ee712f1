from hypothesis import given
from hypothesis import strategies as st

from meydan.field.rsmp.frames import LIMIT_AFTER_HANDSHAKE, Frames, frame

packets = st.lists(st.binary(min_size=1, max_size=200).filter(lambda b: b"\x0c" not in b), max_size=20)


def cut(stream: bytes, places: list[int]) -> list[bytes]:
    at = sorted({p % (len(stream) + 1) for p in places})
    return [stream[a:b] for a, b in zip([0, *at], [*at, len(stream)], strict=True)]


@given(packets, st.lists(st.integers(0, 10_000), max_size=40), st.data())
def test_packets_come_out_whole_however_the_stream_is_cut(
    sent: list[bytes], places: list[int], data: st.DataObject
) -> None:
    feeds = st.binary(max_size=3).map(lambda b: b"\x0c" * len(b))
    stream = b"".join(data.draw(feeds) + frame(packet) for packet in sent)
    frames = Frames()
    assert [packet for piece in cut(stream, places) for packet in frames.feed(piece)] == sent


def test_a_packet_as_long_as_the_limit_is_taken_and_one_byte_more_is_not() -> None:
    assert Frames(limit=10).feed(b"a" * 10 + b"\x0c") == [b"a" * 10]
    longer = Frames(limit=10)
    assert longer.feed(b"a" * 11 + b"\x0c") == []
    assert longer.overflowed


def test_what_was_whole_before_the_packet_too_long_still_comes_out() -> None:
    frames = Frames(limit=4)
    assert frames.feed(b"ab\x0ccd\x0ctoo long\x0cef\x0c") == [b"ab", b"cd"]
    assert frames.overflowed
    assert frames.feed(b"gh\x0c") == []


@given(st.lists(st.binary(min_size=1, max_size=50), max_size=50))
def test_no_more_than_the_limit_is_ever_held(pieces: list[bytes]) -> None:
    frames = Frames(limit=64)
    for piece in pieces:
        frames.feed(piece)
        assert len(frames._rest) <= 64


def test_the_limit_can_be_raised_after_the_handshake() -> None:
    frames = Frames(limit=4)
    assert frames.feed(b"abc") == []
    frames.limit = LIMIT_AFTER_HANDSHAKE
    assert frames.feed(b"d" * 1_000_000 + b"\x0c") == [b"abc" + b"d" * 1_000_000]


def test_many_bytes_one_at_a_time_take_no_time_that_grows_with_their_square() -> None:
    frames = Frames(limit=200_000)
    for _ in range(100_000):
        assert frames.feed(b"a") == []
    assert frames.feed(b"\x0c") == [b"a" * 100_000]
