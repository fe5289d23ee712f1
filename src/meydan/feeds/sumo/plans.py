"""Plans from the shipped stages: greens and interstages that keep minimum greens, intergreens and, if they can, the cycle.

An interstage that must be longer than shown takes its seconds from the green after it, one that can be shorter gives
them to it. A green that is too short is lengthened, and what the cycle grew by is taken from the greens with most to
spare.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from meydan.city.because import Because, because
from meydan.city.interstage import interstage_s
from meydan.city.junction import Junction
from meydan.city.plan import Plan, PlanStage
from meydan.feeds.sumo.programs import Program
from meydan.feeds.sumo.stages import ShownStage


StageKey = tuple[frozenset[str], str]
"""The groups that are green in a stage, and the letter of each link."""


@dataclass(slots=True)
class _Step:
    """One step while the plan is being made [s]; `shown_s` is the green of the shipped program."""

    stage: str
    green: frozenset[str]
    shown_s: float
    green_s: float
    min_s: float
    max_s: float
    lead_s: float
    waits_s: float


def make_plan(
    program: Program, plan: str, shown: Sequence[ShownStage], stages: Mapping[StageKey, str], at: Junction
) -> tuple[Plan, list[Because]]:
    """Return the plan of a program and how it differs from what was shipped.

    Parameters
    ----------
    plan
        The name of the plan.
    shown
        The stages of the program, with their waits.
    stages
        The name of each stage by its groups and letters.
    at
        The junction, with its stages and intergreens.
    """
    steps, changes = _merged(shown, stages, program, at)
    moved_s = _fit_interstages(steps, at)
    _raise_minima(steps, at)
    _clear_all(steps, at)
    _keep_cycle(steps, at, float(program.cycle_s))
    cycle_s = sum(step.green_s for step in steps) + sum(_interstages(steps, at))
    offset_s = (program.offset_s + shown[0].starts_s + moved_s) % cycle_s
    changes += _differences(steps, program, at, cycle_s)
    done = tuple(PlanStage(s.stage, s.green_s, s.min_s, max(s.max_s, s.green_s)) for s in steps)
    return Plan(plan, at.id, cycle_s, float(round(offset_s)) % cycle_s, done), changes


def _merged(
    shown: Sequence[ShownStage], stages: Mapping[StageKey, str], program: Program, at: Junction
) -> tuple[list[_Step], list[Because]]:
    """Return the steps; the same stage twice in a row becomes one, green in between as well."""
    steps: list[_Step] = []
    changes = []
    for stage in shown:
        names = {"junction": at.id, "program": program.id}
        changes += [because("import.red_between", **names, group=g) for g in sorted(stage.broken)]
        name = stages[stage.green, stage.letters]
        times = (stage.green_s, stage.green_s, stage.min_s, stage.max_s, stage.lead_s, stage.waits_s)
        step = _Step(name, stage.green, *map(float, times))
        if steps and steps[-1].green == step.green:
            last = steps[-1]
            last.green_s += last.waits_s + step.green_s
            last.shown_s, last.waits_s = last.shown_s + step.shown_s, step.waits_s
            last.min_s, last.max_s = last.min_s + step.min_s, last.max_s + step.max_s
        else:
            steps.append(step)
    if len(steps) == 1:
        steps[0].green_s, steps[0].waits_s = float(program.cycle_s), 0.0
    return steps, changes


def _interstages(steps: Sequence[_Step], at: Junction) -> list[float]:
    """Return the interstage after each step [s]."""
    following = [*steps[1:], *steps[:1]]
    return [interstage_s(at, a.stage, b.stage) for a, b in zip(steps, following, strict=True)]


def _fit_interstages(steps: Sequence[_Step], at: Junction) -> float:
    """Give each change the time it needs; return how much later the first step starts [s]."""
    moved_s = 0.0
    for n, needed_s in enumerate(_interstages(steps, at)):
        before, after = steps[n], steps[(n + 1) % len(steps)]
        longer_s = needed_s - before.waits_s
        if longer_s <= 0:
            after.green_s -= longer_s
            taken_s = longer_s
        else:
            led_s = min(longer_s, after.lead_s, after.min_s)
            after.min_s, after.max_s = after.min_s - led_s, after.max_s - led_s
            taken_s = min(longer_s, led_s + max(0.0, after.green_s - led_s - after.min_s))
            after.green_s -= taken_s
            before.green_s -= min(longer_s - taken_s, max(0.0, before.green_s - before.min_s))
        if after is steps[0]:
            moved_s = taken_s
    return moved_s


def _raise_minima(steps: Sequence[_Step], at: Junction) -> None:
    """Lengthen what is shorter than the minimum of its stage, or of a group that is green in it."""
    for step in steps:
        step.green_s = max(step.green_s, step.min_s)
    changes = _interstages(steps, at)
    for run, group in _green_runs(steps):
        minimum_s = at.groups[group].min_green.s
        if len(run) == 1:
            steps[run[0]].min_s = max(steps[run[0]].min_s, minimum_s)
        green_s = sum(steps[n].green_s for n in run) + sum(changes[n] for n in run[:-1])
        if green_s < minimum_s:
            longest = max((steps[n] for n in run), key=lambda step: step.green_s)
            longest.green_s += minimum_s - green_s


def _green_runs(steps: Sequence[_Step]) -> list[tuple[list[int], str]]:
    """Return the runs of steps in which a group is green without a break, cyclic; none for one green all the time."""
    count, runs = len(steps), []
    for first in range(count):
        for group in sorted(steps[first].green - steps[first - 1].green):
            run = [first]
            while group in steps[(run[-1] + 1) % count].green:
                run.append((run[-1] + 1) % count)
            runs.append((run, group))
    return runs


def _clear_all(steps: Sequence[_Step], at: Junction) -> None:
    """Lengthen each step after which a group starts too soon for one that ended before this step."""
    for n, late_s in _late(steps, at):
        steps[n].green_s += late_s
        steps[n].min_s += late_s


def _late(steps: Sequence[_Step], at: Junction) -> list[tuple[int, float]]:
    """Return the steps that are too short for an earlier change to clear, and the seconds they lack."""
    count, changes, late = len(steps), _interstages(steps, at), dict[int, float]()
    for ended in range(count):
        ending = steps[ended].green - steps[(ended + 1) % count].green
        passed_s = changes[ended]
        for k in range(1, count):
            n = (ended + k) % count
            following = steps[(n + 1) % count]
            passed_s += steps[n].green_s + late.get(n, 0.0) + changes[n]
            starting = following.green - steps[n].green
            waits = [at.effective_intergreen_s(a, b) for a in ending for b in starting if (a, b) in at.conflicts]
            if waits and max(waits) > passed_s:
                late[n] = late.get(n, 0.0) + max(waits) - passed_s
                passed_s = max(waits)
            ending -= following.green
    return list(late.items())


def _keep_cycle(steps: Sequence[_Step], at: Junction, shipped_s: float) -> None:
    """Take what the cycle grew by, second by second, from the greens that have most to spare."""
    over_s = sum(step.green_s for step in steps) + sum(_interstages(steps, at)) - shipped_s
    stuck: set[int] = set()
    while over_s > 0:
        spare = [(step.green_s - step.min_s, -n) for n, step in enumerate(steps) if n not in stuck]
        most_s, n = max(spare, default=(0.0, 0))
        piece_s = min(1.0, over_s, most_s)
        if piece_s <= 0:
            return
        steps[-n].green_s -= piece_s
        if _is_short(steps, at) or _late(steps, at):
            steps[-n].green_s += piece_s
            stuck.add(-n)
        else:
            over_s -= piece_s


def _is_short(steps: Sequence[_Step], at: Junction) -> bool:
    """Say whether some group is green for less than its minimum."""
    changes = _interstages(steps, at)
    return any(
        sum(steps[n].green_s for n in run) + sum(changes[n] for n in run[:-1]) < at.groups[group].min_green.s
        for run, group in _green_runs(steps)
    )


def _differences(steps: Sequence[_Step], program: Program, at: Junction, cycle_s: float) -> list[Because]:
    """Return every green and the cycle, where they are not those of the shipped program."""
    names = {"junction": at.id, "program": program.id}
    found = []
    for step in steps:
        if step.green_s != step.shown_s:
            code = "import.green_longer" if step.green_s > step.shown_s else "import.green_shorter"
            found.append(because(code, **names, stage=step.stage, s=step.shown_s, now_s=step.green_s))
    if cycle_s != program.cycle_s:
        found.append(because("import.cycle", **names, s=float(program.cycle_s), now_s=cycle_s))
    return found
