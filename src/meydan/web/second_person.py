"""What one person may not do alone waits until another one, who saw exactly this, agrees (promise P-19).

A request lives for a quarter of an hour in this process alone; after a restart it is asked for again. Who takes it up
looks both persons up again: what is decided here is only what a person is asked to do.
"""

import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any, Generic, TypeVar

from meydan.centre.witness import WAITS_S
from meydan.web.reception import refusal

Wish = TypeVar("Wish")


@dataclass(frozen=True, slots=True)
class Waiting(Generic[Wish]):
    """What waits for a second person; `digest` stands for all of it, and `until_s` is by our clock.

    `session` is that of whoever asked, for control to look up, "" where nobody does.
    """

    wish: Wish
    person: str
    digest: str
    until_s: float
    session: str = field(default="", repr=False)


class SecondPerson(Generic[Wish]):
    """The requests that wait, each under a name of its own; `clock` gives seconds that never run back."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._waiting: dict[str, Waiting[Wish]] = {}

    def put(self, name: str, wish: Wish, person: str, session: str = "") -> None:
        """Let a wish wait, in the place of what waited under its name."""
        self._waiting[name] = Waiting(wish, person, digest_of(wish), self._clock() + WAITS_S, session)

    def put_back(self, name: str, request: Waiting[Wish]) -> None:
        """Let a request wait on that was taken out; it waits no longer than it would have."""
        self._waiting[name] = request

    def find(self, name: str) -> Waiting[Wish] | None:
        """Return the request of this name; None if it does not wait, or waited too long."""
        return self.all().get(name)

    def all(self) -> dict[str, Waiting[Wish]]:
        """Return what waits by its name, the oldest first."""
        now_s = self._clock()
        self._waiting = {name: one for name, one in self._waiting.items() if now_s < one.until_s}
        return self._waiting

    def left_s(self, request: Waiting[Wish]) -> int:
        """Return for how many seconds a request still waits."""
        return max(0, round(request.until_s - self._clock()))

    def check(self, name: str, digest: str, person: str) -> Waiting[Wish]:
        """Return the request that a second person may agree to.

        Raises
        ------
        HTTPException
            404 if it does not wait any more, 403 to whoever asked for it, 409 if it is not what they saw.
        """
        found = self.find(name)
        if found is None:
            raise refusal(404, "second.gone")
        if found.person == person:
            raise refusal(403, "second.same_person")
        if found.digest != digest:
            raise refusal(409, "second.changed")
        return found

    def end(self, name: str) -> Waiting[Wish] | None:
        """Take a request out; None if somebody else was faster."""
        return self._waiting.pop(name, None)


def digest_of(wish: Any) -> str:
    """Return what stands for a wish and everything in it."""
    return hashlib.sha256(json.dumps(asdict(wish), sort_keys=True, default=str).encode()).hexdigest()
