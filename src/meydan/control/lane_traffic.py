"""Who stands before each stop line and who will come, from the detectors alone.

Nobody is followed: a detector only counts. Each vehicle that is counted in is given the second at which it would reach
the line if nothing stopped it, and the first one is taken out when one is counted out.
"""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from meydan.city.instant import NEVER, Instant, elapsed_s
from meydan.city.junction import Detector, DetectorKind, Junction, Lane
from meydan.city.state import DetectorState, JunctionState
from meydan.control.demand import is_sound
from meydan.control.search import HEADWAY_S, Floats

START_UP_S = 2.0  # of green before a queue moves
RATE_S = 240.0  # over which the arrivals of a lane are averaged
FIRST_RATE = 0.03  # vehicles a second, before any was counted
VEHICLE_M = 7.5  # of lane for each standing vehicle
BLOCKED_S = 10.0  # green, somebody stands and nobody moves for so long: the way out is blocked
MISSED = 0.1  # share of vehicles that a detector is expected not to see
MISSED_TWICE = 0.03  # and of those that neither a detector here nor one upstream is expected to see
MOST_MISSED = 2.0  # vehicles that are believed to stand somewhere only because they were told of
LEAST_MISSED = 0.001  # vehicles a second that are expected unseen even where hardly anybody comes
UNSEEN_AFTER_S = 30.0  # of red, from which on somebody unseen is expected
STANDS_S = 4.0  # an advance loop covered for longer: the queue has reached it
LEFT_S = 4.0  # a stop-line loop free for longer, and who should have reached it has not come this way


class Traffic(Protocol):
    """What is believed of the traffic that some groups release."""

    groups: tuple[str, ...]
    reach_m: float
    travel_s: float
    queue: float
    rate: float
    blocked_s: float
    came: int
    ahead_s: float
    missed: float

    @property
    def has_queue(self) -> bool:
        """Whether so many stand that it discharges as fast as it can."""
        ...

    def observe(self, seen: JunctionState, passed_s: float, green_s: float) -> float:
        """Take what the detectors say now; `green_s` is how long it has been green, -1 if it is not.

        Return how many are believed to have crossed the line since `passed_s` ago.
        """
        ...

    def expect(self, now: Instant, coming: Floats) -> None:
        """Add those who will reach the line to `coming`, one second an element."""
        ...

    def unseen(self, red_s: float) -> float:
        """Return how many are expected to wait unseen after so long a red."""
        ...


@dataclass(slots=True, kw_only=True, eq=False)
class _Watched:
    """What is common to lanes with detectors, which see the last `reach_m` before the line.

    `inside` are those between the beginning of that sight and the line, by when they would reach it; `came` is how many
    were counted in at the last look. `ahead_s` is how long before that signals upstream tell of a vehicle, 0 where none
    does, and `missed` are those they told of who were not counted.
    """

    groups: tuple[str, ...]
    reach_m: float
    travel_s: float
    queue: float = 0.0
    rate: float = FIRST_RATE
    blocked_s: float = 0.0
    is_blind: bool = False
    inside: deque[Instant] = field(default_factory=deque)
    came: int = 0
    ahead_s: float = 0.0
    missed: float = 0.0

    def expect(self, now: Instant, coming: Floats) -> None:
        """Add those inside, and from beyond what is known as many as have been coming."""
        for n, t in enumerate(self.inside):
            if n >= int(self.queue):  # each at the end of the second after it reaches the line
                coming[min(max(int(elapsed_s(t, now)) + 1, 0), len(coming) - 1)] += 1.0
        coming[int(self.travel_s + self.ahead_s) + 2 :] += self.rate

    def unseen(self, red_s: float) -> float:
        """Return those expected unseen: the missed ones, or all where no detector at the line can be believed."""
        share = MISSED_TWICE if self.ahead_s else MISSED
        return min(MOST_MISSED, self.missed) + _unseen(red_s, self.rate, share, is_blind=self.is_blind)

    def _let_go(self, passed_s: float, green_s: float) -> None:
        """Forget those missed as they go: nobody sees that either."""
        if green_s > START_UP_S:
            self.missed = max(0.0, self.missed - passed_s / HEADWAY_S)


