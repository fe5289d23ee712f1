"""What max pressure and greedy share: every few seconds the stage with the greatest weight, starving groups first."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from meydan.city.because import Because, because
from meydan.city.city import City
from meydan.city.events import Event, Mode, Tick
from meydan.city.instant import NEVER, Instant, elapsed_s
from meydan.city.orders import CallStage, HoldStage, Order
from meydan.city.state import JunctionState
from meydan.control.lease import Lease
from meydan.control.limits import must_stay, starving
from meydan.control.parameter import Parameter
from meydan.control.queues import Queue, lane_queues

PARAMETERS: Mapping[str, Parameter] = {"every_s": Parameter(10.0, 1.0, 300.0, "s", "parameter.every_s")}
EVERY_S = PARAMETERS["every_s"].default

_NOTHING: list[Order] = []


@dataclass(slots=True)
class State:
    """What such a strategy remembers of one junction; `below` are the queues its exits lead to, by road."""

    seen: JunctionState
    stages: dict[str, frozenset[str]]
    queues: list[Queue]
    below: dict[str, list[tuple[Queue, JunctionState]]]
    every_s: float = EVERY_S
    chosen: Instant = NEVER
    lease: Lease = field(default_factory=Lease)


Weigh = Callable[[State, str], float]


@dataclass(frozen=True, slots=True)
class ByWeight:
    """A strategy that chooses by `weigh` every `every_s`; `code` is its reason."""

    NEEDS: ClassVar[frozenset[type[Order]]] = frozenset({CallStage, HoldStage})

    weigh: Weigh
    code: str
    every_s: float = EVERY_S

    def start(self, city: City, junction: str, seen: Mapping[str, JunctionState]) -> State:
        """Return the state for one junction."""
        state = start(city, junction, seen)
        state.every_s = self.every_s
        return state

    def decide(self, state: State, event: Event) -> tuple[State, list[Order]]:
        """Decide every `every_s`."""
        return decide(state, event, self.weigh, self.code)


def start(city: City, junction: str, seen: Mapping[str, JunctionState]) -> State:
    """Return the state for one junction; only stages of its local plan may be chosen."""
    stands = city.junctions[junction]
    names = dict.fromkeys(step.stage for step in city.plans[junction, stands.local_plan].steps)
    exits = {road for group in stands.groups.values() for road in group.exits}
    below: dict[str, list[tuple[Queue, JunctionState]]] = {}
    for other in city.junctions.values():
        if other.id != junction and any(lane.approach in exits for lane in other.lanes.values()):
            for queue in lane_queues(other, seen[other.id]):
                below.setdefault(queue.approach, []).append((queue, seen[other.id]))
    stages = {name: stands.stages[name].green for name in names if stands.stages[name].green}
    return State(seen[junction], stages, lane_queues(stands, seen[junction]), below)


def decide(state: State, event: Event, weigh: Weigh, code: str) -> tuple[State, list[Order]]:
    """Choose a stage every `state.every_s`, by `weigh`; in between hold the running one."""
    if not isinstance(event, Tick):
        return state, _NOTHING
    seen = state.seen
    if seen.moving_to or seen.mode not in (Mode.LOCAL, Mode.CENTRAL) or state.lease.is_patient(seen):
        return state, _NOTHING
    if why := must_stay(seen):
        return state, state.lease.hold(seen, why)
    if elapsed_s(seen.now, max(state.chosen, seen.stage_since)) < state.every_s:
        return state, state.lease.hold(seen, because("control.between", every_s=state.every_s))
    state.chosen = seen.now
    stage, why = _choice(state, weigh, code)
    if stage == seen.stage:
        return state, state.lease.hold(seen, why)
    return state, state.lease.call(seen, stage, why)


def _choice(state: State, weigh: Weigh, code: str) -> tuple[str, Because]:
    seen = state.seen
    if first := starving(seen, state.stages):
        return first
    weights = {stage: weigh(state, stage) for stage in state.stages}
    best = max(weights.values(), default=0.0)
    running = weights.get(seen.stage)
    if running is not None and running >= best:
        return seen.stage, because(code, stage=seen.stage, weight=float(running), other=0.0)
    stage = next(s for s, weight in weights.items() if weight == best)
    return stage, because(code, stage=stage, weight=float(best), other=float(running or 0.0))
