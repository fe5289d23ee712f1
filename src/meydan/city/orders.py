"""Orders: what the centre asks of the field. A wish until an event confirms it.

Every order says why, expires at `until`, and carries the fencing number of the process that gave it.
"""

from dataclasses import dataclass

from meydan.city.alarm import Handling
from meydan.city.because import Because
from meydan.city.events import Mode
from meydan.city.instant import Instant


@dataclass(frozen=True, slots=True)
class CallStage:
    """Ask a junction to go to a stage and stay in it until `until` or the next order."""

    t: Instant
    junction: str
    stage: str
    until: Instant
    fence: int
    because: Because


@dataclass(frozen=True, slots=True)
class HoldStage:
    """Ask a junction to stay in the stage it is in until `until` or the next order."""

    t: Instant
    junction: str
    stage: str
    until: Instant
    fence: int
    because: Because


@dataclass(frozen=True, slots=True)
class SetPlan:
    """Ask a junction to run one of its plans instead of its local one until `until`."""

    t: Instant
    junction: str
    plan: str
    until: Instant
    fence: int
    because: Because


@dataclass(frozen=True, slots=True)
class SetSplits:
    """Ask for other greens in the running plan: seconds for each of its steps, in order."""

    t: Instant
    junction: str
    plan: str
    greens_s: tuple[float, ...]
    until: Instant
    fence: int
    because: Because


@dataclass(frozen=True, slots=True)
class SetOffset:
    """Ask for another offset of the running plan."""

    t: Instant
    junction: str
    plan: str
    offset_s: float
    until: Instant
    fence: int
    because: Because


@dataclass(frozen=True, slots=True)
class SetCycle:
    """Ask for another cycle of the running plan; its greens are scaled by the controller."""

    t: Instant
    junction: str
    plan: str
    cycle_s: float
    until: Instant
    fence: int
    because: Because


@dataclass(frozen=True, slots=True)
class SetMode:
    """Ask for a mode, such as yellow flash; safety refuses those no remote may set."""

    t: Instant
    junction: str
    mode: Mode
    until: Instant
    fence: int
    because: Because


@dataclass(frozen=True, slots=True)
class ReleaseToLocal:
    """Give the junction back to its own plan. Never refused for want of data."""

    t: Instant
    junction: str
    until: Instant
    fence: int
    because: Because


@dataclass(frozen=True, slots=True)
class TellAlarm:
    """Tell a controller what a person did with one of its alarms. It moves no lamp."""

    t: Instant
    junction: str
    part: str
    code: str
    act: Handling
    until: Instant
    fence: int
    because: Because


@dataclass(frozen=True, slots=True)
class SetClock:
    """Set a controller's clock to the centre's at the moment it is sent."""

    t: Instant
    junction: str
    until: Instant
    fence: int
    because: Because


@dataclass(frozen=True, slots=True)
class AskPriority:
    """Ask a controller for priority by one of a junction's `priorities`; it weighs that itself."""

    t: Instant
    junction: str
    priority: str
    request: str
    until: Instant
    fence: int
    because: Because


@dataclass(frozen=True, slots=True)
class EndPriority:
    """Tell a controller that a request for priority is over. Never refused for want of data."""

    t: Instant
    junction: str
    request: str
    until: Instant
    fence: int
    because: Because


Order = (
    CallStage
    | HoldStage
    | SetPlan
    | SetSplits
    | SetOffset
    | SetCycle
    | SetMode
    | ReleaseToLocal
    | TellAlarm
    | SetClock
    | AskPriority
    | EndPriority
)


@dataclass(frozen=True, slots=True)
class Cleared:
    """An order that safety let through; only `meydan.safety` makes these (a test checks).

    `for_street` says whether it was cleared for a street; a street driver takes no other.
    """

    order: Order
    for_street: bool


@dataclass(frozen=True, slots=True)
class Refused:
    """An order that safety stopped, and why."""

    order: Order
    why: Because


Verdict = Cleared | Refused
