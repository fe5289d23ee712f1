"""Small nets made by SUMO's own tools, and programs to put on them."""

import subprocess
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import sumo

TOOLS = Path(sumo.SUMO_HOME) / "bin"
ARMS = {"n": (0, 200), "e": (200, 0), "s": (0, -200), "w": (-200, 0)}
NORTH_SOUTH, EAST_WEST = "GGgrrrGGgrrr", "rrrGGgrrrGGg"


def make_cross(folder: Path) -> Path:
    """Make a crossing of four roads: links 0-2 lead in from the north, 3-5 east, 6-8 south, 9-11 west."""
    nodes = ['<node id="c" x="0" y="0" type="traffic_light"/>']
    nodes += [f'<node id="{arm}" x="{x}" y="{y}"/>' for arm, (x, y) in ARMS.items()]
    edges = [
        f'<edge id="{a}{b}" from="{a}" to="{b}" numLanes="1" speed="13.9"/>'
        for arm in ARMS
        for a, b in ((arm, "c"), ("c", arm))
    ]
    return make_net(folder, "".join(nodes), "".join(edges))


def make_net(folder: Path, nodes: str, edges: str, *, turns_back: bool = False) -> Path:
    """Make a net of plain nodes and edges, without turning back if not said otherwise."""
    (folder / "x.nod.xml").write_text(f"<nodes>{nodes}</nodes>")
    (folder / "x.edg.xml").write_text(f"<edges>{edges}</edges>")
    net = folder / "plain.net.xml"
    _run(
        "netconvert",
        "-n",
        folder / "x.nod.xml",
        "-e",
        folder / "x.edg.xml",
        "-o",
        net,
        f"--no-turnarounds={not turns_back}",
    )
    return net


def over_node_m(net: Path, road: str, onward: str) -> float:
    """Return how long the way over the node between two roads of one lane is, from the net file itself [m]."""
    root = ET.parse(net).getroot()
    ways = {(c.get("from"), c.get("to")): c.get("via") for c in root.iter("connection")}
    lengths_m = {lane.get("id"): float(lane.get("length", "nan")) for lane in root.iter("lane")}
    parts = [ways[road, onward]]
    while (more := ways.get(((parts[-1] or "").rsplit("_", 1)[0], onward))) is not None:
        parts.append(more)
    return sum(lengths_m[part] for part in parts)


def make_walked_grid(folder: Path) -> Path:
    """Make a grid with sidewalks and crossings at every signal."""
    net = folder / "walked.net.xml"
    signals = ("--default-junction-type", "traffic_light", "--tls.guess")
    walks = ("--sidewalks.guess", "--crossings.guess", "--default.lanenumber", "2")
    _run("netgenerate", "--grid", "--grid.number", "3", *signals, *walks, "-o", net)
    return net


def make_programs(folder: Path, *programs: str) -> Path:
    """Write an additional file that holds `programs`."""
    file = folder / "programs.add.xml"
    file.write_text(f"<additional>\n{''.join(programs)}</additional>\n")
    return file


def program(*phases: str, name: str = "mine", light: str = "c", offset: str = "0") -> str:
    """Return a program; a phase is "seconds letters", and more attributes if need be."""
    lines = []
    for phase in phases:
        seconds, letters, *more = phase.split(" ", 2)
        lines.append(f'  <phase duration="{seconds}" state="{letters}" {more[0] if more else ""}/>\n')
    return f'<tlLogic id="{light}" type="static" programID="{name}" offset="{offset}">\n{"".join(lines)}</tlLogic>\n'


def with_program(net: Path, folder: Path, *phases: str) -> Path:
    """Write a copy of a net with one light whose only program has these phases."""
    text = net.read_text()
    start, end = text.index("<tlLogic"), text.index("</tlLogic>") + len("</tlLogic>")
    copy = folder / "own.net.xml"
    copy.write_text(text[:start] + program(*phases) + text[end:])
    return copy


@dataclass(frozen=True, slots=True)
class Foes:
    """Which links of each light are foes, read from the XML alone."""

    pairs: frozenset[tuple[str, int, int]]


def foes_of(root: ET.Element) -> Foes:
    """Return (light, link, other) for every two links of different roads whose rows of the matrix say so.

    The place of a connection in the matrix is in the name of its lane over the node: ":node_3_1" is number 4.
    """
    rows = {
        node.get("id", ""): {int(r.get("index", "")): r.get("foes", "")[::-1] for r in node.iter("request")}
        for node in root.iter("junction")
    }
    links: dict[str, list[tuple[str, int, int, str]]] = {}
    for c in root.iter("connection"):
        via, light = c.get("via", ""), c.get("tl")
        if light and via:
            node, first, lane = via[1:].rsplit("_", 2)
            links.setdefault(light, []).append(
                (node, int(first) + int(lane), int(c.get("linkIndex", "")), c.get("from", ""))
            )
    found = {
        (light, link, other)
        for light, there in links.items()
        for node, number, link, road in there
        for node2, number2, other, road2 in there
        if node == node2 and road != road2 and rows[node][number][number2] == "1"
    }
    return Foes(frozenset(found))


def _run(tool: str, *arguments: str | Path) -> None:
    command: Sequence[str | Path] = (TOOLS / tool, *arguments)
    subprocess.run(command, check=True, capture_output=True)
