"""Which signals the traffic of each lane comes to next.

The rule: from a lane with a stop line the ways are followed over nodes without signals, as long as they are shorter
than 600 m. Where they part, every way on gets an equal share of the traffic, a way straight on three times as much, and
nobody turns back. What comes to less than a twentieth is left out.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from meydan.city.city import City
from meydan.city.junction import Onward
from meydan.feeds.sumo.detectors import BACK, STRAIGHT, Upstream

FARTHEST_M = 600.0
STRAIGHT_COUNTS = 3.0
LEAST_SHARE = 0.05


@dataclass(frozen=True, slots=True)
class _Way:
    """A way as far as the beginning of a road: its roads, and how far, how long and whose share it is."""

    roads: tuple[str, ...]
    edge: Any
    distance_m: float
    travel_s: float
    share: float


def with_onward(city: City, net: Any, upstream: Upstream) -> City:
    """Return the city with the next signals of every lane, in a net as sumolib reads it."""
    line_at = {
        lane.approach: junction.id
        for junction in city.junctions.values()
        for lane in junction.lanes.values()
        if lane.ahead_m == 0.0
    }
    junctions = {}
    for name, junction in city.junctions.items():
        lanes = {
            lane.id: lane if lane.ahead_m else replace(lane, onward=_next_signals(net, upstream, lane.id, line_at))
            for lane in junction.lanes.values()
        }
        junctions[name] = replace(junction, lanes=lanes)
    return replace(city, junctions=junctions)


def _next_signals(net: Any, upstream: Upstream, lane: str, line_at: Mapping[str, str]) -> tuple[Onward, ...]:
    start = net.getLane(lane)
    ways = list(
        _parted(upstream, start.getOutgoing(), _Way((start.getEdge().getID(),), start.getEdge(), 0.0, 0.0, 1.0))
    )
    found: dict[str, Onward] = {}
    while ways:
        way = ways.pop()
        road, length_m = way.edge.getID(), float(way.edge.getLength())
        end = replace(way, distance_m=way.distance_m + length_m, travel_s=way.travel_s + length_m / way.edge.getSpeed())
        if road in line_at:
            share = way.share + (found[road].share if road in found else 0.0)
            near_m, near_s = end.distance_m, end.travel_s
            if road in found:
                near_m, near_s = min((near_m, near_s), (found[road].distance_m, found[road].travel_s))
            found[road] = Onward(line_at[road], road, round(near_m, 1), round(near_s, 1), round(share, 3))
        elif end.distance_m < FARTHEST_M:
            on = [c for connections in way.edge.getOutgoing().values() for c in connections]
            ways += _parted(upstream, on, end)
    near = [to for to in found.values() if to.share >= LEAST_SHARE and to.distance_m < FARTHEST_M]
    return tuple(sorted(near, key=lambda to: (-to.share, to.approach)))


def _parted(upstream: Upstream, connections: list[Any], way: _Way) -> Iterator[_Way]:
    """Yield the ways on from the end of a way, each with its share."""
    first: dict[str, Any] = {}
    for c in sorted(connections, key=lambda c: c.getDirection() != STRAIGHT):
        edge = c.getTo()
        if not edge.getFunction() and c.getDirection() != BACK and edge.getID() not in way.roads:
            first.setdefault(edge.getID(), c)
    counts = {road: STRAIGHT_COUNTS if c.getDirection() == STRAIGHT else 1.0 for road, c in first.items()}
    for road, c in first.items():
        over_m = upstream.over_node_m(c)
        yield _Way(
            roads=(*way.roads, road),
            edge=c.getTo(),
            distance_m=way.distance_m + over_m,
            travel_s=way.travel_s + over_m / c.getTo().getSpeed(),
            share=way.share * counts[road] / sum(counts.values()),
        )
