"""What a switchback trial shows: days on against days off, block by block, so that weather and season cancel.

References
----------
.. [1] Bojinov, Simchi-Levi and Zhao, Design and analysis of switchback experiments, Management Science 69, 2023.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Literal

from meydan.report.student import t_of

LEVEL = 0.05  # of the interval
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

    The interval is that of Student's t for the mean of the differences, over the mean of the days off.
    """
    if len(blocks) < LEAST_BLOCKS:
        return None
    count = len(blocks)
    off, on = (sum(block[side] for block in blocks) / count for side in (0, 1))
    if off <= 0:
        return None
    differences = [after - before for before, after in blocks]
    mean = on - off
    variance = sum((one - mean) ** 2 for one in differences) / (count - 1)
    half = t_of(LEVEL, count - 1) * sqrt(variance / count)
    return Effect(off, on, mean / off, (mean - half) / off, (mean + half) / off, count)
