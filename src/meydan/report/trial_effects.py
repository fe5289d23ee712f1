"""What street days of a switchback trial show, from the archive: each measure of its junctions, block by block."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from meydan.measure.bins import DAY_MS
from meydan.report.comparing import RATIOS, MeasureName
from meydan.report.quarters import Quarters
from meydan.report.switchback import Effect, effect_of

LEAST_TIMES = 0.5  # of the quarters of a day that the two days of a block must have in common, all junctions together
SLACK_MS = 10_000  # a quarter whose last seconds nobody noted is whole all the same

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


def under_trial(quarters: Quarters, spans: Sequence[Sequence[int]]) -> Quarters:
    """Return sums of which only those are sound of times when a run obeyed the trial.

    Parameters
    ----------
    spans
        From when to when one did, in local time [ms since 1970-01-01T00:00 of the clock on the wall].
    """
    width_ms = DAY_MS // quarters.sound.shape[1]
    numbers = np.array([np.datetime64(day, "D").astype(np.int64) for day in quarters.days], np.int64)
    start = numbers[:, None] * DAY_MS + np.arange(quarters.sound.shape[1]) * width_ms
    obeyed = np.zeros(quarters.sound.shape, np.bool_)
    for since, through in spans:
        obeyed |= (since <= start) & (start + width_ms <= through + SLACK_MS)
    return replace(quarters, sound=quarters.sound & obeyed)


def days_ran(every: Sequence[Quarters]) -> frozenset[str]:
    """Return the days of which enough is sound, all junctions together, to say that they were days of the trial."""
    if not every:
        return frozenset()
    share = np.mean([quarters.sound.mean(axis=1) for quarters in every], axis=0)
    return frozenset(day for day, one in zip(every[0].days, share.tolist(), strict=True) if one >= LEAST_TIMES)


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
