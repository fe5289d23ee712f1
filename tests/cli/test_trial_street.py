"""`meydan street` without a city: one site in a process of its own, and a centre that speaks bare JSON to it."""

import asyncio
import contextlib
import json
import sys
import uuid
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import pytest

from meydan.cli.main import main

pytestmark = pytest.mark.anyio
SITE = "RN+SI0042"
TYPED = ["--site-id", SITE, "--sxl", "1.2.1", "--core", "3.2.2", "--reconnect", "0.2", "--watchdog", "0.5"]


@dataclass
class Centre:
    """A TCP server that lets sites in one after the other; `heard` is all they said but acknowledgements."""

    heard: list[dict[str, Any]] = field(default_factory=list)
    answers: dict[str, str] = field(default_factory=dict)
    connections: int = 0
    writer: asyncio.StreamWriter | None = None
    met: list[asyncio.Task[None] | None] = field(default_factory=list)

    async def meet(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        self.writer = writer
        self.met.append(asyncio.current_task())
        with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):
            while True:
                self.hear(json.loads((await reader.readuntil(b"\f"))[:-1]))
        writer.close()
        with contextlib.suppress(ConnectionError):
            await writer.wait_closed()

    def hear(self, message: dict[str, Any]) -> None:
        if message["type"] in ("MessageAck", "MessageNotAck"):
            self.answers[message["oMId"]] = message["type"]
            return
        self.heard.append(message)
        self.write({"type": "MessageAck", "oMId": message["mId"]})
        if message["type"] == "Version":
            self.say(type="Version", RSMP=[{"vers": "3.2.2"}], siteId=message["siteId"], SXL=message["SXL"])
            self.say(type="Watchdog", wTs="2026-03-03T00:00:00.000Z")

    def write(self, message: dict[str, Any]) -> None:
        assert self.writer is not None
        self.writer.write(json.dumps({"mType": "rSMsg", **message}).encode() + b"\f")

    def say(self, **message: Any) -> str:
        name = str(uuid.uuid4())
        self.write({**message, "mId": name})
        return name

    async def until(self, kind: str, count: int = 1) -> list[dict[str, Any]]:
        async with asyncio.timeout(30):
            while len(found := [m for m in self.heard if m["type"] == kind]) < count:
                await asyncio.sleep(0.02)
        return found

    async def answer(self, name: str) -> str:
        async with asyncio.timeout(30):
            while name not in self.answers:
                await asyncio.sleep(0.02)
        return self.answers[name]

    async def fixed_time(self, code: str) -> str:
        """Return the answer to M0007 with a code."""
        given = {"status": "True", "securityCode": code}
        arguments = [{"cCI": "M0007", "cO": "setFixedTime", "n": n, "v": v} for n, v in given.items()]
        return await self.answer(self.say(type="CommandRequest", ntsOId="", xNId="", cId="TC", arg=arguments))


@contextlib.asynccontextmanager
async def started(*typed: str, centre: Centre | None = None) -> AsyncIterator[tuple[Centre, str]]:
    centre = centre or Centre()
    server = await asyncio.start_server(centre.meet, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    command = ["-m", "meydan", "street", *TYPED, "--connect", f"127.0.0.1:{port}", *typed]
    process = await asyncio.create_subprocess_exec(sys.executable, *command, stdout=asyncio.subprocess.PIPE)
    try:
        assert process.stdout is not None
        yield centre, (await process.stdout.readline()).decode()
    finally:
        process.terminate()
        await process.wait()
        server.close()
        await asyncio.gather(*(task for task in centre.met if task is not None))


async def test_without_a_city_one_site_calls_under_the_name_it_was_given() -> None:
    async with started("--code-1", "one", "--code-2", "two") as (centre, said):
        assert said.startswith(("1 sites call", "1 site 127.0.0.1:"))
        [status] = await centre.until("AggregatedStatus")
        assert status["cId"] == "TC"
        [version] = await centre.until("Version")
        assert (version["siteId"], version["SXL"], version["RSMP"]) == ([{"sId": SITE}], "1.2.1", [{"vers": "3.2.2"}])
        await centre.until("Watchdog", 3)
        assert await centre.fixed_time("2222") == "MessageNotAck"
        assert await centre.fixed_time("one") == "MessageNotAck"
        assert await centre.fixed_time("two") == "MessageAck"
        assert centre.connections == 1


async def test_what_is_kept_over_an_outage_can_be_typed() -> None:
    async with started("--keep", "S0001,S0014", "--reconnect", "2.5") as (centre, _):
        await centre.until("AggregatedStatus")
        asked = [{"sCI": "S0001", "n": "cyclecounter", "uRt": "1", "sOc": True}]
        assert (
            await centre.answer(centre.say(type="StatusSubscribe", ntsOId="", xNId="", cId="TC", sS=asked))
            == "MessageAck"
        )
        await centre.until("StatusUpdate")
        assert centre.writer is not None
        centre.writer.transport.abort()
        centre.heard.clear()
        first = (await centre.until("StatusUpdate"))[0]
        kinds = [message["type"] for message in centre.heard]
        assert kinds.index("Version") < kinds.index("StatusUpdate")
        assert {value["q"] for value in first["sS"]} == {"old"}


class Silent(Centre):
    """A centre that acknowledges the first watchdog of each connection and no other."""

    def write(self, message: dict[str, Any]) -> None:
        watchdogs = [m["mId"] for m in self.heard if m["type"] == "Watchdog"]
        if message.get("oMId") not in watchdogs[1:]:
            super().write(message)


async def test_it_calls_again_when_its_watchdogs_are_not_acknowledged() -> None:
    async with started("--acknowledge", "0.5", centre=Silent()) as (centre, _):
        async with asyncio.timeout(30):
            while centre.connections < 2:
                await asyncio.sleep(0.02)
        assert [m["type"] for m in centre.heard].count("AggregatedStatus") >= 1


def test_the_core_with_two_names_can_be_typed_by_either(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["street", "--core", "3.2", "--keep", "x"]) == 2  # and not argparse's word about the core
    assert "--core" not in capsys.readouterr().err


@pytest.mark.parametrize(("option", "value"), [("--keep", "S1"), ("--handshake", "0"), ("--stale", "-1")])
def test_an_odd_value_is_refused(option: str, value: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["street", f"{option}={value}"]) == 2
    assert f'{option}: Found "{value}"' in capsys.readouterr().err
