"""Two near signals decided as one: one search over what may stand together, and each goes there when it may.

Both junctions of a pair look at the lanes of both and come to the same answer; each gives the orders of its own.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from meydan.city.because import Because, because
from meydan.city.city import City
from meydan.city.events import Mode
from meydan.city.instant import NEVER, Instant, elapsed_s
from meydan.city.junction import Lamp
from meydan.city.orders import Order
from meydan.city.state import JunctionState
from meydan.control.lease import Lease
from meydan.control.limits import must_stay
from meydan.control.near import LONGEST_S
from meydan.control.near_pair import (
    Side,
    Together,
    lanes_of_both,
    opens_too,
    partner_of,
    rates_of_both,
    side_of,
    together,
)
from meydan.control.outlook import Outlook, Settings, ahead, late, look, outlook_of, rates
from meydan.control.search import Flags, Lanes, first_choice, search
from meydan.control.trust import is_deaf

CLEARS_S = 3.0  # at red before who was let in last has driven the few metres to the next line
CLEARS_MOST_S = 20.0  # a road that is not seen to be empty by then will not be, or its detectors are wrong
FOLLOWS_S = 60.0  # what was decided and does not stand by then is not followed by one of the two
OBEYS_S = 20.0  # and one that runs its own plan for so long is in other hands
TRIES_S = 120.0  # at each multiple of it both try again together

_NOTHING: list[Order] = []


@dataclass(slots=True)
class Half:
    """One of the two: what is believed of it, what it means for the other, and what was asked of it."""

    out: Outlook
    side: Side
    lease: Lease = field(default_factory=Lease)

    @property
    def seen(self) -> JunctionState:
        """What is known of the junction."""
        return self.out.seen

    def may_let_in(self) -> bool:
        """Say whether somebody let into the road to the other one may not have reached its line yet."""
        now, lamps, since = self.seen.now, self.seen.lamps, self.seen.lamp_since
        green = any(lamps.get(g) in (Lamp.GREEN, Lamp.AMBER) for g in self.side.groups)
        return green or any(elapsed_s(now, since.get(g, NEVER)) < CLEARS_S for g in self.side.groups)

    def is_held(self) -> bool:
        """Say whether somebody is seen on the road that leads here."""
        return any(lane.held >= 1.0 for lane in self.side.lanes)

    def lets_out(self) -> bool:
        """Say whether who is between the two goes on freely here."""
        return not self.seen.moving_to and bool(self.side.lets_out[self.out.standing()])


@dataclass(slots=True)
class Pair:
    """Both halves, of which `own` is the one whose orders are given; `target` are the stages that they are to stand in.

    `since` is when that was decided and `why` the reason at the own one; `obeyed` is when both stood as the centre says
    last, and until `alone_until` it is not tried, for one of the two did not follow.
    """

    halves: tuple[Half, Half]
    both: Together
    own: int
    target: tuple[int, int] | None = None
    since: Instant = NEVER
    why: Because | None = None
    obeyed: Instant = NEVER
    alone_until: Instant = NEVER


def pair_of(city: City, junction: str, out: Outlook, lease: Lease, seen: Mapping[str, JunctionState]) -> Pair | None:
    """Return the pair that a junction is one of, in the order of their names; None if it is of none."""
    other = partner_of(city, junction)
    if other is None:
        return None
    mine = Half(out, side_of(city, junction, other, out), lease)
    there = outlook_of(city, other, seen)
    partner = Half(there, side_of(city, other, junction, there))
    own = int(other < junction)
    halves = (partner, mine) if own else (mine, partner)
    if not all(half.side.lanes and half.side.lets_out.any() for half in halves):
        return None
    both = together((halves[0].out, halves[1].out), (halves[0].side, halves[1].side))
    return Pair(halves, both, own) if both else None


def look_at_partner(pair: Pair) -> None:
    """Take what the detectors of the other one say, as it does itself."""
    look(pair.halves[1 - pair.own].out)


def decide_pair(pair: Pair, settings: Settings) -> list[Order] | None:
    """Return the orders of one junction as one of two, both looked at before; None while they do not go together."""
    now, halves = pair.halves[pair.own].seen.now, pair.halves
    if now < pair.alone_until or not all(_goes_along(half) for half in halves):
        pair.target = None
        return None
    if pair.target is None or all(half.seen.mode is Mode.CENTRAL for half in halves):
        pair.obeyed = now
    standing = halves[0].out.standing(), halves[1].out.standing()
    if elapsed_s(now, pair.obeyed) > OBEYS_S:
        _part(pair, now)
        return None
    if pair.target in (None, standing):
        pair.target, pair.since = standing, now
        if all(_is_free(half) for half in halves):
            pair.target, pair.why = _best(pair, standing, settings)
        else:
            pair.why = None
    elif elapsed_s(now, pair.since) > FOLLOWS_S:
        _part(pair, now)
        return None
    orders = [_go(pair, n, pair.target) for n in (0, 1)]
    return orders[pair.own]


def _part(pair: Pair, now: Instant) -> None:
    """Let each decide for itself until both try again; they part at different seconds and come together at one."""
    step = round(TRIES_S * 1000)
    pair.alone_until, pair.target = Instant((now // step + 1) * step), None


def _goes_along(half: Half) -> bool:
    """Say whether a junction hears something and is not in somebody else's hands."""
    return half.seen.mode in (Mode.LOCAL, Mode.CENTRAL) and not is_deaf(half.seen)


