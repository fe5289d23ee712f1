"""Actuated control: a green lasts while vehicles come, within the limits of the plan; steps nobody wants are skipped.

Source: gap-out and max-out as in the Signal Timing Manual, 2nd edition (NCHRP 812), chapter 6, on stages. Who stands on
a short lane between two near signals is let go under protection first: `inner_loops`.
"""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from meydan.city.because import Because, because
from meydan.city.city import City
from meydan.city.events import Event, Mode, Tick
from meydan.city.instant import NEVER, Instant, elapsed_s
from meydan.city.junction import Lamp
from meydan.city.orders import CallStage, HoldStage, Order
from meydan.city.plan import Plan, PlanStage
from meydan.city.state import JunctionState
from meydan.control import Strategy
from meydan.control.demand import ADVANCE_GAP_S, STOP_GAP_S, GroupLoops, group_loops
from meydan.control.inner_loops import InnerGroup, inner_groups
from meydan.control.lease import Lease
from meydan.control.near import LONGEST_S
from meydan.control.parameter import Adjusted, Parameter, Values, complete

NEEDS: frozenset[type[Order]] = frozenset({CallStage, HoldStage})

PARAMETERS: Mapping[str, Parameter] = {
    "stop_gap_s": Parameter(STOP_GAP_S, 0.5, 10.0, "s", "parameter.stop_gap_s"),
    "advance_gap_s": Parameter(ADVANCE_GAP_S, 0.5, 10.0, "s", "parameter.advance_gap_s"),
    "seldom_s": Parameter(120.0, 30.0, 600.0, "s", "parameter.seldom_s"),
}
LOOK_S = 10.0  # how often it is judged which loops can be believed
SELDOM_S = PARAMETERS["seldom_s"].default  # perhaps nobody comes there at all

_NOTHING: list[Order] = []


@dataclass(slots=True)
class State:
    """What the strategy remembers of one junction; `kept` are the steps that are shown even if nobody wants them.

    `at` is the step of the plan that is running, `ending[i][j]` are the groups whose green ends
    from step i to step j, `clearing[i]` says that the step after i lets some of the groups of i clear alone.
    `blind` are the groups none of whose loops can be believed, `assumed` all that always ask,
    and `silent` those that ask only after `seldom_s` of red, all as of `looked`. `inner` are the groups on short lanes
    that are looked after, `resumes` the step after which the order goes on when the running one was put in for them.
    """

    seen: JunctionState
    steps: tuple[PlanStage, ...]
    greens: tuple[tuple[str, ...], ...]
    ending: tuple[tuple[tuple[str, ...], ...], ...]
    clearing: tuple[bool, ...]
    loops: dict[str, GroupLoops]
    kept: frozenset[int] = frozenset()
    at: int = 0
    wanted_since: Instant = NEVER
    blind: frozenset[str] = frozenset()
    assumed: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()
    looked: Instant = NEVER
    seldom_s: float = SELDOM_S
    lease: Lease = field(default_factory=Lease)
    inner: tuple[InnerGroup, ...] = ()
    resumes: int | None = None


class _Turn(NamedTuple):
    """A step that has to come next for who stands on a short inner lane; `at_once` if the running one must end."""

    step: int
    why: Because
    at_once: bool


def with_parameters(values: Values) -> Strategy[State]:
    """Return the same strategy with other values of its `PARAMETERS`."""
    return Adjusted(NEEDS, start, decide, lambda state: put(state, values))


def put(state: State, values: Values) -> State:
    """Return a state with values of `PARAMETERS`, the others as usual."""
    found = complete(values, PARAMETERS)
    seldom_s = found.pop("seldom_s")
    return replace(state, loops={g: replace(of, **found) for g, of in state.loops.items()}, seldom_s=seldom_s)


