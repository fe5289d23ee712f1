"""Row 6: nobody is forgotten at a red light, in any run.

A movement with demand is served once in two cycles when whoever stands first before its red gets green within two
cycles; a cycle shorter than 90 s counts as one of 90 s.
"""

from collections.abc import Mapping, Sequence

from meydan.city.because import Because, Value, because
from meydan.twin.gate.row import Row, RowVerdict, known
from meydan.twin.gate.run_result import Pair

CYCLES = 2
LONGEST_WAIT_S = 180.0
LONGEST_WALK_WAIT_S = 120.0


def starvation(pairs: Sequence[Pair], cycles_s: Mapping[str, float]) -> Row:
    """Return row 6; `cycles_s` is the cycle of each junction's plan under the candidate."""
    waits = [
        (waited_s - _allowed_s(cycles_s[junction]), waited_s, f"{junction} {group}", _allowed_s(cycles_s[junction]))
        for pair in pairs
        for junction, groups in pair.new.longest_waits_s.items()
        for group, waited_s in groups.items()
    ]
    walks_s = [pair.new.walk_longest_wait_s for pair in pairs if pair.new.walk_longest_wait_s is not None]
    _, longest_s, where, allowed_s = max(waits, default=(0.0, 0.0, "", LONGEST_WAIT_S))
    over = len({name for beyond_s, _, name, _ in waits if beyond_s > 0})
    walkers = sum(waited_s > LONGEST_WALK_WAIT_S for waited_s in walks_s)
    numbers = known(
        {
            "groups": len({name for _, _, name, _ in waits}),
            "over": over,
            "longest_s": longest_s,
            "where": where or None,
            "allowed_s": allowed_s,
            "walk_longest_s": max(walks_s, default=None),
            "walk_allowed_s": LONGEST_WALK_WAIT_S,
            "runs_with_walks_over": walkers,
        }
    )
    verdict: RowVerdict = "failed" if over or walkers else "passed"
    return Row(6, "gate.starvation", verdict, numbers, _why(numbers, verdict))


def _why(numbers: Mapping[str, Value], verdict: RowVerdict) -> Because:
    return because(
        f"gate.starvation_{verdict}",
        longest_s=numbers["longest_s"],
        where=numbers.get("where", "–"),
        allowed_s=numbers["allowed_s"],
        over=numbers["over"],
        walks_s=numbers.get("walk_longest_s", "–"),
    )


def _allowed_s(cycle_s: float) -> float:
    return max(CYCLES * cycle_s, LONGEST_WAIT_S)
