"""What a city puts into its registry: packages, evidence about anybody's packages, and withdrawals of its own."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from securesystemslib.signer import CryptoSigner

from meydan.city.errors import PackageError
from meydan.city.instant import Instant
from meydan.exchange.evidence import read_evidence
from meydan.exchange.manifest import InBoth
from meydan.exchange.package import Package, get_package
from meydan.exchange.partner import EVIDENCE, PACKAGE, WITHDRAWAL
from meydan.exchange.predicates import read_said
from meydan.exchange.registry import Registry, publish
from meydan.exchange.statement import is_signed_by, read_signed
from meydan.exchange.withdrawal import withdrawal_bytes, withdrawal_place
from meydan.store.package_zip import read_archive
from meydan.store.tree_digest import PREFIX, digest_of

ENVELOPE = ".dsse.json"


def publish_files(
    registry: Registry, files: Iterable[Path], signers: Iterable[CryptoSigner], now: Instant
) -> tuple[Registry, tuple[str, ...]]:
    """Publish packages and evidence, all or none, and return the registry with the places they have now.

    Raises
    ------
    PackageError
        If one of them has a fault, is another city's, or is there in another form already.
    """
    entries: dict[str, tuple[bytes, Mapping[str, Any]]] = {}
    for file in files:
        place, data, told = _evidence(registry, file) if file.name.endswith(ENVELOPE) else _package(registry, file)
        entries[place] = (data, told)
    return publish(registry, entries, signers, now), tuple(entries)


def withdraw(registry: Registry, place: str, reason: InBoth, signers: Iterable[CryptoSigner], now: Instant) -> Registry:
    """Take back what is published at a place; the file stays, so that what ran remains known."""
    target = registry.targets.targets.get(place)
    told = target.custom if target is not None and isinstance(target.custom, dict) else {}
    if told.get("kind") != PACKAGE:
        known = ", ".join(sorted(place for place, one in registry.targets.targets.items() if _is_package(one.custom)))
        raise PackageError("registry.nothing_there", place=place, known=known or "-")
    if withdrawal_place(place) in registry.targets.targets:
        raise PackageError("registry.withdrawn_before", place=place)
    data = withdrawal_bytes(place, str(told["content"]), reason, now)
    entry = {"kind": WITHDRAWAL, "package": place, "content": told["content"]}
    return publish(registry, {withdrawal_place(place): (data, entry)}, signers, now)


def package_told(package: Package) -> Mapping[str, Any]:
    """Return what a registry tells of a package without its being fetched."""
    manifest = package.manifest
    return {
        "kind": PACKAGE,
        "id": manifest.id,
        "version": manifest.version,
        "holds": str(manifest.kind),
        "content": package.digest,
        "title": {"tr": manifest.title.tr, "en": manifest.title.en},
    }


def _package(registry: Registry, file: Path) -> tuple[str, bytes, Mapping[str, Any]]:
    package = get_package(file)
    if faults := read_evidence(package).faults:
        raise PackageError("package.refused", *faults, count=len(faults))
    if package.manifest.origin != registry.city:
        raise PackageError("registry.other_city", file=file.name, origin=package.manifest.origin, city=registry.city)
    return package.manifest.target, read_archive(file), package_told(package)


def _evidence(registry: Registry, file: Path) -> tuple[str, bytes, Mapping[str, Any]]:
    data = read_archive(file)
    signed = read_signed(file.name, data)
    said = read_said(file.name, signed.statement)
    if isinstance(said, tuple):
        raise PackageError("package.refused", *said, count=len(said))
    keys = [registry.root.keys[key_id] for key_id in registry.root.roles["targets"].keyids]
    if not is_signed_by(signed, keys):
        raise PackageError("registry.not_our_signature", file=file.name, city=registry.city)
    statement = signed.statement
    name = digest_of(data).removeprefix(PREFIX)[:16]
    told = {"kind": EVIDENCE, "content": statement.subject, "package": statement.package, "says": statement.predicate}
    return f"{registry.city}/{EVIDENCE}/{name}{ENVELOPE}", data, told


def _is_package(told: object) -> bool:
    return isinstance(told, dict) and told.get("kind") == PACKAGE
