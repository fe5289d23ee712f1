"""The 26 days of real counts of one junction that lie beside the checkout, as a history."""

from pathlib import Path

import duckdb
import numpy as np

from meydan.measure.bins import bins_of_minutes
from meydan.measure.history import DetectorName, History, history

QUARTER_MS = 900_000


def real_counts(shared: Path) -> History:
    """Return them; four quarters of an hour are missing."""
    return counts_of(shared / "data" / "atspm" / "detector_counts_15min_26d.parquet")


def counts_of(file: Path) -> History:
    """Return a file of such counts."""
    with duckdb.connect() as con:
        rows = con.execute(
            "SELECT detector, epoch_ms(timestamp) // 900000 AS quarter, total FROM read_parquet(?)", [str(file)]
        ).fetchnumpy()
    detectors, row = np.unique(rows["detector"], return_inverse=True)
    first, last = int(rows["quarter"].min()), int(rows["quarter"].max())
    counts = np.full((detectors.size, last - first + 1), np.nan)
    counts[row, rows["quarter"] - first] = rows["total"]
    names = tuple(DetectorName("85", str(detector)) for detector in detectors)
    return history(QUARTER_MS * np.arange(first, last + 1), counts, names, bins_of_minutes(15))
