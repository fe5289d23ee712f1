"""A history made of an archive of logs: every detector counted by bin, junction by junction."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import numpy as np

from meydan.measure.binned_counts import BinnedCounts, binned_counts
from meydan.store.history.counts_folder import changing, put_arrived
from meydan.store.logs.local_time import bins_in
from meydan.store.logs.reading import Selection, read_junction, windows


def count_logs(selection: Selection, into: Path, bin_min: int) -> Iterator[tuple[str, int]]:
    """Count the selected logs into a history; yield each junction when it is written, and how many counts it got.

    Counts of the same detector and bin that are there already are replaced.

    Raises
    ------
    StoreError
        If the history has another zone or other bins, somebody else is changing it, or the disk refuses.
    """
    bins = bins_in(selection.zone, bin_min, selection.first_ms, selection.last_ms)
    with changing(into, selection.zone, bin_min) as (counts, con):
        for junction in selection.parts:
            known = 0
            for window in windows(selection, junction):
                found = binned_counts(read_junction(con, selection, junction, window.parts), bins)
                known += _arrive(con, junction, found, (window.since, window.until))
            put_arrived(con, counts)
            yield junction, known


def _arrive(
    con: duckdb.DuckDBPyConnection, junction: str, found: BinnedCounts, between: tuple[int | None, int | None]
) -> int:
    """Put counts of bins that begin between two instants into `arrived`; return how many."""
    since, until = between
    kept = np.ones(found.start.size, np.bool_)
    if since is not None:
        kept &= found.start >= since
    if until is not None:
        kept &= found.start < until
    start, channels = found.start[kept], found.channels
    con.register(
        "counted",
        {
            "start": np.tile(start, channels.size),
            "channel": np.repeat(channels, start.size),
            "count": found.counts[:, kept].ravel(),
            "is_faulty": found.is_faulty[:, kept].ravel(),
        },
    )
    con.execute("INSERT INTO arrived SELECT ?, start, channel::VARCHAR, count, is_faulty FROM counted", [junction])
    con.unregister("counted")
    return int(start.size * channels.size)
