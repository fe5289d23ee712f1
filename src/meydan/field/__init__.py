"""Anything with detectors and lamps: a street, the twin, a recording."""

from collections.abc import AsyncIterator
from typing import Protocol

from meydan.city.events import Event
from meydan.city.orders import Cleared, Order

__all__ = ["Field"]


class Field(Protocol):
    """A street, the twin or a recording: events come out, cleared orders go in.

    The centre reads one event, decides, sends what was cleared and then asks for the next event; a field that
    makes its own time (the twin) may therefore stand still between two events.
    """

    takes: frozenset[type[Order]]
    """The kinds of order its controllers can carry out."""

    on_street: bool
    """Whether real lamps hang on it."""

    def events(self) -> AsyncIterator[Event]:
        """Yield events in order of time until the field ends."""
        ...

    async def send(self, order: Cleared) -> None:
        """Hand an order to its junction's controller; whether it was obeyed comes back as an event."""
        ...
