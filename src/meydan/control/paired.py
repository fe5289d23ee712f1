"""Two near signals decided as one: one search over what may stand together, and each goes there when it may.

Both junctions of a pair look at the lanes of both and come to the same answer; each gives the orders of its own.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from meydan.city.because import Because, because
from meydan.city.city import City
from meydan.city.events import Mode
from meydan.city.instant import NEVER, Instant, elapsed_s, later
from meydan.city.junction import Lamp
from meydan.city.orders import Order
from meydan.city.state import JunctionState
from meydan.control.lease import Lease
from meydan.control.limits import must_stay
from meydan.control.near_pair import Side, Together, lanes_of_both, partner_of, rates_of_both, side_of, together
from meydan.control.outlook import Outlook, Settings, ahead, late, look, outlook_of, rates
from meydan.control.search import Flags, Lanes, first_choice, search
from meydan.control.trust import is_deaf

CLEARS_S = 3.0  # at red before who was let in last has driven the few metres to the next line
CLEARS_MOST_S = 20.0  # a road that is not seen to be empty by then will not be, or its detectors are wrong
LONGEST_S = 25.0  # of red while somebody waits between the two
FOLLOWS_S = 60.0  # what was decided and does not stand by then is not followed by one of the two
ALONE_S = 300.0  # before it is tried together again

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

    `since` is when that was decided, and until `alone_until` it is not tried, for one of the two did not follow.
    """

    halves: tuple[Half, Half]
    both: Together
    own: int
    target: tuple[int, int] | None = None
    since: Instant = NEVER
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
    both = together((halves[0].out, halves[1].out), (halves[0].side, halves[1].side))
    return Pair(halves, both, own) if both else None


def decide_pair(pair: Pair, settings: Settings) -> list[Order] | None:
    """Return the orders of one junction as one of two, that has looked before; None while they do not go together."""
    look(pair.halves[1 - pair.own].out)
    now, halves = pair.halves[pair.own].seen.now, pair.halves
    if now < pair.alone_until or not all(_goes_along(half) for half in halves):
        pair.target = None
        return None
    standing = halves[0].out.standing(), halves[1].out.standing()
    if pair.target is None:
        pair.target, pair.since = standing, now
    if pair.target != standing and elapsed_s(now, pair.since) > FOLLOWS_S:
        pair.alone_until = later(now, ALONE_S)
        return None
    seen = halves[pair.own].seen
    why = must_stay(seen) or because("control.pair_waits", stage=seen.stage)
    if pair.target == standing and all(_is_free(half) for half in halves):
        target, why = _best(pair, standing, settings)
        if target != pair.target:
            pair.target, pair.since = target, now
    orders = [_go(pair, n, why) for n in (0, 1)]
    return orders[pair.own]


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
        to = min(stages, key=lambda pair: (pair[0] != standing[0]) + (pair[1] != standing[1]))
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


def _go(pair: Pair, n: int, why: Because) -> list[Order]:
    """Return the orders that bring one of the two to its stage of the target, once it may go there."""
    half, other = pair.halves[n], pair.halves[1 - n]
    seen, lease = half.seen, half.lease
    if seen.moving_to or lease.is_patient(seen):
        return _NOTHING
    at, to = half.out.standing(), pair.target[n] if pair.target else -1
    if at == to:
        return lease.hold(seen, why)
    if stays := must_stay(seen):
        return lease.hold(seen, stays)
    if _waits(half, other, at, to, elapsed_s(seen.now, pair.since)) or seen.now < lease.locked:
        return lease.hold(seen, because("control.pair_clears", stage=seen.stage))
    stage = tuple(half.out.stages)[to]
    return lease.call(seen, stage, why, half.out.lock_s(stage))


def _waits(half: Half, other: Half, at: int, to: int, passed_s: float) -> bool:
    """Say whether one of the two still waits for the road between to empty, or for the other one to let out."""
    side = half.side
    empties = side.lets_out[at] and not side.lets_out[to] and (other.may_let_in() or half.is_held())
    opens = side.lets_in[to] and not side.lets_in[at] and not other.lets_out()
    return bool((empties and passed_s < CLEARS_MOST_S) or opens)
