"""Degree of saturation: which share of the green a lane was given it used, from the detector at its stop line.

A loop tells it by its gaps: green is unused as far as the loop was free for longer than the space between vehicles
that follow each other closely. A zone tells it by counts: everybody who left, or still stood when green ended, needs
the headway of a saturated lane.

Source: used green as in SCATS (Sims and Dobinson, The Sydney Coordinated Adaptive Traffic System, IEEE Transactions on
Vehicular Technology 29, 1980); counts as X = q/c of the Highway Capacity Manual.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from meydan.city.events import GroupChanged
from meydan.city.instant import NEVER, Instant, elapsed_s
from meydan.city.junction import DetectorKind, Junction, Lamp
from meydan.city.state import DetectorState, JunctionState
from meydan.control.demand import is_sound

SPACE_S = 1.2  # a loop at the line is free for so long between two vehicles of a saturated lane
HEADWAY_S = 1.9  # from vehicle to vehicle of a saturated lane


@dataclass(slots=True, eq=False)
class LaneUse:
    """One lane: the green it had and used and the vehicles that left in it, and the green that is running.

    `began` is when the running green began (NEVER: the lane is red), `busy_s` and `count` what its detector had said
    until then; a zone's are those who left it. `greens` are the greens that are over, as far as they are kept.
    `goes_on` says that its traffic comes to the signals of another junction next.
    """

    lane: str
    groups: tuple[str, ...]
    detector: DetectorState
    is_zone: bool
    goes_on: bool = False
    green_s: float = 0.0
    used_s: float = 0.0
    vehicles: float = 0.0
    began: Instant = NEVER
    busy_s: float = 0.0
    count: int = 0
    greens: list[tuple[Instant, Instant]] = field(default_factory=list)

    @property
    def saturation(self) -> float:
        """Return the share of its green that was used, above 1 where a queue was left; 0 before any green."""
        return self.used_s / self.green_s if self.green_s else 0.0

    def is_judged(self, seen: JunctionState) -> bool:
        """Say whether its detector can be believed: it is sound, and has spoken at all."""
        return self.detector.count > 0 and is_sound(self.detector, seen)

    def follow(self, seen: JunctionState) -> None:
        """Take that one of its groups changed: a green begins, goes on or is over."""
        is_green = any(seen.lamps.get(g) is Lamp.GREEN for g in self.groups)
        if is_green and self.began == NEVER:
            self.began = seen.now
            self.busy_s, self.count = self._busy_s(seen.now), self._count()
        elif not is_green and self.began != NEVER:
            green_s = elapsed_s(seen.now, self.began)
            self.green_s += green_s
            self.used_s += self._used_s(green_s, seen.now)
            self.vehicles += self._count() - self.count
            self.greens.append((self.began, seen.now))
            self.began = NEVER

    def forget(self, share: float) -> None:
        """Let a share [0..1] of what was seen count no more."""
        self.green_s *= 1 - share
        self.used_s *= 1 - share
        self.vehicles *= 1 - share

    def _used_s(self, green_s: float, now: Instant) -> float:
        passed = self._count() - self.count
        if self.is_zone:
            return (passed + self.detector.standing) * HEADWAY_S
        free_s = green_s - (self._busy_s(now) - self.busy_s)
        return green_s - max(0.0, free_s - passed * SPACE_S)

    def _busy_s(self, now: Instant) -> float:
        running_s = elapsed_s(now, self.detector.changed) if self.detector.occupied else 0.0
        return self.detector.busy_ms / 1000 + running_s

    def _count(self) -> int:
        return self.detector.count - self.detector.vehicles


def lanes_used(junction: Junction, seen: JunctionState) -> tuple[LaneUse, ...]:
    """Return every lane that ends at the stop line and has a detector there."""
    at_line = {d.lane: d for d in junction.detectors.values() if d.asks}
    found = []
    for name, d in at_line.items():
        lane = junction.lanes[name]
        goes_on = any(to.junction != junction.id for to in lane.onward)
        if lane.groups:
            found.append(LaneUse(name, lane.groups, seen.detectors[d.id], d.kind is DetectorKind.ZONE, goes_on))
    return tuple(found)


def follow_lamps(lanes: Sequence[LaneUse], event: GroupChanged, seen: JunctionState) -> None:
    """Take a change of lamps."""
    for lane in lanes:
        if event.group in lane.groups:
            lane.follow(seen)
