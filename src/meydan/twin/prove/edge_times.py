"""What vehicles lost on each edge of a run, as SUMO sums it up."""

import xml.etree.ElementTree as ET
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from meydan.twin.trips import Trip

HOUR_S = 3600.0


@dataclass(frozen=True, slots=True)
class EdgeTimes:
    """Seconds lost on an edge by all who were on it, how many came onto it and began there, and their time on it."""

    lost_s: float
    entered: int
    departed: int
    spent_s: float = 0.0


def edge_output(file: Path, from_s: float) -> str:
    """Return an additional file of SUMO that makes it write the edges to `file`, from SUMO's second `from_s` on."""
    return (
        f'<additional><edgeData id="proof" file="{file.name}" begin="{from_s:g}" excludeEmpty="true"/></additional>\n'
    )


def read_edges(file: Path) -> dict[str, EdgeTimes]:
    """Return the edges on which there was anybody."""
    return {
        node.get("id", ""): EdgeTimes(
            float(node.get("timeLoss", 0)),
            int(node.get("entered", 0)),
            int(node.get("departed", 0)),
            float(node.get("sampledSeconds", 0)),
        )
        for node in ET.parse(file).getroot().iter("edge")  # noqa: S314 - our own SUMO wrote it
    }


def approach_delay(
    edges: Sequence[str], times: Mapping[str, EdgeTimes], held: Mapping[str, Sequence[Trip]], length_s: float
) -> tuple[float | None, float]:
    """Return the mean delay on an approach [s], None if nobody came, and its volume [veh/h].

    Parameters
    ----------
    edges
        Its edges from the stop line up: what comes onto the last one or begins on any comes to the stop line.
    times, held
        What SUMO summed up, by edge, and the trips that wanted to begin on an edge: who waits to enter it waits there.
    length_s
        How long was measured.
    """
    known = [times[edge] for edge in edges if edge in times]
    waiting = [trip for edge in edges for trip in held.get(edge, ())]
    came = (times[edges[-1]].entered if edges[-1] in times else 0) + sum(one.departed for one in known)
    came += sum(not trip.departed for trip in waiting)
    stood = sum(one.spent_s for one in known) / length_s  # on the mean: who was there before counts where all stands
    if came == 0 and stood == 0:
        return None, 0.0
    lost_s = sum(one.lost_s for one in known) + sum(trip.held_s for trip in waiting)
    return round(lost_s / max(came, stood), 4), round(came * HOUR_S / length_s, 2)
