"""A supervisor without a city, before a site written from the protocol's text: what a conformance suite looks at.

Modelled on what the public validator of the protocol asks of supervisors (rsmp-nordic/rsmp_validator, spec/supervisor):
the connection sequence under each core, and that an aggregated status is acknowledged.
"""

import asyncio
import contextlib
import json
import uuid
from collections.abc import AsyncIterator

import pytest

from meydan.city.because import Because
from meydan.city.instant import Instant
from meydan.field.rsmp.any_site import AnySite
from meydan.field.rsmp.conversation import Timers
from meydan.field.rsmp.listener import Listening
from meydan.field.rsmp.versions import CORES, SXLS
from tests.field.rsmp.raw_site import RawSite, aggregated, alarm, message, of_part, version, watchdog

pytestmark = pytest.mark.anyio
every_core = pytest.mark.parametrize("core", [*CORES, "3.2"])
OLD = ("3.1.2", "3.1.3")
TIMERS = Timers(ack_s=0.5, handshake_s=1.0, watchdog_s=0.3)
SEQUENCE = [
    ("out", "Version"),
    ("in", "MessageAck"),
    ("in", "Version"),
    ("out", "MessageAck"),
    ("out", "Watchdog"),
    ("in", "MessageAck"),
    ("in", "Watchdog"),
    ("out", "MessageAck"),
    ("out", "AggregatedStatus"),
    ("in", "MessageAck"),
]


@contextlib.asynccontextmanager
async def listening(timers: Timers = TIMERS, **more: object) -> AsyncIterator[tuple[AnySite, list[str]]]:
    told: list[str] = []

    def tell(t: Instant, site: str, what: Because) -> None:
        told.append(f"{site} {what.code}")

    supervisor, ready = AnySite(Listening(port=0, timers=timers, **more), tell), asyncio.Event()  # type: ignore[arg-type]
    task = asyncio.create_task(supervisor.run(ready.set))
    await ready.wait()
    try:
        yield supervisor, told
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


@every_core
async def test_the_connection_sequence_is_that_of_the_core(core: str) -> None:
    async with listening(Timers()) as (supervisor, told), RawSite.connected(supervisor.port) as site:
        await site.shake_hands(core, "1.0.15", "ANY+SITE=77")
        report = await site.send(aggregated("TC", core))
        await site.acknowledged(report)
        if core in OLD:
            assert sorted(site.types()[:4]) == sorted(SEQUENCE[:4])
            assert set(site.types()[4:8]) == set(SEQUENCE[4:8])
        else:
            assert site.types() == SEQUENCE
        assert {"vers": core} in site.heard("Version")[0]["RSMP"]
        assert told == ["ANY+SITE=77 listen.ready", "ANY+SITE=77 listen.health"]


@pytest.mark.parametrize("core", OLD)
async def test_an_old_site_may_say_all_at_once(core: str) -> None:
    async with listening(Timers()) as (supervisor, _), RawSite.connected(supervisor.port) as site:
        for one in (version(core), watchdog(), report := aggregated("TC", core)):
            await site.send(one)
        await site.acknowledged(report)
        await site.until(lambda: bool(site.heard("Watchdog")))
        assert not site.heard("MessageNotAck")


@every_core
async def test_an_aggregated_status_with_a_serious_fault_is_acknowledged(core: str) -> None:
    async with listening(Timers()) as (supervisor, _), RawSite.connected(supervisor.port) as site:
        await site.shake_hands(core)
        await site.acknowledged(await site.send(aggregated("TC", core, serious=True)))


@every_core
async def test_alarms_and_values_are_acknowledged(core: str) -> None:
    async with listening(Timers()) as (supervisor, told), RawSite.connected(supervisor.port) as site:
        await site.shake_hands(core)
        await site.acknowledged(await site.send(alarm("TC", "A0001")))
        await site.acknowledged(await site.send(alarm("DL1", "A0301", active=False)))
        await site.acknowledged(await site.send(site.update("TC", "S0014", status="1", source="forced")))
        assert [line.split(".")[1] for line in told] == ["ready", "alarm", "no_alarm", "values"]


@pytest.mark.parametrize("sxl", [*SXLS, "1.1"])
async def test_every_list_that_we_speak_is_spoken_and_named_as_the_site_names_it(sxl: str) -> None:
    async with listening(Timers()) as (supervisor, _), RawSite.connected(supervisor.port) as site:
        await site.shake_hands("3.2.2", sxl)
        assert site.heard("Version")[0]["SXL"] == sxl
        assert site.heard("Version")[0]["siteId"] == [{"sId": "RN+SI0001"}]


async def test_the_newest_core_that_both_list_is_spoken() -> None:
    async with listening(Timers()) as (supervisor, _), RawSite.connected(supervisor.port) as site:
        ours = await site.send(version(["3.1.2", "3.1.5", "4.0.0"]))
        await site.acknowledged(ours)
        await site.send(watchdog())
        await site.acknowledged(await site.send(aggregated("TC", "3.1.5")))
        await site.refused(await site.send(aggregated("TC", "3.1.2")))


