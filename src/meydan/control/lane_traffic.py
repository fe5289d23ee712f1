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
from meydan.control.search import Floats

RATE_S = 240.0  # over which the arrivals of a lane are averaged
FIRST_RATE = 0.03  # vehicles a second, before any was counted
VEHICLE_M = 7.5  # of lane for each standing vehicle
BLOCKED_S = 10.0  # green, somebody stands and nobody moves for so long: the way out is blocked
MISSED = 0.1  # share of vehicles that a detector is expected not to see
LEAST_MISSED = 0.001  # vehicles a second that are expected unseen even where hardly anybody comes
UNSEEN_AFTER_S = 30.0  # of red, from which on somebody unseen is expected
STANDS_S = 4.0  # an advance loop covered for longer: the queue has reached it
LEFT_S = 4.0  # a stop-line loop free for longer, and who should have reached it has not come this way


class Traffic(Protocol):
    """What is believed of the traffic that some groups release."""

    groups: tuple[str, ...]
    queue: float
    rate: float
    blocked_s: float

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


@dataclass(slots=True)
class ZoneTraffic:
    """A lane that zones watch; each zone with the share of it that is bound for this lane."""

    groups: tuple[str, ...]
    zones: tuple[tuple[DetectorState, float], ...]
    reach_m: float
    travel_s: float
    queue: float = 0.0
    rate: float = FIRST_RATE
    blocked_s: float = 0.0
    is_blind: bool = False
    inside: deque[Instant] = field(default_factory=deque)
    counted: int = 0
    stood: float = 0.0

    def observe(self, seen: JunctionState, passed_s: float, green_s: float) -> float:
        """Take the numbers of the zones that can be believed."""
        sound = [(zone, share) for zone, share in self.zones if is_sound(zone, seen)]
        self.is_blind = not sound
        standing = sum(zone.standing * share for zone, share in sound)
        vehicles = round(sum(zone.vehicles * share for zone, share in sound))
        came = vehicles - self.counted
        is_full = standing >= 0.75 * self.reach_m / VEHICLE_M
        if green_s < 0 and not is_full and not self.is_blind:
            self.rate += (max(0, came) / passed_s - self.rate) * min(1.0, passed_s / RATE_S)
        moved = came != 0 or standing < self.stood
        self.blocked_s = self.blocked_s + passed_s if green_s > 2.0 and standing >= 1.0 and not moved else 0.0
        self.counted, self.stood = vehicles, standing
        self.inside.extend([Instant(seen.now + round(self.travel_s * 1000))] * max(0, came))
        while len(self.inside) > vehicles:
            self.inside.popleft()
        self.queue = max(standing, float(sum(t <= seen.now for t in self.inside)))
        return max(-1.0, self.rate * passed_s - came)

    def expect(self, now: Instant, coming: Floats) -> None:
        """Add those in the zones, and from beyond them as many as have been coming."""
        _expect(self.inside, int(self.queue), now, coming)
        coming[int(self.travel_s) + 2 :] += self.rate

    def unseen(self, red_s: float) -> float:
        """Return those expected unseen: the missed ones, or all where no zone can be believed."""
        return _unseen(red_s, self.rate, is_blind=self.is_blind)


@dataclass(slots=True)
class LoopTraffic:
    """A lane with a stop-line loop, and an advance loop where it is long enough."""

    groups: tuple[str, ...]
    stop_line: DetectorState
    advance: DetectorState | None
    reach_m: float
    travel_s: float
    queue: float = 0.0
    rate: float = FIRST_RATE
    blocked_s: float = 0.0
    is_blind: bool = False
    inside: deque[Instant] = field(default_factory=deque)
    gone_in: int = 0
    gone_out: int = 0

    def observe(self, seen: JunctionState, passed_s: float, green_s: float) -> float:
        """Count in at the advance loop and out at the stop line."""
        self.is_blind = not is_sound(self.stop_line, seen)
        gone, self.gone_out = self.stop_line.count - self.gone_out, self.stop_line.count
        counter = self.advance or self.stop_line
        came, self.gone_in = counter.count - self.gone_in, counter.count
        self.rate += (came / passed_s - self.rate) * min(1.0, passed_s / RATE_S)
        free_s = 0.0 if self.stop_line.occupied else elapsed_s(seen.now, self.stop_line.changed)
        stands = self.stop_line.occupied and elapsed_s(seen.now, self.stop_line.changed) > BLOCKED_S
        self.blocked_s = green_s if green_s > BLOCKED_S and stands else 0.0
        if self.advance is None:
            self._guess(free_s, gone, passed_s, green_s)
        else:
            self._count(seen, self.advance, came, gone, free_s, green_s)
        return float(gone)

    def _guess(self, free_s: float, gone: int, passed_s: float, green_s: float) -> None:
        """Guess the queue behind the only loop: it grows at the usual rate while somebody stands there."""
        if green_s < 0:
            self.queue = max(1.0, min(self.queue + self.rate * passed_s, 8.0)) if self.stop_line.occupied else 0.0
        else:
            self.queue = 0.0 if free_s > LEFT_S else max(0.0, self.queue - gone)

    def _count(
        self, seen: JunctionState, advance: DetectorState, came: int, gone: int, free_s: float, green_s: float
    ) -> None:
        now = seen.now
        self.inside.extend([Instant(now + round(self.travel_s * 1000))] * came)
        for _ in range(min(gone, len(self.inside))):
            self.inside.popleft()
        if free_s >= LEFT_S and not 0 <= green_s <= LEFT_S:
            while self.inside and elapsed_s(now, self.inside[0]) > LEFT_S:
                self.inside.popleft()
        self.queue = float(sum(t <= now for t in self.inside)) + (1.0 if self.stop_line.occupied else 0.0)
        if advance.occupied and is_sound(advance, seen) and elapsed_s(now, advance.changed) > STANDS_S:
            full = self.reach_m / VEHICLE_M + 1.0
            self.queue = max(self.queue, full - 0.5 * max(0.0, green_s))

    def expect(self, now: Instant, coming: Floats) -> None:
        """Add those between the loops, and from beyond as many as have been coming."""
        _expect(self.inside, int(self.queue), now, coming)
        coming[int(self.travel_s) + 2 :] += self.rate

    def unseen(self, red_s: float) -> float:
        """Return those expected unseen: the missed ones, or all where the loop at the line cannot be believed."""
        return _unseen(red_s, self.rate, is_blind=self.is_blind)


