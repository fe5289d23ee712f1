"""Looking through an archive for detectors and clocks that are set up wrongly, and for detectors that do not work."""

from collections.abc import Iterator

import duckdb
import numpy as np

from meydan.city.because import Because, because
from meydan.measure.bins import MINUTE_MS
from meydan.measure.detector_doubts import detector_doubts
from meydan.measure.set_up import BIN_MIN, clock_off_min, set_up_doubts, usual_day
from meydan.store.logs.local_time import bins_in
from meydan.store.logs.reading import Selection, read_junction, windows

LEAST_JUNCTIONS = 4  # to tell whose clock it is


def set_up_faults(selection: Selection) -> Iterator[tuple[str, Because]]:
    """Yield each junction with each thing that is wrong, or likely so, with its set-up or its detectors.

    Of a long log, the last weeks are looked at.
    """
    doubts: dict[str, list[Because]] = {}
    first, last = selection.first_ms, selection.last_ms
    edges = np.arange(first - first % (BIN_MIN * MINUTE_MS), last + BIN_MIN * MINUTE_MS, BIN_MIN * MINUTE_MS)
    bins = bins_in(selection.zone, BIN_MIN, first, last)
    counts = np.zeros((len(selection.parts), edges.size - 1), np.int64)
    with duckdb.connect(config={"threads": 1}) as con:
        for place, junction in enumerate(selection.parts):
            log = read_junction(con, selection, junction, windows(selection, junction)[-1].parts)
            doubts[junction] = set_up_doubts(log) + detector_doubts(log, bins)
            counts[place] = np.histogram(log.on.t, edges)[0]
    if len(selection.parts) >= LEAST_JUNCTIONS:
        usual = usual_day(counts.astype(np.float64))
        for place, junction in enumerate(selection.parts):
            if off := clock_off_min(counts[place], usual):
                code = "setup.clock_behind" if off > 0 else "setup.clock_ahead"
                doubts[junction].append(because(code, minutes=abs(off)))
    for junction, found in doubts.items():
        for doubt in found:
            yield junction, doubt
