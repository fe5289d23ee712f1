"""Pulses of loops where no vehicles drive: vehicles at random, the same ones for the same seed."""

import random
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field

from meydan.city.instant import Instant
from meydan.field.sequence import FAR

MEAN_GAP_S = 12.0
SHORTEST_GAP_S = 1.0
LASTS_MS = 500
REMEMBERED = 2048  # vehicles of a loop: more than pass in an hour


@dataclass(slots=True)
class _Loop:
    """One loop: the chance it draws from, when the next vehicle is over it, and when those before left it."""

    detector: str
    chance: random.Random
    on: Instant
    left: deque[Instant] = field(default_factory=lambda: deque(maxlen=REMEMBERED))


class Pulses:
    """The loops of one junction from `begin` on; every vehicle stays half a second, its successor comes at random."""

    def __init__(self, junction: str, detectors: Iterable[str], seed: int, begin: Instant) -> None:
        self._loops = {d: _Loop(d, random.Random(f"{seed} {junction} {d}"), begin) for d in detectors}
        for loop in self._loops.values():
            _draw(loop)

    def occupied(self, now: Instant) -> frozenset[str]:
        """Return the loops that are occupied at `now`; time never runs back."""
        for loop in self._loops.values():
            while now >= loop.on + LASTS_MS:
                loop.left.append(Instant(loop.on + LASTS_MS))
                _draw(loop)
        return frozenset(loop.detector for loop in self._loops.values() if now >= loop.on)

    def next_change(self, now: Instant) -> Instant:
        """Return when the next loop becomes occupied or free after `now`, to which `occupied` was asked."""
        return Instant(
            min([loop.on if now < loop.on else loop.on + LASTS_MS for loop in self._loops.values()], default=FAR)
        )

    def vehicles(self, detector: str, since: Instant, until: Instant) -> int:
        """Return how many vehicles left a loop from `since` on and before `until`, of those it remembers."""
        return sum(since <= t < until for t in self._loops[detector].left)

    def occupied_ms(self, detector: str, since: Instant, until: Instant) -> int:
        """Return how long a loop was occupied by those vehicles."""
        return LASTS_MS * self.vehicles(detector, since, until)


def _draw(loop: _Loop) -> None:
    gap_s = SHORTEST_GAP_S + loop.chance.expovariate(1 / (MEAN_GAP_S - SHORTEST_GAP_S))
    loop.on = Instant(loop.on + round(gap_s * 1000))
