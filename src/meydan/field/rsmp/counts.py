"""Traffic counts of the signal list (S0201 to S0208) from what the loops of a junction saw.

A value is of the last whole interval of the site's clock. A pulse tells no length and no speed: each vehicle counts
as a car of 4.5 m, and its speed follows from the half second over a loop of 2 m.
"""

from collections.abc import Callable, Mapping, Sequence

from meydan.city.instant import Instant
from meydan.field.rsmp.messages import Value
from meydan.field.rsmp.pulses import LASTS_MS, Pulses
from meydan.field.rsmp.timestamps import timestamp

WITHOUT_INTERVAL_S = 60  # of a value that is asked for once
NO_DATA = "-1"
CLASSES = ("P", "PS", "L", "LS", "B", "SP", "MC", "C", "F")
_CAR_AND_LOOP_M = 6.5
_SPEED_KMH = round(_CAR_AND_LOOP_M / (LASTS_MS / 1000) * 3.6)
_LIST_OF = {"S0205": "S0201", "S0206": "S0202", "S0207": "S0203", "S0208": "S0204"}


class Counts:
    """The counts of one junction; `detectors` in the order of the digits of S0002."""

    def __init__(self, pulses: Pulses, detectors: Sequence[str]) -> None:
        self._pulses, self._detectors = pulses, detectors

    def of_one(self, number: int, code: str, name: str, t: Instant, ahead_ms: int, interval_s: int) -> Value:
        """Return a value of detector `number` (from 1) at `t` by the site's clock, `ahead_ms` ahead of the loops' one.

        None where nothing is known.
        """
        start = _start(t, interval_s)
        if name == "starttime":
            return timestamp(start)
        return self._value(self._detectors[number - 1], code, name, Instant(start - ahead_ms), interval_s)

    def of_all(self, code: str, name: str, t: Instant, ahead_ms: int, interval_s: int) -> Value:
        """Return the values of all detectors, in order, with -1 where nothing is known; None without detectors."""
        start = _start(t, interval_s)
        if name == "start":
            return timestamp(start)
        of_one, since = _LIST_OF[code], Instant(start - ahead_ms)
        values = [self._value(d, of_one, name, since, interval_s) or NO_DATA for d in self._detectors]
        return ",".join(values) or None

    def _value(self, detector: str, code: str, name: str, since: Instant, interval_s: int) -> str | None:
        length_ms = (interval_s or WITHOUT_INTERVAL_S) * 1000
        vehicles = self._pulses.vehicles(detector, since, Instant(since + length_ms))
        return _VALUES[code](vehicles, length_ms, name)


def _start(t: Instant, interval_s: int) -> Instant:
    """Return when the last whole interval began."""
    length_ms = (interval_s or WITHOUT_INTERVAL_S) * 1000
    return Instant((t // length_ms - 1) * length_ms)


def _vehicles(vehicles: int, _length_ms: int, _name: str) -> str:
    return str(vehicles)


def _speed(vehicles: int, _length_ms: int, _name: str) -> str | None:
    return str(_SPEED_KMH) if vehicles else None


def _occupancy(vehicles: int, length_ms: int, _name: str) -> str:
    return str(min(100, round(100 * vehicles * LASTS_MS / length_ms)))


def _class(vehicles: int, _length_ms: int, name: str) -> str:
    return str(vehicles if name == "P" else 0)


_VALUES: Mapping[str, Callable[[int, int, str], str | None]] = {
    "S0201": _vehicles,
    "S0202": _speed,
    "S0203": _occupancy,
    "S0204": _class,
}
