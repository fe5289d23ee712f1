"""Forecasts of many junctions, from a history to a table, and how good they would have been."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb
import numpy as np

from meydan.city.errors import StoreError
from meydan.measure.bins import DAY_MS, MINUTE_MS
from meydan.measure.day_types import DayCalendar
from meydan.measure.forecast import WARM_UP_DAYS, Forecasts, forecasts
from meydan.measure.forecast_score import ForecastScore, forecast_score
from meydan.measure.history import History
from meydan.measure.junction_log import Floats
from meydan.measure.profile import MOST_DAYS
from meydan.measure.ridge import Sums, shared_forecasts
from meydan.store.history.counts_folder import CountsFolder
from meydan.store.history.new_table import connect, new_table
from meydan.store.history.reading import FORECAST_MIN, read_history
from meydan.store.history.sound import sound_counts
from meydan.store.logs.local_time import bins_in, offset_ms
from meydan.store.logs.rows_as_text import stamp

HORIZONS_MIN = (15, 30, 60)
COLUMNS = (
    "made_at", "bin_start", "junction", "detector", "minutes_ahead", "expected", "low", "high", "usual", "coverage",
)  # fmt: skip
LOOKED_BACK_MIN = 120  # whose known share is the coverage
STALE_MS = 7 * DAY_MS  # a history that ended longer ago has nothing to say of now


@dataclass(frozen=True, slots=True)
class JunctionForecast:
    """One junction's forecasts: how many rows, and whether its history ended too long ago to make any."""

    junction: str
    rows: int
    is_stale: bool = False


def forecast_all(
    counts: CountsFolder,
    junctions: Sequence[str],
    calendar: DayCalendar,
    at_ms: int | None,
    file: Path,
    shared: Mapping[int, Sums] | None = None,
) -> Iterator[JunctionForecast]:
    """Write forecasts made at an instant, or at the end of each junction's history, as CSV; yield each junction.

    A junction that knows less than a week is forecast with what cities learned together, `shared` by minutes ahead
    in bins of 15 minutes. The file is there, whole, when the last junction was yielded.

    Raises
    ------
    StoreError
        If the history cannot be read or the file cannot be written.
    """
    with new_table(file, COLUMNS) as (con, writer):
        for junction in junctions:
            rows, is_stale = _rows(con, counts, junction, calendar, at_ms, shared or {})
            writer.writerows(rows)
            yield JunctionForecast(junction, len(rows), is_stale)


def score_all(
    counts: CountsFolder, junctions: Sequence[str], calendar: DayCalendar
) -> Iterator[tuple[str, list[ForecastScore]]]:
    """Yield how good the forecasts of each junction would have been, by horizon; nothing if it has too few days."""
    try:
        with connect() as con:
            for junction in junctions:
                found = read_history(con, counts, junction, days=2 * MOST_DAYS)
                known = None if found is None else sound_counts(found, calendar).counted
                scores = [] if known is None else [_score(known, calendar, h) for h in HORIZONS_MIN]
                yield junction, [score for score in scores if score is not None]
    except duckdb.Error as error:
        raise StoreError("store.disk", error=str(error)) from error


def pooled(scores: Sequence[ForecastScore]) -> ForecastScore:
    """Return scores of one horizon as one, each bin counted alike."""
    bins = sum(score.bins for score in scores)
    error, plain, within = (
        sum(getattr(score, name) * score.bins for score in scores) / bins for name in ("error", "plain_error", "within")
    )
    return ForecastScore(scores[0].ahead, bins, error, plain, within)


def _score(known: History, calendar: DayCalendar, horizon_min: int) -> ForecastScore | None:
    ahead = horizon_min // known.bin_min
    return forecast_score(known, calendar, ahead) if ahead else None


Row = tuple[object, ...]


def _rows(
    con: duckdb.DuckDBPyConnection,
    counts: CountsFolder,
    junction: str,
    calendar: DayCalendar,
    at_ms: int | None,
    shared: Mapping[int, Sums],
) -> tuple[list[Row], bool]:
    """Return the rows of a junction, and whether its history ended too long ago."""
    width_ms = max(counts.bin_min, FORECAST_MIN) * MINUTE_MS
    made_at = None if at_ms is None else at_ms - at_ms % width_ms  # nothing of a bin that has only begun
    found = read_history(con, counts, junction, made_at, MOST_DAYS)
    if found is None:
        return [], True
    sound = sound_counts(found, calendar)
    known = sound.from_neighbours
    end = int(known.start[-1]) + width_ms
    made_at = end if made_at is None else made_at
    gone = (made_at - end) // width_ms
    if gone * width_ms > STALE_MS:
        return [], True
    most = gone + HORIZONS_MIN[-1] // known.bin_min
    known = known.going_on(most, bins_in(counts.zone, known.bin_min, int(known.start[0]), made_at + 2 * DAY_MS))
    rows = []
    for horizon_min in HORIZONS_MIN:
        if ahead := horizon_min // known.bin_min:
            at = known.start.size - 1 - most + gone + ahead
            made = _made(known, calendar, ahead, at, shared.get(horizon_min))
            rows += _of_horizon(made, known, at, made_at, counts.zone, _coverage(sound.counted, at - ahead + 1))
    return rows, False


def _made(known: History, calendar: DayCalendar, ahead: int, at: int, shared: Sums | None) -> Forecasts:
    """Return the forecasts, with what cities learned together where little is known before the bin in place `at`."""
    if shared is not None and known.day[at] - known.day[0] < WARM_UP_DAYS:
        return shared_forecasts(known, calendar, ahead, shared)
    return forecasts(known, calendar, ahead, at)


def _coverage(counted: History, end: int) -> Floats:
    """Return how much of the last two hours before a bin each detector counted itself [detectors]."""
    bins = LOOKED_BACK_MIN // counted.bin_min
    recent = counted.counts[:, max(0, end - bins) : end]
    share: Floats = (~np.isnan(recent)).sum(axis=1) / bins
    return share


def _of_horizon(made: Forecasts, known: History, at: int, made_at: int, zone: str, coverage: Floats) -> list[Row]:
    """Return a row for each detector: what is expected of the bin in place `at`."""
    begin = int(known.start[at])
    values = np.stack([made.expected[:, at], made.low[:, at], made.high[:, at], made.usual[:, at]], axis=1)
    made_text, begin_text = (stamp(t, offset_ms(zone, t)) for t in (made_at, begin))
    ahead_min = made.ahead * known.bin_min
    return [
        (made_text, begin_text, name.junction, name.detector, ahead_min, *map(_number, some), f"{share:.6g}")
        for name, some, share in zip(known.detectors, values.tolist(), coverage.tolist(), strict=True)
    ]


def _number(value: float) -> str:
    """Return a number as a cell; an unknown one is empty."""
    return "" if np.isnan(value) else f"{value:.6g}"
