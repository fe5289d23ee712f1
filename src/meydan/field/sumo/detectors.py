"""All detectors of the twin, loops and zones, as far as they see."""

from collections.abc import Mapping

import libsumo

from meydan.city.city import City
from meydan.city.events import DetectorChanged, ZoneChanged
from meydan.city.instant import Instant
from meydan.field.sumo.loops import Loops
from meydan.field.sumo.sight import Sight, Where
from meydan.field.sumo.zones import Zones

SECOND_MS = 1000

Said = DetectorChanged | ZoneChanged


class Detectors:
    """Tells once a step what the detectors said; made when SUMO has started.

    Parameters
    ----------
    city, sight
        Where the detectors are, and what they see.
    loops
        Junction and detector of each loop of SUMO's, as `write_loops` named them.
    """

    def __init__(self, city: City, sight: Sight, loops: Mapping[str, Where]) -> None:
        self._city, self._sight = city, sight
        self._loops, self._zones = Loops(loops, sight), Zones(city, sight)
        self._read: Instant | None = None

    def changes(self, epoch_ms: int) -> list[Said]:
        """Return what was said in the step just made, in order of time; `epoch_ms` is the instant of second 0."""
        now = Instant(epoch_ms + round(float(libsumo.simulation.getTime()) * 1000))
        said: list[Said] = []
        if self._read is None:
            began = Instant(now - round(float(libsumo.simulation.getDeltaT()) * 1000))
            said += self._sight.first_words(self._city, began)
        said += self._loops.pulses(epoch_ms)
        if self._read is None or now - self._read >= SECOND_MS:
            self._read = now
            said += self._zones.changes(now)
        return said

    def release(self, t: Instant) -> list[Said]:
        """Return that nobody is there any more, at `t`: the network was emptied."""
        return [*self._loops.release(t), *self._zones.release(t)]
