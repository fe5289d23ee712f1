"""One picture a second for everybody who listens: made once, shared, never waited for.

A client that does not read keeps a short queue; its oldest picture is dropped. Nobody else notices.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from typing import Any

import msgspec
import structlog

from meydan.centre.road_meter import RoadMeter
from meydan.centre.snapshot import Live, Pace, snapshot_city, snapshot_junction
from meydan.city.instant import NEVER, Instant

log = structlog.get_logger(__name__)

EVERY_S = 1.0
QUEUE = 3  # pictures of two kinds each second: a client may fall about a second behind
MOST_LISTENERS = 1000

Message = bytes


class Listener:
    """One client: a short queue and the junction it watches ("" for none)."""

    def __init__(self, junction: str) -> None:
        self.junction = junction
        self._queue: asyncio.Queue[Message | None] = asyncio.Queue(QUEUE)

    def offer(self, message: Message | None) -> None:
        """Put a message into the queue, instead of the oldest if it is full."""
        if self._queue.full():
            self._queue.get_nowait()
        self._queue.put_nowait(message)

    async def messages(self) -> AsyncIterator[Message]:
        """Yield messages until the hub closes."""
        while (message := await self._queue.get()) is not None:
            yield message


class Hub:
    """Makes the pictures and hands them to the listeners.

    Parameters
    ----------
    live, pace, meter
        What is shown; `pace` is None on a street.
    clock
        Seconds that never run back, for the age of what is shown.
    is_there
        Whether what is shown is what control knows now.
    """

    def __init__(
        self,
        live: Live,
        pace: Pace | None,
        meter: RoadMeter,
        clock: Callable[[], float] = time.monotonic,
        is_there: Callable[[], bool] = lambda: True,
    ) -> None:
        self._live, self._pace, self._meter, self._clock, self._is_there = live, pace, meter, clock, is_there
        self._listeners: set[Listener] = set()
        self._told = NEVER
        self._heard = clock()
        self._frames: dict[str, tuple[float, Message]] = {}
        self._closed = False

    @property
    def is_full(self) -> bool:
        """Whether no more clients are taken."""
        return self._closed or len(self._listeners) >= MOST_LISTENERS

    @property
    def quiet_s(self) -> float:
        """For how long no event has come in."""
        return self._clock() - self._heard

    @contextmanager
    def listen(self, junction: str = "") -> Iterator[Listener]:
        """Take a client in, show it the present at once, and let it go at the end."""
        listener = Listener(junction)
        self._listeners.add(listener)
        try:
            listener.offer(self._message(junction))
            yield listener
        finally:
            self._listeners.discard(listener)

    async def run(self) -> None:
        """Publish once a second until the hub closes."""
        while not self._closed:
            try:
                self.publish()
            except Exception:  # the supervisor of screens: a picture that fails must not stop the loop
                log.exception("picture_failed")
            await asyncio.sleep(EVERY_S)

    def publish(self) -> None:
        """Make the pictures somebody watches and hand them out; does little if nobody does."""
        self._notice()
        self._frames.clear()
        if not self._listeners:
            self._meter.levels(self._live.now, self._live.seen)
            return
        for listener in tuple(self._listeners):
            listener.offer(self._message(listener.junction))

    def close(self) -> None:
        """End all streams."""
        self._closed = True
        for listener in self._listeners:
            listener.offer(None)

    def _notice(self) -> None:
        """Note when the last event was seen to come in."""
        now: Instant = self._live.now
        if now != self._told:
            self._told, self._heard = now, self._clock()

    def _message(self, junction: str) -> Message:
        """Return what a client that watches `junction` gets: the city, and that junction."""
        city = self._frame("", self._city)
        return city + self._frame(junction, lambda: self._junction(junction)) if junction else city

    def _frame(self, name: str, make: Callable[[], Message]) -> Message:
        at = self._clock()
        made = self._frames.get(name)
        if made is None or at - made[0] >= EVERY_S:
            made = self._frames[name] = (at, make())
        return made[1]

    def _city(self) -> Message:
        self._notice()
        picture = snapshot_city(self._live, self._meter)
        picture["quiet_s"] = round(self.quiet_s, 1)
        picture["control"] = self._is_there()
        picture["pace"] = {"speed": self._pace.speed, "paused": self._pace.paused} if self._pace else None
        return _event(b"city", picture)

    def _junction(self, junction: str) -> Message:
        return _event(b"junction", snapshot_junction(self._live, junction))


def _event(kind: bytes, data: dict[str, Any]) -> Message:
    return b"event: " + kind + b"\ndata: " + msgspec.json.encode(data) + b"\n\n"
