"""Greens that left vehicles behind, counted as they come: the detector at the line was busy all green and after it.

A detector that cannot be believed tells nothing: one that is stuck, is judged so, or chatters. Of a log,
`measure.detector_health` finds the same faults.

References
----------
.. [1] Freije et al., Graphical performance measures for practitioners to triage split failure trouble calls, TRR 2439,
   2014: occupancy of at least 79 % in green and in the first five seconds of red.
"""

from dataclasses import dataclass, field

from meydan.city.events import Event, GroupChanged, Tick
from meydan.city.instant import NEVER, Instant, elapsed_s
from meydan.city.junction import DetectorKind, Junction, Lamp
from meydan.city.state import JunctionState
from meydan.control.demand import is_sound

LOOK_S = 5.0
BUSY = 0.79
MOST_PER_S = 1.0  # actuations: vehicles of one lane come no faster, so a detector that tells more chatters


@dataclass(slots=True)
class _Green:
    """The green of one group that runs or ended last: when, how busy its detectors had been by then, and if it failed.

    `busy_ms` is by each detector, as is how many had come when it began, `came`. `is_busy` holds the detectors that
    were busy all green and are looked at once more.
    """

    began: Instant = NEVER
    ended: Instant = NEVER
    busy_ms: dict[str, int] | None = None
    came: dict[str, int] = field(default_factory=dict)
    is_busy: tuple[str, ...] = ()
    failures: int = 0


class LeftOver:
    """Counts for each group how many greens in a row left vehicles behind, where it has loops at the line.

    A zone reaches too far back: that it is occupied does not say that somebody stands at the line. A green whose loops
    tell nothing that can be believed ends the row: those before it may have been judged by what has failed since.
    """

    def __init__(self, junction: Junction) -> None:
        loops = [d for d in junction.detectors.values() if d.kind is DetectorKind.STOP_LINE]
        self._detectors = {g: [d.id for d in loops if g in junction.lanes[d.lane].groups] for g in junction.groups}
        self._greens = {g: _Green() for g, detectors in self._detectors.items() if detectors}

    @property
    def worst(self) -> tuple[str, int]:
        """The group with the most greens in a row that left vehicles behind, and how many; "" and 0 if none did."""
        return max(((g, green.failures) for g, green in self._greens.items()), key=lambda one: one[1], default=("", 0))

    def take(self, event: Event, seen: JunctionState) -> None:
        """Take an event that `seen` has taken already."""
        match event:
            case GroupChanged(group=group, lamp=Lamp.GREEN) if group in self._greens:
                self._begin(group, event.t, seen)
            case GroupChanged(group=group) if group in self._greens and self._greens[group].ended == NEVER:
                self._end(group, event.t, seen)
            case Tick():
                for group, green in self._greens.items():
                    if green.ended != NEVER and green.busy_ms is not None and elapsed_s(event.t, green.ended) >= LOOK_S:
                        self._judge(group, event.t, seen)
            case _:
                pass

    def _begin(self, group: str, t: Instant, seen: JunctionState) -> None:
        green = self._greens[group]
        green.began, green.ended, green.is_busy = t, NEVER, ()
        green.busy_ms = {d: _busy_ms(seen, d, t) for d in self._detectors[group]}
        green.came = {d: seen.detectors[d].count for d in self._detectors[group]}

    def _end(self, group: str, t: Instant, seen: JunctionState) -> None:
        green = self._greens[group]
        if green.began == NEVER or green.busy_ms is None:
            return
        now_ms = {d: _busy_ms(seen, d, t) for d in self._detectors[group]}
        least_ms = BUSY * (t - green.began)
        busy = [d for d, ms in now_ms.items() if ms - green.busy_ms[d] >= least_ms]
        green.is_busy = tuple(d for d in busy if _is_believed(green, d, t, seen))
        green.ended, green.busy_ms = t, now_ms

    def _judge(self, group: str, t: Instant, seen: JunctionState) -> None:
        green = self._greens[group]
        before = green.busy_ms or {}
        least_ms = BUSY * (t - green.ended)
        believed = [d for d in green.is_busy if _is_believed(green, d, t, seen)]
        failed = any(_busy_ms(seen, d, t) - before[d] >= least_ms for d in believed)
        green.failures = green.failures + 1 if failed else 0
        green.busy_ms = None


def _is_believed(green: _Green, detector: str, t: Instant, seen: JunctionState) -> bool:
    told = seen.detectors[detector]
    return is_sound(told, seen) and told.count - green.came[detector] <= MOST_PER_S * elapsed_s(t, green.began)


def _busy_ms(seen: JunctionState, detector: str, t: Instant) -> int:
    told = seen.detectors[detector]
    return told.busy_ms + (t - told.changed if told.occupied else 0)
