"""What may stand in the files of a city folder: shapes only, checked at the edge and turned into the city's types."""

import sys
from collections.abc import Hashable
from functools import lru_cache
from typing import Annotated, TypeVar

from pydantic import AfterValidator, AllowInfNan, BaseModel, ConfigDict, Field, Strict

from meydan.city.city import PulsesTold, Rsmp, Twin
from meydan.city.junction import (
    Detector,
    DetectorKind,
    GroupKind,
    Junction,
    Known,
    Lane,
    Onward,
    Priority,
    SignalGroup,
    SiteLinks,
    Stage,
    Sureness,
    TwinLinks,
    VehicleKind,
)
from meydan.city.plan import DayEntry, Holiday, Plan, PlanStage, Timetable


class _Table(BaseModel):
    """A table of a TOML file; a key it does not know is a fault."""

    model_config = ConfigDict(extra="forbid", frozen=True)


Text = Annotated[str, AfterValidator(sys.intern)]  # a city says each name in many places: one object for all of them
Name = Annotated[str, Field(min_length=1), AfterValidator(sys.intern)]
Number = Annotated[float, Strict(), AllowInfNan(False)]
Seconds = Annotated[Number, Field(ge=0, le=86_400)]
Metres = Annotated[Number, Field(gt=0, le=100_000)]
Distance = Annotated[Number, Field(ge=0, le=100_000)]
SumoSecond = Annotated[Number, Field(ge=0, le=1e9)]
Clock = Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
Address = Annotated[str, Field(pattern=r"^\S+:\d{1,5}$")]
Day = Annotated[str, Field(pattern=r"^\d{4}-\d\d-\d\d$")]


class KnownTable(_Table):
    """`{ s = 5.0, sure = "guessed" }`."""

    s: Seconds
    sure: Sureness

    def known(self) -> Known:
        """Return the city's type."""
        return _known(self.s, self.sure)


Value = TypeVar("Value", bound=Hashable)


@lru_cache(4096, typed=True)  # a city says the same few values tens of thousands of times: one object for each
def _known(s: float, sure: Sureness) -> Known:
    return Known(s, sure)


@lru_cache(4096)  # most junctions have signal groups of the same names
def _pair(first: str, second: str) -> tuple[str, str]:
    return first, second


@lru_cache(4096)
def _same(value: Value) -> Value:
    return value


@lru_cache(4096)
def _stage(name: str, green: frozenset[str]) -> Stage:
    return Stage(name, green)


class GroupTable(_Table):
    """`[groups.P1]`."""

    kind: GroupKind
    approach: Text
    exits: list[Text]
    min_green: KnownTable
    amber: KnownTable
    red_amber: KnownTable
    flashing_green: KnownTable
    clearance: KnownTable
    max_red: KnownTable

    def group(self, name: str) -> SignalGroup:
        """Return the city's type."""
        return SignalGroup(
            id=name,
            kind=self.kind,
            approach=self.approach,
            exits=tuple(self.exits),
            min_green=self.min_green.known(),
            amber=self.amber.known(),
            red_amber=self.red_amber.known(),
            flashing_green=self.flashing_green.known(),
            clearance=self.clearance.known(),
            max_red=self.max_red.known(),
        )


class OnwardTable(_Table):
    """One line of a lane's `onward`."""

    junction: Name
    approach: Name
    distance_m: Metres
    travel_s: Seconds
    share: Annotated[Number, Field(ge=0, le=1)]

    def onward(self) -> Onward:
        """Return the city's type."""
        return Onward(self.junction, self.approach, self.distance_m, self.travel_s, self.share)


class LaneTable(_Table):
    """`[lanes.east_0]`."""

    approach: Text
    groups: list[Text]
    length_m: Metres
    speed_mps: Annotated[Number, Field(gt=0, le=100)]
    ahead_m: Distance = 0.0
    leads_to: list[Name] = []
    onward: list[OnwardTable] = []

    def lane(self, name: str) -> Lane:
        """Return the city's type."""
        onward = tuple(table.onward() for table in self.onward)
        groups, ends = _same(tuple(self.groups)), tuple(self.leads_to)
        return Lane(name, self.approach, groups, self.length_m, self.speed_mps, self.ahead_m, onward, ends)


class DetectorTable(_Table):
    """`[detectors.D1s]`."""

    lane: Text
    kind: DetectorKind
    distance_m: Distance
    length_m: Metres


class LinksTable(_Table):
    """`[twin]` of a junction."""

    tls: Name
    groups: list[Text]
    letters: dict[Name, Annotated[str, Field(pattern=r"^[Ggrs]*$"), AfterValidator(sys.intern)]]


class SiteTable(_Table):
    """`[rsmp]` of a junction."""

    site: Name
    main: Name
    groups: list[Text]
    detectors: list[Text]
    plans: dict[Name, Annotated[int, Strict(), Field(ge=1, le=255)]]

    def links(self) -> SiteLinks:
        """Return the city's type."""
        return SiteLinks(self.site, self.main, tuple(self.groups), tuple(self.detectors), self.plans)


class PriorityTable(_Table):
    """`[priorities.tram_east]`."""

    kind: VehicleKind
    group: str = ""
    input: Annotated[int, Strict(), Field(ge=0, le=255)] = 0
    component: str = ""
    stage: Text = ""
    least_s: Seconds = 0.0
    longest_s: Seconds = 0.0

    def priority(self, name: str) -> Priority:
        """Return the city's type."""
        return Priority(
            name, self.kind, self.group, self.input, self.component, self.stage, self.least_s, self.longest_s
        )


