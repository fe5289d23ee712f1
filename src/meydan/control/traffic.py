"""What is believed of the traffic before each stop line, whoever looks at it: who stands there and who will come.

Nobody is followed: a detector only counts. Each vehicle that is counted in is given the second at which it would reach
the line if nothing stopped it, and the first one is taken out when one is counted out.
"""

from collections import deque
from dataclasses import dataclass, field
from typing import Protocol

from meydan.city.instant import Instant, elapsed_s
from meydan.city.state import JunctionState
from meydan.control.search import HEADWAY_S, Floats

START_UP_S = 2.0  # of green before a queue moves
RATE_S = 240.0  # over which the arrivals of a lane are averaged
FIRST_RATE = 0.03  # vehicles a second, before any was counted
VEHICLE_M = 7.5  # of lane for each standing vehicle
BLOCKED_S = 10.0  # green, somebody stands and nobody moves for so long: the way out is blocked
MISSED = 0.1  # share of vehicles that a detector is expected not to see
MISSED_TWICE = 0.03  # and of those that neither a detector here nor one upstream is expected to see
MOST_MISSED = 2.0  # vehicles that are believed to stand somewhere only because they were told of
LEAST_MISSED = 0.001  # vehicles a second that are expected unseen even where hardly anybody comes
UNSEEN_AFTER_S = 30.0  # of red, from which on somebody unseen is expected
ASSUMED_AFTER_S = 120.0  # of red, from which on somebody is expected where nobody can be seen
MOST_ASSUMED = 4.0  # vehicles in a queue that nobody sees


class Traffic(Protocol):
    """What is believed of the traffic that some groups release."""

    groups: tuple[str, ...]
    reach_m: float
    travel_s: float
    queue: float
    rate: float
    blocked_s: float
    is_blind: bool
    came: int
    ahead_s: float
    known: float
    missed: float

    @property
    def has_queue(self) -> bool:
        """Whether so many stand that it discharges as fast as it can."""
        ...

    @property
    def held(self) -> float:
        """How many are before the line, standing or driving."""
        ...

    def observe(self, seen: JunctionState, passed_s: float, green_s: float) -> float:
        """Take what the detectors say now; `green_s` is how long it has been green, -1 if it is not.

        Return how many are believed to have crossed the line since `passed_s` ago.
        """
        ...

    def expect(self, now: Instant, coming: Floats) -> None:
        """Add those who will reach the line to `coming`, one second an element."""
        ...

    def unseen(self, red_s: float) -> float:
        """Return how many are expected to wait unseen after so long a red."""
        ...


@dataclass(slots=True, kw_only=True, eq=False)
class Watched:
    """What is common to lanes with detectors, which see the last `reach_m` before the line.

    `inside` are those between the beginning of that sight and the line, by when they would reach it; `came` is how many
    were counted in at the last look. `ahead_s` is how long before that signals upstream tell of a vehicle, 0 where none
    does, `known` is the share of those who come of whom they tell, and `missed` are those they told of who were not
    counted.
    """

    groups: tuple[str, ...]
    reach_m: float
    travel_s: float
    queue: float = 0.0
    rate: float = FIRST_RATE
    blocked_s: float = 0.0
    is_blind: bool = False
    inside: deque[Instant] = field(default_factory=deque)
    came: int = 0
    ahead_s: float = 0.0
    known: float = 0.0
    missed: float = 0.0

    @property
    def held(self) -> float:
        """How many are before the line, standing or driving."""
        return max(self.queue, float(len(self.inside)))

    def expect(self, now: Instant, coming: Floats) -> None:
        """Add those inside, and from beyond what is known as many as have been coming."""
        for n, t in enumerate(self.inside):
            if n >= int(self.queue):  # each at the end of the second after it reaches the line
                coming[min(max(int(elapsed_s(t, now)) + 1, 0), len(coming) - 1)] += 1.0
        coming[int(self.travel_s) + 2 :] += self.rate * (1.0 - self.known)
        coming[int(self.travel_s + self.ahead_s) + 2 :] += self.rate * self.known

    def unseen(self, red_s: float) -> float:
        """Return those expected unseen; a queue that nobody sees at all is assumed already, of one at a long red."""
        if self.is_blind:
            return max(0.0, 1.0 - self.queue) if red_s > ASSUMED_AFTER_S else 0.0
        share = MISSED_TWICE if self.ahead_s else MISSED
        expected = max(0.0, red_s - UNSEEN_AFTER_S) * max(LEAST_MISSED, share * self.rate)
        return self.missed + min(1.0, expected)

    def assume(self, passed_s: float, green_s: float, rate: float) -> float:
        """Let a queue that nobody sees grow at red by `rate` and go at green; return that nobody was seen to go."""
        self.inside.clear()
        self.came, self.blocked_s, self.missed = 0, 0.0, 0.0
        self.rate = rate
        gone = passed_s / HEADWAY_S if green_s > START_UP_S else 0.0
        self.queue = min(MOST_ASSUMED, max(0.0, self.queue + self.rate * passed_s - gone))
        return 0.0

    def let_go(self, passed_s: float, green_s: float) -> None:
        """Forget those missed as they go: nobody sees that either."""
        if green_s > START_UP_S:
            self.missed = max(0.0, self.missed - passed_s / HEADWAY_S)


@dataclass(slots=True)
class UnseenTraffic:
    """A lane or a crossing without a detector: somebody is expected there when it has been red for a while."""

    groups: tuple[str, ...]
    reach_m: float = 0.0
    travel_s: float = 0.0
    queue: float = 0.0
    rate: float = FIRST_RATE
    blocked_s: float = 0.0
    is_blind: bool = True
    came: int = 0
    ahead_s: float = 0.0
    known: float = 0.0
    missed: float = 0.0
    has_queue: bool = False
    held: float = 0.0

    def observe(self, seen: JunctionState, passed_s: float, green_s: float) -> float:
        """See nothing."""
        return 0.0

    def expect(self, now: Instant, coming: Floats) -> None:
        """Expect nobody in particular."""

    def unseen(self, red_s: float) -> float:
        """Return how many are expected."""
        return min(1.0, red_s * self.rate)
