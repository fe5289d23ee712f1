"""What control and the web process say to each other over their socket: frames of msgpack, each after its length.

Control tells what it told its log, as rows of the log's own codec, and what a reader who comes late has to know. The
web asks in the name of people. To add something that can be asked: write its dataclass in `meydan.city`, add it to
`city.request.Request` and to `KINDS` here, and give it a case in `centre.counter`.
"""

from collections.abc import Sequence
from dataclasses import fields, is_dataclass
from typing import Any

import msgspec

from meydan.centre.alarm_entry import Closed, Entry
from meydan.centre.order_book import OrderStand
from meydan.centre.overrides import Override
from meydan.city.alarm import AlarmHandled, HandleAlarm
from meydan.city.because import Because
from meydan.city.clock_setting import AskClock
from meydan.city.events import LinkMeasured, Mode
from meydan.city.instant import Instant
from meydan.city.junction import Lamp
from meydan.city.override import Action, GiveBack
from meydan.city.priority import DropPriority, WantPriority
from meydan.city.request import Request, SetPace, ShownOverride
from meydan.city.state import DetectorState

HEAD_BYTES = 4
MOST_ASKED_BYTES = 64 * 1024
MOST_TOLD_BYTES = 64 * 1024 * 1024


class FrameError(ValueError):
    """Bytes that are no frame of ours, or one that is too long."""


class Hello(msgspec.Struct, frozen=True, array_like=True, tag="hello"):
    """What does not change as long as a control process lives: the hash of its city, its strategy and its field."""

    city: str
    strategy: str
    twin: bool
    virtual: bool
    read_only: bool
    actions: list[Action]
    sets_clocks: bool


class RecordsTold(msgspec.Struct, frozen=True, array_like=True, tag="records"):
    """Records in order, as rows of the log's codec."""

    rows: bytes


class JunctionTold(msgspec.Struct, frozen=True, array_like=True, tag="junction"):
    """All that is shown of one junction at one moment: the fields of its state, and what is remembered beside it.

    `recent` and `orders` are rows of the log's codec; `became` holds for each order what became of it, when and why.
    """

    junction: str
    on_street: bool
    fence: int
    now: Instant
    began: Instant
    heard: Instant
    mode: Mode
    mode_why: Because
    plan: str
    cycle_start: Instant
    adjusted: bool
    stage: str
    stage_since: Instant
    moving_to: str
    lamps: dict[str, Lamp]
    lamp_since: dict[str, Instant]
    detectors: dict[str, DetectorState]
    waiting: dict[str, Instant]
    rejected: Because | None
    health: tuple[str, ...]
    link: LinkMeasured | None
    linked: Instant
    losses: int
    why: Because | None
    history: list[tuple[Instant, str, Lamp]]
    recent: bytes
    alarms: list[Entry]
    alarms_before: list[AlarmHandled]
    is_lost: bool
    orders: bytes
    became: list[tuple[OrderStand, Instant, Because | None]]


class ClosedTold(msgspec.Struct, frozen=True, array_like=True, tag="closed"):
    """The latest alarms that left the list, the oldest first."""

    alarms: list[Closed]


class OverrideTold(msgspec.Struct, frozen=True, array_like=True, tag="override"):
    """How one override stands."""

    override: Override
    is_latest: bool


class PaceTold(msgspec.Struct, frozen=True, array_like=True, tag="pace"):
    """How fast a twin runs."""

    speed: float | None
    paused: bool


class AllTold(msgspec.Struct, frozen=True, array_like=True, tag="all"):
    """Whoever came knows everything now, as of `now`; only news follows."""

    now: Instant


class Alive(msgspec.Struct, frozen=True, array_like=True, tag="alive"):
    """There is nothing to tell, but somebody is there."""


class Answer(msgspec.Struct, frozen=True, array_like=True, tag="answer"):
    """What became of a request: taken if `refused` is None."""

    number: int
    refused: Because | None


Told = Hello | RecordsTold | JunctionTold | ClosedTold | OverrideTold | PaceTold | AllTold | Alive | Answer

KINDS: dict[str, type[Any]] = {
    "override": ShownOverride,
    "give_back": GiveBack,
    "handle_alarm": HandleAlarm,
    "set_clock": AskClock,
    "want_priority": WantPriority,
    "drop_priority": DropPriority,
    "set_pace": SetPace,
}
_NAMES = {kind: name for name, kind in KINDS.items()}


class _Asked(msgspec.Struct, frozen=True, array_like=True):
    number: int
    kind: str
    request: msgspec.Raw


def encode_told(told: Sequence[Told]) -> bytes:
    """Return frames as they go over the socket."""
    return b"".join(map(_framed, map(_ENCODE, told)))


def encode_hello(hello: Hello) -> bytes:
    """Return a greeting as it is kept in a file."""
    return _ENCODE(hello)


def decode_told(payload: bytes) -> Told:
    """Return what control says; raises FrameError for anything else."""
    try:
        told: Told = _DECODE_TOLD(payload)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise FrameError(str(error)) from error
    return told


def encode_asked(number: int, request: Request) -> bytes:
    """Return a request as it goes over the socket; `number` comes back with its answer."""
    return _framed(_ENCODE(_Asked(number, _NAMES[type(request)], msgspec.Raw(_ENCODE(request)))))


def decode_asked(payload: bytes) -> tuple[int, Request]:
    """Return the number and content of a request.

    Raises
    ------
    FrameError
        For everything that is not exactly a known request: the web is not trusted with more.
    """
    try:
        asked = _DECODE_ASKED(payload)
        kind = KINDS[asked.kind]
        _check_names(asked.request, kind)
        request: Request = msgspec.msgpack.decode(asked.request, type=kind)
    except (msgspec.MsgspecError, KeyError, ValueError, RecursionError) as error:
        raise FrameError(str(error)) from error
    return asked.number, request


def length_of(head: bytes, most: int) -> int:
    """Return how long the frame after a head is [bytes]; raises FrameError if that is more than `most`."""
    length = int.from_bytes(head, "big")
    if not 0 < length <= most:
        raise FrameError(f"a frame of {length} bytes")
    return length


def _check_names(request: msgspec.Raw, kind: type[Any]) -> None:
    """Refuse names that a request does not have; the decoder of a dataclass would pass over them."""
    named = _DECODE_NAMES(request)
    unknown = set(named) - {f.name for f in fields(kind)}
    if unknown:
        raise FrameError(f"{len(unknown)} names nobody knows")
    for f in fields(kind):
        if isinstance(f.type, type) and is_dataclass(f.type):
            _check_names(named[f.name], f.type)


def _framed(payload: bytes) -> bytes:
    return len(payload).to_bytes(HEAD_BYTES, "big") + payload


_ENCODE = msgspec.msgpack.Encoder().encode
_DECODE_TOLD = msgspec.msgpack.Decoder(Told).decode
_DECODE_ASKED = msgspec.msgpack.Decoder(_Asked).decode
_DECODE_NAMES = msgspec.msgpack.Decoder(dict[str, msgspec.Raw]).decode
