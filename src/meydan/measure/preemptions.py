"""Pre-emptions: each one with how long it took to enter, to be served and to end.

References
----------
.. [1] Utah Department of Transportation, ATSPM: preempt service and preempt service request.
"""

import numpy as np

from meydan.city.because import because
from meydan.measure.bins import Bins
from meydan.measure.junction_log import PREEMPT_OFF, PREEMPT_ON, JunctionLog
from meydan.measure.preempted import LONGEST_MS
from meydan.measure.rows import Definitions, Rows, at_moments, no_rows
from meydan.measure.sequences import sequences

COLUMNS = ("after_s", "preempt", "to_entry_s", "to_track_clearance_s", "to_dwell_s", "dwell_s", "lasted_s", "too_long")
ENTRY, TRACK_CLEARANCE, DWELL, TOO_LONG, EXIT = 105, 106, 107, 110, 111


def preemptions(log: JunctionLog, bins: Bins, definitions: Definitions = "meydan") -> Rows:
    """Return every call for pre-emption (102), in the bin in which it came.

    Columns: `after_s`, the second of the bin; `preempt`, its number; from the call to the entry (105), to track
    clearance (106) and to dwell (107) `to_entry_s`, `to_track_clearance_s` and `to_dwell_s` [s]; `dwell_s`, from there
    to the exit (111) [s]; `lasted_s`, from the call to its end (104) [s]; `too_long`, 1 if the controller said so
    (110), else 0. What did not come before the next call of the same number, or within half an hour, is not available.
    The definitions of `atspm` are the same here: it has no such measure.
    """
    found = sequences(log, PREEMPT_ON, (PREEMPT_OFF, ENTRY, TRACK_CLEARANCE, DWELL, TOO_LONG, EXIT), LONGEST_MS)
    if found.begin.size == 0:
        return no_rows(COLUMNS, because("measure.no_events", codes=str(PREEMPT_ON)))
    after = found.after_s
    dwell_s = after[EXIT] - after[DWELL]
    values = (
        found.number,
        after[ENTRY],
        after[TRACK_CLEARANCE],
        after[DWELL],
        np.where(dwell_s >= 0, dwell_s, np.nan),
        after[PREEMPT_OFF],
        (~np.isnan(after[TOO_LONG])).astype(np.int64),
    )
    return at_moments(found.begin, bins, dict(zip(COLUMNS[1:], values, strict=True)))
