"""A queue that stands over an advance loop, told from a loop that is stuck.

Both look the same at that loop: covered, for minutes. But a queue that stands there stands at the line too, and lets no
more vehicles go than fit in between. So the loops at the line of the same lane bear it out, or say that it is stuck.
"""

from dataclasses import dataclass

from meydan.city.events import DetectorChanged, DetectorHealth, Event
from meydan.city.instant import NEVER, Instant, elapsed_s
from meydan.city.junction import Detector, DetectorKind, Junction
from meydan.city.state import DetectorState, JunctionState
from meydan.control.demand import SILENT_S, is_sound

STANDS = 0.79  # of the time somebody stands at the line: as in `left_over`
VEHICLE_M = 6.0  # a car with the gap before it, close together: at most so many fit between two loops


@dataclass(slots=True)
class _Line:
    """A loop at the line when the advance loop was covered: how many it had counted, and how busy it had been."""

    count: int
    busy_ms: int


class StandingQueue:
    """Looks after the advance loops of one junction; `queue_s` is how long one is covered before a queue is told of."""

    def __init__(self, junction: Junction, queue_s: float) -> None:
        every = junction.detectors.values()
        self._queue_s = queue_s
        self._advance = [d for d in every if d.kind is DetectorKind.ADVANCE]
        self._line = {
            d.id: [other.id for other in every if other.kind is DetectorKind.STOP_LINE and other.lane == d.lane]
            for d in self._advance
        }
        self._then: dict[str, dict[str, _Line]] = {}

    def take(self, event: Event, seen: JunctionState) -> None:
        """Take an event that `seen` has taken already."""
        if isinstance(event, DetectorChanged) and event.occupied and event.detector in self._line:
            self._then[event.detector] = {
                line: _Line(seen.detectors[line].count, _busy_ms(seen.detectors[line], event.t))
                for line in self._line[event.detector]
            }

    def find(self, seen: JunctionState) -> tuple[str, float] | None:
        """Return an advance loop over which a queue stands, and for how long [s]; None if there is none.

        Where nothing at the line can be believed, the loop is, until it has been covered for so long that no loop is.
        """
        for detector in self._advance:
            told = seen.detectors[detector.id]
            covered_s = elapsed_s(seen.now, told.changed)
            if not told.occupied or told.health is not DetectorHealth.OK or covered_s < self._queue_s:
                continue
            lines = self._believed(detector, seen)
            if any(self._bears_out(detector, line, seen) for line in lines) or (not lines and is_sound(told, seen)):
                return detector.id, covered_s
        return None

    def _believed(self, detector: Detector, seen: JunctionState) -> list[str]:
        """Return the loops at the line that can say anything: healthy, and heard of not too long ago."""
        then = self._then.get(detector.id, {})
        return [line for line in self._line[detector.id] if line in then and _speaks(seen.detectors[line], seen)]

    def _bears_out(self, detector: Detector, line: str, seen: JunctionState) -> bool:
        then, told, since = self._then[detector.id][line], seen.detectors[line], seen.detectors[detector.id].changed
        fit = detector.distance_m / VEHICLE_M + 1
        stood_ms = _busy_ms(told, seen.now) - then.busy_ms
        return told.count - then.count <= fit and stood_ms >= STANDS * (seen.now - since)


def _speaks(told: DetectorState, seen: JunctionState) -> bool:
    heard = told.changed != NEVER and (told.occupied or elapsed_s(seen.now, told.changed) <= SILENT_S)
    return heard and told.health is DetectorHealth.OK


def _busy_ms(told: DetectorState, t: Instant) -> int:
    return told.busy_ms + (t - told.changed if told.occupied else 0)
