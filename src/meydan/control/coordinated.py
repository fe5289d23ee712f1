"""Coordinated control: the plan's cycle and offset for the main road, the rest by demand, none longer than its share.

The main step is the longest green of the plan. It ends at the same second of every cycle, its yield point, so that
platoons find it green. Every other step is left out when nobody wants it, ends when nobody comes any more, and ends at
its force-off at the latest; what it does not need goes to the main step. Who is late shortens to the minima until the
clock of the plan is met again.

Source: yield points and fixed force-offs as in the Signal Timing Manual, 2nd edition (NCHRP 812), chapter 7, on stages.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import ceil

from meydan.city.because import Because, because
from meydan.city.city import City
from meydan.city.events import Event, Mode, Tick
from meydan.city.instant import NEVER, Instant, elapsed_s, later
from meydan.city.interstage import interstage_s
from meydan.city.junction import Junction
from meydan.city.orders import CallStage, HoldStage, Order
from meydan.city.plan import Plan
from meydan.city.state import JunctionState
from meydan.control import Strategy, actuated
from meydan.control.actuated import PARAMETERS, find_step, next_step, put, still_used, too_short
from meydan.control.parameter import Adjusted, Values

__all__ = ["NEEDS", "PARAMETERS", "decide", "start", "with_parameters"]

NEEDS: frozenset[type[Order]] = frozenset({CallStage, HoldStage})

_NOTHING: list[Order] = []


@dataclass(slots=True)
class State:
    """What the strategy remembers of one junction.

    `after_yield_s[i]` is how long after the yield point step i must end, and the main step `main` a cycle later; `due`
    is the next yield point.
    """

    steps: actuated.State
    cycle_s: float
    first_yield_s: float
    after_yield_s: tuple[float, ...]
    main: int
    due: Instant = NEVER


def with_parameters(values: Values) -> Strategy[State]:
    """Return the same strategy with other values of its `PARAMETERS`, which are those of `actuated`."""
    return Adjusted(NEEDS, start, decide, lambda state: replace(state, steps=put(state.steps, values)))


def start(city: City, junction: str, seen: Mapping[str, JunctionState]) -> State:
    """Return the state for one junction, which keeps to the clock of its local plan."""
    stands = city.junctions[junction]
    plan = city.plans[junction, stands.local_plan]
    main = max(range(len(plan.steps)), key=lambda i: plan.steps[i].green_s)
    ends_s = _ends_s(stands, plan)
    after_yield_s = tuple((s - ends_s[main]) % plan.cycle_s for s in ends_s)
    return State(actuated.start(city, junction, seen), plan.cycle_s, plan.offset_s + ends_s[main], after_yield_s, main)


def decide(state: State, event: Event) -> tuple[State, list[Order]]:
    """Decide once a second: hold the running step, or call the next one that somebody wants, or the main one."""
    if not isinstance(event, Tick):
        return state, _NOTHING
    steps = state.steps
    seen = steps.seen
    if seen.moving_to or seen.mode not in (Mode.LOCAL, Mode.CENTRAL) or steps.lease.is_patient(seen):
        return state, _NOTHING
    if steps.steps[steps.at].stage != seen.stage:
        find_step(steps)
    if elapsed_s(seen.now, state.due) > state.cycle_s:  # at the start, and after it was not listened to for long
        near = _yield_near(state, seen.now)
        state.due = near if near >= seen.now else later(near, state.cycle_s)
    following = _following(state)
    if following is None:
        while seen.now >= state.due:  # nobody took this turn
            state.due = later(state.due, state.cycle_s)
        return state, steps.lease.hold(seen, because("control.rest", stage=seen.stage))
    if why := too_short(steps, following) or _holds(state, following):
        return state, steps.lease.hold(seen, why)
    why = _ends(state, following)
    if steps.at == state.main:
        state.due = later(_yield_near(state, seen.now), state.cycle_s)
    steps.at = following
    return state, steps.lease.call(seen, steps.steps[following].stage, why)


def _following(state: State) -> int | None:
    """Return the next step that somebody wants, the main one at the latest; None if the main one may rest."""
    steps, main = state.steps, state.main
    wanted, count = next_step(steps), len(steps.steps)
    if steps.at == main:
        return wanted
    to_main = (main - steps.at) % count
    return main if wanted is None or (wanted - steps.at) % count > to_main else wanted


def _holds(state: State, following: int) -> Because | None:
    """Return why the running step goes on: the main one until its yield point, others while they are used."""
    left_s = elapsed_s(_must_end(state), state.steps.seen.now)
    if left_s <= 0:
        return None
    if state.steps.at == state.main:
        return because("control.wave", stage=state.steps.seen.stage, left_s=ceil(left_s))
    return still_used(state.steps, following)


def _ends(state: State, following: int) -> Because:
    """Return why the running step ends."""
    stage, to = state.steps.steps[state.steps.at].stage, state.steps.steps[following].stage
    if state.steps.at == state.main:
        return because("control.yield_point", stage=stage, to=to)
    code = "control.force_off" if still_used(state.steps, following) else "control.gap_out"
    return because(code, stage=stage, to=to)


def _must_end(state: State) -> Instant:
    """Return the yield point of the main step, or the force-off of another one in this cycle."""
    if state.steps.at == state.main:
        return state.due
    return later(state.due, state.after_yield_s[state.steps.at] - state.cycle_s)


def _yield_near(state: State, now: Instant) -> Instant:
    """Return the yield point nearest to now."""
    cycles = round((now / 1000 - state.first_yield_s) / state.cycle_s)
    return Instant(round((state.first_yield_s + cycles * state.cycle_s) * 1000))


def _ends_s(junction: Junction, plan: Plan) -> tuple[float, ...]:
    """Return the second of the cycle at which each step of the plan ends; the first one's green begins the cycle."""
    found, at_s = [], 0.0
    for step, following in zip(plan.steps, (*plan.steps[1:], plan.steps[0]), strict=True):
        at_s += step.green_s
        found.append(at_s)
        at_s += interstage_s(junction, step.stage, following.stage)
    return tuple(found)
