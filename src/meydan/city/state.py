"""What is known of one junction, from its events alone."""

from dataclasses import dataclass, field

from meydan.city.because import Because
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
    OrderRejected,
    PlanChanged,
    RunStarted,
    StageEnded,
    StageStarted,
    Tick,
)
from meydan.city.instant import NEVER, Instant
from meydan.city.junction import DetectorKind, Junction, Lamp

NOTHING_HEARD = Because("nothing_heard")


@dataclass(slots=True)
class DetectorState:
    """One detector: occupied now, since when, how often and how long since the run began, and its health.

    `busy_ms` holds the pulses that have ended.
    """

    occupied: bool = False
    changed: Instant = NEVER
    count: int = 0
    busy_ms: int = 0
    health: DetectorHealth = DetectorHealth.OK


@dataclass(slots=True)
class JunctionState:
    """The facts known of one junction; `observe` is the only thing that changes it.

    It belongs to the centre, which lets safety, strategies and screens look at it. `heard` is the time of the
    last event from the junction itself, `now` that of the last event of any kind (ticks included).
    `waiting[group]` is since when a stop-line detector has asked for a group that is not green.
    """

    junction: Junction
    on_street: bool
    fence: int = 0
    now: Instant = NEVER
    heard: Instant = NEVER
    mode: Mode = Mode.UNKNOWN
    mode_why: Because = NOTHING_HEARD
    plan: str = ""
    cycle_start: Instant = NEVER
    stage: str = ""
    stage_since: Instant = NEVER
    moving_to: str = ""
    lamps: dict[str, Lamp] = field(default_factory=dict)
    lamp_since: dict[str, Instant] = field(default_factory=dict)
    detectors: dict[str, DetectorState] = field(default_factory=dict)
    waiting: dict[str, Instant] = field(default_factory=dict)
    rejected: Because | None = None
    _asks: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _asked_by: dict[str, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Prepare one state per detector and the groups each stop-line detector asks for."""
        for d in self.junction.detectors.values():
            self.detectors[d.id] = DetectorState()
            if d.kind is DetectorKind.STOP_LINE:
                self._asks[d.id] = self.junction.lanes[d.lane].groups
                for group in self._asks[d.id]:
                    self._asked_by.setdefault(group, []).append(d.id)

    def observe(self, event: Event) -> None:  # noqa: C901 - one flat case per kind of event
        """Take one event of this junction, or one that concerns all (`Tick`, `RunStarted`)."""
        self.now = event.t
        match event:
            case DetectorChanged():
                self._detector_changed(event)
            case Tick():
                return
            case GroupChanged():
                self._group_changed(event)
            case StageStarted():
                self.stage, self.stage_since, self.moving_to = event.stage, event.t, ""
            case StageEnded():
                self.stage_since, self.moving_to = event.t, event.to
            case ModeChanged():
                self.mode, self.mode_why = event.mode, event.why
            case PlanChanged():
                self.plan, self.cycle_start = event.plan, event.cycle_start
            case DetectorJudged():
                self.detectors[event.detector].health = event.health
            case OrderRejected():
                self.rejected = event.why
            case JunctionHeard():
                pass
            case JunctionLost():
                self.mode, self.mode_why = Mode.UNKNOWN, Because("contact_lost")
                return
            case RunStarted():
                self._forget(event)
                return
        self.heard = event.t

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

    def _group_changed(self, event: GroupChanged) -> None:
        self.lamps[event.group], self.lamp_since[event.group] = event.lamp, event.t
        if event.lamp is Lamp.GREEN:
            self.waiting.pop(event.group, None)
        elif any(self.detectors[d].occupied for d in self._asked_by.get(event.group, ())):
            self.waiting.setdefault(event.group, event.t)  # who stands on the loop when green ends still waits

    def _forget(self, event: RunStarted) -> None:
        fresh = JunctionState(self.junction, self.on_street, fence=event.fence, now=event.t)
        for name in self.__slots__:
            setattr(self, name, getattr(fresh, name))
