"""How long each signal group let somebody wait: from the first vehicle that stands before its red until its green.

The bench looks at vehicles to judge; no strategy is given what is seen here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import libsumo

from meydan.city.city import City
from meydan.city.instant import Instant, elapsed_s
from meydan.city.junction import Junction


@dataclass(slots=True)
class GroupWaits:
    """The waits of one signal group so far, and since when it lets somebody wait now."""

    times: int = 0
    total_s: float = 0.0
    longest_s: float = 0.0
    since: Instant | None = None

    def end(self, t: Instant) -> None:
        """End the running wait, if there is one."""
        if self.since is not None:
            waited_s = elapsed_s(t, self.since)
            self.times += 1
            self.total_s += waited_s
            self.longest_s = max(self.longest_s, waited_s)
            self.since = None


@dataclass(slots=True)
class _Light:
    """One junction's light: the group of each link and the groups before which the vehicles of a lane may stand."""

    tls: str
    links: tuple[str, ...]
    lanes: list[tuple[str, tuple[str, ...]]]
    green: frozenset[str] = frozenset()
    letters: str = ""
    waits: dict[str, GroupWaits] = field(default_factory=dict)

    def show(self, letters: str) -> None:
        if letters != self.letters:
            self.letters = letters
            self.green = frozenset(g for g, letter in zip(self.links, letters, strict=True) if letter in "Gg")


class CityWaits:
    """Watches all junctions of a city on the running twin, once a second."""

    def __init__(self, city: City) -> None:
        self._lights = {name: _light(junction) for name, junction in city.junctions.items()}
        self._now: Instant | None = None

    def watch(self, t: Instant, letters: Mapping[str, str]) -> None:
        """Look once; `letters` are by junction."""
        self._now = t
        for name, light in self._lights.items():
            light.show(letters[name])
            for group in light.green:
                if group in light.waits:
                    light.waits[group].end(t)
            for lane, groups in light.lanes:
                if any(g not in light.green and not _is_waiting(light, g) for g in groups):
                    _look_at(light, lane, t)

    def close(self) -> dict[str, dict[str, GroupWaits]]:
        """End every wait where the run ended and return all, by junction and group."""
        for light in self._lights.values():
            for waits in light.waits.values():
                waits.end(self._now or Instant(0))
        return {name: light.waits for name, light in self._lights.items()}


def _light(junction: Junction) -> _Light:
    if junction.twin is None:
        raise ValueError(f"{junction.id} has no light on the twin")
    lanes = [(lane.id, lane.groups) for lane in junction.lanes.values()]
    return _Light(junction.twin.tls, junction.twin.groups, lanes)


def _is_waiting(light: _Light, group: str) -> bool:
    return group in light.waits and light.waits[group].since is not None


def _look_at(light: _Light, lane: str, t: Instant) -> None:
    """Begin a wait if the first vehicle of a lane stands before a red group; one that stops on purpose does not."""
    if not libsumo.lane.getLastStepHaltingNumber(lane):
        return
    vehicles = libsumo.lane.getLastStepVehicleIDs(lane)
    if not vehicles or libsumo.vehicle.getSpeed(vehicles[-1]) > _HALTING_MPS or libsumo.vehicle.isStopped(vehicles[-1]):
        return
    ahead = libsumo.vehicle.getNextTLS(vehicles[-1])
    if not ahead or ahead[0][0] != light.tls:
        return
    group = light.links[ahead[0][1]]
    if group and group not in light.green:
        waits = light.waits.setdefault(group, GroupWaits())
        if waits.since is None:
            waits.since = t


_HALTING_MPS = 0.1
