"""A city as text: the files of its folder, written so that an engineer can read and change them."""

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any
from unicodedata import normalize
from urllib.parse import unquote

from meydan.city.city import City
from meydan.city.junction import Junction, Known, Onward, SignalGroup
from meydan.city.plan import Plan, Timetable

KNOWN = ("min_green", "amber", "red_amber", "flashing_green", "clearance", "max_red")

_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f"%*/:<>?\\|]')


def city_texts(city: City) -> dict[str, str]:
    """Return the text of every file of a city by its name in the folder; equal cities give equal texts."""
    texts = {"city.toml": _city(city), "timetable.toml": _timetable(city.timetable)}
    for name, junction in sorted(city.junctions.items()):
        texts[file_of("junctions", name)] = _junction(junction)
    plans: dict[str, list[Plan]] = {}
    for _, plan in sorted(city.plans.items()):
        plans.setdefault(plan.junction, []).append(plan)
    return texts | {file_of("plans", junction): plans_text(of) for junction, of in plans.items()}


def file_of(kind: str, junction: str) -> str:
    """Return the file of a junction in the folder `kind`; what some disk forbids in a file's name is escaped."""
    return f"{kind}/{_FORBIDDEN.sub(_escaped, junction)}.toml"


def junction_of(stem: str) -> str:
    """Return the junction that a file is named for."""
    return unquote(stem).encode("utf-8", "replace").decode()


def file_key(junction: str) -> str:
    """Return what two junctions share whose files some disk would take for one: upper and lower case are the same."""
    return normalize("NFC", normalize("NFC", junction).casefold())


def _escaped(found: re.Match[str]) -> str:
    return f"%{ord(found.group()):02X}"


def _city(city: City) -> str:
    lines = _pairs(
        {
            "name": city.name,
            "zone": city.zone,
            "field": city.field,
            "provenance": city.provenance,
            "attribution": city.attribution,
        }
    )
    if city.twin is not None:
        twin = {name: getattr(city.twin, name) for name in city.twin.__slots__}
        twin = {name: value for name, value in twin.items() if value or not name.startswith("calibrated")}
        lines += ["", "[twin]", *_pairs(twin)]
    if city.rsmp is not None:
        reached = {"listen": f"{city.rsmp.host}:{city.rsmp.port}"}
        names = ("virtual", "read_only", "secrets", "tls", "pulses")
        lines += ["", "[rsmp]", *_pairs(reached | {name: getattr(city.rsmp, name) for name in names})]
    return _text(lines)


def _junction(j: Junction) -> str:
    lines = _pairs(
        {
            "name": j.name,
            "position": [float(degrees) for degrees in j.position],
            "owner": j.owner,
            "decision": j.decision,
            "decision_date": j.decision_date,
            "local_plan": j.local_plan,
            "startup_red": j.startup_red,
        }
    )
    lines += ["# yielding group first, then the group it yields to"] if j.permitted else []
    lines += [_array("permitted", sorted(j.permitted))]
    for group in j.groups.values():
        lines += ["", f"[groups.{_key(group.id)}]", *_group(group)]
    lines += ["", "[stages]", *_pairs({s.id: sorted(s.green) for s in j.stages.values()})]
    for ending in sorted({a for a, _ in j.intergreens}):
        row = {b: known for (a, b), known in sorted(j.intergreens.items()) if a == ending}
        lines += ["", f"[intergreens.{_key(ending)}]", *_pairs(row)]
    for lane in j.lanes.values():
        fields = {n: getattr(lane, n) for n in ("approach", "groups", "length_m", "speed_mps", "ahead_m")}
        fields |= {"leads_to": lane.leads_to} if lane.leads_to else {}
        lines += ["", f"[lanes.{_key(lane.id)}]", *_pairs(fields)]
        if lane.onward:
            lines += [_array("onward", ({n: getattr(to, n) for n in Onward.__slots__} for to in lane.onward))]
    for d in j.detectors.values():
        lines += ["", f"[detectors.{_key(d.id)}]"]
        lines += _pairs({"lane": d.lane, "kind": d.kind, "distance_m": d.distance_m, "length_m": d.length_m})
    for one in j.priorities.values():
        said = {n: getattr(one, n) for n in ("group", "input", "component", "stage", "least_s", "longest_s")}
        lines += ["", f"[priorities.{_key(one.id)}]"]
        lines += _pairs({"kind": one.kind} | {name: value for name, value in said.items() if value})
    if j.twin is not None:
        lines += ["", "[twin]", *_pairs({"tls": j.twin.tls, "groups": j.twin.groups})]
        lines += ["", "[twin.letters]", *_pairs(j.twin.letters)]
    if j.rsmp is not None:
        names = ("site", "main", "groups", "detectors")
        lines += ["", "[rsmp]", *_pairs({name: getattr(j.rsmp, name) for name in names})]
        lines += ["", "[rsmp.plans]", *(f"{_key(plan)} = {number}" for plan, number in j.rsmp.plans.items())]
    return _text(lines)


