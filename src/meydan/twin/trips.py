"""What a run on the twin cost its travellers, with nobody left out.

A trip that never left its door and one that never arrived count with what they lost: without them a gridlock
looks good.
"""

import xml.etree.ElementTree as ET
from collections.abc import Iterator
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
_MG_A_GRAM = 1000.0


@dataclass(frozen=True, slots=True)
class Trip:
    """One trip of the demand, finished or not; `delay_s` is its time loss since it departed and its insertion delay.

    `depart_s` and `arrive_s` are SUMO's seconds, -1 where it did not; `held_s` is the insertion delay alone, `edge`
    where it departed ("" where it did not), `free_s` how long it drove beside its time loss.
    """

    departed: bool
    arrived: bool
    delay_s: float
    waiting_s: float
    stops: float
    co2_g: float
    id: str = ""
    type: str = ""
    edge: str = ""
    depart_s: float = -1.0
    arrive_s: float = -1.0
    held_s: float = 0.0
    free_s: float = 0.0

    def planned_s(self, end_s: float) -> float:
        """Return the second of SUMO at which it wanted to depart; `end_s` is the end of the run."""
        return (self.depart_s if self.departed else end_s) - self.held_s


@dataclass(frozen=True, slots=True)
class Walk:
    """One person's way on foot; `waiting_s` is how long they stood, `delay_s` what they lost of all walks."""

    waiting_s: float
    delay_s: float = 0.0
    depart_s: float = -1.0
    walked: bool = True


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


def each_trip(file: Path) -> Iterator[Trip | Walk]:
    """Yield every trip and every person of a run, as SUMO wrote them."""
    for _, node in ET.iterparse(file, events=("end",)):  # noqa: S314 - our own SUMO wrote it
        if node.tag == "tripinfo":
            yield _trip(node)
        elif node.tag == "personinfo":
            yield _walk(node)
        else:
            continue
        node.clear()


def read_trips(file: Path) -> Trips:
    """Return the sums of a run's trips; NaN means where there was none."""
    return sum_up([trip for trip in each_trip(file) if isinstance(trip, Trip)])


def sum_up(trips: list[Trip]) -> Trips:
    """Return the sums over trips; NaN means where there is none."""
    each = len(trips) or float("nan")
    return Trips(
        trips=len(trips),
        arrived=sum(trip.arrived for trip in trips),
        never_inserted=sum(not trip.departed for trip in trips),
        delay_s=sum(trip.delay_s for trip in trips) / each,
        waiting_s=sum(trip.waiting_s for trip in trips) / each,
        stops=sum(trip.stops for trip in trips) / each,
    )


def _walk(node: ET.Element) -> Walk:
    """Return what one person's walks lost; of one that did not end SUMO says 0, so at least what they stood counts."""
    walks = node.findall("walk")
    waiting_s, lost_s = float(node.get("waitingTime", 0)), sum(float(walk.get("timeLoss", 0)) for walk in walks)
    has_ended = all(float(walk.get("arrival", -1)) >= 0 for walk in walks)
    return Walk(
        waiting_s=waiting_s,
        delay_s=lost_s if has_ended else max(lost_s, waiting_s),
        depart_s=float(node.get("depart", -1)),
        walked=bool(walks),
    )


def _trip(node: ET.Element) -> Trip:
    departed = float(node.get("depart", -1)) >= 0
    emissions = node.find("emissions")
    return Trip(
        departed=departed,
        arrived=float(node.get("arrival", -1)) >= 0,
        delay_s=float(node.get("departDelay", 0)) + (float(node.get("timeLoss", 0)) if departed else 0.0),
        waiting_s=float(node.get("waitingTime", 0)) if departed else 0.0,
        stops=float(node.get("waitingCount", 0)) if departed else 0.0,
        co2_g=float(emissions.get("CO2_abs", 0)) / _MG_A_GRAM if emissions is not None else 0.0,
        id=node.get("id", ""),
        type=node.get("vType", ""),
        edge=node.get("departLane", "").rpartition("_")[0],
        depart_s=float(node.get("depart", -1)),
        arrive_s=float(node.get("arrival", -1)),
        held_s=float(node.get("departDelay", 0)),
        free_s=float(node.get("duration", 0)) - float(node.get("timeLoss", 0)),
    )
