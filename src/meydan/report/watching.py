"""After going live: whether greens are too short more often than before, by more than chance would have it.

Days after a deployment are compared with days before, like with like by type of day and time of day. The solution goes
back when the share of greens that were too short rose by more than a fifth at the 99 % level, at all junctions together
or at one of them; that level holds for all these questions of one look together.

References
----------
.. [1] Meydan's plan gate, after go-live: split failures up by more than 20 % at the 99 % level.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from meydan.measure.junction_log import Floats
from meydan.measure.rows import Rows
from meydan.report.comparing import Days, difference
from meydan.report.comparison import Compared, Comparison

WORSE = 1.2  # times as many as before
LEVEL = 0.01
WATCHED_DAYS = 14
BEFORE_DAYS = 28
FAILURES = "failed_share"


@dataclass(frozen=True, slots=True)
class Rise:
    """The share of greens that were too short, before and after; `p` is how likely such a rise is without a worsening.

    `junction` is "" for all together.
    """

    junction: str
    before: float
    after: float
    p: float
    is_too_much: bool


def watched_days(deployed: str, last: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the days before and after a deployment ("YYYY-MM-DD") that are compared; its own day is neither.

    `last` is the last whole day there is data of.
    """
    day = date.fromisoformat(deployed)
    until = min(date.fromisoformat(last), day + timedelta(days=WATCHED_DAYS))
    before = tuple((day - timedelta(days=back)).isoformat() for back in range(BEFORE_DAYS, 0, -1))
    return before, tuple((day + timedelta(days=on)).isoformat() for on in range(1, (until - day).days + 1))


def rises(comparison: Comparison) -> list[Rise]:
    """Return each rise of split failures that could be judged, all junctions together first."""
    rows = [row for row in comparison.rows if row.measure == FAILURES]
    return [_rise(row, LEVEL / len(rows)) for row in rows]


def chance_of_no_worsening(days: Days) -> float:
    """Return how likely a rise like this is where the true one is a fifth at most, one-sided."""
    one = difference({kind: (WORSE * before, after) for kind, (before, after) in days.items()})
    if one is None or one.value <= 0:
        return 1.0
    return one.p / 2


def mean_wait_s(rows: Iterable[Rows]) -> float:
    """Return how long pedestrians waited [s] over rows of `pedestrian_delay`, or NaN if nobody is known to have."""
    waits, weighted = 0.0, 0.0
    for of_junction in rows:
        if of_junction.start.size:
            mean_s = np.asarray(of_junction.columns["mean_s"], np.float64)
            count: Floats = np.where(np.isnan(mean_s), 0, np.asarray(of_junction.columns["waits"], np.float64))
            waits += float(count.sum())
            weighted += float((count * np.nan_to_num(mean_s)).sum())
    return weighted / waits if waits else float("nan")


def _rise(row: Compared, level: float) -> Rise:
    p = chance_of_no_worsening(row.days)
    return Rise(row.junction, row.difference.before, row.difference.after, p, p < level)
