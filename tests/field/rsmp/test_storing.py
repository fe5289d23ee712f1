"""What must not be lost is acknowledged when the log has it on the disk, and not before."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import TypeVar

import pytest

from meydan.city.events import AlarmChanged, Event, LinkMeasured
from meydan.city.secret import Secret
from meydan.field.rsmp.conversation import Timers
from meydan.field.rsmp.reports import WATCHDOG_LATE
from meydan.field.rsmp.storing import Owed, Receipts
from meydan.field.rsmp.supervisor import Listening, RsmpField
from tests.field.rsmp.paper_site import MAIN
from tests.field.rsmp.raw_site import RawSite, aggregated, alarm, watchdog
from tests.field.rsmp.test_supervisor import MAP
from tests.paper_street import city

Kind = TypeVar("Kind")


@dataclass
class PaperLog:
    """A log whose disk writes when a test says so."""

    next_number: int = 1
    acknowledged: int = 0
    dropped: int = 0
    kept: list[Event] = field(default_factory=list)

    def append(self, event: Event) -> None:
        self.kept.append(event)
        self.next_number += 1

    def write(self) -> None:
        self.acknowledged = self.next_number - 1


def test_a_receipt_waits_for_every_record_before_it() -> None:
    log, given = PaperLog(), list[str]()
    receipts = Receipts(log)
    for name in "ab":
        log.next_number += 1
        receipts.wait_for(Owed(lambda name=name: given.append(name), 0))  # type: ignore[misc]
    found = []
    for acknowledged in (0, 1, 2):
        log.acknowledged = acknowledged
        receipts.settle()
        found.append("".join(given))
    assert found == ["", "a", "ab"]


def test_what_the_log_had_no_room_for_is_never_acknowledged() -> None:
    log, given = PaperLog(), list[str]()
    receipts = Receipts(log)
    log.dropped = 1
    receipts.wait_for(Owed(lambda: given.append("lost"), 0))
    log.acknowledged = 99
    receipts.settle()
    assert given == []


@pytest.mark.anyio
async def test_a_link_is_measured_at_each_watchdog_and_one_that_does_not_come_is_told() -> None:
    log = PaperLog()
    async with listening(log, Timers(watchdog_s=0.4)) as centre, RawSite.connected(centre.port) as site:
        await site.shake_hands("3.1.5", "1.1.0")
        await heard_of(log, LinkMeasured)
        behind = watchdog()
        behind["wTs"] = "2026-01-01T00:00:00.000Z"
        await site.acknowledged(await site.send(behind))
        measured = [event for event in log.kept if isinstance(event, LinkMeasured)]
        assert {(event.site, event.spoken) for event in measured} == {("RN+SI0001", "3.1.5, SXL 1.1.0")}
        assert measured[0].clock_error_s > -5.0
        assert measured[-1].clock_error_s < -86_400.0
        assert all(0.0 <= event.answer_s < 5.0 for event in measured)
        alarm = await heard_of(log, AlarmChanged)
        assert (alarm.code, alarm.active) == (WATCHDOG_LATE, True)


async def heard_of(log: PaperLog, kind: type[Kind]) -> Kind:
    """Wait until the centre was told an event of a kind and return the first."""
    async with asyncio.timeout(5):
        while not (found := [event for event in log.kept if isinstance(event, kind)]):
            await asyncio.sleep(0.02)
    return found[0]


@contextlib.asynccontextmanager
async def listening(log: PaperLog, timers: Timers | None = None) -> AsyncIterator[RsmpField]:
    where = Listening(port=0, timers=timers or Timers())
    codes = {MAP.site: Secret("2222")}
    centre = RsmpField(city(), [MAP], codes, utc_offset_s=lambda _: 0, listening=where, log=log)
    is_open = asyncio.Event()

    async def collect() -> None:
        async for event in centre.events():
            is_open.set()
            log.append(event)

    task = asyncio.create_task(collect())
    await is_open.wait()
    try:
        yield centre
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


@pytest.mark.anyio
async def test_an_alarm_is_acknowledged_when_it_is_stored_and_live_status_at_once() -> None:
    log = PaperLog()
    async with listening(log) as centre, RawSite.connected(centre.port) as site:
        await site.shake_hands("3.2.2", "1.2.1")
        report, first = aggregated(MAIN), alarm(MAIN, "A0002")
        for message in (report, first, first):
            await site.send(message)
        update = site.update(MAIN, "S0014", status="3", source="calendar_clock")
        await site.send(update)
        await site.acknowledged(update)
        await asyncio.sleep(0.6)
        assert not {report["mId"], first["mId"]} & site.acks
        log.write()
        await site.acknowledged(report)
        await site.acknowledged(first)
        assert sum(isinstance(event, AlarmChanged) for event in log.kept) == 1
