"""Stages from green phases: which groups are green together, for how long, and what comes between.

A stage is a run of phases with the same green groups; ambers of others beside it count as its time. A run that only
waits for the next greens (nothing green, or only groups green before and after) is an interstage.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby

from meydan.feeds.sumo.clean import GREEN, CleanProgram
from meydan.feeds.sumo.programs import Phase

LONGEST_ALL_RED_S = 5.0  # a run without amber that lasts longer is a stage of its own
LONGEST_SHARE = 1.5  # of the shown green an actuated strategy may give where the plan has no maximum
USUAL_MAX_S = 50.0  # SUMO's own default for the longest green; at least this long where nobody timed the plan


@dataclass(frozen=True, slots=True)
class Step:
    """One stage as a program shows it.

    `change_s` is the shipped interstage that follows, `slices` the number of phases its green was cut into.
    """

    green: frozenset[str]
    letters: str
    green_s: float
    min_s: float
    max_s: float
    change_s: float
    slices: int


@dataclass(frozen=True, slots=True)
class Cycle:
    """A program as steps; its first step's green begins `starts_s` after the program's second 0."""

    program: str
    offset_s: float
    cycle_s: float
    starts_s: float
    steps: tuple[Step, ...]


@dataclass(slots=True)
class _Run:
    """Consecutive phases with the same green groups."""

    green: frozenset[str]
    phases: list[Phase]
    starts_s: float
    for_nobody: bool  # green only on letters that hang on no movement of the net

    @property
    def length_s(self) -> float:
        return sum(phase.duration_s for phase in self.phases)


def make_cycle(program: CleanProgram, green: Callable[[str], frozenset[str]], min_green_s: float) -> Cycle:
    """Return a program as steps with limits for each; `green` gives the groups green in a state."""
    runs = _runs(program, green)
    is_step = [_is_step(runs, i) for i in range(len(runs))]
    first = is_step.index(True)
    order = [*range(first, len(runs)), *range(first)]
    is_timed = _is_timed([runs[i] for i in order if is_step[i]])
    steps: list[Step] = []
    for at, i in enumerate(order):
        if not is_step[i]:
            continue
        changes = []
        for following in (*order[at + 1 :], *order[:at]):
            if is_step[following]:
                break
            changes.append(runs[following].length_s)
        steps.append(_step(runs[i], sum(changes), min_green_s, is_timed=is_timed))
    cycle_s = sum(phase.duration_s for phase in program.phases)
    return Cycle(program.id, program.offset_s, cycle_s, runs[first].starts_s, tuple(steps))


def _runs(program: CleanProgram, green: Callable[[str], frozenset[str]]) -> list[_Run]:
    """Return the runs of the cycle; one that goes over its end is joined and begins before second 0."""
    runs: list[_Run] = []
    at_s = 0.0
    for (same, for_nobody), phases in groupby(program.phases, key=lambda phase: _shown(phase.state, green)):
        run = _Run(same, list(phases), at_s, for_nobody)
        runs.append(run)
        at_s += run.length_s
    if len(runs) > 1 and (runs[0].green, runs[0].for_nobody) == (runs[-1].green, runs[-1].for_nobody):
        last = runs.pop()
        runs[0] = _Run(last.green, last.phases + runs[0].phases, last.starts_s - at_s, last.for_nobody)
    return runs


def _shown(state: str, green: Callable[[str], frozenset[str]]) -> tuple[frozenset[str], bool]:
    groups = green(state)
    return groups, not groups and not GREEN.isdisjoint(state)


def _is_step(runs: Sequence[_Run], i: int) -> bool:
    run = runs[i]
    if not run.green:
        return run.for_nobody
    before = next((runs[i - k] for k in range(1, len(runs)) if runs[i - k].green), run)
    after = next((runs[(i + k) % len(runs)] for k in range(1, len(runs)) if runs[(i + k) % len(runs)].green), run)
    waits = run.green < before.green and run.green < after.green
    red_s = sum(phase.duration_s for phase in run.phases if "y" not in phase.state and "u" not in phase.state)
    return not waits or red_s > LONGEST_ALL_RED_S


def _is_timed(steps: Sequence[_Run]) -> bool:
    """Say whether somebody timed a program: one whose greens are all as long, without limits, is a placeholder."""
    has_limits = any(phase.min_s is not None or phase.max_s is not None for run in steps for phase in run.phases)
    return has_limits or len({run.length_s for run in steps}) > 1


def _step(run: _Run, change_s: float, min_green_s: float, *, is_timed: bool) -> Step:
    """Return a run as a step: limits of its phases summed, amber beside it fixed, the rest by rule."""
    least = most = free_s = 0.0
    for phase in run.phases:
        if phase.min_s is None and phase.max_s is None and not _beside_amber(phase):
            free_s += phase.duration_s
        else:
            least += phase.duration_s if phase.min_s is None else phase.min_s
            most += phase.duration_s if phase.max_s is None else phase.max_s
    least += min(free_s, min_green_s)
    most += max(float(round(free_s * LONGEST_SHARE)), 0.0 if is_timed or not free_s else USUAL_MAX_S)
    shown_s = run.length_s
    limits = min(float(least), shown_s), max(float(most), shown_s)
    slices = sum(not _beside_amber(phase) for phase in run.phases)
    return Step(run.green, _letters(run), shown_s, *limits, change_s, slices)


def _beside_amber(phase: Phase) -> bool:
    return "y" in phase.state or "u" in phase.state


def _letters(run: _Run) -> str:
    """Return what each link shows at the end of the run, when others have finished their amber."""
    shown = run.phases[-1].state
    return "".join(letter if letter == "s" or (letter in GREEN and run.green) else "r" for letter in shown)
