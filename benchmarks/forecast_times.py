"""How good forecasts of hourly travel times are, which were not looked at when the model was made.

    python -m benchmarks.forecast_times [TIMES.parquet]

Six road segments, six weeks, 6 to 20 o'clock; with and without Labor Day 2022 in the calendar.
"""

import sys
from pathlib import Path

import duckdb
import numpy as np

from meydan.measure.bins import bins_of_minutes
from meydan.measure.day_types import DayCalendar
from meydan.measure.forecast_score import forecast_score
from meydan.measure.history import DetectorName, History, history

TIMES = Path("../shared/data/atspm/travel_times_hourly_6w.parquet")
HOUR_MS = 3_600_000
LABOR_DAY = 19_240  # 5 September 2022


def main() -> int:
    """Read, forecast and print."""
    known = times_of(Path(sys.argv[1]) if len(sys.argv) > 1 else TIMES)
    for name, calendar in (("every day", DayCalendar()), ("with Labor Day", DayCalendar(frozenset({LABOR_DAY})))):
        for ahead in (1, 2):
            score = forecast_score(known, calendar, ahead)
            if score is not None:
                print(f"{name}, {60 * ahead} min: {score.ratio:.3f}; {score.within:.1%} within; {score.bins} hours")
    return 0


def times_of(file: Path) -> History:
    """Return the travel times [s] of a file by segment and hour."""
    with duckdb.connect() as con:
        rows = con.execute(
            "SELECT id, epoch_ms(timestamp) // 3600000 AS hour, travel_time FROM read_parquet(?)", [str(file)]
        ).fetchnumpy()
    segments, row = np.unique(rows["id"], return_inverse=True)
    first, last = int(rows["hour"].min()), int(rows["hour"].max())
    times = np.full((segments.size, last - first + 1), np.nan)
    times[row, rows["hour"] - first] = rows["travel_time"]
    names = tuple(DetectorName("", str(segment)) for segment in segments)
    return history(HOUR_MS * np.arange(first, last + 1), times, names, bins_of_minutes(60))


if __name__ == "__main__":
    sys.exit(main())
