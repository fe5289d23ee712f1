"""A site on a socket: it connects to its supervisor, and connects anew when the connection is lost."""

import asyncio
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

import structlog

from meydan.field.rsmp.conversation import Moment
from meydan.field.rsmp.site_end import SiteEnd

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Calling:
    """Where a site finds its supervisor; it tries again after `reconnect_s` and looks at its clock every `look_s`."""

    host: str
    port: int
    reconnect_s: float = 10.0
    look_s: float = 0.1
    tls: ssl.SSLContext | None = None


async def call(site: SiteEnd, calling: Calling, now: Callable[[], Moment], before: Callable[[], None]) -> None:
    """Keep a site connected until cancelled; `before` carries on what stands behind it, each time before it speaks."""
    loop = asyncio.get_running_loop()
    lines: list[_Line] = []
    is_lost = False
    async with asyncio.TaskGroup() as beside:  # a fault behind the site ends the call: nobody speaks for a dead one
        beside.create_task(_pass_time(site, lines, calling.look_s, now, before))
        while True:
            try:
                _, line = await loop.create_connection(
                    lambda: _Line(site, now), calling.host, calling.port, ssl=calling.tls
                )
            except OSError as error:
                if not is_lost:
                    log.info("supervisor_unreachable", error=error.strerror)
                is_lost = True
            else:
                is_lost = False
                lines[:] = [line]
                try:
                    await line.closed.wait()
                finally:
                    line.hang_up()
                    lines.clear()
            await asyncio.sleep(calling.reconnect_s)


async def _pass_time(
    site: SiteEnd, lines: list["_Line"], look_s: float, now: Callable[[], Moment], before: Callable[[], None]
) -> None:
    """Carry on what stands behind the site, and let the line there is, if any, say what became due."""
    while True:
        before()
        site.pass_time(now())
        for line in lines:
            line.write()
        await asyncio.sleep(look_s)


class _Line(asyncio.Protocol):
    """One connection of a site; `closed` is set when it is gone."""

    def __init__(self, site: SiteEnd, now: Callable[[], Moment]) -> None:
        self.closed = asyncio.Event()
        self._site, self._now = site, now
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Greet the supervisor."""
        self._transport = cast(asyncio.Transport, transport)  # it is one, but uvloop's do not say so
        self._site.connect(self._now())
        self.write()

    def data_received(self, data: bytes) -> None:
        """Let the site deal with what came, and answer."""
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
