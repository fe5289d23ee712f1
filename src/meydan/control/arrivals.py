"""Arrivals over the cycle: in which second of it vehicles reach the stop line, and which share of them meets green.

Told by advance loops, or by the upstream end of zones: a vehicle comes as much later as it drives to the line.

Source: the arrival profile as in the Purdue coordination diagram (Day et al., Performance Measures for Traffic Signal
Systems, Purdue, 2014); moving it against the green as in link pivot of the same authors.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import sqrt

from meydan.city.events import DetectorChanged, Event, ZoneChanged
from meydan.city.instant import Instant, later
from meydan.city.junction import Detector, DetectorKind, Junction
from meydan.control.saturation import LaneUse

CLEAR_DEVIATIONS = 3.0  # standard deviations of what chance gains: the best of several shifts is looked for
FARTHEST_M = 150.0  # who is farther away may turn off or be held up


@dataclass(slots=True)
class Arrivals:
    """The vehicles of one junction that were seen to come, by lane: the instants at which they reach the line."""

    lanes: Mapping[str, tuple[str, float]]  # by detector: its lane, and the way to the line [s]
    seen: dict[str, list[Instant]] = field(default_factory=dict)
    inside: dict[str, int] = field(default_factory=dict)

    def observe(self, event: Event) -> None:
        """Take what a detector says."""
        match event:
            case DetectorChanged(occupied=True) if event.detector in self.lanes:
                self._come(event.t, event.detector, 1)
            case ZoneChanged() if event.detector in self.lanes:
                self._come(event.t, event.detector, event.vehicles - self.inside.get(event.detector, 0))
                self.inside[event.detector] = event.vehicles
            case _:
                pass

    def _come(self, t: Instant, detector: str, vehicles: int) -> None:
        lane, way_s = self.lanes[detector]
        self.seen.setdefault(lane, []).extend([later(t, way_s)] * vehicles)


def arrivals_of(junction: Junction) -> Arrivals:
    """Return the arrivals of a junction: of each lane by the detector that looks farthest up its last 150 m."""
    best: dict[str, Detector] = {}
    for d in junction.detectors.values():
        is_far = _reach_m(d) > FARTHEST_M or junction.lanes[d.lane].ahead_m > 0
        if d.kind is not DetectorKind.STOP_LINE and not is_far:
            best[d.lane] = max(best.get(d.lane, d), d, key=_reach_m)
    return Arrivals({d.id: (lane, _reach_m(d) / junction.lanes[lane].speed_mps) for lane, d in best.items()})


def met_green(arrivals: Arrivals, lanes: Sequence[LaneUse], shifts_s: Sequence[int]) -> dict[int, list[bool]]:
    """Return of each arrival whether it would have met green, had all greens come so many seconds later.

    They are those of the lanes whose greens are known.
    """
    came = [(t, lane.greens) for lane in lanes for t in arrivals.seen.get(lane.lane, ())]
    return {
        shift_s: [any(begun <= t - shift_s * 1000 < over for begun, over in greens) for t, greens in came]
        for shift_s in shifts_s
    }


def is_clear(before: Sequence[bool], after: Sequence[bool]) -> bool:
    """Say whether so many more meet green after than before that it is no chance, as in McNemar's test."""
    gained = sum(b and not a for a, b in zip(before, after, strict=True))
    lost = sum(a and not b for a, b in zip(before, after, strict=True))
    return gained - lost > CLEAR_DEVIATIONS * sqrt(gained + lost)


def _reach_m(d: Detector) -> float:
    return d.distance_m + d.length_m if d.kind is DetectorKind.ZONE else d.distance_m
