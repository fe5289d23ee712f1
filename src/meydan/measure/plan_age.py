"""Plan age: for how long the numbers of each plan are unchanged, and whether traffic is still what it was then.

Traffic changes and plans do not: a plan is timed for the vehicles of its first days, and ages as they become others.

References
----------
.. [1] Traffic Signal Timing Manual, FHWA-HOP-08-024, chapter 8: timing plans are to be reviewed as traffic changes.
"""

from collections import defaultdict
from dataclasses import dataclass, field

import numpy as np

from meydan.city.because import because
from meydan.measure.approach_volume import vehicles_of
from meydan.measure.bins import DAY_MS, HOUR_MS, MINUTE_MS, Bins
from meydan.measure.day_types import DayCalendar, DayType
from meydan.measure.in_force import CYCLE_LENGTH, FREE, NOT_KNOWN, OFFSET, PATTERN, in_force
from meydan.measure.junction_log import Floats, Ints, JunctionLog, is_one_of
from meydan.measure.rows import Definitions, Rows, at_moments, no_rows

COLUMNS = (
    "after_s",
    "plan",
    "in_force_s",
    "cycle_s",
    "offset_s",
    "splits",
    "quarters",
    "flow_vph",
    "unchanged_s",
    "at_least",
    "flow_ratio",
    "left_days",
)
SPLITS = {code: code - 133 if code < 150 else code - 186 for code in (*range(134, 150), *range(203, 219))}  # phases
NUMBERS = (CYCLE_LENGTH, OFFSET, *SPLITS)
QUARTER_MS = 15 * MINUTE_MS
FIRST_DAYS = 3  # days of one type that tell what a plan was timed for
NEAR_MS = MINUTE_MS  # numbers told so near to a change of plan belong to the change
AS_GOOD_AS_ALL = 0.9  # of the quarters of those days, for a day to be compared
LEFT = 0.1  # flow that differs by more is no longer what it was


