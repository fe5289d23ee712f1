"""A site on a socket: it connects to its supervisor, and connects anew when the connection is lost."""

import asyncio
import random
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

import structlog

from meydan.field.rsmp.conversation import Moment
from meydan.field.rsmp.site_end import SiteEnd

log = structlog.get_logger(__name__)

JITTER = 0.1  # of the wait before it connects anew: those who lost one centre at once do not come back at once


@dataclass(frozen=True, slots=True)
class Calling:
    """Where a site finds its supervisor; it tries again after `reconnect_s` and looks at its clock every `look_s`."""

    host: str
    port: int
    reconnect_s: float = 10.0
    look_s: float = 0.1
    tls: ssl.SSLContext | None = None


class SiteLink:
    """A site and the line it has, if any; `before` carries on what stands behind it, each time before it answers."""

    def __init__(
        self, site: SiteEnd, calling: Calling, now: Callable[[], Moment], before: Callable[[], object]
    ) -> None:
        self._site, self._calling, self._now, self._before = site, calling, now, before
        self._line: _Line | None = None

    async def keep_connected(self) -> None:
        """Connect, and connect anew when the connection is lost, until cancelled."""
        loop, calling = asyncio.get_running_loop(), self._calling
        is_lost = False
        while True:
            try:
                _, line = await loop.create_connection(self._new_line, calling.host, calling.port, ssl=calling.tls)
            except OSError as error:
                if not is_lost:
                    log.info("supervisor_unreachable", error=error.strerror)
                is_lost = True
            else:
                is_lost = False
                self._line = line
                try:
                    await line.closed.wait()
                finally:
                    line.hang_up()
                    self._line = None
            await asyncio.sleep(calling.reconnect_s * random.uniform(1 - JITTER, 1 + JITTER))

    def speak(self, now: Moment) -> None:
        """Say what became due."""
        self._site.pass_time(now)
        if self._line is not None:
            self._line.write()

    def _new_line(self) -> "_Line":
        return _Line(self._site, self._now, self._before)


async def call(site: SiteEnd, calling: Calling, now: Callable[[], Moment], before: Callable[[], object]) -> None:
    """Keep one site connected and let it look at its clock until cancelled."""
    link = SiteLink(site, calling, now, before)

    async def pass_time() -> None:
        while True:
            before()
            link.speak(now())
            await asyncio.sleep(calling.look_s)

    async with asyncio.TaskGroup() as beside:  # a fault behind the site ends the call: nobody speaks for a dead one
        beside.create_task(pass_time())
        beside.create_task(link.keep_connected())


class _Line(asyncio.Protocol):
    """One connection of a site; `closed` is set when it is gone."""

    def __init__(self, site: SiteEnd, now: Callable[[], Moment], before: Callable[[], object]) -> None:
        self.closed = asyncio.Event()
        self._site, self._now, self._before = site, now, before
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Greet the supervisor."""
        self._transport = cast(asyncio.Transport, transport)  # it is one, but uvloop's do not say so
        self._site.connect(self._now())
        self.write()

    def data_received(self, data: bytes) -> None:
        """Let the site deal with what came, and answer."""
        self._before()
        for unreadable in self._site.take(data, self._now()):
            log.warning("message_unreadable", why=unreadable.why)
        self.write()

    def connection_lost(self, error: Exception | None) -> None:
        """Tell the site that nobody listens."""
        self._transport = None
        self._site.disconnect()
        self.closed.set()

    def write(self) -> None:
        """Write what the site has to say, and close when the conversation is over."""
        if self._transport is None or self._transport.is_closing():
            return
        if written := self._site.to_write():
            self._transport.write(written)
        link = self._site.conversation
        if link is not None and link.over:
            log.info("conversation_over", why=link.over)
            self._transport.close()

    def hang_up(self) -> None:
        """Close from our side."""
        if self._transport is not None:
            self._transport.close()
