"""`meydan measure count`, `take-counts`, `complete` and `forecast`: a history, and what it lets one expect."""

import argparse
import sys
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from meydan.city.because import Because, because
from meydan.city.errors import PackageError
from meydan.city.words import Language, say
from meydan.measure.day_types import DayCalendar
from meydan.measure.forecast_score import ForecastScore
from meydan.measure.ridge import Sums
from meydan.store.history.count_tables import take_counts
from meydan.store.history.counts_folder import CountsFolder, open_counts
from meydan.store.history.day_calendar import read_calendar
from meydan.store.history.forecasting import HORIZONS_MIN, forecast_all, pooled, score_all
from meydan.store.history.from_logs import count_logs
from meydan.store.history.reading import junctions_of
from meydan.store.history.sound import complete_all
from meydan.store.history.usual_day import usual_day_of_all
from meydan.store.logs.reading import select

ILL = {
    "reported": "detector.reported",
    "silent": "detector.silent",
    "too_many": "detector.too_many",
    "stuck": "detector.stuck",
}
MOST_TOLD = 100


def count(typed: argparse.Namespace, language: Language) -> int:
    """Count the logs of an archive into a history, as typed; return 0."""
    selection = select(typed.archive, typed.junctions, typed.since, typed.until)
    total = 0
    for number, (junction, known) in enumerate(count_logs(selection, typed.into, typed.bin), start=1):
        tell_progress(number, len(selection.parts), junction, language)
        total += known
    told = because("history.counted", counts=total, junctions=len(selection.parts), folder=str(typed.into))
    print(say(told, language))
    return 0


def take(typed: argparse.Namespace, language: Language) -> int:
    """Take tables of counts into a history, as typed; return 0."""
    taken = take_counts(typed.files, typed.into, typed.zone, typed.bin)
    told = because(
        "history.taken",
        counts=taken.counts,
        detectors=taken.detectors,
        junctions=taken.junctions,
        folder=str(typed.into),
    )
    print(say(told, language))
    return 0


def complete(typed: argparse.Namespace, language: Language) -> int:
    """Write counts with estimates in place of what is missing, as typed; return 0."""
    counts, junctions, calendar = opened(typed)
    rows, estimates = 0, 0
    done = complete_all(counts, junctions, calendar, (typed.since, typed.until), typed.csv)
    for number, one in enumerate(done, start=1):
        tell_progress(number, len(junctions), one.junction, language)
        rows, estimates = rows + one.rows, estimates + one.estimates
        for detector, ill, since, until in one.ill:
            why = say(because(ILL[ill]), language)
            told = because("history.ill", junction=one.junction, detector=detector, why=why, since=since, until=until)
            print(say(told, language))
    print(say(because("history.completed", rows=rows, estimates=estimates, file=str(typed.csv)), language))
    return 0


def tell_profile(typed: argparse.Namespace, language: Language) -> int:
    """Write what is usual on a day, as typed; return 0, or 1 if nothing is known of it."""
    counts, junctions, calendar = opened(typed)
    total = 0
    done = usual_day_of_all(counts, junctions, calendar, typed.day, typed.csv)
    for number, (junction, rows) in enumerate(done, start=1):
        tell_progress(number, len(junctions), junction, language)
        total += rows
    print(say(because("terminal.measure_rows", name="profile", rows=total, file=str(typed.csv)), language))
    return 0 if total else 1


def forecast(typed: argparse.Namespace, language: Language) -> int:
    """Forecast as typed, or tell how good forecasts would have been; return 0, or 1 if there was nothing to do."""
    counts, junctions, calendar = opened(typed)
    if typed.check:
        return _check(counts, junctions, calendar, language)
    at_ms = None if typed.at is None else _instant_ms(typed.at, counts.zone)
    shared = None if typed.model is None else _shared(typed.model, counts)
    rows, stale = 0, []
    for number, one in enumerate(forecast_all(counts, junctions, calendar, at_ms, typed.csv, shared), start=1):
        tell_progress(number, len(junctions), one.junction, language)
        rows += one.rows
        stale += [one.junction] if one.is_stale else []
    print(say(because("terminal.measure_rows", name="forecast", rows=rows, file=str(typed.csv)), language))
    if stale:
        print(say(because("history.stale", count=len(stale), some=", ".join(stale[:5])), language))
    return 0 if rows else 1


def _shared(file: Path, counts: CountsFolder) -> Mapping[int, Sums]:
    """Return what cities learned together, by minutes ahead."""
    from meydan.exchange.learned import BIN_MIN
    from meydan.exchange.learned_file import read_learned

    if counts.bin_min > BIN_MIN:
        raise PackageError("learned.bins", found=counts.bin_min, most=BIN_MIN)
    return read_learned(file).horizons


def opened(typed: argparse.Namespace) -> tuple[CountsFolder, list[str], DayCalendar]:
    """Return the history, the junctions and the calendar that were typed."""
    calendar = DayCalendar() if typed.calendar is None else read_calendar(typed.calendar)
    counts = open_counts(typed.history)
    return counts, junctions_of(counts, typed.junctions), calendar


def tell_progress(number: int, count: int, junction: str, language: Language) -> None:
    """Tell on the error channel how far a command over many junctions has come, at most about a hundred times."""
    if number % max(1, count // MOST_TOLD) and number < count:
        return
    told = because("history.progress", number=number, count=count, junction=junction)
    print(say(told, language), file=sys.stderr, flush=True)


def _check(counts: CountsFolder, junctions: list[str], calendar: DayCalendar, language: Language) -> int:
    by_ahead: dict[int, list[ForecastScore]] = {}
    for number, (junction, scores) in enumerate(score_all(counts, junctions, calendar), start=1):
        tell_progress(number, len(junctions), junction, language)
        for score in scores:
            by_ahead.setdefault(score.ahead, []).append(score)
    if not by_ahead:
        print(say(because("history.too_short"), language))
        return 1
    bin_min = max(counts.bin_min, min(HORIZONS_MIN))
    for ahead, scores in sorted(by_ahead.items()):
        print(say(_told(pooled(scores), ahead * bin_min), language))
    return 0


def _told(score: ForecastScore, minutes: int) -> Because:
    return because(
        "history.score",
        minutes=minutes,
        error=score.error,
        plain=score.plain_error,
        percent=100 * score.ratio,
        within=100 * score.within,
        bins=score.bins,
    )


def _instant_ms(text: str, zone_of_history: str) -> int:
    told = datetime.fromisoformat(text)
    local = told if told.tzinfo else told.replace(tzinfo=ZoneInfo(zone_of_history))
    return round(local.timestamp() * 1000)
