"""Setting a controller's clock: what a person asks for, and the event the loop makes of it."""

from dataclasses import dataclass

from meydan.city.instant import Instant


@dataclass(frozen=True, slots=True)
class ClockAsked:
    """A person wants a controller's clock set to the centre's."""

    t: Instant
    junction: str
    person: str


@dataclass(frozen=True, slots=True)
class AskClock:
    """The wish to set a controller's clock."""

    junction: str
    person: str

    def at(self, now: Instant) -> ClockAsked:
        """Return the event of this moment."""
        return ClockAsked(now, self.junction, self.person)
