"""What a site keeps while nobody listens: alarms, aggregated status and the status values it was told to keep."""

from collections import deque
from collections.abc import Iterable
from dataclasses import replace

from meydan.field.rsmp.messages import AggregatedStatus, AlarmStatus, Quality, StatusUpdate, WithId

Kept = AlarmStatus | AggregatedStatus | StatusUpdate


class Outbox:
    """A first-in first-out buffer of at most `size` messages; when it is full the oldest is lost, and counted."""

    def __init__(self, size: int, codes: frozenset[str]) -> None:
        self.codes = codes
        self.lost = 0
        self._size = size
        self._kept: deque[Kept] = deque()

    def __len__(self) -> int:
        return len(self._kept)

    def keep(self, message: WithId) -> None:
        """Keep a message of a kind that is kept; any other is dropped."""
        if (kept := self._keepable(message)) is not None:
            self._kept.append(kept)
            self._trim()

    def put_back(self, messages: Iterable[WithId]) -> None:
        """Keep messages again that were sent and never acknowledged, oldest first, before all others."""
        kept = [k for m in messages if (k := self._keepable(m)) is not None]
        self._kept.extendleft(reversed(kept))
        self._trim()

    def take(self) -> Kept | None:
        """Return the oldest message and let go of it, or None."""
        return self._kept.popleft() if self._kept else None

    def _keepable(self, message: WithId) -> Kept | None:
        if isinstance(message, AlarmStatus | AggregatedStatus):
            return message
        if not isinstance(message, StatusUpdate):
            return None
        values = (v for v in message.values if v.code in self.codes)
        old = tuple(replace(v, quality=Quality.OLD) if v.quality is Quality.RECENT else v for v in values)
        return replace(message, values=old) if old else None

    def _trim(self) -> None:
        while len(self._kept) > self._size:
            self._kept.popleft()
            self.lost += 1
