"""What may be acknowledged: a message whose events are on the disk, and none before."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol


class Log(Protocol):
    """What a driver must know of the event log."""

    @property
    def next_number(self) -> int:
        """The number that the next record gets."""
        ...

    @property
    def acknowledged(self) -> int:
        """The number of the last record that is durable."""
        ...

    @property
    def dropped(self) -> int:
        """How many records there was no room for."""
        ...


@dataclass(frozen=True, slots=True)
class Owed:
    """An acknowledgement that is due when all that was told before it is stored.

    `dropped` is how many records the log had dropped before.
    """

    acknowledge: Callable[[], None]
    dropped: int


@dataclass(slots=True)
class Receipts:
    """The acknowledgements that wait for the disk, in order.

    What the log drops is never acknowledged: the site keeps it, and says it again when it has connected anew.
    """

    log: Log
    _waiting: deque[tuple[int, Callable[[], None]]] = field(default_factory=deque)

    def wait_for(self, owed: Owed) -> None:
        """Keep an acknowledgement until every record that the log has now is durable."""
        if self.log.dropped == owed.dropped:
            self._waiting.append((self.log.next_number - 1, owed.acknowledge))

    def settle(self) -> None:
        """Give the acknowledgements whose records are durable."""
        durable = self.log.acknowledged
        while self._waiting and self._waiting[0][0] <= durable:
            self._waiting.popleft()[1]()
