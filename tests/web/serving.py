"""Real servers for tests: the pages of a centre on paper, served from a thread; and a way to read a live stream."""

import asyncio
import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import httpx2
from fastapi import FastAPI

from meydan.web.server import serve

PATIENCE_S = 20.0


def free_port() -> int:
    """Return a port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass(frozen=True, slots=True)
class Served:
    """A running server, and how to do something in its event loop."""

    address: str
    loop: asyncio.AbstractEventLoop

    def do(self, act: Callable[[], Any]) -> Any:
        """Call `act` where the centre lives and return what it returns."""

        async def there() -> Any:
            return act()

        return asyncio.run_coroutine_threadsafe(there(), self.loop).result(PATIENCE_S)


@contextmanager
def served(app: FastAPI) -> Iterator[Served]:
    """Serve an application on a free port until the end of the block."""
    port, answers, ends = free_port(), threading.Event(), asyncio.Event()
    loops: list[asyncio.AbstractEventLoop] = []

    async def centre() -> None:
        await ends.wait()

    async def both() -> None:
        loops.append(asyncio.get_running_loop())
        await serve(app, port=port, beside=centre(), ready=answers.set)

    thread = threading.Thread(target=lambda: asyncio.run(both()))
    thread.start()
    assert answers.wait(PATIENCE_S)
    try:
        yield Served(f"http://127.0.0.1:{port}", loops[0])
    finally:
        loops[0].call_soon_threadsafe(ends.set)
        thread.join(PATIENCE_S)
    assert not thread.is_alive()


Message = tuple[str, dict[str, Any]]


@contextmanager
def listening(address: str, path: str = "/api/live") -> Iterator[Iterator[Message]]:
    """Open a live stream and give its messages, one by one: kind and content."""
    with httpx2.Client(timeout=PATIENCE_S) as client, client.stream("GET", address + path) as answer:
        assert answer.status_code == 200
        yield _messages(answer.iter_lines())


def _messages(lines: Iterator[str]) -> Iterator[Message]:
    kind = ""
    for line in lines:
        if line.startswith("event: "):
            kind = line.removeprefix("event: ")
        elif line.startswith("data: "):
            yield kind, json.loads(line.removeprefix("data: "))
