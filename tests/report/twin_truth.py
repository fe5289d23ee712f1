"""What SUMO itself says of a run: every passage at the loops, counts of its own loops, and what its lights showed."""

import re
import xml.etree.ElementTree as ET
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from xml.sax.saxutils import quoteattr

from meydan.city.city import City
from meydan.city.junction import DetectorKind, Junction
from meydan.store.city_folder import read_city

FILE = "truth.add.xml"
Loop = tuple[str, str]  # junction, detector


@dataclass(frozen=True, slots=True)
class Truth:
    """What SUMO counted and saw.

    Counts of its loops; when each vehicle came to them [s]; from when on each link showed which letter; and, for each
    approach road from its advance to its stop-line loops, how many vehicles left and what they lost on the way [s].
    """

    counts: dict[Loop, int]
    passages: dict[Loop, list[float]]
    shown: dict[str, list[tuple[float, str]]]
    lost: dict[tuple[str, str], tuple[int, float]]


def add_truth(folder: Path, into: Path) -> None:
    """Have SUMO write what it sees at every loop of a city, and what its lights show."""
    city = read_city(folder)
    lines = ["<additional>"]
    for junction in city.junctions.values():
        light = junction.twin.tls if junction.twin else junction.id
        lines.append(
            f'<timedEvent type="SaveTLSStates" source={quoteattr(light)} dest="{into / f"lights-{junction.id}.xml"}"/>'
        )
        lines += [*_loops(junction, into), *_ways(junction, into)]
    (folder / "twin" / FILE).write_text("\n".join([*lines, "</additional>"]), encoding="utf-8")
    settings = folder / "city.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(re.sub(r"additional = \[", f'additional = ["twin/{FILE}", ', text), encoding="utf-8")


def _loops(junction: Junction, into: Path) -> Iterator[str]:
    for d in junction.detectors.values():
        lane = junction.lanes[d.lane]
        begin_m = lane.length_m + lane.ahead_m - d.distance_m - d.length_m
        where = f'lane={quoteattr(d.lane)} pos="{begin_m:.3f}"'
        name = f"{junction.id}|{d.id}"
        length = f'length="{d.length_m:.3f}" period="3600"'
        yield f'<inductionLoop id="c|{name}" {where} {length} file="{into / "counts.xml"}"/>'
        yield f'<instantInductionLoop id="i|{name}" {where} file="{into / "passages.xml"}"/>'


def _ways(junction: Junction, into: Path) -> Iterator[str]:
    """Yield a detector of SUMO's for each approach road, from its advance loops to the end of its stop-line loops."""
    for number, road in enumerate(sorted({junction.lanes[d.lane].approach for d in junction.detectors.values()})):
        ends = set()
        for d in junction.detectors.values():
            lane = junction.lanes[d.lane]
            if lane.approach == road and d.kind is not DetectorKind.ZONE:
                end_m = lane.length_m + lane.ahead_m - d.distance_m
                is_entry = d.kind is DetectorKind.ADVANCE
                at_m = end_m - d.length_m if is_entry else end_m
                ends.add(f'<{"detEntry" if is_entry else "detExit"} lane={quoteattr(d.lane)} pos="{at_m:.3f}"/>')
        if len({end.split()[0] for end in ends}) == 2:
            file = into / f"way-{junction.id}-{number}.xml"
            head = f'<entryExitDetector id={quoteattr(f"{junction.id}|{road}")} period="3600" file="{file}">'
            yield f"{head}{''.join(sorted(ends))}</entryExitDetector>"


def read_truth(folder: Path, city: City) -> Truth:
    """Read what SUMO wrote.

    An instant loop tells a passage one step earlier than an induction loop and `getVehicleData` do; by the clock of
    the lamps, which hold for the step that follows, these are right.
    """
    assert city.twin is not None
    counts: dict[Loop, int] = {}
    passages: dict[Loop, list[float]] = {}
    for interval in ET.parse(folder / "counts.xml").getroot():
        counts[_loop(interval.attrib["id"])] = int(interval.attrib["nVehEntered"])
    for passage in ET.parse(folder / "passages.xml").getroot():
        if passage.attrib["state"] == "enter":
            passages.setdefault(_loop(passage.attrib["id"]), []).append(
                float(passage.attrib["time"]) + city.twin.step_s
            )
    shown = {}
    for junction in city.junctions:
        states = ET.parse(folder / f"lights-{junction}.xml").getroot()
        shown[junction] = [(float(state.attrib["time"]), state.attrib["state"]) for state in states]
    lost = {}
    for file in folder.glob("way-*.xml"):
        way = ET.parse(file).getroot()[0]
        junction, road = way.attrib["id"].split("|")
        lost[junction, road] = int(way.attrib["vehicleSum"]), float(way.attrib["meanTimeLoss"])
    return Truth(counts, passages, shown, lost)


def _loop(name: str) -> Loop:
    _, junction, detector = name.split("|")
    return junction, detector


@dataclass(frozen=True, slots=True)
class Cycle:
    """One cycle of a group as SUMO showed it [s]."""

    red: float
    green: float
    yellow: float
    end: float


def cycles_of(truth: Truth, junction: Junction, group: str) -> list[Cycle]:
    """Return the whole cycles from red to red that SUMO's light showed for a group."""
    assert junction.twin is not None
    link = junction.twin.groups.index(group)
    changes: list[tuple[float, str]] = []
    for t, letters in truth.shown[junction.id]:
        lamp = letters[link].lower()
        if not changes or changes[-1][1] != lamp:
            changes.append((t, lamp))
    reds = [place for place, (_, lamp) in enumerate(changes) if lamp == "r" and place and changes[place - 1][1] == "y"]
    cycles = []
    for place, following in pairwise(reds):
        assert [lamp for _, lamp in changes[place : following + 1]] == ["r", "g", "y", "r"]
        cycles.append(Cycle(*(t for t, _ in changes[place : following + 1])))
    return cycles


def arrivals(cycles: list[Cycle], came: list[float]) -> tuple[int, int, float]:
    """Return how many came in whole cycles, how many of them on green, and how long all waited for green at least."""
    vehicles, on_green, wait_s = 0, 0, 0.0
    begins = [cycle.red for cycle in cycles]
    for t in came:
        at = bisect_right(begins, t) - 1
        if at >= 0 and t < cycles[at].end:
            vehicles += 1
            on_green += cycles[at].green <= t < cycles[at].yellow
            wait_s += max(0.0, cycles[at].green - t)
    return vehicles, on_green, wait_s
