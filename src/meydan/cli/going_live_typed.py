"""What can be typed about the way into the street: `meydan shadow`, `meydan trial` and `meydan deploy`."""

import argparse
from collections.abc import Callable
from pathlib import Path

from meydan.cli.later import later
from meydan.cli.typed import day, jobs, some_seconds

Word = Callable[[str], str]


def add_shadow(parser: argparse.ArgumentParser, word: Word) -> None:
    """Add what can be typed about a shadow of a log."""
    parser.add_argument("log", type=Path, metavar="LOG", help=word("shadow_log"))
    parser.add_argument("--solution", required=True, metavar="SOLUTION", help=word("solution"))
    parser.add_argument("--follow", type=int, default=None, help=argparse.SUPPRESS)  # what `meydan run` types
    parser.add_argument("--check", action="store_true", help=argparse.SUPPRESS)  # of a city's folder, before a run
    parser.set_defaults(do=later("shadowing", "shadow"))


def add_trial(parser: argparse.ArgumentParser, word: Word) -> None:
    """Add what can be typed about the days of a trial."""
    parser.add_argument("city", type=Path, metavar="CITY_DIR", help=word("city_dir"))
    parser.add_argument("--trial", type=Path, required=True, metavar="FILE", help=word("trial_file"))
    parser.add_argument("--into", type=Path, required=True, metavar="DIR", help=word("trial_into"))
    parser.add_argument("--jobs", type=jobs, default=None, metavar="N", help=word("bench_jobs"))
    parser.add_argument("--archive", type=Path, default=None, metavar="ARCHIVE", help=word("trial_archive"))
    parser.set_defaults(do=later("trials", "trial"))


def add_deploy(parser: argparse.ArgumentParser, word: Word) -> None:
    """Add what can be typed about deployments."""
    parser.add_argument("city", type=Path, metavar="CITY_DIR", help=word("city_dir"))
    parser.add_argument("--solution", default="", metavar="SOLUTION", help=word("solution"))
    parser.add_argument("--proof", type=Path, default=None, metavar="DIR", help=word("deploy_proof"))
    parser.add_argument("--person", default="", metavar="NAME", help=word("deploy_person"))
    parser.add_argument("--password-file", type=Path, default=None, metavar="FILE", help=word("password_file"))
    parser.add_argument("--waiver", default="", metavar="WHY", help=word("deploy_waiver"))
    parser.add_argument("--waiver-by", default="", metavar="NAME", help=word("deploy_waiver_by"))
    parser.add_argument("--waiver-until", type=day, default=None, metavar="DAY", help=word("deploy_waiver_until"))
    parser.add_argument("--waiver-password-file", type=Path, default=None, metavar="FILE", help=word("password_file"))
    parser.add_argument("--back", action="store_true", help=word("deploy_back"))
    parser.add_argument("--why", default="", metavar="WHY", help=word("deploy_why"))
    parser.add_argument("--list", action="store_true", help=word("deploy_list"))
    parser.add_argument("--watch", action="store_true", help=word("deploy_watch"))
    parser.add_argument("--archive", type=Path, default=None, metavar="ARCHIVE", help=word("measure_archive"))
    parser.add_argument("--every", type=some_seconds, default=None, metavar="S", help=word("deploy_every"))
    parser.add_argument("--office", type=Path, default=None, metavar="DIR", help=word("office"))
    parser.set_defaults(do=later("deploying", "deploy_city"), more_faults=later("deploying", "deploy_faults"))
