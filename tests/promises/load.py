"""Many sites at once: what the control process takes, and how fast it answers (P-10)."""

import asyncio
import contextlib
import itertools
import math
import resource
import time
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from meydan.city.instant import Instant
from meydan.field.rsmp.clock import read_clocks
from meydan.field.rsmp.messages import Quality, StatusUpdate, StatusValue
from meydan.field.rsmp.site_end import SiteEnd, SiteSetup
from meydan.field.rsmp.supervisor_end import must_be_stored
from meydan.field.rsmp.tls import site_context
from meydan.field.rsmp.versions import SXLS
from tests.field.rsmp.paper_site import MAIN, PaperCabinet
from tests.field.rsmp.test_supervisor import STANDING
from tests.promises.hostile import fresh_id
from tests.promises.processes import Process, centre, started, street
from tests.promises.streets import certified, write_street_city
from tests.web.serving import free_port

KEPT = {"S0002": "detectorlogicstatus"}
LOOK_S = 0.1
SETTLE_S = 5.0


@dataclass(frozen=True, slots=True)
class Load:
    """What was measured over `lasted_s` with all sites connected; shares are of one core, times in milliseconds.

    `acks` are those of live values, `stored` those of what waited in the probes' buffers and is acknowledged when it is
    on the disk; `drained_s` is when the last of these came.
    """

    sites: int
    lasted_s: float
    all_there_s: float
    control_share: float
    street_share: float
    control_mb: float
    events_per_s: float
    statuses_per_s: float
    acks: int
    ack_p50_ms: float
    ack_p99_ms: float
    stored: int
    stored_p50_ms: float
    stored_p99_ms: float
    drained_s: float
    orders: int
    order_p50_ms: float
    order_p99_ms: float
    not_written: int


class Probe(asyncio.Protocol):
    """A site of its own process whose lamps change each second, and which notes how long acknowledgements take.

    `took_ms` is of live values, `stored_ms` of what waited in its buffer.
    """

    def __init__(self, site: str) -> None:
        self.cabinet = PaperCabinet(values=dict(STANDING))
        setup = SiteSetup(site, SXLS[-1], kept=frozenset(KEPT))
        self.end = SiteEnd(setup, self.cabinet, fresh_id, read_clocks())
        self.took_ms: list[float] = []
        self.stored_ms: list[float] = []
        self._sent: dict[str, tuple[float, bool]] = {}
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Greet."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self.end.connect(read_clocks())
        self._write()

    def data_received(self, data: bytes) -> None:
        """Deal with what came, and note what it acknowledges."""
        self.end.take(data, read_clocks())
        now_s, waiting = time.perf_counter(), self._waiting()
        for message in [one for one in self._sent if one not in waiting]:
            sent_s, is_stored = self._sent.pop(message)
            (self.stored_ms if is_stored else self.took_ms).append((now_s - sent_s) * 1000)
        self._write()

    def fill(self, messages: int) -> None:
        """Have so many messages in the buffer, as after an outage; they go out with the next look."""
        now = read_clocks()
        for number in range(messages):
            t = Instant(now.t - 1000 * (messages - number))
            values = tuple(StatusValue(*code, str(number % 2), Quality.RECENT) for code in KEPT.items())
            self.end.outbox.keep(StatusUpdate(fresh_id(), MAIN, t, values))

    def look(self) -> None:
        """Change the lamps once a second and say what is due."""
        second = time.monotonic_ns() // 10**9
        self.cabinet.values[MAIN, "S0001", "signalgroupstatus"] = ("1AA1", "NAA1")[second % 2]
        self.end.pass_time(read_clocks())
        self._write()

    def _write(self) -> None:
        now_s = time.perf_counter()
        for message, is_stored in self._waiting().items():
            self._sent.setdefault(message, (now_s, is_stored))
        if self._transport is not None:
            self._transport.write(self.end.to_write())

    def _waiting(self) -> dict[str, bool]:
        """Return what waits for its acknowledgement, and whether it must be stored before."""
        link = self.end.conversation
        sent = () if link is None else link.unanswered
        return {one.id: must_be_stored(one) for one in sent if isinstance(one, StatusUpdate)}


@contextlib.asynccontextmanager
async def probes(port: int, sites: Sequence[str], certificates: Path | None) -> AsyncIterator[list[Probe]]:
    """Connect probes and let them look at their clocks."""
    loop = asyncio.get_running_loop()
    made = [Probe(site) for site in sites]

    async def look() -> None:
        while True:
            for probe in made:
                probe.look()
            await asyncio.sleep(LOOK_S)

    for site, probe in zip(sites, made, strict=True):
        tls = None if certificates is None else site_context(certificates, site)
        await loop.create_connection(lambda probe=probe: probe, "127.0.0.1", port, ssl=tls)
    looks = asyncio.create_task(look())
    try:
        yield made
    finally:
        looks.cancel()
        for probe in made:
            if probe._transport is not None:
                probe._transport.abort()


