"""A site that means harm: it knows the protocol, comes under a name the centre knows, and then says what it likes."""

import asyncio
import contextlib
import uuid
from collections.abc import AsyncIterator
from dataclasses import dataclass

from meydan.field.rsmp.clock import read_clocks
from meydan.field.rsmp.encode import encode
from meydan.field.rsmp.frames import frame
from meydan.field.rsmp.messages import Quality, StatusUpdate, StatusValue
from meydan.field.rsmp.site_end import SiteEnd, SiteSetup
from meydan.field.rsmp.versions import NEWEST, SXLS
from tests.field.rsmp.paper_site import PaperCabinet
from tests.field.rsmp.test_supervisor import STANDING


def fresh_id() -> str:
    """Return an id for a message."""
    return str(uuid.uuid4())


@dataclass
class Liar:
    """One connection of a hostile site whose handshake is done."""

    end: SiteEnd
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    def says(self, *values: tuple[str, str, str]) -> bytes:
        """Return a status update, as a frame."""
        told = tuple(StatusValue(code, name, value, Quality.RECENT) for code, name, value in values)
        update = StatusUpdate(fresh_id(), "TC", read_clocks().t, told)
        packet = encode(update, NEWEST, SXLS[-1])
        assert isinstance(packet, bytes), packet
        return frame(packet)

    async def shake_hands(self) -> None:
        """Do as an honest site does until the handshake is done and everything was told once."""
        self.end.connect(read_clocks())
        async with asyncio.timeout(10):
            while not self.end.is_ready or not self.end.subscriptions:
                self.writer.write(self.end.to_write())
                self.end.take(await self.reader.read(65_536), read_clocks())
        self.writer.write(self.end.to_write())

    async def is_hung_up_on(self) -> bool:
        """Wait until the centre closes."""
        with contextlib.suppress(ConnectionError):
            while await self.reader.read(65_536):
                pass
        return True

    async def write(self, data: bytes) -> None:
        """Write, and read away whatever is said meanwhile."""
        self.writer.write(data)
        await self.writer.drain()


@contextlib.asynccontextmanager
async def liar(port: int, site: str) -> AsyncIterator[Liar]:
    """Connect as a site and shake hands."""
    end = SiteEnd(SiteSetup(site, SXLS[-1]), PaperCabinet(values=dict(STANDING)), fresh_id, read_clocks())
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    one = Liar(end, reader, writer)
    try:
        await one.shake_hands()
        yield one
    finally:
        writer.transport.abort()
