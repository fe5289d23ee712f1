"""What the detectors of a city count in a run: SUMO's own counters where they lie, bin by bin."""

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from math import gcd
from pathlib import Path
from xml.sax.saxutils import quoteattr

from meydan.city.city import City
from meydan.city.junction import Detector, DetectorKind, Junction
from meydan.twin.gate.street import StreetCounts
from meydan.twin.prove.task import CountBins

COUNTERS, COUNTED = "counters.add.xml", "counted.xml"


def bins_of(counts: StreetCounts) -> CountBins:
    """Return the bins of counts of the street, which may be of no detector."""
    return CountBins(counts.first_s, counts.bin_s, max((len(bins) for bins in counts.counts.values()), default=0))


def write_counters(city: City, folder: Path, bins: CountBins, begin_s: float) -> Path:
    """Write an additional file that lets every detector count whoever passes it; return it.

    SUMO's periods begin with the run, at `begin_s`, so they are as long as it takes to meet the beginnings of bins. A
    counter counts who has left it, once; a zone counts at its downstream end.
    """
    period_s = gcd(bins.bin_s, bins.first_s - round(begin_s))
    lines = [
        f'<inductionLoop id="count{number}" lane={quoteattr(d.lane)} pos="{_position_m(junction, d):.3f}" '
        f'friendlyPos="true" period="{period_s}" file="{COUNTED}"/>'
        for number, (junction, d) in enumerate(_everywhere(city))
    ]
    file = folder.resolve() / COUNTERS
    file.write_text("\n".join(["<additional>", *lines, "</additional>", ""]), encoding="utf-8")
    return file


def read_counts(city: City, folder: Path, bins: CountBins) -> dict[str, tuple[int, ...]]:
    """Return the vehicles of each bin by "JUNCTION DETECTOR"."""
    found = {f"count{number}": [0] * bins.number for number, _ in enumerate(_everywhere(city))}
    for _, node in ET.iterparse(folder / COUNTED):  # noqa: S314 - our own SUMO wrote it
        if node.tag == "interval":
            place = int((float(node.get("begin", 0)) - bins.first_s) // bins.bin_s)
            if 0 <= place < bins.number:
                found[node.get("id", "")][place] += int(node.get("nVehContrib", 0))
            node.clear()
    names = (f"{junction.id} {d.id}" for junction, d in _everywhere(city))
    return {name: tuple(counts) for name, counts in zip(names, found.values(), strict=True)}


def _everywhere(city: City) -> Iterator[tuple[Junction, Detector]]:
    for junction in city.junctions.values():
        for d in junction.detectors.values():
            yield junction, d


def _position_m(junction: Junction, d: Detector) -> float:
    """Return where on its lane a detector counts: a loop at its upstream edge, a zone at its downstream end."""
    lane = junction.lanes[d.lane]
    length_m = 0.0 if d.kind is DetectorKind.ZONE else d.length_m
    return max(0.0, lane.length_m + lane.ahead_m - d.distance_m - length_m)
