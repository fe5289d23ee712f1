"""The import itself: files in, a checked city, its map and the list of all changes out."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import sumolib
from pyproj.exceptions import ProjError

from meydan.city.because import Because
from meydan.city.city import City, Twin
from meydan.city.errors import Fault, FeedError, fault
from meydan.city.junction import Junction
from meydan.city.plan import Plan, Timetable
from meydan.city.zones import with_zones
from meydan.feeds.sumo.detectors import Upstream
from meydan.feeds.sumo.intergreens import Source
from meydan.feeds.sumo.junctions import Place, Rules, make_junction, safe_name
from meydan.feeds.sumo.light import Light, nodes_with_missing_links, read_lights
from meydan.feeds.sumo.onward import with_onward
from meydan.feeds.sumo.programs import Program, read_shipped
from meydan.feeds.sumo.roads import ToDegrees, make_roads, to_degrees
from meydan.feeds.sumo.zones import zone_lanes
from meydan.safety import check_junction, check_plan

HOUR_S = 3600.0

Detection = Literal["loops", "zones"]


@dataclass(frozen=True, slots=True)
class Imported:
    """A city, its map, and every change made to the shipped programs, one sentence each."""

    city: City
    roads: dict[str, object]
    changes: tuple[Because, ...]


def read_sumo(  # noqa: PLR0913 - each is one thing a user may say about a net
    net: Path,
    *,
    routes: Sequence[Path] = (),
    additional: Sequence[Path] = (),
    name: str = "",
    zone: str = "Europe/Istanbul",
    day: str = "2026-03-03",
    begin_s: float = 0.0,
    end_s: float = HOUR_S,
    yellow_s: float = 3.0,
    min_green_s: float = 5.0,
    intergreens: Source = "imported",
    detectors: Detection = "loops",
    attribution: str = "",
    provenance: str = "",
) -> Imported:
    """Return a SUMO net as a city.

    Parameters
    ----------
    net, routes, additional
        SUMO's files, gzipped or not; additional files in the order SUMO loads them.
    day, zone
        The local date whose midnight is SUMO's second 0.
    yellow_s, min_green_s
        What to guess where a program shows no amber, and as every group's minimum green.
    detectors
        Loops at the stop line and upstream, or zones as cameras and radars give them.

    Raises
    ------
    FeedError
        With every fault found; `import.no_signals` if the net has no signals at all.
    """
    shipped = read_shipped(net, additional)
    faults = [*shipped.faults, *_unreadable(routes)]
    if faults:
        raise FeedError("import.faults", *faults, count=len(faults))
    if not shipped.links:
        raise FeedError("import.no_signals", file=net.name)
    parsed = _parsed(net, shipped.links.keys())
    convert, projected = _conversion(parsed, net)
    builder = _Builder(parsed, convert, Rules(yellow_s, min_green_s, intergreens))
    for light in read_lights(parsed, shipped.links.keys()):
        builder.add(light, shipped.programs[light.tls])
    if builder.faults:
        raise FeedError("import.faults", *builder.faults, count=len(builder.faults))
    city = City(
        name=name or net.name.split(".")[0],
        zone=zone,
        field="sumo",
        provenance=provenance or f"SUMO: {net.name}",
        attribution=attribution,
        junctions=builder.junctions,
        plans=builder.plans,
        timetable=Timetable(),
        twin=_twin(net, routes, additional, begin_s, end_s, day),
    )
    city = with_onward(city, parsed, builder.upstream)
    if detectors == "zones":
        city = with_zones(city, zone_lanes(parsed, builder.upstream, city))
    roads = make_roads(parsed, builder.lights, city.junctions, convert, projected=projected)
    return Imported(city, roads, tuple(builder.changes))


class _Builder:
    """Gathers junctions, plans, changes and faults light by light."""

    def __init__(self, net: Any, convert: ToDegrees, rules: Rules) -> None:
        self.junctions: dict[str, Junction] = {}
        self.lights: dict[str, Light] = {}
        self.plans: dict[tuple[str, str], Plan] = {}
        self.changes: list[Because] = []
        self.faults: list[Fault] = []
        self._net, self._convert, self._rules = net, convert, rules
        self.upstream = Upstream(net)

    def add(self, light: Light, programs: Sequence[Program]) -> None:
        """Make the junction of one light, or note why it cannot be made."""
        place = self._place(light)
        last = programs[-1]
        made = make_junction(light, programs, place, self._rules, self._net, self.upstream, self.changes)
        if isinstance(made, Because):
            self.faults.append(Fault(last.file, last.line, made))
            return
        junction, plans = made
        wrong = [*check_junction(junction), *(f for plan in plans for f in check_plan(plan, junction))]
        self.faults += [Fault(last.file, last.line, what) for what in wrong]
        self.junctions[junction.id], self.lights[junction.id] = junction, light
        self.plans |= {(junction.id, plan.id): plan for plan in plans}

    def _place(self, light: Light) -> Place:
        name = base = safe_name(light.tls) or "junction"
        number = 1
        taken = {junction.casefold() for junction in self.junctions}  # many disks keep A and a in one file
        while name.casefold() in taken:
            number += 1
            name = f"{base}-{number}"
        nodes = [self._net.getNode(node).getCoord() for node in dict.fromkeys(link.node for link in light.links)]
        middle = (sum(x for x, *_ in nodes) / len(nodes), sum(y for _, y, *_ in nodes) / len(nodes))
        return Place(name, self._streets(light) or light.tls, self._convert([middle])[0])

    def _streets(self, light: Light) -> str:
        """Return the two streets that meet, the one with more lanes first; "" where the net has no names."""
        lanes: dict[str, int] = {}
        for edge in {self._net.getLane(link.lane).getEdge() for link in light.links if not link.is_crossing}:
            if edge.getName():
                lanes[edge.getName()] = lanes.get(edge.getName(), 0) + int(edge.getLaneNumber())
        return " – ".join(sorted(lanes, key=lambda street: (-lanes[street], street))[:2])


def _twin(
    net: Path, routes: Sequence[Path], additional: Sequence[Path], begin_s: float, end_s: float, day: str
) -> Twin:
    names: list[str] = []
    for path in (net, *routes, *additional):
        plain = path.name.replace(",", "_")  # which parts the files in SUMO's options
        name, number = f"twin/{plain}", 1
        while name.casefold() in (other.casefold() for other in names):
            number += 1
            name = f"twin/{number}-{plain}"
        names.append(name)
    split = 1 + len(routes)
    return Twin(names[0], tuple(names[1:split]), tuple(names[split:]), begin_s, end_s, day)


def _parsed(net: Path, lights: Collection[str]) -> Any:
    """Return the net as sumolib reads it, if every controlled node has all the connections its matrix speaks of."""
    try:
        parsed = sumolib.net.readNet(str(net), withInternal=True, withPedestrianConnections=True)
        uneven = list(nodes_with_missing_links(parsed, lights))
    except (KeyError, ValueError, IndexError, TypeError, AttributeError) as error:  # how sumolib meets an odd net
        found = f"{type(error).__name__}: {error}"
        raise FeedError("import.faults", fault(net.name, 0, "import.odd_net", found=found), count=1) from error
    faults = [
        fault(net.name, 0, "import.missing_links", node=node, rows=rows, links=links) for node, rows, links in uneven
    ]
    if faults:
        raise FeedError("import.faults", *faults, count=len(faults))
    return parsed


def _conversion(parsed: Any, net: Path) -> tuple[ToDegrees, bool]:
    try:
        return to_degrees(parsed)
    except (ProjError, ValueError) as error:
        found = str(error)[:120]
        raise FeedError("import.faults", fault(net.name, 0, "import.projection", found=found), count=1) from error


def _unreadable(routes: Sequence[Path]) -> list[Fault]:
    """Return a fault for each routes file that is not there or is no XML."""
    faults = []
    for path in routes:
        shipped = read_shipped(path, ())
        faults += [f for f in shipped.faults if f.what.code != "import.not_sumo"]
    return faults
