"""The control process: the loop of the centre with its socket beside it, told to stop by whoever started it."""

import asyncio
import os
import signal
import threading
import time
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

from meydan.centre.board import Board, Record
from meydan.centre.counter import Counter
from meydan.centre.frames import Hello
from meydan.centre.meeting import socket_in, write_hello
from meydan.centre.publisher import Publisher
from meydan.centre.sign_of_life import SignOfLife, wait_until_left
from meydan.city.errors import StoreError
from meydan.city.events import Tick
from meydan.store.event_log import EventLog

PATIENCE_S = 10.0  # for the log: the control process before this one may still be ending
AGAIN_S = 0.1
STOPPED = 128 + signal.SIGTERM
ORPHAN_S = 5.0  # for an orderly end when whoever started us has gone


class Outlet:
    """Where a centre writes: to its log first, then to whoever listens, once somebody can.

    Each tick is a sign of life too: a loop that works off what waited goes on, though nothing else gets its turn.
    """

    def __init__(self, log: EventLog) -> None:
        self._log = log
        self._life = SignOfLife()
        self._publisher: Publisher | None = None

    def write(self, record: Record) -> None:
        """Take a record."""
        self._log.append(record)
        if type(record) is Tick:
            self._life.give()
        if self._publisher is not None:
            self._publisher.note(record)

    def publish(self, board: Board, hello: Hello, counter: Counter) -> Publisher:
        """Return what tells everything from now on to whoever listens."""
        self._publisher = Publisher(board, hello, counter)
        return self._publisher


def open_log(folder: Path, *, patience_s: float = PATIENCE_S) -> EventLog:
    """Open a log; wait a while for whoever holds it.

    Raises
    ------
    StoreError
        If it cannot be used, or somebody still holds it.
    """
    end_s = time.monotonic() + patience_s
    while True:
        try:
            return EventLog.open(folder)
        except StoreError as error:
            if error.code != "store.in_use" or time.monotonic() >= end_s:
                raise
        time.sleep(AGAIN_S)


async def drive(loop: Coroutine[Any, Any, int], publisher: Publisher, hello: Hello, meeting: Path) -> int:
    """Run the loop and listen at the socket until the loop ends; return what it returned.

    It is stopped by SIGTERM, and when whoever started us has gone; then it returns what a shell tells of SIGTERM.
    """
    driving = asyncio.ensure_future(loop)
    here = asyncio.get_running_loop()
    here.add_signal_handler(signal.SIGTERM, driving.cancel)
    threading.Thread(target=_end_with_the_run, args=(here, driving), daemon=True).start()
    living = asyncio.ensure_future(SignOfLife().keep_giving())
    try:
        async with publisher.listening(socket_in(meeting)):
            write_hello(meeting, hello)
            return await driving
    except asyncio.CancelledError:
        return STOPPED
    finally:
        living.cancel()


def _end_with_the_run(here: asyncio.AbstractEventLoop, driving: "asyncio.Future[int]") -> None:
    """Stop in order when standard input ends; by force if that takes too long, for the next run needs the field."""
    wait_until_left()
    here.call_soon_threadsafe(driving.cancel)
    time.sleep(ORPHAN_S)
    os._exit(1)