def start(city: City, junction: str, seen: Mapping[str, JunctionState]) -> State:
    """Return the state for one junction, which runs the steps of its local plan."""
    stands = city.junctions[junction]
    at_home = seen[junction]
    inner = inner_groups(city, junction, at_home)
    fresh = State(at_home, (), (), (), (), group_loops(stands, at_home), inner=inner)
    return under_plan(fresh, city.plans[junction, stands.local_plan])


def under_plan(state: State, plan: Plan) -> State:
    """Return the state from which control goes on in the steps of another plan.

    What was seen and asked so far still counts: a plan with the same steps changes no decision, whenever it comes.
    """
    steps, stages = plan.steps, state.seen.junction.stages
    greens = tuple(tuple(sorted(stages[step.stage].green)) for step in steps)
    return replace(
        state,
        steps=steps,
        greens=greens,
        ending=tuple(tuple(tuple(g for g in green if g not in to) for to in greens) for green in greens),
        clearing=tuple(set(greens[(i + 1) % len(greens)]) < set(greens[i]) for i in range(len(greens))),
        kept=frozenset(),
        at=state.at if state.at < len(steps) else 0,
        resumes=state.resumes if state.resumes is not None and state.resumes < len(steps) else None,
    )


def decide(state: State, event: Event) -> tuple[State, list[Order]]:
    """Decide once a second: hold the running step, or call the next one that somebody wants."""
    if not isinstance(event, Tick):
        return state, _NOTHING
    seen = state.seen
    if seen.moving_to or seen.mode not in (Mode.LOCAL, Mode.CENTRAL) or state.lease.is_patient(seen):
        return state, _NOTHING
    if state.steps[state.at].stage != seen.stage:
        find_step(state)
    ordered = _ordered(state)
    turn = _inner_turn(state, ordered)
    following = turn.step if turn else ordered
    if following is None:
        state.wanted_since = NEVER
        if state.lease.holds("control.rest", seen):
            return state, _NOTHING
        return state, state.lease.hold(seen, because("control.rest", stage=seen.stage))
    if state.wanted_since < seen.stage_since:
        state.wanted_since = seen.now
    if why := too_short(state, following) or (None if turn and turn.at_once else _keeps(state, following)):
        return state, state.lease.hold(seen, why)
    why = turn.why if turn else _ends(state, following)
    state.resumes = state.at if turn else None
    state.at, state.wanted_since = following, NEVER
    return state, state.lease.call(seen, state.steps[following].stage, why)


def find_step(state: State) -> None:
    """Follow the junction when it stands in another step than was called, its own plan's for example."""
    count = len(state.steps)
    for k in range(count):
        if state.steps[(state.at + k) % count].stage == state.seen.stage:
            state.at = (state.at + k) % count
            return


def _ordered(state: State) -> int | None:
    """Return the next step in the order of the plan, which goes on where a step for inner lanes was put in."""
    if state.resumes is None:
        return next_step(state)
    found = next_step(state, state.resumes)
    return next_step(state) if found is None else found


def _inner_turn(state: State, ordered: int | None) -> _Turn | None:
    """Return the step that lets go who stands on a short inner lane, if it has to come next."""
    seen, running = state.seen, state.greens[state.at]
    for inner in state.inner:
        step = next((i for i, green in enumerate(state.greens) if inner.is_protected(green)), None)
        if step is None:
            continue
        stage, waited_s = state.steps[step].stage, inner.waited_s(seen)
        if waited_s > LONGEST_S:
            return _Turn(step, because("control.pair_late", stage=stage, waited_s=round(waited_s)), at_once=True)
        if inner.yields(running) and inner.stands(seen):
            return _Turn(step, because("control.inner_first", stage=stage, other=seen.stage), at_once=True)
        begins = ordered is not None and inner.group not in running and inner.yields(state.greens[ordered])
        if ordered is not None and begins and inner.is_held(seen):
            other = state.steps[ordered].stage
            return _Turn(step, because("control.inner_first", stage=stage, other=other), at_once=False)
    return None


