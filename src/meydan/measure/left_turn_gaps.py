"""Left-turn gaps: whether those who must let others pass find gaps enough.

References
----------
.. [1] Utah Department of Transportation, ATSPM: left turn gap analysis.
.. [2] Highway Capacity Manual, 6th edition, chapter 31: a permitted left turn takes a gap of 4.5 s, and each further
   vehicle of the same gap 2.5 s.
"""

import numpy as np

from meydan.city.because import because
from meydan.measure.bins import Bins
from meydan.measure.cycles import cycle_of, green_to_green
from meydan.measure.groups import grouped
from meydan.measure.junction_log import COUNT, NO_PHASE, Ints, JunctionLog
from meydan.measure.rows import Definitions, Rows, in_order, no_rows, rows_of

COLUMNS = (
    "phase",
    "opposing",
    "greens",
    "green_s",
    "gaps_1_0_s",
    "gaps_3_3_s",
    "gaps_3_7_s",
    "gaps_7_4_s",
    "share_long",
    "capacity",
    "vehicles",
)
EDGES_MS = (1_000, 3_300, 3_700, 7_400)
CRITICAL_MS, FOLLOWING_MS = 4_500, 2_500

Turn = tuple[int, int]
"""The phase of those who turn, and the phase whose vehicles they must let pass."""


def left_turn_gaps(log: JunctionLog, bins: Bins, definitions: Definitions = "meydan") -> Rows:
    """Return the gaps between opposing vehicles in their green, by the bin in which that green began.

    Columns: `phase` that turns; `opposing` phase; its `greens` of valid cycles and their length together `green_s`
    [s]; gaps from 1.0 s, 3.3 s, 3.7 s and 7.4 s on, each up to the next: `gaps_1_0_s`, `gaps_3_3_s`, `gaps_3_7_s` and
    `gaps_7_4_s`; `share_long` [0..1] of the green in gaps from 7.4 s on; `capacity`, vehicles that these gaps let turn;
    `vehicles` that came to turn in these greens. Gaps lie between count detectors of the opposing phase going off (81),
    of all its lanes together, and the ends of green. The definitions of `atspm` are the same here: it has no such
    measure.
    """
    turns = _turns(log)
    if not turns:
        return no_rows(COLUMNS, because("measure.no_opposing"))
    parts = [_rows_of(log, bins, turn, *detectors) for turn, detectors in turns.items()]
    if not any(part.start.size for part in parts):
        return no_rows(COLUMNS, because("measure.no_cycles"))
    columns = [np.concatenate([part.columns[name] for part in parts]) for name in COLUMNS]
    return in_order(rows_of(np.concatenate([part.start for part in parts]), COLUMNS, *columns), "phase", "opposing")


def _turns(log: JunctionLog) -> dict[Turn, tuple[list[int], list[int]]]:
    """Return the channels that count those who turn, and those who oppose them."""
    counts = [d for d in log.detectors if d.function == COUNT]
    turns = {}
    for turn in sorted({(d.phase, d.opposed_by) for d in log.detectors if NO_PHASE not in (d.phase, d.opposed_by)}):
        turning = {d.channel for d in counts if (d.phase, d.opposed_by) == turn}
        against = {d.channel for d in counts if d.phase == turn[1]} - turning
        if against:
            turns[turn] = sorted(turning), sorted(against)
    return turns


def _rows_of(log: JunctionLog, bins: Bins, turn: Turn, turning: list[int], against: list[int]) -> Rows:
    cycles = green_to_green(log)
    mine = np.flatnonzero(cycles.phase == turn[1])
    begin, end = cycles.first[mine], cycles.second[mine]
    passed = np.sort(np.concatenate([log.off.times(channel) for channel in against]))
    at = cycle_of(cycles, turn[1], passed)
    passed = passed[(at >= 0) & (passed < cycles.second[at])] if mine.size else passed[:0]
    edges = np.sort(np.concatenate((begin, passed, end)))
    gap_ms = np.diff(edges)
    green = np.searchsorted(begin, edges[:-1], "right") - 1
    inside = edges[1:] <= end[green] if mine.size else np.zeros(0, np.bool_)
    gap_ms, green = gap_ms[inside], green[inside]
    came = np.sort(np.concatenate([np.empty(0, np.int64), *(log.on.times(channel) for channel in turning)]))
    groups = grouped(bins.starts(begin), np.full(mine.size, turn[1]))
    of_gap = groups.at[green]

    def summed(values: Ints) -> Ints:
        return np.bincount(of_gap, values, groups.start.size).astype(np.int64)

    kind = np.searchsorted(EDGES_MS, gap_ms, "right")
    fits = np.where(gap_ms >= CRITICAL_MS, 1 + (gap_ms - CRITICAL_MS) // FOLLOWING_MS, 0)
    green_ms = groups.sums(end - begin)
    turned = np.searchsorted(came, end) - np.searchsorted(came, begin)
    return rows_of(
        groups.start,
        COLUMNS,
        np.full(groups.start.size, turn[0]),
        *groups.keys,
        groups.counts(),
        green_ms / 1000,
        *(summed((kind == place).astype(np.int64)) for place in range(1, len(EDGES_MS) + 1)),
        summed(np.where(kind == len(EDGES_MS), gap_ms, 0)) / np.maximum(green_ms, 1),
        summed(fits),
        groups.sums(turned).astype(np.int64) if turning else np.full(groups.start.size, -1),
    )
