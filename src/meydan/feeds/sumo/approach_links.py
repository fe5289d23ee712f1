"""The road before each approach of a junction, as far up as all its traffic is bound for there: where its queue stands.

From the edge with the stop line the way upstream is followed while exactly one edge leads in, leads nowhere else, and
no signal stands between; turning back counts for nothing.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sumolib

from meydan.city.city import City

SIGNALS = "traffic_light"


@dataclass(frozen=True, slots=True)
class ApproachLink:
    """One approach: its edges from the stop line up, how long they are [m], and what all their lanes sum to [m]."""

    junction: str
    approach: str
    edges: tuple[str, ...]
    length_m: float
    storage_m: float

    @property
    def name(self) -> str:
        """What it is called in a proof."""
        return f"{self.junction} {self.approach}"


def read_approach_links(net: Path, city: City) -> list[ApproachLink]:
    """Return the links of every approach of a city, from the net file of its twin, in order of names."""
    parsed = sumolib.net.readNet(str(net))
    found = []
    for junction in city.junctions.values():
        at_line = {parsed.getLane(lane.id).getEdge() for lane in junction.lanes.values() if lane.ahead_m == 0.0}
        found += [_link(junction.id, edge) for edge in at_line]
    return sorted(found, key=lambda link: link.name)


def _link(junction: str, edge: Any) -> ApproachLink:
    edges = [edge]
    while (above := _only_way_in(edges[-1])) is not None and above not in edges:
        edges.append(above)
    length_m = sum(float(one.getLength()) for one in edges)
    storage_m = sum(float(lane.getLength()) for one in edges for lane in one.getLanes() if _drivable(lane))
    return ApproachLink(junction, edge.getID(), tuple(one.getID() for one in edges), length_m, storage_m)


def _only_way_in(edge: Any) -> Any | None:
    """Return the edge that all traffic of an edge comes from, if it is bound for there only."""
    node = edge.getFromNode()
    if node.getType().startswith(SIGNALS):
        return None
    into = [one for one in edge.getIncoming() if one.getFromNode() != edge.getToNode()]
    if len(into) != 1:
        return None
    onward = [one for one in into[0].getOutgoing() if one.getToNode() != into[0].getFromNode()]
    return into[0] if onward == [edge] else None


def _drivable(lane: Any) -> bool:
    return bool(lane.allows("passenger") or lane.allows("bus"))
