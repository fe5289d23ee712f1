"""What is known of one junction, from its events alone."""

from dataclasses import dataclass, field

from meydan.city.alarm import AlarmClosed, AlarmHandled
from meydan.city.because import Because
from meydan.city.clock_setting import ClockAsked
from meydan.city.events import (
    AlarmChanged,
    AlarmUntold,
    DetectorChanged,
    DetectorHealth,
    DetectorJudged,
    Event,
    GroupChanged,
    HealthChanged,
    JunctionHeard,
    JunctionLost,
    LateValue,
    LinkMeasured,
    Mode,
    ModeChanged,
    OrderRejected,
    PlanChanged,
    RouteChanged,
    RunStarted,
    StageEnded,
    StageStarted,
    Tick,
    ZoneChanged,
)
from meydan.city.instant import NEVER, Instant
from meydan.city.junction import DetectorKind, Junction, Lamp
from meydan.city.override import OverrideAsked, OverrideGivenBack
from meydan.city.priority import PriorityChanged, PriorityDropped, PriorityRefused, PriorityWanted

NOTHING_HEARD = Because("nothing_heard")

# What a person does, and what the centre and a driver say of it, says nothing of the junction.
NOT_HEARD = (
    Tick,
    OverrideAsked,
    OverrideGivenBack,
    ClockAsked,
    PriorityWanted,
    PriorityDropped,
    PriorityRefused,
    AlarmHandled,
    AlarmUntold,
    AlarmClosed,
)


@dataclass(slots=True)
class DetectorState:
    """One detector: occupied now, since when, how often and how long since the run began, and its health.

    `busy_ms` holds the pulses that have ended. A zone also knows how many `vehicles` it holds and how many of them
    are `standing`, and the sum of their times [vehicles x ms]. It is occupied while there are any, `changed` is when
    it last gave its numbers, the sums end there, and `count` are those who came in as far as the numbers show.
    """

    occupied: bool = False
    changed: Instant = NEVER
    count: int = 0
    busy_ms: int = 0
    health: DetectorHealth = DetectorHealth.OK
    vehicles: int = 0
    standing: int = 0
    vehicle_ms: int = 0
    standing_ms: int = 0


