"""How many labelled anomalies of real traffic are found, and how much of what is found is labelled.

    python -m benchmarks.anomalies [FOLDER]

The folder holds the seven series of the Numenta Anomaly Benchmark that come from roads, and `windows.json`. A labelled
window is found if an anomaly touches it; an anomaly is right if it touches a window. Many peaks of these series are
labelled by nobody, so the share that is right is a lower bound. `FAR` and `TAIL` were chosen looking at these windows.
"""

import csv
import json
import sys
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from meydan.measure.anomalies import anomalies
from meydan.measure.bins import bins_of_minutes
from meydan.measure.day_types import DayCalendar
from meydan.measure.history import DetectorName, History, history

FOLDER = Path("../shared/data/nab_traffic")
BIN_MIN = 15


def main() -> int:
    """Read each series, look for anomalies and print."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    totals = np.zeros(4, np.int64)
    for name, windows in sorted(json.loads((folder / "windows.json").read_text(encoding="utf-8")).items()):
        numbers = found_in(series(folder / name), [(instant_of(begin), instant_of(end)) for begin, end in windows])
        totals += numbers
        print(f"{name}: {numbers[0]} of {numbers[1]} windows found; {numbers[2]} of {numbers[3]} anomalies right")
    found, windows_, right, told = totals.tolist()
    print(f"recall {found}/{windows_} = {found / windows_:.2f}, precision {right}/{told} = {right / max(told, 1):.2f}")
    return 0


def series(file: Path) -> History:
    """Return a series of irregular values as means of a quarter of an hour."""
    with file.open(encoding="utf-8", newline="") as text:
        rows = list(csv.reader(text))[1:]
    quarter = np.array([instant_of(stamp) for stamp, _ in rows]) // (BIN_MIN * 60_000)
    first = int(quarter.min())
    total = np.bincount(quarter - first, [float(value) for _, value in rows])
    count = np.bincount(quarter - first)
    means = np.divide(total, count, out=np.full(total.size, np.nan), where=count > 0)
    start = (first + np.arange(means.size)) * BIN_MIN * 60_000
    return history(start, means[None], (DetectorName("", file.stem),), bins_of_minutes(BIN_MIN))


def found_in(known: History, windows: list[tuple[int, int]]) -> tuple[int, int, int, int]:
    """Return how many windows were found, of how many, and how many anomalies are right, of how many."""
    told = [
        (int(known.start[each.first]), int(known.start[each.last]) + BIN_MIN * 60_000)
        for each in anomalies(known, DayCalendar())
    ]
    right = sum(any(begin < end and since < until for since, end in windows) for begin, until in told)
    found = sum(any(begin < end and since < until for begin, until in told) for since, end in windows)
    return found, len(windows), right, len(told)


def instant_of(stamp: str) -> int:
    """Return the instant of a stamp of the benchmark, taken for UTC."""
    return int(datetime.fromisoformat(stamp[:19]).replace(tzinfo=UTC).timestamp() * 1000)


if __name__ == "__main__":
    sys.exit(main())
