"""Where the loops lie: one at the stop line of each lane, one upstream where the road is long enough.

The rule: a loop is 2 m long. The stop-line loop ends 1 m before the line. The advance loop ends 50 m before the line
where at least 55 m of road lead to it, 40 m before it where there are 45 m, and is left out where there is less.
A lane shorter than 6 m holds no waiting vehicle: its loop lies on the lane upstream. The way upstream is followed as
long as a single lane without signals leads in.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from meydan.city.junction import Detector, DetectorKind, Lane

LOOP_M = 2.0
STOP_LINE_M = 1.0
ADVANCE = ((55.0, 50.0), (45.0, 40.0))  # (road needed, distance) [m]
SHORTEST_M = 6.0


@dataclass(frozen=True, slots=True)
class _Piece:
    """A lane on the way to the stop line, its downstream end `ahead_m` before it."""

    lane: Any
    ahead_m: float

    @property
    def length_m(self) -> float:
        return float(self.lane.getLength())


class Upstream:
    """Which lanes lead into which, over the whole net."""

    def __init__(self, net: Any) -> None:
        self._into: dict[str, list[Any]] = {}
        for edge in net.getEdges(withInternal=False):
            for connections in edge.getOutgoing().values():
                for c in connections:
                    if not c.getTo().getFunction():
                        self._into.setdefault(c.getToLane().getID(), []).append(c)

    def ways_into(self, lane: Any) -> list[Any]:
        """Return the connections that lead into a lane."""
        return self._into.get(lane.getID(), [])

    def pieces(self, lane: Any) -> list[_Piece]:
        """Return the lane and those upstream of it, as far as the loops need."""
        pieces = [_Piece(lane, 0.0)]
        while (reach_m := pieces[-1].ahead_m + pieces[-1].length_m) < ADVANCE[0][0] and len(pieces) < 6:
            incoming = self._into.get(pieces[-1].lane.getID(), [])
            if len(incoming) != 1 or incoming[0].getTLSID():
                break
            source = incoming[0].getFromLane()
            if any(source is piece.lane for piece in pieces):
                break
            pieces.append(_Piece(source, reach_m))
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
    for number, (lane, groups) in enumerate(lanes, start=1):
        pieces = upstream.pieces(lane)
        found[lane.getID()] = _lane(pieces[0], groups, found)
        stop = next((piece for piece in pieces if piece.length_m >= SHORTEST_M), pieces[0])
        places = [(DetectorKind.STOP_LINE, stop, *_at_stop_line(stop))]
        reach_m = pieces[-1].ahead_m + pieces[-1].length_m
        if distance_m := next((d for needed, d in ADVANCE if reach_m >= needed), 0.0):
            piece, distance_m = _fitting(pieces, distance_m)
            places.append((DetectorKind.ADVANCE, piece, distance_m, LOOP_M))
        for kind, piece, distance, length_m in places:
            found[piece.lane.getID()] = _lane(piece, groups, found)
            name = f"D{number}{kind.value[0]}"
            loops[name] = Detector(name, piece.lane.getID(), kind, distance, length_m)
    return found, loops


def _fitting(pieces: Sequence[_Piece], distance_m: float) -> tuple[_Piece, float]:
    """Return the first piece that holds a whole loop at `distance_m` or just upstream of it, and where it lies."""
    for piece in pieces:
        at_m = max(distance_m, piece.ahead_m)
        if at_m + LOOP_M <= piece.ahead_m + piece.length_m:
            return piece, at_m
    return pieces[-1], pieces[-1].ahead_m + max(0.0, pieces[-1].length_m - LOOP_M)


def _at_stop_line(piece: _Piece) -> tuple[float, float]:
    """Return distance and length [m]; in the middle of a lane too short for the rule."""
    if piece.length_m >= STOP_LINE_M + LOOP_M:
        return piece.ahead_m + STOP_LINE_M, LOOP_M
    return piece.ahead_m + piece.length_m / 4, piece.length_m / 2


def _lane(piece: _Piece, groups: Sequence[str], found: Mapping[str, Lane]) -> Lane:
    """Return the lane; one that leads to several stop lanes carries the groups of all."""
    name = piece.lane.getID()
    known = found[name].groups if name in found else ()
    return Lane(
        id=name,
        approach=piece.lane.getEdge().getID(),
        groups=tuple(dict.fromkeys((*known, *groups))),
        length_m=round(piece.length_m, 2),
        speed_mps=round(float(piece.lane.getSpeed()), 2),
        ahead_m=round(piece.ahead_m, 2),
    )