def _is_free(half: Half) -> bool:
    """Say whether a junction stands and has had its minimum greens."""
    return not half.seen.moving_to and must_stay(half.seen) is None and half.seen.now >= half.lease.locked


def _best(pair: Pair, standing: tuple[int, int], settings: Settings) -> tuple[tuple[int, int], Because]:
    """Return what should stand together from now on, and why."""
    one, other = (half.out for half in pair.halves)
    stages, own = pair.both.stages, pair.own
    if standing not in stages:  # as it is found when the pair is taken over: the fewest changes lead out of it
        to = min(stages, key=lambda two: (two[0] != standing[0]) + (two[1] != standing[1]))
        return to, because("control.pair_apart", stage=tuple(pair.halves[own].out.stages)[to[own]])
    lanes = [_lanes(half, settings) for half in pair.halves]
    shut, first = _first(pair, settings)
    found = search(
        lanes_of_both(lanes[0], lanes[1]),
        rates_of_both(pair.both, rates(one), rates(other)),
        pair.both.changes,
        settings.prices,
        stages.index(standing),
        shut,
    )
    best, cost, _ = first_choice(found, stages.index(standing))
    to = stages[best]
    why = because(
        "control.pair_predicted",
        stage=tuple(pair.halves[own].out.stages)[to[own]],
        other=tuple(pair.halves[1 - own].out.stages)[to[1 - own]],
        ahead_s=settings.horizon_s,
        cost=round(cost),
    )
    return to, first or why


def _lanes(half: Half, settings: Settings) -> Lanes:
    """Return the lanes of one of the two; who is between them and let out counts nowhere: he goes in any case."""
    found = ahead(half.out, settings)
    if half.lets_out():
        for lane in half.side.lanes:
            n = half.out.traffic.index(lane)
            found.held[n], found.coming[n, :] = 0.0, 0.0
    return found


def _first(pair: Pair, settings: Settings) -> tuple[Flags, Because | None]:
    """Return what may not stand since somebody else has waited too long, and the reason of the own junction if one."""
    shut, own = np.zeros(len(pair.both.stages), bool), None
    for n, half in enumerate(pair.halves):
        found = late(half.out, settings.longest_wait_s) or _late_between(half)
        if found is not None:
            k = tuple(half.out.stages).index(found[0])
            others = np.array([stage[n] != k for stage in pair.both.stages])
            if not (shut | others).all():
                shut |= others
                own = found[1] if n == pair.own else own
    return shut, own


def _late_between(half: Half) -> tuple[str, Because] | None:
    """Return the stage for who has waited between the two for too long, since all behind him stand too."""
    seen, waiting = half.seen, half.seen.waiting
    waits = [elapsed_s(seen.now, waiting[g]) for lane in half.side.lanes for g in lane.groups if g in waiting]
    if max(waits, default=0.0) <= LONGEST_S:
        return None
    stage = tuple(half.out.stages)[int(np.argmax(half.side.lets_out))]
    return stage, because("control.pair_late", stage=stage, waited_s=round(max(waits)))


def _go(pair: Pair, n: int, target: tuple[int, int]) -> list[Order]:
    """Return the orders that bring one of the two to its stage of the target, once it may go there."""
    half, seen, lease = pair.halves[n], pair.halves[n].seen, pair.halves[n].lease
    if seen.moving_to or lease.is_patient(seen):
        return _NOTHING
    at, to = half.out.standing(), target[n]
    if stays := must_stay(seen):
        return lease.hold(seen, stays)
    if at == to:
        return lease.hold(seen, pair.why or because("control.pair_waits", stage=seen.stage))
    if _waits(pair, n, target) or seen.now < lease.locked:
        return lease.hold(seen, because("control.pair_clears", stage=seen.stage))
    stage = tuple(half.out.stages)[to]
    return lease.call(seen, stage, pair.why or because("control.pair_waits", stage=stage), half.out.lock_s(stage))


def _waits(pair: Pair, n: int, target: tuple[int, int]) -> bool:
    """Say whether one of the two still waits for the road between to empty, or for the other one to let out."""
    half, other = pair.halves[n], pair.halves[1 - n]
    side, at, to = half.side, half.out.standing(), target[n]
    if side.lets_out[at] and not side.lets_out[to]:
        is_seen = half.is_held() and elapsed_s(half.seen.now, pair.since) < CLEARS_MOST_S
        if other.may_let_in() or is_seen:
            return True
    if not side.lets_in[to] or side.lets_in[at] or other.lets_out():
        return False
    other_at, other_to = other.out.standing(), target[1 - n]
    return not opens_too(other.side, other_at, other_to)
