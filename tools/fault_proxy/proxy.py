"""The proxy: it listens, connects each caller to the real server, and lets faults have their way in between."""

import asyncio
import contextlib
from collections import Counter
from heapq import heappop, heappush
from itertools import count

from tools.fault_proxy.faults import SOUND, Cutter, Faults, Passing, Spoiler

READ = 64 * 1024
MOST_ON_ITS_WAY = 8 * 1024 * 1024  # bytes of one direction; beyond it nothing more is read, so memory is bounded
SLICES_PER_S = 20  # a throttled direction writes so often


class FaultProxy:
    """A proxy to `host`:`port`, for `async with`; it listens on `listen`, port 0 for any that is free.

    `up` is what happens from who connects to the server, `down` what happens on the way back; both may be exchanged at
    any time and hold for what comes next. `count` says how often each fault happened.
    """

    def __init__(
        self,
        host: str,
        port: int,
        *,
        up: Faults = SOUND,
        down: Faults = SOUND,
        seed: int = 1,
        listen: tuple[str, int] = ("127.0.0.1", 0),
    ) -> None:
        self.up, self.down = up, down
        self.count: Counter[str] = Counter()
        self.refuses = False
        self.host, self.port = listen
        self.to = (host, port)
        self._seed = seed
        self._numbers = count(1)
        self._links: set[_Link] = set()
        self._server: asyncio.Server | None = None

    async def __aenter__(self) -> "FaultProxy":
        """Listen."""
        self._server = await asyncio.start_server(self._serve, self.host, self.port)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        """Stop listening and break what is open."""
        assert self._server is not None
        self._server.close()
        self.cut()
        while self._links:  # each takes itself out as it ends
            await asyncio.sleep(0.01)

    @property
    def open(self) -> int:
        """How many callers are connected."""
        return len(self._links)

    def cut(self) -> int:
        """Break every connection, both ways and without a word; return how many there were."""
        for link in list(self._links):
            link.abort()
        return len(self._links)

    def leave_half_open(self) -> int:
        """Break every connection towards the server only: callers go on talking to nobody. Return how many."""
        for link in list(self._links):
            link.half_open()
        return len(self._links)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        link = _Link(self, f"{self._seed}:{next(self._numbers)}", writer)
        self._links.add(link)
        try:
            if self.refuses:
                self.count["refused"] += 1
                link.abort()
            else:
                await link.carry(reader)
        finally:
            link.close()
            self._links.discard(link)


class _Link:
    """One caller and its connection to the server."""

    def __init__(self, proxy: FaultProxy, seed: str, caller: asyncio.StreamWriter) -> None:
        self._proxy, self._seed = proxy, seed
        self._caller = caller
        self._server: asyncio.StreamWriter | None = None
        self.is_half_open = False

    async def carry(self, from_caller: asyncio.StreamReader) -> None:
        """Connect to the server and carry both ways until both have ended, or one broke."""
        try:
            from_server, self._server = await asyncio.open_connection(*self._proxy.to)
        except OSError:
            self._proxy.count["unreachable"] += 1
            return
        ways = [
            asyncio.create_task(_Way(self._proxy, "up", self._seed, self).carry(from_caller, self._server)),
            asyncio.create_task(_Way(self._proxy, "down", self._seed, self).carry(from_server, self._caller)),
        ]
        try:
            await asyncio.wait(ways)
        finally:
            for way in ways:
                way.cancel()
            await asyncio.gather(*ways, return_exceptions=True)

    def end(self, writer: asyncio.StreamWriter) -> None:
        """Tell one side that the other has nothing more to say."""
        if writer is self._caller and self.is_half_open:
            return
        if not writer.transport.is_closing():
            writer.write_eof()

    def close(self) -> None:
        """Close both sides; what was written before still leaves."""
        for writer in (self._caller, self._server):
            if writer is not None:
                writer.close()

    def abort(self) -> None:
        """Break both sides."""
        for writer in (self._caller, self._server):
            if writer is not None:
                writer.transport.abort()

    def half_open(self) -> None:
        """Break the side of the server and leave the caller as it is."""
        if self._server is not None:
            self.is_half_open = True
            self._server.transport.abort()


class _Way:
    """One direction of a link."""

    def __init__(self, proxy: FaultProxy, name: str, seed: str, link: _Link) -> None:
        self._proxy, self._name, self._link = proxy, name, link
        self._spoiler = Spoiler(f"{seed}:{name}", proxy.count)
        self._on_its_way: list[tuple[float, int, Passing]] = []
        self._bytes = 0
        self._number = count()
        self._news = asyncio.Event()
        self._is_over = self._is_deaf = False

    async def carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Carry until the reader ends and all that is on its way has left, or the writer is gone."""
        reads = asyncio.create_task(self._read(reader))
        try:
            await self._write(writer)
            self._link.end(writer)
        except OSError:  # whoever reads is gone; half open, the caller's words are read and lost
            if self._link.is_half_open:
                self._is_deaf = True
                await reads
            else:
                self._link.abort()
        finally:
            reads.cancel()

    @property
    def _faults(self) -> Faults:
        return self._proxy.up if self._name == "up" else self._proxy.down

    async def _read(self, reader: asyncio.StreamReader) -> None:
        clock, cutter = asyncio.get_running_loop().time, Cutter()
        with contextlib.suppress(ConnectionError):
            while data := await reader.read(READ):
                for piece in cutter.feed(data, by_frames=self._faults.by_frames):
                    self._take(piece, clock())
                while self._bytes > MOST_ON_ITS_WAY:
                    await asyncio.sleep(0.01)
        if rest := cutter.rest():
            self._take(rest, clock())
        self._is_over = True
        self._news.set()

    def _take(self, piece: bytes, now_s: float) -> None:
        if self._is_deaf:
            return
        for passing in self._spoiler.spoil(piece, self._faults, now_s):
            heappush(self._on_its_way, (passing.due_s, next(self._number), passing))
            self._bytes += len(passing.piece)
        self._news.set()

    async def _write(self, writer: asyncio.StreamWriter) -> None:
        clock = asyncio.get_running_loop().time
        while self._on_its_way or not self._is_over:
            wait_s = self._on_its_way[0][0] - clock() if self._on_its_way else None
            if wait_s is not None and wait_s <= 0:
                _, _, passing = heappop(self._on_its_way)
                self._bytes -= len(passing.piece)
                if passing.cut:
                    self._link.abort()
                    return
                await self._put(writer, passing.piece)
                continue
            self._news.clear()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._news.wait(), wait_s)

    async def _put(self, writer: asyncio.StreamWriter, piece: bytes) -> None:
        per_s = self._faults.bytes_per_s
        size = max(1, int(per_s / SLICES_PER_S)) if per_s else max(1, len(piece))
        for begin in range(0, len(piece), size):
            part = piece[begin : begin + size]
            writer.write(part)
            await writer.drain()
            if per_s:
                await asyncio.sleep(len(part) / per_s)