async def measure_load(
    sites: int,
    seconds: float,
    scratch: Path,
    *,
    probing: int = 20,
    orders_per_s: float = 10.0,
    within_s: float = 180.0,
    tls: bool = False,
    ordinary: bool = False,
    buffered: int = 0,
    changes: bool = False,
) -> Load:
    """Start a street and its centre as processes of their own, and probes in this one; measure once all are there.

    Each site says one status update a second, with all that the centre asks of it; with `changes` it says each change
    at once besides. With `buffered` each probe has so many messages in its buffer when the measurement begins.
    """
    port = free_port()
    streets = write_street_city(sites, scratch / "street", ordinary=ordinary)
    whole = write_street_city(sites + probing, scratch / "city", ordinary=ordinary)
    certificates = certified(sites + probing, scratch / "certificates") if tls else None
    with_tls = () if certificates is None else ("--tls", str(certificates))
    asking_for = ("--heard-every-s", "1") if changes else ("--once-a-second",)
    options = (*asking_for, "--orders-per-s", str(orders_per_s), "--silent", *with_tls)
    async with started(*centre(whole, port, scratch / "log", *options)) as control:
        await control.until("listening", within_s)
        names = [f"RN+SI{number:04}" for number in range(sites + 1, sites + probing + 1)]
        calls = street(streets, port, *with_tls)
        async with probes(port, names, certificates) as asking, started(*calls) as emulators:
            all_there_s = await control.until("all_back", within_s) - (emulators.began_s - control.began_s)
            await asyncio.sleep(SETTLE_S)
            return await _measured(sites, seconds, all_there_s, control, emulators, asking, buffered)


async def _measured(
    sites: int,
    seconds: float,
    all_there_s: float,
    control: Process,
    emulators: Process,
    asking: list[Probe],
    buffered: int,
) -> Load:
    before, street_before_s, began_s = await control.sum_up(), cpu_of(emulators), time.monotonic()
    for probe in asking:
        probe.took_ms.clear()
        probe.fill(buffered)
    drained_s = float("nan")
    while (passed_s := time.monotonic() - began_s) < seconds:
        if buffered and math.isnan(drained_s) and all(len(probe.stored_ms) >= buffered for probe in asking):
            drained_s = passed_s
        await asyncio.sleep(min(LOOK_S, seconds - passed_s))
    after, street_after_s = await control.sum_up(), cpu_of(emulators)
    lasted_s = time.monotonic() - began_s
    acks = sorted(itertools.chain.from_iterable(probe.took_ms for probe in asking))
    stored = sorted(itertools.chain.from_iterable(probe.stored_ms for probe in asking))
    orders = sorted(after["waits_ms"][len(before["waits_ms"]) :])
    return Load(
        sites=sites + len(asking),
        lasted_s=lasted_s,
        all_there_s=all_there_s,
        control_share=(after["cpu_s"] - before["cpu_s"]) / lasted_s,
        street_share=(street_after_s - street_before_s) / lasted_s,
        control_mb=after["rss_mb"],
        events_per_s=(after["events"] - before["events"]) / lasted_s,
        statuses_per_s=(after["statuses"] - before["statuses"]) / lasted_s,
        acks=len(acks),
        ack_p50_ms=share_of(acks, 0.5),
        ack_p99_ms=share_of(acks, 0.99),
        stored=len(stored),
        stored_p50_ms=share_of(stored, 0.5),
        stored_p99_ms=share_of(stored, 0.99),
        drained_s=drained_s,
        orders=len(orders),
        order_p50_ms=share_of(orders, 0.5),
        order_p99_ms=share_of(orders, 0.99),
        not_written=after["records_not_written"],
    )


def cpu_of(process: Process) -> float:
    """Return the CPU time of a running process [s]; only Linux tells it so."""
    told = Path(f"/proc/{process.process.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(told[11]) + int(told[12])) / 100


def share_of(ordered: Sequence[float], share: float) -> float:
    """Return the value that a share of others does not exceed; NaN of none."""
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)] if ordered else float("nan")


def allow_many_files(wanted: int) -> None:
    """Let this process and its children open so many sockets, if the system lets it."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(wanted, hard), hard))
