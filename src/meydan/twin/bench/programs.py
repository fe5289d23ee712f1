"""SUMO's own controllers for shipped programs: the same phases, with limits, for SUMO to choose their length.

The limits are the plan's own (`minDur`, `maxDur`) where it has them. A green without limits lasts from the scenario's
minimum green to SUMO's usual maximum, or to its shipped length if that is more; one shorter than the minimum green
stays as it is. Equal greens in a row are one green, minima and maxima summed. Change intervals are the plan's; where a
link goes from green to red with no amber between, it gets the scenario's; only those on foot need none.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from xml.sax.saxutils import quoteattr

from meydan.feeds.sumo.programs import Phase, Program
from meydan.feeds.sumo.stages import USUAL_MAX_S

PROGRAM = "meydan-bench"
_GREEN, _RED, _CHANGE = frozenset("Gg"), frozenset("rs"), frozenset("yu")


@dataclass(frozen=True, slots=True)
class Limits:
    """What a scenario says where its programs say nothing [s]."""

    yellow_s: float
    min_green_s: float


def additional_file(
    programs: Mapping[str, Sequence[Program]], kind: str, limits: Limits, on_foot: Mapping[str, frozenset[int]]
) -> str:
    """Return an additional file that lets SUMO run the last program of each light.

    Parameters
    ----------
    kind
        `actuated` or `delay_based`.
    on_foot
        The links of each light that are crossings.
    """
    lines = ["<additional>"]
    for tls, of in programs.items():
        lines.append(f'<tlLogic id={quoteattr(tls)} type="{kind}" programID="{PROGRAM}" offset="0">')
        for phase in with_limits(of[-1], limits, on_foot.get(tls, frozenset())):
            assert phase.min_s is not None
            assert phase.max_s is not None
            lines.append(
                f'<phase duration="{phase.duration_s:g}" minDur="{phase.min_s:g}" maxDur="{phase.max_s:g}" '
                f'state="{phase.state}"/>'
            )
        lines.append("</tlLogic>")
    return "\n".join([*lines, "</additional>\n"])


def with_limits(program: Program, limits: Limits, on_foot: frozenset[int] = frozenset()) -> list[Phase]:
    """Return the phases of a program in the order they are shown, each with its least and greatest length."""
    phases = _with_ambers(_in_order(program.phases), limits.yellow_s, on_foot)
    return [_limited(run, limits) for run in _equal_greens(phases)]


def _in_order(phases: Sequence[Phase]) -> list[Phase]:
    """Return the cycle that `next` leads through; what comes before it only once, or never, is left out."""
    order: list[int] = []
    at = 0
    while at not in order:
        order.append(at)
        following = phases[at].following
        at = (at + 1) % len(phases) if following is None else following
    return [replace(phases[i], following=None) for i in order[order.index(at) :]]


def _with_ambers(phases: Sequence[Phase], yellow_s: float, on_foot: frozenset[int]) -> list[Phase]:
    """Put an amber before each red that follows a green directly: in the change beside it, or one of its own."""
    states = [phase.state for phase in phases]
    made: list[Phase] = []
    for i, phase in enumerate(phases):
        state, following = states[i], states[(i + 1) % len(states)]
        ends = [k for k, (a, b) in enumerate(zip(state, following, strict=True)) if a in _GREEN and b in _RED]
        bare = [k for k in ends if k not in on_foot]
        made.append(replace(phase, state=states[i]))
        if not bare:
            continue
        is_change = not _CHANGE.isdisjoint(following) and i + 1 < len(states)
        amber = "".join("y" if k in bare else letter for k, letter in enumerate(following if is_change else state))
        if is_change:
            states[i + 1] = amber
        else:
            made.append(Phase(yellow_s, amber, yellow_s, yellow_s, None))
    return made


def _is_green(phase: Phase) -> bool:
    return not _GREEN.isdisjoint(phase.state) and _CHANGE.isdisjoint(phase.state)


def _equal_greens(phases: Sequence[Phase]) -> list[list[Phase]]:
    """Return the phases with equal greens in a row together; a green that goes over the cycle's end is one, too."""
    runs: list[list[Phase]] = []
    for phase in phases:
        if runs and _is_green(phase) and runs[-1][0].state == phase.state:
            runs[-1].append(phase)
        else:
            runs.append([phase])
    if len(runs) > 1 and _is_green(runs[0][0]) and runs[0][0].state == runs[-1][0].state:
        runs[0] = runs.pop() + runs[0]
    return runs


def _limited(run: Sequence[Phase], limits: Limits) -> Phase:
    """Return a run as one phase with limits."""
    length_s = sum(phase.duration_s for phase in run)
    if not _is_green(run[0]):
        return replace(run[0], min_s=length_s, max_s=length_s)
    free = [phase for phase in run if phase.min_s is None and phase.max_s is None]
    free_s = sum(phase.duration_s for phase in free)
    least_s = most_s = 0.0
    for phase in run:
        if phase not in free:
            least_s += min(limits.min_green_s, phase.duration_s) if phase.min_s is None else phase.min_s
            most_s += max(USUAL_MAX_S, phase.duration_s) if phase.max_s is None else phase.max_s
    if free_s < limits.min_green_s:
        least_s, most_s = least_s + free_s, most_s + free_s
    else:
        least_s, most_s = least_s + limits.min_green_s, most_s + max(USUAL_MAX_S, free_s)
    return Phase(length_s, run[0].state, least_s, max(least_s, most_s), None)
