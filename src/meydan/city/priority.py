"""Signal priority: what a person asks for a vehicle, how a controller says it stands, and the events of it.

A request is a wish that the controller weighs itself: it decides whether and how to serve it, within its own rules.
"""

from dataclasses import dataclass
from enum import StrEnum

from meydan.city.because import Because
from meydan.city.instant import Instant, later

SHORTEST_S, LONGEST_S = 10.0, 600.0  # for how long priority is asked


class PriorityStand(StrEnum):
    """How a request for priority stands, as its controller says."""

    RECEIVED = "received"
    QUEUED = "queued"
    ACTIVATED = "activated"
    COMPLETED = "completed"
    TIMEOUT = "timeout"  # not served in time
    REJECTED = "rejected"
    COOLDOWN = "cooldown"  # too soon after another one
    STALE = "stale"  # never cancelled


@dataclass(frozen=True, slots=True)
class PriorityWanted:
    """A person asks for priority at one of a junction's `priorities` until `until`."""

    t: Instant
    junction: str
    request: str
    priority: str
    person: str
    until: Instant


@dataclass(frozen=True, slots=True)
class PriorityDropped:
    """A person needs no priority any more."""

    t: Instant
    junction: str
    request: str
    person: str


@dataclass(frozen=True, slots=True)
class PriorityChanged:
    """A controller says how a request for priority stands now; it may be one that others made."""

    t: Instant
    junction: str
    request: str
    stand: PriorityStand


@dataclass(frozen=True, slots=True)
class PriorityRefused:
    """A request for priority did not reach its controller, or was not taken there."""

    t: Instant
    junction: str
    request: str
    why: Because


@dataclass(frozen=True, slots=True)
class WantPriority:
    """The wish for priority; the same `request` again has no second effect."""

    junction: str
    request: str
    priority: str
    person: str
    lasts_s: float

    def at(self, now: Instant) -> PriorityWanted:
        """Return the event of this moment."""
        return PriorityWanted(now, self.junction, self.request, self.priority, self.person, later(now, self.lasts_s))


@dataclass(frozen=True, slots=True)
class DropPriority:
    """The wish to end a request for priority before its time."""

    junction: str
    request: str
    person: str

    def at(self, now: Instant) -> PriorityDropped:
        """Return the event of this moment."""
        return PriorityDropped(now, self.junction, self.request, self.person)
