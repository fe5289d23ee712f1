"""Packets read: bytes to a message, or to one clear answer why not. Nothing that comes in can raise."""

import re
from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from meydan.city.instant import NEVER, Instant
from meydan.field.rsmp.known_values import find_message
from meydan.field.rsmp.messages import (
    Ack,
    AggregatedStatus,
    AggregatedStatusRequest,
    AlarmAct,
    AlarmOrder,
    AlarmStatus,
    Argument,
    Asked,
    CommandRequest,
    CommandResponse,
    Message,
    NamedValue,
    NotAck,
    Quality,
    StatusRequest,
    StatusResponse,
    StatusSubscribe,
    StatusUnsubscribe,
    StatusUpdate,
    StatusValue,
    Subscription,
    Unreadable,
    Value,
    Version,
    Watchdog,
)
from meydan.field.rsmp.schema import find_violation
from meydan.field.rsmp.timestamps import find_instant
from meydan.field.rsmp.versions import Core

Raw = Mapping[str, Any]

_UUID = r"[a-fA-F0-9]{8}-[a-fA-F0-9]{4}-4[a-fA-F0-9]{3}-[89abAB][a-fA-F0-9]{3}-[a-fA-F0-9]{12}"
_ID = re.compile(_UUID)
_ID_IN_BYTES = re.compile(rb'"mId"\s{0,9}:\s{0,9}"(' + _UUID.encode() + rb')"')
_NO_VALUE = (Quality.UNKNOWN, Quality.UNDEFINED)
_QUALITY = {quality.value: quality for quality in Quality}


class _MisfitError(Exception):
    """A part of a message that its schema lets through and that still means nothing."""


def decode(packet: bytes, core: Core, sxl: str = "") -> Message | Unreadable:
    """Return the message of one packet, held against the schemas of `core` and, where given, of `sxl`."""
    return find_message(packet, core, sxl) or decode_whole(packet, core, sxl)


def decode_whole(packet: bytes, core: Core, sxl: str = "") -> Message | Unreadable:
    """Do what `decode` does, with every part of the packet before the schemas."""
    try:
        raw = msgspec.json.decode(packet)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        found = _ID_IN_BYTES.search(packet)
        return Unreadable(found[1].decode() if found else "", f"not JSON: {_shape_of(error)}")
    if not isinstance(raw, dict):
        return Unreadable("", "a message is a JSON object")
    return _read(raw, core, sxl)


def _read(raw: Raw, core: Core, sxl: str) -> Message | Unreadable:
    try:
        wrong = find_violation(raw, core.name, sxl)
        if wrong is None:
            return _READERS[raw["type"]](raw)
    except _MisfitError as misfit:
        wrong = str(misfit)
    except (ValueError, RecursionError):  # nested too deep, or a number no computer holds
        wrong = "message: beyond what can be read"
    kind = raw.get("type")
    return Unreadable(_id_of(raw), wrong, kind if kind == "Version" else "")


def _shape_of(error: Exception) -> str:
    """Return where the JSON breaks; the parser's own words hold no value of the message."""
    return str(error)[:120] if isinstance(error, msgspec.DecodeError) else type(error).__name__


def _id_of(raw: Raw) -> str:
    found = raw.get("mId")
    return found if isinstance(found, str) and _ID.fullmatch(found) else ""


def _text(raw: Raw, name: str) -> str:
    found = raw.get(name)
    if not isinstance(found, str):
        raise _MisfitError(f"{name}: expected a text")
    return found


def _maybe_text(raw: Raw, name: str) -> str:
    """Return a text that may be missing: ids of parts are not in every message, and some sites leave them out."""
    return _text(raw, name) if raw.get(name) is not None else ""


def _instant(raw: Raw, name: str) -> Instant:
    found = find_instant(_text(raw, name))
    if found is None:
        raise _MisfitError(f"{name}: there is no such day or time of day")
    return found


def _is(raw: Raw, name: str, yes: str, no: str) -> bool:
    """Return whether a word is `yes`; older cores spell such words in several ways."""
    word = _text(raw, name).lower()
    if word not in (yes, no):
        raise _MisfitError(f"{name}: expected {yes} or {no}")
    return word == yes


def _bit(bit: object) -> bool:
    if isinstance(bit, str) and bit.lower() in ("true", "false"):  # a text up to core 3.1.2
        return bit.lower() == "true"
    if not isinstance(bit, bool):
        raise _MisfitError("se: expected true or false")
    return bit


def _value(found: object) -> Value:
    if found is None or isinstance(found, str):
        return found
    if not isinstance(found, list) or not all(_is_row(row) for row in found):
        raise _MisfitError("value: expected a text or a list of rows")
    return tuple(found)


def _is_row(row: object) -> bool:
    return isinstance(row, dict) and all(isinstance(cell, str) for cell in row.values())


def _status_value(raw: Raw) -> StatusValue:
    quality = _QUALITY[raw["q"]]
    return StatusValue(raw["sCI"], raw["n"], None if quality in _NO_VALUE else _value(raw["s"]), quality)


