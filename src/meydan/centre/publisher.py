"""The socket of control: tells whoever listens what happens, takes what people ask, and waits for nobody.

Records are kept for a tenth of a second, encoded once and handed to the operating system. Who does not read is cut when
what waits for them grows too long; they come again and are told everything anew, a few junctions at a time between the
events. Nothing here may stop the loop: what goes wrong with a reader ends that reader.
"""

import asyncio
import socket
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import structlog

from meydan.centre.board import Board, Record
from meydan.centre.counter import Counter
from meydan.centre.frames import (
    HEAD_BYTES,
    MOST_ASKED_BYTES,
    Alive,
    AllTold,
    Answer,
    ClosedTold,
    FrameError,
    Hello,
    OverrideTold,
    PaceTold,
    RecordsTold,
    Told,
    decode_asked,
    encode_told,
    length_of,
)
from meydan.centre.overrides import Override
from meydan.centre.told_junction import tell_junction
from meydan.store.codec import encode_records

log = structlog.get_logger(__name__)

EVERY_S = 0.1
EVERY_S_WHILE_TELLING = 0.02
ALIVE_EVERY_S = 1.0
MOST_UNREAD_BYTES = 8 * 1024 * 1024  # what waits for a reader before it is cut
FULL_BYTES = 256 * 1024  # no more of the whole is told while so much waits
JUNCTIONS_AT_ONCE, OVERRIDES_AT_ONCE = 20, 100
ASKED_AT_ONCE = 20  # requests of one reader in `EVERY_S`
MOST_READERS = 4


@dataclass(eq=False, slots=True)
class _Reader:
    """One connection; `rest` is what it has still to be told, None once it knows everything."""

    transport: asyncio.WriteTransport
    rest: Iterator[Told] | None

    def write(self, frames: bytes) -> None:
        """Hand frames over without waiting; cut a reader that does not read."""
        if self.transport.is_closing():
            return
        self.transport.write(frames)
        if self.transport.get_write_buffer_size() > MOST_UNREAD_BYTES:
            log.warning("reader_cut", unread=self.transport.get_write_buffer_size())
            self.transport.abort()


class Publisher:
    """Tells what a centre writes down. Give `note` every record, in order.

    Parameters
    ----------
    board, hello, counter
        What whoever comes late is told, what never changes, and who takes what people ask.
    """

    def __init__(self, board: Board, hello: Hello, counter: Counter) -> None:
        self._board, self._hello, self._counter = board, hello, counter
        self._readers: set[_Reader] = set()
        self._pending: list[Record] = []
        self._changed: dict[str, Override] = {}
        self._told_pace: PaceTold | None = None
        self._spoke_s = 0.0
        board.overrides.tell = self._note_override

    def note(self, record: Record) -> None:
        """Keep a record until it is told; nothing if nobody listens."""
        if self._readers:
            self._pending.append(record)

    @asynccontextmanager
    async def listening(self, path: Path) -> AsyncIterator[None]:
        """Listen at a socket that only this user may open, until the end of the block."""
        with socket.socket(socket.AF_UNIX) as bound:
            bound.bind(str(path))
            path.chmod(0o600)  # before anybody can connect
            server = await asyncio.start_unix_server(self._attend, sock=bound)
            telling = asyncio.create_task(self._tell_on())
            try:
                yield
            finally:
                telling.cancel()
                with suppress(asyncio.CancelledError):
                    await telling
                server.close()
                for reader in tuple(self._readers):
                    reader.transport.abort()
                path.unlink(missing_ok=True)

    def tell(self) -> None:
        """Tell what has happened since the last time, and a piece of the whole to whoever does not know it yet."""
        news = self._news()
        if news:
            frames = encode_told(news)
            for reader in tuple(self._readers):
                reader.write(frames)
        for reader in tuple(self._readers):
            self._tell_rest(reader)

    async def _tell_on(self) -> None:
        while True:
            try:
                self.tell()
            except Exception:  # the supervisor of readers: what cannot be told must not stop the loop
                log.exception("telling_failed")
                self._cut_all()
            is_telling = any(reader.rest is not None for reader in self._readers)
            await asyncio.sleep(EVERY_S_WHILE_TELLING if is_telling else EVERY_S)

    def _cut_all(self) -> None:
        """Let everybody come again: they may have missed something."""
        self._pending.clear()
        self._changed.clear()
        for reader in self._readers:
            reader.transport.abort()

    def _news(self) -> list[Told]:
        news: list[Told] = []
        if self._pending:
            news.append(RecordsTold(encode_records(self._pending)))
            self._pending.clear()
        news += [self._override(override) for override in self._changed.values()]
        self._changed.clear()
        pace = self._pace()
        if pace is not None and pace != self._told_pace:
            self._told_pace = pace
            news.append(pace)
        now_s = time.monotonic()
        if not news and now_s - self._spoke_s >= ALIVE_EVERY_S:
            news.append(Alive())
        if news:
            self._spoke_s = now_s
        return news

    def _tell_rest(self, reader: _Reader) -> None:
        if reader.rest is None or reader.transport.get_write_buffer_size() > FULL_BYTES:
            return
        piece = list(islice(reader.rest, JUNCTIONS_AT_ONCE))
        if len(piece) < JUNCTIONS_AT_ONCE:
            piece.append(AllTold(self._board.now))
            reader.rest = None
        reader.write(encode_told(piece))

    def _whole(self) -> Iterator[Told]:
        """Yield everything piece by piece, each as it stands when it is asked for."""
        pace = self._pace()
        if pace is not None:
            yield pace
        for junction in self._board.seen:
            yield tell_junction(self._board, junction)
        yield ClosedTold(list(self._board.alarms.closed))
        for name in self._board.overrides.ids():
            override = self._board.overrides.find(name)
            if override is not None:
                yield self._override(override)

    def _override(self, override: Override) -> OverrideTold:
        return OverrideTold(override, self._board.overrides.is_latest(override))

    def _pace(self) -> PaceTold | None:
        pace = self._counter.pace
        return PaceTold(pace.speed, pace.paused) if pace is not None else None

    def _note_override(self, override: Override) -> None:
        if self._readers:
            self._changed[override.asked.override] = override

    async def _attend(self, asking: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Speak with one reader until it leaves or says what nobody understands."""
        reader = _Reader(writer.transport, self._whole())
        if len(self._readers) >= MOST_READERS:
            reader.transport.abort()
            return
        self._readers.add(reader)
        try:
            reader.write(encode_told([self._hello]))
            await self._take_requests(asking, reader)
        except (OSError, asyncio.IncompleteReadError):
            pass  # it left
        except FrameError as error:
            log.warning("request_unreadable", error=str(error)[:200])
        except Exception:  # the supervisor of readers: a request that breaks something must not stop the loop
            log.exception("request_failed")
        finally:
            self._readers.discard(reader)
            reader.transport.abort()

    async def _take_requests(self, asking: asyncio.StreamReader, reader: _Reader) -> None:
        while True:
            for _ in range(ASKED_AT_ONCE):
                length = length_of(await asking.readexactly(HEAD_BYTES), MOST_ASKED_BYTES)
                number, request = decode_asked(await asking.readexactly(length))
                answer = Answer(number, await self._counter.hear(request))
                pace = self._pace()
                reader.write(encode_told([answer] if pace is None else [pace, answer]))
            await asyncio.sleep(EVERY_S)
