"""Anchored control: the plan's order and limits; only when each step ends is decided, by who still comes.

A plan of the street may hide what no detector tells: time for people on foot in a step of fixed length, a short inner
lane that must be cleared before the next one runs. So while anybody waits no step is left out, and each keeps its
minimum and maximum.
"""

from collections.abc import Mapping
from dataclasses import replace

from meydan.city.city import City
from meydan.city.events import Event
from meydan.city.orders import CallStage, HoldStage, Order
from meydan.city.state import JunctionState
from meydan.control import Strategy, actuated
from meydan.control.actuated import PARAMETERS, State, put
from meydan.control.parameter import Adjusted, Values

__all__ = ["NEEDS", "PARAMETERS", "decide", "start", "with_parameters"]

NEEDS: frozenset[type[Order]] = frozenset({CallStage, HoldStage})


def with_parameters(values: Values) -> Strategy[State]:
    """Return the same strategy with other values of its `PARAMETERS`, which are those of `actuated`."""
    return Adjusted(NEEDS, start, decide, lambda state: put(state, values))


def start(city: City, junction: str, seen: Mapping[str, JunctionState]) -> State:
    """Return the state for one junction, which runs every step of its local plan in turn."""
    state = actuated.start(city, junction, seen)
    return replace(state, kept=frozenset(range(len(state.steps))), inner=())


def decide(state: State, event: Event) -> tuple[State, list[Order]]:
    """Decide once a second: hold the running step, or call the next one."""
    return actuated.decide(state, event)
