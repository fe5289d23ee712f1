"""Demand days made from one: its trips drawn anew, with replacement, from a stated seed.

Each vehicle of the day is drawn as often as chance wants, as many in all as there were; a copy departs up to half a
minute earlier or later, inside the window. Public transport runs as its timetable says, and flows and people are left
as they stand: SUMO draws what is random in them from the seed of the run.
"""

import gzip
import random
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from meydan.twin.prove.travellers import PUBLIC

DAYS = 5
JITTER_S = 30.0
_VEHICLES = ("vehicle", "trip")


def drawn_day(files: Sequence[bytes], begin_s: float, end_s: float, seed: str) -> bytes:
    """Return one file of routes with the demand of another day like that of `files`.

    Parameters
    ----------
    files
        The XML of the route files, as SUMO reads them.
    begin_s, end_s
        The window; who departs outside it is left out.
    seed
        Anything that names the day.
    """
    chance = random.Random(seed)
    kept, drawable = list[ET.Element](), list[ET.Element]()
    lines = _public_types(files)
    for element in _elements(files):
        if element.tag not in _VEHICLES:
            kept.append(element)
        elif begin_s <= _depart_s(element) < end_s:
            (kept if _is_line(element, lines) else drawable).append(element)
    first = [element for element in kept if element.tag in ("vType", "vTypeDistribution", "route", "routeDistribution")]
    timed = [element for element in kept if element not in first]
    timed += [
        _copy(chance.choice(drawable), number, begin_s, end_s, chance) for number in range(len(drawable))
    ]  # a comprehension draws in order
    timed.sort(key=lambda element: (_depart_s(element), element.get("id", "")))
    root = ET.Element("routes")
    root.extend([*first, *timed])
    ET.indent(root)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def begins_of(files: Sequence[Path]) -> dict[str, str]:
    """Return the edge on which each vehicle of a demand begins, as far as its file says so."""
    found = {}
    for element in _elements([read_routes(file) for file in files]):
        if element.tag in _VEHICLES:
            route = element.find("route")
            edges = route.get("edges", "").split() if route is not None else [element.get("from", "")]
            found[element.get("id", "")] = edges[0] if edges else ""
    return found


def read_routes(file: Path) -> bytes:
    """Return the XML of a route file, unpacked where it is packed."""
    data = file.read_bytes()
    return gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data


def _elements(files: Sequence[bytes]) -> Iterator[ET.Element]:
    for text in files:
        yield from ET.fromstring(text)  # noqa: S314 - the city's own files, which SUMO reads too


def _public_types(files: Sequence[bytes]) -> frozenset[str]:
    return frozenset(e.get("id", "") for e in _elements(files) if e.tag == "vType" and e.get("vClass") in PUBLIC)


def _is_line(element: ET.Element, lines: frozenset[str]) -> bool:
    """Say whether a vehicle runs by a timetable."""
    return element.get("type", "") in lines or "line" in element.attrib or element.find("stop") is not None


def _copy(element: ET.Element, number: int, begin_s: float, end_s: float, chance: random.Random) -> ET.Element:
    """Return a vehicle drawn from the day, under a name of its own, at about its time."""
    copied = ET.Element(element.tag, _named(element.attrib, number))
    copied.extend(list(element))
    depart_s = _depart_s(element) + chance.uniform(-JITTER_S, JITTER_S)
    copied.set("depart", f"{min(max(depart_s, begin_s), end_s - 1):.2f}")
    return copied


def _named(attributes: Mapping[str, str], number: int) -> dict[str, str]:
    kept = {name: value for name, value in attributes.items() if name not in ("arrival", "id", "depart")}
    return {"id": f"{number}-{attributes.get('id', '')}", **kept}


def _depart_s(element: ET.Element) -> float:
    """Return when an element begins; what departs by something else than a time comes first."""
    try:
        return float(element.get("depart") or element.get("begin") or 0)
    except ValueError:
        return 0.0
