"""Centres and streets as processes of their own, to be killed."""

import asyncio
import contextlib
import json
import os
import signal
import sys
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from meydan.field.rsmp.street import CODE

ROOT = Path(__file__).resolve().parents[2]


@dataclass(slots=True)
class Process:
    """A process of a centre, what it printed, and when it was started [s, of the monotonic clock]."""

    process: asyncio.subprocess.Process
    began_s: float
    said: dict[str, float] = field(default_factory=dict)
    rest: list[str] = field(default_factory=list)

    async def until(self, what: str, within_s: float = 60.0) -> float:
        """Wait until it says something, and return how long after its start that was [s]."""
        assert self.process.stdout is not None
        async with asyncio.timeout(within_s):
            while what not in self.said:
                line = await self.process.stdout.readline()
                assert line, f"ended before it said {what}: {self.rest}"
                self.take(line.decode())
        return self.said[what] - self.began_s

    def take(self, line: str) -> None:
        """Keep what one line says."""
        try:
            told = json.loads(line)
        except ValueError:
            self.rest.append(line)
            return
        self.said |= dict.fromkeys(told, time.monotonic())

    async def kill(self) -> float:
        """Kill it without a word and return when [s]."""
        at_s = time.monotonic()
        with contextlib.suppress(ProcessLookupError):
            self.process.send_signal(signal.SIGKILL)
        await self.process.wait()
        return at_s

    async def sum_up(self, by: signal.Signals = signal.SIGUSR1) -> dict[str, Any]:
        """Ask for what it took so far."""
        assert self.process.stdout is not None
        self.process.send_signal(by)
        async with asyncio.timeout(60):
            while line := await self.process.stdout.readline():
                if b'"cpu_s"' in line:
                    found: dict[str, Any] = json.loads(line)
                    return found
                self.take(line.decode())
        raise AssertionError(f"ended without a summary: {self.rest}")


@contextlib.asynccontextmanager
async def started(*command: str, code: str = CODE.reveal(), diagnostics: Path | None = None) -> AsyncIterator[Process]:
    """Start `python COMMAND`; whatever becomes of it, it is gone at the end. Diagnostics go to a file, or nowhere."""
    log = open(diagnostics or os.devnull, "ab")  # noqa: SIM115 - the process writes to it, not we
    began_s = time.monotonic()
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *command,
        cwd=ROOT,
        env={**os.environ, "STREET_CODE": code},
        stdout=asyncio.subprocess.PIPE,
        stderr=log,
        limit=2**26,
    )
    log.close()
    running = Process(process, began_s)
    try:
        yield running
    finally:
        await running.kill()


def centre(city: Path, port: int, log: Path, *more: str) -> tuple[str, ...]:
    """Return how to start a centre of a city."""
    return ("-m", "tests.promises.lone_centre", str(city), str(port), str(log), *more)


def street(city: Path, port: int, *more: str) -> tuple[str, ...]:
    """Return how to start the virtual street of a city."""
    return ("-m", "meydan", "street", str(city), "--connect", f"127.0.0.1:{port}", *more)
