"""Reading a history: the counts of one junction as columns."""

from dataclasses import dataclass, replace
from typing import Any

import duckdb
import numpy as np
from numpy.typing import NDArray

from meydan.city.errors import StoreError
from meydan.measure.bins import DAY_MS, MINUTE_MS
from meydan.measure.history import DetectorName, History, history, in_wider_bins
from meydan.measure.junction_log import Flags
from meydan.store.history.counts_folder import CountsFolder
from meydan.store.logs.incoming import quoted
from meydan.store.logs.local_time import bins_in

SHORTEST_MONTH_DAYS = 28
FORECAST_MIN = 15  # the bins that forecasts are made of


@dataclass(frozen=True, slots=True)
class Recorded:
    """What a history holds of a junction, and where the controller held a detector for faulty [detectors, bins]."""

    history: History
    is_faulty: Flags


def junctions_of(counts: CountsFolder, wanted: list[str]) -> list[str]:
    """Return the wanted junctions, or all.

    Raises
    ------
    StoreError
        If a junction is not in the history.
    """
    known = counts.junctions()
    if missing := [junction for junction in wanted if junction not in known]:
        raise StoreError("store.no_junction_counts", missing=", ".join(missing), folder=str(counts.folder))
    return wanted or known


def read_history(
    con: duckdb.DuckDBPyConnection, counts: CountsFolder, junction: str, until_ms: int | None = None, days: int = 0
) -> Recorded | None:
    """Return the counts of a junction before an instant [ms] or all, of the last `days` days or all; None if none.

    Bins are of 15 minutes, or those of the history if they are longer. A bin is faulty if any part of it is.
    """
    files = counts.files(junction)
    if until_ms is not None:
        files = [file for file in files if file.stem <= str(np.datetime64(until_ms, "ms").astype("datetime64[M]"))]
    if days:
        files = files[-(days // SHORTEST_MONTH_DAYS + 2) :]  # a long history is not read whole
    until = f"epoch_ms(start) < {until_ms}" if until_ms is not None else "true"
    if not files:
        return None
    names = ", ".join(quoted(str(file)) for file in files)
    since = f"QUALIFY start >= max(start) OVER () - INTERVAL {days} DAY" if days else ""
    read = con.execute(
        "SELECT epoch_ms(start) AS t, detector, count, is_faulty "  # noqa: S608 - quoted
        f"FROM read_parquet([{names}], hive_partitioning = false) WHERE {until} {since}"
    ).fetchnumpy()
    if read["t"].size == 0:
        return None
    return _in_columns(counts, junction, read)


def _in_columns(counts: CountsFolder, junction: str, read: dict[str, NDArray[Any]]) -> Recorded:
    t = read["t"].astype(np.int64)
    width_ms = counts.bin_min * MINUTE_MS
    names, row = np.unique(np.ma.filled(read["detector"], "").astype(str), return_inverse=True)
    order = sorted(range(names.size), key=lambda place: (len(names[place]), names[place]))  # 2 before 10
    names, row = names[order], np.argsort(order)[row]
    first, last = int(t.min()), int(t.max())
    start = np.arange(first, last + 1, width_ms)
    values = np.full((names.size, start.size), np.nan)
    faulty = np.zeros(values.shape, np.bool_)
    column = (t - first) // width_ms
    values[row, column] = np.ma.filled(np.ma.asarray(read["count"], dtype=np.float64), np.nan)
    faulty[row, column] = np.ma.filled(read["is_faulty"], False)
    detectors = tuple(DetectorName(junction, name) for name in names.tolist())
    narrow = history(start, values, detectors, bins_in(counts.zone, counts.bin_min, first, last))
    if counts.bin_min >= FORECAST_MIN:
        return Recorded(narrow, faulty)
    wide = bins_in(counts.zone, FORECAST_MIN, first - DAY_MS, last)
    marked = in_wider_bins(replace(narrow, counts=faulty.astype(np.float64)), wide).counts > 0
    return Recorded(in_wider_bins(narrow, wide), marked)
