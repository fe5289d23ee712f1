"""Input-output delay: how long vehicles are between advance detectors and stop line, beyond the time of a free drive.

References
----------
.. [1] Sharma, Bullock, Bonneson, Input-output and hybrid techniques for real-time prediction of delay and maximum
   queue length at signalized intersections, Transportation Research Record 2035, 2007.
"""

from itertools import pairwise
from typing import NamedTuple

import numpy as np

from meydan.city.because import because
from meydan.measure.bins import Bins, distinct
from meydan.measure.junction_log import ADVANCE, NO_PHASE, Flags, Floats, Ints, JunctionLog
from meydan.measure.rows import Definitions, Rows, in_order, no_rows

COLUMNS = ("phases", "vehicles", "delay_s", "mean_delay_s", "free_s", "unmatched")
COUNT = "count"
EMPTY_MS = 90_000  # without anybody coming or leaving: nobody is there
BLOCK_MS = 180_000  # in each of which the section is empty at least once, unless it is oversaturated
LEAST_FREE = 10  # vehicles that came into an empty section, to know a free drive
MOST_UNMATCHED = 0.05  # of the vehicles of a bin: with more, counts of both ends do not agree


class _Section(NamedTuple):
    """What lies between the detectors of phases that share some: who came in and out [ms since 1970], in order."""

    phases: str
    came: Ints
    left: Ints


class _Matched(NamedTuple):
    """Vehicles with both their times, first in first out; those of one end only; and who came into an empty section."""

    came: Ints
    left: Ints
    unmatched: Ints
    alone: Ints  # places among those matched


def input_output_delay(log: JunctionLog, bins: Bins, definitions: Definitions = "meydan") -> Rows:
    """Return the delay between advance and count detectors, by the bin in which vehicles left.

    Columns: `phases`, those whose detectors belong together because they share some, such as `1+2`; `vehicles` with
    both their times; `delay_s`, the time that they took beyond a free drive, added up [s]; `mean_delay_s`, that for
    each [s], not available if more than 5 % of the vehicles have one time only; `free_s`, the time of a free drive
    [s], as it is most often through an empty section, not available, and with it no delay, if fewer than ten of the
    bin's vehicles came into an empty one; `unmatched` vehicles with one time only. A queue that reaches
    the advance detectors hides what is behind it: then the delay is a lower bound. The definitions of `atspm` are the
    same here: it has no such measure.
    """
    sections = _sections(log)
    if not sections:
        return no_rows(COLUMNS, because("measure.no_detectors", function=f"{ADVANCE} + {COUNT}"))
    parts = [_rows_of(section, log, bins) for section in sections if section.came.size and section.left.size]
    if not parts:
        return no_rows(COLUMNS, because("measure.no_vehicles", function=f"{ADVANCE} + {COUNT}"))
    columns = {name: np.concatenate([part.columns[name] for part in parts]) for name in COLUMNS}
    return in_order(Rows(np.concatenate([part.start for part in parts]), columns), "phases")


def _sections(log: JunctionLog) -> list[_Section]:
    """Return the sections that have detectors at both ends; who leaves does so when the stop line is free again."""
    ends: dict[str, dict[int, set[int]]] = {ADVANCE: {}, COUNT: {}}
    for d in log.detectors:
        if d.function in ends and d.phase != NO_PHASE:
            ends[d.function].setdefault(d.phase, set()).add(d.channel)
    groups: list[set[int]] = []
    for phase in sorted({*ends[ADVANCE], *ends[COUNT]}):
        mine = {phase}
        for other in [g for g in groups if any(_share(ends, phase, one) for one in g)]:
            groups.remove(other)
            mine |= other
        groups.append(mine)
    found = []
    for group in sorted(groups, key=min):
        into, out = (sorted(set().union(*(ends[e].get(p, set()) for p in group))) for e in (ADVANCE, COUNT))
        if into and out:
            came = np.sort(np.concatenate([log.on.times(channel) for channel in into]))
            left = np.sort(np.concatenate([log.off.times(channel) for channel in out]))
            found.append(_Section("+".join(map(str, sorted(group))), came, left))
    return found


def _share(ends: dict[str, dict[int, set[int]]], one: int, other: int) -> bool:
    return any(of.get(one, set()) & of.get(other, set()) for of in ends.values())


