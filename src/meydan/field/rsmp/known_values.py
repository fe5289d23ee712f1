"""Packets that come again and again, read and written without asking the schemas each time.

A site says the same few values every second. So a status value is held against the schemas of core and SXL the first
time it is seen and remembered; a packet of nothing but such values, and an acknowledgement, needs no more than a look
at its ids and its time. Whatever is not plainly of that kind is left to the whole way (`decode`, `encode`), so nothing
is let through here that would not be let through there.
"""

import re
from collections.abc import Callable
from typing import Any, Literal, TypeVar

import msgspec

from meydan.field.rsmp.messages import Ack, Quality, StatusUpdate, StatusValue
from meydan.field.rsmp.schema import find_violation
from meydan.field.rsmp.timestamps import find_instant, timestamp
from meydan.field.rsmp.versions import Core

MOST_KNOWN = 50_000  # values of all versions together, some 300 bytes each; then all are forgotten
LONGEST_KNOWN = 100  # letters of a value
_NO_ID = "00000000-0000-4000-8000-000000000000"
_ID = re.compile(r"[a-fA-F0-9]{8}-[a-fA-F0-9]{4}-4[a-fA-F0-9]{3}-[89abAB][a-fA-F0-9]{3}-[a-fA-F0-9]{12}")
_QUALITY = {quality.value: quality for quality in (Quality.RECENT, Quality.OLD)}  # the others hold no text

_ACK = b'{"mType":"rSMsg","type":"MessageAck","oMId":"%b"}'
_UPDATE = b'{"mType":"rSMsg","type":"StatusUpdate","mId":"%b","ntsOId":"","xNId":"","cId":%b,"sTs":"%b","sS":[%b]}'

Key = tuple[str, str, str, str]
Remembered = TypeVar("Remembered", StatusValue, bytes)


class _Item(msgspec.Struct, forbid_unknown_fields=True, gc=False, rename={"code": "sCI", "name": "n"}):
    """One value of a status update, if it is a text."""

    code: str
    name: str
    s: str
    q: str


class _Update(
    msgspec.Struct,
    forbid_unknown_fields=True,
    tag_field="type",
    tag="StatusUpdate",
    rename={"kind": "mType", "id": "mId", "component": "cId", "t": "sTs", "values": "sS"},
):
    """A status update without anything unusual."""

    kind: Literal["rSMsg"]
    id: str
    component: str
    t: str
    values: list[_Item]
    ntsOId: str = ""  # noqa: N815 - a name of the protocol that nobody needs
    xNId: str = ""  # noqa: N815


class _Ack(
    msgspec.Struct,
    forbid_unknown_fields=True,
    gc=False,
    tag_field="type",
    tag="MessageAck",
    rename={"kind": "mType", "of": "oMId"},
):
    """An acknowledgement without anything unusual."""

    kind: Literal["rSMsg"]
    of: str


_read = msgspec.json.Decoder(_Update | _Ack).decode
_write = msgspec.json.Encoder().encode


class KnownValues:
    """The values of one core and one SXL that are known to be right, as messages and as bytes."""

    def __init__(self, core: Core, sxl: str) -> None:
        self._core, self._sxl = core.name, sxl
        self._read: dict[Key, StatusValue] = {}
        self._written: dict[Key, bytes] = {}

    def __len__(self) -> int:
        return len(self._read) + len(self._written)

    def forget(self) -> None:
        """Know nothing any more."""
        self._read.clear()
        self._written.clear()

    def find(self, sent: _Item) -> StatusValue | None:
        """Return a value that came in, None where the schemas do not allow it or the whole way must look at it."""
        key = (sent.code, sent.name, sent.s, sent.q)
        return self._read.get(key) or self._learn(self._read, key, _value_of)

    def find_bytes(self, value: StatusValue) -> bytes | None:
        """Return a value as it goes out, None where it may not, or holds no text."""
        if not isinstance(value.value, str):
            return None
        key = (value.code, value.name, value.value, value.quality.value)
        return self._written.get(key) or self._learn(self._written, key, _bytes_of)

    def _learn(self, known: dict[Key, Remembered], key: Key, make: Callable[[Key], Remembered]) -> Remembered | None:
        """Hold a value against the schemas, and remember it unless it is so long that it will hardly come again."""
        if key[3] not in _QUALITY or find_violation(_message_of(key), self._core, self._sxl) is not None:
            return None
        made = make(key)
        if len(key[2]) <= LONGEST_KNOWN:
            if sum(map(len, _ALL.values())) >= MOST_KNOWN:
                for one in _ALL.values():
                    one.forget()
            known[key] = made
        return made


_ALL: dict[tuple[str, str], KnownValues] = {}


def find_message(packet: bytes, core: Core, sxl: str) -> StatusUpdate | Ack | None:
    """Return the message of a packet that is plainly right; None where the whole way must say what it is."""
    try:
        raw = _read(packet)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
    if isinstance(raw, _Ack):
        return Ack(raw.of) if _is_id(raw.of) else None
    t = find_instant(raw.t)
    if t is None or not raw.values or not _is_id(raw.id):
        return None
    find = _known(core, sxl).find
    values = tuple([find(item) for item in raw.values])
    return None if None in values else StatusUpdate(raw.id, raw.component, t, values)  # type: ignore[arg-type]


def find_packet(message: StatusUpdate | Ack, core: Core, sxl: str) -> bytes | None:
    """Return the packet of a message that is plainly right; None where the whole way must write it."""
    if isinstance(message, Ack):
        return _ACK % message.of.encode() if _is_id(message.of) else None
    find = _known(core, sxl).find_bytes
    values = [find(value) for value in message.values]
    if not values or None in values or not _is_id(message.id):
        return None
    part, t = _write(message.component), timestamp(message.t).encode()
    return _UPDATE % (message.id.encode(), part, t, b",".join(values))  # type: ignore[arg-type]


def _is_id(text: str) -> bool:
    return _ID.fullmatch(text) is not None


def _known(core: Core, sxl: str) -> KnownValues:
    found = _ALL.get((core.name, sxl))
    if found is None:
        found = _ALL[core.name, sxl] = KnownValues(core, sxl)
    return found


def _message_of(key: Key) -> dict[str, Any]:
    """Return a whole message of one value: the schemas judge each value for itself."""
    return {
        "mType": "rSMsg",
        "type": "StatusUpdate",
        "mId": _NO_ID,
        "ntsOId": "",
        "xNId": "",
        "cId": "",
        "sTs": "1970-01-01T00:00:00.000Z",
        "sS": [_raw(key)],
    }


def _raw(key: Key) -> dict[str, str]:
    return {"sCI": key[0], "n": key[1], "s": key[2], "q": key[3]}


def _value_of(key: Key) -> StatusValue:
    return StatusValue(key[0], key[1], key[2], _QUALITY[key[3]])


def _bytes_of(key: Key) -> bytes:
    return _write(_raw(key))
