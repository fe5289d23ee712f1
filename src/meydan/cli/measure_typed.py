"""What can be typed about logs and measures, without what they need."""

import argparse
from collections.abc import Callable
from pathlib import Path

from meydan.centre.measures import known_measures
from meydan.city.because import because
from meydan.city.words import Language, say
from meydan.cli.engines import add_engine
from meydan.cli.history import add_history
from meydan.cli.later import later
from meydan.cli.report_typed import add_reports
from meydan.cli.typed import bin_minutes, day, zone

OF_CORRIDORS = ("link_pivot", "time_space")


def add_measure(parser: argparse.ArgumentParser, word: Callable[[str], str], language: Language) -> None:
    """Add what can be typed about logs and measures."""
    whats = parser.add_subparsers(required=True, metavar="WHAT")
    taking = whats.add_parser("ingest", help=word("measure_ingest"))
    taking.add_argument("files", type=Path, nargs="+", metavar="FILES", help=word("measure_files"))
    taking.add_argument("--detectors", type=Path, default=None, metavar="TABLE", help=word("measure_detectors"))
    taking.add_argument("--into", type=Path, required=True, metavar="ARCHIVE", help=word("measure_into"))
    taking.add_argument("--zone", type=zone, default=None, metavar="Z", help=word("measure_zone"))
    taking.set_defaults(do=later("measuring", "take_in"))
    add_history(whats, word)
    running = whats.add_parser("run", help=word("measure_run"))
    names = say(because("terminal.measure_names", known=", ".join(known_measures())), language)
    running.add_argument("names", nargs="+", metavar="NAME", help=names)
    running.add_argument("--bin", type=bin_minutes, default=15, metavar="MIN", help=word("measure_bin"))
    running.add_argument(
        "--definitions", choices=("meydan", "atspm"), default="meydan", help=word("measure_definitions")
    )
    running.add_argument("--csv", type=Path, required=True, metavar="OUT", help=word("measure_csv"))
    add_engine(running, word, word("measure_jobs"))
    running.set_defaults(do=later("measuring", "run_measures"))
    along = whats.add_parser("corridor", help=word("measure_corridor"))
    _add_corridor(along, word)
    giving = whats.add_parser("export", help=word("measure_export"))
    giving.add_argument("--into", type=Path, required=True, metavar="FILE", help=word("measure_export_into"))
    giving.set_defaults(do=later("measuring", "give_out"))
    checking = whats.add_parser("check", help=word("measure_check"))
    checking.set_defaults(do=later("measuring", "check_set_up"))
    forgetting = whats.add_parser("forget", help=word("measure_forget"))
    forgetting.add_argument("--archive", type=Path, required=True, metavar="ARCHIVE", help=word("measure_archive"))
    forgetting.add_argument("--before", type=day, required=True, metavar="DAY", help=word("measure_before"))
    forgetting.set_defaults(do=later("measuring", "forget_days"))
    reports = add_reports(whats, word)
    for reading in (running, giving, checking, reports, along):
        reading.add_argument("--archive", type=Path, required=True, metavar="ARCHIVE", help=word("measure_archive"))
        reading.add_argument("--from", dest="since", type=day, default=None, metavar="DAY", help=word("measure_from"))
        reading.add_argument("--to", dest="until", type=day, default=None, metavar="DAY", help=word("measure_to"))
    for reading in (running, giving, checking, reports):
        reading.add_argument("--junctions", nargs="*", default=[], metavar="J", help=word("measure_junctions"))


def _add_corridor(along: argparse.ArgumentParser, word: Callable[[str], str]) -> None:
    along.add_argument("name", choices=OF_CORRIDORS, metavar="NAME", help=word("measure_corridor_name"))
    along.add_argument("--corridor", type=Path, required=True, metavar="FILE", help=word("measure_corridor_file"))
    along.add_argument("--bin", type=bin_minutes, default=60, metavar="MIN", help=word("measure_bin"))
    along.add_argument("--csv", type=Path, required=True, metavar="OUT", help=word("measure_corridor_csv"))
    along.set_defaults(do=later("measuring", "run_corridor"))
