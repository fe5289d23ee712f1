"""What the API tells that does not change from second to second, as models of its documentation."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, Field

from meydan.centre.road_meter import RoadMeter
from meydan.centre.snapshot import Live
from meydan.city.city import City
from meydan.city.junction import GroupKind, Junction, Known, Sureness
from meydan.city.override import Action
from meydan.city.words import LANGUAGES
from meydan.web.drawing import RoadMap


@dataclass(frozen=True, slots=True)
class Signs:
    """What the page must know of its field.

    `actions` are what an operator can ask of a junction there, `sets_clocks` whether clocks of controllers can be set.
    `proves` and `exchanges` tell whether there are pages of proofs and of the exchange with other cities.
    """

    virtual: bool = False
    read_only: bool = False
    twin: bool = False
    actions: Collection[Action] = ()
    sets_clocks: bool = False
    proves: bool = False
    exchanges: bool = False


PLAIN = Signs()


class Value(BaseModel):
    """A safety value and how sure it is."""

    s: float
    sure: Sureness


class JunctionEntry(BaseModel):
    """One junction on the map and in the list."""

    id: str
    name: str
    lon: float
    lat: float
    roads: list[int] = Field(description="Its approaches with detectors, as places in the city's `roads`")


class CityFacts(BaseModel):
    """The city, its junctions and the order in which live rows come."""

    name: str
    zone: str
    attribution: str
    provenance: str
    strategy: str
    twin: bool = Field(description="True if no street hangs on it: speed and pause can be set")
    virtual: bool = Field(description="True if the controllers are a virtual street: no lamp hangs on them")
    read_only: bool = Field(description="True if the centre only listens and orders nothing")
    actions: list[Action] = Field(description="What an operator can ask of a junction here")
    sets_clocks: bool = Field(description="Whether the clocks of its controllers can be set")
    proves: bool = Field(description="Whether proofs can be looked at here")
    exchanges: bool = Field(description="Whether the exchange with other cities can be looked at here")
    languages: list[str]
    junctions: list[JunctionEntry] = Field(description="In the order of the rows of `city` events")
    roads: list[str] = Field(description="Roads with detectors, in the order of the rows of `city` events")


class GroupFacts(BaseModel):
    """One signal group."""

    id: str
    kind: GroupKind
    approach: str
    approach_name: str
    min_green: Value
    amber: Value
    red_amber: Value
    flashing_green: Value
    clearance: Value


class StageFacts(BaseModel):
    """One stage: the groups that are green together."""

    id: str
    green: list[str]


class StepFacts(BaseModel):
    """One step of a plan."""

    stage: str
    green_s: float
    min_s: float
    max_s: float


class PlanFacts(BaseModel):
    """One plan of the junction."""

    id: str
    cycle_s: float
    offset_s: float
    steps: list[StepFacts]


class IntergreenFacts(BaseModel):
    """Seconds from the end of green of one group to the start of green of another."""

    ending: str
    starting: str
    s: float
    sure: Sureness


class LaneFacts(BaseModel):
    """One lane and the groups that release it."""

    id: str
    approach: str
    groups: list[str]
    ahead_m: float


class DetectorFacts(BaseModel):
    """One detector."""

    id: str
    lane: str
    kind: str
    distance_m: float
    length_m: float


class JunctionFacts(BaseModel):
    """Everything about a junction that stands still, with its drawing in metres around its position."""

    id: str
    name: str
    owner: str
    decision: str
    decision_date: str
    local_plan: str
    startup_red: Value
    groups: list[GroupFacts]
    stages: list[StageFacts]
    plans: list[PlanFacts]
    intergreens: list[IntergreenFacts]
    lanes: list[LaneFacts]
    detectors: list[DetectorFacts]
    drawing: dict[str, list[dict[str, Any]]] = Field(
        description="`roads`, `lanes`, `links`, `crossings` (lines) and `detectors` (points with a heading)"
    )


def city_facts(live: Live, meter: RoadMeter, signs: Signs) -> CityFacts:
    """Return what the map needs once."""
    city = live.city
    place = {road: i for i, road in enumerate(meter.roads)}
    return CityFacts(
        name=city.name,
        zone=city.zone,
        attribution=city.attribution,
        provenance=city.provenance,
        strategy=live.strategy,
        twin=signs.twin,
        virtual=signs.virtual,
        read_only=signs.read_only,
        actions=sorted(signs.actions),
        sets_clocks=signs.sets_clocks,
        proves=signs.proves,
        exchanges=signs.exchanges,
        languages=list(LANGUAGES),
        junctions=[_entry(city.junctions[j], place) for j in live.seen],
        roads=list(meter.roads),
    )


def junction_facts(city: City, junction: Junction, roads: RoadMap) -> JunctionFacts:
    """Return what the panel of one junction needs once."""
    return JunctionFacts(
        id=junction.id,
        name=junction.name,
        owner=junction.owner,
        decision=junction.decision,
        decision_date=junction.decision_date,
        local_plan=junction.local_plan,
        startup_red=_value(junction.startup_red),
        groups=_groups(junction, roads),
        stages=[StageFacts(id=s.id, green=sorted(s.green)) for s in junction.stages.values()],
        plans=_plans(city, junction.id),
        intergreens=[
            IntergreenFacts(ending=a, starting=b, s=known.s, sure=known.sure)
            for (a, b), known in sorted(junction.intergreens.items())
        ],
        lanes=[
            LaneFacts(id=x.id, approach=x.approach, groups=list(x.groups), ahead_m=x.ahead_m)
            for x in junction.lanes.values()
        ],
        detectors=[
            DetectorFacts(id=d.id, lane=d.lane, kind=d.kind, distance_m=d.distance_m, length_m=d.length_m)
            for d in junction.detectors.values()
        ],
        drawing=roads.draw(junction.id, junction.position),
    )


def _entry(junction: Junction, place: dict[str, int]) -> JunctionEntry:
    lon, lat = junction.position
    approaches = sorted({place[junction.lanes[d.lane].approach] for d in junction.detectors.values()})
    return JunctionEntry(id=junction.id, name=junction.name, lon=lon, lat=lat, roads=approaches)


def _groups(junction: Junction, roads: RoadMap) -> list[GroupFacts]:
    return [
        GroupFacts(
            id=g.id,
            kind=g.kind,
            approach=g.approach,
            approach_name=roads.name(g.approach),
            min_green=_value(g.min_green),
            amber=_value(g.amber),
            red_amber=_value(g.red_amber),
            flashing_green=_value(g.flashing_green),
            clearance=_value(g.clearance),
        )
        for g in junction.groups.values()
    ]


def _plans(city: City, junction: str) -> list[PlanFacts]:
    return [
        PlanFacts(
            id=plan.id,
            cycle_s=plan.cycle_s,
            offset_s=plan.offset_s,
            steps=[StepFacts(stage=s.stage, green_s=s.green_s, min_s=s.min_s, max_s=s.max_s) for s in plan.steps],
        )
        for (where, _), plan in city.plans.items()
        if where == junction
    ]


def _value(known: Known) -> Value:
    return Value(s=known.s, sure=known.sure)
