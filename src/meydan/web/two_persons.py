"""Overrides that one person may not ask for alone: who holds how many junctions, and what waits or was refused.

Control counts and looks both persons up again.
"""

from collections.abc import Callable

from meydan.centre import witness
from meydan.centre.snapshot import Live
from meydan.centre.witness import WAITS_S
from meydan.city.because import Because
from meydan.city.override import AskOverride
from meydan.web.reception import refusal
from meydan.web.second_person import SecondPerson, digest_of

MOST_WAITING = 200
UNSEEN_S = 30.0  # what was asked of control counts as held for so long, until control is seen to have it


class TwoPersons:
    """Which overrides need a second person, and `requests`: those that wait for one, each under its own id.

    `clock` gives seconds that never run back.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self.requests = SecondPerson[AskOverride](clock)
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
        known = self.requests.find(wish.override)
        if known is not None and known.digest != digest_of(wish):
            raise refusal(409, "second.changed")
        if known is None and len(self.requests.all()) >= MOST_WAITING:
            raise refusal(429, "second.too_many")
        if known is None:
            self.requests.put(wish.override, wish, wish.person, session)

    def refuse(self, override: str, why: Because) -> None:
        """Take a request out, and keep for a while why nothing comes of it: whoever asked looks after it."""
        now_s = self._clock()
        self._refused = {one: told for one, told in self._refused.items() if now_s < told[1]}
        self.requests.end(override)
        self._refused[override] = (why, now_s + WAITS_S)

    def why_refused(self, override: str) -> Because | None:
        """Return why nothing came of a request that waited, None if nobody refused it."""
        why, until_s = self._refused.get(override, (None, 0.0))
        return why if self._clock() < until_s else None
