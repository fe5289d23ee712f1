"""Events as rows of the high-resolution log that traffic engineers know: device, event code, parameter.

Only what an event surely means becomes a row. What has no counterpart here (red clearance, gap-out, coordination
state) is absent, and a measure that needs it is "not available", never zero.

References
----------
.. [1] Indiana Traffic Signal Hi Resolution Data Logger Enumerations, Purdue University, 2012, revised 2020.
"""

from collections.abc import Iterable
from functools import lru_cache

from meydan.city.city import City
from meydan.city.events import (
    DetectorChanged,
    DetectorHealth,
    DetectorJudged,
    Event,
    GroupChanged,
    Mode,
    ModeChanged,
    PlanChanged,
    RouteChanged,
    RouteStep,
)
from meydan.city.junction import DetectorKind, GroupKind, Lamp
from meydan.measure.junction_log import ADVANCE, PRESENCE, Detector

Code = tuple[int, int]
"""Event code and parameter."""

FREE, FLASH = 254, 255  # patterns of code 131 that are no plan
OTHER_FLASH, NO_FLASH = 1, 2  # of code 173; a mode tells no more
_GREEN = (Lamp.GREEN, Lamp.FLASHING_GREEN)
_WALKING = {Lamp.GREEN: 21, Lamp.FLASHING_GREEN: 22, Lamp.RED: 23, Lamp.DARK: 24}
_HEALTH = {DetectorHealth.OK: 83, DetectorHealth.STUCK_OFF: 86, DetectorHealth.STUCK_ON: 87}
_ROUTE = {  # called, on the way, in its stage, too long, leaving, no longer called
    RouteStep.CALLED: 102,
    RouteStep.ENTERED: 105,
    RouteStep.HELD: 107,
    RouteStep.OVERDUE: 110,
    RouteStep.LEFT: 111,
    RouteStep.ENDED: 104,
}
SECOND = "second"  # function of a loop that lies where another lies
_FUNCTIONS: dict[DetectorKind, tuple[str, ...]] = {
    DetectorKind.ADVANCE: (ADVANCE,),
    DetectorKind.STOP_LINE: (PRESENCE, "count"),
    DetectorKind.ZONE: (),
}


class HighResolution:
    """Translates the events of one run, in order.

    A signal group's phase, a detector's channel, a plan's pattern and an emergency route's pre-empt are their places,
    from 1, among the groups, detectors, plans and routes of the junction as the city's files list them.
    """

    def __init__(self, city: City) -> None:
        self._phases = {j.id: _numbered(j.groups) for j in city.junctions.values()}
        self._channels = {j.id: _numbered(j.detectors) for j in city.junctions.values()}
        self._routes = {j.id: _numbered(j.routes) for j in city.junctions.values()}
        self._walks = {
            (j.id, g.id) for j in city.junctions.values() for g in j.groups.values() if g.kind is GroupKind.PEDESTRIAN
        }
        self._patterns = _numbered_plans(city)
        self._lamps: dict[tuple[str, str], Lamp] = {}
        self._plan: dict[str, str] = {}
        self._mode: dict[str, Mode] = {}
        self._pattern: dict[str, int] = {}

    def codes(self, event: Event) -> list[Code]:
        """Return the rows that follow from one event, each as code and parameter."""
        match event:
            case DetectorChanged():
                return [(82 if event.occupied else 81, self._channels[event.junction][event.detector])]
            case GroupChanged():
                return self._lamp_codes(event)
            case DetectorJudged():
                return [(_HEALTH[event.health], self._channels[event.junction][event.detector])]
            case RouteChanged():
                return [(_ROUTE[event.step], self._routes[event.junction][event.route])]
            case PlanChanged():
                self._plan[event.junction] = event.plan
                return self._pattern_codes(event.junction)
            case ModeChanged():
                return [*self._flash_codes(event), *self._pattern_codes(event.junction)]
            case _:
                return []

    def _lamp_codes(self, event: GroupChanged) -> list[Code]:
        group = (event.junction, event.group)
        phase, lamp, before = self._phases[event.junction][event.group], event.lamp, self._lamps.get(group)
        self._lamps[group] = lamp
        if group in self._walks:
            return [(_WALKING[lamp], phase)] if lamp in _WALKING and lamp is not before else []
        codes = []
        if before in _GREEN and lamp not in _GREEN:
            codes.append((7, phase))
        if before is Lamp.AMBER and lamp is not Lamp.AMBER:
            codes.append((9, phase))
        if lamp is Lamp.AMBER and before is not Lamp.AMBER:
            codes.append((8, phase))
        if lamp in _GREEN and before not in _GREEN:
            codes.append((1, phase))
        return codes

    def _flash_codes(self, event: ModeChanged) -> list[Code]:
        before = self._mode.get(event.junction)
        self._mode[event.junction] = event.mode
        if (event.mode is Mode.FAILURE) is (before is Mode.FAILURE):
            return []
        return [(173, OTHER_FLASH if event.mode is Mode.FAILURE else NO_FLASH)]

    def _pattern_codes(self, junction: str) -> list[Code]:
        """Return the change of pattern, if mode and plan together make one."""
        match self._mode.get(junction):
            case Mode.LOCAL:
                pattern = self._patterns.get((junction, self._plan.get(junction, "")))
            case Mode.CENTRAL:
                pattern = FREE
            case Mode.FAILURE:
                pattern = FLASH
            case _:
                return []
        if pattern is None or pattern == self._pattern.get(junction):
            return []
        self._pattern[junction] = pattern
        return [(131, pattern)]


def _numbered(names: Iterable[str]) -> dict[str, int]:
    return {name: number for number, name in enumerate(names, start=1)}


def detectors_of(city: City) -> dict[str, list[Detector]]:
    """Return the detector table of each junction that has loops, numbered as `HighResolution` numbers them.

    An advance loop is that of an advance count; one at the stop line tells presence, and counts who leaves. A loop
    serves every group that releases its lane. Of loops in the same place, as where a lane parts into short ones, all
    but the first are `SECOND`: their vehicles are counted already. Zones say how many they hold, not when one comes,
    and are in no table.
    """
    tables: dict[str, list[Detector]] = {}
    for junction in city.junctions.values():
        phases = {group: number for number, group in enumerate(junction.groups, start=1)}
        table = tables.setdefault(junction.id, [])
        places = set()
        for channel, loop in enumerate(junction.detectors.values(), start=1):
            place = (loop.lane, loop.kind, loop.distance_m, loop.length_m)
            functions = (SECOND,) if place in places and _FUNCTIONS[loop.kind] else _FUNCTIONS[loop.kind]
            places.add(place)
            for group in junction.lanes[loop.lane].groups:
                table += [_detector(channel, phases[group], function) for function in functions]
    return tables


@lru_cache(4096)  # junctions differ little in these: one object for all
def _detector(channel: int, phase: int, function: str) -> Detector:
    return Detector(channel, phase, function)


def _numbered_plans(city: City) -> dict[tuple[str, str], int]:
    numbers: dict[tuple[str, str], int] = {}
    counts: dict[str, int] = {}
    for junction, plan in city.plans:
        counts[junction] = numbers[junction, plan] = counts.get(junction, 0) + 1
    return numbers
