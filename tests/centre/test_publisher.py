"""The socket of control: it is private, waits for nobody, and nothing that comes over it breaks anything."""

import asyncio
import stat
from pathlib import Path
from typing import Any

import anyio
import msgspec
import pytest
import uvloop
from hypothesis import given
from hypothesis import strategies as st

from meydan.centre import publisher as publisher_module
from meydan.centre.counter import Counter
from meydan.centre.frames import HEAD_BYTES, MOST_ASKED_BYTES, encode_asked
from meydan.city.events import Tick
from meydan.city.override import GiveBack
from meydan.city.request import SetPace
from tests.paper_street import OFFSET_S, started
from tests.web.linked import PATIENCE_S, PaperControl, linked, shown, socket_path
from tests.web.paper_city import at

pytestmark = pytest.mark.anyio


def control() -> PaperControl:
    made = PaperControl()
    made.centre.handle(started())
    return made


async def lives(control: PaperControl, path: Path) -> None:
    """See that somebody who comes now is told everything and gets an answer."""
    control.centre.handle(Tick(at(1), OFFSET_S))
    async with linked(control, path) as web:
        await web.caught_up(control)
        assert shown(web.mirror.board) == shown(control.centre)


async def is_closed(reader: asyncio.StreamReader) -> bool:
    """Read until the other end closes."""
    async with asyncio.timeout(PATIENCE_S):
        try:
            while await reader.read(65536):
                pass
        except ConnectionError:
            pass
    return True


async def test_only_this_user_may_open_the_socket_and_it_goes_with_control() -> None:
    with socket_path() as path:
        async with control().publisher.listening(path):
            assert stat.S_IMODE(path.stat().st_mode) == 0o600
            assert stat.S_ISSOCK(path.stat().st_mode)
        assert not path.exists()


async def say(path: Path, data: bytes) -> None:
    """Say something to control, and be cut for it."""
    reader, writer = await asyncio.open_unix_connection(path)
    writer.write(data)
    writer.write_eof()
    assert await is_closed(reader)
    writer.close()


def head(length: int) -> bytes:
    return length.to_bytes(HEAD_BYTES, "big")


async def hear(data: bytes) -> None:
    centre = control()
    with socket_path() as path:
        async with centre.publisher.listening(path):
            await say(path, data)
            assert len(centre.centre.inbox) == 0
            await lives(centre, path)


@pytest.mark.parametrize("loop", [asyncio.new_event_loop, uvloop.new_event_loop])
def test_it_tells_and_answers_under_each_loop_that_control_runs_in(loop: Any) -> None:
    async def try_it() -> None:
        centre = control()
        with socket_path() as path:
            async with centre.publisher.listening(path):
                await say(path, head(0))
                await lives(centre, path)

    with asyncio.Runner(loop_factory=loop) as runner:
        runner.run(try_it())


@given(st.binary(min_size=1, max_size=300))
def test_garbage_ends_its_connection_and_nothing_else(data: bytes) -> None:
    anyio.run(hear, data)


@given(st.binary(min_size=1, max_size=300))
def test_garbage_in_a_sound_frame_ends_its_connection_and_nothing_else(data: bytes) -> None:
    anyio.run(hear, head(len(data)) + data)


@pytest.mark.parametrize(
    "data",
    [
        head(0),
        head(MOST_ASKED_BYTES + 1),
        head(2**32 - 1) + b"x" * 100_000,
        head(10) + b"half",
        head(9) + msgspec.msgpack.encode([1, "order", {}]),
        encode_asked(1, GiveBack("J1", "x", "y"))[:-1],
    ],
)
async def test_a_frame_that_is_none_ends_its_connection_and_nothing_else(data: bytes) -> None:
    await hear(data)


async def test_what_breaks_the_counter_ends_its_connection_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*_: object) -> None:
        raise RuntimeError("a mistake of ours")

    centre = control()
    with socket_path() as path:
        async with centre.publisher.listening(path):
            with monkeypatch.context() as patched:
                patched.setattr(Counter, "take", breaks)
                await say(path, encode_asked(1, SetPace(1.0, paused=False)))
            await lives(centre, path)


async def test_a_reader_that_does_not_read_is_cut_and_holds_nobody_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(publisher_module, "MOST_UNREAD_BYTES", 200_000)
    centre = control()
    with socket_path() as path:
        async with centre.publisher.listening(path), linked(centre, path) as quick:
            await quick.there()
            _, deaf = await asyncio.open_unix_connection(path, limit=1)
            deaf.transport.pause_reading()  # type: ignore[attr-defined] # a read transport too
            await anyio.sleep(0)
            ticks = 0
            with anyio.fail_after(PATIENCE_S):
                while len(centre.publisher._readers) < 2:
                    await anyio.sleep(0.001)
                while len(centre.publisher._readers) > 1:
                    for _ in range(2000):
                        ticks += 1
                        centre.centre.handle(Tick(at(ticks), OFFSET_S))
                    centre.publisher.tell()
                    await quick.caught_up(centre)
            assert shown(quick.mirror.board) == shown(centre.centre)
            assert len(centre.written) == 1 + ticks
            deaf.transport.abort()


async def test_a_reader_that_asks_without_pause_is_answered_in_time_slices(monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[int] = []
    centre = control()
    slept: list[int] = []
    sleep = asyncio.sleep

    async def note(s: float) -> None:
        slept.append(len(taken))
        await sleep(0 if s == publisher_module.EVERY_S else s)

    monkeypatch.setattr(Counter, "take", lambda *_: taken.append(1))
    with socket_path() as path:
        async with centre.publisher.listening(path):
            monkeypatch.setattr(asyncio, "sleep", note)
            await say(path, encode_asked(1, GiveBack("J1", "x", "y")) * 100)
    assert len(taken) == 100
    assert {20, 40, 60, 80, 100} <= set(slept)


async def test_only_so_many_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(publisher_module, "MOST_READERS", 1)
    centre = control()
    with socket_path() as path:
        async with centre.publisher.listening(path), linked(centre, path) as first:
            await first.there()
            reader, writer = await asyncio.open_unix_connection(path)
            assert await is_closed(reader)
            writer.close()
            assert first.link.is_there


async def test_nothing_is_kept_while_nobody_listens() -> None:
    centre = control()
    for s in range(5):
        centre.centre.handle(Tick(at(s), OFFSET_S))
    assert centre.publisher._pending == []
    assert len(centre.written) == 6


async def test_what_cannot_be_told_cuts_the_readers_and_not_the_loop(monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*_: object) -> bytes:
        raise TypeError("a mistake of ours")

    centre = control()
    with socket_path() as path:
        async with centre.publisher.listening(path), linked(centre, path) as web:
            await web.there()
            with monkeypatch.context() as patched:
                patched.setattr(publisher_module, "encode_records", breaks)
                centre.centre.handle(Tick(at(1), OFFSET_S))
                await web.gone()
            await web.caught_up(centre)
            assert shown(web.mirror.board) == shown(centre.centre)