@dataclass(slots=True, kw_only=True, eq=False)
class ZoneTraffic(_Watched):
    """A lane that zones watch; each zone with the share of it that is bound for this lane."""

    zones: tuple[tuple[DetectorState, float], ...]
    counted: int = 0
    stood: float = 0.0

    @property
    def has_queue(self) -> bool:
        """Whether so many stand that the lane discharges as fast as it can."""
        return self.stood >= 2.0

    def observe(self, seen: JunctionState, passed_s: float, green_s: float) -> float:
        """Take the numbers of the zones that can be believed."""
        sound = [(zone, share) for zone, share in self.zones if is_sound(zone, seen)]
        self.is_blind = not sound
        standing = sum(zone.standing * share for zone, share in sound)
        vehicles = round(sum(zone.vehicles * share for zone, share in sound))
        change = vehicles - self.counted
        self.came = max(0, change)
        is_full = standing >= 0.75 * self.reach_m / VEHICLE_M
        if green_s < 0 and not is_full and not self.is_blind:
            self.rate += (self.came / passed_s - self.rate) * min(1.0, passed_s / RATE_S)
        moved = change != 0 or standing < self.stood
        self.blocked_s = self.blocked_s + passed_s if green_s > START_UP_S and standing >= 1.0 and not moved else 0.0
        self.counted, self.stood = vehicles, standing
        self.inside.extend([Instant(seen.now + round(self.travel_s * 1000))] * self.came)
        while len(self.inside) > vehicles:
            self.inside.popleft()
        self.queue = max(standing, float(sum(t <= seen.now for t in self.inside)))
        self._let_go(passed_s, green_s)
        return max(-1.0, self.rate * passed_s - change)


@dataclass(slots=True, kw_only=True, eq=False)
class LoopTraffic(_Watched):
    """A lane with a stop-line loop, and an advance loop where it is long enough."""

    stop_line: DetectorState
    advance: DetectorState | None
    gone_in: int = 0
    gone_out: int = 0

    @property
    def has_queue(self) -> bool:
        """Whether so many stand that the lane discharges as fast as it can."""
        return self.queue >= 3.0

    def observe(self, seen: JunctionState, passed_s: float, green_s: float) -> float:
        """Count in at the advance loop and out at the stop line."""
        self.is_blind = not is_sound(self.stop_line, seen)
        gone, self.gone_out = self.stop_line.count - self.gone_out, self.stop_line.count
        counter = self.advance or self.stop_line
        self.came, self.gone_in = counter.count - self.gone_in, counter.count
        self.rate += (self.came / passed_s - self.rate) * min(1.0, passed_s / RATE_S)
        free_s = 0.0 if self.stop_line.occupied else elapsed_s(seen.now, self.stop_line.changed)
        stands = self.stop_line.occupied and elapsed_s(seen.now, self.stop_line.changed) > BLOCKED_S
        self.blocked_s = green_s if green_s > BLOCKED_S and stands else 0.0
        if self.advance is None:
            self._guess(free_s, gone, passed_s, green_s)
        else:
            self._count(seen, self.advance, gone, free_s, green_s)
        self._let_go(passed_s, green_s)
        return float(gone)

    def _guess(self, free_s: float, gone: int, passed_s: float, green_s: float) -> None:
        """Guess the queue behind the only loop: it grows at the usual rate while somebody stands there."""
        if green_s < 0:
            self.queue = max(1.0, min(self.queue + self.rate * passed_s, 8.0)) if self.stop_line.occupied else 0.0
        else:
            self.queue = 0.0 if free_s > LEFT_S else max(0.0, self.queue - gone)

    def _count(self, seen: JunctionState, advance: DetectorState, gone: int, free_s: float, green_s: float) -> None:
        now = seen.now
        self.inside.extend([Instant(now + round(self.travel_s * 1000))] * self.came)
        for _ in range(min(gone, len(self.inside))):
            self.inside.popleft()
        if free_s >= LEFT_S and not 0 <= green_s <= LEFT_S:
            while self.inside and elapsed_s(now, self.inside[0]) > LEFT_S:
                self.inside.popleft()
        self.queue = float(sum(t <= now for t in self.inside)) + (1.0 if self.stop_line.occupied else 0.0)
        if advance.occupied and is_sound(advance, seen) and elapsed_s(now, advance.changed) > STANDS_S:
            full = self.reach_m / VEHICLE_M + 1.0
            self.queue = max(self.queue, full - 0.5 * max(0.0, green_s))


