"""How far queues reach on the roads before junctions, looked at every few seconds of a run on the twin."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

import libsumo
import numpy as np

from meydan.feeds.sumo import ApproachLink
from meydan.twin.gate.run_result import ApproachResult

LOOK_S = 5
MINUTE_S, MINUTES_AN_HOUR = 60.0, 60.0
STANDING_M = 7.5  # of lane for each vehicle in a queue
STOOD_S = 5.0  # less, and a vehicle that enters from standing would look like the end of a queue
SHORTEST_M = 30.0  # a shorter road holds four vehicles a lane at most: it is full in every red


@dataclass(slots=True)
class _Link:
    link: ApproachLink
    top_lanes: tuple[str, ...]
    longest: dict[int, int] = field(default_factory=lambda: defaultdict(int))
    spilt: set[int] = field(default_factory=set)


class LinkWatch:
    """Watches the links of a city on the running twin, from SUMO's second `from_s` on."""

    def __init__(self, links: Sequence[ApproachLink], from_s: float) -> None:
        self._from_s = from_s
        self._links: list[_Link] | None = None
        self._of = list(links)
        self._minutes: set[int] = set()

    def watch(self, now_s: float) -> None:
        """Look once, if it is time."""
        if now_s < self._from_s or round(now_s - self._from_s) % LOOK_S:
            return
        if self._links is None:
            self._links = [_Link(link, _lanes(link.edges[-1])) for link in self._of]
        minute = int((now_s - self._from_s) // MINUTE_S)
        self._minutes.add(minute)
        standing = libsumo.edge.getLastStepHaltingNumber
        for one in self._links:
            count = sum(standing(edge) for edge in one.link.edges)
            if count:
                one.longest[minute] = max(one.longest[minute], count)
                if minute not in one.spilt and standing(one.link.edges[-1]) and any(map(_is_full, one.top_lanes)):
                    one.spilt.add(minute)

    def result(self, of: ApproachLink, delay_s: float | None, volume_vph: float) -> ApproachResult:
        """Return what is known of a link, with what others measured of it."""
        one = next((one for one in self._links or () if one.link is of), None)
        if one is None or of.length_m < SHORTEST_M:
            return ApproachResult(volume_vph, delay_s)
        counts = np.array([one.longest.get(minute, 0) for minute in sorted(self._minutes)], dtype=np.float64)
        vehicle = STANDING_M / of.storage_m
        share = min(1.0, float(np.percentile(counts, 95)) * vehicle)
        spilt = len(one.spilt) * MINUTES_AN_HOUR / len(self._minutes)
        return ApproachResult(
            volume_vph, delay_s, round(min(1.0, share), 4), round(spilt, 4), STANDING_M / of.storage_m
        )


def _lanes(edge: str) -> tuple[str, ...]:
    return tuple(f"{edge}_{number}" for number in range(libsumo.edge.getLaneNumber(edge)))


def _is_full(lane: str) -> bool:
    """Say whether the last vehicle of a lane stands within one vehicle of its upstream end."""
    if not libsumo.lane.getLastStepHaltingNumber(lane):
        return False
    vehicles = libsumo.lane.getLastStepVehicleIDs(lane)
    if not vehicles or libsumo.vehicle.getWaitingTime(vehicles[0]) < STOOD_S:
        return False
    rear_m = libsumo.vehicle.getLanePosition(vehicles[0]) - libsumo.vehicle.getLength(vehicles[0])
    return bool(rear_m < STANDING_M)
