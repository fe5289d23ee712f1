"""How many vehicles want to make each turn: counted once in a run that no seed of the bench changes.

SUMO's mesoscopic model runs the whole demand once with seed 0 and without any junction control, so that nothing jams;
every vehicle that departs tells its whole planned route, and each pair of edges in it is one turn.
"""

import xml.etree.ElementTree as ET
from collections import Counter
from itertools import pairwise
from pathlib import Path

import libsumo

from meydan.city.city import Twin

Turn = tuple[str, str]
"""The edge before the junction and the edge after it."""


def turn_volumes_vph(twin: Twin, folder: Path, scratch: Path) -> dict[Turn, float]:
    """Return the flow of every turn of the demand [veh/h]."""
    file = scratch / "routes.xml"
    routes = ",".join(str(folder / name) for name in twin.routes)
    additional = ",".join(str(folder / name) for name in twin.additional)
    libsumo.start(
        [
            "sumo",
            *("--net-file", str(folder / twin.net)),
            *(("--route-files", routes) if routes else ()),
            *(("--additional-files", additional) if additional else ()),
            *("--begin", str(twin.begin_s), "--end", str(twin.end_s), "--seed", "0"),
            *("--mesosim", "true", "--meso-junction-control", "false", "--time-to-teleport", "60"),
            *("--vehroute-output", str(file), "--vehroute-output.write-unfinished", "true"),
            *("--vehroute-output.last-route", "true"),
            *("--no-step-log", "true", "--no-warnings", "true", "--duration-log.disable", "true"),
        ]
    )
    try:
        while float(libsumo.simulation.getTime()) < twin.end_s:
            libsumo.simulationStep()
    finally:
        libsumo.close()
    hours = (twin.end_s - twin.begin_s) / 3600
    return {turn: count / hours for turn, count in count_turns(file).items()}


def count_turns(file: Path) -> Counter[Turn]:
    """Return how often each pair of edges follows one another in the routes that SUMO wrote."""
    counted: Counter[Turn] = Counter()
    for _, node in ET.iterparse(file, events=("end",)):  # noqa: S314 - our own SUMO wrote it
        if node.tag == "route":
            counted.update(pairwise(node.get("edges", "").split()))
        elif node.tag == "vehicle":
            node.clear()
    return counted
