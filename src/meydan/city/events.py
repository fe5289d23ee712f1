"""Events: facts with their time. State changes only by these."""

from dataclasses import dataclass
from enum import StrEnum

from meydan.city.alarm import AlarmClosed, AlarmHandled, Handling
from meydan.city.because import Because
from meydan.city.clock_setting import ClockAsked
from meydan.city.instant import Instant
from meydan.city.junction import Lamp
from meydan.city.override import OverrideAsked, OverrideGivenBack
from meydan.city.priority import PriorityChanged, PriorityDropped, PriorityRefused, PriorityWanted


class Mode(StrEnum):
    """Who decides at a junction, as its controller says."""

    UNKNOWN = "unknown"  # nothing heard yet
    STARTUP = "startup"  # all red before the first stage
    LOCAL = "local"  # its own plan
    CENTRAL = "central"  # a stage ordered by the centre, until the order's end
    EMERGENCY = "emergency"  # an emergency route has it: beats the centre
    MANUAL = "manual"  # at the cabinet: beats the centre
    FAILURE = "failure"  # flash or dark, latched until someone resets it on site


class RouteStep(StrEnum):
    """How far an emergency route has come; it may leave before it ends, or end before it leaves."""

    CALLED = "called"  # its input went on
    ENTERED = "entered"  # the junction is its own, and on the way to its stage
    HELD = "held"  # its stage stands
    OVERDUE = "overdue"  # it has been held for its longest time
    LEFT = "left"  # the junction is its own no longer
    ENDED = "ended"  # its input went off


class DetectorHealth(StrEnum):
    """Whether a detector can be believed."""

    OK = "ok"
    STUCK_ON = "stuck_on"
    STUCK_OFF = "stuck_off"


@dataclass(frozen=True, slots=True)
class RunStarted:
    """A control process took over: everything known before is forgotten until the field says it again.

    `fence` grows with every start; orders of an older one are refused everywhere (I12). `on_street` is whether real
    lamps hang on the field of this run: then safety refuses what rests on guessed values. `parameters` are the values
    that the strategy runs with instead of its usual ones, by name.
    """

    t: Instant
    city: str
    strategy: str
    seed: int
    fence: int
    on_street: bool = False
    parameters: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Tick:
    """One second passed; `utc_offset_s` is the city's offset from UTC at that instant."""

    t: Instant
    utc_offset_s: int


@dataclass(frozen=True, slots=True)
class DetectorChanged:
    """A detector became occupied or free."""

    t: Instant
    junction: str
    detector: str
    occupied: bool


@dataclass(frozen=True, slots=True)
class ZoneChanged:
    """A zone holds so many vehicles, `standing` of them slower than 1.4 m/s; that is so until it says otherwise."""

    t: Instant
    junction: str
    detector: str
    vehicles: int
    standing: int


@dataclass(frozen=True, slots=True)
class DetectorJudged:
    """A detector was found faulty, or sound again."""

    t: Instant
    junction: str
    detector: str
    health: DetectorHealth


@dataclass(frozen=True, slots=True)
class GroupChanged:
    """A signal group shows another lamp."""

    t: Instant
    junction: str
    group: str
    lamp: Lamp


@dataclass(frozen=True, slots=True)
class StageStarted:
    """All groups of the stage are green."""

    t: Instant
    junction: str
    stage: str


@dataclass(frozen=True, slots=True)
class StageEnded:
    """The first group of the stage ended, on the way to `to`."""

    t: Instant
    junction: str
    stage: str
    to: str


@dataclass(frozen=True, slots=True)
class ModeChanged:
    """The controller says who decides now, and why."""

    t: Instant
    junction: str
    mode: Mode
    why: Because


@dataclass(frozen=True, slots=True)
class RouteChanged:
    """An emergency route has come a step further."""

    t: Instant
    junction: str
    route: str
    step: RouteStep


@dataclass(frozen=True, slots=True)
class PlanChanged:
    """The controller's plan in force is now `plan`; second 0 of its cycle fell on `cycle_start`.

    `adjusted` is whether it runs with other greens, cycle or offset than are stored.
    """

    t: Instant
    junction: str
    plan: str
    cycle_start: Instant
    adjusted: bool = False


@dataclass(frozen=True, slots=True)
class OrderRejected:
    """The controller would not carry out an order that safety had cleared."""

    t: Instant
    junction: str
    why: Because


@dataclass(frozen=True, slots=True)
class JunctionHeard:
    """The controller is there and has nothing new to say; sent when it was silent for some seconds."""

    t: Instant
    junction: str


@dataclass(frozen=True, slots=True)
class JunctionLost:
    """The driver lost contact with a controller."""

    t: Instant
    junction: str


@dataclass(frozen=True, slots=True)
class AlarmChanged:
    """An alarm of a controller, or of a part of it, stands otherwise than before, since `since` by its own clock.

    `priority` is from 1, the worst, to 3; `detail` is what the controller adds, in its own words.
    """

    t: Instant
    junction: str
    part: str
    code: str
    active: bool
    acknowledged: bool
    suspended: bool
    priority: int
    since: Instant
    detail: str = ""


@dataclass(frozen=True, slots=True)
class AlarmUntold:
    """A controller does not know what a person did with one of its alarms, and why; here it holds all the same."""

    t: Instant
    junction: str
    part: str
    code: str
    act: Handling
    why: Because


@dataclass(frozen=True, slots=True)
class HealthChanged:
    """A controller sums up how it is, since `since` by its own clock; `says` are words of `HEALTH_WORDS`."""

    t: Instant
    junction: str
    says: tuple[str, ...]
    since: Instant


HEALTH_WORDS = (
    "alone",  # it takes no orders of the centre
    "unheard",  # it has lost some of its own links
    "serious_fault",  # dark or flashing amber
    "fault",
    "slight_fault",
    "in_use",
    "idle",
    "not_connected",
)


@dataclass(frozen=True, slots=True)
class LinkMeasured:
    """How a controller is connected: as which site, in which versions, and how well.

    `clock_error_s` is how far its clock is ahead of ours (behind: negative), `answer_s` how long it took to answer;
    `anew` is whether it has connected only now.
    """

    t: Instant
    junction: str
    site: str
    spoken: str
    clock_error_s: float
    answer_s: float
    anew: bool = False


@dataclass(frozen=True, slots=True)
class LateValue:
    """A value that waited in the controller while there was no contact; of `since`, so it changes nothing now."""

    t: Instant
    junction: str
    part: str
    code: str
    name: str
    value: str
    since: Instant


Event = (
    RunStarted
    | Tick
    | DetectorChanged
    | ZoneChanged
    | DetectorJudged
    | GroupChanged
    | StageStarted
    | StageEnded
    | ModeChanged
    | RouteChanged
    | PlanChanged
    | OrderRejected
    | JunctionHeard
    | JunctionLost
    | AlarmChanged
    | AlarmHandled
    | AlarmUntold
    | AlarmClosed
    | HealthChanged
    | LateValue
    | LinkMeasured
    | OverrideAsked
    | OverrideGivenBack
    | ClockAsked
    | PriorityWanted
    | PriorityDropped
    | PriorityChanged
    | PriorityRefused
)
