"""What a run on the twin cost its travellers, with nobody left out.

A trip that never left its door and one that never arrived count with what they lost: without them a gridlock
looks good.
"""

import xml.etree.ElementTree as ET
from dataclasses import dataclass
from pathlib import Path

OPTIONS = (
    "--tripinfo-output.write-unfinished",
    "true",
    "--tripinfo-output.write-undeparted",
    "true",
    "--duration-log.disable",
    "true",
)


@dataclass(frozen=True, slots=True)
class Trips:
    """Sums over the demand of one run.

    `delay_s` is (time loss of all departed trips + insertion delay of all trips) / trips.
    """

    trips: int
    arrived: int
    never_inserted: int
    delay_s: float
    waiting_s: float
    stops: float


def trip_options(file: Path) -> tuple[str, ...]:
    """Return SUMO's options that make it write every trip, finished or not, to `file`."""
    return ("--tripinfo-output", str(file), *OPTIONS)


def read_trips(file: Path) -> Trips:
    """Return the sums of a run's trips; NaN means where there was none."""
    trips = arrived = never = 0
    lost_s = waiting_s = stops = 0.0
    for _, node in ET.iterparse(file, events=("end",)):  # noqa: S314 - our own SUMO wrote it
        if node.tag != "tripinfo":
            continue
        trips += 1
        departed, finished = float(node.get("depart", -1)) >= 0, float(node.get("arrival", -1)) >= 0
        never += not departed
        arrived += finished
        lost_s += float(node.get("departDelay", 0)) + (float(node.get("timeLoss", 0)) if departed else 0.0)
        waiting_s += float(node.get("waitingTime", 0)) if departed else 0.0
        stops += float(node.get("waitingCount", 0)) if departed else 0.0
        node.clear()
    each = trips or float("nan")
    return Trips(trips, arrived, never, lost_s / each, waiting_s / each, stops / each)
