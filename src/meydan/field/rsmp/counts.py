"""Traffic counts of the signal list (S0201 to S0208) from what the loops of a junction saw.

A value is of the last whole interval of the site's clock. A pulse tells no length and no speed: each vehicle counts
as a car of 4.5 m, and its speed follows from how long it was over a loop of 2 m.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from meydan.city.instant import Instant, later
from meydan.field.rsmp.messages import Value
from meydan.field.rsmp.timestamps import timestamp
from meydan.field.rsmp.watched_loops import Loops

WITHOUT_INTERVAL_S = 60  # of a value that is asked for once
NO_DATA = "-1"
CLASSES = ("P", "PS", "L", "LS", "B", "SP", "MC", "C", "F")
_CAR_AND_LOOP_M = 6.5
FASTEST_KMH = 255  # more is no speed in the list
_LIST_OF = {"S0205": "S0201", "S0206": "S0202", "S0207": "S0203", "S0208": "S0204"}


@dataclass(frozen=True, slots=True)
class _Seen:
    """What one loop saw in an interval: vehicles that left it, and its time in the street, occupied and in all."""

    vehicles: int
    occupied_ms: int
    length_ms: int


class Counts:
    """The counts of one junction.

    Parameters
    ----------
    loops, detectors
        What its loops saw, and their names in the order of the digits of S0002.
    in_street
        Turns an instant of the site's clock into the time of the loops.
    """

    def __init__(self, loops: Loops, detectors: Sequence[str], in_street: Callable[[Instant], Instant]) -> None:
        self._loops, self._detectors, self._in_street = loops, detectors, in_street

    def of_one(self, number: int, code: str, name: str, t: Instant, interval_s: int) -> Value:
        """Return a value of detector `number` (from 1) at `t` by the site's clock; None where nothing is known."""
        start = _start(t, interval_s)
        if name == "starttime":
            return timestamp(start)
        return self._value(self._detectors[number - 1], code, name, start, interval_s)

    def of_all(self, code: str, name: str, t: Instant, interval_s: int) -> Value:
        """Return the values of all detectors, in order, with -1 where nothing is known; None without detectors."""
        start = _start(t, interval_s)
        if name == "start":
            return timestamp(start)
        of_one = _LIST_OF[code]
        values = [self._value(d, of_one, name, start, interval_s) or NO_DATA for d in self._detectors]
        return ",".join(values) or None

    def _value(self, detector: str, code: str, name: str, start: Instant, interval_s: int) -> str | None:
        since = self._in_street(start)
        until = self._in_street(later(start, interval_s or WITHOUT_INTERVAL_S))
        vehicles, occupied_ms = (
            look(detector, since, until) for look in (self._loops.vehicles, self._loops.occupied_ms)
        )
        return _VALUES[code](_Seen(vehicles, occupied_ms, until - since), name)


def _start(t: Instant, interval_s: int) -> Instant:
    """Return when the last whole interval began."""
    length_ms = (interval_s or WITHOUT_INTERVAL_S) * 1000
    return Instant((t // length_ms - 1) * length_ms)


def _vehicles(seen: _Seen, _name: str) -> str:
    return str(seen.vehicles)


def _speed(seen: _Seen, _name: str) -> str | None:
    """Return the mean speed [km/h] over the loop, from all that passed it and all the time they took."""
    if not seen.vehicles or not seen.occupied_ms:
        return None
    return str(min(FASTEST_KMH, round(_CAR_AND_LOOP_M * seen.vehicles / (seen.occupied_ms / 1000) * 3.6)))


def _occupancy(seen: _Seen, _name: str) -> str:
    return str(min(100, round(100 * seen.occupied_ms / seen.length_ms)))


def _class(seen: _Seen, name: str) -> str:
    return str(seen.vehicles if name == "P" else 0)


_VALUES: Mapping[str, Callable[[_Seen, str], str | None]] = {
    "S0201": _vehicles,
    "S0202": _speed,
    "S0203": _occupancy,
    "S0204": _class,
}