@pytest.mark.parametrize(
    ("hello", "why"),
    [(version("2.9.9"), "no common core"), (version("3.2.2", "9.9.9"), "SXL 9.9.9 is not spoken here")],
    ids=["core", "sxl"],
)
async def test_a_site_that_does_not_fit_is_refused_with_the_reason_and_closed(
    hello: dict[str, object], why: str
) -> None:
    async with listening() as (supervisor, _), RawSite.connected(supervisor.port) as site:
        assert why in await site.refused(await site.send(hello))
        await site.until(lambda: site.closed)
        assert site.types() == [("out", "Version"), ("in", "MessageNotAck")]


async def test_before_the_version_nothing_is_answered() -> None:
    async with listening() as (supervisor, _), RawSite.connected(supervisor.port) as site:
        await site.send(watchdog())
        await site.send(aggregated("TC"))
        await site.send(version("3.2.2"))
        await site.until(lambda: bool(site.heard("Version")))
        assert [kind for way, kind in site.types() if way == "in"] == ["MessageAck", "Version"]


@every_core
async def test_watchdogs_come_and_are_acknowledged_in_each_interval(core: str) -> None:
    async with listening() as (supervisor, _), RawSite.connected(supervisor.port) as site:
        await site.shake_hands(core)
        await site.until(lambda: len(site.heard("Watchdog")) >= 3)
        await site.acknowledged(await site.send(watchdog()))
        assert not site.closed


async def test_a_site_that_acknowledges_nothing_is_closed() -> None:
    async with listening() as (supervisor, told), RawSite.connected(supervisor.port) as site:
        await site.shake_hands("3.2.2")
        site.answers = False
        await site.until(lambda: site.closed)
        assert told[-1] == "RN+SI0001 listen.over"


async def test_a_site_without_watchdogs_is_late_and_not_closed() -> None:
    async with listening() as (supervisor, told), RawSite.connected(supervisor.port) as site:
        await site.shake_hands("3.2.2")
        async with asyncio.timeout(5):
            while "RN+SI0001 listen.late" not in told:
                await asyncio.sleep(0.05)
        assert not site.closed


async def test_a_connection_without_a_handshake_is_closed() -> None:
    async with listening() as (supervisor, _), RawSite.connected(supervisor.port) as site:
        await site.until(lambda: site.closed)
        assert site.types() == []


@every_core
async def test_what_cannot_be_understood_is_refused_and_the_connection_stays(core: str) -> None:
    async with listening(Timers()) as (supervisor, _), RawSite.connected(supervisor.port) as site:
        await site.shake_hands(core)
        unknown = await site.send(message("Chatter"))
        lacking = await site.send(message("Watchdog"))
        not_ours = await site.send(of_part("CommandRequest", "TC", arg=[]))
        for one in (unknown, lacking, not_ours):
            assert await site.refused(one)
        broken = str(uuid.uuid4())
        await site.send_bytes(b'{"mType":"rSMsg","type":"Alarm","mId":"' + broken.encode() + b'"\x0c')
        await site.refused({"mId": broken})
        await site.acknowledged(await site.send(watchdog()))
        assert not site.closed


async def test_the_same_message_twice_is_answered_twice_and_told_once() -> None:
    async with listening(Timers()) as (supervisor, told), RawSite.connected(supervisor.port) as site:
        await site.shake_hands("3.2.2")
        report = aggregated("TC")
        for _ in range(2):
            await site.send(report)
        await site.until(lambda: sum(m["oMId"] == report["mId"] for m in site.heard("MessageAck")) == 2)
        assert told.count("RN+SI0001 listen.health") == 1


async def test_form_feeds_and_split_packets_are_read() -> None:
    async with listening(Timers()) as (supervisor, _), RawSite.connected(supervisor.port) as site:
        await site.send_bytes(b"\x0c\x0c")
        await site.shake_hands("3.2.2")
        report = aggregated("TC")
        packet = b"\x0c" + json.dumps(report).encode() + b"\x0c\x0c"
        for at in range(0, len(packet), 40):
            await site.send_bytes(packet[at : at + 40])
            await asyncio.sleep(0)
        await site.acknowledged(report)


async def test_a_site_may_go_and_come_back() -> None:
    async with listening(Timers()) as (supervisor, told):
        for _ in range(3):
            async with RawSite.connected(supervisor.port) as site:
                await site.shake_hands("3.2.2")
                await site.acknowledged(await site.send(watchdog()))
        assert told.count("RN+SI0001 listen.ready") == 3


async def test_sites_of_several_names_and_cores_are_heard_at_once() -> None:
    async with listening(Timers()) as (supervisor, told), contextlib.AsyncExitStack() as stack:
        for number, core in enumerate(CORES):
            site = await stack.enter_async_context(RawSite.connected(supervisor.port))
            await site.shake_hands(core, site=f"S{number}")
            await site.acknowledged(await site.send(watchdog()))
        assert [line for line in told if "ready" in line] == [f"S{n} listen.ready" for n in range(len(CORES))]
