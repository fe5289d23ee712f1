"""Stages from green phases: the longest runs of phases with the same groups green."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from meydan.feeds.sumo.groups import Groups
from meydan.feeds.sumo.programs import CHANGING, Phase, Program

LONGEST_WAIT_S = 5  # of red alone between amber and the next green; a longer rest is a stage
ACTUATED_SHARE = 1.5  # of the shown green, where a phase names no maximum


@dataclass(frozen=True, slots=True)
class ShownStage:
    """One stage as a program shows it.

    `starts_s` counts from the program's second 0 and may lie before it; `waits_s` is the time until the next stage;
    `lead_s` the part at the start in which groups of the stage before still show amber. `broken` are the groups that
    turn red on the way to the next stage though they are green in both.
    """

    green: frozenset[str]
    letters: str
    starts_s: int
    green_s: int
    min_s: int
    max_s: int
    lead_s: int
    waits_s: int
    broken: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Run:
    green: frozenset[str]
    starts_s: int
    phases: tuple[Phase, ...]

    @property
    def length_s(self) -> int:
        return sum(phase.duration_s for phase in self.phases)


def shown_stages(program: Program, groups: Groups, min_green_s: float) -> list[ShownStage]:
    """Return the stages a program shows, in order, from the one that holds its second 0 or comes next.

    Time without any green, and time in which all that is green goes on into the next stage while others show amber
    or have just turned red, lies between stages.
    """
    runs = _runs(program, groups)
    kept = [n for n in range(len(runs)) if runs[n].green and not _is_change(n, runs)]
    shown = [_stage(runs[n], min_green_s) for n in kept]
    done = []
    for n, following, stage, after in zip(kept, [*kept[1:], *kept[:1]], shown, [*shown[1:], *shown[:1]], strict=True):
        between = [runs[(n + 1 + i) % len(runs)].green for i in range((following - n - 1) % len(runs))]
        going_on = stage.green & after.green
        waits_s = (after.starts_s - stage.starts_s - stage.green_s) % program.cycle_s
        done.append(replace(stage, waits_s=waits_s, broken=going_on - going_on.intersection(*between)))
    return done


def _runs(program: Program, groups: Groups) -> list[_Run]:
    """Return the cyclic runs of phases with the same groups green; the first holds second 0."""
    runs: list[_Run] = []
    at = 0
    for phase in program.phases:
        green = groups.green(phase.letters)
        if runs and runs[-1].green == green:
            runs[-1] = replace(runs[-1], phases=(*runs[-1].phases, phase))
        else:
            runs.append(_Run(green, at, (phase,)))
        at += phase.duration_s
    if len(runs) > 1 and runs[0].green == runs[-1].green:
        last = runs.pop()
        runs[0] = _Run(last.green, last.starts_s - at, last.phases + runs[0].phases)
    return runs


def _is_change(n: int, runs: Sequence[_Run]) -> bool:
    """Say whether a run is only the wait of groups that stay green from one stage to the next."""
    run, before, after = runs[n], runs[n - 1], runs[(n + 1) % len(runs)]
    if not (run.green < before.green and run.green < after.green):
        return False
    red_s = sum(phase.duration_s for phase in run.phases if not phase.is_changing)
    return red_s <= LONGEST_WAIT_S and not any(_is_free(phase) for phase in run.phases)


def _is_free(phase: Phase) -> bool:
    """Say whether a phase may be made longer or shorter, so that it is no mere wait."""
    return phase.has_limits and phase.min_s != phase.max_s


def _stage(run: _Run, min_green_s: float) -> ShownStage:
    main = max(run.phases, key=lambda phase: (not phase.is_changing, phase.duration_s))
    letters = "".join("r" if letter in CHANGING else letter for letter in main.letters)
    lead_s = 0
    for phase in run.phases:
        if not phase.is_changing or _is_free(phase):
            break
        lead_s += phase.duration_s
    min_s, max_s = _limits(run, min_green_s)
    return ShownStage(run.green, letters, run.starts_s, run.length_s, min_s, max_s, lead_s, 0, frozenset())


def _limits(run: _Run, min_green_s: float) -> tuple[int, int]:
    """Return minimum and maximum: the sums over all phases of the run.

    A phase with amber and no limits keeps its time. Where a phase of green names no limits, the whole stage lasts at
    least the minimum green (or as shown, if that is less), and this phase at most one and a half times its shown time.
    """
    least = most = 0
    is_open = False
    for phase in run.phases:
        if phase.has_limits or phase.is_changing:
            low = phase.duration_s if phase.min_s is None else phase.min_s
            high = phase.duration_s if phase.max_s is None else phase.max_s
            least, most = least + low, most + max(low, high)
        else:
            is_open = True
            most += round(ACTUATED_SHARE * phase.duration_s)
    least = max(least, min(round(min_green_s), run.length_s)) if is_open else least
    return least, max(least, most)