class JunctionFile(_Table):
    """`junctions/<id>.toml`."""

    name: str
    position: tuple[Annotated[Number, Field(ge=-180, le=180)], Annotated[Number, Field(ge=-90, le=90)]]
    owner: Text = ""
    decision: Text = ""
    decision_date: Text = ""
    local_plan: Text
    startup_red: KnownTable
    permitted: list[tuple[Text, Text]] = []
    groups: dict[Name, GroupTable]
    stages: dict[Name, list[Text]]
    intergreens: dict[Text, dict[Text, KnownTable]] = {}
    lanes: dict[Name, LaneTable] = {}
    detectors: dict[Name, DetectorTable] = {}
    twin: LinksTable | None = None
    rsmp: SiteTable | None = None
    priorities: dict[Name, PriorityTable] = {}

    def junction(self, name: str) -> Junction:
        """Return the city's type; pairs with an intergreen are the pairs in conflict."""
        matrix = {_pair(a, b): k.known() for a, row in self.intergreens.items() for b, k in row.items()}
        return Junction(
            id=name,
            name=self.name,
            position=self.position,
            groups={g: table.group(g) for g, table in self.groups.items()},
            stages={s: _stage(s, frozenset(green)) for s, green in self.stages.items()},
            conflicts=_same(frozenset(matrix)),
            permitted=_same(frozenset(_pair(*pair) for pair in self.permitted)),
            intergreens=matrix,
            startup_red=self.startup_red.known(),
            lanes={i: table.lane(i) for i, table in self.lanes.items()},
            detectors={i: Detector(i, t.lane, t.kind, t.distance_m, t.length_m) for i, t in self.detectors.items()},
            local_plan=self.local_plan,
            owner=self.owner,
            decision=self.decision,
            decision_date=self.decision_date,
            twin=None
            if self.twin is None
            else TwinLinks(self.twin.tls, _same(tuple(self.twin.groups)), self.twin.letters),
            rsmp=None if self.rsmp is None else self.rsmp.links(),
            priorities={p: table.priority(p) for p, table in self.priorities.items()},
        )


class StepTable(_Table):
    """One step of a plan."""

    stage: Name
    green_s: Seconds
    min_s: Seconds
    max_s: Seconds


class PlanTable(_Table):
    """`[day]` of `plans/<junction>.toml`."""

    cycle_s: Number
    offset_s: Number
    steps: list[StepTable]

    def plan(self, name: str, junction: str) -> Plan:
        """Return the city's type."""
        steps = tuple(PlanStage(s.stage, s.green_s, s.min_s, s.max_s) for s in self.steps)
        return Plan(name, junction, self.cycle_s, self.offset_s, steps)


class EntryTable(_Table):
    """One line of a day: from when which plan."""

    from_: Clock = Field(alias="from")
    plan: Name


class DayTable(_Table):
    """`[days.workday]`."""

    entries: list[EntryTable]


class HolidayTable(_Table):
    """`[[holidays]]`."""

    name: Name
    day_type: Name
    every: Annotated[str, Field(pattern=r"^(\d\d-\d\d)?$")] = ""
    dates: list[Day] = []


class TimetableFile(_Table):
    """`timetable.toml`."""

    week: tuple[Name, Name, Name, Name, Name, Name, Name]
    days: dict[Name, DayTable] = {}
    holidays: list[HolidayTable] = []

    def timetable(self) -> Timetable:
        """Return the city's type."""
        return Timetable(
            week=self.week,
            days={
                day: tuple(DayEntry(int(e.from_[:2]) * 60 + int(e.from_[3:]), e.plan) for e in table.entries)
                for day, table in self.days.items()
            },
            holidays=tuple(Holiday(h.name, h.day_type, h.every, tuple(h.dates)) for h in self.holidays),
        )


class TwinTable(_Table):
    """`[twin]` of `city.toml`."""

    net: Name
    routes: list[str] = []
    additional: list[str] = []
    begin_s: SumoSecond
    end_s: SumoSecond
    day: Day
    step_s: Annotated[Number, Field(ge=0.001, le=1)] = 1.0
    calibrated_with: list[Name] = []
    calibrated_on: Annotated[str, Field(pattern=r"^(\d{4}-\d\d-\d\d)?$")] = ""

    def twin(self) -> Twin:
        """Return the city's type."""
        routes, additional, fitted = tuple(self.routes), tuple(self.additional), tuple(self.calibrated_with)
        window = (self.begin_s, self.end_s, self.day, self.step_s)
        return Twin(self.net, routes, additional, *window, fitted, self.calibrated_on)


class RsmpTable(_Table):
    """`[rsmp]` of `city.toml`."""

    listen: Address = "127.0.0.1:13111"
    virtual: Annotated[bool, Strict()] = False
    read_only: Annotated[bool, Strict()] = False
    secrets: str = ""
    tls: str = ""
    pulses: PulsesTold = PulsesTold.BY_NEED

    def rsmp(self) -> Rsmp:
        """Return the city's type."""
        host, _, port = self.listen.rpartition(":")
        return Rsmp(host, int(port), self.virtual, self.read_only, self.secrets, self.tls, self.pulses)


class CityFile(_Table):
    """`city.toml`."""

    name: Name
    zone: Name
    field: Name
    provenance: str = ""
    attribution: str = ""
    twin: TwinTable | None = None
    rsmp: RsmpTable | None = None