@dataclass(slots=True)
class UnseenTraffic:
    """A lane or a crossing without a detector: somebody is expected there when it has been red for a while."""

    groups: tuple[str, ...]
    queue: float = 0.0
    rate: float = FIRST_RATE
    blocked_s: float = 0.0

    def observe(self, seen: JunctionState, passed_s: float, green_s: float) -> float:
        """See nothing."""
        return 0.0

    def expect(self, now: Instant, coming: Floats) -> None:
        """Expect nobody in particular."""

    def unseen(self, red_s: float) -> float:
        """Return how many are expected."""
        return _unseen(red_s, self.rate, is_blind=True)


def lane_traffic(junction: Junction, seen: JunctionState) -> list[Traffic]:
    """Return a picture of every lane with a stop line, and of every group that has none."""
    at_line = [lane for lane in junction.lanes.values() if lane.ahead_m == 0.0]
    found = [_of_lane(junction, seen, lane, at_line) for lane in at_line]
    known = {g for traffic in found for g in traffic.groups}
    return [*found, *(UnseenTraffic((g,)) for g in junction.groups if g not in known)]


def _of_lane(junction: Junction, seen: JunctionState, lane: Lane, at_line: Sequence[Lane]) -> Traffic:
    """Return the picture of one lane; a piece upstream is shared by the lanes it leads to."""
    detectors = [d for d in junction.detectors.values() if _leads_to(junction.lanes[d.lane], lane)]
    zones = [d for d in detectors if d.kind is DetectorKind.ZONE]
    if zones:
        shares = [1.0 / _fed(junction.lanes[d.lane], at_line) for d in zones]
        reach_m = max(d.distance_m + d.length_m for d in zones)
        watched = tuple((seen.detectors[d.id], share) for d, share in zip(zones, shares, strict=True))
        return ZoneTraffic(lane.groups, watched, reach_m, reach_m / lane.speed_mps)
    stop_line = _first(detectors, DetectorKind.STOP_LINE, lane)
    if stop_line is None:
        return UnseenTraffic(lane.groups)
    advance = _first(detectors, DetectorKind.ADVANCE, lane)
    reach_m = advance.distance_m if advance else 0.0
    upstream = seen.detectors[advance.id] if advance else None
    return LoopTraffic(lane.groups, seen.detectors[stop_line.id], upstream, reach_m, reach_m / lane.speed_mps)


def _leads_to(piece: Lane, lane: Lane) -> bool:
    return piece.id == lane.id or (piece.ahead_m > 0.0 and set(lane.groups) <= set(piece.groups))


def _fed(piece: Lane, at_line: Sequence[Lane]) -> int:
    """Return how many lanes at the line share what is counted on a piece."""
    return 1 if piece.ahead_m == 0.0 else sum(set(lane.groups) <= set(piece.groups) for lane in at_line)


def _first(detectors: Sequence[Detector], kind: DetectorKind, lane: Lane) -> Detector | None:
    """Return the detector of one kind that lies on the lane itself, else the first one upstream."""
    of_kind = sorted((d for d in detectors if d.kind is kind), key=lambda d: d.lane != lane.id)
    return of_kind[0] if of_kind else None


def _expect(inside: deque[Instant], queued: int, now: Instant, coming: Floats) -> None:
    """Add those who are not in the queue yet, each at the end of the second after it reaches the line."""
    for n, t in enumerate(inside):
        if n >= queued:
            coming[min(max(int(elapsed_s(t, now)) + 1, 0), len(coming) - 1)] += 1.0


def _unseen(red_s: float, rate: float, *, is_blind: bool) -> float:
    share, after_s = (1.0, 0.0) if is_blind else (MISSED, UNSEEN_AFTER_S)
    return min(1.0, max(0.0, red_s - after_s) * max(LEAST_MISSED, share * rate))


def green_s_of(groups: Sequence[str], seen: JunctionState, now: Instant, lit: frozenset[str]) -> tuple[float, float]:
    """Return how long some of the groups has been green, -1 if none is, and for how long the last one has been red."""
    since = [seen.lamp_since.get(g, NEVER) for g in groups]
    green = [elapsed_s(now, t) for g, t in zip(groups, since, strict=True) if g in lit]
    return max(green, default=-1.0), min((elapsed_s(now, t) for t in since if t), default=0.0)
