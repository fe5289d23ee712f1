"""Peak hours: the busiest hour of each day.

References
----------
.. [1] Highway Capacity Manual, 6th edition, chapter 4: peak hour factor, K, the peak hour's share of the day, and D,
   the share of one direction in the peak hour.
"""

from collections import Counter
from dataclasses import dataclass

import numpy as np

from meydan.city.because import because
from meydan.measure.approach_volume import QUARTERS, of_hours, vehicles_of
from meydan.measure.bins import DAY_MS, MINUTE_MS, Bins
from meydan.measure.junction_log import ADVANCE, COUNT, Floats, Ints, JunctionLog
from meydan.measure.rows import Definitions, Rows, at_moments, no_rows

COLUMNS = (
    "after_s",
    "phase",
    "vehicles",
    "peak_hour_factor",
    "day_vehicles",
    "share_of_day",
    "other_direction",
    "share_of_direction",
    "hours",
)
QUARTER_MS = 15 * MINUTE_MS
ALL_PHASES = NOT_TOLD = -1


def peak_hours(log: JunctionLog, bins: Bins, definitions: Definitions = "meydan") -> Rows:
    """Return the four consecutive quarters of an hour of each local day in which most vehicles came.

    A row is in the bin in which its hour begins. Columns: `after_s`, where in the bin that is [s]; `phase`, or not
    available for all phases together; `vehicles` of the hour, by the detectors of approach volume; `peak_hour_factor`;
    `day_vehicles`; `share_of_day` [0..1], also called K; `other_direction`, the phase of those who drive the other way,
    where the detector table tells one; `share_of_direction` [0..1], also called D, of this phase among the vehicles of
    both directions in this hour, not available without the other one; `hours` that could be compared, 93 in a whole
    day. The definitions of `atspm` are the same here: it has no such measure.
    """
    came = vehicles_of(log)
    if not came:
        return no_rows(COLUMNS, because("measure.no_detectors", function=f"{ADVANCE} / {COUNT}"))
    quarters = Bins(QUARTER_MS, bins.since, bins.offsets_ms)
    grid = quarters.grid(log.t)
    if grid.start.size == 0:
        return no_rows(COLUMNS, because("measure.no_vehicles", function=f"{ADVANCE} / {COUNT}"))
    vehicles = np.stack([grid.counts(t) for t in came.values()], axis=1)
    vehicles = np.concatenate((vehicles.sum(axis=1, keepdims=True), vehicles), axis=1)
    hour, factor = of_hours(vehicles, grid.counts(log.t) > 0, grid, QUARTER_MS)
    day = (grid.start + quarters.local_offsets_ms(grid.start)) // DAY_MS
    phases = (ALL_PHASES, *came)
    other = _other_directions(log)
    parts = [
        _busiest(
            grid.start,
            day,
            _OfPhase(
                phase,
                vehicles[:, i],
                hour[:, i],
                factor[:, i],
                other.get(phase, NOT_TOLD),
                hour[:, phases.index(other[phase])] if phase in other else np.zeros_like(day),
            ),
        )
        for i, phase in enumerate(phases)
    ]
    begin, *values = (np.concatenate(column) for column in zip(*parts, strict=True))
    if begin.size == 0:
        return no_rows(COLUMNS, because("measure.no_whole_hour"))
    return at_moments(begin, bins, dict(zip(COLUMNS[1:], values, strict=True)))


@dataclass(frozen=True, slots=True)
class _OfPhase:
    """One phase in each quarter: its vehicles, those of the hour that ends with it, and those of the other way."""

    phase: int
    vehicles: Ints
    hour: Ints
    factor: Floats
    other: int
    other_hour: Ints


def _other_directions(log: JunctionLog) -> dict[int, int]:
    """Return the phase of the other direction of each phase that is counted; told for one of them, it holds for both.

    Where the table tells several for one phase, nobody knows which is meant.
    """
    counted = set(vehicles_of(log))
    told = {(d.phase, d.other_direction) for d in log.detectors if {d.phase, d.other_direction} <= counted}
    both = told | {(other, phase) for phase, other in told}
    found = Counter(phase for phase, _ in both)
    return {phase: other for phase, other in both if found[phase] == 1 and phase != other}


def _busiest(start: Ints, day: Ints, of: _OfPhase) -> tuple[Ints | Floats, ...]:
    """Return when the busiest hour of each day begins, and the values of its row."""
    hour = of.hour
    last = np.flatnonzero(hour >= 0)
    last = last[day[last] == day[last - QUARTERS + 1]]
    days, first, hours = np.unique(day[last], return_index=True, return_counts=True)
    best = last[np.lexsort((last, -hour[last], day[last]))][first]
    day_vehicles = np.bincount(day - day[0], of.vehicles, minlength=int(day[-1] - day[0]) + 1)[days - day[0]]
    share = _share(hour[best], day_vehicles)
    of_both = _share(hour[best], hour[best] + of.other_hour[best])
    direction = of_both if of.other != NOT_TOLD else np.full(best.size, np.nan)
    phase, other = (np.full(best.size, number) for number in (of.phase, of.other))
    counted = (hour[best], of.factor[best], day_vehicles.astype(np.int64), share)
    return start[best - QUARTERS + 1], phase, *counted, other, direction, hours


def _share(part: Ints, whole: Ints | Floats) -> Floats:
    return np.where(whole > 0, part / np.maximum(whole, 1), np.nan)
