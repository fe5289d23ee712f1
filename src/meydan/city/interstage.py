"""How long a change of stages takes: from the first end of green until all new greens are shown."""

from meydan.city.junction import Junction


def interstage_s(junction: Junction, stage: str, to: str) -> float:
    """Return the seconds from the end of `stage` until every group of `to` is green; 0 if none starts.

    All ending groups end together; each starting group waits for its effective intergreens.

    Raises
    ------
    KeyError
        If a stage is not defined or a conflicting pair that changes has no intergreen.
    """
    before, after = junction.stages[stage].green, junction.stages[to].green
    ending, starting = before - after, after - before
    waits = [junction.effective_intergreen_s(a, b) for a in ending for b in starting if (a, b) in junction.conflicts]
    leads = [junction.groups[b].red_amber.s for b in starting]
    return max([0.0, *waits, *leads])
