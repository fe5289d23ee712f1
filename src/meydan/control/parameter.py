"""What may be set of a strategy: its numbers, how far each may go, and what is wrong with values that were asked for.

A strategy that has such numbers declares `PARAMETERS`, by name, and gives `with_parameters`: itself with other values.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from math import isfinite
from typing import Any, Generic, Protocol, TypeVar

from meydan.city.because import Because, because
from meydan.city.city import City
from meydan.city.events import Event
from meydan.city.orders import Order
from meydan.city.state import JunctionState
from meydan.control import Strategy

Memory = TypeVar("Memory")
Values = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Parameter:
    """A number of a strategy, from `least` to `most`; where the default is whole, so is every value.

    `unit` is "s", or "" for a share or a plain number; `code` names the sentence that says what it is.
    """

    default: float
    least: float
    most: float
    unit: str
    code: str

    @property
    def is_whole(self) -> bool:
        """Whether only whole numbers make sense."""
        return isinstance(self.default, int)


@dataclass(frozen=True, slots=True)
class Choice:
    """A registered strategy, and the values it is to run with; what is not among them keeps its default."""

    strategy: str
    values: tuple[tuple[str, float], ...] = ()


class Adjustable(Protocol):
    """A strategy with numbers that may be set."""

    PARAMETERS: Mapping[str, Parameter]

    def with_parameters(self, values: Values) -> Strategy[Any]:
        """Return the strategy with these values; they were found to be without faults."""
        ...


@dataclass(slots=True)
class Adjusted(Generic[Memory]):
    """A strategy with other values: its own functions, and `put`, which writes the values into a junction's state."""

    NEEDS: frozenset[type[Order]]
    starts: Callable[[City, str, Mapping[str, JunctionState]], Memory]
    decides: Callable[[Memory, Event], tuple[Memory, list[Order]]]
    put: Callable[[Memory], Memory]

    def start(self, city: City, junction: str, seen: Mapping[str, JunctionState]) -> Memory:
        """Return the state for one junction, with the values in it."""
        return self.put(self.starts(city, junction, seen))

    def decide(self, state: Memory, event: Event) -> tuple[Memory, list[Order]]:
        """Decide as the strategy does."""
        return self.decides(state, event)


def complete(values: Values, parameters: Mapping[str, Parameter]) -> dict[str, Any]:
    """Return a value for each parameter, whole where only whole ones make sense: the default where none is given."""
    found = {name: values.get(name, parameter.default) for name, parameter in parameters.items()}
    return {name: int(value) if parameters[name].is_whole else float(value) for name, value in found.items()}


def parameter_faults(values: Values, parameters: Mapping[str, Parameter]) -> Iterator[tuple[str, Because]]:
    """Yield what is wrong with values, by name: names there are not, and values out of bounds."""
    if values and not parameters:
        yield next(iter(values)), because("parameter.none")
        return
    known = ", ".join(sorted(parameters))
    for name, value in values.items():
        parameter = parameters.get(name)
        if parameter is None:
            yield name, because("parameter.unknown", name=name, known=known)
        elif not isfinite(value) or not parameter.least <= value <= parameter.most:
            yield name, _out_of("parameter.out_of_bounds", name, value, parameter)
        elif parameter.is_whole and value != int(value):
            yield name, _out_of("parameter.not_whole", name, value, parameter)


def _out_of(code: str, name: str, value: float, parameter: Parameter) -> Because:
    """Return a fault with numbers as they stand in a file: a rounded bound would be another one."""
    return because(code, name=name, found=f"{value:g}", least=f"{parameter.least:g}", most=f"{parameter.most:g}")