def _rows_of(section: _Section, log: JunctionLog, bins: Bins) -> Rows:
    matched = _matched(section, log)
    took_s = (matched.left - matched.came) / 1000
    starts, row = _places(np.concatenate((bins.starts(matched.left), bins.starts(matched.unmatched))))
    known, lost = row[: took_s.size], row[took_s.size :]
    vehicles, unmatched = (np.bincount(places, minlength=starts.size) for places in (known, lost))
    free_s = _free_s(took_s[matched.alone], known[matched.alone], starts.size)
    delay_s = np.bincount(known, np.maximum(took_s - free_s[known], 0.0), starts.size)
    is_sure = (vehicles > 0) & (unmatched <= MOST_UNMATCHED * vehicles)
    mean_s = np.where(is_sure, delay_s / np.maximum(vehicles, 1), np.nan)
    values = (np.full(starts.size, section.phases), vehicles, delay_s, mean_s, free_s, unmatched)
    return Rows(starts, dict(zip(COLUMNS, values, strict=True)))


def _places(start: Ints) -> tuple[Ints, Ints]:
    """Return the distinct starts in order, and the place of each start among them."""
    starts, row = np.unique(start, return_inverse=True)
    return starts, row.astype(np.int64)


def _free_s(took_s: Floats, row: Ints, count: int) -> Floats:
    """Return the time of a free drive in each of `count` bins [s], or NaN where too few were alone."""
    order = np.argsort(row, kind="stable")
    edges = np.searchsorted(row[order], np.arange(count + 1))
    parts = (took_s[order[begin:end]] for begin, end in pairwise(edges.tolist()))
    return np.array([_most_often(part) if part.size >= LEAST_FREE else np.nan for part in parts])


def _matched(section: _Section, log: JunctionLog) -> _Matched:
    """Match who came with who left, first in first out, anew from each time at which the section is empty.

    It is taken as empty when nobody comes or leaves for a while, and once in each block of time, when the fewest are
    there by the counts: so whoever passes one end only is not carried on for ever. Who leaves although nobody is there
    came from elsewhere; who is there when it is taken as empty went elsewhere.
    """
    t = np.concatenate((section.came, section.left))
    step = np.concatenate((np.ones(section.came.size, np.int64), np.full(section.left.size, -1, np.int64)))
    order = np.argsort(2 * t + (step < 0), kind="stable")  # two runs that are in order each
    t, step = t[order], step[order]
    segment = np.searchsorted(_emptiest(t, np.cumsum(step)), np.arange(t.size), "left")
    quiet = np.cumsum(np.diff(t, prepend=t[:1]) > EMPTY_MS)
    _, at = distinct(segment + quiet + np.searchsorted(log.silences, t, "left"))
    before = np.cumsum(step) - step
    level = np.cumsum(step) - before[np.searchsorted(at, at, "left")]  # since the segment began
    wide = np.int64(2 * t.size + 1)
    lowest = np.minimum.accumulate(level - at * wide) + at * wide  # of each segment so far, for each begins lower
    earlier = np.concatenate(([0], lowest[:-1]))
    earlier = np.minimum(np.where(np.concatenate(([True], at[1:] != at[:-1])), 0, earlier), 0)
    is_strange = (step < 0) & (level < earlier)
    is_in, is_out = step > 0, (step < 0) & ~is_strange
    rank_in, rank_out = (_rank(at[which]) for which in (is_in, is_out))
    key_in, key_out = (at[which] * wide + rank for which, rank in ((is_in, rank_in), (is_out, rank_out)))
    came_of = np.searchsorted(key_in, key_out)
    is_matched = np.zeros(key_in.size, np.bool_)
    is_matched[came_of] = True
    inside = level - np.minimum(lowest, 0)  # how many are there after each event
    alone = np.flatnonzero(inside[is_in][came_of] == 1)
    came = t[is_in]
    unmatched = np.sort(np.concatenate((t[is_strange], came[~is_matched])))
    return _Matched(came[came_of], t[is_out], unmatched, alone)


def _emptiest(t: Ints, level: Ints) -> Ints:
    """Return the place of the event of each block after which the fewest are there; of several, the last."""
    _, at = distinct(t // BLOCK_MS)
    fewest = np.minimum.reduceat(level, np.searchsorted(at, np.arange(at[-1] + 1)))
    least: Ints = np.flatnonzero(level == fewest[at])
    is_last: Flags = np.append(at[least[1:]] != at[least[:-1]], True)
    return least[is_last]


def _rank(of: Ints) -> Ints:
    """Return the place of each among those of the same segment; segments are in order."""
    return np.arange(of.size) - np.searchsorted(of, of, "left")


def _most_often(values: Floats) -> float:
    """Return the value around which most lie: the middle of ever shorter halves [half-sample mode]."""
    found = np.sort(values)
    while found.size > 2:
        half = (found.size + 1) // 2
        begin = int(np.argmin(found[half - 1 :] - found[: found.size - half + 1]))
        found = found[begin : begin + half]
    return float(found.mean())
