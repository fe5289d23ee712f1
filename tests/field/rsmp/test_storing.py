"""What must not be lost is acknowledged when the log has it on the disk, and not before."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import pytest

from meydan.city.events import AlarmChanged, Event
from meydan.city.secret import Secret
from meydan.field.rsmp.storing import Owed, Receipts
from meydan.field.rsmp.supervisor import Listening, RsmpField
from tests.field.rsmp.paper_site import MAIN
from tests.field.rsmp.raw_site import RawSite, aggregated, alarm
from tests.field.rsmp.test_supervisor import MAP
from tests.paper_street import city


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


@contextlib.asynccontextmanager
async def listening(log: PaperLog) -> AsyncIterator[RsmpField]:
    centre = RsmpField(
        city(), [MAP], {MAP.site: Secret("2222")}, utc_offset_s=lambda _: 0, listening=Listening(port=0), log=log
    )
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
