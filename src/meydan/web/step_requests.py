"""Steps of packages that one person may not take alone: each waits until another one, who saw exactly this, agrees.

A request lives for a quarter of an hour in this process alone, as an override does that waits for a second person.
"""

import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass

from meydan.centre.witness import WAITS_S
from meydan.exchange.life_cycle.asking import AskedStep
from meydan.web.reception import refusal


@dataclass(frozen=True, slots=True)
class WaitingStep:
    """A step that waits for its second person; `digest` stands for all of it, and `until_s` is by our clock."""

    asked: AskedStep
    digest: str
    until_s: float

    @property
    def person(self) -> str:
        """Who asked."""
        return self.asked.people[0]


class StepRequests:
    """The steps that wait, one of each package at most; `clock` gives seconds that never run back."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._waiting: dict[str, WaitingStep] = {}

    def ask(self, asked: AskedStep) -> None:
        """Let a step wait, in the place of what the same person asked before; 409 where another one's waits."""
        known = self.find(asked.place)
        if known is not None and known.person != asked.people[0]:
            raise refusal(409, "exchange.step_waits", person=known.person)
        self._waiting[asked.place] = WaitingStep(asked, _digest_of(asked), self._clock() + WAITS_S)

    def find(self, place: str) -> WaitingStep | None:
        """Return what waits with a package; None if nothing does, or it waited too long."""
        found = self._waiting.get(place)
        if found is not None and self._clock() >= found.until_s:
            del self._waiting[place]
            return None
        return found

    def places(self) -> list[str]:
        """Return the packages with which a step waits."""
        return [place for place in [*self._waiting] if self.find(place) is not None]

    def left_s(self, waiting: WaitingStep) -> int:
        """Return for how many seconds a step still waits."""
        return max(0, round(waiting.until_s - self._clock()))

    def check(self, place: str, digest: str, person: str) -> WaitingStep:
        """Return the step that a second person may agree to.

        Raises
        ------
        HTTPException
            404 if it does not wait any more, 403 to whoever asked for it, 409 if it is not what they saw.
        """
        found = self.find(place)
        if found is None:
            raise refusal(404, "second.gone")
        if found.person == person:
            raise refusal(403, "second.same_person")
        if found.digest != digest:
            raise refusal(409, "second.changed")
        return found

    def end(self, place: str) -> None:
        """Let a step wait no more."""
        self._waiting.pop(place, None)


def _digest_of(asked: AskedStep) -> str:
    return hashlib.sha256(json.dumps(asdict(asked), sort_keys=True, default=str).encode()).hexdigest()
