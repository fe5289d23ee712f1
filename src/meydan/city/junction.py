"""A junction as it stands in the street: groups, stages, intergreens, lanes, detectors."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Sureness(StrEnum):
    """How well a value is known; only *surveyed* and *imported* may clear an order to a street."""

    SURVEYED = "surveyed"
    IMPORTED = "imported"
    GUESSED = "guessed"


@dataclass(frozen=True, slots=True)
class Known:
    """A safety value [s] and how sure it is."""

    s: float
    sure: Sureness


class Lamp(StrEnum):
    """What one signal group shows."""

    DARK = "d"
    RED = "r"
    RED_AMBER = "u"
    GREEN = "G"
    FLASHING_GREEN = "f"
    AMBER = "y"
    FLASHING_AMBER = "o"


class GroupKind(StrEnum):
    """Whom a signal group serves."""

    VEHICLE = "vehicle"
    PEDESTRIAN = "pedestrian"


@dataclass(frozen=True, slots=True)
class SignalGroup:
    """Heads that always show the same colour.

    `flashing_green_s` is the end of green, shown flashing, where a country uses it; it is not part
    of the minimum green. `clearance_s` is what pedestrians need to leave the crossing after green.
    `approach` names the road leading in, `exits` the roads its traffic leaves by.
    """

    id: str
    kind: GroupKind
    approach: str
    exits: tuple[str, ...]
    min_green: Known
    amber: Known
    red_amber: Known
    flashing_green: Known
    clearance: Known
    max_red: Known


@dataclass(frozen=True, slots=True)
class Stage:
    """A set of signal groups that are green together."""

    id: str
    green: frozenset[str]


class DetectorKind(StrEnum):
    """What a detector is: a loop, by where it lies in its lane, or a zone that a camera or radar counts in."""

    STOP_LINE = "stop_line"
    ADVANCE = "advance"
    ZONE = "zone"


SHORTEST_LANE_M = 6.0  # a shorter lane holds no waiting vehicle


@dataclass(frozen=True, slots=True)
class Detector:
    """A loop or zone in one lane: its downstream end lies `distance_m` before the stop line, it reaches `length_m` up.

    A loop says when it is occupied, a zone how many vehicles it holds and how many of them stand.
    """

    id: str
    lane: str
    kind: DetectorKind
    distance_m: float
    length_m: float

    @property
    def asks(self) -> bool:
        """Whether who stands in it waits at the stop line, and so asks for the groups of its lane."""
        at_line = self.kind is DetectorKind.ZONE and self.distance_m < SHORTEST_LANE_M
        return at_line or self.kind is DetectorKind.STOP_LINE


@dataclass(frozen=True, slots=True)
class Onward:
    """Where the traffic of a lane goes: a share [0..1] of it comes to the next signals by the road `approach`.

    `distance_m` is the way from stop line to stop line, `travel_s` what it takes when nothing is in the way.
    """

    junction: str
    approach: str
    distance_m: float
    travel_s: float
    share: float


@dataclass(frozen=True, slots=True)
class Lane:
    """One file of vehicles before the stop line and the signal groups that release it.

    `ahead_m` is how far its downstream end lies before the stop line: 0 but for the pieces upstream of a lane too
    short for its detectors. Such a piece may lead to several lanes; `groups` are then those of all of them.
    `leads_to` are the lanes with a stop line that who stays on the piece comes to, empty where nobody knows it.
    `onward` are the next signals its traffic comes to, as far as they are near; the shares may sum to less than 1.
    """

    id: str
    approach: str
    groups: tuple[str, ...]
    length_m: float
    speed_mps: float
    ahead_m: float = 0.0
    onward: tuple[Onward, ...] = ()
    leads_to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TwinLinks:
    """How the twin shows this junction: SUMO's light, the group of each link, the letters of each stage.

    `groups[i]` is the signal group of link i, or "" where no movement hangs on it.
    `letters[stage][i]` is what link i shows while the stage is green: G, g (yields), s or r.
    """

    tls: str
    groups: tuple[str, ...]
    letters: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class SiteLinks:
    """Which RSMP site controls this junction, and how that site counts.

    `main` is the component that stands for the whole controller. `groups` and `detectors` are in the order of the
    letters of S0001 and of the digits of S0002, "" where this junction has none; `plans` has each plan's number there.
    """

    site: str
    main: str
    groups: tuple[str, ...]
    detectors: tuple[str, ...]
    plans: Mapping[str, int]


class VehicleKind(StrEnum):
    """For whom priority is asked, in the words of the signal lists."""

    PEDESTRIAN = "pedestrian"
    BICYCLE = "bicycle"
    MOTORCYCLE = "motorcycle"
    CAR = "car"
    BUS = "bus"
    LIGHT_TRUCK = "lightTruck"
    HEAVY_TRUCK = "heavyTruck"
    TRAM = "tram"
    EMERGENCY = "emergency"
    SAFETY_CAR = "safetyCar"
    SPECIAL_TRANSPORT = "specialTransport"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Priority:
    """Where a vehicle of a kind can be given priority: at a signal group, or by an input of the controller.

    One of `group` ("": none) and `input` (0: none) is given. `component` is what the site calls the group, "" on a
    virtual street. With a `stage` it is an emergency route: as long as it is called the junction shows that stage, for
    `least_s` at least and `longest_s` at most.
    """

    id: str
    kind: VehicleKind
    group: str = ""
    input: int = 0
    component: str = ""
    stage: str = ""
    least_s: float = 0.0
    longest_s: float = 0.0


@dataclass(frozen=True, slots=True)
class Junction:
    """One controller with everything safety needs to know of it.

    Parameters
    ----------
    conflicts
        Ordered pairs that must never be non-red together; always symmetric.
    permitted
        Ordered pairs (yielding, having priority) exempt from I1 and I2.
    intergreens
        Seconds from end of green of the first to start of green of the second, ordered pairs.
    startup_red
        All-red shown between dark or flash and the first stage (I8).
    local_plan
        The plan the controller runs when the centre says nothing.
    priorities
        Where signal priority can be asked for.
    """

    id: str
    name: str
    position: tuple[float, float]
    groups: Mapping[str, SignalGroup]
    stages: Mapping[str, Stage]
    conflicts: frozenset[tuple[str, str]]
    permitted: frozenset[tuple[str, str]]
    intergreens: Mapping[tuple[str, str], Known]
    startup_red: Known
    lanes: Mapping[str, Lane]
    detectors: Mapping[str, Detector]
    local_plan: str
    owner: str = ""
    decision: str = ""
    decision_date: str = ""
    twin: TwinLinks | None = None
    rsmp: SiteLinks | None = None
    priorities: Mapping[str, Priority] = field(default_factory=dict)

    @property
    def routes(self) -> Mapping[str, Priority]:
        """The emergency routes, by name."""
        return {name: one for name, one in self.priorities.items() if one.stage}

    def effective_intergreen_s(self, ending: str, starting: str) -> float:
        """Return max(Z, amber + red-amber) of an ordered conflicting pair [s]; KeyError if Z is missing."""
        end, start = self.groups[ending], self.groups[starting]
        return max(self.intergreens[ending, starting].s, end.flashing_green.s + end.amber.s + start.red_amber.s)
