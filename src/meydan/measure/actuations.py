"""Actuations: how often each detector went on."""

import numpy as np

from meydan.city.because import because
from meydan.measure.bins import Bins
from meydan.measure.junction_log import JunctionLog
from meydan.measure.rows import Definitions, Rows, no_rows

COLUMNS = ("detector", "actuations")


def actuations(log: JunctionLog, bins: Bins, definitions: Definitions = "meydan") -> Rows:
    """Return the actuations of each detector, by bin.

    Columns: `detector`, its channel; `actuations`, how often it went on (82). A detector of the detector table that
    was silent has a row of 0 in every bin in which its junction was not.

    With the definitions of `atspm`, a silent detector has no row.
    """
    known = () if definitions == "atspm" else {detector.channel for detector in log.detectors}
    channels = np.array(sorted({*log.on.channels().tolist(), *known}), np.int64)
    grid = bins.grid(log.t)
    if channels.size == 0 or grid.start.size == 0:
        return no_rows(COLUMNS, because("measure.no_events", codes="82"))
    counts = np.stack([grid.counts(log.on.times(channel)) for channel in channels.tolist()], axis=1)
    is_row = counts > 0
    if known:
        is_row |= (grid.counts(log.t) > 0)[:, None] & np.isin(channels, list(known))
    row, column = np.nonzero(is_row)
    return Rows(grid.start[row], {"detector": channels[column], "actuations": counts[row, column]})
