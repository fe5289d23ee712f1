"""How many vehicles want to make each turn: counted once in a run that no seed of the bench changes.

SUMO's mesoscopic model runs the whole demand once with seed 0 and without any junction control, so that nothing jams;
every vehicle that departs tells its whole planned route, and each pair of edges in it is one turn. The flows are those
of the busiest quarter of an hour, by departures: that is what a fixed plan is made for.
"""

import xml.etree.ElementTree as ET
from collections import Counter
from itertools import pairwise
from pathlib import Path

from meydan.city.city import Twin
from meydan.twin.free_flow import run_freely

QUARTER_S = 900.0

Turn = tuple[str, str]
"""The edge before the junction and the edge after it."""


def turn_volumes_vph(twin: Twin, folder: Path, scratch: Path) -> dict[Turn, float]:
    """Return the flow of every turn in the busiest quarter of an hour [veh/h]."""
    file = scratch / "routes.xml"
    output = ("--vehroute-output", str(file), "--vehroute-output.write-unfinished", "true")
    run_freely(twin, folder, (*output, "--vehroute-output.last-route", "true", "--duration-log.disable", "true"))
    length_s = min(QUARTER_S, twin.end_s - twin.begin_s)
    return {turn: count * 3600 / length_s for turn, count in busiest_turns(file, twin.begin_s, length_s).items()}


def busiest_turns(file: Path, begin_s: float, length_s: float) -> Counter[Turn]:
    """Return how often each pair of edges follows one another in the routes of those who departed in the busiest time.

    The time from `begin_s` on is cut into pieces of `length_s`.
    """
    departed: Counter[int] = Counter()
    turns: dict[int, Counter[Turn]] = {}
    for _, node in ET.iterparse(file, events=("end",)):  # noqa: S314 - our own SUMO wrote it
        if node.tag != "vehicle":
            continue
        piece = int((float(node.get("depart", begin_s)) - begin_s) // length_s)
        departed[piece] += 1
        for route in node.iter("route"):
            turns.setdefault(piece, Counter()).update(pairwise(route.get("edges", "").split()))
        node.clear()
    busiest = max(departed, key=lambda piece: (departed[piece], -piece), default=0)
    return turns.get(busiest, Counter())
