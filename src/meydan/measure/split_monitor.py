"""Split monitor: how long services last and why they end, plan by plan, beside the split that was programmed.

References
----------
.. [1] Day et al., Performance Measures for Traffic Signal Systems, Purdue, 2014.
"""

import numpy as np

from meydan.city.because import because
from meydan.measure.bins import Bins
from meydan.measure.ended_greens import reasons_of
from meydan.measure.groups import Groups, grouped
from meydan.measure.in_force import NOT_KNOWN, PATTERN, in_force, programmed_split_s
from meydan.measure.junction_log import FORCE_OFF, GAP_OUT, MAX_OUT, Floats, Ints, JunctionLog
from meydan.measure.rows import Definitions, Rows, no_rows, rows_of
from meydan.measure.services import services

COLUMNS = (
    "phase",
    "plan",
    "services",
    "mean_s",
    "p50_s",
    "p85_s",
    "programmed_s",
    "share_gap_out",
    "share_max_out",
    "share_force_off",
    "share_skipped",
)
REASONS = (GAP_OUT, MAX_OUT, FORCE_OFF)


def split_monitor(log: JunctionLog, bins: Bins, definitions: Definitions = "meydan") -> Rows:
    """Return the services of each phase under each plan, by the bin in which they ended.

    Columns: `phase`; `plan`, the pattern (131) at the begin of the service, not available before the first is told;
    `services`; their mean duration, its median and 85th percentile `mean_s`, `p50_s` and `p85_s` [s];
    `programmed_s`, the split that was programmed [s], not available without one; `share_gap_out`, `share_max_out` and
    `share_force_off` [0..1] of the services; `share_skipped` [0..1], by how much fewer the services are than those of
    the phase most often served under this plan. The definitions of `atspm` are the same here: it has no such measure.
    """
    served = services(log)
    if served.phase.size == 0:
        return no_rows(COLUMNS, because("measure.no_cycles"))
    reason = reasons_of(log, served.phase, served.begin)
    plan = in_force(log, PATTERN, served.begin)
    groups = grouped(bins.starts(served.end), served.phase, plan)
    lasted_s = (served.end - served.begin) / 1000
    programmed = programmed_split_s(log, served.phase, served.begin)
    count = groups.counts()
    return rows_of(
        groups.start,
        COLUMNS,
        *groups.keys,
        count,
        groups.means(lasted_s),
        groups.percentiles(lasted_s, 0.5),
        groups.percentiles(lasted_s, 0.85),
        groups.means(np.where(programmed == NOT_KNOWN, np.nan, programmed)),
        *(groups.counts(reason == code) / count for code in REASONS),
        _skipped(groups, count),
    )


def _skipped(groups: Groups, count: Ints) -> Floats:
    together = grouped(groups.start, groups.keys[1])
    most = together.percentiles(count, 1.0)[together.at]
    skipped: Floats = 1.0 - count / most
    return skipped
