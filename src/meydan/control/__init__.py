"""Strategies that run now. One file, one strategy: `NEEDS`, `start` and `decide`, all pure."""

from collections.abc import Mapping
from typing import Protocol, TypeVar

from meydan.city.city import City
from meydan.city.events import Event
from meydan.city.orders import Order
from meydan.city.state import JunctionState

__all__ = ["Strategy"]

Memory = TypeVar("Memory")


class Strategy(Protocol[Memory]):
    """What a strategy module offers; registered under the entry point `meydan.strategy`."""

    NEEDS: frozenset[type[Order]]
    """The kinds of order it gives; the centre refuses a field that takes fewer."""

    def start(self, city: City, junction: str, seen: Mapping[str, JunctionState]) -> Memory:
        """Return the strategy's state for one junction.

        `seen` holds what is known of every junction; the centre keeps it up to date before each `decide`.
        """
        ...

    def decide(self, state: Memory, event: Event) -> tuple[Memory, list[Order]]:
        """Return the new state and the orders for this junction that follow from one event.

        It is called for every event of its own junction and every `Tick`. The state may be changed in place and
        returned: nobody else holds it. Orders take their fencing number from `seen[junction].fence`.
        """
        ...
