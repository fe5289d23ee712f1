"""What can be typed about the life of a package in the city that adopts it, without what it needs."""

import argparse
from collections.abc import Callable, Iterator
from pathlib import Path

from meydan.city.because import because
from meydan.city.errors import Fault
from meydan.cli.engines import add_engine
from meydan.cli.later import later
from meydan.cli.typed import day

Word = Callable[[str], str]

ACTED = ("adapt", "prove", "shadow", "trial", "adopt", "report", "reject", "revert")
BY_TWO = ("shadow", "trial", "adopt")


def add_exchange(parser: argparse.ArgumentParser, word: Word) -> None:
    """Add what can be typed about packages that a city adopts."""
    whats = parser.add_subparsers(required=True, metavar="WHAT")
    told = {
        "list": word("exchange_list"),
        "show": word("exchange_show"),
        "verify": word("exchange_verify"),
        "adapt": word("exchange_adapt"),
        "prove": word("exchange_prove"),
        "shadow": word("exchange_shadow"),
        "trial": word("exchange_trial"),
        "adopt": word("exchange_adopt"),
        "report": word("exchange_report"),
        "reject": word("exchange_reject"),
        "revert": word("exchange_revert"),
    }
    made = {name: whats.add_parser(name, help=what) for name, what in told.items()}
    for name, one in made.items():
        one.add_argument("city", type=Path, metavar="CITY_DIR", help=word("city_dir"))
        if name != "list":
            one.add_argument("package", metavar="PACKAGE", help=word("exchange_package"))
        one.add_argument("--office", type=Path, default=None, metavar="DIR", help=word("office"))
        one.set_defaults(do=later("exchanging", name if name != "list" else "list_packages"))
    for name in ACTED:
        _add_person(made[name], word, by_two=name in BY_TWO)
    _add_own(made, word)


def _add_person(one: argparse.ArgumentParser, word: Word, *, by_two: bool) -> None:
    one.add_argument("--person", default="", metavar="NAME", help=word("exchange_person"))
    one.add_argument("--password-file", type=Path, default=None, metavar="FILE", help=word("password_file"))
    if by_two:
        one.add_argument("--second", default="", metavar="NAME", help=word("exchange_second"))
        one.add_argument("--second-password-file", type=Path, default=None, metavar="FILE", help=word("password_file"))
    one.set_defaults(more_faults=_two_faults if by_two else _one_faults)


def _add_own(made: dict[str, argparse.ArgumentParser], word: Word) -> None:
    made["adapt"].add_argument("--bind", type=Path, required=True, metavar="FILE", help=word("exchange_bind"))
    made["adapt"].set_defaults(more_faults=lambda _: ())
    made["prove"].add_argument("--against", default="", metavar="Y", help=word("prove_against"))
    made["prove"].add_argument("--days", type=Path, nargs="+", default=[], metavar="R", help=word("prove_days"))
    made["prove"].add_argument("--counts", type=Path, default=None, metavar="HISTORY", help=word("prove_counts"))
    made["prove"].add_argument(
        "--counts-of", type=day, nargs="+", default=(), metavar="DAY", help=word("prove_counts_of")
    )
    made["prove"].set_defaults(more_faults=_prove_faults)
    add_engine(made["prove"], word, word("bench_jobs"))
    made["shadow"].add_argument("--log", type=Path, required=True, metavar="LOG", help=word("exchange_log"))
    made["trial"].add_argument("--junctions", required=True, metavar="A,B", help=word("exchange_junctions"))
    made["trial"].add_argument("--days", type=int, default=14, metavar="N", help=word("exchange_days"))
    made["trial"].add_argument("--first", type=day, default=None, metavar="DAY", help=word("exchange_first"))
    made["adopt"].add_argument("--record", type=Path, required=True, metavar="DIR", help=word("exchange_record"))
    made["adopt"].add_argument("--owner", required=True, metavar="NAME", help=word("exchange_owner"))
    made["adopt"].add_argument("--waiver", default="", metavar="WHY", help=word("exchange_waiver"))
    made["adopt"].add_argument(
        "--waiver-until", type=day, default=None, metavar="DAY", help=word("deploy_waiver_until")
    )
    made["report"].add_argument("--registry", type=Path, required=True, metavar="DIR", help=word("exchange_registry"))
    made["report"].add_argument("--keys", type=Path, nargs="+", required=True, metavar="K", help=word("registry_keys"))
    made["report"].add_argument("--register", type=Path, default=None, metavar="DIR", help=word("exchange_register"))
    made["report"].add_argument("--record", type=Path, default=None, metavar="DIR", help=word("exchange_record"))
    for name in ("reject", "revert"):
        made[name].add_argument("--why", required=True, metavar="WHY", help=word("exchange_why"))


def _one_faults(typed: argparse.Namespace) -> Iterator[Fault]:
    if not typed.person:
        yield Fault("--person", 0, because("exchange.person_needed"))


def _prove_faults(typed: argparse.Namespace) -> Iterator[Fault]:
    yield from _one_faults(typed)
    yield from later("proving", "prove_faults")(typed)


def _two_faults(typed: argparse.Namespace) -> Iterator[Fault]:
    yield from _one_faults(typed)
    if not typed.second:
        yield Fault("--second", 0, because("exchange.second_needed"))
    if bool(getattr(typed, "waiver", "")) != bool(getattr(typed, "waiver_until", None)):
        yield Fault("--waiver, --waiver-until", 0, because("deploy.whole_waiver"))
