"""Adaptive plan: the engineer's plan, its splits, cycle and offset moved a little every few minutes.

For controllers that take nothing but plan numbers. The controller runs the plan; every second cycle it is judged by the
green that was used, and one number is moved by a few seconds: green from the least to the most saturated step; where
none is clear, the cycle of a junction that stands alone, or the offset of one that does not. Nothing goes farther from
the plan than a quarter of it, and everything ends by itself.

Source: the small steps of SCATS and SCOOT (Hunt et al., SCOOT, Transport and Road Research Laboratory LR 1014, 1981).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from math import floor

from meydan.city.because import Because, because
from meydan.city.city import City
from meydan.city.events import (
    DetectorChanged,
    Event,
    GroupChanged,
    Mode,
    OrderRejected,
    PlanChanged,
    StageStarted,
    Tick,
    ZoneChanged,
)
from meydan.city.instant import NEVER, Instant, elapsed_s, later
from meydan.city.junction import Junction
from meydan.city.orders import Order, SetCycle, SetOffset, SetSplits
from meydan.city.plan import Plan
from meydan.city.state import JunctionState
from meydan.control import Strategy, fixed_time
from meydan.control.arrivals import Arrivals, arrivals_of, is_clear, met_green
from meydan.control.green_move import Move, Served, best_move
from meydan.control.parameter import Adjusted, Parameter, Values, complete
from meydan.control.plan_bounds import DRIFT_SHARE, Bounds, bounds_of, fits
from meydan.control.saturation import LaneUse, follow_lamps, lanes_used

NEEDS: frozenset[type[Order]] = fixed_time.NEEDS | {SetSplits, SetOffset, SetCycle}

PARAMETERS: Mapping[str, Parameter] = {
    "judged_cycles": Parameter(2, 1, 20, "", "parameter.judged_cycles"),
    "drift_share": Parameter(DRIFT_SHARE, 0.05, 0.5, "", "parameter.drift_share"),
    "offset_drift_s": Parameter(12, 0, 60, "s", "parameter.offset_drift_s"),
}
FORGOTTEN = 0.25  # share of what was seen before the last decision
LIVES_S = 900.0
RENEW_S = 300.0  # what has less than this left is renewed
BACK_LIVES_S = 60.0  # an order back to the stored numbers need not be renewed
FULL, FREE = 0.9, 0.7  # saturation of the fullest step above, below which the cycle is moved
CYCLE_STEP_S = 4.0
OFFSET_STEPS_S = (-4, -3, -2, 0, 2, 3, 4)
OFFSET_CYCLES = 4  # so long are arrivals watched at least
ARRIVAL_CYCLES = 10  # arrivals are kept for so long

_NOTHING: list[Order] = []


@dataclass(frozen=True, slots=True)
class Settings:
    """The values of `PARAMETERS`: after how many cycles a plan is judged, and how far its numbers may go from it."""

    judged_cycles: int
    drift_share: float
    offset_drift_s: int


USUAL = Settings(**complete({}, PARAMETERS))


@dataclass(slots=True)
class Around:
    """A plan, how far its numbers may go, the lanes each of its steps serves, and the numbers it runs with.

    A step with a lane that nobody watches has none. `until` says when the orders end, by kind; only what differs from
    the stored plan has one.
    """

    plan: Plan
    bounds: Bounds
    served: tuple[tuple[LaneUse, ...], ...]
    greens_s: tuple[float, ...]
    cycle_s: float
    offset_s: float
    until: dict[type[Order], Instant] = field(default_factory=dict)


@dataclass(slots=True)
class State:
    """What the strategy remembers of one junction.

    `lanes` are all that can be judged; `stands_alone` says whether no traffic goes on to another junction or comes
    from one. `cycles` counts those since the last decision, `arrival_cycles` those over which arrivals are known.
    """

    seen: JunctionState
    timetable: fixed_time.State
    plans: Mapping[str, Plan]
    lanes: tuple[LaneUse, ...]
    arrivals: Arrivals
    stands_alone: bool
    around: Around
    settings: Settings = USUAL
    cycles: int = 0
    arrival_cycles: int = 0
    rests_until: Instant = NEVER
    judged_at: Instant = NEVER
    watched_s: float = 0.0


def with_parameters(values: Values) -> Strategy[State]:
    """Return the same strategy with other values of its `PARAMETERS`."""
    settings = Settings(**complete(values, PARAMETERS))
    return Adjusted(NEEDS, start, decide, lambda state: _put(state, settings))


def _put(state: State, settings: Settings) -> State:
    around = _around(state.seen.junction, state.around.plan, state.lanes, settings)
    return replace(state, settings=settings, around=around)


def start(city: City, junction: str, seen: Mapping[str, JunctionState]) -> State:
    """Return the state for one junction, which begins with its local plan."""
    stands = city.junctions[junction]
    plans = {name: plan for (at, name), plan in city.plans.items() if at == junction}
    lanes = lanes_used(stands, seen[junction])
    goes_on = any(to.junction != junction for lane in stands.lanes.values() for to in lane.onward)
    stands_alone = not goes_on and all(fed != junction for fed, _ in city.fed_by)
    timetable = fixed_time.start(city, junction, seen)
    around = _around(stands, plans[stands.local_plan], lanes, USUAL)
    return State(seen[junction], timetable, plans, lanes, arrivals_of(stands), stands_alone, around)


def decide(state: State, event: Event) -> tuple[State, list[Order]]:
    """Follow lamps and detectors; judge the plan at the begin of every second cycle, renew what runs out."""
    match event:
        case DetectorChanged() | ZoneChanged():
            state.arrivals.observe(event)
        case GroupChanged():
            follow_lamps(state.lanes, event, state.seen)
        case Tick():
            _, chosen = fixed_time.decide(state.timetable, event)
            return state, chosen or _renewed(state)
        case StageStarted() if event.stage == state.around.plan.steps[0].stage:
            return state, _next_cycle(state)
        case PlanChanged() if event.plan != state.around.plan.id and event.plan in state.plans:
            state.around = _around(state.seen.junction, state.plans[event.plan], state.lanes, state.settings)
            _forget_arrivals(state)
        case OrderRejected():
            state.rests_until = later(event.t, LIVES_S)
            return state, _back(state, because("control.numbers_rejected", plan=state.around.plan.id))
        case _:
            pass
    return state, _NOTHING


def _next_cycle(state: State) -> list[Order]:
    """Judge the plan if enough cycles have passed."""
    seen = state.seen
    state.cycles += 1
    state.arrival_cycles += 1
    is_due = state.cycles >= state.settings.judged_cycles and seen.now >= state.rests_until
    if not is_due or seen.mode is not Mode.LOCAL or seen.plan != state.around.plan.id:
        return _NOTHING
    state.watched_s += elapsed_s(seen.now, state.judged_at) if state.judged_at else 0.0
    orders = _judge(state) if state.judged_at else _NOTHING
    state.cycles, state.judged_at = 0, seen.now
    state.watched_s *= 1 - FORGOTTEN
    for lane in state.lanes:
        lane.forget(FORGOTTEN)
    if state.arrival_cycles >= ARRIVAL_CYCLES:
        _forget_arrivals(state)
    return orders


def _judge(state: State) -> list[Order]:
    """Move one number, or give the plan back where nobody can be seen."""
    around, seen = state.around, state.seen
    if not any(lane.is_judged(seen) for lane in state.lanes):
        return _back(state, because("control.numbers_blind", plan=around.plan.id))
    return _move_green(state) or (_move_cycle(state) if state.stands_alone else _move_offset(state))


def _move_green(state: State) -> list[Order]:
    """Move green from the least to the most saturated step."""
    around, seen = state.around, state.seen
    served = Served(around.served, state.watched_s, around.cycle_s)
    move = best_move(served, around.greens_s, around.bounds, seen)
    if move is None:
        return _NOTHING
    greens_s = list(around.greens_s)
    greens_s[move.giver] -= move.moved_s
    greens_s[move.taker] += move.moved_s
    if not fits(seen.junction, around.plan, greens_s, around.cycle_s):
        return _NOTHING
    around.greens_s = tuple(greens_s)
    served.moved(move)
    return [_order(state, SetSplits, _why_moved(around.plan, move))]


def _why_moved(plan: Plan, move: Move) -> Because:
    stage, to = plan.steps[move.giver].stage, plan.steps[move.taker].stage
    used = round(100 * move.taker_used)
    if move.is_free:
        return because("control.green_free", moved_s=move.moved_s, stage=stage, to=to, used=used)
    other = round(100 * move.giver_used)
    return because("control.green_moved", moved_s=move.moved_s, stage=stage, to=to, used=used, other=other)


def _move_cycle(state: State) -> list[Order]:
    """Lengthen the cycle where the fullest lane is short of green, shorten it where all have green to spare."""
    around, seen = state.around, state.seen
    lanes = [lane for served in around.served for lane in served]
    if not all(around.served) or not all(lane.is_judged(seen) for lane in lanes):
        return _NOTHING
    used = max(lane.saturation for lane in lanes)
    step_s = CYCLE_STEP_S if used > FULL else -CYCLE_STEP_S if used < FREE else 0.0
    cycle_s = around.cycle_s + step_s
    is_allowed = around.bounds.shortest_s <= cycle_s <= around.bounds.longest_s
    if not step_s or not is_allowed or not fits(seen.junction, around.plan, around.greens_s, cycle_s):
        return _NOTHING
    why = because("control.cycle_moved", cycle_s=cycle_s, before_s=around.cycle_s, used=round(100 * used))
    latest_s = min(around.cycle_s, around.plan.cycle_s, cycle_s) - 1  # an offset must fit either cycle
    began_s = floor(_cycle_began_s(seen, around.cycle_s))  # controllers on the wire count whole seconds only
    around.offset_s = min(began_s % cycle_s, latest_s)
    around.cycle_s = cycle_s
    return [_order(state, SetOffset, why), _order(state, SetCycle, why)]


def _cycle_began_s(seen: JunctionState, cycle_s: float) -> float:
    """Return the second 0 of the cycle that is nearest to now [s since 1970]."""
    return seen.cycle_start / 1000 + round(elapsed_s(seen.now, seen.cycle_start) / cycle_s) * cycle_s


def _move_offset(state: State) -> list[Order]:
    """Shift the greens to where more vehicles meet them."""
    around = state.around
    drift_s = _drift_s(around)
    allowed = [s for s in OFFSET_STEPS_S if abs(drift_s + s) <= state.settings.offset_drift_s]
    met = met_green(state.arrivals, state.lanes, allowed)
    best_s = max(allowed, key=lambda s: (sum(met[s]), -abs(s)))
    is_full = any(lane.saturation > FULL for lane in state.lanes)
    if is_full or state.arrival_cycles < OFFSET_CYCLES or not is_clear(met[0], met[best_s]):
        return _NOTHING
    around.offset_s = (around.offset_s + best_s) % around.cycle_s
    _forget_arrivals(state)
    on_green, before = (round(100 * sum(found) / len(found)) for found in (met[best_s], met[0]))
    return [_order(state, SetOffset, because("control.offset_moved", moved_s=best_s, share=on_green, before=before))]


def _drift_s(around: Around) -> float:
    """Return how far the offset is from that of the plan, before (-) or after it."""
    off_s = (around.offset_s - around.plan.offset_s) % around.cycle_s
    return off_s if off_s <= around.cycle_s / 2 else off_s - around.cycle_s


def _forget_arrivals(state: State) -> None:
    state.arrivals.seen.clear()
    state.arrival_cycles = 0
    for lane in state.lanes:
        lane.greens.clear()


def _renewed(state: State) -> list[Order]:
    """Return the orders that run out and are still meant."""
    around, now = state.around, state.seen.now
    if not around.until or state.seen.mode is not Mode.LOCAL or state.seen.plan != around.plan.id:
        return _NOTHING
    why = because("control.numbers_kept", plan=around.plan.id)
    return [_order(state, kind, why) for kind, until in around.until.items() if elapsed_s(until, now) < RENEW_S]


def _back(state: State, why: Because) -> list[Order]:
    """Go back to the plan as it is stored: the cycle first, for splits fit the stored one for sure."""
    around, plan = state.around, state.around.plan
    moved = [kind for kind in (SetCycle, SetSplits, SetOffset) if kind in around.until]
    around.greens_s, around.cycle_s, around.offset_s = _stored(plan)
    return [_order(state, kind, why) for kind in moved]


def _order(state: State, kind: type[Order], why: Because) -> Order:
    """Return the order that asks for the numbers of one kind; those of the stored plan need not be renewed."""
    around, seen = state.around, state.seen
    greens_s, cycle_s, offset_s = _stored(around.plan)
    now, junction, plan = seen.now, seen.junction.id, around.plan.id
    is_stored = {SetSplits: around.greens_s == greens_s, SetCycle: around.cycle_s == cycle_s}
    if is_stored.get(kind, around.offset_s == offset_s):
        until = later(now, BACK_LIVES_S)
        around.until.pop(kind, None)
    else:
        until = around.until[kind] = later(now, LIVES_S)
    if kind is SetSplits:
        return SetSplits(now, junction, plan, around.greens_s, until, seen.fence, why)
    if kind is SetCycle:
        return SetCycle(now, junction, plan, around.cycle_s, until, seen.fence, why)
    return SetOffset(now, junction, plan, around.offset_s, until, seen.fence, why)


def _around(junction: Junction, plan: Plan, lanes: tuple[LaneUse, ...], settings: Settings) -> Around:
    watched = {g for lane in lanes for g in lane.groups}
    unseen = {g for lane in junction.lanes.values() for g in lane.groups} - watched
    greens = [junction.stages[step.stage].green for step in plan.steps]
    served = [
        tuple(lane for lane in lanes if not green.isdisjoint(lane.groups)) if green.isdisjoint(unseen) else ()
        for green in greens
    ]
    return Around(plan, bounds_of(junction, plan, settings.drift_share), tuple(served), *_stored(plan))


def _stored(plan: Plan) -> tuple[tuple[float, ...], float, float]:
    return tuple(step.green_s for step in plan.steps), plan.cycle_s, plan.offset_s