def plan_age(log: JunctionLog, bins: Bins, definitions: Definitions = "meydan") -> Rows:
    """Return each plan of each local day, with its numbers, since when it has them, and how its traffic has changed.

    A row is in the bin in which the plan came into force that day first, one more if its numbers changed that day.
    Columns: `after_s`, where in the bin that is [s]; `plan` (131), free and flash left out; `in_force_s` [s] that day;
    `cycle_s`, `offset_s` and `splits` as last told (132 to 149, 203 to 218), phase and seconds of each; `quarters` of
    an hour that the plan filled, with events; `flow_vph` in them by the detectors of approach volume [vehicles per
    hour], not available without any; `unchanged_s` [s] for which it had these numbers before; `at_least` 1 if the log
    shows no change, as it may be longer; `flow_ratio`, the flow by the middle of the first three days of this type
    with these numbers; `left_days`, days of this type in a row, this one the last, on which that differed from 1 by
    more than a tenth. The definitions of `atspm` are the same here: it has no such measure.
    """
    begin, end, plan = _pieces(log, bins)
    if begin.size == 0:
        return no_rows(COLUMNS, because("measure.no_events", codes=str(PATTERN)))
    numbers = _numbers(log, (begin + end) // 2)
    day = (begin + bins.local_offsets_ms(begin)) // DAY_MS
    _, first, row = np.unique(np.column_stack((day, plan, numbers)), axis=0, return_index=True, return_inverse=True)
    row = row.reshape(-1)
    in_force_s = np.bincount(row, end - begin) / 1000
    quarters, flow_vph = _flows(log, bins, begin, end, row)
    told = np.array([_as_text(values) for values in numbers[first, 2:].tolist()])
    values = (plan[first], in_force_s, numbers[first, 0], numbers[first, 1], told, quarters, flow_vph)
    return aged(at_moments(begin[first], bins, dict(zip(COLUMNS[1:], values, strict=False))), bins)


def aged(rows: Rows, bins: Bins) -> Rows:
    """Return rows of plan age with all that rests on earlier ones told anew, as those of several times must be."""
    t = rows.start + np.rint(np.asarray(rows.columns["after_s"], np.float64) * 1000).astype(np.int64)
    day = (t + bins.local_offsets_ms(t)) // DAY_MS
    plans: dict[int, _Plan] = defaultdict(_Plan)
    names = ("plan", "cycle_s", "offset_s", "splits", "quarters", "flow_vph")
    told = zip(*(rows.columns[name].tolist() for name in names), strict=True)
    found = [
        plans[plan].on(since, DayCalendar().day_type(of), _known(cycle, offset, splits), quarters, flow)
        for since, of, (plan, cycle, offset, splits, quarters, flow) in zip(t.tolist(), day.tolist(), told, strict=True)
    ]
    unchanged_s, at_least, ratio, left = (np.array(column) for column in zip(*found, strict=True))
    ages = {"unchanged_s": unchanged_s, "at_least": at_least, "flow_ratio": ratio, "left_days": left}
    return Rows(rows.start, {**rows.columns, **ages}, rows.why)


def changed_at(rows: Rows) -> dict[int, int]:
    """Return when each plan was given its last numbers [ms since 1970], for those whose rows show a change."""
    columns = (np.asarray(rows.columns[name]).tolist() for name in ("after_s", "plan", "unchanged_s", "at_least"))
    return {
        plan: round(start + (after_s - unchanged_s) * 1000)
        for start, after_s, plan, unchanged_s, at_least in zip(rows.start.tolist(), *columns, strict=True)
        if not at_least
    }


def plan_in_force(log: JunctionLog, bins: Bins, definitions: Definitions = "meydan") -> Rows:
    """Return the pattern (131) in force in each bin; not available where it is not known or changes inside."""
    grid = bins.grid(log.t)
    first, last = (in_force(log, PATTERN, t) for t in (grid.start, grid.start + bins.width_ms - 1))
    return Rows(grid.start, {"plan": np.where(first == last, first, NOT_KNOWN)})


@dataclass(slots=True)
class _Plan:
    """What is known of one plan so far: its numbers, since when, and the flows of its days by their type."""

    since: int | None = None
    at_least: int = 1
    numbers: dict[int, int] = field(default_factory=dict)
    first: dict[DayType, list[tuple[float, int]]] = field(default_factory=dict)
    left: dict[DayType, int] = field(default_factory=dict)

    def on(
        self, t: int, kind: DayType, numbers: dict[int, int], quarters: int, flow_vph: float
    ) -> tuple[float, int, float, int]:
        """Take the next day; return unchanged seconds, whether at least, ratio of flow, and days it has left."""
        if any(self.numbers.get(code, value) != value for code, value in numbers.items()):
            self.since, self.at_least, self.numbers, self.first, self.left = t, 0, {}, {}, {}
        self.since = t if self.since is None else self.since
        self.numbers |= numbers
        ratio = self._ratio(kind, quarters, flow_vph)
        if not np.isnan(ratio):
            self.left[kind] = self.left.get(kind, 0) + 1 if abs(ratio - 1) > LEFT else 0
        left = NOT_KNOWN if np.isnan(ratio) else self.left[kind]
        return (t - self.since) / 1000, self.at_least, ratio, left

    def _ratio(self, kind: DayType, quarters: int, flow_vph: float) -> float:
        first = self.first.setdefault(kind, [])
        if quarters == 0 or np.isnan(flow_vph):
            return float("nan")
        if len(first) < FIRST_DAYS:
            first.append((flow_vph, quarters))
            return float("nan")
        usual, long = np.median(first, axis=0).tolist()
        return flow_vph / usual if usual > 0 and quarters >= AS_GOOD_AS_ALL * long else float("nan")


def _pieces(log: JunctionLog, bins: Bins) -> tuple[Ints, Ints, Ints]:
    """Return begin, end and plan of the times in which one plan was in force on one day, with the same numbers."""
    t, code, _ = log.rest
    changes = np.unique(t[code == PATTERN])
    if changes.size == 0:
        return changes, changes, changes
    told = np.unique(t[is_one_of(code, NUMBERS)])
    at = np.searchsorted(changes, told)
    far = told - changes[np.maximum(at - 1, 0)] > NEAR_MS
    far &= (at == changes.size) | (changes[np.minimum(at, changes.size - 1)] - told > NEAR_MS)
    midnights = Bins(DAY_MS, bins.since, bins.offsets_ms).grid(log.t).start
    edges = np.unique(np.concatenate((changes, told[far], midnights[midnights > log.t[0]], log.t[-1:])))
    plan = in_force(log, PATTERN, edges[:-1])
    kept = (plan != NOT_KNOWN) & (plan < FREE)
    return edges[:-1][kept], edges[1:][kept], plan[kept]


def _numbers(log: JunctionLog, t: Ints) -> Ints:
    """Return cycle, offset and splits in force at each instant [instants, 34], -1 where they were never told.

    An instant in the middle of a time in force is not disturbed by what is told a moment before a plan or after it.
    """
    when, code, parameter = log.rest
    told = is_one_of(code, NUMBERS)
    few = JunctionLog(when[told], code[told], parameter[told])
    return np.column_stack([in_force(few, one, t) for one in NUMBERS])


def _flows(log: JunctionLog, bins: Bins, begin: Ints, end: Ints, row: Ints) -> tuple[Ints, Floats]:
    """Return how many quarters with events lie wholly in the times of each row, and the flow in them [veh/h]."""
    grid = Bins(QUARTER_MS, bins.since, bins.offsets_ms).grid(log.t)
    piece = np.searchsorted(begin, grid.start, "right") - 1
    inside = (piece >= 0) & (grid.start + QUARTER_MS <= end[piece]) & (grid.counts(log.t) > 0)
    rows, count = row[piece[inside]], int(row.max()) + 1
    quarters = np.bincount(rows, minlength=count)
    came = vehicles_of(log)
    if not came:
        return quarters, np.full(count, np.nan)
    vehicles = np.sum([grid.counts(t) for t in came.values()], axis=0)[inside]
    hours = quarters * (QUARTER_MS / HOUR_MS)
    flow = np.bincount(rows, vehicles, count) / np.where(quarters > 0, hours, np.nan)
    return quarters, flow


def _as_text(splits: list[int]) -> str:
    return " ".join(f"{phase}={s}" for phase, s in zip(SPLITS.values(), splits, strict=True) if s != NOT_KNOWN)


def _known(cycle_s: int, offset_s: int, splits: str) -> dict[int, int]:
    """Return the numbers of a row that were told: cycle under 0, offset under -1, and the split of each phase."""
    split_s = {int(phase): int(s) for phase, _, s in (one.partition("=") for one in splits.split())}
    told = {0: cycle_s, -1: offset_s, **split_s}
    return {name: value for name, value in told.items() if value != NOT_KNOWN}
