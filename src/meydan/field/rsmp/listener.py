"""Where sites connect: a port, and one conversation for each socket on it."""

import asyncio
import ssl
import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from types import TracebackType
from typing import Protocol, cast

import structlog

from meydan.city.errors import FieldError
from meydan.field.rsmp.allowance import Allowance
from meydan.field.rsmp.clock import read_clocks
from meydan.field.rsmp.conversation import Moment, Timers
from meydan.field.rsmp.frames import FORM_FEED
from meydan.field.rsmp.happened import Happened
from meydan.field.rsmp.supervisor_end import SupervisorEnd, SupervisorSetup
from meydan.field.rsmp.tls import owner_of
from meydan.field.rsmp.versions import CORES

log = structlog.get_logger(__name__)

MOST_STRANGERS = 64  # connections beyond two for each site: those who connect and say nothing hold no more memory
MOST_UNREAD_BYTES = 8 * 1024 * 1024  # a site that reads no faster than this fills is given up


@dataclass(frozen=True, slots=True)
class Listening:
    """Where and how to listen.

    `read_only` subscribes and measures beside another supervisor, and orders nothing. `virtual` says that no lamp
    hangs on the sites.
    """

    host: str = "127.0.0.1"
    port: int = 13111
    tls: ssl.SSLContext | None = None
    read_only: bool = False
    virtual: bool = False
    cores: tuple[str, ...] = tuple(CORES)
    timers: Timers = field(default_factory=Timers)


class Supervising(Protocol):
    """Who deals with what sites say."""

    def heard(self, connection: "Connection", happened: Iterable[Happened]) -> None:
        """Deal with what happened on a connection."""
        ...

    def lost(self, connection: "Connection") -> None:
        """Deal with the end of a connection."""
        ...


class Listener:
    """The open port and its connections.

    Parameters
    ----------
    listening, setup
        Where to listen, and how each supervisor's end behaves.
    owner
        Who deals with what is heard.
    sites
        How many sites there are: two connections for each and some strangers are open at most.
    now
        The two clocks; a test may bring its own.
    """

    def __init__(
        self,
        listening: Listening,
        setup: SupervisorSetup,
        owner: Supervising,
        sites: int,
        now: Callable[[], Moment] = read_clocks,
    ) -> None:
        self.listening = listening
        self.port = listening.port
        self.owner = owner
        self.now = now
        self.connections: set[Connection] = set()
        self._setup = setup
        self._most = 2 * sites + MOST_STRANGERS
        self._server: asyncio.Server | None = None

    async def open(self) -> None:
        """Begin to listen.

        Raises
        ------
        FieldError
            If the port cannot be opened.
        """
        loop, where = asyncio.get_running_loop(), self.listening
        try:
            self._server = await loop.create_server(
                self._connect,
                where.host,
                where.port,
                ssl=where.tls,
                backlog=self._most,  # all come back at once after an outage; who is turned away waits seconds
            )
        except OSError as error:
            raise FieldError("rsmp.no_port", host=where.host, port=where.port, error=str(error.strerror)) from error
        self.port = self._server.sockets[0].getsockname()[1]

    def close(self) -> None:
        """Listen no longer and hang up everywhere."""
        if self._server is not None:
            self._server.close()
        for connection in list(self.connections):
            connection.hang_up("the centre stops")

    def pass_time(self) -> None:
        """Let every connection do what is due; one that fails is hung up, the others go on."""
        now = self.now()
        for connection in [one for one in self.connections if one.end.is_due(now.ms)]:
            with connection.fenced():
                self.owner.heard(connection, connection.end.pass_time(now))

    @property
    def is_full(self) -> bool:
        """Whether more connections are open than the sites can need."""
        return len(self.connections) > self._most

    def _connect(self) -> "Connection":
        connection = Connection(self, SupervisorEnd(self._setup, new_id, self.now()))
        self.connections.add(connection)
        return connection


class Connection(asyncio.Protocol):
    """One socket and the supervisor's end of its conversation; `now` is when it was last heard."""

    def __init__(self, listener: Listener, end: SupervisorEnd) -> None:
        self.end = end
        self.now = listener.now()
        self._listener = listener
        self._allowance = Allowance(self.now.ms)
        self._floods = False
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the socket to write to, if there is room."""
        self._transport = cast(asyncio.Transport, transport)  # it is one, but uvloop's do not say so
        if self._listener.listening.tls is not None:
            self.end.certified = owner_of(transport.get_extra_info("peercert"))
        if self._listener.is_full:
            self.end.conversation.end("too many connections")
            self._transport.abort()

    def data_received(self, data: bytes) -> None:
        """Let the conversation deal with what came; who says too much is not read for a while."""
        self.now = now = self._listener.now()
        wait_s = self._allowance.take(data.count(FORM_FEED), now.ms)
        if wait_s:
            self._slow_down(wait_s)
        with self.fenced():
            self._listener.owner.heard(self, self.end.take(data, now))

    def _slow_down(self, wait_s: float) -> None:
        if self._transport is None:
            return
        if not self._floods:
            log.warning("site_floods", site=self.end.site)
        self._floods = True
        self._transport.pause_reading()
        asyncio.get_running_loop().call_later(wait_s, self._transport.resume_reading)

    def connection_lost(self, error: Exception | None) -> None:
        """Say that the site is gone."""
        self._transport = None
        self.end.conversation.end("the connection was lost")
        self._listener.connections.discard(self)
        self._listener.owner.lost(self)

    def fenced(self) -> "Fence":
        """Hang up if dealing with this site fails by a fault of ours: the others are listened to."""
        return Fence(self)

    def write(self) -> None:
        """Write what is to be said, and close when the conversation is over."""
        written = self.end.to_write()
        if self._transport is None or self._transport.is_closing():
            return
        if written:
            self._transport.write(written)
        if self._transport.get_write_buffer_size() > MOST_UNREAD_BYTES:
            self.end.conversation.end("the site does not read")
            self._transport.abort()
        elif self.end.conversation.over:
            self._transport.close()

    def hang_up(self, why: str) -> None:
        """End the conversation and close."""
        self.end.conversation.end(why)
        self.write()


class Fence:
    """What stands between a fault of ours and all connections but one; a class, for a generator costs twice as much."""

    __slots__ = ("_connection",)

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def __enter__(self) -> None:
        """Let it be dealt with."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        """Hang up after a fault, and go on; what ends the process goes through."""
        if not isinstance(error, Exception):
            return False
        log.error("connection_failed", site=self._connection.end.site, exc_info=error)
        self._connection.hang_up("a fault of ours")
        return True


def new_id() -> str:
    """Return a fresh UUID, version 4."""
    return str(uuid.uuid4())
