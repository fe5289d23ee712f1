"""How many vehicles a second each lane lets go in each stage: a first guess from the lamps, corrected by what is seen.

A lane whose vehicles must give way goes slowly while a rival comes; a lane that is partly red is blocked as soon as
one of those at red stands first.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from meydan.city.junction import Junction
from meydan.control.search import GAP_TAKEN, Floats, Ints
from meydan.control.traffic import Traffic

FULL_RATE = 0.55  # vehicles a second of a saturated lane
MOST_RATE = 0.65
TURNS = 0.25  # share of a mixed lane's vehicles that is expected to give way
GAP_S = 9.0  # that one who gives way takes while rivals come
PARTLY_RED = (0.45, 0.25)  # rate of a lane of which less than half, or more, is at red
MOST_RIVALS = 6
TRUST = 15.0  # vehicles that the first guess weighs against what is seen
REMEMBERED = 200.0  # vehicles after which older ones count half
LEAST_RATIO, MOST_RATIO = 0.25, 1.3


@dataclass(slots=True)
class Discharge:
    """The rates of one junction, [stages, lanes]; `rivals[i, n]` are the lanes that lane n yields to in stage i.

    `rate` and `slow` are what is believed now, `base` and `base_slow` the first guess; `gone` and `guessed` are the
    vehicles that were seen to go and that the guess said.
    """

    base: Floats
    base_slow: Floats
    rivals: Ints
    rate: Floats
    slow: Floats
    gone: Floats
    guessed: Floats

    def learn(self, stage: int, lane: int, gone: float, passed_s: float, traffic: Sequence[Traffic]) -> None:
        """Take what a lane with a queue let go in `passed_s` of green."""
        is_slowed = any(traffic[m].queue > 2 * GAP_TAKEN for m in self.rivals[stage, lane] if m >= 0)
        at = (stage, lane)
        self.gone[at] += gone
        self.guessed[at] += (self.base_slow if is_slowed else self.base)[at] * passed_s
        ratio = (self.gone[at] + TRUST) / (self.guessed[at] + TRUST)
        ratio = min(MOST_RATIO, max(LEAST_RATIO, ratio))
        self.rate[at] = min(MOST_RATE, self.base[at] * ratio)
        self.slow[at] = min(MOST_RATE, self.base_slow[at] * ratio)
        if self.guessed[at] > REMEMBERED:
            self.gone[at] *= 0.5
            self.guessed[at] *= 0.5


def first_guess(junction: Junction, stages: Sequence[str], traffic: Sequence[Traffic]) -> Discharge:
    """Return the rates before anything was seen."""
    shape = (len(stages), len(traffic))
    base, slow = np.zeros(shape), np.zeros(shape)
    rivals = np.full((*shape, MOST_RIVALS), -1, np.int64)
    for i, stage in enumerate(stages):
        green = junction.stages[stage].green
        for n, lane in enumerate(traffic):
            if green.isdisjoint(lane.groups):
                continue
            before = {first for yields, first in junction.permitted if yields in lane.groups and yields in green}
            foes = before & green
            base[i, n], slow[i, n] = _rates(junction, lane.groups, green, is_slowed=bool(foes))
            found = [m for m, other in enumerate(traffic) if m != n and not foes.isdisjoint(other.groups)]
            rivals[i, n, : len(found[:MOST_RIVALS])] = found[:MOST_RIVALS]
    return Discharge(base, slow, rivals, base.copy(), slow.copy(), np.zeros(shape), np.zeros(shape))


def _rates(junction: Junction, groups: Sequence[str], green: frozenset[str], *, is_slowed: bool) -> tuple[float, float]:
    """Return the rates of a lane while no rival comes and while one does."""
    shares = _shares(groups, {yields for yields, _ in junction.permitted})
    red = sum(share for g, share in shares.items() if g not in green)
    if red > 0:
        rate = PARTLY_RED[0 if red < 0.5 else 1] * (1 - red)
        return rate, rate
    yielding = sum(share for g, share in shares.items() if any(g == y and p in green for y, p in junction.permitted))
    slow_s = yielding * GAP_S + (1 - yielding) / FULL_RATE
    return FULL_RATE, 1 / slow_s if is_slowed else FULL_RATE


def _shares(groups: Sequence[str], yielding: set[str]) -> dict[str, float]:
    """Return which share of a lane's vehicles belongs to each of its groups."""
    turners = [g for g in groups if g in yielding]
    if not 0 < len(turners) < len(groups):
        return dict.fromkeys(groups, 1 / len(groups))
    others = len(groups) - len(turners)
    return {g: TURNS / len(turners) if g in turners else (1 - TURNS) / others for g in groups}
