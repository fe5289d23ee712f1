"""Small logs by hand: seconds after noon, code and parameter."""

import numpy as np

from meydan.measure.bins import bins_of_minutes
from meydan.measure.junction_log import Detector, JunctionLog, junction_log
from meydan.measure.rows import Rows

BEGIN = 1_713_182_400_000  # 2024-04-15 12:00
TABLE = (Detector(11, 2, "advance"), Detector(12, 2, "presence"))
BINS = bins_of_minutes(15)

CYCLE = [(0, 9, 2), (0, 10, 2), (20, 1, 2), (50, 8, 2), (54, 9, 2), (54, 10, 2), (56, 11, 2)]
NEXT = [(74, 1, 2), (100, 8, 2), (104, 9, 2)]
HEARD = [(s, 43, 1) for s in range(0, 110, 10)]  # a junction that is never silent


def log(*events: tuple[float, int, int], detectors: tuple[Detector, ...] = TABLE) -> JunctionLog:
    t, code, parameter = np.array(events, np.float64).reshape(-1, 3).T
    instants = BEGIN + np.round(t * 1000).astype(np.int64)
    return junction_log(instants, code.astype(np.uint16), parameter.astype(np.uint16), detectors)


def row(rows: Rows, at: int = 0) -> dict[str, object]:
    return {name: rows.told(name)[at].item() for name in rows.columns}


RED = [(-10, 1, 2), (-4, 8, 2)]


def rows_as_dicts(rows: Rows) -> list[dict[str, object]]:
    return [row(rows, at) for at in range(rows.start.size)]