def _returned(raw: Raw) -> StatusValue:
    quality = _QUALITY[raw["age"]]
    return StatusValue(raw["cCI"], _text(raw, "n"), None if quality in _NO_VALUE else _value(raw["v"]), quality)


def _asked(raw: Raw) -> tuple[Asked, ...]:
    return tuple(Asked(one["sCI"], one["n"]) for one in raw["sS"])


def _subscription(raw: Raw) -> Subscription:
    if len(raw["uRt"]) > 9 or int(raw["uRt"]) < 0:
        raise _MisfitError("uRt: not a time to wait")
    interval_s = int(raw["uRt"])
    # Up to core 3.1.4 there is no `sOc`, and an interval of 0 asks for every change.
    return Subscription(raw["sCI"], raw["n"], interval_s, raw.get("sOc", interval_s == 0))


def _version(raw: Raw) -> Version:
    cores = tuple(one["vers"] for one in raw["RSMP"])
    return Version(raw["mId"], cores, tuple(one["sId"] for one in raw["siteId"]), raw["SXL"])


def _aggregated(raw: Raw) -> AggregatedStatus:
    bits = tuple(map(_bit, raw["se"]))
    t = _instant(raw, "aSTS")
    return AggregatedStatus(raw["mId"], _maybe_text(raw, "cId"), t, bits, raw["fP"], raw["fS"])


def _alarm(raw: Raw) -> AlarmStatus | AlarmOrder:
    act = AlarmAct(_text(raw, "aSp").capitalize())
    if "aS" in raw:
        return _alarm_status(raw, act)
    if act is AlarmAct.ISSUE:
        raise _MisfitError("aS: an alarm that is issued says how it stands")
    t = _instant(raw, "aTs") if "aTs" in raw else NEVER
    return AlarmOrder(_text(raw, "mId"), _text(raw, "cId"), _text(raw, "aCId"), act, t)


def _alarm_status(raw: Raw, act: AlarmAct) -> AlarmStatus:
    values = raw.get("rvs", ())
    if _text(raw, "pri") not in ("1", "2", "3") or not isinstance(values, list):
        raise _MisfitError("pri, rvs: not a priority and a list of values")
    return AlarmStatus(
        _text(raw, "mId"),
        _text(raw, "cId"),
        _text(raw, "aCId"),
        act,
        _instant(raw, "aTs"),
        active=_is(raw, "aS", "active", "inactive"),
        acknowledged=_is(raw, "ack", "acknowledged", "notacknowledged"),
        suspended=_is(raw, "sS", "suspended", "notsuspended"),
        category=_text(raw, "cat"),
        priority=int(raw["pri"]),
        values=tuple(_named(one) for one in values),
        external=_maybe_text(raw, "xACId"),
    )


def _named(raw: object) -> NamedValue:
    if not isinstance(raw, dict):
        raise _MisfitError("rvs: expected a name and a value")
    return NamedValue(_text(raw, "n"), _text(raw, "v"))


def _subscribe(raw: Raw) -> StatusSubscribe:
    return StatusSubscribe(raw["mId"], raw["cId"], tuple(_subscription(one) for one in raw["sS"]))


def _response(raw: Raw) -> StatusResponse:
    return StatusResponse(raw["mId"], raw["cId"], _instant(raw, "sTs"), tuple(map(_status_value, raw["sS"])))


def _update(raw: Raw) -> StatusUpdate:
    return StatusUpdate(raw["mId"], raw["cId"], _instant(raw, "sTs"), tuple(map(_status_value, raw["sS"])))


def _command(raw: Raw) -> CommandRequest:
    arguments = (Argument(one["cCI"], one["cO"], one["n"], _value(one["v"])) for one in raw["arg"])
    return CommandRequest(raw["mId"], raw["cId"], tuple(arguments))


def _command_response(raw: Raw) -> CommandResponse:
    return CommandResponse(raw["mId"], raw["cId"], _instant(raw, "cTS"), tuple(map(_returned, raw["rvs"])))


_READERS: dict[str, Callable[[Raw], Message]] = {
    "MessageAck": lambda raw: Ack(raw["oMId"]),
    "MessageNotAck": lambda raw: NotAck(raw["oMId"], _maybe_text(raw, "rea")),
    "Version": _version,
    "Watchdog": lambda raw: Watchdog(raw["mId"], _instant(raw, "wTs")),
    "AggregatedStatus": _aggregated,
    "AggregatedStatusRequest": lambda raw: AggregatedStatusRequest(raw["mId"], _text(raw, "cId")),
    "Alarm": _alarm,
    "StatusRequest": lambda raw: StatusRequest(raw["mId"], raw["cId"], _asked(raw)),
    "StatusResponse": _response,
    "StatusSubscribe": _subscribe,
    "StatusUnsubscribe": lambda raw: StatusUnsubscribe(raw["mId"], raw["cId"], _asked(raw)),
    "StatusUpdate": _update,
    "CommandRequest": _command,
    "CommandResponse": _command_response,
}
