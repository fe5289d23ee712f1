"""Records as bytes and back: one msgpack row for each event and verdict, fields in order of the dataclass.

Row: `[tag, field, ...]`. A reason is `[code, [name, value], ...]`; a verdict holds its order as a row of its own.
Tags never change their meaning; a new kind of record takes a new tag.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import MISSING, fields
from operator import attrgetter
from typing import Any

import msgspec

from meydan.city import alarm, clock_setting, events, orders, override, priority
from meydan.city.because import Because
from meydan.city.errors import StoreError, fault
from meydan.city.events import DetectorHealth, Event, Mode
from meydan.city.junction import Lamp
from meydan.city.orders import Cleared, Order, Refused, Verdict

Record = Event | Verdict
Row = Sequence[Any]


def _because(row: Row) -> Because:
    return Because(row[0], tuple((name, value) for name, value in row[1:]))


def _because_row(why: Because) -> Row:
    return [why.code, *why.values]


_EVENTS: dict[int, type[Any]] = {
    0: events.DetectorChanged,
    1: events.Tick,
    2: events.GroupChanged,
    3: events.StageStarted,
    4: events.StageEnded,
    5: events.JunctionHeard,
    6: events.ModeChanged,
    7: events.PlanChanged,
    8: events.OrderRejected,
    9: events.DetectorJudged,
    10: events.JunctionLost,
    11: events.RunStarted,
    12: events.ZoneChanged,
    13: events.AlarmChanged,
    14: events.HealthChanged,
    15: events.LateValue,
    16: events.LinkMeasured,
    17: events.AlarmUntold,
    18: events.RouteChanged,
    30: override.OverrideAsked,
    31: override.OverrideGivenBack,
    32: alarm.AlarmHandled,
    33: clock_setting.ClockAsked,
    34: alarm.AlarmClosed,
    35: priority.PriorityWanted,
    36: priority.PriorityDropped,
    37: priority.PriorityChanged,
    38: priority.PriorityRefused,
}
_ORDERS: dict[int, type[Any]] = {
    20: orders.CallStage,
    21: orders.HoldStage,
    22: orders.SetPlan,
    23: orders.SetSplits,
    24: orders.SetOffset,
    25: orders.SetCycle,
    26: orders.SetMode,
    27: orders.ReleaseToLocal,
    28: orders.TellAlarm,
    29: orders.SetClock,
    50: orders.AskPriority,
    51: orders.EndPriority,
}
_CLEARED, _REFUSED = 40, 41
_ROW_OF_FIELDS = 0x90  # how msgpack begins an array of fewer than 16
_FROM_TEXT: dict[str, Callable[[Any], Any]] = {
    "lamp": {lamp.value: lamp for lamp in Lamp}.__getitem__,
    "mode": Mode,
    "health": DetectorHealth,
    "act": alarm.Handling,
    "action": override.Action,
    "cause": override.Cause,
    "reason": alarm.Reason,
    "stand": priority.PriorityStand,
    "step": events.RouteStep,
    "greens_s": tuple,
    "says": tuple,
    "parameters": lambda rows: tuple((name, value) for name, value in rows),
    "why": _because,
    "because": _because,
}
_KINDS: dict[int, type[Any]] = _EVENTS | _ORDERS | {_CLEARED: Cleared, _REFUSED: Refused}
_TAGS = {kind: tag for tag, kind in (_EVENTS | _ORDERS).items()}


def encode_records(records: Iterable[Record]) -> bytes:
    """Return the records as one msgpack array of rows."""
    return _ENCODE([_ROWS[type(record)](record) for record in records])


def decode_records(payload: bytes, file: str = "") -> list[Record]:
    """Return the records of one array of rows, read from `file`.

    Raises
    ------
    StoreError
        If the bytes are no such array: written by a newer Meydan, or not by Meydan at all.
    """
    try:
        return [_RECORDS[row[0]](row) for row in _DECODE(payload)]
    except (msgspec.MsgspecError, LookupError, TypeError, ValueError, RecursionError) as error:
        raise StoreError("store.damaged", fault(file, 0, "store.bad_record", found=str(error))) from error


def encode_orders(orders: Iterable[Order]) -> bytes:
    """Return orders as one msgpack array of rows; in a log they stand only within what safety said to them."""
    return _ENCODE([_order_row(order) for order in orders])


def decode_orders(payload: bytes) -> list[Order]:
    """Return the orders of one array of rows; raises as `decode_records` does."""
    try:
        return [_ORDER_OF[row[0]](row) for row in _DECODE(payload)]
    except (msgspec.MsgspecError, LookupError, TypeError, ValueError, RecursionError) as error:
        raise StoreError("store.damaged", fault("", 0, "store.bad_record", found=str(error))) from error


def decode_kinds(payload: bytes, kinds: Collection[type[Any]], file: str = "") -> list[Record]:
    """Return the records of some kinds only, faster than all; raises as `decode_records` does."""
    tags = {tag for tag, kind in _KINDS.items() if kind in kinds}
    try:
        return [_RECORDS[row[0]](row) for row in _DECODE(payload) if row[0] in tags]
    except (msgspec.MsgspecError, LookupError, TypeError, ValueError, RecursionError) as error:
        raise StoreError("store.damaged", fault(file, 0, "store.bad_record", found=str(error))) from error


def may_hold(payload: bytes, kind: type[Any]) -> bool:
    """Say whether an array of rows may hold a record of a kind: False is certain, True is a guess by two bytes."""
    return any(begin in payload for begin in _BEGINS[kind])


def _begins(kind: type[Any], tag: int) -> list[bytes]:
    """Return the bytes with which rows of a kind begin: those of an older log may lack the last fields."""
    all_of = fields(kind)
    needed = sum(f.default is MISSING for f in all_of)
    return [bytes((_ROW_OF_FIELDS | (count + 1), tag)) for count in range(needed, len(all_of) + 1)]


def _row_maker(kind: type[Any], tag: int) -> Callable[[Any], Row]:
    """Return a function that makes the row of one kind; the plain ones need no loop."""
    names = [f.name for f in fields(kind)]
    read = attrgetter(*names)
    if not {"why", "because"} & set(names):
        return lambda record: (tag, *read(record))
    at = names.index("why" if "why" in names else "because")
    return lambda record: (tag, *(_because_row(v) if i == at else v for i, v in enumerate(read(record))))


def _record_maker(kind: type[Any]) -> Callable[[Row], Any]:
    names = [f.name for f in fields(kind)]
    special = {i + 1: _FROM_TEXT[name] for i, name in enumerate(names) if name in _FROM_TEXT}
    width = len(names) + 1
    if len(names) == 4 and special.keys() <= {4}:
        return _maker_of_four(kind, special.get(4))
    if not special:
        return lambda row: kind(*row[1:width])

    def make(row: Row) -> Any:
        return kind(*(special[i](row[i]) if i in special else row[i] for i in range(1, min(width, len(row)))))

    return make


def _maker_of_four(kind: type[Any], last: Callable[[Any], Any] | None) -> Callable[[Row], Any]:
    """Return a fast maker of the kinds that fill a log: a frozen dataclass's own `__init__` takes twice as long."""
    new = object.__new__
    set_1, set_2, set_3, set_4 = (getattr(kind, f.name).__set__ for f in fields(kind))

    def make(row: Row) -> Any:
        record = new(kind)
        set_1(record, row[1])
        set_2(record, row[2])
        set_3(record, row[3])
        set_4(record, row[4] if last is None else last(row[4]))
        return record

    return make


