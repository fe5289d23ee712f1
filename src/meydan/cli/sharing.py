"""`meydan share`: what a city's counts teach, as sums, and the sums of several cities added up."""

import argparse
from collections.abc import Callable, Iterator

import duckdb

from meydan.city.because import because
from meydan.city.errors import PackageError, StoreError
from meydan.city.words import Language, say
from meydan.cli.forecasting import opened, tell_progress
from meydan.exchange.learned import BIN_MIN, Learned, learned_from, pooled
from meydan.exchange.learned_file import read_learned, write_learned
from meydan.measure.day_types import DayCalendar
from meydan.measure.history import History
from meydan.measure.profile import MOST_DAYS
from meydan.store.history.counts_folder import CountsFolder
from meydan.store.history.new_table import connect
from meydan.store.history.reading import read_history
from meydan.store.history.sound import sound_counts
from meydan.store.tree_digest import digest_of_file


def share_statistics(typed: argparse.Namespace, language: Language) -> int:
    """Write what the counts of a history teach, as typed; return 0."""
    counts, junctions, calendar = opened(typed)
    if counts.bin_min > BIN_MIN:
        raise PackageError("learned.bins", found=counts.bin_min, most=BIN_MIN)

    def tell(number: int, junction: str) -> None:
        tell_progress(number, len(junctions), junction, language)

    histories = _histories(counts, junctions, calendar, tell)
    learned = learned_from(histories, calendar, is_part=typed.part)
    write_learned(learned, typed.into)
    print(say(because("learned.part_written" if typed.part else "learned.written", **_told(learned, typed)), language))
    return 0


def share_pool(typed: argparse.Namespace, language: Language) -> int:
    """Add up what several cities learned, as typed; return 0."""
    learned = pooled([(digest_of_file(file), read_learned(file)) for file in typed.files])
    write_learned(learned, typed.into)
    print(say(because("learned.pooled", files=len(typed.files), **_told(learned, typed)), language))
    return 0


def _told(learned: Learned, typed: argparse.Namespace) -> dict[str, str | int]:
    shapes = sum(len(of) for of in learned.shapes.values())
    rows = round(learned.horizons[BIN_MIN].rows)
    return {"detectors": learned.detectors, "rows": rows, "shapes": shapes, "file": str(typed.into)}


def _histories(
    counts: CountsFolder, junctions: list[str], calendar: DayCalendar, tell: Callable[[int, str], None]
) -> Iterator[History]:
    """Yield the counts of each junction, those of ill detectors set aside; a junction that has none is left out."""
    try:
        with connect() as con:
            for number, junction in enumerate(junctions, start=1):
                found = read_history(con, counts, junction, days=MOST_DAYS)
                if found is not None:
                    yield sound_counts(found, calendar).counted
                tell(number, junction)
    except duckdb.Error as error:
        raise StoreError("store.disk", error=str(error)) from error
