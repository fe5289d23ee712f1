"""Which lanes a junction's zones cover: its own, and where those are shorter than 100 m the pieces upstream.

The rule: from a lane the way upstream is followed along the one lane that leads in or, of several, the one that leads
straight in, as long as no signal stands between. A piece is taken only if its traffic is bound for here: it leads
straight in, or all its ways lead into lanes that are covered, and nobody has to turn back. A piece that leads to
several stop lanes carries the groups of all of them. The ways over the nodes between count as distance, but nobody
watches them.
"""

from collections.abc import Container, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import sumolib

from meydan.city.city import City
from meydan.city.junction import Junction, Lane
from meydan.city.zones import ZONE_REACH_M
from meydan.feeds.sumo.detectors import BACK, STRAIGHT, Upstream


def read_zone_lanes(net: Path, city: City) -> dict[str, list[Lane]]:
    """Return for each junction the lanes its zones cover, from the net file that the city was imported from."""
    parsed = sumolib.net.readNet(str(net), withInternal=True)
    return zone_lanes(parsed, Upstream(parsed), city)


def zone_lanes(net: Any, upstream: Upstream, city: City) -> dict[str, list[Lane]]:
    """Return for each junction the lanes its zones cover, in a net as sumolib reads it."""
    return {name: _covered(net, upstream, junction) for name, junction in city.junctions.items()}


def _covered(net: Any, upstream: Upstream, junction: Junction) -> list[Lane]:
    found = {lane.id: lane for lane in junction.lanes.values() if lane.ahead_m == 0.0}
    at_line = list(found.values())
    known = 0
    while known < len(found):  # a piece may lead into another that is only found later
        known = len(found)
        for lane in at_line:
            for piece in _pieces(net, upstream, lane, found):
                found[piece.id] = _with(found.get(piece.id), piece)
    return list(found.values())


def _pieces(net: Any, upstream: Upstream, lane: Lane, covered: Container[str]) -> Iterator[Lane]:
    """Yield the pieces upstream of a lane with a stop line, as far as they are needed and known."""
    passed, at, reach_m = {lane.id}, net.getLane(lane.id), lane.length_m
    while round(reach_m, 2) < ZONE_REACH_M:
        way = _way_in(upstream.ways_into(at), covered)
        if way is None or way.getFromLane().getID() in passed:
            return
        at = way.getFromLane()
        reach_m += upstream.over_node_m(way)
        if round(reach_m, 2) >= ZONE_REACH_M:
            return
        passed.add(at.getID())
        length_m = round(float(at.getLength()), 2)
        yield Lane(
            id=at.getID(),
            approach=at.getEdge().getID(),
            groups=lane.groups,
            length_m=length_m,
            speed_mps=round(float(at.getSpeed()), 2),
            ahead_m=round(reach_m, 2),
            leads_to=(lane.id,),
        )
        reach_m += length_m


def _way_in(ways: list[Any], covered: Container[str]) -> Any | None:
    """Return the way along which the lane before this one is sure, None where nobody can say."""
    straight = [way for way in ways if way.getDirection() == STRAIGHT]
    only = ways if len(ways) == 1 else straight
    if len(only) != 1 or only[0].getTLSID() or only[0].getDirection() == BACK:
        return None
    bound_here = only == straight or all(
        way.getToLane().getID() in covered
        for way in only[0].getFromLane().getOutgoing()
        if not way.getTo().getFunction()
    )
    return only[0] if bound_here else None


def _with(known: Lane | None, piece: Lane) -> Lane:
    """Return a piece that may lead to other lanes as well: with the groups of all, as far ahead as the nearest."""
    if known is None:
        return piece
    groups = tuple(dict.fromkeys((*known.groups, *piece.groups)))
    ends = tuple(dict.fromkeys((*known.leads_to, *piece.leads_to)))
    return replace(known, groups=groups, ahead_m=min(known.ahead_m, piece.ahead_m), leads_to=ends)
