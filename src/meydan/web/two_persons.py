"""What one person may not do alone: it waits until another one, who saw exactly this, agrees (promise P-19).

A request lives for a quarter of an hour in this process alone; after a restart it is asked for again.
"""

import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass

from meydan.centre.snapshot import Live
from meydan.city.override import AskOverride
from meydan.web.reception import refusal

MOST_ALONE = 20  # junctions that one person holds without a second
WAITS_S = 15 * 60.0
MOST_WAITING = 200


@dataclass(frozen=True, slots=True)
class Waiting:
    """An override that waits for a second person; `digest` stands for all of it, and `until_s` is by our clock."""

    wish: AskOverride
    digest: str
    until_s: float


class TwoPersons:
    """The requests that wait; `clock` gives seconds that never run back."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._waiting: dict[str, Waiting] = {}

    def needs_second(self, live: Live, wish: AskOverride) -> bool:
        """Say whether a person would hold more junctions than one may alone."""
        held = {j for j, override in live.overrides.standing.items() if override.asked.person == wish.person}
        held |= {w.junction for w in live.inbox if isinstance(w, AskOverride) and w.person == wish.person}
        return len(held | {wish.junction}) > MOST_ALONE

    def ask(self, wish: AskOverride) -> None:
        """Let an override wait; the same one again has no second effect, another one under its id is refused."""
        known = self.find(wish.override)
        if known is not None and known.digest != digest_of(wish):
            raise refusal(409, "second.changed")
        if known is None and len(self.all()) >= MOST_WAITING:
            raise refusal(429, "second.too_many")
        if known is None:
            self._waiting[wish.override] = Waiting(wish, digest_of(wish), self._clock() + WAITS_S)

    def find(self, override: str) -> Waiting | None:
        """Return the request of this id, None if it does not wait, or waited too long."""
        return next((one for one in self.all() if one.wish.override == override), None)

    def all(self) -> list[Waiting]:
        """Return what waits, the oldest first."""
        now_s = self._clock()
        self._waiting = {override: one for override, one in self._waiting.items() if now_s < one.until_s}
        return list(self._waiting.values())

    def left_s(self, request: Waiting) -> int:
        """Return for how many seconds a request still waits."""
        return max(0, round(request.until_s - self._clock()))

    def check(self, override: str, digest: str, person: str) -> Waiting:
        """Return the request that a second person may agree to.

        Raises
        ------
        HTTPException
            404 if it does not wait any more, 403 to whoever asked for it, 409 if it is not what they saw.
        """
        found = self.find(override)
        if found is None:
            raise refusal(404, "second.gone")
        if found.wish.person == person:
            raise refusal(403, "second.same_person")
        if found.digest != digest:
            raise refusal(409, "second.changed")
        return found

    def end(self, override: str) -> AskOverride | None:
        """Take a request out; None if somebody else was faster."""
        found = self._waiting.pop(override, None)
        return found.wish if found else None


def digest_of(wish: AskOverride) -> str:
    """Return what stands for an override and everything in it."""
    return hashlib.sha256(json.dumps(asdict(wish), sort_keys=True).encode()).hexdigest()
