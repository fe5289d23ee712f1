"""Messages written: one JSON object for each, held against the schemas before it may leave."""

from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from meydan.field.rsmp.known_values import find_packet
from meydan.field.rsmp.messages import (
    Ack,
    AggregatedStatus,
    AggregatedStatusRequest,
    AlarmAct,
    AlarmOrder,
    AlarmStatus,
    CommandRequest,
    CommandResponse,
    Message,
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
    Version,
    Watchdog,
)
from meydan.field.rsmp.schema import find_violation
from meydan.field.rsmp.timestamps import timestamp
from meydan.field.rsmp.versions import Core

Raw = dict[str, Any]

_JSON = msgspec.json.Encoder()


def encode(message: Message, core: Core, sxl: str = "") -> bytes | Unreadable:
    """Return the packet of a message under `core` and `sxl`, without its form feed, or why it cannot be sent.

    What a core does not know is said as that core would: bits as texts, no `sOc`, an empty text for no value.
    """
    known = find_packet(message, core, sxl) if isinstance(message, (Ack, StatusUpdate)) else None
    return known or encode_whole(message, core, sxl)


def encode_whole(message: Message, core: Core, sxl: str = "") -> bytes | Unreadable:
    """Do what `encode` does, with every part of the message before the schemas."""
    raw: Raw = {"mType": "rSMsg", **_WRITERS[type(message)](message, core)}
    wrong = find_violation(raw, core.name, sxl)
    if wrong is not None:
        return Unreadable("" if isinstance(message, Ack | NotAck) else message.id, wrong)
    return _JSON.encode(raw)


def _head(kind: str, message: Any) -> Raw:
    """Return what begins every message about a part of the site; `ntsOId` and `xNId` must be there and may be empty."""
    return {"type": kind, "mId": message.id, "ntsOId": "", "xNId": "", "cId": message.component}


def _ack(message: Ack, core: Core) -> Raw:
    return {"type": "MessageAck", "oMId": message.of}


def _not_ack(message: NotAck, core: Core) -> Raw:
    return {"type": "MessageNotAck", "oMId": message.of, "rea": message.reason}


def _version(message: Version, core: Core) -> Raw:
    return {
        "type": "Version",
        "mId": message.id,
        "RSMP": [{"vers": name} for name in message.cores],
        "siteId": [{"sId": site} for site in message.sites],
        "SXL": message.sxl,
    }


def _watchdog(message: Watchdog, core: Core) -> Raw:
    return {"type": "Watchdog", "mId": message.id, "wTs": timestamp(message.t)}


def _aggregated(message: AggregatedStatus, core: Core) -> Raw:
    bits = list(message.bits) if core.true_bits else [str(bit).lower() for bit in message.bits]
    head = _head("AggregatedStatus", message)
    return {**head, "aSTS": timestamp(message.t), "fP": message.position, "fS": message.state, "se": bits}


def _aggregated_request(message: AggregatedStatusRequest, core: Core) -> Raw:
    return _head("AggregatedStatusRequest", message)


def _alarm_head(message: AlarmStatus | AlarmOrder, external: str) -> Raw:
    head = _head("Alarm", message)
    return {**head, "aCId": message.code, "xACId": external, "xNACId": "", "aSp": str(message.act)}


def _alarm_status(message: AlarmStatus, core: Core) -> Raw:
    """Return an alarm as it stands; the schemas want `Suspended` where that is the news, and `suspended` elsewhere."""
    changing = message.act in (AlarmAct.SUSPEND, AlarmAct.RESUME)
    suspended = ("Suspended" if changing else "suspended") if message.suspended else "notSuspended"
    return {
        **_alarm_head(message, message.external),
        "ack": "Acknowledged" if message.acknowledged else "notAcknowledged",
        "aS": "Active" if message.active else "inActive",
        "sS": suspended,
        "aTs": timestamp(message.t),
        "cat": message.category,
        "pri": str(message.priority),
        "rvs": [{"n": one.name, "v": one.value} for one in message.values],
    }


def _alarm_order(message: AlarmOrder, core: Core) -> Raw:
    head = _alarm_head(message, "")
    return {**head, "aTs": timestamp(message.t)} if message.act is AlarmAct.ACKNOWLEDGE else head


def _asked(kind: str) -> Callable[[Any, Core], Raw]:
    def write(message: StatusRequest | StatusUnsubscribe, core: Core) -> Raw:
        return {**_head(kind, message), "sS": [{"sCI": one.code, "n": one.name} for one in message.asked]}

    return write


def _subscribe(message: StatusSubscribe, core: Core) -> Raw:
    return {**_head("StatusSubscribe", message), "sS": [_subscription(one, core) for one in message.asked]}


def _subscription(one: Subscription, core: Core) -> Raw:
    said = {"sCI": one.code, "n": one.name, "uRt": str(one.interval_s)}
    return {**said, "sOc": one.on_change} if core.on_change else said


def _values(kind: str) -> Callable[[Any, Core], Raw]:
    def write(message: StatusResponse | StatusUpdate, core: Core) -> Raw:
        values = [_value(one, core) for one in message.values]
        return {**_head(kind, message), "sTs": timestamp(message.t), "sS": values}

    return write


def _value(one: StatusValue, core: Core) -> Raw:
    value = "" if one.value is None and not core.nulls else one.value
    quality = Quality.UNKNOWN if one.quality is Quality.UNDEFINED and not core.nulls else one.quality
    return {"sCI": one.code, "n": one.name, "s": _plain(value), "q": str(quality)}


def _plain(value: str | tuple[Mapping[str, str], ...] | None) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _command(message: CommandRequest, core: Core) -> Raw:
    arguments = [{"cCI": a.code, "n": a.name, "cO": a.order, "v": _plain(a.value)} for a in message.arguments]
    return {**_head("CommandRequest", message), "arg": arguments}


def _command_response(message: CommandResponse, core: Core) -> Raw:
    values = [{"cCI": v.code, "n": v.name, "v": _plain(v.value), "age": str(v.quality)} for v in message.values]
    return {**_head("CommandResponse", message), "cTS": timestamp(message.t), "rvs": values}


_WRITERS: dict[type[Any], Callable[[Any, Core], Raw]] = {
    Ack: _ack,
    NotAck: _not_ack,
    Version: _version,
    Watchdog: _watchdog,
    AggregatedStatus: _aggregated,
    AggregatedStatusRequest: _aggregated_request,
    AlarmStatus: _alarm_status,
    AlarmOrder: _alarm_order,
    StatusRequest: _asked("StatusRequest"),
    StatusResponse: _values("StatusResponse"),
    StatusSubscribe: _subscribe,
    StatusUnsubscribe: _asked("StatusUnsubscribe"),
    StatusUpdate: _values("StatusUpdate"),
    CommandRequest: _command,
    CommandResponse: _command_response,
}
