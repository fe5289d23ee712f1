"""A corridor: junctions along a road, and how much green of each meets green at the next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from meydan.measure.cycles import by_phase, is_interrupted
from meydan.measure.junction_log import GREEN, YELLOW, JunctionLog
from meydan.measure.presence import Presence


@dataclass(frozen=True, slots=True)
class Stop:
    """A junction of a corridor, `at_m` from its begin, and its phase in each direction; 0 where it has none."""

    junction: str
    at_m: float
    there: int
    back: int


@dataclass(frozen=True, slots=True)
class Corridor:
    """Junctions in order along a road, and the speed for which it is coordinated."""

    name: str
    speed_mps: float
    stops: tuple[Stop, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """One direction of a corridor: its stops in the order in which they are driven, each with its phase there."""

    stops: tuple[Stop, ...]
    phases: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """From one stop to the next: the way [m], the time for it [s], and the share of green that meets green [0..1]."""

    origin: str
    target: str
    length_m: float
    travel_s: float
    met: float


def ways_of(corridor: Corridor) -> dict[str, Way]:
    """Return the directions that at least two stops have a phase for, `there` and `back`."""
    there = [(stop, stop.there) for stop in corridor.stops if stop.there]
    back = [(stop, stop.back) for stop in reversed(corridor.stops) if stop.back]
    return {
        name: Way(tuple(stop for stop, _ in found), tuple(phase for _, phase in found))
        for name, found in (("there", there), ("back", back))
        if len(found) > 1
    }


def greens_of(log: JunctionLog, phase: int) -> Presence:
    """Return the greens of a phase that the log holds whole, from begin of green to begin of yellow."""
    phases, t, code = by_phase(log, (GREEN, YELLOW))
    t, code = t[phases == phase], code[phases == phase]
    at = np.flatnonzero((code[:-1] == GREEN) & (code[1:] == YELLOW))
    at = at[~is_interrupted(log, t[at], t[at + 1])]
    return Presence(t[at], t[at + 1])


def links_of(corridor: Corridor, way: Way, greens: Mapping[str, Presence]) -> list[Link]:
    """Return the links of one direction; `greens` are those of its phase at each stop.

    A link's share is that of the green seconds at its begin from which who drives at the corridor's speed meets green.
    """
    found = []
    for origin, target in zip(way.stops[:-1], way.stops[1:], strict=True):
        length_m = abs(target.at_m - origin.at_m)
        travel_s = length_m / corridor.speed_mps
        leaving, meeting = greens[origin.junction], greens[target.junction]
        shift = round(travel_s * 1000)
        whole = int((leaving.end - leaving.begin).sum())
        met = int(meeting.occupied_ms(leaving.begin + shift, leaving.end + shift).sum())
        found.append(Link(origin.junction, target.junction, length_m, travel_s, met / whole if whole else float("nan")))
    return found


def busiest(counts: Sequence[tuple[int, int]]) -> int:
    """Return the begin of the bin with the most vehicles; of none, the first."""
    return max(counts, key=lambda one: (one[1], -one[0]))[0]
