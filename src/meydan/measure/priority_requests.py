"""Priority requests: each one of a bus or tram, and what it got.

References
----------
.. [1] Utah Department of Transportation, ATSPM: transit signal priority.
"""

import numpy as np

from meydan.city.because import because
from meydan.measure.bins import Bins
from meydan.measure.junction_log import JunctionLog
from meydan.measure.rows import Definitions, Rows, at_moments, no_rows
from meydan.measure.sequences import sequences

COLUMNS = ("after_s", "request", "lasted_s", "early_green_s", "extension_s", "service_s", "served")
CHECK_IN, EARLY_GREEN, EXTENSION, CHECK_OUT, SERVICE = 112, 113, 114, 115, 118
LONGEST_MS = 600_000


def priority_requests(log: JunctionLog, bins: Bins, definitions: Definitions = "meydan") -> Rows:
    """Return every request for priority (112), in the bin in which it came.

    Columns: `after_s`, the second of the bin; `request`, its number; `lasted_s`, until it checked out (115) [s]; how
    long after it the controller gave an early green (113), an extension (114) or began the service (118)
    `early_green_s`, `extension_s` and `service_s` [s]; `served`, 1 if it did any of these before the request checked
    out, else 0. What did not come before the next request of the same number, or within ten minutes, is not available.
    The definitions of `atspm` are the same here: it has no such measure.
    """
    found = sequences(log, CHECK_IN, (EARLY_GREEN, EXTENSION, CHECK_OUT, SERVICE), LONGEST_MS)
    if found.begin.size == 0:
        return no_rows(COLUMNS, because("measure.no_events", codes=str(CHECK_IN)))
    after = found.after_s
    lasted_s = np.where(np.isnan(after[CHECK_OUT]), LONGEST_MS / 1000, after[CHECK_OUT])
    served = np.any([after[code] <= lasted_s for code in (EARLY_GREEN, EXTENSION, SERVICE)], axis=0)
    values = (
        found.number,
        after[CHECK_OUT],
        after[EARLY_GREEN],
        after[EXTENSION],
        after[SERVICE],
        served.astype(np.int64),
    )
    return at_moments(found.begin, bins, dict(zip(COLUMNS[1:], values, strict=True)))
