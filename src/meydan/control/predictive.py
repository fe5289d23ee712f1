"""Predictive control: each second the green sequence with the least waiting and stops ahead; only its first step.

A rolling horizon over the stages of the local plan, in free order. At capacity a free order starves short inner lanes:
a junction whose roads are full keeps to its plan, step by step in order, until they are not.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from meydan.city.because import Because, because
from meydan.city.city import City
from meydan.city.events import Event, Mode, Tick
from meydan.city.instant import NEVER, Instant, elapsed_s, later
from meydan.city.junction import Lamp
from meydan.city.orders import CallStage, HoldStage, Order, ReleaseToLocal
from meydan.city.state import JunctionState
from meydan.control import Strategy, actuated, fixed_time
from meydan.control.announced import Road, roads_into
from meydan.control.discharge import Discharge, first_guess
from meydan.control.fill import Fill, fill_of
from meydan.control.inner_lanes import InnerLane, forbidden, inner_lanes, late, protecting
from meydan.control.lane_traffic import green_s_of, lane_traffic
from meydan.control.lease import Lease
from meydan.control.limits import must_stay, starving
from meydan.control.near_pair import Joint, Side, is_let_in, joint_lanes, joint_of, joint_rates, partner_of, side_of
from meydan.control.parameter import Adjusted, Parameter, Values, complete
from meydan.control.search import FAR, Changes, Lanes, Prices, Rates, first_choice, search
from meydan.control.short_exit import ShortExit, short_exits
from meydan.control.stage_changes import stage_changes
from meydan.control.traffic import BLOCKED_S, START_UP_S, Traffic
from meydan.control.trust import DEAF_S, is_deaf

NEEDS: frozenset[type[Order]] = frozenset({CallStage, HoldStage, *fixed_time.NEEDS})

PARAMETERS: Mapping[str, Parameter] = {
    "horizon_s": Parameter(50, 20, 120, "s", "parameter.horizon_s"),
    "longest_wait_s": Parameter(150.0, 30.0, 600.0, "s", "parameter.longest_wait_s"),
    "gate_s": Parameter(10, 0, 60, "s", "parameter.gate_s"),
    "stop_s": Parameter(4.0, 0.0, 60.0, "s", "parameter.stop_s"),
    "rest_s": Parameter(12.0, 0.0, 120.0, "s", "parameter.rest_s"),
    "switch": Parameter(2.0, 0.0, 100.0, "", "parameter.switch"),
}
RELEASE_LIVES_S = 30.0
GIVES_UP_S = 60.0
ALONE_S = 300.0
CLEARS_MOST_S = 20.0
LONGEST_STEP_S = 10.0  # a longer silence between two looks teaches nothing

_NOTHING: list[Order] = []


@dataclass(frozen=True, slots=True)
class Settings:
    """The values of `PARAMETERS`: how far it looks, after how long who waits comes first, and what counts how much.

    What must change before who has waited `longest_wait_s` is served may take half a minute more. Before `gate_s`
    nobody is expected to be let go into a short road that is full.
    """

    horizon_s: int
    longest_wait_s: float
    gate_s: int
    prices: Prices


def settings_of(values: Values) -> Settings:
    """Return the settings with these values, the others as usual."""
    found = complete(values, PARAMETERS)
    prices = Prices(found["stop_s"], found["rest_s"], found["switch"])
    return Settings(found["horizon_s"], found["longest_wait_s"], found["gate_s"], prices)


USUAL = settings_of({})


@dataclass(slots=True)
class State:
    """What the strategy remembers of one junction.

    `locked` is until when the plan's minimum of a new stage lasts, `in_order` decides while the plan is kept to, and
    `by_clock` while the junction is deaf.
    """

    seen: JunctionState
    stages: dict[str, frozenset[str]]
    traffic: list[Traffic]
    discharge: Discharge
    changes: Changes
    roads: list[Road]
    exits: list[ShortExit | None]
    fill: Fill
    inner: tuple[InnerLane, ...]
    in_order: actuated.State
    by_clock: fixed_time.State
    settings: Settings
    looked: Instant = NEVER
    locked: Instant = NEVER
    lease: Lease = field(default_factory=Lease)
    pair: "Pair | None" = None


@dataclass(slots=True)
class Pair:
    """Two near signals that are decided as one; `own` is the number of the one whose orders are given."""

    near: tuple[State, State]
    sides: tuple[Side, Side]
    joint: Joint
    own: int
    target: tuple[int, int]
    since: Instant = NEVER
    alone_until: Instant = NEVER


def with_parameters(values: Values) -> Strategy[State]:
    """Return the same strategy with other values of its `PARAMETERS`."""
    settings = settings_of(values)
    return Adjusted(NEEDS, start, decide, lambda state: replace(state, settings=settings))


def start(city: City, junction: str, seen: Mapping[str, JunctionState]) -> State:
    """Return the state for one junction; only stages of its local plan may be chosen."""
    state = _start_alone(city, junction, seen)
    other = partner_of(city, junction)
    if other is None or not state.inner:
        return state
    partner = _start_alone(city, other, seen)
    if not partner.inner:
        return state
    own = int(other < junction)
    near = (partner, state) if own else (state, partner)
    names = (other, junction) if own else (junction, other)
    sides = side_of(city, names[0], names[1], near[0]), side_of(city, names[1], names[0], near[1])
    joint = joint_of(*near, sides)
    if joint is not None:
        state.pair = Pair(near, sides, joint, own, (-1, -1))
    return state


def _start_alone(city: City, junction: str, seen: Mapping[str, JunctionState]) -> State:
    stands = city.junctions[junction]
    plan = city.plans[junction, stands.local_plan]
    names = dict.fromkeys(step.stage for step in plan.steps)
    stages = {name: stands.stages[name].green for name in names if stands.stages[name].green}
    of_lanes, others = lane_traffic(stands, seen[junction])
    traffic = [*of_lanes.values(), *others]
    discharge = first_guess(stands, tuple(stages), traffic)
    changes = stage_changes(stands, plan, tuple(stages), traffic)
    exits = short_exits(city, stands, seen)
    inner = inner_lanes(city, junction, of_lanes, discharge)
    return State(
        seen=seen[junction],
        stages=stages,
        traffic=traffic,
        discharge=discharge,
        changes=changes,
        roads=roads_into(city, junction, seen, of_lanes),
        exits=[*(exits.get(name) for name in of_lanes), *(None for _ in others)],
        fill=fill_of(stands, {} if inner else of_lanes),
        inner=inner,
        in_order=_in_order(city, junction, seen),
        by_clock=fixed_time.start(city, junction, seen),
        settings=USUAL,
    )


def _in_order(city: City, junction: str, seen: Mapping[str, JunctionState]) -> actuated.State:
    """Return the state that keeps to the plan; a step of fixed length may hide people on foot and is never left out."""
    state = actuated.start(city, junction, seen)
    fixed = (i for i, step in enumerate(state.steps) if step.min_s == step.max_s)
    return replace(state, kept=frozenset(fixed))


def decide(state: State, event: Event) -> tuple[State, list[Order]]:
    """Look at the lanes once a second, and stay or go where the least waiting is ahead."""
    if not isinstance(event, Tick):
        return state, _NOTHING
    seen = state.seen
    lit = frozenset(g for g, lamp in seen.lamps.items() if lamp is Lamp.GREEN)
    _look(state, lit)
    if is_deaf(seen):
        return state, _hand_back(state, event)
    if state.pair is not None and (found := _decide_pair(state.pair, state.settings)) is not None:
        return state, found
    if state.fill.keeps_plan:
        state.in_order, orders = actuated.decide(state.in_order, event)
        _lock(state, orders)
        return state, orders
    if seen.moving_to or seen.mode not in (Mode.LOCAL, Mode.CENTRAL) or state.lease.is_patient(seen):
        return state, _NOTHING
    why = must_stay(seen)
    if why is None and seen.now < state.locked:
        why = because("control.min_green", stage=seen.stage, min_s=elapsed_s(state.locked, seen.stage_since))
    if why is not None:
        return state, state.lease.hold(seen, why)
    stage, why = _who_is_late(state) or _best(state, lit)
    if stage == seen.stage:
        return state, state.lease.hold(seen, why)
    orders = state.lease.call(seen, stage, why)
    _lock(state, orders)
    return state, orders


def _decide_pair(pair: Pair, settings: Settings) -> list[Order] | None:
    """Return what is ordered here as one of a pair, None while the other one does not go along."""
    near, own = pair.near, pair.own
    now = near[own].seen.now
    for n, state in enumerate(near):
        if n != own:
            _look(state, frozenset(g for g, lamp in state.seen.lamps.items() if lamp is Lamp.GREEN))
    if now < pair.alone_until or any(is_deaf(s.seen) or s.seen.mode not in (Mode.LOCAL, Mode.CENTRAL) for s in near):
        pair.target = (-1, -1)
        return None
    standing = (_standing(near[0]), _standing(near[1]))
    arrived = pair.target in ((-1, -1), standing) and not any(s.seen.moving_to for s in near)
    if not arrived and elapsed_s(now, pair.since) > GIVES_UP_S:
        pair.alone_until = later(now, ALONE_S)
        print("ALONE", near[own].seen.junction.id, standing, pair.target, near[0].seen.moving_to, near[1].seen.moving_to)
        return None
    whys: list[Because] = [because("control.inner_clears", stage=s.seen.stage) for s in near]
    stays = [must_stay(s.seen) for s in near]
    if arrived and not any(stays) and all(now >= s.locked for s in near):
        target, whys = _best_of_pair(pair, standing, settings)
        if target != pair.target:
            pair.target, pair.since = target, now
    elif pair.target == (-1, -1):
        pair.target, pair.since = standing, now
    orders: list[Order] = []
    for n, s in enumerate(near):
        given = _go_along(pair, n, standing, whys[n], stays[n])
        if n == own:
            orders = given
    return orders


def _go_along(pair: Pair, n: int, standing: tuple[int, int], why: Because, stay: Because | None) -> list[Order]:
    s, other = pair.near[n], pair.near[1 - n]
    seen = s.seen
    if seen.moving_to or s.lease.is_patient(seen):
        return _NOTHING
    at, to = standing[n], pair.target[n]
    if at == to:
        return s.lease.hold(seen, why)
    if stay is not None or seen.now < s.locked:
        return s.lease.hold(seen, stay or because("control.min_green", stage=seen.stage, min_s=elapsed_s(s.locked, seen.stage_since)))
    mine, others = pair.sides[n], pair.sides[1 - n]
    if mine.lets_out[at] and not mine.lets_out[to] and elapsed_s(seen.now, pair.since) < CLEARS_MOST_S:
        if is_let_in(others, other.seen) or any(lane.lane.held >= 1.0 for lane in s.inner):
            return s.lease.hold(seen, because("control.inner_clears", stage=seen.stage))
    if mine.lets_in[to] and not mine.lets_in[at] and (other.seen.moving_to or not others.lets_out[standing[1 - n]]):
        return s.lease.hold(seen, because("control.inner_clears", stage=seen.stage))
    stage = list(s.stages)[to]
    orders = s.lease.call(seen, stage, why)
    _lock(s, orders)
    return orders


def _best_of_pair(pair: Pair, standing: tuple[int, int], settings: Settings) -> tuple[tuple[int, int], list[Because]]:
    near, joint = pair.near, pair.joint
    names = [list(s.stages) for s in near]
    if standing not in joint.stages:
        to = min(joint.stages, key=lambda s: (s[0] != standing[0]) + (s[1] != standing[1]))
        return to, [because("control.inner_first", stage=names[n][to[n]], other=names[n][standing[n]]) for n in (0, 1)]
    at = joint.stages.index(standing)
    rates = joint_rates(joint, (_rates(near[0]), _rates(near[1])))
    lanes = joint_lanes((_lanes_of_pair(pair, 0, standing, settings), _lanes_of_pair(pair, 1, standing, settings)))
    shut = np.zeros(len(joint.stages), bool)
    whys: list[Because | None] = [None, None]
    for n, s in enumerate(near):
        late_one = starving(s.seen, s.stages, settings.longest_wait_s) or late(s.inner, s.seen, names[n])
        if late_one is not None:
            k = names[n].index(late_one[0])
            without = np.array([stage[n] != k for stage in joint.stages])
            if not (shut | without).all():
                shut |= without
                whys[n] = late_one[1]
    costs = search(lanes, rates, joint.changes, settings.prices, at, shut)
    best, cost, other = first_choice(costs, at)
    to = joint.stages[best]
    return to, [whys[n] or because("control.predicted", stage=names[n][to[n]], ahead_s=settings.horizon_s, cost=round(cost), other=round(min(other, 1e9))) for n in (0, 1)]


def _lanes_of_pair(pair: Pair, n: int, standing: tuple[int, int], settings: Settings) -> Lanes:
    s = pair.near[n]
    lanes = _lanes(s, frozenset(g for g, lamp in s.seen.lamps.items() if lamp is Lamp.GREEN), settings)
    if pair.sides[n].lets_out[standing[n]]:
        for inner in s.inner:
            at = s.traffic.index(inner.lane)
            lanes.held[at] = 0.0
            lanes.coming[at] = 0.0
    return lanes


def _rates(state: State) -> Rates:
    flows = np.array([lane.blocked_s < BLOCKED_S for lane in state.traffic])
    return Rates(state.discharge.rate * flows, state.discharge.slow * flows, state.discharge.rivals)


def _who_is_late(state: State) -> tuple[str, Because] | None:
    """Return the stage for who has waited too long, if somebody has, or the one that has to come before it."""
    seen, names = state.seen, tuple(state.stages)
    found = starving(seen, state.stages, state.settings.longest_wait_s) or late(state.inner, seen, names)
    shut = forbidden(state.inner, _standing(state))
    if found is None or shut is None or not shut[names.index(found[0])]:
        return found
    before = names[protecting(state.inner)]
    return before, because("control.inner_first", stage=before, other=found[0])


def _hand_back(state: State, event: Tick) -> list[Order]:
    """Leave a junction that hears nothing to the plan that the timetable names for this hour."""
    seen = state.seen
    if seen.mode is not Mode.CENTRAL:
        state.by_clock, orders = fixed_time.decide(state.by_clock, event)
        return orders
    if seen.moving_to or state.lease.is_patient(seen):
        return _NOTHING
    why = because("control.deaf", silent_s=round(DEAF_S))
    return [ReleaseToLocal(seen.now, seen.junction.id, later(seen.now, RELEASE_LIVES_S), seen.fence, why)]


def _lock(state: State, orders: Sequence[Order]) -> None:
    """Remember until when a stage that is called has to stay."""
    names = tuple(state.stages)
    for order in orders:
        if isinstance(order, CallStage) and order.stage in names:
            lock_s = float(state.changes.lock[_standing(state), names.index(order.stage)])
            state.locked = later(state.seen.now, lock_s)


def _look(state: State, lit: frozenset[str]) -> None:
    """Take what the detectors say, and learn how fast the lanes that have a queue discharge."""
    seen = state.seen
    passed_s = min(LONGEST_STEP_S, max(0.001, elapsed_s(seen.now, state.looked))) if state.looked else 1.0
    state.looked = seen.now
    stands = seen.stage in state.stages and not seen.moving_to
    for n, lane in enumerate(state.traffic):
        green_s, _ = green_s_of(lane.groups, seen, seen.now, lit)
        gone = lane.observe(seen, passed_s, green_s)
        if stands and lane.has_queue and green_s > 3.0:
            at = _standing(state)
            if state.discharge.base[at, n] > 0:
                state.discharge.learn(at, n, gone, passed_s, state.traffic)
    for road in state.roads:
        road.observe(seen.now)
    for inner in state.inner:
        inner.observe(passed_s, _standing(state) if stands else None)
    state.fill.observe(seen.now, passed_s, stands=not seen.moving_to)


def _best(state: State, lit: frozenset[str]) -> tuple[str, Because]:
    """Return the stage that costs least, and why."""
    settings, rates = state.settings, _rates(state)
    standing, names = _standing(state), tuple(state.stages)
    lanes, none = _lanes(state, lit, settings), np.zeros(len(names), bool)
    best, cost, other = first_choice(search(lanes, rates, state.changes, settings.prices, standing, none), standing)
    shut = forbidden(state.inner, standing)
    if shut is not None and shut[best]:
        allowed = search(lanes, rates, state.changes, settings.prices, standing, shut)
        instead = names[int(np.argmin(allowed))]
        return instead, because("control.inner_first", stage=instead, other=names[best])
    stage, ahead_s = names[best], settings.horizon_s
    if other >= FAR:
        return stage, because("control.predicted_alone", stage=stage, ahead_s=ahead_s, cost=round(cost))
    return stage, because("control.predicted", stage=stage, ahead_s=ahead_s, cost=round(cost), other=round(other))


def _lanes(state: State, lit: frozenset[str], settings: Settings) -> Lanes:
    """Return the lanes as they are believed to be."""
    seen, count = state.seen, len(state.traffic)
    horizon_s, gate_s = settings.horizon_s, settings.gate_s
    held, coming, opens = np.empty(count), np.zeros((count, horizon_s)), np.zeros(count, np.int64)
    for n, lane in enumerate(state.traffic):
        green_s, red_s = green_s_of(lane.groups, seen, seen.now, lit)
        lane.expect(seen.now, coming[n])
        held[n] = lane.queue + (lane.unseen(red_s) if green_s < 0 else 0.0)
        opens[n] = max(0, int(START_UP_S - green_s)) if green_s >= 0 else 0
        exit_road = state.exits[n]
        if exit_road is not None and exit_road.is_full():
            opens[n] = gate_s
    for road in state.roads:
        road.expect(seen.now, state.traffic, coming)
    return Lanes(held, coming, opens)


def _standing(state: State) -> int:
    """Return the number of the stage that stands, or of the one most like it where another plan runs."""
    names = tuple(state.stages)
    if state.seen.stage in state.stages:
        return names.index(state.seen.stage)
    standing = state.seen.junction.stages.get(state.seen.stage)
    green = standing.green if standing else frozenset()
    return max(range(len(names)), key=lambda i: len(state.stages[names[i]] & green))
