"""The web process's end of the socket: keeps the mirror, asks in people's names, and comes back when it was cut."""

import asyncio
import time
from collections.abc import Callable
from pathlib import Path

import structlog

from meydan.centre.frames import (
    HEAD_BYTES,
    MOST_TOLD_BYTES,
    Alive,
    AllTold,
    Answer,
    FrameError,
    Hello,
    Told,
    decode_told,
    encode_asked,
    length_of,
)
from meydan.city.because import Because, because
from meydan.city.errors import StoreError
from meydan.city.request import Request
from meydan.web.control import GONE, NO_ANSWER
from meydan.web.mirror import Mirror

log = structlog.get_logger(__name__)

AGAIN_S = 0.5  # between two tries to reach control
SILENT_S = 5.0  # control that says nothing for so long is not there, whatever its socket says
ANSWER_S = 5.0


class OtherControl(Exception):  # noqa: N818 - no error: the web begins anew for it
    """Control came back with another city or strategy than this process shows."""


class Link:
    """The connection to control; `run` keeps it up.

    Parameters
    ----------
    path, hello, mirror
        The socket, the control process that is expected there, and what is kept up to date.
    clock
        Seconds that never run back.
    """

    def __init__(self, path: Path, hello: Hello, mirror: Mirror, clock: Callable[[], float] = time.monotonic) -> None:
        self._path, self._hello, self._mirror, self._clock = path, hello, mirror, clock
        self._writer: asyncio.StreamWriter | None = None
        self._knows_all = False
        self._heard_s = clock()
        self._number = 0
        self._asked: dict[int, asyncio.Future[Because | None]] = {}

    @property
    def is_there(self) -> bool:
        """Whether control is connected, has told everything and spoke a moment ago."""
        return self._knows_all and self._clock() - self._heard_s < SILENT_S

    async def ask(self, request: Request) -> Because | None:
        """Ask something of control; a request whose answer is lost may have been taken."""
        if not self.is_there or self._writer is None:
            return because(GONE)
        self._number += 1
        number = self._number
        answered = self._asked[number] = asyncio.get_running_loop().create_future()
        try:
            self._writer.write(encode_asked(number, request))
            return await asyncio.wait_for(answered, ANSWER_S)
        except TimeoutError:
            return because(NO_ANSWER)
        finally:
            self._asked.pop(number, None)

    async def run(self) -> None:
        """Stay connected until somebody stops it.

        Raises
        ------
        OtherControl
            If the control process that is there now cannot be shown by this one.
        """
        while True:
            try:
                await self._listen()
            except (OSError, asyncio.IncompleteReadError):
                pass  # it is not there, or has gone
            except (FrameError, StoreError, LookupError) as error:
                log.warning("control_unreadable", error=str(error)[:200])
            finally:
                self._lose()
            await asyncio.sleep(AGAIN_S)

    async def _listen(self) -> None:
        reader, writer = await asyncio.open_unix_connection(self._path)
        try:
            hello = await _read(reader)
            if hello != self._hello:
                raise OtherControl
            self._mirror.begin()
            self._writer = writer
            while True:
                self._take(await _read(reader))
        finally:
            writer.transport.abort()

    def _take(self, told: Told) -> None:
        self._heard_s = self._clock()
        match told:
            case Answer():
                waiting = self._asked.get(told.number)
                if waiting is not None and not waiting.done():
                    waiting.set_result(told.refused)
            case Alive() | Hello():
                pass
            case _:
                self._mirror.take(told)
                if isinstance(told, AllTold):
                    self._knows_all = True
                    log.info("control_there")

    def _lose(self) -> None:
        """Note that control has gone; whoever waits for an answer is told that none comes."""
        if self._knows_all:
            log.warning("control_gone")
        self._writer, self._knows_all = None, False
        for waiting in self._asked.values():
            if not waiting.done():
                waiting.set_result(because(NO_ANSWER))


async def _read(reader: asyncio.StreamReader) -> Told:
    length = length_of(await reader.readexactly(HEAD_BYTES), MOST_TOLD_BYTES)
    return decode_told(await reader.readexactly(length))
