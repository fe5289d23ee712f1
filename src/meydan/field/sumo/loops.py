"""The twin's loops: real SUMO induction loops, read once a step, told as pulses in order of time."""

from collections.abc import Mapping, Sequence
from itertools import compress
from operator import attrgetter
from pathlib import Path
from typing import Final
from xml.sax.saxutils import quoteattr

import libsumo
from libsumo.libsumo import _libsumo as _inner  # without the wrappers that cost a third of a call

from meydan.city.city import City
from meydan.city.events import DetectorChanged
from meydan.city.instant import Instant
from meydan.city.junction import DetectorKind
from meydan.field.sumo.sight import Sight, Where

Vehicle = tuple[str, float, float, float, str]
"""Who, how long, when the front came, when the back left (-1: not yet), which type, as SUMO tells it."""

_WHO: Final = 0
_ENTERED: Final = 2
_LEFT: Final = 3
_NEVER_LEFT = -1.0
_FOR_EVER = float("inf")
_IN_ORDER: Final = attrgetter("t", "junction", "detector")


def write_loops(city: City, file: Path, sight: Sight | None = None) -> Mapping[str, Where]:
    """Write an additional file that puts every loop that is alive on its lane; return (junction, detector) by loop.

    The names are short because each is looked up every step.
    """
    names: dict[str, Where] = {}
    with file.open("w", encoding="utf-8") as out:
        out.write("<additional>\n")
        for junction in city.junctions.values():
            for d in junction.detectors.values():
                if d.kind is DetectorKind.ZONE or (sight and not sight.is_alive((junction.id, d.id))):
                    continue
                lane = junction.lanes[d.lane]
                pos_m = lane.length_m + lane.ahead_m - d.distance_m - d.length_m
                loop = f"d{len(names)}"
                names[loop] = (junction.id, d.id)
                out.write(
                    f"<inductionLoop id={quoteattr(loop)} lane={quoteattr(d.lane)} "
                    f'pos="{max(0.0, pos_m):.3f}" length="{d.length_m:.3f}" period="86400" file="NUL"/>\n'
                )
        out.write("</additional>\n")
    return names


class Loops:
    """Turns what the loops saw in one step into `DetectorChanged` events; made when SUMO has started.

    A loop longer than the gap between two vehicles stays occupied until the last of them has left.
    """

    def __init__(self, names: Mapping[str, Where], sight: Sight | None = None) -> None:
        self._names = dict(names)
        self._misses = sight.misses_vehicle if sight and sight.misses else None
        self._occupied: set[str] = set()
        self._step_s = float(libsumo.simulation.getDeltaT())

    def pulses(self, epoch_ms: int) -> list[DetectorChanged]:
        """Return the changes of the step just made, in order of time; `epoch_ms` is the instant of second 0."""
        # how long nobody was seen is what SUMO answers fastest: 0 while covered, at most a step if left in this one
        free_s, data = _inner.inductionloop_getTimeSinceDetection, _inner.inductionloop_getVehicleData
        begin_s = float(libsumo.simulation.getTime()) - self._step_s
        changes: list[DetectorChanged] = []
        touched = list(compress(self._names, map(self._step_s.__ge__, map(free_s, self._names))))
        left_alone = self._occupied.difference(touched)  # who stood there was taken out of the network
        for loop in (*touched, *left_alone):
            was_on = loop in self._occupied
            seen = data(loop)
            if self._misses is not None:
                seen = [vehicle for vehicle in seen if not self._misses(vehicle[_WHO], self._names[loop])]
            if was_on and len(seen) == 1 and seen[0][_LEFT] == _NEVER_LEFT:
                continue  # the same vehicle stands there still
            found = changes_of(seen, begin_s, was_on=was_on)
            if not found:
                continue
            junction, detector = self._names[loop]
            for s, on in found:
                changes.append(DetectorChanged(Instant(epoch_ms + round(s * 1000)), junction, detector, on))
            (self._occupied.add if on else self._occupied.discard)(loop)
        changes.sort(key=_IN_ORDER)
        return changes

    def release(self, t: Instant) -> list[DetectorChanged]:
        """Return the ends of all pulses that are open, at `t`: the network was emptied."""
        ended = [DetectorChanged(t, *self._names[loop], occupied=False) for loop in sorted(self._occupied)]
        self._occupied.clear()
        return ended


def changes_of(vehicles: Sequence[Vehicle], begin_s: float, *, was_on: bool) -> list[tuple[float, bool]]:
    """Return when one loop became occupied and free in the step that began at `begin_s`, in order of time."""
    on, until = was_on, begin_s
    found: list[tuple[float, bool]] = []
    for vehicle in sorted(vehicles, key=_by_entry) if len(vehicles) > 1 else vehicles:
        enter, leave = vehicle[_ENTERED], vehicle[_LEFT]
        if _NEVER_LEFT < leave <= begin_s:
            continue  # SUMO tells it again, one step after it was told
        if on and enter > until:
            found.append((until, False))
            on = False
        if not on:
            found.append((enter, True))
            on = True
        until = _FOR_EVER if leave == _NEVER_LEFT else max(until, leave)
    if on and until != _FOR_EVER:
        found.append((until, False))
    return found


def _by_entry(vehicle: Vehicle) -> float:
    return vehicle[_ENTERED]
