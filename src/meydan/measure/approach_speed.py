"""Approach speed: how fast vehicles drive towards a green that has been on for a while.

References
----------
.. [1] Utah Department of Transportation, ATSPM: approach speed, from 15 s after the begin of green until yellow.
"""

import numpy as np

from meydan.city.because import because
from meydan.measure.bins import Bins
from meydan.measure.cycles import cycle_of, green_to_green
from meydan.measure.groups import grouped
from meydan.measure.junction_log import NO_PHASE, SPEED, Floats, Ints, JunctionLog
from meydan.measure.rows import Definitions, Rows, no_rows, rows_of

COLUMNS = ("phase", "vehicles", "mean_mps", "p15_mps", "p85_mps")
AFTER_GREEN_MS = 15_000
SLOWEST_MPS, FASTEST_MPS = 8 / 3.6, 60.0

Pair = tuple[int, int, float]
"""Two channels of one lane, the farther one first, and the distance between them [m]."""


def approach_speed(log: JunctionLog, bins: Bins, definitions: Definitions = "meydan") -> Rows:
    """Return the speeds of vehicles that cross two speed detectors of a lane in green, by bin.

    Columns: `phase`; `vehicles` from 15 s after the begin of green until yellow, of valid cycles, that were faster
    than 8 km/h; their mean speed and its 15th and 85th percentile `mean_mps`, `p15_mps` and `p85_mps` [m/s]. A speed
    is the distance of the two detectors by the time from the last actuation of the farther one to that of the nearer
    one, if no other came in between. The definitions of `atspm` are the same here: it has no such measure.
    """
    pairs = _pairs(log)
    if not pairs:
        return no_rows(COLUMNS, because("measure.no_speed_pairs", function=SPEED))
    cycles = green_to_green(log)
    parts = []
    for phase, some in pairs.items():
        for pair in some:
            t, speed = _speeds(log, pair)
            at = cycle_of(cycles, phase, t)
            t, speed, at = t[at >= 0], speed[at >= 0], at[at >= 0]
            counts = (t >= cycles.first[at] + AFTER_GREEN_MS) & (t < cycles.second[at])
            counts &= (speed >= SLOWEST_MPS) & (speed <= FASTEST_MPS)
            parts.append((t[counts], np.full(np.count_nonzero(counts), phase), speed[counts]))
    t, phases, speed = (np.concatenate(column) for column in zip(*parts, strict=True))
    if t.size == 0:
        return no_rows(COLUMNS, because("measure.no_vehicles", function=SPEED))
    groups = grouped(bins.starts(t), phases)
    spread = (groups.means(speed), groups.percentiles(speed, 0.15), groups.percentiles(speed, 0.85))
    return rows_of(groups.start, COLUMNS, *groups.keys, groups.counts(), *spread)


def _pairs(log: JunctionLog) -> dict[int, list[Pair]]:
    """Return the pairs of speed detectors of each phase; a lane with more or fewer than two has none."""
    lanes: dict[tuple[int, int], dict[float, int]] = {}
    for d in log.detectors:
        if d.function == SPEED and d.phase != NO_PHASE:
            lanes.setdefault((d.phase, d.lane), {})[d.distance_m] = d.channel
    pairs: dict[int, list[Pair]] = {}
    for (phase, _), at in sorted(lanes.items()):
        if len(at) == 2:
            near, far = sorted(at)
            pairs.setdefault(phase, []).append((at[far], at[near], far - near))
    return pairs


def _speeds(log: JunctionLog, pair: Pair) -> tuple[Ints, Floats]:
    """Return when vehicles crossed the nearer detector, and how fast [m/s]."""
    far, near = log.on.times(pair[0]), log.on.times(pair[1])
    if far.size == 0:
        return near[:0], np.empty(0)
    last = np.searchsorted(far, near, "left") - 1
    fits = (last >= 0) & (np.diff(last, prepend=-1) > 0)
    t, begun = near[fits], far[last[fits]]
    return t, pair[2] * 1000 / (t - begun)
