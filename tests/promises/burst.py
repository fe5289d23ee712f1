"""What sites kept while nobody listened, all at once when they are back (P-11)."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tests.promises.load import Probe, allow_many_files, share_of
from tests.promises.processes import Process, centre, started
from tests.promises.streets import write_street_city
from tests.web.serving import free_port

AT_A_TIME = 50  # messages in the buffer of a site here: ten thousand of each of many would not fit into this process
LOOK_S = 0.2
MOST_TIMES = 1000  # that are kept of one site


@dataclass(frozen=True, slots=True)
class Burst:
    """What was measured until all had said what they kept; live values are those said meanwhile."""

    sites: int
    messages: int
    drained_s: float
    acks: int
    ack_p50_ms: float
    ack_p99_ms: float
    control_share: float
    control_mb: float
    not_written: int

    @property
    def per_s(self) -> float:
        """How many kept messages were acknowledged a second."""
        return self.sites * self.messages / self.drained_s


class Returning(Probe):
    """A site that has much to say from its buffer, and says its lamps each second besides."""

    def __init__(self, site: str, messages: int) -> None:
        super().__init__(site)
        self._to_keep = self.waiting = messages

    def look(self) -> None:
        """Fill the buffer up, and do what is due."""
        more = min(AT_A_TIME - len(self.end.outbox), self._to_keep)
        if more > 0:
            self.fill(more)
            self._to_keep -= more
        super().look()
        self.waiting -= len(self.stored_ms)
        self.stored_ms.clear()
        del self.took_ms[:-MOST_TIMES]


async def measure_burst(sites: int, messages: int, scratch: Path, *, within_s: float) -> Burst:
    """Start a centre in a process of its own, let sites return with so many messages each, and wait for the last."""
    allow_many_files(sites + 1000)
    port = free_port()
    city = write_street_city(sites, scratch / "city", ordinary=True)
    async with started(*centre(city, port, scratch / "log", "--silent")) as control:
        await control.until("listening", within_s)
        names = [f"RN+SI{number:04}" for number in range(1, sites + 1)]
        before, began_s = await control.sum_up(), time.monotonic()
        async with _returning(port, names, messages) as back:
            async with asyncio.timeout(within_s):
                while any(site.waiting for site in back):
                    await asyncio.sleep(LOOK_S)
            drained_s = time.monotonic() - began_s
            return await _summed(control, back, messages, drained_s, before["cpu_s"])


async def _summed(control: Process, back: Sequence[Returning], messages: int, drained_s: float, cpu_s: float) -> Burst:
    after = await control.sum_up()
    acks = sorted(took for site in back for took in site.took_ms)
    return Burst(
        sites=len(back),
        messages=messages,
        drained_s=drained_s,
        acks=len(acks),
        ack_p50_ms=share_of(acks, 0.5),
        ack_p99_ms=share_of(acks, 0.99),
        control_share=(after["cpu_s"] - cpu_s) / drained_s,
        control_mb=after["rss_mb"],
        not_written=after["records_not_written"],
    )


def _itself(site: Returning) -> Returning:
    return site


@contextlib.asynccontextmanager
async def _returning(port: int, names: Sequence[str], messages: int) -> AsyncIterator[list[Returning]]:
    """Connect the sites, and let them look at their clocks."""
    loop = asyncio.get_running_loop()
    made = [Returning(name, messages) for name in names]

    async def look() -> None:
        while True:
            for number, site in enumerate(made):
                site.look()
                if number % 100 == 99:
                    await asyncio.sleep(0)  # what came is read between
            await asyncio.sleep(LOOK_S)

    for site in made:
        await loop.create_connection(partial(_itself, site), "127.0.0.1", port)
    looks = asyncio.create_task(look())
    try:
        yield made
    finally:
        looks.cancel()
        for site in made:
            if site._transport is not None:
                site._transport.abort()
