"""What a switchback trial shows: days on against days off, block by block, so that weather and season cancel.

References
----------
.. [1] Bojinov, Simchi-Levi and Zhao, Design and analysis of switchback experiments, Management Science 69, 2023.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite
from statistics import fmean
from typing import Literal

from meydan.report.limits import change_limits

LEVEL = 0.05  # of the interval, both sides together
LEAST_BLOCKS = 2


@dataclass(frozen=True, slots=True)
class Effect:
    """Mean of the days off and on, and the change as a share of off with its 95 % interval, from so many blocks."""

    off: float
    on: float
    change: float
    low: float
    high: float
    blocks: int

    @property
    def verdict(self) -> Literal["better", "worse", "open"]:
        """What may be said of a measure that is better when it is lower."""
        return "better" if self.high < 0 else "worse" if self.low > 0 else "open"


def effect_of(blocks: Sequence[tuple[float, float]]) -> Effect | None:
    """Return the effect from (off, on) of each block: the matched pairs of days; None if it cannot be told.

    Both means are random and share their blocks, so the interval of the change is Fieller's, as the gate's. It has no
    ends, and nothing can be told, where days off spread so much that their mean may be 0.
    """
    if len(blocks) < LEAST_BLOCKS:
        return None
    off, on = ([block[side] for block in blocks] for side in (0, 1))
    if fmean(off) <= 0:
        return None
    change = change_limits(off, on, LEVEL / 2)
    if not (isfinite(change.low) and isfinite(change.high)):
        return None
    return Effect(fmean(off), fmean(on), change.value, change.low, change.high, len(blocks))
