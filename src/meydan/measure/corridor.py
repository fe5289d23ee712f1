"""A corridor: junctions one after the other along a road, as far as their logs are measured together."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from meydan.measure.greens import greens
from meydan.measure.junction_log import NO_PHASE, JunctionLog
from meydan.measure.presence import Presence

Logs = Mapping[str, JunctionLog]
"""The logs of the junctions of a corridor, by name."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A junction of a corridor: where it is [m from the first], and its phases in the order of the stops and back."""

    junction: str
    distance_m: float
    phase: int
    phase_back: int = NO_PHASE


@dataclass(frozen=True, slots=True)
class Corridor:
    """Two stops or more in the order of their distances, and the speed that platoons drive at."""

    stops: tuple[Stop, ...]
    speed_mps: float

    def travel_ms(self, one: Stop, other: Stop) -> int:
        """Return how long a platoon drives from one stop to the other [ms]."""
        return round(abs(other.distance_m - one.distance_m) / self.speed_mps * 1000)


def greens_of(logs: Logs, junction: str, phase: int) -> Presence:
    """Return when a phase of a junction was green; never, if nothing is known of it."""
    log = logs.get(junction)
    found = {} if log is None else greens(log)
    nothing = np.empty(0, np.int64)
    return found.get(phase, Presence(nothing, nothing))
