"""`meydan verify`: everything a receiving city checks of a package, in one report."""

import argparse
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from meydan.city.because import because
from meydan.city.words import Language, say
from meydan.city.words.telling import plain
from meydan.cli.engines import add_engine
from meydan.cli.later import later

if TYPE_CHECKING:
    from meydan.exchange.badge import Badge
    from meydan.exchange.evidence import Evidence
    from meydan.exchange.package import Package
    from meydan.exchange.verify import Report


def add_verify(parser: argparse.ArgumentParser, word: Callable[[str], str]) -> None:
    """Add what can be typed about verifying."""
    parser.add_argument("file", type=Path, metavar="FILE", help=word("package_file"))
    parser.add_argument("--home", type=Path, default=None, metavar="CITY_DIR", help=word("registry_home"))
    parser.add_argument("--registry", default="", metavar="WHERE", help=word("verify_registry"))
    parser.add_argument("--rerun", type=Path, default=None, metavar="DIR", help=word("verify_rerun"))
    add_engine(parser, word, word("bench_jobs"))
    parser.set_defaults(do=later("verifying", "verify_package"))


def verify_package(typed: argparse.Namespace, language: Language) -> int:
    """Check a package and print every check; return 0 if all were made and none failed, else 1."""
    from meydan.cli.partners import copies_of
    from meydan.exchange.package import read_package
    from meydan.exchange.verify import verify
    from meydan.store.package_zip import read_archive

    data = read_archive(typed.file)
    read = read_package(data).package if typed.registry else None
    origin = read.manifest.origin if read else ""
    copies, unread = copies_of(typed.home, typed.registry, origin) if typed.home else ([], {})
    report = verify(data, copies, unread)
    for check in report.checks:
        outcome = say(because(f"verify.outcome_{check.outcome}"), language)
        print(plain(f"{outcome}: {say(because(f'verify.check_{check.name}'), language)}"))
        for why in check.why:
            place = f"{why.file}:{why.line}: " if why.line else f"{why.file}: " if why.file else ""
            print(plain(f"  {place}{say(why.what, language)}"))
    if report.withdrawal is not None:
        print(plain(say(because("verify.reason", reason=report.withdrawal.reason.said(language)), language)))
    if report.badge is not None:
        print(plain("\n".join(_badge(report.badge, language))))
    conclusion = "verify.failed" if report.failed else "verify.verified" if report.verified else "verify.not_all"
    print(plain(say(because(conclusion), language)))
    again = 0 if typed.rerun is None else _rerun_or_say_why(report, typed, language)
    return again if report.verified else 1


def _rerun_or_say_why(report: "Report", typed: argparse.Namespace, language: Language) -> int:
    """Run the evidence again, or say why nothing runs: of a package that failed a check, nothing does."""
    from meydan.exchange.predicates import TwinEvidence

    if report.package is not None and not report.failed:
        return _rerun(report.package, report.evidence, typed, language)
    failed = [check.name for check in report.checks if check.outcome == "failed"]
    names = "; ".join(say(because(f"verify.check_{name}"), language) for name in failed)
    print(plain(say(because("verify.not_rerun", checks=names), language)))
    for one in report.evidence:
        if isinstance(one.said, TwinEvidence) and not one.said.passed:
            verdict = say(because(f"prove.verdict_{one.said.proof.verdict}"), language)
            print(plain(say(because("verify.rerun_of_failed", file=one.file, verdict=verdict), language)))
    return 1


def _rerun(package: "Package", evidence: "tuple[Evidence, ...]", typed: argparse.Namespace, language: Language) -> int:
    """Run the evidence again and tell what came of it; return 1 if any of it differs, or a run failed."""
    from meydan.cli.proving import progress_in, tell_failed, tell_rerun, workers_for
    from meydan.exchange.reproducing import reproduce
    from meydan.twin.prove.proving import RunFailedError

    differ = 0
    try:
        for one in reproduce(package, evidence, typed.rerun, partial(workers_for, typed), progress_in(language)):
            print(plain(f"{one.file}: {say(because(f'prove.verdict_{one.found.proof.verdict}'), language)}"))
            differ |= tell_rerun(one.found, language)
            print(plain(say(because("verify.can_be_signed", file=str(one.says)), language)))
    except RunFailedError as error:
        tell_failed(error, language)
        return 1
    return differ


def _badge(badge: "Badge", language: Language) -> list[str]:
    lines = [say(because(f"badge.standing_{badge.standing}"), language)]
    for code, cities in (
        ("badge.by_reproduced", badge.reproduced_by),
        ("badge.by_measured", badge.measured_in),
        ("badge.by_twin", badge.tried_on_twin_in),
        ("badge.by_reverted", badge.reverted_in),
    ):
        if cities:
            lines.append(say(because(code, count=len(cities), cities=", ".join(cities)), language))
    return lines
