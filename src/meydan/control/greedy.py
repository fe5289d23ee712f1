"""Greedy: every 10 s the stage with the most vehicles approaching or waiting in its lanes."""

from collections.abc import Mapping

from meydan.city.city import City
from meydan.city.events import Event
from meydan.city.orders import CallStage, HoldStage, Order
from meydan.city.state import JunctionState
from meydan.control import by_weight
from meydan.control.by_weight import PARAMETERS, ByWeight, State
from meydan.control.parameter import Values, complete

__all__ = ["NEEDS", "PARAMETERS", "decide", "start", "with_parameters"]

NEEDS: frozenset[type[Order]] = frozenset({CallStage, HoldStage})


def start(city: City, junction: str, seen: Mapping[str, JunctionState]) -> State:
    """Return the state for one junction."""
    return by_weight.start(city, junction, seen)


def decide(state: State, event: Event) -> tuple[State, list[Order]]:
    """Decide every 10 s."""
    return by_weight.decide(state, event, approaching, "control.greedy")


def with_parameters(values: Values) -> ByWeight:
    """Return the same strategy with another period: `greedy_5` decides every 5 s."""
    return ByWeight(approaching, "control.greedy", **complete(values, PARAMETERS))


def approaching(state: State, stage: str) -> float:
    """Return how many vehicles stand or drive in the lanes that a stage serves."""
    green = state.stages[stage]
    return float(sum(queue.vehicles(state.seen) for queue in state.queues if not green.isdisjoint(queue.groups)))