def next_step(state: State, since: int | None = None) -> int | None:
    """Return the next step of the plan that somebody wants, or the next one at all; None if nobody waits at a red.

    It is sought from the running step on, or from the step `since`.
    """
    seen, at = state.seen, state.at if since is None else since
    if elapsed_s(seen.now, state.looked) >= LOOK_S:
        _look(state)
    asking: Set[str] = seen.waiting.keys()  # whoever waits is not green
    if state.assumed:
        asking = asking | {g for g in state.assumed if seen.lamps.get(g) is not Lamp.GREEN}
    if state.silent:
        asking = asking | {g for g in state.silent if _is_long_red(seen, g, state.seldom_s)}
    if not asking:
        return None
    count = len(state.steps)
    for k in range(1, count):
        j = (at + k) % count
        if state.steps[j].stage == seen.stage:
            continue
        is_wanted = not asking.isdisjoint(state.greens[j]) or (k == 1 and _clears(state, state.greens[j]))
        if is_wanted or j in state.kept:
            return j
    return None


def _look(state: State) -> None:
    """Judge which groups nobody can see, and which of those have to be served all the same."""
    seen = state.seen
    state.blind = frozenset(g for g, loops in state.loops.items() if loops.is_blind(seen))
    state.silent = tuple(g for g in sorted(state.blind) if state.loops[g].is_silent(seen))
    always = state.blind.difference(state.silent)
    state.assumed = tuple(g for g, loops in state.loops.items() if loops.recalled or g in always)
    state.looked = seen.now


def _is_long_red(seen: JunctionState, group: str, least_s: float) -> bool:
    red_s = elapsed_s(seen.now, seen.lamp_since.get(group, seen.began))
    return seen.lamps.get(group) is not Lamp.GREEN and red_s >= least_s


def _clears(state: State, green: Sequence[str]) -> bool:
    """Say whether the next step lets some of the running groups clear alone what this green let in.

    Turning vehicles that yielded stand inside the junction, beyond every loop: such a step is left out only if none
    of its groups was used in this green.
    """
    return state.clearing[state.at] and any(state.loops[g].was_used(state.seen) for g in green)


def _keeps(state: State, following: int) -> Because | None:
    """Return why the running step goes on although the next one is wanted."""
    seen, step = state.seen, state.steps[state.at]
    if elapsed_s(seen.now, state.wanted_since) >= step.max_s:
        return None
    return still_used(state, following)


def too_short(state: State, following: int) -> Because | None:
    """Return that the running step, or a green that ends with it, has not had its minimum; None if all have."""
    seen, step = state.seen, state.steps[state.at]
    if elapsed_s(seen.now, seen.stage_since) < step.min_s:
        return because("control.min_green", stage=step.stage, min_s=step.min_s)
    groups = seen.junction.groups
    for g in state.ending[state.at][following]:
        if seen.lamps.get(g) is Lamp.GREEN and elapsed_s(seen.now, seen.lamp_since[g]) < groups[g].min_green.s:
            return because("control.min_green", stage=step.stage, min_s=groups[g].min_green.s)
    return None


def still_used(state: State, following: int) -> Because | None:
    """Return that vehicles still come at a green that ends with the running step, or may come unseen; None if none."""
    seen, step = state.seen, state.steps[state.at]
    for g in state.ending[state.at][following]:
        if g in state.blind and elapsed_s(seen.now, seen.stage_since) < step.green_s:
            return because("control.fixed_recall", group=g)
        if state.loops[g].comes(seen):
            return because("control.extended", group=g)
    return None


def _ends(state: State, following: int) -> Because:
    """Return why the running step ends."""
    seen, step, to = state.seen, state.steps[state.at], state.steps[following].stage
    code = "control.max_out" if elapsed_s(seen.now, state.wanted_since) >= step.max_s else "control.gap_out"
    return because(code, stage=step.stage, to=to)
