"""Any record that a log can hold."""

from enum import Enum
from typing import Any, get_args

from hypothesis import strategies as st

from meydan.city.because import Because
from meydan.city.events import Event
from meydan.city.instant import Instant
from meydan.city.orders import Cleared, Order, Refused
from meydan.store.codec import Record

EVENTS: tuple[type[Any], ...] = get_args(Event)
ORDERS: tuple[type[Any], ...] = get_args(Order)

instants = st.integers(0, 2**53).map(Instant)
numbers = st.floats(allow_nan=False)
values = st.one_of(st.text(max_size=8), st.integers(-(2**63), 2**63 - 1), numbers)
reasons = st.builds(
    Because, st.text(max_size=12), st.lists(st.tuples(st.text(max_size=8), values), max_size=4).map(tuple)
)
_FIELDS: dict[object, st.SearchStrategy[Any]] = {
    Instant: instants,
    str: st.text(max_size=12),
    int: st.integers(-(2**63), 2**63 - 1),
    float: numbers,
    bool: st.booleans(),
    tuple[float, ...]: st.lists(numbers, max_size=6).map(tuple),
    tuple[str, ...]: st.lists(st.text(max_size=12), max_size=6).map(tuple),
    tuple[tuple[str, float], ...]: st.lists(st.tuples(st.text(max_size=8), numbers), max_size=4).map(tuple),
    Because: reasons,
}


def of_kind(kind: type[Any]) -> st.SearchStrategy[Any]:
    """Draw an event or order of one kind, each field anything of its type."""
    return st.builds(kind, **{name: _of_type(hint) for name, hint in kind.__annotations__.items()})


def _of_type(hint: Any) -> st.SearchStrategy[Any]:
    if isinstance(hint, type) and issubclass(hint, Enum):
        return st.sampled_from(list(hint))
    return _FIELDS[hint]


events = st.one_of([of_kind(kind) for kind in EVENTS])
orders = st.one_of([of_kind(kind) for kind in ORDERS])
verdicts = st.one_of(st.builds(Cleared, orders, st.booleans()), st.builds(Refused, orders, reasons))
records: st.SearchStrategy[Record] = st.one_of(events, verdicts)
