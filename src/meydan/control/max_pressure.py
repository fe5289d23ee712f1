"""Max pressure: every 10 s the stage whose queues, less those they would run into, weigh most [1]_.

References
----------
.. [1] Varaiya, Max pressure control of a network of signalized intersections, Transportation Research C 36, 2013.
"""

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
    return by_weight.decide(state, event, pressure, "control.pressure")


def with_parameters(values: Values) -> ByWeight:
    """Return the same strategy with another period: `max_pressure_5` decides every 5 s."""
    return ByWeight(pressure, "control.pressure", **complete(values, PARAMETERS))


def pressure(state: State, stage: str) -> float:
    """Return the pressure of a stage [vehicles]: each lane's queue less the mean queue on the roads it leads to."""
    seen, green = state.seen, state.stages[stage]
    total = 0.0
    for queue in state.queues:
        served = [g for g in queue.groups if g in green]
        if served:
            exits = {road for g in served for road in seen.junction.groups[g].exits}
            total += (queue.vehicles(seen) - _downstream(state, exits)) * len(served) / len(queue.groups)
    return total


def _downstream(state: State, exits: set[str]) -> float:
    """Return the mean queue of a lane on the roads that have loops of their own; 0 where nobody counts."""
    found = [queue.vehicles(there) for road in sorted(exits) for queue, there in state.below.get(road, ())]
    return sum(found) / len(found) if found else 0.0
