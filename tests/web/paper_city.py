"""A city on paper for the pages: one junction in each state there is, known to a real centre, and its map."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from fastapi import FastAPI

from meydan.centre.counter import Counter
from meydan.centre.loop import Centre, Record
from meydan.centre.snapshot import Pace
from meydan.centre.witness import Witness
from meydan.city.because import Because, because
from meydan.city.city import City
from meydan.city.events import (
    DetectorChanged,
    DetectorHealth,
    DetectorJudged,
    Event,
    GroupChanged,
    JunctionHeard,
    JunctionLost,
    Mode,
    ModeChanged,
    PlanChanged,
    RunStarted,
    StageStarted,
    Tick,
)
from meydan.city.instant import Instant, later
from meydan.city.junction import Junction, Lamp, Priority, VehicleKind
from meydan.city.orders import Order
from meydan.city.override import Action
from meydan.city.request import Request
from meydan.city.state import JunctionState
from meydan.web.app import create_app
from meydan.web.control import GONE
from meydan.web.exchange_desk import ExchangeDesk
from meydan.web.facts import Signs
from meydan.web.lately import Lately
from meydan.web.package_steps import PackageSteps
from meydan.web.proof_runner import ProofRunner
from meydan.web.reception import Reception
from tests import junctions
from tests.paper_street import OFFSET_S, START, city

NOW_S = 100
TRAM = Priority("tram", VehicleKind.TRAM, group="P2")
NAMES = {
    "J1": "Şişli – Iğdır",
    "J2": "Çınar – İğde",
    "J3": "Cumhuriyet",
    "J4": "İnönü",
    "J5": "Iğdır",
    "J6": "Zeytin <b>sokağı</b>",
    "J7": "Ağaçlı",
    "J8": "J8",
}
MODES = {"J1": Mode.CENTRAL, "J2": Mode.LOCAL, "J3": Mode.STARTUP, "J4": Mode.MANUAL, "J5": Mode.FAILURE}
LOST, QUIET, SILENT = "J6", "J7", "J8"  # contact lost; silent for 10 s; silent for 40 s
SILENT_S = {QUIET: 10, SILENT: 40}
WHY = {
    Mode.CENTRAL: because("control.gap_out", stage="A", to="B"),
    Mode.LOCAL: because("controller.local_plan"),
    Mode.STARTUP: because("controller.startup"),
    Mode.MANUAL: because("safety.mode_manual"),
    Mode.FAILURE: because("controller.failure"),
}


class Quiet:
    """A strategy that looks on."""

    NEEDS: frozenset[type[Order]] = frozenset()

    def start(self, city: City, junction: str, seen: Mapping[str, JunctionState]) -> None:
        """Keep nothing."""

    def decide(self, state: None, event: Event) -> tuple[None, list[Order]]:
        """Order nothing."""
        return None, []


@dataclass(slots=True)
class PaperPace:
    """The pace of a twin that does not run."""

    speed: float | None = 1.0
    paused: bool = False


def paper_city() -> City:
    """Return eight junctions 150 m apart, west to east."""
    stand = [_junction(i, *named) for i, named in enumerate(NAMES.items())]
    plans = [replace(junctions.plan(), junction=j.id) for j in stand]
    return replace(city(*stand, plans=plans), attribution="© Ölçme Dairesi")


def _junction(place: int, name: str, known_as: str) -> Junction:
    position = (29.0 + place * 0.0018, 41.0)
    return replace(junctions.junction(), id=name, name=known_as, position=position, priorities={"tram": TRAM})


def paper_centre(of: City | None = None, write: Any = None) -> Centre:
    """Return a centre that was told nothing yet."""
    written: list[Record] = []
    return Centre(of or paper_city(), Quiet(), "quiet", write or written.append, on_street=True)


def every_state() -> Centre:
    """Return a centre that knows one junction in each state."""
    centre = paper_centre()
    for event in sorted(_everything(centre.city), key=lambda event: event.t):
        centre.handle(event)
    return centre


def _everything(of: City) -> list[Event]:
    events: list[Event] = [RunStarted(START, "", "quiet", 1, 1), Tick(at(NOW_S), OFFSET_S)]
    for name, junction in of.junctions.items():
        t = at(NOW_S - SILENT_S.get(name, 1))
        mode = MODES.get(name, Mode.LOCAL)
        events += [ModeChanged(t, name, mode, WHY[mode]), PlanChanged(t, name, "day", START)]
        if mode in (Mode.CENTRAL, Mode.LOCAL):
            events += [GroupChanged(t, name, group, _lamp(group)) for group in junction.groups]
            events += [StageStarted(t, name, "A"), DetectorChanged(t, name, "P2s", True)]
            events += [DetectorJudged(t, name, "P3a", DetectorHealth.STUCK_ON)]
        events += [JunctionLost(at(NOW_S), name)] if name == LOST else [JunctionHeard(t, name)]
    return events


def _lamp(group: str) -> Lamp:
    return Lamp.GREEN if group in junctions.junction().stages["A"].green else Lamp.RED


def at(s: float) -> Instant:
    """Return second `s` of the paper day."""
    return later(START, s)


class Clock:
    """Seconds that pass when told."""

    def __init__(self) -> None:
        self.s = 50.0

    def __call__(self) -> float:
        """Return the time."""
        return self.s


class PaperControl:
    """Control in the same process: what is asked is taken at once, as long as it is there."""

    def __init__(self, centre: Centre, pace: Pace | None = None, witness: Witness | None = None) -> None:
        self.is_there = True
        self._counter = Counter(centre, tuple(Action), pace, sets_clocks=True, asks_priority=True, witness=witness)

    async def ask(self, request: Request) -> Because | None:
        """Take a request."""
        return await self._counter.hear(request) if self.is_there else because(GONE)


def paper_app(
    centre: Centre,
    pace: Pace | None = None,
    clock: Clock | None = None,
    reception: Reception | None = None,
    control: PaperControl | None = None,
    lately: Lately | None = None,
    *,
    proofs: ProofRunner | None = None,
    exchange: ExchangeDesk | None = None,
    steps: PackageSteps | None = None,
) -> FastAPI:
    """Return the pages of a centre for which no time passes unless it is told."""
    roads = paper_roads(centre.city)
    return create_app(
        centre,
        pace,
        roads,
        control=control or PaperControl(centre, pace),
        clock=clock or Clock(),
        lately=lately,
        reception=reception,
        proofs=proofs,
        exchange=exchange,
        steps=steps,
        signs=Signs(actions=tuple(Action), sets_clocks=True),
    )


def paper_roads(of: City) -> bytes:
    """Return the map: at each junction a road from the west (P1), the south (P2, P3) and a crossing."""
    features = [_road("road P1", 28.99, 41.0, 29.02, 41.0), _road("road P2", 29.0, 40.995, 29.0, 41.0)]
    for junction in of.junctions.values():
        features += _parts(junction)
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False).encode()


def _parts(junction: Junction) -> list[dict[str, Any]]:
    x, y = junction.position
    ways = {"P1": (x - 0.001, y, x - 0.0001, y), "P2": (x, y - 0.001, x, y - 0.0001)}
    ways["P3"] = (x + 0.00004, y - 0.001, x + 0.00004, y - 0.0001)
    here = {"junction": junction.id}
    parts = [_line("lane", way, here | {"id": f"{g}_0", "groups": [g]}) for g, way in ways.items()]
    parts += [_line("link", (*way[2:], x + 0.0001, y), here | {"group": g}) for g, way in ways.items()]
    parts += [_line("crossing", (x, y - 0.0001, x, y + 0.0001), here | {"group": "W1"})]
    for loop in junction.detectors.values():
        end = ways[loop.lane.removesuffix("_0")][2:]
        parts.append(_feature("detector", "Point", list(end), here | {"id": loop.id}))
    return parts


def _road(name: str, *way: float) -> dict[str, Any]:
    return _line("road", way, {"id": name, "name": "Atatürk Caddesi", "lanes": 2})


def _line(kind: str, way: tuple[float, ...], about: dict[str, Any]) -> dict[str, Any]:
    return _feature(kind, "LineString", [list(way[:2]), list(way[2:])], about)


def _feature(kind: str, shape: str, coordinates: list[Any], about: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "Feature",
        "properties": {"kind": kind} | about,
        "geometry": {"type": shape, "coordinates": coordinates},
    }
