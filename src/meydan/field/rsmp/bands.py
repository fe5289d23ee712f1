"""Dynamic bands: the seconds that each step of a plan has beyond its base, which a centre may share out anew.

The base of a step is the least its groups and the plan allow, and what is no whole second; the rest is its band. The
cycle stays, so all bands of a plan hold as many seconds together as they are stored with.
"""

from collections.abc import Mapping, Sequence

from meydan.city.junction import Junction
from meydan.city.plan import Plan, PlanStage

MOST_OF_A_BAND_S = 99


def stored_bands(junction: Junction, plan: Plan) -> tuple[int, ...]:
    """Return the band of each step [s] as the plan is stored."""
    return tuple(min(MOST_OF_A_BAND_S, int(_spare_s(junction, step))) for step in plan.steps)


def greens_of(junction: Junction, plan: Plan, bands: Sequence[int]) -> list[float]:
    """Return the green of each step [s] with other bands than are stored."""
    stored = stored_bands(junction, plan)
    return [round(step.green_s - s + band, 3) for step, s, band in zip(plan.steps, stored, bands, strict=True)]


def filled(bands: Sequence[int], wanted: Mapping[int, int], total_s: int) -> tuple[int, ...] | None:
    """Return the bands with some, by their number from 1, set as `wanted`; the others make up for it.

    They give or take in the share of what they hold. None if they hold too little, or if there are no others.
    """
    now = [wanted.get(number, band) for number, band in enumerate(bands, start=1)]
    others = [at for at in range(len(now)) if at + 1 not in wanted]
    missing_s = total_s - sum(now)
    room = {at: now[at] if missing_s < 0 else MOST_OF_A_BAND_S - now[at] for at in others}
    if abs(missing_s) > sum(room.values()):
        return None
    share = {at: abs(missing_s) * now[at] // (sum(now[o] for o in others) or 1) for at in others}
    parts = {at: min(share[at], room[at]) for at in others}
    while (left := abs(missing_s) - sum(parts.values())) > 0:  # what rounding left, to the fullest that have room
        for at in sorted((at for at in others if parts[at] < room[at]), key=lambda at: -now[at])[:left]:
            parts[at] += 1
    return tuple(s + (parts.get(at, 0) if missing_s > 0 else -parts.get(at, 0)) for at, s in enumerate(now))


def _spare_s(junction: Junction, step: PlanStage) -> float:
    minima_s = (junction.groups[group].min_green.s for group in junction.stages[step.stage].green)
    return max(0.0, step.green_s - max([step.min_s, *minima_s]))
