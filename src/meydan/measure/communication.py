"""Communication: how long a junction was silent, and how often it could not be reached.

References
----------
.. [1] Codes 500 to 503 are those of Q-Free MAXTIME; other controllers log none of them.
"""

import numpy as np

from meydan.city.because import because
from meydan.measure.bins import Bins, Grid
from meydan.measure.junction_log import LAST_STANDARD_CODE, Floats, JunctionLog
from meydan.measure.presence import Presence
from meydan.measure.rows import Definitions, Rows, no_rows, rows_of

COLUMNS = ("silences", "silent_s", "attempts", "failures", "share_failed", "mean_response")
ATTEMPTS, FAILURES, RESPONSE = 500, 501, 503


def communication(log: JunctionLog, bins: Bins, definitions: Definitions = "meydan") -> Rows:
    """Return how well each junction was heard, in every bin from its first event to its last.

    Columns: `silences` of more than half a minute that began in the bin; `silent_s`, for how long of the bin the
    junction was silent [s]; `attempts` to reach it and `failures`, added up (500, 501); `share_failed` [0..1];
    `mean_response`, the mean of what the controller logs as response time (503), in its own unit; the last four are
    not available where it logs none. The definitions of `atspm` are the same here: its own table of this kind is not
    made.
    """
    grid = bins.grid(log.t)
    heard = log.t[log.code <= LAST_STANDARD_CODE]
    if grid.start.size == 0 or heard.size == 0:
        return no_rows(COLUMNS, because("measure.no_log"))
    begin = log.silences
    end = heard[np.minimum(np.searchsorted(heard, begin, "right"), heard.size - 1)]
    silent_ms = Presence(begin, end).occupied_ms(grid.start, grid.start + bins.width_ms)
    attempts, failures, response = (_summed(log, grid, code) for code in (ATTEMPTS, FAILURES, RESPONSE))
    (tried, is_told), (failed, _), (responded, responses) = attempts, failures, response
    known = is_told > 0
    return rows_of(
        grid.start,
        COLUMNS,
        grid.counts(begin),
        silent_ms / 1000,
        np.where(known, tried, -1).astype(np.int64),
        np.where(known, failed, -1).astype(np.int64),
        np.where(tried > 0, failed / np.maximum(tried, 1), np.nan),
        np.where(responses > 0, responded / np.maximum(responses, 1), np.nan),
    )


def _summed(log: JunctionLog, grid: Grid, code: int) -> tuple[Floats, Floats]:
    """Return the sum of what was told with a code in each bin, and how often it was told."""
    t, codes, parameter = log.rest
    where = np.flatnonzero(codes == code)
    upto = np.concatenate(([0], np.cumsum(parameter[where].astype(np.int64))))
    places = grid.places(t[where])
    return np.diff(upto[places]).astype(np.float64), np.diff(places).astype(np.float64)