def _cleared_row(verdict: Cleared) -> Row:
    return (_CLEARED, _order_row(verdict.order), verdict.for_street)


def _refused_row(verdict: Refused) -> Row:
    return (_REFUSED, _order_row(verdict.order), _because_row(verdict.why))


def _order_row(order: Order) -> Row:
    return _ROWS[type(order)](order)


_ENCODE = msgspec.msgpack.Encoder().encode
_DECODE = msgspec.msgpack.Decoder(list[tuple[Any, ...]]).decode
_ROWS: dict[type[Any], Callable[[Any], Row]] = {
    **{kind: _row_maker(kind, tag) for kind, tag in _TAGS.items()},
    Cleared: _cleared_row,
    Refused: _refused_row,
}
_BEGINS = {kind: _begins(kind, tag) for tag, kind in _KINDS.items()}
_ORDER_OF: dict[int, Callable[[Row], Any]] = {tag: _record_maker(kind) for tag, kind in _ORDERS.items()}
_RECORDS: dict[int, Callable[[Row], Any]] = {
    **{tag: _record_maker(kind) for tag, kind in _EVENTS.items()},
    _CLEARED: lambda row: Cleared(_ORDER_OF[row[1][0]](row[1]), row[2]),
    _REFUSED: lambda row: Refused(_ORDER_OF[row[1][0]](row[1]), _because(row[2])),
}
