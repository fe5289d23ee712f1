"""One junction as control tells it, and as it is taken at the other end."""

from collections import deque
from collections.abc import Sequence

from meydan.centre.board import NEWS_REMEMBERED, Board
from meydan.centre.frames import JunctionTold
from meydan.centre.order_book import OrderLife
from meydan.city.state import JunctionState
from meydan.store.codec import decode_orders, decode_records, encode_orders, encode_records

_BESIDE = frozenset({"why", "history", "recent", "alarms", "alarms_before", "is_lost", "orders", "became"})
_NOT_OF_STATE = _BESIDE | {"junction"}  # what is not told as the state has it
STATE_FIELDS: Sequence[str] = tuple(name for name in JunctionTold.__struct_fields__ if name not in _NOT_OF_STATE)


def tell_junction(board: Board, junction: str) -> JunctionTold:
    """Return all that is shown of a junction at this moment."""
    state = board.seen[junction]
    of_state = {name: getattr(state, name) for name in STATE_FIELDS}
    lives = board.orders.lives.get(junction, ())
    return JunctionTold(
        junction=junction,
        why=board.why.get(junction),
        history=list(board.history[junction]),
        recent=encode_records(board.recent[junction]),
        alarms=board.alarms.of(junction),
        alarms_before=board.alarms.told_before(junction),
        is_lost=junction in board.alarms.lost,
        orders=encode_orders(life.order for life in lives),
        became=[(life.stand, life.settled, life.why) for life in lives],
        **of_state,
    )


def take_junction(board: Board, told: JunctionTold) -> None:
    """Put a junction on a board as it was told, whatever stood there before.

    Raises
    ------
    KeyError, StoreError
        If there is no such junction, or its news or orders cannot be read.
    """
    name = told.junction
    state = JunctionState(board.city.junctions[name], told.on_street)
    for field in STATE_FIELDS:
        setattr(state, field, getattr(told, field))
    board.seen[name] = state
    board.why.pop(name, None)
    if told.why is not None:
        board.why[name] = told.why
    board.history[name].adopt(told.history)
    board.recent[name] = deque(decode_records(told.recent), maxlen=NEWS_REMEMBERED)
    board.alarms.adopt(name, told.alarms, told.alarms_before, is_lost=told.is_lost)
    given = zip(decode_orders(told.orders), told.became, strict=True)
    board.orders.adopt(name, [OrderLife(order, *became) for order, became in given])
