"""What one person may not do alone: it waits until another one, who saw exactly this, agrees (promise P-19).

A request lives for a quarter of an hour in this process alone; after a restart it is asked for again. Control counts
and looks both persons up again: what is decided here is only what a person is asked to do.
"""

import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, field

from meydan.centre import witness
from meydan.centre.snapshot import Live
from meydan.centre.witness import WAITS_S
from meydan.city.because import Because
from meydan.city.override import AskOverride
from meydan.web.reception import refusal

MOST_WAITING = 200
UNSEEN_S = 30.0  # what was asked of control counts as held for so long, until control is seen to have it


@dataclass(frozen=True, slots=True)
class Waiting:
    """An override that waits for a second person; `digest` stands for all of it, and `until_s` is by our clock.

    `session` is that of whoever asked, for control to look up.
    """

    wish: AskOverride
    digest: str
    until_s: float
    session: str = field(repr=False)


class TwoPersons:
    """The requests that wait; `clock` gives seconds that never run back."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._waiting: dict[str, Waiting] = {}
        self._refused: dict[str, tuple[Because, float]] = {}
        self._asked: dict[str, tuple[AskOverride, float]] = {}

    def needs_second(self, live: Live, wish: AskOverride) -> bool:
        """Say whether a person would hold more junctions than one may alone."""
        self._asked = {o: a for o, a in self._asked.items() if live.overrides.find(o) is None and self._clock() < a[1]}
        return witness.needs_second(live, [asked for asked, _ in self._asked.values()], wish)

    def note(self, wish: AskOverride) -> None:
        """Note that a person asks control for a junction alone: it is told to this process only a moment later."""
        self._asked[wish.override] = (wish, self._clock() + UNSEEN_S)

    def ask(self, wish: AskOverride, session: str) -> None:
        """Let an override wait; the same one again has no second effect, another one under its id is refused."""
        known = self.find(wish.override)
        if known is not None and known.digest != digest_of(wish):
            raise refusal(409, "second.changed")
        if known is None and len(self.all()) >= MOST_WAITING:
            raise refusal(429, "second.too_many")
        if known is None:
            self._waiting[wish.override] = Waiting(wish, digest_of(wish), self._clock() + WAITS_S, session)

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

    def end(self, override: str) -> Waiting | None:
        """Take a request out; None if somebody else was faster."""
        return self._waiting.pop(override, None)

    def refuse(self, override: str, why: Because) -> None:
        """Take a request out, and keep for a while why nothing comes of it: whoever asked looks after it."""
        now_s = self._clock()
        self._refused = {one: told for one, told in self._refused.items() if now_s < told[1]}
        self._waiting.pop(override, None)
        self._refused[override] = (why, now_s + WAITS_S)

    def why_refused(self, override: str) -> Because | None:
        """Return why nothing came of a request that waited, None if nobody refused it."""
        why, until_s = self._refused.get(override, (None, 0.0))
        return why if self._clock() < until_s else None

    def wait_on(self, request: Waiting) -> None:
        """Put back what could not be asked of control; it waits no longer than it would have."""
        self._waiting[request.wish.override] = request


def digest_of(wish: AskOverride) -> str:
    """Return what stands for an override and everything in it."""
    return hashlib.sha256(json.dumps(asdict(wish), sort_keys=True).encode()).hexdigest()
