"""Arrivals over the cycle: in which second of it vehicles reach the stop line, and which share of them meets green.

Told by advance loops, or by the upstream end of zones: a vehicle comes as much later as it drives to the line.

Source: the arrival profile as in the Purdue coordination diagram (Day et al., Performance Measures for Traffic Signal
Systems, Purdue, 2014); moving it against the green as in link pivot of the same authors.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from meydan.city.events import DetectorChanged, Event, ZoneChanged
from meydan.city.instant import Instant, later
from meydan.city.junction import Detector, DetectorKind, Junction
from meydan.control.saturation import LaneUse

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

    @property
    def count(self) -> int:
        """Return how many came."""
        return sum(len(came) for came in self.seen.values())

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


def shares_on_green(arrivals: Arrivals, lanes: Sequence[LaneUse], shifts_s: Sequence[int]) -> dict[int, float]:
    """Return which share [0..1] of the arrivals would have met green, had all greens come so many seconds later.

    It is that of the lanes whose greens are known; empty if nobody came.
    """
    came = [(t, lane.greens) for lane in lanes for t in arrivals.seen.get(lane.lane, ())]
    return {
        shift_s: sum(any(begun <= t - shift_s * 1000 < over for begun, over in greens) for t, greens in came)
        / len(came)
        for shift_s in (shifts_s if came else ())
    }


def _reach_m(d: Detector) -> float:
    return d.distance_m + d.length_m if d.kind is DetectorKind.ZONE else d.distance_m
