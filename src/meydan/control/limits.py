"""What a strategy that chooses stages freely keeps all the same: minimum greens, and nobody waits too long."""

from collections.abc import Mapping, Set

from meydan.city.because import Because, because
from meydan.city.instant import elapsed_s
from meydan.city.junction import Lamp
from meydan.city.state import JunctionState

STARVING_SHARE = 0.8  # of a group's maximum red: from here on it comes first


def must_stay(seen: JunctionState) -> Because | None:
    """Return why no change is possible yet: some green has not had its minimum."""
    for g, lamp in seen.lamps.items():
        minimum_s = seen.junction.groups[g].min_green.s
        if lamp is Lamp.GREEN and elapsed_s(seen.now, seen.lamp_since[g]) < minimum_s:
            return because("control.min_green", stage=seen.stage, min_s=minimum_s)
    return None


def starving(
    seen: JunctionState, stages: Mapping[str, Set[str]], most_s: float = float("inf")
) -> tuple[str, Because] | None:
    """Return the stage, of those that may be chosen, for who has waited longest past the limit, and why.

    The limit is a share of the group's maximum red, and at most `most_s`.
    """
    late = [
        (elapsed_s(seen.now, since), g)
        for g, since in seen.waiting.items()
        if elapsed_s(seen.now, since) > min(most_s, STARVING_SHARE * seen.junction.groups[g].max_red.s)
        and any(g in green for green in stages.values())
    ]
    if not late:
        return None
    waited_s, group = max(late)
    stage = next(s for s, green in stages.items() if group in green)
    return stage, because("control.starving", group=group, waited_s=waited_s)
