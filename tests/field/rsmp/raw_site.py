"""A site written from the protocol's text alone: JSON on a socket, none of our own codec, for any supervisor."""

import asyncio
import contextlib
import json
import uuid
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

Message = dict[str, Any]
PATIENCE_S = 5.0


def message(kind: str, **more: Any) -> Message:
    return {"mType": "rSMsg", "type": kind, "mId": str(uuid.uuid4()), **more}


def now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.") + "123Z"


def of_part(kind: str, part: str, **more: Any) -> Message:
    return message(kind, ntsOId="", xNId="", cId=part, **more)


def version(core: str | list[str], sxl: str = "1.2.1", site: str = "RN+SI0001") -> Message:
    cores = [core] if isinstance(core, str) else core
    return message("Version", RSMP=[{"vers": one} for one in cores], siteId=[{"sId": site}], SXL=sxl)


def watchdog() -> Message:
    return message("Watchdog", wTs=now())


def aggregated(part: str, core: str = "3.2.2", *, serious: bool = False) -> Message:
    bits: list[Any] = [False, False, serious, False, False, True, False, False]
    if core in ("3.1.1", "3.1.2"):
        bits = [str(bit).lower() for bit in bits]
    return of_part("AggregatedStatus", part, aSTS=now(), fP=None, fS=None, se=bits)


def alarm(part: str, code: str, *, active: bool = True) -> Message:
    return of_part(
        "Alarm", part, aCId=code, xACId="", xNACId="", aSp="Issue", ack="notAcknowledged",
        aS="Active" if active else "inActive", sS="notSuspended", aTs=now(), cat="D", pri="2", rvs=[],
    )  # fmt: skip


@dataclass
class RawSite:
    """One connection to a supervisor. `said` is every message in its order, each with its direction as a site sees it.

    What the supervisor says is acknowledged as it comes, as a site must.
    """

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    said: list[tuple[str, Message]] = field(default_factory=list)
    closed: bool = False
    answers: bool = True
    _news: asyncio.Condition = field(default_factory=asyncio.Condition)

    @classmethod
    @contextlib.asynccontextmanager
    async def connected(cls, port: int, ssl: Any = None) -> AsyncIterator["RawSite"]:
        reader, writer = await asyncio.open_connection("127.0.0.1", port, ssl=ssl)
        site = cls(reader, writer)
        task = asyncio.create_task(site._read())
        try:
            yield site
        finally:
            task.cancel()
            writer.close()
            with contextlib.suppress(asyncio.CancelledError, OSError):
                await task
            with contextlib.suppress(OSError):
                async with asyncio.timeout(PATIENCE_S):
                    await writer.wait_closed()

    @property
    def acks(self) -> set[str]:
        return {m["oMId"] for way, m in self.said if way == "in" and m["type"] == "MessageAck"}

    def types(self) -> list[tuple[str, str]]:
        return [(way, m["type"]) for way, m in self.said]

    def heard(self, kind: str) -> list[Message]:
        return [m for way, m in self.said if way == "in" and m["type"] == kind]

    async def send(self, what: Message) -> Message:
        self.said.append(("out", what))
        await self.send_bytes(json.dumps(what).encode() + b"\x0c")
        return what

    async def send_bytes(self, data: bytes) -> None:
        self.writer.write(data)
        await self.writer.drain()

    async def until(self, is_so: Callable[[], bool]) -> None:
        async with asyncio.timeout(PATIENCE_S), self._news:
            await self._news.wait_for(is_so)

    async def acknowledged(self, what: Message) -> None:
        await self.until(lambda: what["mId"] in self.acks)

    async def refused(self, what: Message) -> str:
        """Wait until a message is refused and return why."""
        await self.until(lambda: any(m["oMId"] == what["mId"] for m in self.heard("MessageNotAck")))
        return next(str(m["rea"]) for m in self.heard("MessageNotAck") if m["oMId"] == what["mId"])

    async def shake_hands(self, core: str, sxl: str = "1.2.1", site: str = "RN+SI0001") -> None:
        """Go through the whole handshake as a site of this core does it."""
        ours = await self.send(version(core, sxl, site))
        await self.acknowledged(ours)
        await self.until(lambda: bool(self.heard("Version")))
        ours = await self.send(watchdog())
        await self.acknowledged(ours)
        await self.until(lambda: bool(self.heard("Watchdog")))

    def update(self, part: str, code: str, **values: str) -> Message:
        told = [{"sCI": code, "n": name, "s": value, "q": "recent"} for name, value in values.items()]
        return of_part("StatusUpdate", part, sTs=now(), sS=told)

    async def _read(self) -> None:
        rest = b""
        while data := await self.reader.read(65_536):
            *packets, rest = (rest + data).split(b"\x0c")
            for packet in packets:
                await self._take(json.loads(packet))
        async with self._news:
            self.closed = True
            self._news.notify_all()

    async def _take(self, what: Message) -> None:
        async with self._news:
            self.said.append(("in", what))
            if self.answers and what["type"] not in ("MessageAck", "MessageNotAck"):
                await self.send({"mType": "rSMsg", "type": "MessageAck", "oMId": what["mId"]})
            self._news.notify_all()
