"""Packets that come again and again, read and written without asking the schemas each time.

A site says the same few values every second. So a status value is held against the schemas of core and SXL the first
time it is seen and remembered; a packet of nothing but such values, and an acknowledgement, needs no more than a look
at its ids and its time. Whatever is not plainly of that kind is left to the whole way (`decode`, `encode`), so nothing
is let through here that would not be let through there.
"""

import re
from typing import Any, Literal

import msgspec

from meydan.field.rsmp.messages import Ack, Quality, StatusUpdate, StatusValue
from meydan.field.rsmp.schema import find_violation
from meydan.field.rsmp.timestamps import find_instant, timestamp
from meydan.field.rsmp.versions import Core

MOST_KNOWN = 50_000  # values of all versions together, some 300 bytes each; then all are forgotten
LONGEST_KNOWN = 100  # letters of a value
LONGEST_WRITTEN = 250  # bytes in which a site writes a value that is known
_NO_ID = "00000000-0000-4000-8000-000000000000"
_ID = re.compile(r"[a-fA-F0-9]{8}-[a-fA-F0-9]{4}-4[a-fA-F0-9]{3}-[89abAB][a-fA-F0-9]{3}-[a-fA-F0-9]{12}")
_QUALITY = {quality.value: quality for quality in (Quality.RECENT, Quality.OLD)}  # the others hold no text

_ACK = b'{"mType":"rSMsg","type":"MessageAck","oMId":"%b"}'
_UPDATE = b'{"mType":"rSMsg","type":"StatusUpdate","mId":"%b","ntsOId":"","xNId":"","cId":%b,"sTs":"%b","sS":[%b]}'

Key = tuple[str, str, str, str]


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
    values: list[msgspec.Raw]  # as they were written: what is known by its bytes is taken apart no more
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
_read_item = msgspec.json.Decoder(_Item).decode
_write = msgspec.json.Encoder().encode


class KnownValues:
    """The values of one core and one SXL that are known to be right, as messages and as bytes."""

    def __init__(self, core: Core, sxl: str) -> None:
        self._core, self._sxl = core.name, sxl
        self._read: dict[bytes, StatusValue] = {}
        self._written: dict[Key, bytes] = {}

    def __len__(self) -> int:
        return len(self._read) + len(self._written)

    def forget(self) -> None:
        """Know nothing any more."""
        self._read.clear()
        self._written.clear()

    def find_all(self, sent: list[msgspec.Raw]) -> tuple[StatusValue | None, ...]:
        """Return values that came in; None for one that the schemas do not allow or the whole way must look at."""
        found = tuple(map(self._read.get, map(bytes, sent)))
        if all(found):  # a look for None would compare it with each value
            return found
        return tuple([self._read.get(bytes(one)) or self._learn_read(bytes(one)) for one in sent])

    def find_bytes(self, value: StatusValue) -> bytes | None:
        """Return a value as it goes out, None where it may not, or holds no text."""
        if not isinstance(value.value, str):
            return None
        key = (value.code, value.name, value.value, value.quality.value)
        return self._written.get(key) or self._learn_written(key)

    def _learn_read(self, written: bytes) -> StatusValue | None:
        """Hold a value that came in against the schemas, and remember it if it may come again."""
        try:
            item = _read_item(written)
        except (msgspec.DecodeError, UnicodeDecodeError):
            return None
        key = (item.code, item.name, item.s, item.q)
        if not self._is_right(key):
            return None
        made = _value_of(key)
        if len(written) <= LONGEST_WRITTEN and _may_come_again(key):
            self._read[written] = made
        return made

    def _learn_written(self, key: Key) -> bytes | None:
        """Hold a value that goes out against the schemas, and remember it if it may go again."""
        if not self._is_right(key):
            return None
        made = _bytes_of(key)
        if _may_come_again(key):
            self._written[key] = made
        return made

    def _is_right(self, key: Key) -> bool:
        return key[3] in _QUALITY and find_violation(_message_of(key), self._core, self._sxl) is None


def _may_come_again(key: Key) -> bool:
    """Say whether to remember a value: not one so long that it will hardly come again; and see that there is room."""
    if len(key[2]) > LONGEST_KNOWN:
        return False
    if sum(map(len, _ALL.values())) >= MOST_KNOWN:
        for one in _ALL.values():
            one.forget()
    return True


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
    values = _known(core, sxl).find_all(raw.values)
    return StatusUpdate(raw.id, raw.component, t, values) if all(values) else None  # type: ignore[arg-type]


def find_packet(message: StatusUpdate | Ack, core: Core, sxl: str) -> bytes | None:
    """Return the packet of a message that is plainly right; None where the whole way must write it."""
    if isinstance(message, Ack):
        return _ACK % message.of.encode() if _is_id(message.of) else None
    find = _known(core, sxl).find_bytes
    values = [find(value) for value in message.values]
    if not values or not all(values) or not _is_id(message.id):
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
