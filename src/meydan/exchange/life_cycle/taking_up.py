"""The steps that nobody decides: a package is found and verified, and its own city's withdrawal of it is heeded."""

from collections.abc import Sequence

from meydan.city.because import Because, because
from meydan.exchange.life_cycle.dossier import Desk, Dossier, Step, refuse, take
from meydan.exchange.life_cycle.gates import why_not_verified
from meydan.exchange.life_cycle.policy import Policy
from meydan.exchange.life_cycle.states import State
from meydan.exchange.package import Package
from meydan.exchange.partner import Copy
from meydan.exchange.verify import Check, Outcome, Report, find_withdrawal
from meydan.exchange.withdrawal import Withdrawal
from meydan.store.tree_digest import digest_of


def take_up(desk: Desk, dossier: Dossier, report: Report, file: bytes, policy: Policy) -> Dossier:
    """Enter a package that a trusted registry lists, with what came of verifying it."""
    if report.package is None:
        refuse(why_not_verified(report, policy), dossier.place)
        return dossier
    if report.package.manifest.target != dossier.place:
        refuse([because("life.other_place", found=report.package.manifest.target)], dossier.place)
    content, evidence = report.package.digest, {"package": digest_of(file)}
    if dossier.life.state is None:
        listed = [check for check in report.checks if check.name == "registry"]
        refuse(_told_checks(listed), dossier.place)
        dossier = take(desk, dossier, content, Step(State.FOUND, evidence))
    if dossier.life.state is State.FOUND:
        refuse(why_not_verified(report, policy), dossier.place)
        standing = str(report.badge.standing) if report.badge else "-"
        dossier = take(desk, dossier, content, Step(State.VERIFIED, evidence, told={"badge": standing}))
    return dossier


def heed_withdrawal(desk: Desk, dossier: Dossier, package: Package, origin: Copy | None) -> Dossier:
    """Enter that the city a package is from took it back, if it did; from then on nothing goes forward."""
    found = find_withdrawal(package, origin)
    if found is None or dossier.life.withdrawn or dossier.life.state is None:
        return dossier
    step = Step(State.WITHDRAWN, {"withdrawal": _digest_of(found)}, why=f"{found.reason.tr} / {found.reason.en}")
    return take(desk, dossier, dossier.content, step)


def _told_checks(checks: Sequence[Check]) -> list[Because]:
    return [
        why.what for check in checks if check.outcome in (Outcome.FAILED, Outcome.NOT_ASSESSED) for why in check.why
    ]


def _digest_of(found: Withdrawal) -> str:
    return digest_of(f"{found.place}\n{found.content}\n{found.day}\n{found.reason.tr}\n{found.reason.en}\n".encode())
