"""Values of the wrong shape in a city's files: how they are told, and what is left without them to look at further."""

from collections.abc import Iterable, Mapping
from copy import deepcopy
from typing import Any

from meydan.city.because import because
from meydan.city.errors import Fault

Wrong = Mapping[str, Any]
"""One fault as pydantic tells it."""

HARMLESS: dict[str, Any] = {
    "name": "?",
    "zone": "UTC",
    "field": "?",
    "local_plan": "?",
    "owner": "",
    "decision": "",
    "decision_date": "",
    "provenance": "",
    "attribution": "",
    "position": (0.0, 0.0),
    "startup_red": {"s": 6.0, "sure": "surveyed"},
    "permitted": [],
    "twin": None,
    "rsmp": {"virtual": True},
}
"""What stands in for a faulty value of a whole file, so that the rest of the file can be looked at."""

_EXAMPLES = {
    r"^([01]\d|2[0-3]):[0-5]\d$": "06:30",
    r"^\d{4}-\d\d-\d\d$": "2026-04-23",
    r"^(\d\d-\d\d)?$": "04-23",
    r"^[Ggrs]*$": "GGrrs",
    r"^\S+:\d{1,5}$": "127.0.0.1:13111",
}
_EXPECTED = {
    "string_type": "city.want_text",
    "string_too_short": "city.want_text",
    "int_type": "city.want_number",
    "float_type": "city.want_number",
    "float_parsing": "city.want_number",
    "finite_number": "city.want_number",
    "list_type": "city.want_list",
    "tuple_type": "city.want_list",
    "too_long": "city.want_list",
    "dict_type": "city.want_table",
    "model_type": "city.want_table",
    "bool_type": "city.want_bool",
}


def shape_fault(file: str, line: int, keys: tuple[str, ...], wrong: Wrong) -> Fault:
    """Return one fault of shape, with what was found and what was expected."""
    key, context = ".".join(keys), wrong.get("ctx", {})
    told = {"key": key, "found": repr(wrong["input"])[:60]}
    match wrong["type"]:
        case "extra_forbidden":
            what = because("city.unknown_key", key=key)
        case "missing":
            what = because("city.missing_key", key=key)
        case "greater_than_equal":
            what = because("city.want_least", **told, least=context["ge"])
        case "less_than_equal":
            what = because("city.want_most", **told, most=context["le"])
        case "greater_than":
            what = because("city.want_above", **told, least=context["gt"])
        case "enum" | "literal_error":
            what = because("city.want_one_of", **told, choices=str(context["expected"]).replace(" or ", ", "))
        case "string_pattern_mismatch":
            what = because("city.want_like", **told, example=_EXAMPLES[context["pattern"]])
        case kind:
            what = because(_EXPECTED.get(kind, "city.bad_value"), **told)
    return Fault(file, line, what)


def without_faulty(table: Any, faults: Iterable[Wrong]) -> tuple[Any, set[str]]:
    """Return a table without the entries that have faults, and the names of these entries."""
    rest: Any = deepcopy(table)
    left_out: set[str] = set()
    for wrong in faults:
        where = wrong["loc"]
        if wrong["type"] == "extra_forbidden":
            _remove(rest, where)
        elif where[:1] and where[0] in HARMLESS and isinstance(rest, dict):
            rest[where[0]] = HARMLESS[where[0]]
            left_out.add("?")
        elif len(where) > 1 and isinstance(rest, dict) and isinstance(rest.get(where[0]), dict):
            _remove(rest, where[:2])
            left_out.update(str(part) for part in (where[1:3] if where[0] == "intergreens" else where[1:2]))
        elif where and isinstance(rest, dict) and isinstance(rest.get(where[0]), list):
            rest[where[0]] = []
    return rest, left_out


def _remove(table: Any, keys: tuple[int | str, ...]) -> None:
    """Remove what keys lead to, if it is still there."""
    for key in keys[:-1]:
        table = table.get(key) if isinstance(table, dict) else None
    if isinstance(table, dict):
        table.pop(keys[-1], None)
