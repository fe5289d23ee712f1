"""Turning counts: how many vehicles went where, and how evenly they used their lanes.

References
----------
.. [1] Highway Capacity Manual, 6th edition, chapter 19: lane utilisation factor.
"""

import numpy as np

from meydan.city.because import because
from meydan.measure.bins import HOUR_MS, Bins
from meydan.measure.junction_log import COUNT, NO_PHASE, Ints, JunctionLog
from meydan.measure.rows import Definitions, Rows, no_rows, rows_of

COLUMNS = ("phase", "movement", "vehicles", "flow_vph", "lanes", "lane_utilisation")


def turning_counts(log: JunctionLog, bins: Bins, definitions: Definitions = "meydan") -> Rows:
    """Return the vehicles of each movement at the count detectors that the detector table gives a movement, by bin.

    Columns: `phase`; `movement`, as the table calls it; `vehicles`; `flow_vph` [vehicles per hour]; `lanes` of the
    movement, as many as the table tells, or one for each detector; `lane_utilisation` [0..1], the vehicles by the
    lanes times those of the busiest lane, not available without vehicles. The definitions of `atspm` are the same
    here: it has no such measure.
    """
    movements = _movements(log)
    grid = bins.grid(log.t)
    if not movements or grid.start.size == 0:
        return no_rows(COLUMNS, because("measure.no_movements", function=COUNT))
    heard = np.flatnonzero(grid.counts(log.t))
    names = sorted(movements)
    counts = [np.stack([grid.counts(t)[heard] for t in movements[name]], axis=1) for name in names]
    vehicles = np.stack([of_lanes.sum(axis=1) for of_lanes in counts], axis=1)
    busiest = np.stack([of_lanes.max(axis=1) for of_lanes in counts], axis=1)
    lanes = np.array([of_lanes.shape[1] for of_lanes in counts])
    used = np.where(busiest > 0, vehicles / np.maximum(lanes * busiest, 1), np.nan)
    row, which = (place.ravel() for place in np.indices(vehicles.shape))
    return rows_of(
        grid.start[heard][row],
        COLUMNS,
        np.array([phase for phase, _ in names])[which],
        np.array([movement for _, movement in names])[which],
        vehicles[row, which],
        (vehicles[row, which] * (HOUR_MS / bins.width_ms)).astype(np.float64),
        lanes[which],
        used[row, which],
    )


def _movements(log: JunctionLog) -> dict[tuple[int, str], list[Ints]]:
    """Return when vehicles came, by phase and movement: a list of times in order for each lane."""
    channels: dict[tuple[int, str], dict[int, set[int]]] = {}
    for d in log.detectors:
        if d.function == COUNT and d.movement and d.phase != NO_PHASE:
            lane = d.lane or -d.channel  # a lane of its own where the table tells none
            channels.setdefault((d.phase, d.movement), {}).setdefault(lane, set()).add(d.channel)
    return {
        name: [np.sort(np.concatenate([log.on.times(channel) for channel in some])) for some in of_lane.values()]
        for name, of_lane in channels.items()
    }
