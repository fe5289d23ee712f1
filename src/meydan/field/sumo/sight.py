"""What the twin's detectors fail to see, for experiments: missed vehicles, and detectors that died unannounced.

A vehicle is missed by a detector for its whole pass. Of the dead detectors one half never says anything; the other
half says from the first second on that a loop is occupied, or that a zone is full of standing vehicles, and never
anything else. All is drawn by a hash of the seed and the names, so that a run can be had again.
"""

from dataclasses import dataclass, field
from hashlib import blake2b

from meydan.city.city import City
from meydan.city.events import DetectorChanged, ZoneChanged
from meydan.city.instant import Instant
from meydan.city.junction import Detector, DetectorKind

Where = tuple[str, str]
"""Junction and detector."""

STANDING_M = 7.5  # of lane for each vehicle in a queue


@dataclass(frozen=True, slots=True)
class Sight:
    """What the detectors of one run see: `stuck_on` and `stuck_off` are dead, `misses` is the share not seen [0..1]."""

    seed: int = 0
    misses: float = 0.0
    stuck_on: frozenset[Where] = field(default_factory=frozenset)
    stuck_off: frozenset[Where] = field(default_factory=frozenset)

    def is_alive(self, where: Where) -> bool:
        """Say whether a detector tells what happens."""
        return where not in self.stuck_on and where not in self.stuck_off

    def misses_vehicle(self, vehicle: str, where: Where) -> bool:
        """Say whether a detector does not see a vehicle."""
        return _drawn(self.seed, vehicle, *where) < self.misses

    def first_words(self, city: City, t: Instant) -> list[DetectorChanged | ZoneChanged]:
        """Return what the detectors that are stuck on say, once, at `t`."""
        return [
            _stuck(t, junction.id, d)
            for junction in city.junctions.values()
            for d in junction.detectors.values()
            if (junction.id, d.id) in self.stuck_on
        ]


def draw_sight(city: City, seed: int, *, misses: float = 0.0, dead: float = 0.0, one_lost: bool = False) -> Sight:
    """Return the sight of a run in which the given shares [0..1] of vehicles are missed and of detectors are dead.

    The dead of a share are among those of every greater one. `one_lost`: one detector of each junction is dead too.
    """
    if not (0 <= misses <= 1 and 0 <= dead <= 1):
        raise ValueError(f"misses and dead are shares from 0 to 1, not {misses} and {dead}")
    everywhere = [(junction.id, d) for junction in city.junctions.values() for d in junction.detectors]
    ranked = sorted(everywhere, key=lambda where: (_drawn(seed, "dead", *where), where)) if dead else []
    chosen = ranked[: round(dead * len(everywhere))]
    chosen += [where for where in _one_each(city, seed) if where not in chosen] if one_lost else []
    return Sight(seed, misses, stuck_on=frozenset(chosen[1::2]), stuck_off=frozenset(chosen[::2]))


def _one_each(city: City, seed: int) -> list[Where]:
    """Return one detector of each junction that has any, in an order that is drawn too."""
    lost = [
        min(((junction.id, d) for d in junction.detectors), key=lambda where: (_drawn(seed, "lost", *where), where))
        for junction in city.junctions.values()
        if junction.detectors
    ]
    return sorted(lost, key=lambda where: (_drawn(seed, "lost", *where), where))


def _stuck(t: Instant, junction: str, d: Detector) -> DetectorChanged | ZoneChanged:
    if d.kind is not DetectorKind.ZONE:
        return DetectorChanged(t, junction, d.id, occupied=True)
    full = max(1, int(d.length_m / STANDING_M))
    return ZoneChanged(t, junction, d.id, full, full)


def _drawn(seed: int, *names: str) -> float:
    """Return a number from 0 to 1 that hangs on nothing but its arguments."""
    text = "\0".join((str(seed), *names))
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big") / 2**64
