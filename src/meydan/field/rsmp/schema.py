"""The schemas every message is held against, in and out, compiled once for each version and kind of message.

A message is checked against the core's schema of its kind and, once the versions are agreed, against the SXL's; see
`schemas/README.md` for where the files come from and what stands in for cores without files of their own.
"""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

import jsonschema_rs

from meydan.field.rsmp.versions import CORES

_AT = "https://rsmp.invalid/"  # a place that cannot exist: nothing is ever fetched
_FILES = {
    "MessageAck": "message_ack",
    "MessageNotAck": "message_not_ack",
    "Version": "version",
    "AggregatedStatus": "aggregated_status",
    "AggregatedStatusRequest": "aggregated_status_request",
    "Watchdog": "watchdog",
    "Alarm": "alarm",
    "CommandRequest": "command_request",
    "CommandResponse": "command_response",
    "StatusRequest": "status_request",
    "StatusResponse": "status_response",
    "StatusSubscribe": "status_subscribe",
    "StatusUnsubscribe": "status_unsubscribe",
    "StatusUpdate": "status_update",
}
_SXL_FILES = {
    "Alarm": "alarms/alarms",
    "CommandRequest": "commands/command_requests",
    "CommandResponse": "commands/command_responses",
    **dict.fromkeys(
        ("StatusRequest", "StatusResponse", "StatusSubscribe", "StatusUnsubscribe", "StatusUpdate"), "statuses/statuses"
    ),
}
_FOLDERS = {**dict.fromkeys(CORES, "3.2.2"), **dict.fromkeys(("3.1.2", "3.1.3", "3.1.4"), "3.1.2"), "3.1.5": "3.1.5"}
_NEWER_FILES = dict.fromkeys(("3.1.3", "3.1.4"), ("AggregatedStatus", "StatusResponse", "StatusUpdate"))


def find_violation(raw: Mapping[str, Any], core: str, sxl: str = "") -> str | None:
    """Return what is wrong with a message under `core` and, where given, `sxl`: the place and the rule; else None.

    No value of the message stands in the answer.
    """
    kind = raw.get("type")
    if not isinstance(kind, str) or kind not in _kinds(core):
        return "type: not a message of this core"
    if not _core_validator(core, kind).is_valid(raw):
        return _first(_core_validator(core, kind), raw)
    if sxl and kind in _SXL_FILES and not _sxl_validator(sxl, kind).is_valid(raw):
        return _first(_sxl_validator(sxl, kind), raw)
    return None


def read_index(sxl: str) -> Mapping[str, Any]:
    """Return the SXL's table of codes with their arguments, as it lies among the schemas."""
    index: Mapping[str, Any] = json.loads((_root() / "tlc" / sxl / "sxl_index.json").read_text(encoding="utf-8"))
    return index


def _first(validator: jsonschema_rs.Validator, raw: Mapping[str, Any]) -> str:
    error = next(iter(validator.iter_errors(raw)))
    place = ".".join(str(part) for part in error.instance_path) or "message"
    return f"{place}: {error.message}"[:300]


@cache
def _kinds(core: str) -> frozenset[str]:
    requests = frozenset() if CORES[core].requests else frozenset({"AggregatedStatusRequest"})
    return frozenset(_FILES) - requests


@cache
def _core_validator(core: str, kind: str) -> jsonschema_rs.Validator:
    folder = _FOLDERS[core]
    newer = "3.1.5" if kind in _NEWER_FILES.get(core, ()) else folder
    return _compiled(f"core/{folder}/core.json", f"core/{newer}/{_FILES[kind]}.json")


@cache
def _sxl_validator(sxl: str, kind: str) -> jsonschema_rs.Validator:
    return _compiled(f"tlc/{sxl}/{_SXL_FILES[kind]}.json")


def _compiled(*names: str) -> jsonschema_rs.Validator:
    """Return a validator of all these files at once whose errors show no value."""
    both = {"allOf": [{"$ref": _AT + name} for name in names]}
    return jsonschema_rs.validator_for(both, registry=_registry(), mask="the value", offline=True)


@cache
def _registry() -> jsonschema_rs.Registry:
    return jsonschema_rs.Registry([(_AT + name, json.loads(text)) for name, text in _texts(_root(), "")])


def _texts(folder: Traversable, above: str) -> Iterator[tuple[str, str]]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _texts(entry, f"{above}{entry.name}/")
        elif entry.name.endswith(".json") and entry.name != "sxl_index.json":
            yield above + entry.name, entry.read_text(encoding="utf-8")


@cache
def _root() -> Traversable:
    return files("meydan.field.rsmp") / "schemas"
