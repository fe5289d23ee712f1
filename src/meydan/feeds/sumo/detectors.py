"""Where the loops lie: one at the stop line of each lane, one upstream where the road is long enough.

The rule: a loop is 2 m long. The stop-line loop ends 1 m before the line. The advance loop ends 50 m before the line
where at least 55 m of road lead to it, 40 m before it where there are 45 m, and is left out where there is less.
A lane shorter than 6 m holds no waiting vehicle: its loop lies on the lane upstream. The way upstream is followed as
long as a single lane without signals leads in, and not by turning back; the ways over the nodes between are part of
it, but carry no loop. Where such a way lies at the distance of the rule, the advance loop goes to the nearest place 40
to 60 m before the line.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from meydan.city.junction import Detector, DetectorKind, Lane

LOOP_M = 2.0
STOP_LINE_M = 1.0
ADVANCE = ((55.0, 50.0), (45.0, 40.0))  # (road needed, distance) [m]
NEAREST_M, FARTHEST_M = 40.0, 60.0  # where an advance loop may lie
SHORTEST_M = 6.0
STRAIGHT, BACK = "s", "t"  # directions of a way over a node, as SUMO writes them


@dataclass(frozen=True, slots=True)
class _Piece:
    """A lane on the way to the stop line, its downstream end `ahead_m` before it."""

    lane: Any
    ahead_m: float

    @property
    def length_m(self) -> float:
        return float(self.lane.getLength())


class Upstream:
    """Which lanes lead into which, over a whole net that was read with its ways over nodes."""

    def __init__(self, net: Any) -> None:
        self._net = net
        self._into: dict[str, list[Any]] = {}
        for edge in net.getEdges(withInternal=False):
            for connections in edge.getOutgoing().values():
                for c in connections:
                    if not c.getTo().getFunction():
                        self._into.setdefault(c.getToLane().getID(), []).append(c)

    def ways_into(self, lane: Any) -> list[Any]:
        """Return the connections that lead into a lane."""
        return self._into.get(lane.getID(), [])

    def over_node_m(self, way: Any) -> float:
        """Return how long the way over the node of a connection is [m]: it may have several parts."""
        length_m, part = 0.0, way.getViaLaneID()
        while part:
            lane = self._net.getLane(part)
            length_m += float(lane.getLength())
            part = next((onward.getViaLaneID() for onward in lane.getOutgoing()), "")
        return length_m

    def pieces(self, lane: Any) -> list[_Piece]:
        """Return the lane and those upstream of it, as far as the loops need."""
        pieces = [_Piece(lane, 0.0)]
        while (reach_m := pieces[-1].ahead_m + pieces[-1].length_m) < ADVANCE[0][0] and len(pieces) < 6:
            incoming = self._into.get(pieces[-1].lane.getID(), [])
            if len(incoming) != 1 or incoming[0].getTLSID() or incoming[0].getDirection() == BACK:
                break
            source = incoming[0].getFromLane()
            if any(source is piece.lane for piece in pieces):
                break
            pieces.append(_Piece(source, round(reach_m + self.over_node_m(incoming[0]), 2)))
        return pieces


def place_loops(
    lanes: Sequence[tuple[Any, Sequence[str]]], upstream: Upstream
) -> tuple[dict[str, Lane], dict[str, Detector]]:
    """Return the lanes and detectors of one junction.

    Parameters
    ----------
    lanes
        Each lane with a stop line (sumolib) and the signal groups that release it, in order.
    """
    found: dict[str, Lane] = {}
    loops: dict[str, Detector] = {}
    for number, ((lane, groups), pieces) in enumerate(zip(lanes, _all_pieces(lanes, upstream), strict=True), start=1):
        end = lane.getID()
        found[end] = _lane(pieces[0], groups, end, found)
        stop = next((piece for piece in pieces if piece.length_m >= SHORTEST_M), pieces[0])
        places = [(DetectorKind.STOP_LINE, stop, *_at_stop_line(stop))]
        reach_m = pieces[-1].ahead_m + pieces[-1].length_m
        wanted_m = next((d for needed, d in ADVANCE if reach_m >= needed), 0.0)
        if wanted_m and (place := _fitting(pieces, wanted_m)):
            places.append((DetectorKind.ADVANCE, *place, LOOP_M))
        for kind, piece, distance, length_m in places:
            found[piece.lane.getID()] = _lane(piece, groups, end, found)
            name = f"D{number}{kind.value[0]}"
            loops[name] = Detector(name, piece.lane.getID(), kind, distance, length_m)
    return found, loops


def _all_pieces(lanes: Sequence[tuple[Any, Sequence[str]]], upstream: Upstream) -> list[list[_Piece]]:
    """Return the pieces of each lane; one that leads to several lies as far ahead as the nearest of them."""
    found = [upstream.pieces(lane) for lane, _ in lanes]
    ahead_m: dict[str, float] = {}
    for piece in (piece for pieces in found for piece in pieces):
        name = piece.lane.getID()
        ahead_m[name] = min(ahead_m.get(name, piece.ahead_m), piece.ahead_m)
    return [[_Piece(piece.lane, ahead_m[piece.lane.getID()]) for piece in pieces] for pieces in found]


def _fitting(pieces: Sequence[_Piece], wanted_m: float) -> tuple[_Piece, float] | None:
    """Return the piece that holds a whole advance loop nearest to the wanted distance, and where; None if none does."""
    places = []
    for piece in pieces:
        nearest_m = max(piece.ahead_m, NEAREST_M)
        farthest_m = min(piece.ahead_m + piece.length_m - LOOP_M, FARTHEST_M)
        if nearest_m <= farthest_m:
            places.append((piece, min(max(wanted_m, nearest_m), farthest_m)))
    return min(places, key=lambda place: abs(place[1] - wanted_m), default=None)


def _at_stop_line(piece: _Piece) -> tuple[float, float]:
    """Return distance and length [m]; in the middle of a lane too short for the rule."""
    if piece.length_m >= STOP_LINE_M + LOOP_M:
        return piece.ahead_m + STOP_LINE_M, LOOP_M
    return piece.ahead_m + piece.length_m / 4, piece.length_m / 2


def _lane(piece: _Piece, groups: Sequence[str], end: str, found: Mapping[str, Lane]) -> Lane:
    """Return a lane on the way to the stop lane `end`; one that leads to several carries the groups of all."""
    name = piece.lane.getID()
    known, ends = (found[name].groups, found[name].leads_to) if name in found else ((), ())
    return Lane(
        id=name,
        approach=piece.lane.getEdge().getID(),
        groups=tuple(dict.fromkeys((*known, *groups))),
        length_m=round(piece.length_m, 2),
        speed_mps=round(float(piece.lane.getSpeed()), 2),
        ahead_m=round(piece.ahead_m, 2),
        leads_to=tuple(dict.fromkeys((*ends, end))) if name != end else (),
    )
