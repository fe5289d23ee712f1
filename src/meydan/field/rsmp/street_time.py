"""The time of a virtual street: it begins with the wall's, goes so many times faster, and never jumps."""

from dataclasses import dataclass

from meydan.city.instant import Instant
from meydan.field.rsmp.conversation import Moment


@dataclass(frozen=True, slots=True)
class StreetTime:
    """Turns the two clocks of the computer into the time of the street and back; `speed` 1 is real time.

    Controllers, detectors and vehicles live in the street's time; stamps and waits of the protocol in the wall's.
    """

    begin: Moment
    speed: float = 1.0

    def at(self, now: Moment) -> Instant:
        """Return the time of the street now, whatever became of the wall's clock."""
        return Instant(self.begin.t + round((now.ms - self.begin.ms) * self.speed))

    def on_wall(self, t: Instant) -> Instant:
        """Return when it is or was `t` in the street, by a wall clock that was never set."""
        return Instant(self.begin.t + round((t - self.begin.t) / self.speed))

    def of_wall(self, t: Instant) -> Instant:
        """Return what time it is or was in the street at `t` by a wall clock that was never set."""
        return Instant(self.begin.t + round((t - self.begin.t) * self.speed))

    def wall_s(self, until: Instant, now: Moment) -> float:
        """Return how many seconds on the wall are left until it is `until` in the street, 0 if it is past."""
        return max(0.0, (until - self.at(now)) / 1000 / self.speed)
