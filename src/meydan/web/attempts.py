"""How often something may be tried: so many times within so many seconds, by whatever it is counted by.

The window moves: nothing is locked for longer than it takes the oldest attempt to leave it.
"""

from collections import deque
from collections.abc import Callable

MOST_KEYS = 10_000


class Attempts:
    """Counts attempts.

    Parameters
    ----------
    most, within_s
        How many attempts fit into how many seconds.
    clock
        Seconds that never run back.
    """

    def __init__(self, most: int, within_s: float, clock: Callable[[], float]) -> None:
        self._most, self._within_s, self._clock = most, within_s, clock
        self._seen: dict[str, deque[float]] = {}

    def wait_s(self, key: str) -> float:
        """Return how long until another attempt is free [s]; 0 if one is."""
        seen = self._recent(key)
        return 0.0 if len(seen) < self._most else seen[0] + self._within_s - self._clock()

    def note(self, key: str) -> None:
        """Count an attempt."""
        if len(self._seen) >= MOST_KEYS and key not in self._seen:
            self._clear()
        self._seen.setdefault(key, deque()).append(self._clock())

    def _recent(self, key: str) -> deque[float]:
        seen = self._seen.get(key, deque())
        while seen and seen[0] <= self._clock() - self._within_s:
            seen.popleft()
        return seen

    def _clear(self) -> None:
        """Forget what is over; where nothing is, the one that came first: memory is bounded."""
        for key in [key for key in self._seen if not self._recent(key)]:
            del self._seen[key]
        if len(self._seen) >= MOST_KEYS:
            del self._seen[next(iter(self._seen))]


def first_wait_s(*limits: tuple[Attempts, str]) -> float:
    """Count an attempt with each limit and return 0; or count none and return how long to wait [s]."""
    wait_s = max(limit.wait_s(key) for limit, key in limits)
    if wait_s <= 0:
        for limit, key in limits:
            limit.note(key)
        return 0.0
    return wait_s