def _group(group: SignalGroup) -> list[str]:
    plain = {"kind": group.kind, "approach": group.approach, "exits": group.exits}
    return _pairs(plain | {name: getattr(group, name) for name in KNOWN})


def plans_text(plans: Iterable[Plan]) -> str:
    """Return plans of one junction as its file of plans has them."""
    lines: list[str] = []
    for plan in plans:
        lines += ["", f"[{_key(plan.id)}]", *_pairs({"cycle_s": plan.cycle_s, "offset_s": plan.offset_s})]
        steps = [{n: getattr(step, n) for n in ("stage", "green_s", "min_s", "max_s")} for step in plan.steps]
        lines += [_array("steps", steps)]
    return _text(lines[1:])


def _timetable(timetable: Timetable) -> str:
    lines = [f"week = {_value(timetable.week)}  # Monday to Sunday"]
    for day, entries in timetable.days.items():
        rows = [{"from": f"{e.minute // 60:02d}:{e.minute % 60:02d}", "plan": e.plan} for e in entries]
        lines += ["", f"[days.{_key(day)}]", _array("entries", rows)]
    for holiday in timetable.holidays:
        when: dict[str, Any] = {"every": holiday.every} if holiday.every else {"dates": holiday.dates}
        lines += ["", "[[holidays]]", *_pairs({"name": holiday.name, "day_type": holiday.day_type} | when)]
    return _text(lines)


def _text(lines: Iterable[str]) -> str:
    return "\n".join(lines) + "\n"


def _pairs(table: Mapping[str, Any]) -> list[str]:
    return [f"{_key(name)} = {_value(_exact(name, value))}" for name, value in table.items()]


def _exact(name: str, value: Any) -> Any:
    """Return a quantity as a float, so that 30 and 30.0 give one text."""
    return float(value) if isinstance(value, int) and name.endswith(("_s", "_m", "_mps")) else value


def _array(name: str, rows: Iterable[Any]) -> str:
    """Return an array with a row on each line."""
    lines = [f"  {_value(row)}," for row in rows]
    return "\n".join([f"{name} = [", *lines, "]"]) if lines else f"{name} = []"


def _key(name: str) -> str:
    bare = name.isascii() and name.replace("-", "").replace("_", "").isalnum()
    return name if bare else _string(name)


def _value(value: Any) -> str:
    match value:
        case Known():
            return f'{{ s = {_value(float(value.s))}, sure = "{value.sure}" }}'
        case bool():
            return "true" if value else "false"
        case int() | float():
            return repr(value)
        case str():
            return _string(str(value))
        case Mapping():
            return "{ " + ", ".join(f"{_key(k)} = {_value(_exact(k, v))}" for k, v in value.items()) + " }"
        case _:
            return "[" + ", ".join(_value(v) for v in value) + "]"


def _string(text: str) -> str:
    """Return a TOML basic string: JSON's escapes are TOML's, but for DEL, which TOML wants escaped too."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