@dataclass(slots=True)
class JunctionState:
    """The facts known of one junction; `observe` is the only thing that changes it.

    It belongs to the centre, which lets safety, strategies and screens look at it. `heard` is the time of the
    last event from the junction itself, `now` that of the last event of any kind (ticks included), `began` that of the
    start of the run.
    `adjusted` says that the plan runs with other numbers than are stored.
    `waiting[group]` is since when a group that is not green has been asked for: by an occupied stop-line loop, which
    is remembered until green, or by a standing vehicle in a zone at the line, until green or until nobody is there.
    `health` is how the controller sums itself up, `link` how it was connected when that was last measured, `linked`
    since when it has been connected, `losses` how often contact was lost in this run.
    """

    junction: Junction
    on_street: bool
    fence: int = 0
    now: Instant = NEVER
    began: Instant = NEVER
    heard: Instant = NEVER
    mode: Mode = Mode.UNKNOWN
    mode_why: Because = NOTHING_HEARD
    plan: str = ""
    cycle_start: Instant = NEVER
    adjusted: bool = False
    stage: str = ""
    stage_since: Instant = NEVER
    moving_to: str = ""
    lamps: dict[str, Lamp] = field(default_factory=dict)
    lamp_since: dict[str, Instant] = field(default_factory=dict)
    detectors: dict[str, DetectorState] = field(default_factory=dict)
    waiting: dict[str, Instant] = field(default_factory=dict)
    rejected: Because | None = None
    health: tuple[str, ...] = ()
    link: LinkMeasured | None = None
    linked: Instant = NEVER
    losses: int = 0
    _asks: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _asked_by: dict[str, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Prepare one state per detector and the groups each detector at the line asks for."""
        for d in self.junction.detectors.values():
            self.detectors[d.id] = DetectorState()
            if d.asks:
                self._asks[d.id] = self.junction.lanes[d.lane].groups
                for group in self._asks[d.id]:
                    self._asked_by.setdefault(group, []).append(d.id)

    def observe(self, event: Event) -> None:  # noqa: C901, PLR0912 - one flat case per kind of event
        """Take one event of this junction, or one that concerns all (`Tick`, `RunStarted`)."""
        self.now = event.t
        if isinstance(event, NOT_HEARD):  # asked first, for a tick comes every second to every junction
            return
        match event:
            case JunctionHeard() | LateValue() | AlarmChanged() | PriorityChanged() | RouteChanged():
                pass
            case DetectorChanged():
                self._detector_changed(event)
            case ZoneChanged():
                self._zone_changed(event)
            case GroupChanged():
                self._group_changed(event)
            case StageStarted():
                self.stage, self.stage_since, self.moving_to = event.stage, event.t, ""
            case StageEnded():
                self.stage_since, self.moving_to = event.t, event.to
            case ModeChanged():
                self._mode_changed(event)
            case PlanChanged():
                self.plan, self.cycle_start, self.adjusted = event.plan, event.cycle_start, event.adjusted
            case DetectorJudged():
                self.detectors[event.detector].health = event.health
            case OrderRejected():
                self.rejected = event.why
            case HealthChanged():
                self.health = event.says
            case LinkMeasured():
                self.link = event
                self.linked = event.t if event.anew or self.linked == NEVER else self.linked
            case JunctionLost():
                self.mode, self.mode_why = Mode.UNKNOWN, Because("contact_lost")
                self.linked, self.losses = NEVER, self.losses + 1
                return
            case RunStarted():
                self._forget(event)
                return
        self.heard = event.t

    def _mode_changed(self, event: ModeChanged) -> None:
        self.mode, self.mode_why = event.mode, event.why
        if event.mode in (Mode.STARTUP, Mode.FAILURE):
            self.stage = self.moving_to = ""  # the first stage afterwards begins from all red, which no stage ended

    def _detector_changed(self, event: DetectorChanged) -> None:
        seen = self.detectors[event.detector]
        if seen.occupied and not event.occupied:
            seen.busy_ms += event.t - seen.changed
        seen.occupied, seen.changed = event.occupied, event.t
        if event.occupied:
            seen.count += 1
            for group in self._asks.get(event.detector, ()):
                if self.lamps.get(group) is not Lamp.GREEN:
                    self.waiting.setdefault(group, event.t)

    def _zone_changed(self, event: ZoneChanged) -> None:
        seen = self.detectors[event.detector]
        if seen.occupied:
            passed_ms = event.t - seen.changed
            seen.busy_ms += passed_ms
            seen.vehicle_ms += seen.vehicles * passed_ms
            seen.standing_ms += seen.standing * passed_ms
        seen.count += max(0, event.vehicles - seen.vehicles)
        seen.occupied, seen.changed = event.vehicles > 0, event.t
        seen.vehicles, seen.standing = event.vehicles, event.standing
        for group in self._asks.get(event.detector, ()):
            if event.standing and self.lamps.get(group) is not Lamp.GREEN:
                self.waiting.setdefault(group, event.t)
            elif not event.vehicles and self._is_deserted(group):
                self.waiting.pop(group, None)  # left by another group's green, or turned on red

    def _is_deserted(self, group: str) -> bool:
        """Say whether zones alone watch the lanes of a group, and all of them are empty."""
        at_line = ((self.junction.detectors[d], self.detectors[d]) for d in self._asked_by[group])
        return all(d.kind is DetectorKind.ZONE and not seen.occupied for d, seen in at_line)

    def _stands_on(self, detector: str) -> bool:
        seen = self.detectors[detector]
        return seen.standing > 0 or (seen.occupied and not seen.vehicles)  # a loop tells no numbers

    def _group_changed(self, event: GroupChanged) -> None:
        self.lamps[event.group], self.lamp_since[event.group] = event.lamp, event.t
        if event.lamp is Lamp.GREEN:
            self.waiting.pop(event.group, None)
        elif (asked_by := self._asked_by.get(event.group)) and any(map(self._stands_on, asked_by)):
            self.waiting.setdefault(event.group, event.t)  # who stands there when green ends still waits

    def _forget(self, event: RunStarted) -> None:
        fresh = JunctionState(self.junction, self.on_street, fence=event.fence, now=event.t, began=event.t)
        for name in self.__slots__:
            setattr(self, name, getattr(fresh, name))
