"""Plans and the timetable that says when each runs."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class PlanStage:
    """One step of a plan: a stage, how long it is shown, and the limits an actuated strategy obeys.

    `green_s` runs from the moment all groups of the stage are green until the first of them ends;
    the interstage that follows is not part of it.
    """

    stage: str
    green_s: float
    min_s: float
    max_s: float


@dataclass(frozen=True, slots=True)
class Plan:
    """Cycle, splits and offset of one junction: cycle_s = sum of greens and interstages."""

    id: str
    junction: str
    cycle_s: float
    offset_s: float
    steps: tuple[PlanStage, ...]


@dataclass(frozen=True, slots=True)
class DayEntry:
    """From `minute` of the local day on, the plan called `plan` runs (where a junction has it)."""

    minute: int
    plan: str


@dataclass(frozen=True, slots=True)
class Holiday:
    """A named day with a day type of its own: fixed ("MM-DD" in `every`) or on given dates ("YYYY-MM-DD")."""

    name: str
    day_type: str
    every: str = ""
    dates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Timetable:
    """Which plan when.

    `week` names the day type of Monday to Sunday; `days` lists the entries of each day type in order of time.
    An empty timetable leaves every junction on its local plan.
    """

    week: tuple[str, str, str, str, str, str, str] = ("all",) * 7
    days: Mapping[str, tuple[DayEntry, ...]] = field(default_factory=dict)
    holidays: tuple[Holiday, ...] = ()
