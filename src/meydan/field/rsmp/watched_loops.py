"""The loops of one junction as vehicles that somebody else moves pass them; zones have no digit and are left out."""

from collections import deque
from collections.abc import Iterable
from typing import Protocol

from meydan.city.events import DetectorChanged, Event
from meydan.city.instant import NEVER, Instant
from meydan.field.sequence import FAR

REMEMBERED = 2048  # pulses of a loop: more than pass in an hour


class Loops(Protocol):
    """What the loops of one junction see, and saw."""

    def occupied(self, now: Instant) -> frozenset[str]:
        """Return the loops that are occupied at `now`; time never runs back."""
        ...

    def next_change(self, now: Instant) -> Instant:
        """Return when the next loop becomes occupied or free after `now`, to which `occupied` was asked."""
        ...

    def vehicles(self, detector: str, since: Instant, until: Instant) -> int:
        """Return how many vehicles left a loop from `since` on and before `until`, of those it remembers."""
        ...

    def occupied_ms(self, detector: str, since: Instant, until: Instant) -> int:
        """Return how long a loop was occupied by those vehicles."""
        ...


class WatchedLoops:
    """Loops whose pulses are told, up to `step_s` at once, and shown that much later.

    What is told together is shown one after another, as long as it lasted; a pulse that would begin and end between
    two looks is shown at one of them, as the scanner of a real detector card holds it.
    """

    def __init__(self, detectors: Iterable[str], step_s: float) -> None:
        self._delay_ms = round(step_s * 1000)
        self._pulses = {d: deque[tuple[Instant, Instant]](maxlen=REMEMBERED) for d in detectors}
        self._began: dict[str, Instant] = {}
        self._to_show: deque[DetectorChanged] = deque()
        self._shown: set[str] = set()
        self._held: set[str] = set()

    def hear(self, events: Iterable[Event]) -> None:
        """Take what detectors said, in order of time."""
        for event in events:
            if not isinstance(event, DetectorChanged) or event.detector not in self._pulses:
                continue
            self._to_show.append(event)
            if event.occupied:
                self._began[event.detector] = event.t
            elif event.detector in self._began:
                self._pulses[event.detector].append((self._began.pop(event.detector), event.t))

    def occupied(self, now: Instant) -> frozenset[str]:
        """Return the loops that are shown as occupied; time never runs back."""
        came = set[str]()
        while self._to_show and self._to_show[0].t <= now - self._delay_ms:
            event = self._to_show.popleft()
            if event.occupied:
                self._shown.add(event.detector)
                came.add(event.detector)
            else:
                self._shown.discard(event.detector)
        self._held = came - self._shown
        return frozenset(self._shown | self._held)

    def next_change(self, now: Instant) -> Instant:
        """Return when the next loop is shown as occupied or free, as far as is told; `now` while one is held."""
        if self._held:
            return now
        return Instant(self._to_show[0].t + self._delay_ms) if self._to_show else FAR

    def vehicles(self, detector: str, since: Instant, until: Instant) -> int:
        """Return how many pulses ended from `since` on and before `until`, of those that are remembered."""
        return sum(since <= end < until for _, end in self._pulses[detector])

    def occupied_ms(self, detector: str, since: Instant, until: Instant) -> int:
        """Return for how long a loop was occupied between two instants, by who is there still too."""
        began = self._began.get(detector, NEVER)
        pulses = [*self._pulses[detector], *([(began, until)] if began else [])]
        return sum(max(0, min(end, until) - max(begin, since)) for begin, end in pulses)
