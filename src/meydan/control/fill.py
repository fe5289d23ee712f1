"""How full the roads before a junction are, and whether its plan has to be kept to.

At capacity somebody must queue, and the order of the plan decides where: it serves every stage in turn and clears the
short inner lanes. So once the fullest road is more than half full, smoothed over a minute, the junction keeps to its
plan, and goes free again when none is a quarter full; not sooner than three minutes after.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from meydan.city.instant import NEVER, Instant, elapsed_s
from meydan.city.junction import Junction
from meydan.control.lane_traffic import leads_to
from meydan.control.traffic import VEHICLE_M, Traffic

FULL, FREE = 0.5, 0.25  # share of the watched road that is queue
SMOOTHED_S = 60.0
LEAST_S = 180.0  # between two changes
ROOM_M = 100.0  # of road beyond which a queue harms nobody behind it
SHORTEST_M = 15.0  # what watches less of a lane cannot tell how full it is


@dataclass(slots=True)
class Fill:
    """The roads of one junction, each with its lanes, and how full each is, smoothed [0..1]."""

    roads: Mapping[str, Sequence[tuple[Traffic, float]]]
    full: dict[str, float] = field(default_factory=dict)
    keeps_plan: bool = False
    changed: Instant = NEVER

    def observe(self, now: Instant, passed_s: float, *, stands: bool) -> None:
        """Take the queues of now; only while a stage `stands` is the plan taken up or left."""
        for road, lanes in self.roads.items():
            share = sum(_share_of(lane, room_m) for lane, room_m in lanes) / len(lanes)
            before = self.full.get(road, 0.0)
            self.full[road] = before + (share - before) * min(1.0, passed_s / SMOOTHED_S)
        if stands and elapsed_s(now, self.changed) >= LEAST_S:
            most = max(self.full.values(), default=0.0)
            turns = most < FREE if self.keeps_plan else most > FULL
            if turns:
                self.keeps_plan, self.changed = not self.keeps_plan, now


def _share_of(lane: Traffic, room_m: float) -> float:
    """Return which share of a lane is queue; a queue that is only assumed does not make it full."""
    return 0.0 if lane.is_blind else min(1.0, lane.queue * VEHICLE_M / room_m)


def fill_of(junction: Junction, traffic: Mapping[str, Traffic]) -> Fill:
    """Return the roads of a junction, all of them free; `traffic` are its lanes by name."""
    roads: dict[str, list[tuple[Traffic, float]]] = {}
    for name, lane in traffic.items():
        at_line = junction.lanes[name]
        ends_m = [piece.ahead_m + piece.length_m for piece in junction.lanes.values() if leads_to(piece, at_line)]
        room_m = max(lane.reach_m, min(ROOM_M, max(ends_m)))
        if room_m >= SHORTEST_M:
            roads.setdefault(at_line.approach, []).append((lane, room_m))
    return Fill(roads)
