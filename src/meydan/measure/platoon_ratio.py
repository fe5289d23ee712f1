"""Platoon ratio: whether vehicles come when it is green, more than they would by chance.

References
----------
.. [1] Highway Capacity Manual, 6th edition, chapter 19: platoon ratio and arrival types.
"""

import numpy as np

from meydan.measure.arrivals_on_green import arrivals_on_green
from meydan.measure.bins import Bins
from meydan.measure.greens import greens
from meydan.measure.junction_log import Floats, Ints, JunctionLog
from meydan.measure.rows import Column, Definitions, Rows

COLUMNS = ("phase", "vehicles", "on_green", "green_s", "green_ratio", "platoon_ratio", "arrival_type")
TYPES = (0.50, 0.85, 1.15, 1.50, 2.00)  # upper ends of the arrival types 1 to 5


def platoon_ratio(log: JunctionLog, bins: Bins, definitions: Definitions = "meydan") -> Rows:
    """Return the platoon ratio of each phase that has advance detectors, by bin.

    Columns: `phase`; `vehicles` and `on_green` as in arrivals on green; `green_s`, seconds of the bin in which the
    phase was green; `green_ratio`, their share of the bin [0..1]; `platoon_ratio`, the share of vehicles on green
    divided by it; `arrival_type`, 1 to 6. To sum rows up, sum vehicles, greens and seconds, and divide once.

    With the definitions of `atspm`, vehicles count as they do there.
    """
    arrived = arrivals_on_green(log, bins, definitions)
    if arrived.start.size == 0:
        return Rows(arrived.start, dict.fromkeys(COLUMNS, arrived.start), arrived.why)
    phase: Ints = np.asarray(arrived.columns["phase"], np.int64)
    share: Floats = np.asarray(arrived.columns["share_on_green"], np.float64)
    green_ms = _green_ms(log, phase, arrived.start, bins.width_ms)
    green_ratio = green_ms / bins.width_ms
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.where(green_ms > 0, share / green_ratio, np.nan)
    kind: Ints = np.where(np.isnan(ratio), -1, np.searchsorted(TYPES, np.round(ratio, 9)) + 1)
    vehicles, on_green = arrived.columns["vehicles"], arrived.columns["on_green"]
    values: tuple[Column, ...] = (phase, vehicles, on_green, green_ms / 1000, green_ratio, ratio, kind)
    return Rows(arrived.start, dict(zip(COLUMNS, values, strict=True)))


def _green_ms(log: JunctionLog, phase: Ints, start: Ints, width_ms: int) -> Floats:
    """Return for how long the phase of each row was green in its bin [ms]."""
    green = np.zeros(start.size)
    for number, lit in greens(log).items():
        rows = phase == number
        green[rows] = lit.occupied_ms(start[rows], start[rows] + width_ms)
    return green
