"""A corridor: junctions one after the other along a road, as far as their logs are measured together."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from meydan.measure.greens import greens
from meydan.measure.junction_log import NO_PHASE, JunctionLog
from meydan.measure.presence import Presence

Logs = Mapping[str, JunctionLog]
"""The logs of the junctions of a corridor, by name."""

Direction = Literal["out", "back"]
"""`out` is in the order of the stops."""

OUT: Direction = "out"
BACK: Direction = "back"


@dataclass(frozen=True, slots=True)
class Stop:
    """A junction of a corridor, `distance_m` from its begin, and its phase in each direction; 0 where it has none."""

    junction: str
    distance_m: float
    phase_out: int
    phase_back: int = NO_PHASE

    def phase(self, direction: Direction) -> int:
        """Return the phase of one direction."""
        return self.phase_out if direction == OUT else self.phase_back


@dataclass(frozen=True, slots=True)
class Corridor:
    """Two stops or more in the order of their distances, and the speed that platoons drive at."""

    name: str
    speed_mps: float
    stops: tuple[Stop, ...]

    def stops_of(self, direction: Direction) -> tuple[Stop, ...]:
        """Return the stops that have a phase in a direction, in the order in which they are driven."""
        driven = self.stops if direction == OUT else self.stops[::-1]
        return tuple(stop for stop in driven if stop.phase(direction) != NO_PHASE)

    def travel_ms(self, one: Stop, other: Stop) -> int:
        """Return how long a platoon drives from one stop to the other [ms]."""
        return round(abs(other.distance_m - one.distance_m) / self.speed_mps * 1000)


def greens_of(logs: Logs, junction: str, phase: int) -> Presence:
    """Return when a phase of a junction was green; never, if nothing is known of it."""
    log = logs.get(junction)
    found = {} if log is None or phase == NO_PHASE else greens(log)
    nothing = np.empty(0, np.int64)
    return found.get(phase, Presence(nothing, nothing))
