"""What street days of a switchback trial show, from the archive: each measure of its junctions, block by block."""

from collections.abc import Mapping, Sequence

import numpy as np

from meydan.report.comparing import RATIOS, MeasureName
from meydan.report.quarters import Quarters
from meydan.report.switchback import Effect, effect_of

LEAST_TIMES = 0.5  # of the quarters of a day that the two days of a block must have in common, all junctions together

Blocks = Mapping[int, tuple[str, str]]
"""The day off and the day on ("YYYY-MM-DD") of each block."""


def trial_effects(every: Sequence[Quarters], blocks: Blocks) -> dict[MeasureName, Effect]:
    """Return the effect on each measure that can be told; `every` has the same days of each junction of the trial.

    The two days of a block are compared over the quarters of an hour that are sound on both, junction by junction.
    """
    found: dict[MeasureName, Effect] = {}
    for measure in RATIOS:
        pairs = [pair for days in blocks.values() if (pair := _pair(every, days, measure)) is not None]
        effect = effect_of(pairs)
        if effect is not None:
            found[measure] = effect
    return found


def _pair(every: Sequence[Quarters], days: tuple[str, str], measure: MeasureName) -> tuple[float, float] | None:
    """Return a measure of the two days of a block, all junctions together; None if too little can be compared."""
    (over_name, under_name), over, under = RATIOS[measure], np.zeros(2), np.zeros(2)
    compared = whole = 0
    for quarters in every:
        places = [quarters.days.index(day) for day in days]
        common = quarters.sound[places].all(axis=0)
        compared, whole = compared + int(common.sum()), whole + common.size
        over += quarters.sums[over_name][places][:, common].sum(axis=1)
        under += quarters.sums[under_name][places][:, common].sum(axis=1)
    if compared < LEAST_TIMES * whole or not under.all():
        return None
    off, on = (over / under).tolist()
    return off, on
