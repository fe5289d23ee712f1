"""What an adopting city puts into the slots of a package: a file that an engineer fills in, and the checks of it."""

import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import entry_points
from math import isfinite
from typing import Any

import meydan.city.orders as every_order
from meydan.city.because import Because, because
from meydan.city.city import City
from meydan.city.errors import Fault
from meydan.city.junction import Junction
from meydan.exchange.manifest import Manifest, Requires, Slot, SlotKind
from meydan.store.lines import line_of

FILE, TABLE = "binding.toml", "bind"
SHOWN = 12  # names of the city that the template shows beside a slot

Keys = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Binding:
    """What stands in each slot: names of the city ("J1", or "J1/P3" for a part of a junction), and numbers."""

    names: Mapping[str, tuple[str, ...]]
    numbers: Mapping[str, float]
    junctions: tuple[str, ...]


def template(manifest: Manifest, content: str, city: City, numbers: Mapping[str, float]) -> str:
    """Return the file to be filled in; `numbers` are those that the package comes with."""
    lines = [f'package = "{manifest.target}"', f'content = "{content}"', "", f"[{TABLE}]"]
    for slot in manifest.slots:
        lines += [f"# {_one_line(slot.what.tr)}", f"# {_one_line(slot.what.en)}"]
        if slot.kind is SlotKind.NUMBER:
            lines.append(f"# {slot.least:g} ... {slot.most:g} {_one_line(slot.unit)}")
            lines.append(f"{slot.name} = {numbers.get(slot.name, slot.least)}")
        else:
            known = sorted(names_for(slot.kind, city))
            more = ", ..." if len(known) > SHOWN else ""
            lines += [f"# {slot.kind}: {', '.join(known[:SHOWN])}{more}", f"{slot.name} = []"]
    return "\n".join(lines) + "\n"


def filled(manifest: Manifest, content: str, bound: Mapping[str, object]) -> str:
    """Return the file as somebody filled it in on the page; a slot that they left out is open in it."""
    lines = [f'package = "{manifest.target}"', f'content = "{content}"', "", f"[{TABLE}]"]
    names = dict.fromkeys([*(slot.name for slot in manifest.slots), *bound])
    # A basic string and a list of them are written alike in JSON and TOML.
    return "\n".join([*lines, *(f"{_text(name)} = {_text(_filled_in(bound.get(name)))}" for name in names)]) + "\n"


def read_bound(text: str) -> dict[str, Any]:
    """Return what a file that once passed puts into each slot."""
    found = tomllib.loads(text).get(TABLE, {})
    return found if isinstance(found, dict) else {}


def names_for(kind: SlotKind, city: City) -> set[str]:
    """Return what a city has to put into a slot of a kind."""
    junctions = city.junctions.items()
    match kind:
        case SlotKind.JUNCTION:
            return set(city.junctions)
        case SlotKind.APPROACH:
            return {f"{name}/{group.approach}" for name, j in junctions for group in j.groups.values()}
        case SlotKind.SIGNAL_GROUP:
            return {f"{name}/{group}" for name, j in junctions for group in j.groups}
        case SlotKind.DETECTOR:
            return {f"{name}/{detector}" for name, j in junctions for detector in j.detectors}
        case SlotKind.NUMBER:
            return set()


def read_binding(file: str, text: str, manifest: Manifest, content: str, city: City) -> Binding | tuple[Fault, ...]:
    """Return what a file binds, or all that is wrong with it; `file` is what the faults name."""
    try:
        table = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        return (Fault(file, 0, because("city.not_toml", found=str(error))),)
    faults = [*_head_faults(table, manifest, content)]
    bound = table.get(TABLE, {})
    bound = bound if isinstance(bound, dict) else {}
    slots = {slot.name: slot for slot in manifest.slots}
    faults += [((TABLE, name), because("bind.no_slot", slot=name)) for name in bound if name not in slots]
    faults += [
        ((TABLE, name), what) for name, slot in slots.items() for what in _slot_faults(slot, bound.get(name), city)
    ]
    if not faults:
        found = _bound(slots, bound)
        faults += [((TABLE,), what) for what in _missing(manifest.requires, found, city)]
        if not faults:
            return found
    return tuple(Fault(file, line_of(text, keys), what) for keys, what in faults)


def _head_faults(table: Mapping[str, Any], manifest: Manifest, content: str) -> Iterator[tuple[Keys, Because]]:
    for key, expected in (("package", manifest.target), ("content", content)):
        if table.get(key) != expected:
            yield (key,), because("bind.other_package", key=key, found=str(table.get(key, "-")), expected=expected)


def _slot_faults(slot: Slot, value: object, city: City) -> Iterator[Because]:
    if slot.kind is SlotKind.NUMBER:
        yield from _number_faults(slot, value)
        return
    names = [value] if isinstance(value, str) else value
    if not isinstance(names, list) or not names or not all(isinstance(name, str) and name for name in names):
        yield because("bind.open", slot=slot.name)
        return
    known = names_for(slot.kind, city)
    for name in sorted(set(names)):
        if name not in known:
            shown = ", ".join(sorted(known)[:SHOWN])
            yield because("bind.not_there", slot=slot.name, found=name, known=shown)
    if len(set(names)) < len(names):
        yield because("bind.twice", slot=slot.name)


def _number_faults(slot: Slot, value: object) -> Iterator[Because]:
    if not isinstance(value, int | float) or isinstance(value, bool) or not isfinite(value):
        yield because("bind.open", slot=slot.name)
    elif slot.least is None or slot.most is None or not slot.least <= value <= slot.most:
        least, most = (bound if bound is not None else "-" for bound in (slot.least, slot.most))
        yield because("bind.out_of_bounds", slot=slot.name, found=value, least=least, most=most, unit=slot.unit)


def _bound(slots: Mapping[str, Slot], bound: Mapping[str, Any]) -> Binding:
    names, numbers = {}, {}
    for name, slot in slots.items():
        value = bound[name]
        if slot.kind is SlotKind.NUMBER:
            numbers[name] = float(value)
        else:
            names[name] = (value,) if isinstance(value, str) else tuple(value)
    junctions = sorted({place.partition("/")[0] for places in names.values() for place in places})
    return Binding(names, numbers, tuple(junctions))


def _missing(requires: Requires, found: Binding, city: City) -> Iterator[Because]:
    """Yield what the package asks of the city and of each junction it is bound to (all where it is bound to none)."""
    for name in found.junctions or tuple(city.junctions):
        yield from _junction_missing(requires, city.junctions[name])
    known = {entry.name for entry in entry_points(group="meydan.measure")}
    if measures := sorted(set(requires.measures) - known):
        yield because("bind.no_measures", names=", ".join(measures))
    if orders := sorted(name for name in requires.orders if not hasattr(every_order, name)):
        yield because("bind.no_orders", names=", ".join(orders))


def _junction_missing(requires: Requires, junction: Junction) -> Iterator[Because]:
    groups = len(junction.groups)
    if not requires.least_groups <= groups <= requires.most_groups:
        told = {"least": requires.least_groups, "most": requires.most_groups}
        yield because("bind.groups", junction=junction.id, found=groups, **told)
    kinds = {str(detector.kind) for detector in junction.detectors.values()}
    if missing := sorted(set(requires.detectors) - kinds):
        yield because("bind.detectors", junction=junction.id, missing=", ".join(missing))


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _filled_in(value: object) -> object:
    return [] if value is None else value  # TOML has no word for nothing


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
