"""The intergreen matrix as the shipped programs keep it: seconds from end of green to start of green."""

from collections.abc import Mapping, Sequence

from meydan.city.because import Because, because
from meydan.city.junction import Known, SignalGroup, Sureness
from meydan.feeds.sumo.conflicts import Pair
from meydan.feeds.sumo.stages import ShownStage

Matrix = Mapping[Pair, Known]


def shipped_intergreens(
    never: frozenset[Pair],
    groups: Mapping[str, SignalGroup],
    programs: Sequence[Sequence[ShownStage]],
    junction: str,
) -> tuple[Matrix, list[Because]]:
    """Return an intergreen for every conflicting pair, and those the programs keep too short.

    A pair that changes at one change of stages takes the shortest time shown there. Any other takes amber and the
    longest all-red shown after the first group.
    """
    shown, all_red = _shown(never, groups, programs)
    matrix: dict[Pair, Known] = {}
    raised = []
    for a, b in sorted(never):
        if (a, b) in shown:
            known = Known(float(shown[a, b]), Sureness.IMPORTED)
        else:
            sure = groups[a].amber.sure if a in all_red else Sureness.GUESSED
            known = Known(groups[a].amber.s + all_red.get(a, 0.0), sure)
        matrix[a, b] = at_least(known, groups[a], groups[b])
        if (a, b) in shown and matrix[a, b].s > known.s:
            names = {"junction": junction, "group": a, "other": b}
            raised.append(because("import.intergreen_raised", **names, s=known.s, now_s=matrix[a, b].s))
    return matrix, raised


def at_least(known: Known, ending: SignalGroup, starting: SignalGroup) -> Known:
    """Return an intergreen that is never shorter than amber and red-amber, nor than people need to leave."""
    floors = (
        Known(ending.amber.s + starting.red_amber.s, ending.amber.sure),
        Known(ending.clearance.s, ending.clearance.sure),
    )
    for floor in floors:
        if floor.s > known.s:
            known = floor
    return known


def _shown(
    never: frozenset[Pair], groups: Mapping[str, SignalGroup], programs: Sequence[Sequence[ShownStage]]
) -> tuple[dict[Pair, int], dict[str, float]]:
    """Return the shortest time shown for each pair that changes at once, and the longest all-red after each group."""
    shown: dict[Pair, int] = {}
    all_red: dict[str, float] = {}
    for stages in programs:
        for stage, following in zip(stages, [*stages[1:], *stages[:1]], strict=True):
            for a in stage.green - following.green:
                for b in following.green - stage.green:
                    if (a, b) in never:
                        shown[a, b] = min(shown.get((a, b), stage.waits_s), stage.waits_s)
                        red_s = stage.waits_s - groups[a].amber.s
                        all_red[a] = max(all_red.get(a, 0.0), red_s)
    return shown, all_red
