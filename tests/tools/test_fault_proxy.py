"""The fault proxy does to a stream what it says, the same each time, and nothing else."""

import asyncio
import contextlib
import subprocess
import sys
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.fault_proxy import SOUND, FaultProxy, Faults
from tools.fault_proxy.__main__ import main
from tools.fault_proxy.faults import Cutter, Spoiler, both_ways, wrong_numbers

ROOT = Path(__file__).resolve().parents[2]
FRAMES = [b"%03d" % number * 20 + b"\x0c" for number in range(200)]
anyio = pytest.mark.anyio


class Echo:
    """A server that keeps what it gets and sends it back."""

    def __init__(self) -> None:
        self.got = b""
        self.ended = 0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError):
            while data := await reader.read(65_536):
                self.got += data
                writer.write(data)
                await writer.drain()
        self.ended += 1
        writer.close()


@contextlib.asynccontextmanager
async def through(
    up: Faults = SOUND, down: Faults = SOUND, seed: int = 1
) -> AsyncIterator[tuple[FaultProxy, Echo, asyncio.StreamReader, asyncio.StreamWriter]]:
    echo = Echo()
    server = await asyncio.start_server(echo.serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with asyncio.timeout(20), FaultProxy("127.0.0.1", port, up=up, down=down, seed=seed) as proxy:
        reader, writer = await asyncio.open_connection(proxy.host, proxy.port)
        try:
            yield proxy, echo, reader, writer
        finally:
            writer.transport.abort()
    server.close()


async def sent_back(up: Faults, seed: int = 1) -> tuple[list[bytes], Counter[str]]:
    """Return the frames that came back of all that were sent, and what the proxy counted."""
    async with through(up, seed=seed) as (proxy, _, reader, writer):
        writer.write(b"".join(FRAMES))
        writer.write_eof()
        got = await reader.read()
        return [piece + b"\x0c" for piece in got.split(b"\x0c")[:-1]], proxy.count


@anyio
@pytest.mark.parametrize("by_frames", [True, False])
async def test_a_sound_proxy_changes_nothing(by_frames: bool) -> None:
    back, count = await sent_back(Faults(by_frames=by_frames))
    assert back == FRAMES
    assert set(count) == {"passed"}


@anyio
async def test_what_is_lost_is_lost_whole_and_the_rest_keeps_its_order() -> None:
    back, count = await sent_back(Faults(loses=0.3))
    assert back == [frame for frame in FRAMES if frame in back]
    assert len(back) == len(FRAMES) - count["loses"]
    assert 20 < count["loses"] < 120


@anyio
async def test_what_is_doubled_comes_twice() -> None:
    back, count = await sent_back(Faults(doubles=0.3))
    assert list(dict.fromkeys(back)) == FRAMES
    assert len(back) == len(FRAMES) + count["doubles"] > len(FRAMES)


@anyio
async def test_what_is_reordered_comes_late_and_all_comes() -> None:
    back, count = await sent_back(Faults(reorders=0.3))
    assert back != FRAMES
    assert sorted(back) == FRAMES
    assert count["reorders"] > 20


@anyio
@pytest.mark.parametrize("name", ["truncates", "corrupts"])
async def test_what_is_spoilt_stays_a_frame_and_the_others_are_whole(name: str) -> None:
    back, count = await sent_back(Faults(truncates=0.3) if name == "truncates" else Faults(corrupts=0.3))
    spoilt = [frame for frame in back if frame not in FRAMES]
    assert len([frame for frame in back if frame in FRAMES]) == len(FRAMES) - count[name]
    assert spoilt
    if name == "truncates":
        assert all(any(whole.startswith(frame[:-1]) for whole in FRAMES) for frame in spoilt)


@anyio
async def test_a_cut_breaks_the_connection() -> None:
    async with through(Faults(cuts=1.0)) as (proxy, echo, reader, writer):
        writer.write(FRAMES[0])
        with contextlib.suppress(ConnectionError):
            assert await reader.read() == b""
        assert proxy.count["cuts"] == 1
        assert echo.got == b""


@anyio
async def test_everything_waits_as_long_as_it_is_told_and_keeps_its_order() -> None:
    clock = asyncio.get_running_loop().time
    async with through(Faults(delay_s=0.2, jitter_s=0.1), Faults(delay_s=0.1)) as (_, _, reader, writer):
        begin = clock()
        writer.write(FRAMES[0] + FRAMES[1])
        assert await reader.readexactly(2 * len(FRAMES[0])) == FRAMES[0] + FRAMES[1]
        assert clock() - begin >= 0.3


@anyio
async def test_a_throttled_direction_carries_no_more_than_it_may() -> None:
    clock = asyncio.get_running_loop().time
    async with through(Faults(bytes_per_s=2000)) as (_, _, reader, writer):
        begin = clock()
        writer.write(b"".join(FRAMES[:10]))
        await reader.readexactly(10 * len(FRAMES[0]))
        assert clock() - begin >= 0.9 * 10 * len(FRAMES[0]) / 2000


@anyio
async def test_a_dead_direction_swallows_everything_and_lives_again() -> None:
    async with through(Faults(dead=True)) as (proxy, echo, reader, writer):
        writer.write(FRAMES[0])
        while not proxy.count["dead"]:
            await asyncio.sleep(0.01)
        proxy.up = SOUND
        writer.write(FRAMES[1])
        assert await reader.readexactly(len(FRAMES[1])) == FRAMES[1]
        assert echo.got == FRAMES[1]


@anyio
async def test_a_caller_left_half_open_talks_to_nobody() -> None:
    async with through() as (proxy, echo, reader, writer):
        writer.write(FRAMES[0])
        await reader.readexactly(len(FRAMES[0]))
        assert proxy.leave_half_open() == 1
        while not echo.ended:
            await asyncio.sleep(0.01)
        writer.write(FRAMES[1])
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(reader.read(1), 0.3)
        assert echo.got == FRAMES[0]
        assert proxy.open == 1


@anyio
async def test_all_connections_are_cut_and_none_is_let_in_while_it_refuses() -> None:
    async with through() as (proxy, _, reader, writer):
        writer.write(FRAMES[0])
        await reader.readexactly(len(FRAMES[0]))
        assert proxy.cut() == 1
        proxy.refuses = True
        with contextlib.suppress(ConnectionError):
            assert await reader.read() == b""
        second, its_writer = await asyncio.open_connection(proxy.host, proxy.port)
        with contextlib.suppress(ConnectionError):
            assert await second.read() == b""
        its_writer.close()
        assert proxy.count["refused"] == 1


@anyio
async def test_who_is_not_there_is_told_by_a_closed_connection() -> None:
    async with asyncio.timeout(10), FaultProxy("127.0.0.1", 1) as proxy:
        reader, writer = await asyncio.open_connection(proxy.host, proxy.port)
        assert await reader.read() == b""
        assert proxy.count["unreachable"] == 1
        writer.close()


faults = st.builds(
    Faults,
    *[st.sampled_from([0.0, 0.5]) for _ in range(4)],
    reorders=st.sampled_from([0.0, 0.5]),
    truncates=st.sampled_from([0.0, 0.5]),
    corrupts=st.sampled_from([0.0, 0.5]),
    cuts=st.sampled_from([0.0, 0.1]),
)


@given(faults, st.integers(0, 2**32), st.lists(st.binary(min_size=1, max_size=30), max_size=20))
def test_the_same_seed_spoils_the_same_pieces_alike(what: Faults, seed: int, pieces: list[bytes]) -> None:
    first, second = (Spoiler(str(seed), Counter()) for _ in range(2))
    for number, piece in enumerate(pieces):
        assert first.spoil(piece, what, number) == second.spoil(piece, what, number)


@given(st.lists(st.binary(max_size=30), max_size=20))
def test_frames_are_cut_at_each_form_feed_and_nothing_is_lost(pieces: list[bytes]) -> None:
    cutter = Cutter()
    frames = [frame for piece in pieces for frame in cutter.feed(piece, by_frames=True)]
    assert all(frame.count(b"\x0c") == 1 and frame.endswith(b"\x0c") for frame in frames)
    assert b"".join(frames) + cutter.rest() == b"".join(pieces)


def test_numbers_that_cannot_be_are_named() -> None:
    assert wrong_numbers(Faults(loses=1.5, delay_s=-1, bytes_per_s=float("nan"))) == ["loses", "delay_s", "bytes_per_s"]
    assert wrong_numbers(Faults(loses=1, cuts=0.5)) == []


def test_one_direction_can_be_spoilt_alone() -> None:
    assert both_ways(Faults(loses=1), "up") == (Faults(loses=1), SOUND)
    assert both_ways(Faults(loses=1), "down") == (SOUND, Faults(loses=1))
    assert both_ways(Faults(loses=1), "") == (Faults(loses=1), Faults(loses=1))


def test_odd_numbers_are_refused_at_the_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--to", "127.0.0.1:1", "--loses", "2"])
    assert "--loses" in capsys.readouterr().err


def test_it_can_be_started_from_the_command_line() -> None:
    command = [sys.executable, "-m", "tools.fault_proxy", "--to", "127.0.0.1:1", "--delay-s", "0.1"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        said = process.stdout.readline()
        process.kill()
    assert said.endswith("leads to 127.0.0.1:1\n")
