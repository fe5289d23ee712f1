"""The emergency part of row 7: what each route of each junction did when it was called on the twin."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil

from meydan.city.because import Because, Value, because
from meydan.city.junction import Junction
from meydan.twin.gate.row import RowVerdict

SEEN_RED_S = 1.0  # a group that has just ended is red for so long at least before it is green again


@dataclass(frozen=True, slots=True)
class RouteTested:
    """One emergency route: how often it was called, and the slowest of these calls [s].

    `entry_s` is from the call until every group of its stage was green, None where that did not come about in time;
    `back_s` from the end of the call until the junction was in step with its plan, or in the strategy's hands, again.
    """

    junction: str
    route: str
    calls: int
    entry_s: float | None
    entry_most_s: float
    back_s: float | None
    back_most_s: float

    @property
    def holds(self) -> bool:
        """Whether every call came to its stage, and was over, in time."""
        if self.entry_s is None or self.back_s is None:
            return False
        return self.entry_s <= self.entry_most_s and self.back_s <= self.back_most_s


@dataclass(frozen=True, slots=True)
class EmergencyTest:
    """What became of all routes of a city: `violations` of lamps while they were called.

    `stageless` counts the priorities for emergency vehicles that name no stage, so that no controller can show it.
    """

    routes: tuple[RouteTested, ...] = ()
    violations: int = 0
    stageless: int = 0


def judged(test: EmergencyTest) -> tuple[RowVerdict, Mapping[str, Value | None], Because]:
    """Return what the test comes to, its numbers, and the sentence that says why."""
    called = [one for one in test.routes if one.calls]
    calls = sum(one.calls for one in called)
    numbers: dict[str, Value | None] = {"routes": len(called), "route_calls": calls}
    entries, backs = ([s for s in (getattr(o, n) for o in called) if s is not None] for n in ("entry_s", "back_s"))
    numbers |= {"entry_s": max(entries, default=None), "back_s": max(backs, default=None)}
    if test.violations:
        return "failed", numbers, because("gate.emergency_lamps", violations=test.violations)
    if late := next((one for one in called if not one.holds), None):
        return "failed", numbers, _too_late(late)
    if not called or test.stageless or len(called) < len(test.routes):
        return "not_assessed", numbers, _untested(test, len(called))
    longest: dict[str, Value] = {"entry_s": max(entries), "back_s": max(backs)}
    return "passed", numbers, because("gate.emergency_passed", routes=len(called), calls=calls, **longest)


def _too_late(one: RouteTested) -> Because:
    where: dict[str, Value] = {"junction": one.junction, "route": one.route}
    if one.entry_s is None or one.entry_s > one.entry_most_s:
        found: Value = "–" if one.entry_s is None else one.entry_s
        return because("gate.emergency_entry", found_s=found, most_s=one.entry_most_s, **where)
    return because(
        "gate.emergency_back", found_s="–" if one.back_s is None else one.back_s, most_s=one.back_most_s, **where
    )


def _untested(test: EmergencyTest, called: int) -> Because:
    if test.stageless:
        return because("gate.emergency_stageless", priorities=test.stageless)
    if not test.routes:
        return because("gate.emergency_none")
    return because("gate.emergency_short", called=called, routes=len(test.routes))


def longest_entry_s(junction: Junction, stage: str) -> float:
    """Return within how long a stage stands once it is called, whatever stands or changes then [s].

    At worst a change to another stage is under way: it is finished, what it turned green has its minimum, and the
    change to the stage follows. Where time comes in whole seconds each lamp may last a part of one longer.
    """
    to = junction.stages[stage].green
    worst = 0.0
    for before in junction.stages.values():
        green_s = max((ceil(junction.groups[g].min_green.s) for g in before.green - to), default=0)
        worst = max(worst, max(_start_s(junction, g) for g in before.green) + green_s)
    return worst + max(_start_s(junction, g) for g in to)


def _start_s(junction: Junction, group: str) -> int:
    """Return how long a group waits at most for its green when everything against it, and itself, has just ended."""
    groups, lead_s = junction.groups, junction.groups[group].red_amber.s
    waits = [_change_s(junction, group) + SEEN_RED_S]
    for ending, starting in junction.conflicts:
        if starting == group:
            waits.append(max(junction.intergreens[ending, group].s - lead_s, _change_s(junction, ending)))
    return ceil(max(waits)) + ceil(groups[group].red_amber.s)


def _change_s(junction: Junction, group: str) -> int:
    """Return how long a group takes from the end of its green to red."""
    return ceil(junction.groups[group].flashing_green.s) + ceil(junction.groups[group].amber.s)
