"""Everything a receiving city checks of a package, in one report: no check is left out because another one failed.

Nothing here asks the network: what partners publish was read before (`partner.update_copy`), and its age is checked.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from importlib.metadata import version
from types import MappingProxyType

from meydan.city.because import Because, because
from meydan.city.errors import Fault, fault
from meydan.exchange.badge import Badge, Heard, badge_of
from meydan.exchange.evidence import Evidence, EvidenceRead, read_evidence, read_one, uncovered
from meydan.exchange.manifest import FILE
from meydan.exchange.package import Package, read_package
from meydan.exchange.package_rules import fits
from meydan.exchange.partner import EVIDENCE, Copy
from meydan.exchange.predicates import FieldResult, TwinEvidence
from meydan.exchange.statement import Signed, is_signed_by
from meydan.exchange.withdrawal import Withdrawal, withdrawals
from meydan.store.tree_digest import digest_of

_NONE: Mapping[str, Because] = MappingProxyType({})


class Outcome(StrEnum):
    """What came of a check."""

    PASSED = "passed"
    FAILED = "failed"
    FLAGGED = "flagged"  # fit to be used, and to be looked at by a person first
    NOT_ASSESSED = "not_assessed"


@dataclass(frozen=True, slots=True)
class Check:
    """One check: its name, what came of it, and why."""

    name: str
    outcome: Outcome
    why: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """All checks of a package; `package` and `badge` are None where its manifest could not be read.

    `withdrawal` tells who took it back and why, None if nobody did.
    """

    package: Package | None
    evidence: tuple[Evidence, ...]
    badge: Badge | None
    withdrawal: Withdrawal | None
    checks: tuple[Check, ...]

    @property
    def failed(self) -> bool:
        """Whether anything failed."""
        return any(check.outcome is Outcome.FAILED for check in self.checks)

    @property
    def verified(self) -> bool:
        """Whether everything was assessed, and nothing failed."""
        return not self.failed and all(check.outcome is not Outcome.NOT_ASSESSED for check in self.checks)


def verify(data: bytes, copies: Sequence[Copy], unread: Mapping[str, Because] = _NONE) -> Report:
    """Check an archive against the copies of the registries of all partners.

    `unread` tells why a partner's copy cannot be used, such as that it is too old: what only that partner can vouch for
    fails then, and the rest is checked all the same.
    """
    read = read_package(data)
    archive = Check("package", Outcome.FAILED if read.faults else Outcome.PASSED, read.faults)
    if read.package is None:
        return Report(None, (), None, None, (archive,))
    package, evidence = read.package, read_evidence(read.package)
    by_city = {copy.partner.city: copy for copy in copies}
    origin = by_city.get(package.manifest.origin)
    withdrawal = find_withdrawal(package, origin)
    checks = (
        archive,
        _api(package),
        _evidence(evidence),
        _signatures(package, evidence, by_city),
        _listed(package, data, origin, unread.get(package.manifest.origin)),
        _withdrawn(package, origin, withdrawal),
        _failures(package),
        *_unread(package, unread),
        *_stale(copies),
    )
    heard = [*_heard_inside(package, evidence, by_city), *_heard_elsewhere(package, by_city)]
    if uncovered(package, [one.said for one in heard if one.city == package.manifest.origin]):
        heard = [one for one in heard if not isinstance(one.said, TwinEvidence)]  # a part does not speak for the whole
    badge = badge_of(package.manifest.origin, heard, withdrawn=withdrawal is not None)
    return Report(package, evidence.evidence, badge, withdrawal, checks)


def _api(package: Package) -> Check:
    api, ours = package.manifest.api, version("meydan")
    if fits(api, ours):
        return Check("api", Outcome.PASSED)
    return Check("api", Outcome.FAILED, (fault(FILE, 0, "package.other_api", api=api, version=ours),))


def _evidence(evidence: EvidenceRead) -> Check:
    if evidence.faults:
        return Check("evidence", Outcome.FAILED, evidence.faults)
    if not evidence.evidence:
        return Check("evidence", Outcome.FLAGGED, (fault("", 0, "evidence.nothing"),))
    return Check("evidence", Outcome.PASSED)


def _signatures(package: Package, evidence: EvidenceRead, copies: Mapping[str, Copy]) -> Check:
    """Check that each file is signed by a city we know, and by the very city that speaks in it."""
    if not copies:
        return Check("signatures", Outcome.NOT_ASSESSED, (fault("", 0, "verify.nobody_trusted"),))
    faults = []
    for one in evidence.evidence:
        cities = signed_by(one.signed, package.manifest.origin, copies)
        if not cities:
            keys = ", ".join(key_id[:16] for key_id in one.signed.key_ids)
            faults.append(fault(one.file, 0, "evidence.unknown_signature", keys=keys))
        elif (speaker := _speaker(one, package)) and speaker not in cities:
            faults.append(fault(one.file, 0, "evidence.other_signature", cities=", ".join(cities), city=speaker))
    return Check("signatures", Outcome.FAILED if faults else Outcome.PASSED, tuple(faults))


def _unread(package: Package, unread: Mapping[str, Because]) -> Iterable[Check]:
    """Yield a flag where other partners could not be asked: what they say of the package is not known."""
    others = tuple(Fault(city, 0, why) for city, why in sorted(unread.items()) if city != package.manifest.origin)
    if others:
        yield Check("partners", Outcome.FLAGGED, others)


def _stale(copies: Iterable[Copy]) -> Iterable[Check]:
    """Yield a flag where two persons accepted a registry past its end."""
    stale = tuple(Fault("", 0, why) for copy in copies if (why := stale_told(copy)) is not None)
    if stale:
        yield Check("stale", Outcome.FLAGGED, stale)


def stale_told(copy: Copy) -> Because | None:
    """Return what is said of a copy wherever it is shown while it is past its end; None if it is not."""
    if copy.stale_days is None:
        return None
    ended = copy.good_until.date().isoformat()
    return because("registry.stale", city=copy.partner.city, ended=ended, days=copy.stale_days)


def _speaker(one: Evidence, package: Package) -> str:
    """Return the city that must have signed a statement by itself; "" where any city may say it."""
    match one.said:
        case TwinEvidence():
            return package.manifest.origin
        case FieldResult(city=city):
            return city
        case _:
            return ""


def _listed(package: Package, data: bytes, origin: Copy | None, unread: Because | None) -> Check:
    place = package.manifest.target
    if unread is not None:
        return Check("registry", Outcome.FAILED, (Fault(package.manifest.origin, 0, unread),))
    if origin is None:
        told = fault("", 0, "verify.not_trusted", origin=package.manifest.origin)
        return Check("registry", Outcome.NOT_ASSESSED, (told,))
    found = next((one for one in origin.listed if one.place == place), None)
    if found is None:
        code = "registry.place_outside" if place in origin.outside else "verify.not_listed"
        return Check("registry", Outcome.FAILED, (fault(place, 0, code, prefix=origin.partner.prefix),))
    if found.digest != digest_of(data):
        return Check("registry", Outcome.FAILED, (fault(place, 0, "verify.other_file"),))
    return Check("registry", Outcome.PASSED)


def find_withdrawal(package: Package, origin: Copy | None) -> Withdrawal | None:
    """Return how the city a package is from took it back, this version or this content; None if it did not."""
    found = withdrawals(origin) if origin else ()
    return next((w for w in found if w.place == package.manifest.target or w.content == package.digest), None)


def _withdrawn(package: Package, origin: Copy | None, withdrawal: Withdrawal | None) -> Check:
    if origin is None:
        told = fault("", 0, "verify.not_trusted", origin=package.manifest.origin)
        return Check("withdrawn", Outcome.NOT_ASSESSED, (told,))
    if withdrawal is None:
        return Check("withdrawn", Outcome.PASSED)
    told = fault(withdrawal.place, 0, "verify.withdrawn", day=withdrawal.day, city=origin.partner.city)
    return Check("withdrawn", Outcome.FAILED, (told,))


def _failures(package: Package) -> Check:
    if package.manifest.failed:
        return Check("failures", Outcome.PASSED)
    return Check("failures", Outcome.FLAGGED, (fault(FILE, 0, "package.no_failures"),))


def signed_by(signed: Signed, origin: str, copies: Mapping[str, Copy]) -> tuple[str, ...]:
    """Return the cities whose keys signed a statement.

    Each city's own keys are tried by themselves: which id a key has is said by whoever publishes it, so an id alone
    tells nothing about who signed. A key of the city the package is from is nobody else's, whoever lists it.
    """
    own = [key.keyval for key in copies[origin].keys] if origin in copies else []
    keys = {city: [k for k in copy.keys if city == origin or k.keyval not in own] for city, copy in copies.items()}
    return tuple(city for city in sorted(keys) if is_signed_by(signed, keys[city]))


def _heard_inside(package: Package, evidence: EvidenceRead, copies: Mapping[str, Copy]) -> Iterable[Heard]:
    for one in evidence.evidence:
        for city in signed_by(one.signed, package.manifest.origin, copies):
            yield Heard(city, one.statement.digest, one.said)


def _heard_elsewhere(package: Package, copies: Mapping[str, Copy]) -> Iterable[Heard]:
    """Yield what cities say of this content in their own registries; what is about other content is left out."""
    for city, copy in sorted(copies.items()):
        for listed in copy.listed:
            if listed.kind == EVIDENCE and listed.place in copy.small:
                read = read_one(listed.place, copy.small[listed.place], package)
                if isinstance(read, Evidence) and city in signed_by(read.signed, package.manifest.origin, copies):
                    yield Heard(city, read.statement.digest, read.said)
