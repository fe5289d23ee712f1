"""What can be typed, and how errors are told: every fault in one message, exit code 2."""

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from meydan.city.because import because
from meydan.city.errors import MeydanError
from meydan.city.words import Language, say
from meydan.city.words.telling import plain, told
from meydan.cli.auditing import add_audit, add_invite
from meydan.cli.design_typed import add_design
from meydan.cli.engines import add_engine
from meydan.cli.exchange_typed import add_exchange
from meydan.cli.going_live_typed import add_deploy, add_shadow, add_trial
from meydan.cli.keys import add_keys
from meydan.cli.later import later
from meydan.cli.measure_typed import add_measure
from meydan.cli.packages import add_package
from meydan.cli.register_typed import add_register
from meydan.cli.registries import add_registry
from meydan.cli.serving import add_serving, serving_faults
from meydan.cli.telling import spoken_language
from meydan.cli.typed import (
    address,
    check_typed,
    day,
    days,
    demand,
    patience,
    port,
    seconds,
    seed,
    share,
    some_reverts,
    some_seconds,
    speed,
    status_codes,
    street_speed,
    zone,
)
from meydan.cli.verifying import add_verify
from meydan.field.rsmp.versions import CORES, SHORT, SXLS

Word = Callable[[str], str]

FIELDS = ("sumo", "rsmp")
NOTHING_TO_DO = ("import.no_signals",)  # true and no fault of the input: exit code 1


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 done, 1 nothing to do or different, 2 wrong input."""
    language = spoken_language()
    words = list(sys.argv[1:] if arguments is None else arguments)
    typed = _parser(language).parse_args(words)
    typed.words = words
    try:
        check_typed(typed)
        return int(typed.do(typed, language))
    except MeydanError as error:
        print(plain(told(error, language)), file=sys.stderr)
        return 1 if error.code in NOTHING_TO_DO else 2
    except KeyboardInterrupt:
        return 130


def _parser(language: Language) -> argparse.ArgumentParser:
    def word(code: str) -> str:
        return say(because(f"terminal.{code}"), language)

    parser = argparse.ArgumentParser(prog="meydan", description=word("meydan"))
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_import(commands.add_parser("import", help=word("import")), word)
    _add_run(commands.add_parser("run", help=word("run")), word)
    _add_bench(commands.add_parser("bench", help=word("bench")), word)
    add_design(commands.add_parser("design", help=word("design")), word)
    _add_street(commands.add_parser("street", help=word("street")), word)
    _add_certificates(commands.add_parser("certificates", help=word("certificates")), word)
    _add_listen(commands.add_parser("listen", help=word("listen")), word)
    add_measure(commands.add_parser("measure", help=word("measure")), word, language)
    _add_prove(commands.add_parser("prove", help=word("prove")), word)
    replay = commands.add_parser("replay", help=word("replay"))
    replay.add_argument("log", type=Path, metavar="LOG", help=word("replay_log"))
    replay.add_argument("--strategy", type=Path, default=None, metavar="FILE", help=word("replay_strategy"))
    replay.set_defaults(do=later("replaying", "replay_log"))
    add_audit(commands.add_parser("audit", help=word("audit")), word)
    add_invite(commands.add_parser("invite", help=word("invite")), word)
    add_shadow(commands.add_parser("shadow", help=word("shadow")), word)
    add_trial(commands.add_parser("trial", help=word("trial")), word)
    add_deploy(commands.add_parser("deploy", help=word("deploy")), word)
    add_register(commands.add_parser("register", help=word("register")), word)
    add_keys(commands.add_parser("keys", help=word("keys")), word)
    add_package(commands.add_parser("package", help=word("package")), word)
    add_registry(commands.add_parser("registry", help=word("registry")), word)
    add_verify(commands.add_parser("verify", help=word("verify")), word)
    add_exchange(commands.add_parser("exchange", help=word("exchange")), word)
    _add_share(commands.add_parser("share", help=word("share")), word)
    check = commands.add_parser("check", help=word("check"))
    check.add_argument("city", type=Path, metavar="CITY_DIR", help=word("city_dir"))
    check.set_defaults(do=later("checking", "check_city"))
    return parser


def _add_import(parser: argparse.ArgumentParser, word: Word) -> None:
    sources = parser.add_subparsers(required=True, metavar="SOURCE")
    sumo = sources.add_parser("sumo", help=word("import_sumo"))
    sumo.add_argument("net", type=Path, metavar="NET", help=word("net"))
    sumo.add_argument("--routes", type=Path, nargs="*", default=[], metavar="R", help=word("routes"))
    sumo.add_argument("--additional", type=Path, nargs="*", default=[], metavar="A", help=word("additional"))
    sumo.add_argument("--into", type=Path, required=True, metavar="DIR", help=word("into"))
    sumo.add_argument("--intergreens", choices=("imported", "geometry"), default="imported", help=word("intergreens"))
    sumo.add_argument("--detectors", choices=("loops", "zones"), default="loops", help=word("detectors"))
    for name, kind in (("name", str), ("zone", zone), ("day", day), ("attribution", str), ("provenance", str)):
        sumo.add_argument(f"--{name}", type=kind, default=None, help=word(name))
    for name, time in (("begin", seconds), ("end", seconds), ("yellow", some_seconds), ("min-green", some_seconds)):
        sumo.add_argument(f"--{name}", type=time, default=None, metavar="S", help=word(name.replace("-", "_")))
    sumo.set_defaults(do=later("importing", "import_sumo"))


def _add_run(parser: argparse.ArgumentParser, word: Word) -> None:
    parser.add_argument("city", type=Path, metavar="CITY_DIR", help=word("city_dir"))
    parser.add_argument("--strategy", default=None, metavar="NAME", help=word("strategy"))
    parser.add_argument("--parameters", type=Path, default=None, metavar="FILE", help=word("parameters"))
    parser.add_argument("--headless", action="store_true", help=word("headless"))
    parser.add_argument("--until", type=some_seconds, default=None, metavar="S", help=word("until"))
    parser.add_argument("--seed", type=seed, default=1, metavar="N", help=word("seed"))
    parser.add_argument("--speed", type=speed, default=1.0, metavar="X", help=word("speed"))
    parser.add_argument("--repeat", action="store_true", help=word("repeat"))
    parser.add_argument("--resume", action="store_true", help=word("resume"))
    parser.add_argument("--port", type=port, default=8800, metavar="P", help=word("port"))
    parser.add_argument("--patience", type=patience, default=60.0, metavar="S", help=word("patience"))
    parser.add_argument("--log", type=Path, default=None, metavar="DIR", help=word("log"))
    parser.add_argument("--field", choices=FIELDS, default=None, help=word("field"))
    parser.add_argument("--listen", type=address, default=None, metavar="A", help=word("listen_at"))
    parser.add_argument("--secrets", type=Path, default=None, metavar="FILE", help=word("secrets"))
    parser.add_argument("--tls", type=Path, default=None, metavar="DIR", help=word("tls"))
    parser.add_argument("--virtual", action="store_true", help=word("virtual"))
    parser.add_argument("--read-only", action="store_true", help=word("read_only"))
    parser.add_argument("--shadow", default=None, metavar="SOLUTION", help=word("run_shadow"))
    parser.add_argument("--trial", type=Path, default=None, metavar="FILE", help=word("run_trial"))
    parser.add_argument("--control", type=Path, default=None, help=argparse.SUPPRESS)  # what the supervisor types
    add_serving(parser, word)
    parser.set_defaults(do=later("running", "run_city"), more_faults=serving_faults)


def _add_street(parser: argparse.ArgumentParser, word: Word) -> None:
    parser.add_argument("city", type=Path, nargs="?", default=None, metavar="CITY_DIR", help=word("street_city"))
    parser.add_argument("--site-id", default=None, metavar="ID", help=word("site_id"))
    parser.add_argument("--connect", type=address, default=("127.0.0.1", 13111), metavar="A", help=word("connect"))
    parser.add_argument("--sxl", choices=SXLS, default=SXLS[-1], help=word("sxl"))
    parser.add_argument("--core", choices=(*CORES, *SHORT), default=None, help=word("core"))
    parser.add_argument("--keep", type=status_codes, default=(), metavar="S0001,...", help=word("keep"))
    for name, default_s in (("reconnect", 10), ("watchdog", 60), ("acknowledge", 30), ("handshake", 60), ("stale", 30)):
        parser.add_argument(f"--{name}", type=some_seconds, default=float(default_s), metavar="S", help=word(name))
    for level in ("1", "2"):
        parser.add_argument(f"--code-{level}", default="", metavar="C", help=word(f"code_{level}"))
    parser.add_argument("--seed", type=seed, default=1, metavar="N", help=word("street_seed"))
    parser.add_argument("--speed", type=street_speed, default=1.0, metavar="X", help=word("street_speed"))
    parser.add_argument("--without-vehicles", action="store_true", help=word("without_vehicles"))
    parser.add_argument("--actuated", action="store_true", help=word("street_actuated"))
    parser.add_argument("--tls", type=Path, default=None, metavar="DIR", help=word("street_tls"))
    parser.set_defaults(do=later("streeting", "run_street"))


def _add_certificates(parser: argparse.ArgumentParser, word: Word) -> None:
    parser.add_argument("city", type=Path, metavar="CITY_DIR", help=word("city_dir"))
    parser.add_argument("--into", type=Path, required=True, metavar="DIR", help=word("certificates_into"))
    parser.add_argument("--host", nargs="*", default=[], metavar="H", help=word("certificates_host"))
    parser.add_argument("--days", type=days, default=90.0, metavar="N", help=word("certificates_days"))
    parser.set_defaults(do=later("certifying", "certify"))


def _add_listen(parser: argparse.ArgumentParser, word: Word) -> None:
    parser.add_argument("--listen", type=address, default=("127.0.0.1", 13111), metavar="A", help=word("listen_on"))
    parser.add_argument("--core", choices=tuple(CORES), default=None, help=word("core"))
    parser.add_argument("--watchdog", type=some_seconds, default=60.0, metavar="S", help=word("watchdog"))
    parser.add_argument("--acknowledge", type=some_seconds, default=30.0, metavar="S", help=word("acknowledge"))
    parser.add_argument("--tls", type=Path, default=None, metavar="DIR", help=word("tls"))
    parser.set_defaults(do=later("listening", "listen"))


def _add_share(parser: argparse.ArgumentParser, word: Word) -> None:
    whats = parser.add_subparsers(required=True, metavar="WHAT")
    statistics = whats.add_parser("statistics", help=word("share_statistics"))
    statistics.add_argument("--history", type=Path, required=True, metavar="HISTORY", help=word("history_folder"))
    statistics.add_argument("--calendar", type=Path, default=None, metavar="FILE", help=word("history_calendar"))
    statistics.set_defaults(junctions=[])  # all: two sums that differ by one junction would show it
    statistics.add_argument("--part", action="store_true", help=word("share_part"))
    pool = whats.add_parser("pool", help=word("share_pool"))
    pool.add_argument("files", type=Path, nargs="+", metavar="FILES", help=word("share_files"))
    for what, does in ((statistics, "share_statistics"), (pool, "share_pool")):
        what.add_argument("--into", type=Path, required=True, metavar="FILE", help=word("share_into"))
        what.set_defaults(do=later("sharing", does))


def _add_bench(parser: argparse.ArgumentParser, word: Word) -> None:
    parser.add_argument("inputs", type=Path, nargs="+", metavar="DIR", help=word("bench_inputs"))
    parser.add_argument("--strategies", required=True, metavar="A,B", help=word("bench_strategies"))
    parser.add_argument("--detection", choices=("loops", "zones"), default="loops", help=word("bench_detection"))
    parser.add_argument("--misses", type=share, default=0.0, metavar="P", help=word("bench_misses"))
    parser.add_argument("--dead", type=share, default=0.0, metavar="P", help=word("bench_dead"))
    parser.add_argument("--seeds", default="11-15", metavar="N-M", help=word("bench_seeds"))
    parser.add_argument("--json", type=Path, required=True, metavar="OUT", help=word("bench_json"))
    parser.add_argument("--demand", type=demand, default=1.0, metavar="X", help=word("bench_demand"))
    parser.add_argument("--teleport", type=some_seconds, default=None, metavar="S", help=word("bench_teleport"))
    parser.add_argument("--until", type=some_seconds, default=None, metavar="S", help=word("bench_until"))
    parser.add_argument("--plots", type=Path, default=None, metavar="DIR", help=word("bench_plots"))
    add_engine(parser, word, word("bench_jobs"))
    parser.set_defaults(do=later("benching", "bench"), more_faults=later("bench_typed", "bench_faults"))


def _add_prove(parser: argparse.ArgumentParser, word: Word) -> None:
    parser.add_argument("city", type=Path, metavar="CITY_DIR", help=word("city_dir"))
    parser.add_argument("--candidate", required=True, metavar="X", help=word("prove_candidate"))
    parser.add_argument("--against", default="", metavar="Y", help=word("prove_against"))
    parser.add_argument("--days", type=Path, nargs="+", default=[], metavar="R", help=word("prove_days"))
    parser.add_argument("--counts", type=Path, default=None, metavar="HISTORY", help=word("prove_counts"))
    parser.add_argument("--counts-of", type=day, nargs="+", default=(), metavar="DAY", help=word("prove_counts_of"))
    parser.add_argument("--into", type=Path, required=True, metavar="DIR", help=word("prove_into"))
    parser.add_argument("--reverts", type=some_reverts, default=0, metavar="N", help=word("prove_reverts"))
    parser.add_argument("--rerun", type=Path, default=None, metavar="PROOF", help=word("prove_rerun"))
    add_engine(parser, word, word("bench_jobs"))
    parser.set_defaults(do=later("proving", "prove_solution"), more_faults=later("proving", "prove_faults"))