@dataclass(slots=True)
class UnseenTraffic:
    """A lane or a crossing without a detector: somebody is expected there when it has been red for a while."""

    groups: tuple[str, ...]
    reach_m: float = 0.0
    travel_s: float = 0.0
    queue: float = 0.0
    rate: float = FIRST_RATE
    blocked_s: float = 0.0
    came: int = 0
    ahead_s: float = 0.0
    missed: float = 0.0
    has_queue: bool = False

    def observe(self, seen: JunctionState, passed_s: float, green_s: float) -> float:
        """See nothing."""
        return 0.0

    def expect(self, now: Instant, coming: Floats) -> None:
        """Expect nobody in particular."""

    def unseen(self, red_s: float) -> float:
        """Return how many are expected."""
        return _unseen(red_s, self.rate, MISSED, is_blind=True)


def lane_traffic(junction: Junction, seen: JunctionState) -> tuple[dict[str, Traffic], list[Traffic]]:
    """Return a picture of every lane with a stop line, by name, and of every group that has none."""
    of_lanes = {lane.id: _of_lane(junction, seen, lane) for lane in junction.lanes.values() if lane.ahead_m == 0.0}
    known = {g for traffic in of_lanes.values() for g in traffic.groups}
    return of_lanes, [UnseenTraffic((g,)) for g in junction.groups if g not in known]


def _of_lane(junction: Junction, seen: JunctionState, lane: Lane) -> Traffic:
    """Return the picture of one lane; a piece upstream is shared by the lanes it leads to."""
    detectors = [d for d in junction.detectors.values() if leads_to(junction.lanes[d.lane], lane)]
    zones = [d for d in detectors if d.kind is DetectorKind.ZONE]
    if zones:
        reach_m = max(d.distance_m + d.length_m for d in zones)
        watched = watched_zones(junction, lane, seen)
        return ZoneTraffic(groups=lane.groups, reach_m=reach_m, travel_s=reach_m / lane.speed_mps, zones=watched)
    stop_line = _first(detectors, DetectorKind.STOP_LINE, lane)
    if stop_line is None:
        return UnseenTraffic(lane.groups)
    advance = _first(detectors, DetectorKind.ADVANCE, lane)
    reach_m = advance.distance_m if advance else 0.0
    upstream = seen.detectors[advance.id] if advance else None
    return LoopTraffic(
        groups=lane.groups,
        reach_m=reach_m,
        travel_s=reach_m / lane.speed_mps,
        stop_line=seen.detectors[stop_line.id],
        advance=upstream,
    )


def watched_zones(junction: Junction, lane: Lane, seen: JunctionState) -> tuple[tuple[DetectorState, float], ...]:
    """Return the zones of a lane with a stop line, each with the share of its vehicles that is bound for the lane."""
    at_line = [other for other in junction.lanes.values() if other.ahead_m == 0.0]
    return tuple(
        (seen.detectors[d.id], 1.0 / _fed(junction.lanes[d.lane], at_line))
        for d in junction.detectors.values()
        if d.kind is DetectorKind.ZONE and leads_to(junction.lanes[d.lane], lane)
    )


def leads_to(piece: Lane, lane: Lane) -> bool:
    """Say whether a lane is `lane` itself or a piece upstream of it."""
    return piece.id == lane.id or (piece.ahead_m > 0.0 and set(lane.groups) <= set(piece.groups))


def _fed(piece: Lane, at_line: Sequence[Lane]) -> int:
    """Return how many lanes at the line share what is counted on a piece."""
    return 1 if piece.ahead_m == 0.0 else sum(set(lane.groups) <= set(piece.groups) for lane in at_line)


def _first(detectors: Sequence[Detector], kind: DetectorKind, lane: Lane) -> Detector | None:
    """Return the detector of one kind that lies on the lane itself, else the first one upstream."""
    of_kind = sorted((d for d in detectors if d.kind is kind), key=lambda d: d.lane != lane.id)
    return of_kind[0] if of_kind else None


def _unseen(red_s: float, rate: float, missed: float, *, is_blind: bool) -> float:
    share, after_s = (1.0, 0.0) if is_blind else (missed, UNSEEN_AFTER_S)
    return min(1.0, max(0.0, red_s - after_s) * max(LEAST_MISSED, share * rate))


def green_s_of(groups: Sequence[str], seen: JunctionState, now: Instant, lit: frozenset[str]) -> tuple[float, float]:
    """Return how long some of the groups has been green, -1 if none is, and for how long the last one has been red."""
    since = [seen.lamp_since.get(g, NEVER) for g in groups]
    green = [elapsed_s(now, t) for g, t in zip(groups, since, strict=True) if g in lit]
    return max(green, default=-1.0), min((elapsed_s(now, t) for t in since if t), default=0.0)
