"""One light of the net: its links where they lie, which of them are foes, and who yields.

This is the only place that asks sumolib about connections.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Link:
    """One connection that hangs on a light; several may share an index."""

    index: int
    approach: str
    lane: str
    exit: str
    path: tuple[tuple[float, float], ...]
    turning: bool
    is_crossing: bool
    crossing_m: float
    node: str
    request: int


@dataclass(frozen=True, slots=True)
class Light:
    """All links of one light, by index in order, with the foe matrix between them.

    `foes` and `must_yield` hold pairs of positions in `links`; (a, b) in `must_yield` says a yields to b.
    """

    tls: str
    links: tuple[Link, ...]
    foes: frozenset[tuple[int, int]]
    must_yield: frozenset[tuple[int, int]]


def read_lights(net: Any, lights: Collection[str]) -> Iterator[Light]:
    """Yield those of `lights`, in order, of a net read by sumolib with internal links and pedestrian connections."""
    by_light: dict[str, list[Link]] = {}
    nodes: dict[str, Any] = {node.getID(): node for node in net.getNodes()}
    for node in nodes.values():
        for link, tls in _links_of(net, node):
            if tls in lights:
                by_light.setdefault(tls, []).append(link)
    for tls, links in sorted(by_light.items()):
        links.sort(key=lambda link: (link.index, link.lane, link.exit))
        yield Light(tls, tuple(links), *_matrix(links, nodes))


def nodes_with_missing_links(net: Any, lights: Collection[str]) -> Iterator[tuple[str, int, int]]:
    """Yield each node of `lights` whose right-of-way matrix does not fit its connections: node, rows, connections.

    Rows are found by counting connections; with one too few or too many, foes would be mistaken for others.
    """
    for node in net.getNodes():
        links, controlled = 0, False
        for connection in (c for name in _incoming_lanes(node) for c in net.getLane(name).getOutgoing()):
            kinds = connection.getFrom().getFunction(), connection.getTo().getFunction()
            links += kinds[1] == "crossing" or "walkingarea" not in kinds
            controlled = controlled or connection.getTLSID() in lights
        if controlled and links != len(node._foes):
            yield node.getID(), len(node._foes), links


def _links_of(net: Any, node: Any) -> Iterator[tuple[Link, str]]:
    """Yield each controlled connection of a node with the light it hangs on, and its place in the foe matrix."""
    request = 0
    internal = list(node.getInternal())
    for lane in (net.getLane(name) for name in _incoming_lanes(node)):
        for connection in lane.getOutgoing():
            is_crossing = connection.getTo().getFunction() == "crossing"
            if not is_crossing and (lane.getEdge().getFunction() or connection.getTo().getFunction()) == "walkingarea":
                continue
            at = internal.index(connection.getToLane().getID()) if is_crossing else request
            request += not is_crossing
            if connection.getTLSID() and connection.getTLLinkIndex() >= 0:
                yield _link(net, node, connection, at, is_crossing=is_crossing), connection.getTLSID()


def _incoming_lanes(node: Any) -> list[str]:
    """Return the ids of the lanes that lead in, in the order of the foe matrix."""
    return [str(name) for name in node._incLanes if name]


def _link(net: Any, node: Any, connection: Any, request: int, *, is_crossing: bool) -> Link:
    source, target = connection.getFromLane(), connection.getToLane()
    path = target.getShape() if is_crossing else _path(net, connection)
    return Link(
        index=connection.getTLLinkIndex(),
        approach=target.getEdge().getID() if is_crossing else source.getEdge().getID(),
        lane=source.getID(),
        exit="" if is_crossing else target.getEdge().getID(),
        path=tuple((float(x), float(y)) for x, y, *_ in path),
        turning=connection.getDirection() not in ("s", "S"),
        is_crossing=is_crossing,
        crossing_m=float(target.getLength()) if is_crossing else 0.0,
        node=node.getID(),
        request=request,
    )


def _path(net: Any, connection: Any) -> list[Any]:
    """Return the way over the junction: the internal lanes from the stop line to the exit."""
    points: list[Any] = [connection.getFromLane().getShape()[-1]]
    via = connection.getViaLaneID()
    for _ in range(4):  # a turn that waits inside the junction has two pieces
        if not via:
            break
        lane = net.getLane(via)
        points += lane.getShape()
        via = next((c.getToLane().getID() for c in lane.getOutgoing() if c.getTo().getFunction() == "internal"), "")
    return [*points, connection.getToLane().getShape()[0]]


def _matrix(links: list[Link], nodes: dict[str, Any]) -> tuple[frozenset[tuple[int, int]], frozenset[tuple[int, int]]]:
    foes, yields = set(), set()
    for i, a in enumerate(links):
        node = nodes[a.node]
        for j, b in enumerate(links):
            if i == j or a.node != b.node or a.lane == b.lane:
                continue
            if node.areFoes(a.request, b.request) or node.areFoes(b.request, a.request):
                foes |= {(i, j), (j, i)}
            if _answers(node, a.request, b.request):
                yields.add((i, j))
    return frozenset(foes), frozenset(yields)


def _answers(node: Any, request: int, other: int) -> bool:
    """Say whether the link `request` has to let `other` go first when both are green."""
    response = node._prohibits.get(request, "")
    return len(response) > other and response[len(response) - other - 1] == "1"
