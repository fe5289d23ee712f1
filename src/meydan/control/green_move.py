"""Which seconds of green to move from one step of a plan to another, by what its lanes lose before and after.

Green goes from the less to the more saturated of two steps, if all vehicles together lose clearly less by it: one lane
that is full does not outweigh three that are half full.

Source: control delay of the Highway Capacity Manual, uniform and incremental part, with random arrivals (PF = 1).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import floor, sqrt

from meydan.city.state import JunctionState
from meydan.control.plan_bounds import Bounds
from meydan.control.saturation import LaneUse

LEAST_MOVE_S, MOST_MOVE_S = 2, 5  # seconds moved at a time
CLEAR = 0.10  # of green used: a smaller difference between two steps is noise
SHORT = 0.75  # of green used: with less a step is not short of green
SPARE = 0.8  # of green used: no step gives so much that it would use more than this
WORTH = 0.03  # of the delay at the junction: what a move must save
PERIOD_S = 900.0  # over which a queue may grow


@dataclass(frozen=True, slots=True)
class Move:
    """So many seconds of green from one step of a plan to another, which use such shares of what they have [0..1].

    `giver_left` is the share that the giver would use of what is left to it, `is_free` says that it serves no lane but
    those of the taker, `saved` which share of the delay is saved.
    """

    giver: int
    taker: int
    moved_s: int
    giver_used: float
    taker_used: float
    giver_left: float
    is_free: bool
    saved: float


@dataclass(frozen=True, slots=True)
class Served:
    """What the steps of a plan serve: the lanes of each, over how many seconds they were watched, and the cycle."""

    lanes: Sequence[Sequence[LaneUse]]
    watched_s: float
    cycle_s: float

    def delay(self, lanes: Iterable[LaneUse], more_s: float = 0.0) -> float:
        """Return what the vehicles of some lanes lose [vehicle-seconds a second], with so much more green a cycle."""
        return sum(self._delay_of(lane, more_s) for lane in lanes)

    def moved(self, move: Move) -> None:
        """Let what was seen stand as if the green had always been the new one, so that nothing is moved twice."""
        more_s = move.moved_s * self.watched_s / self.cycle_s
        for lane in self.lanes[move.taker]:
            lane.green_s += more_s
        for lane in self.lanes[move.giver]:
            lane.green_s = max(1.0, lane.green_s - more_s)

    def most_used(self, lanes: Iterable[LaneUse], more_s: float = 0.0) -> float:
        """Return the share of its green [0..1] that the fullest lane would use with so much more of it; 0 for none."""
        more = more_s * self.watched_s / self.cycle_s
        return max((lane.used_s / max(1.0, lane.green_s + more) for lane in lanes), default=0.0)

    def _delay_of(self, lane: LaneUse, more_s: float) -> float:
        if not lane.green_s or not lane.vehicles:
            return 0.0
        flow_vps = lane.vehicles / self.watched_s
        before = lane.green_s / self.watched_s
        share = min(0.99, max(0.01, before + more_s / self.cycle_s))
        return flow_vps * control_delay_s(flow_vps, share, lane.saturation * before / share, self.cycle_s)


def control_delay_s(flow_vps: float, share: float, saturation: float, cycle_s: float) -> float:
    """Return the mean delay of a vehicle [s] with `share` of the cycle green: uniform and incremental [1]_.

    References
    ----------
    .. [1] Highway Capacity Manual 2000, equations 16-11 and 16-12, k = 0.5, I = 1.
    """
    uniform_s = 0.5 * cycle_s * (1 - share) ** 2 / (1 - min(1.0, saturation) * share)
    over = saturation - 1
    per_period = 4 * saturation * saturation / (flow_vps * PERIOD_S)  # 8 k X / (c T), with c = flow / X
    return uniform_s + PERIOD_S / 4 * (over + sqrt(over * over + per_period))


def best_move(served: Served, greens_s: Sequence[float], bounds: Bounds, seen: JunctionState) -> Move | None:
    """Return the seconds of green that save most when moved; None where none are worth it.

    Of two steps only the lanes count that the other one does not serve: the others have the same green before and
    after. A step with a lane that cannot be judged neither gives nor takes. A lane whose traffic goes on to the next
    signals is not short of green, however full: more of it may only fill the road in between.
    """
    lanes = served.lanes
    judged = [i for i, of in enumerate(lanes) if of and all(lane.is_judged(seen) for lane in of)]
    whole = served.delay({lane.lane: lane for of in lanes for lane in of if lane.is_judged(seen)}.values())
    found = []
    for giver in judged:
        for taker in judged:
            room_s = min(greens_s[giver] - bounds.least_s[giver], bounds.most_s[taker] - greens_s[taker])
            for moved_s in range(LEAST_MOVE_S, min(MOST_MOVE_S, floor(room_s + 0.001)) + 1):
                found.append(_move(served, giver, taker, moved_s, whole))
    short = [move for move in found if move.taker_used > max(SHORT, move.giver_used + CLEAR)]
    spared = [move for move in short if move.giver_left < SPARE]
    worth = [move for move in spared if move.saved > WORTH]
    return max(worth, key=lambda move: move.saved, default=None)


def _move(served: Served, giver: int, taker: int, moved_s: int, whole: float) -> Move:
    """Return a move with what it saves of the whole delay."""
    gain = [lane for lane in served.lanes[taker] if lane not in served.lanes[giver]]
    lose = [lane for lane in served.lanes[giver] if lane not in served.lanes[taker]]
    saved = served.delay(gain) + served.delay(lose) - served.delay(gain, moved_s) - served.delay(lose, -moved_s)
    return Move(
        giver,
        taker,
        moved_s,
        giver_used=served.most_used(lose),
        taker_used=served.most_used(lane for lane in gain if not lane.goes_on),
        giver_left=served.most_used(lose, -moved_s),
        is_free=not lose,
        saved=saved / whole if whole else 0.0,
    )
