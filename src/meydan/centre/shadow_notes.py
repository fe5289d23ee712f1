"""What a shadow notes: how often it was in time, what was refused, and how its lamps agree with the street's.

Numbers only grow, so notes of one day can be kept in a file, taken up again and added to.
"""

from collections import Counter
from dataclasses import dataclass, field

from meydan.city.instant import NEVER, Instant

LONGEST_TICK_MS = 10_000  # a longer gap between two ticks is a hole, and counts for nothing

Standing = tuple[str, str]
"""The stage a junction is in, and the one it is moving to; "" is none."""


@dataclass(slots=True)
class JunctionNotes:
    """One junction beside the street's own controller.

    `compared_ms` is for how long both were known to be in a stage or between two, `same_ms` for how much of that in the
    same. `street_ms` and `shadow_ms` hold how long each stage was green. `arrivals` are the vehicles that came over an
    advance detector; the last two, how many of them met green in the street, and would have met it in the shadow.
    """

    compared_ms: int = 0
    same_ms: int = 0
    street_ms: Counter[str] = field(default_factory=Counter)
    shadow_ms: Counter[str] = field(default_factory=Counter)
    arrivals: int = 0
    met_green: int = 0
    would_meet_green: int = 0

    def compare(self, street: Standing, shadow: Standing, ms: int) -> None:
        """Take how both stood for so long; nothing where one of them is not known."""
        if not any(street) or not any(shadow):
            return
        self.compared_ms += ms
        self.same_ms += ms * (street == shadow)
        for green_ms, (stage, moving_to) in ((self.street_ms, street), (self.shadow_ms, shadow)):
            if not moving_to:
                green_ms[stage] += ms

    @property
    def same(self) -> float:
        """Share of the compared time in the same stage [0..1], or NaN."""
        return self.same_ms / self.compared_ms if self.compared_ms else float("nan")


@dataclass(slots=True)
class ShadowNotes:
    """What a shadow did in one day.

    `covered_ms` is the time it heard ticks for, `late` the ticks it was not ready with in `deadline_ms`. `vetoes` are
    orders refused by the door of safety and `rejections` those a controller refused, by why. `failed` are junctions
    whose strategy failed, with the error. `through` is the last instant noted.
    """

    deadline_ms: int
    ticks: int = 0
    late: int = 0
    slowest_ms: float = 0.0
    covered_ms: int = 0
    since: Instant = NEVER
    through: Instant = NEVER
    orders: int = 0
    vetoes: Counter[str] = field(default_factory=Counter)
    rejections: Counter[str] = field(default_factory=Counter)
    failed: dict[str, str] = field(default_factory=dict)
    junctions: dict[str, JunctionNotes] = field(default_factory=dict)

    def tick(self, before: Instant, t: Instant, took_s: float) -> None:
        """Take a tick, the one before it, and how long the shadow was busy with it."""
        self.ticks += 1
        self.covered_ms += passed_ms(before, t)
        self.late += took_s * 1000 > self.deadline_ms
        self.slowest_ms = max(self.slowest_ms, took_s * 1000)
        self.since, self.through = self.since or t, t

    @property
    def in_time(self) -> float:
        """Share of the ticks it was ready with in time [0..1], or NaN."""
        return 1 - self.late / self.ticks if self.ticks else float("nan")

    @property
    def hours(self) -> float:
        """The time it heard ticks for [h]."""
        return self.covered_ms / 3_600_000

    @property
    def same(self) -> float:
        """Share of the compared time of all junctions in the same stage [0..1], or NaN."""
        compared_ms = sum(notes.compared_ms for notes in self.junctions.values())
        return sum(notes.same_ms for notes in self.junctions.values()) / compared_ms if compared_ms else float("nan")


def passed_ms(before: Instant, t: Instant) -> int:
    """Return the time between two ticks, 0 over a hole."""
    return t - before if 0 < t - before <= LONGEST_TICK_MS else 0
