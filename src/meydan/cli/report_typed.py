"""What can be typed about reports, without what they need."""

import argparse
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from meydan.city.because import because
from meydan.city.errors import Fault
from meydan.cli.engines import add_engine
from meydan.cli.later import later
from meydan.cli.typed import Wrong, day, period, some_days

Parsers = Any  # what argparse makes of parsers below another has no name of its own


def add_reports(whats: Parsers, word: Callable[[str], str]) -> argparse.ArgumentParser:
    """Add the reports; return the parser of the one that reads an archive as measures do."""
    reporting: argparse.ArgumentParser = whats.add_parser("report", help=word("measure_report"))
    reporting.add_argument("--corridor", type=Path, default=None, metavar="FILE", help=word("report_corridor"))
    add_engine(reporting, word, word("report_jobs"))
    reporting.set_defaults(do=later("reporting", "report"))
    comparing: argparse.ArgumentParser = whats.add_parser("compare", help=word("measure_compare"))
    comparing.add_argument("--before", type=period, required=True, metavar="FROM..TO", help=word("compare_before"))
    comparing.add_argument("--after", type=period, required=True, metavar="FROM..TO", help=word("compare_after"))
    comparing.add_argument("--exclude", type=some_days, default=(), metavar="D,D", help=word("compare_exclude"))
    comparing.set_defaults(do=later("reporting", "compare_periods"), more_faults=_overlap)
    morning: argparse.ArgumentParser = whats.add_parser("morning", help=word("measure_morning"))
    morning.add_argument("--day", type=day, default=None, metavar="DAY", help=word("morning_day"))
    morning.add_argument("--since", type=period, default=None, metavar="FROM..TO", help=word("morning_since"))
    morning.set_defaults(do=later("reporting", "watch"))
    for parser in (comparing, morning):
        parser.add_argument("--archive", type=Path, required=True, metavar="ARCHIVE", help=word("measure_archive"))
        parser.add_argument("--junctions", nargs="*", default=[], metavar="J", help=word("measure_junctions"))
    for parser in (reporting, comparing, morning):
        parser.add_argument("--into", type=Path, required=True, metavar="DIR", help=word("report_into"))
        parser.add_argument("--language", choices=("tr", "en"), default=None, help=word("report_language"))
    return reporting


def _overlap(typed: argparse.Namespace) -> Iterator[Fault]:
    periods = (typed.before, typed.after)
    if any(isinstance(one, Wrong) for one in periods):
        return
    (first, last), (later_first, later_last) = periods
    if first <= later_last and later_first <= last:
        yield Fault("--after", 0, because("typed.periods_overlap"))
