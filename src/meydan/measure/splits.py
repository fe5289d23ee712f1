"""Splits: how often each phase was served, and for how long."""

import numpy as np
from numpy.typing import NDArray

from meydan.city.because import because
from meydan.measure.bins import Bins, Tally, tally
from meydan.measure.junction_log import Floats, Ints, JunctionLog
from meydan.measure.rows import Definitions, Rows, no_rows
from meydan.measure.services import services

COLUMNS = ("what", "phase", "services", "mean_s")
PHASES = 16
FIRST_SPLIT, NATURAL_CYCLE = 300, 317  # codes of Q-Free MAXTIME: splits of 16 phases, then two cycles


def splits(log: JunctionLog, bins: Bins, definitions: Definitions = "meydan") -> Rows:
    """Return the services of each phase and their mean duration, by the bin in which they ended.

    Columns: `what`, always `split`; `phase`; `services`; `mean_s`, their mean duration [s] from the begin of green to
    the end of red clearance, or to the end of yellow where a phase has no red clearance.

    With the definitions of `atspm`, the durations are those that controllers of the kind MAXTIME log themselves (codes
    300 to 315), and `what` is also `cycle` (316) and `natural_cycle` (317), which have no phase.
    """
    return _logged_splits(log, bins) if definitions == "atspm" else _measured_splits(log, bins)


def _logged_splits(log: JunctionLog, bins: Bins) -> Rows:
    is_split = (log.code >= FIRST_SPLIT) & (log.code <= NATURAL_CYCLE)
    if not np.any(is_split):
        return no_rows(COLUMNS, because("measure.no_events", codes="300-317"))
    what = log.code[is_split].astype(np.int64) - FIRST_SPLIT
    logged, mean_s = _means(bins.starts(log.t[is_split]), what, log.parameter[is_split].astype(np.float64))
    names = np.array(["split"] * PHASES + ["cycle", "natural_cycle"])
    phase = np.where(logged.key < PHASES, logged.key + 1, -1)
    return _rows(logged, names[logged.key], phase, mean_s)


def _measured_splits(log: JunctionLog, bins: Bins) -> Rows:
    served = services(log)
    if served.phase.size == 0:
        return no_rows(COLUMNS, because("measure.no_cycles"))
    counted, mean_s = _means(bins.starts(served.end), served.phase, (served.end - served.begin) / 1000)
    return _rows(counted, np.full(counted.key.size, "split"), counted.key, mean_s)


def _means(start: Ints, key: Ints, value: Floats) -> tuple[Tally, Floats]:
    """Return how often each key was met in each bin, and the mean of its values there."""
    counted = tally(start, key)
    wide, first = int(key.max()) + 1, int(start.min())
    at = np.searchsorted((counted.start - first) * wide + counted.key, (start - first) * wide + key)
    return counted, np.bincount(at, value, counted.count.size).astype(np.float64) / counted.count


def _rows(counted: Tally, what: NDArray[np.str_], phase: Ints, mean_s: Floats) -> Rows:
    return Rows(counted.start, {"what": what, "phase": phase, "services": counted.count, "mean_s": mean_s})
