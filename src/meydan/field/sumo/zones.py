"""The twin's zones: once a second how many vehicles each holds and how many of them stand, told where it changed.

A vehicle is in a zone while its front is. Lanes with nobody on them cost one call.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import libsumo

from meydan.city.city import City
from meydan.city.events import ZoneChanged
from meydan.city.instant import Instant
from meydan.city.junction import Detector, DetectorKind, Lane
from meydan.field.sumo.sight import Sight, Where

STANDING_MPS = 1.4  # slower than this is standing
_FAR_M = float("inf")
_ROUNDING_M = 0.02  # what a city's lengths may differ from the net's


@dataclass(slots=True)
class _Zone:
    """One zone as SUMO measures, from where to where on its lane in driving direction, and what it said last.

    `missed` says of each vehicle on the lane whether the zone does not see it.
    """

    where: Where
    begin_m: float
    end_m: float
    is_whole: bool
    said: tuple[int, int] = (0, 0)
    missed: dict[str, bool] = field(default_factory=dict)


class Zones:
    """Turns what is on the lanes into `ZoneChanged` events."""

    def __init__(self, city: City, sight: Sight) -> None:
        self._sight = sight
        self._by_lane: dict[str, list[_Zone]] = {}
        for junction in city.junctions.values():
            for d in junction.detectors.values():
                where = (junction.id, d.id)
                if d.kind is DetectorKind.ZONE and sight.is_alive(where):
                    self._by_lane.setdefault(d.lane, []).append(_zone(where, junction.lanes[d.lane], d))

    def changes(self, t: Instant) -> list[ZoneChanged]:
        """Return the zones whose numbers changed, as they are at `t`."""
        on_lane = libsumo.lane.getLastStepVehicleIDs  # answers for an empty lane as fast as the number does
        found: list[ZoneChanged] = []
        for lane, zones in self._by_lane.items():
            vehicles = on_lane(lane)
            for zone in zones:
                if vehicles or zone.said[0]:
                    self._look(zone, vehicles, t, found)
        return found

    def release(self, t: Instant) -> list[ZoneChanged]:
        """Return that all zones are empty, at `t`: the network was emptied."""
        found: list[ZoneChanged] = []
        for zones in self._by_lane.values():
            for zone in zones:
                self._say(zone, (0, 0), t, found)
        return found

    def _look(self, zone: _Zone, vehicles: Sequence[str], t: Instant, found: list[ZoneChanged]) -> None:
        """Count the vehicles of a lane that are in a zone, as far as it sees them."""
        if self._sight.misses:
            vehicles = self._seen(zone, vehicles)
        if not zone.is_whole:
            at_m, begin_m, end_m = libsumo.vehicle.getLanePosition, zone.begin_m, zone.end_m
            vehicles = [vehicle for vehicle in vehicles if begin_m <= at_m(vehicle) < end_m]
        speed_mps = libsumo.vehicle.getSpeed
        standing = sum(speed_mps(vehicle) < STANDING_MPS for vehicle in vehicles)
        self._say(zone, (len(vehicles), standing), t, found)

    def _seen(self, zone: _Zone, vehicles: Sequence[str]) -> list[str]:
        """Return the vehicles that a zone does not miss; each is drawn once while it is on the lane."""
        before = zone.missed
        zone.missed = {
            vehicle: before[vehicle] if vehicle in before else self._sight.misses_vehicle(vehicle, zone.where)
            for vehicle in vehicles
        }
        return [vehicle for vehicle, is_missed in zone.missed.items() if not is_missed]

    def _say(self, zone: _Zone, numbers: tuple[int, int], t: Instant, found: list[ZoneChanged]) -> None:
        if numbers != zone.said:
            zone.said = numbers
            found.append(ZoneChanged(t, *zone.where, *numbers))


def _zone(where: Where, lane: Lane, d: Detector) -> _Zone:
    end_m = lane.length_m + lane.ahead_m - d.distance_m
    begin_m = end_m - d.length_m
    starts, ends = begin_m < _ROUNDING_M, lane.length_m - end_m < _ROUNDING_M
    return _Zone(where, 0.0 if starts else begin_m, _FAR_M if ends else end_m, starts and ends)
