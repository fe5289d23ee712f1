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
from meydan.city.instant import elapsed_s, later
from meydan.city.orders import CallStage, HoldStage, Order, ReleaseToLocal
from meydan.city.state import JunctionState
from meydan.control import Strategy, actuated, fixed_time
from meydan.control.fill import Fill, fill_of
from meydan.control.lease import Lease
from meydan.control.limits import must_stay
from meydan.control.outlook import Outlook, Settings, ahead, late, look, outlook_of, rates
from meydan.control.paired import Pair, decide_pair, look_at_partner, pair_of
from meydan.control.parameter import Adjusted, Parameter, Values, complete
from meydan.control.search import FAR, Prices, first_choice, search
from meydan.control.trust import DEAF_S, is_deaf

NEEDS: frozenset[type[Order]] = frozenset({CallStage, HoldStage, *fixed_time.NEEDS})

PARAMETERS: Mapping[str, Parameter] = {
    "horizon_s": Parameter(50, 20, 120, "s", "parameter.horizon_s"),
    "longest_wait_s": Parameter(120.0, 30.0, 600.0, "s", "parameter.longest_wait_s"),
    "gate_s": Parameter(10, 0, 60, "s", "parameter.gate_s"),
    "stop_s": Parameter(4.0, 0.0, 60.0, "s", "parameter.stop_s"),
    "rest_s": Parameter(12.0, 0.0, 120.0, "s", "parameter.rest_s"),
    "switch": Parameter(2.0, 0.0, 100.0, "", "parameter.switch"),
}
RELEASE_LIVES_S = 30.0

_NOTHING: list[Order] = []


def settings_of(values: Values) -> Settings:
    """Return the settings with these values, the others as usual."""
    found = complete(values, PARAMETERS)
    prices = Prices(found["stop_s"], found["rest_s"], found["switch"])
    return Settings(found["horizon_s"], found["longest_wait_s"], found["gate_s"], prices)


USUAL = settings_of({})


@dataclass(slots=True)
class State:
    """What the strategy remembers of one junction.

    `pair` decides where another signal stands a few car lengths away, `in_order` while the plan is kept to, and
    `by_clock` while the junction is deaf.
    """

    out: Outlook
    fill: Fill
    pair: Pair | None
    in_order: actuated.State
    by_clock: fixed_time.State
    settings: Settings
    lease: Lease = field(default_factory=Lease)


def with_parameters(values: Values) -> Strategy[State]:
    """Return the same strategy with other values of its `PARAMETERS`."""
    settings = settings_of(values)
    return Adjusted(NEEDS, start, decide, lambda state: replace(state, settings=settings))


def start(city: City, junction: str, seen: Mapping[str, JunctionState]) -> State:
    """Return the state for one junction; only stages of its local plan may be chosen."""
    out, lease = outlook_of(city, junction, seen), Lease()
    pair = pair_of(city, junction, out, lease, seen)
    return State(
        out=out,
        fill=fill_of(city.junctions[junction], {} if pair else out.lanes),
        pair=pair,
        in_order=_in_order(city, junction, seen),
        by_clock=fixed_time.start(city, junction, seen),
        settings=USUAL,
        lease=lease,
    )


def _in_order(city: City, junction: str, seen: Mapping[str, JunctionState]) -> actuated.State:
    """Return the state that keeps to the plan; a step of fixed length may hide people on foot and is never left out."""
    state = actuated.start(city, junction, seen)
    fixed = (i for i, step in enumerate(state.steps) if step.min_s == step.max_s)
    return replace(state, kept=frozenset(fixed), inner=())


def decide(state: State, event: Event) -> tuple[State, list[Order]]:
    """Look at the lanes once a second, and stay or go where the least waiting is ahead."""
    if not isinstance(event, Tick):
        return state, _NOTHING
    seen = state.out.seen
    passed_s = look(state.out)
    if state.pair:
        look_at_partner(state.pair)
    state.fill.observe(seen.now, passed_s, stands=not seen.moving_to)
    if is_deaf(seen):
        return state, _hand_back(state, event)
    orders = decide_pair(state.pair, state.settings) if state.pair else None
    if orders is not None:
        return state, orders
    if state.fill.keeps_plan or state.pair:
        state.in_order, orders = actuated.decide(state.in_order, event)
        _lock(state, orders)
        return state, orders
    if seen.moving_to or seen.mode not in (Mode.LOCAL, Mode.CENTRAL) or state.lease.is_patient(seen):
        return state, _NOTHING
    why = must_stay(seen)
    if why is None and seen.now < state.lease.locked:
        why = because("control.min_green", stage=seen.stage, min_s=elapsed_s(state.lease.locked, seen.stage_since))
    if why is not None:
        return state, state.lease.hold(seen, why)
    stage, why = late(state.out, state.settings.longest_wait_s) or _best(state)
    if stage == seen.stage:
        return state, state.lease.hold(seen, why)
    return state, state.lease.call(seen, stage, why, state.out.lock_s(stage))


def _hand_back(state: State, event: Tick) -> list[Order]:
    """Leave a junction that hears nothing to the plan that the timetable names for this hour."""
    seen = state.out.seen
    if seen.mode is not Mode.CENTRAL:
        state.by_clock, orders = fixed_time.decide(state.by_clock, event)
        return orders
    if seen.moving_to or state.lease.is_patient(seen):
        return _NOTHING
    why = because("control.deaf", silent_s=round(DEAF_S))
    return [ReleaseToLocal(seen.now, seen.junction.id, later(seen.now, RELEASE_LIVES_S), seen.fence, why)]


def _lock(state: State, orders: Sequence[Order]) -> None:
    """Remember until when a stage that is called has to stay."""
    for order in orders:
        if isinstance(order, CallStage) and order.stage in state.out.stages:
            state.lease.locked = later(state.out.seen.now, state.out.lock_s(order.stage))


def _best(state: State) -> tuple[str, Because]:
    """Return the stage that costs least, and why."""
    out, settings = state.out, state.settings
    standing, names = out.standing(), tuple(out.stages)
    none = np.zeros(len(names), bool)
    found = search(ahead(out, settings), rates(out), out.changes, settings.prices, standing, none)
    best, cost, other = first_choice(found, standing)
    stage, ahead_s = names[best], settings.horizon_s
    if other >= FAR:
        return stage, because("control.predicted_alone", stage=stage, ahead_s=ahead_s, cost=round(cost))
    return stage, because("control.predicted", stage=stage, ahead_s=ahead_s, cost=round(cost), other=round(other))
