"""`meydan measure anomalies`: what was far from its forecast."""

import argparse
from collections.abc import Callable
from pathlib import Path

from meydan.city.because import because
from meydan.city.words import Language, say
from meydan.cli.forecasting import FIRST_DAY, add_history_options, opened, tell_progress
from meydan.cli.typed import day
from meydan.store.history.unusual import anomalies_of_all

Word = Callable[[str], str]


def add_unusual(whats: "argparse._SubParsersAction[argparse.ArgumentParser]", word: Word) -> None:
    """Add what can be typed about what is unusual."""
    finding = whats.add_parser("anomalies", help=word("history_anomalies"))
    add_history_options(finding, word)
    finding.add_argument("--from", dest="since", type=day, default=FIRST_DAY, metavar="DAY", help=word("measure_from"))
    finding.add_argument("--csv", type=Path, required=True, metavar="OUT", help=word("history_csv"))
    finding.set_defaults(do=find_anomalies)


def find_anomalies(typed: argparse.Namespace, language: Language) -> int:
    """Write what was far from its forecast, as typed; return 0."""
    counts, junctions, calendar = opened(typed)
    total = 0
    done = anomalies_of_all(counts, junctions, calendar, typed.since, typed.csv)
    for number, (junction, found) in enumerate(done, start=1):
        tell_progress(number, len(junctions), junction, language)
        total += found
    told = because("history.anomalies", count=total, junctions=len(junctions), file=str(typed.csv))
    print(say(told, language))
    return 0
