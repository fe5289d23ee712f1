"""What the page shows of registries and packages: whom the city trusts, what they publish, what is verified of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from meydan.city.because import Because
from meydan.city.errors import Fault
from meydan.city.words import LANGUAGES, say
from meydan.city.words.telling import plain
from meydan.exchange.badge import Badge
from meydan.exchange.evidence import Evidence
from meydan.exchange.life_cycle.parameters import numbers_of
from meydan.exchange.manifest import CARDS, InBoth, Manifest
from meydan.exchange.package import Package
from meydan.exchange.partner import PACKAGE, Copy, Listed, held_file, kept_copies, read_at
from meydan.exchange.predicates import Change, FieldResult, Reproduction, TwinEvidence
from meydan.exchange.verify import Check, Report, signed_by, stale_told, verify
from meydan.exchange.withdrawal import Withdrawal, withdrawals
from meydan.store.package_zip import read_archive
from meydan.store.trust_map import Level, Trusted, read_trust

Told = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Heard:
    """Whom a city trusts, their registries as they were last read, and why some cannot be used."""

    home: Path
    trusted: Mapping[str, Trusted]
    copies: tuple[Copy, ...]
    unread: Mapping[str, Because]

    def copy_of(self, place: str) -> Copy | None:
        """Return the registry that may list a place."""
        return next((copy for copy in self.copies if place.startswith(copy.partner.prefix)), None)

    def listed_at(self, place: str) -> Listed | None:
        """Return what is published at a place."""
        copy = self.copy_of(place)
        return next((one for one in copy.listed if one.place == place), None) if copy else None

    def report_on(self, place: str) -> Report | None:
        """Return every check of a package that was fetched; None if it was not."""
        file = held_file(self.home, place)
        return verify(read_archive(file), self.copies, self.unread) if file.exists() else None


def hear(home: Path) -> Heard:
    """Return what partners said last, without asking any of them."""
    copies, unread = kept_copies(home)
    return Heard(home, read_trust(home), tuple(copies), unread)


def registry_facts(heard: Heard) -> list[Told]:
    """Return the registries that a city trusts, each with how old its word is."""
    by_city = {copy.partner.city: copy for copy in heard.copies}
    return [_registry(one, by_city.get(one.city), heard) for one in heard.trusted.values()]


def _registry(partner: Trusted, copy: Copy | None, heard: Heard) -> Told:
    why = heard.unread.get(partner.city, stale_told(copy) if copy else None)
    return {
        "city": partner.city,
        "fingerprint": partner.fingerprint,
        "prefix": partner.prefix,
        "level": str(partner.level),
        "read": read_at(heard.home, partner.city),
        "good_until": int(copy.good_until.timestamp() * 1000) if copy else None,
        "packages": sum(one.kind == PACKAGE for one in copy.listed) if copy else None,
        "outside": list(copy.outside) if copy else [],
        "why": in_both(why) if why else None,
    }


def listed_places(heard: Heard) -> list[str]:
    """Return the places of all packages that partners list."""
    return [one.place for copy in heard.copies for one in copy.listed if one.kind == PACKAGE]


def row_of(place: str, heard: Heard) -> Told:
    """Return the row of a package: what it is called, its badge if it was fetched, and whether it was taken back."""
    listed, copy, report = heard.listed_at(place), heard.copy_of(place), heard.report_on(place)
    package = report.package if report else None
    told = listed.told if listed else {}
    back = withdrawal_of(place, package.digest if package else str(told.get("content", "")), copy)
    return {
        "place": place,
        "city": place.partition("/")[0],
        "title": _title(package, told, place),
        "version": package.manifest.version if package else str(told.get("version", "")),
        "kind": str(package.manifest.kind) if package else str(told.get("holds", "")),
        "held": report is not None,
        "may_fetch": listed is not None and copy is not None and copy.partner.level is Level.PACKAGES,
        "badge": _badge(report.badge) if report and report.badge else None,
        "verified": None if report is None else "failed" if report.failed else "yes" if report.verified else "not_all",
        "withdrawn": _withdrawal(back) if back else None,
    }


def package_facts(place: str, heard: Heard) -> Told:
    """Return everything that the page shows of one package."""
    row, report = row_of(place, heard), heard.report_on(place)
    if report is None:
        return row | {"checks": [], "package": None}
    by_city = {copy.partner.city: copy for copy in heard.copies}
    package = _package(report.package, report.evidence, by_city) if report.package else None
    return row | {"checks": [_check(one) for one in report.checks], "package": package}


def _check(one: Check) -> Told:
    return {"name": one.name, "outcome": str(one.outcome), "why": [_fault(why) for why in one.why]}


def withdrawal_of(place: str, content: str, copy: Copy | None) -> Withdrawal | None:
    """Return how a package was taken back by its own city; None if it was not."""
    found = withdrawals(copy) if copy else ()
    return next((one for one in found if one.place == place or (content and one.content == content)), None)


def _package(package: Package, evidence: Sequence[Evidence], copies: Mapping[str, Copy]) -> Told:
    manifest = package.manifest
    return {
        "id": manifest.id,
        "origin": manifest.origin,
        "licence": manifest.licence,
        "api": manifest.api,
        "contact": manifest.contact,
        "content": package.digest,
        "register": {name: getattr(manifest.register, name) for name in ("protocol", "topic", "project")},
        "card": {language: _text(package.files.get(CARDS[language], b"")) for language in LANGUAGES},
        "slots": _slots(package),
        "claims": _claims(manifest),
        "failed": [{"where": _both(one.where), "evidence": one.evidence} for one in manifest.failed],
        "evidence": [_evidence(one, package, copies) for one in evidence],
    }


def _slots(package: Package) -> list[Told]:
    """Return the slots, those of numbers with their bounds and what the package comes with."""
    usual = numbers_of(package)
    return [
        {
            "name": one.name,
            "kind": str(one.kind),
            "what": _both(one.what),
            "least": one.least,
            "most": one.most,
            "unit": plain(one.unit),
            "usual": usual.get(one.name),
        }
        for one in package.manifest.slots
    ]


def _claims(manifest: Manifest) -> list[Told]:
    return [
        {
            "measure": one.measure,
            "low": one.low,
            "high": one.high,
            "conditions": _both(one.conditions),
            "evidence": one.evidence,
        }
        for one in manifest.claims
    ]


def _evidence(one: Evidence, package: Package, copies: Mapping[str, Copy]) -> Told:
    signed = signed_by(one.signed, package.manifest.origin, copies)
    told: Told = {"file": one.file, "says": str(one.statement.predicate), "signed_by": list(signed)}
    match one.said:
        case TwinEvidence(proof=proof, delay=delay):
            return told | {"verdict": proof.verdict, "pairs": len(proof.pairs), "change": _change(delay)}
        case Reproduction(outcome=outcome):
            return told | {"outcome": outcome}
        case FieldResult() as result:
            about = {"city": result.city, "measure": result.measure, "days": result.days, "days_are": result.days_are}
            return told | about | {"change": _change(result.change), "reverted": result.reverted}


def _badge(badge: Badge) -> Told:
    return {
        "standing": str(badge.standing),
        "reproduced_by": list(badge.reproduced_by),
        "measured_in": list(badge.measured_in),
        "tried_on_twin_in": list(badge.tried_on_twin_in),
        "reverted_in": list(badge.reverted_in),
    }


def _title(package: Package | None, told: Mapping[str, Any], place: str) -> Told:
    if package is not None:
        return _both(package.manifest.title)
    title = told.get("title")
    name = place.partition("/")[2].removesuffix(".meydan")
    found = title if isinstance(title, Mapping) else {}
    return {language: plain(str(found.get(language) or name)) for language in LANGUAGES}


def _withdrawal(one: Withdrawal) -> Told:
    return {"day": one.day, "reason": _both(one.reason)}


def _change(change: Change | None) -> Told | None:
    return {"change": change.change, "low": change.low, "high": change.high} if change else None


def _both(text: InBoth) -> Told:
    return {language: plain(text.said(language)) for language in LANGUAGES}


def _text(data: bytes) -> str:
    return plain(data.decode("utf-8", "replace"))


def _fault(one: Fault) -> Told:
    place = f"{one.file}:{one.line}" if one.line else one.file
    return {"place": plain(place), "says": in_both(one.what)}


def in_both(what: Because) -> Told:
    """Return a sentence in both languages; what comes from elsewhere shows no control characters."""
    return {language: plain(say(what, language)) for language in LANGUAGES}


def all_in_both(found: Iterable[Because]) -> list[Told]:
    """Return sentences in both languages."""
    return [in_both(one) for one in found]
