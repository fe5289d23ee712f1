"""The files of a register as text: read into their types at the edge, and written."""

import json
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, fields
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from meydan.city.because import because
from meydan.city.errors import Fault
from meydan.exchange.register.entries import SHAPE, TYPES, Entry, Head, Kind, Superseding
from meydan.store.city_shape import shape_fault
from meydan.store.lines import line_of

HEAD = "register.toml"
LINK = tuple(field.name for field in fields(Superseding))
EXAMPLES: Mapping[str, str] = {
    "address": "https://example.org/results",
    "adapted": "sha256:… (64 hex digits)",
    "code": "https://example.org/code",
    "date": "2026-04-23",
    "digest": "sha256:… (64 hex digits)",
    "document": "sha256:… (64 hex digits)",
    "email": "office@example.org",
    "evidence": "sha256:… (64 hex digits)",
    "homepage": "https://example.org",
    "keys": "… (64 hex digits)",
    "licence": "https://creativecommons.org/licenses/by/4.0/",
    "package": "izmir/adaptive-corridor",
    "since": "2026-04-23",
    "until": "2026-04-23",
    "version": "1.0.0",
}
ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
ID_EXAMPLE = "main-street-2026"

Type = TypeVar("Type")
_ADAPTERS: dict[type, TypeAdapter[Any]] = {}


def read_head(text: str) -> tuple[Head | None, list[Fault]]:
    """Return the head, or what is wrong with it."""
    table, faults = _table(HEAD, text)
    return (None, faults) if table is None else _shaped(HEAD, text, Head, table)


def read_entry(kind: Kind, name: str, text: str) -> tuple[Entry | None, list[Fault]]:
    """Return the entry of a file, or all that is wrong with its shape."""
    file = f"{kind}/{name}.toml"
    if not ID.fullmatch(name):
        return None, [Fault(file, 0, because("register.file_name", example=f"{ID_EXAMPLE}.toml"))]
    table, faults = _table(file, text)
    if table is None:
        return None, faults
    link, faults = _shaped(file, text, Superseding, {key: table.pop(key) for key in LINK if key in table})
    what, more = _shaped(file, text, TYPES[kind], table)
    if link is None or what is None:
        return None, faults + more
    return Entry(kind, name, what, link), []


def fields_of(entry: Entry) -> dict[str, Any]:
    """Return what an entry says as the table of its file, without what it leaves open and what it supersedes."""
    told = asdict(entry.what)
    return {name: value for name, value in told.items() if value not in (None, "", ())}


def as_toml(table: Mapping[str, Any]) -> str:
    """Return a table as TOML, one key a line; a tree of texts, numbers, lists and tables of texts."""
    return "".join(f"{key} = {_value(value)}\n" for key, value in table.items())


def _value(value: Any) -> str:
    match value:
        case Mapping():
            return "{ " + ", ".join(f"{key} = {_value(one)}" for key, one in value.items()) + " }"
        case str():
            return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")  # a basic string of TOML
        case bool():
            return "true" if value else "false"
        case int() | float():
            return repr(value)
        case Iterable():
            return "[" + ", ".join(map(_value, value)) + "]"
        case _:
            return _value(str(value))  # a day as TOML itself writes it


def _table(file: str, text: str) -> tuple[dict[str, Any] | None, list[Fault]]:
    try:
        return tomllib.loads(text), []
    except (ValueError, RecursionError) as error:
        return None, [Fault(file, 0, because("city.not_toml", found=str(error)))]


def _adapter(kind: type[Type]) -> TypeAdapter[Type]:
    if kind not in _ADAPTERS:
        kind.__pydantic_config__ = SHAPE  # type: ignore[attr-defined]  # where pydantic looks in a standard dataclass
        _ADAPTERS[kind] = TypeAdapter(kind)
    return _ADAPTERS[kind]


def _shaped(file: str, text: str, kind: type[Type], table: Mapping[str, Any]) -> tuple[Type | None, list[Fault]]:
    try:
        # As JSON, a list is taken for a tuple and a table for a dataclass, and nothing else is bent to fit.
        return _adapter(kind).validate_json(json.dumps(table, default=str)), []
    except ValidationError as error:
        return None, [_fault(file, text, wrong) for wrong in error.errors(include_url=False)]


def _fault(file: str, text: str, wrong: Mapping[str, Any]) -> Fault:
    keys = tuple(str(part) for part in wrong["loc"])
    line, key = line_of(text, keys), ".".join(keys)
    told = {"key": key, "found": repr(wrong["input"])[:60]}
    match wrong["type"]:
        case "string_pattern_mismatch":
            example = EXAMPLES.get(keys[0], ID_EXAMPLE)
            return Fault(file, line, because("city.want_like", **told, example=example))
        case "dataclass_type":
            return Fault(file, line, because("register.want_words", **told))
        case "unexpected_keyword_argument":
            return Fault(file, line, because("city.unknown_key", key=key))
        case "missing_argument" | "missing":
            return Fault(file, line, because("city.missing_key", key=key))
        case _:
            found = shape_fault(file, line, keys, wrong)
            return found if found.what.code != "city.bad_value" else Fault(file, line, because("register.bad", **told))
