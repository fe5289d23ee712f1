"""Whom a city trusts: a local map from each partner to the root it was given, and the names it may publish under.

There is no central authority. A partner is entered by two persons together, who compare the fingerprint of its root
with the one in the signed protocol; both are in the audit trail, in the same transaction as the entry.
All of it lies in `exchange/` of the city's folder: `trust.json`, `roots/`, and `copies/` of the registries.
"""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path

import msgspec

from meydan.city.errors import PackageError, StoreError, fault
from meydan.store.office.audit import append
from meydan.store.office.database import Database
from meydan.store.office.two_names import TwoNames, check_two
from meydan.store.tree_digest import digest_of
from meydan.store.whole_file import write_whole

FOLDER, FILE = "exchange", "trust.json"
CITY = re.compile(r"[a-z][a-z0-9-]{1,31}")
_PREFIX = re.compile(r"([a-z][a-z0-9-]{1,63}/){1,4}")


class Level(StrEnum):
    """How far a partner is trusted: its signatures count as evidence only, or its packages may be fetched too."""

    EVIDENCE = "evidence"
    PACKAGES = "packages"


@dataclass(frozen=True, slots=True)
class Trusted:
    """A partner: the digest of its root as entered, the prefix of its names, and where its registry is found."""

    city: str
    fingerprint: str
    prefix: str
    mirrors: tuple[str, ...]
    level: Level


def read_trust(home: Path) -> Mapping[str, Trusted]:
    """Return the partners of a city by name; StoreError if the map cannot be read."""
    file = home / FOLDER / FILE
    try:
        if not file.exists():
            return {}
        found = msgspec.json.decode(file.read_bytes(), type=list[Trusted])
    except (OSError, msgspec.MsgspecError) as error:
        raise StoreError("trust.unusable", fault(str(file), 0, "trust.unreadable", error=str(error)[:200])) from None
    return {one.city: one for one in found}


def read_root(home: Path, partner: Trusted) -> bytes:
    """Return the root of a partner as it was entered; StoreError if it is not that any more."""
    file = home / FOLDER / "roots" / f"{partner.city}.root.json"
    try:
        data = file.read_bytes()
    except OSError as error:
        raise StoreError("trust.unusable", fault(str(file), 0, "store.disk", error=str(error))) from None
    if digest_of(data) != partner.fingerprint:
        raise StoreError("trust.unusable", fault(str(file), 0, "trust.other_root"))
    return data


def trust_city(home: Path, office: Database, partner: Trusted, root: bytes, by: TwoNames) -> None:
    """Enter a partner, or enter it anew with another root, prefix or mirrors; both persons are in the audit trail.

    Raises
    ------
    PackageError
        If the fingerprint is not that of the root, or the prefix is no prefix or overlaps with another partner's.
    StoreError
        If the two persons may not do this together, or the disk refuses.
    """
    known = read_trust(home)
    _check(partner, root, known)
    told = {"fingerprint": partner.fingerprint, "prefix": partner.prefix, "level": str(partner.level)}
    told["mirrors"] = " ".join(partner.mirrors)
    with office.write() as connection:
        check_two(connection, by)
        append(connection, by.entry(by.first, "registry_trusted", partner.city, **told, second=by.second))
        append(connection, by.entry(by.second, "registry_trust_agreed", partner.city, **told, first=by.first))
        # Within the transaction: if the files cannot be written, nobody is said to have done anything.
        _write(home, {**known, partner.city: partner}, partner.city, root)


def copy_folder(home: Path, city: str) -> Path:
    """Return the folder for the copy of a partner's registry, made if it is not there yet."""
    return made_folder(home / FOLDER / "copies" / city)


def packages_folder(home: Path) -> Path:
    """Return the folder for fetched packages, made if it is not there yet."""
    return made_folder(home / FOLDER / "packages")


def _check(partner: Trusted, root: bytes, known: Mapping[str, Trusted]) -> None:
    if not CITY.fullmatch(partner.city):
        raise PackageError("registry.bad_city", city=partner.city)
    if digest_of(root) != partner.fingerprint:
        raise PackageError("trust.other_fingerprint", found=digest_of(root), typed=partner.fingerprint)
    if not _PREFIX.fullmatch(partner.prefix):
        raise PackageError("trust.bad_prefix", prefix=partner.prefix)
    for other in known.values():
        overlap = other.prefix.startswith(partner.prefix) or partner.prefix.startswith(other.prefix)
        if other.city != partner.city and overlap:
            raise PackageError("trust.prefix_taken", prefix=partner.prefix, city=other.city, theirs=other.prefix)


def _write(home: Path, partners: Mapping[str, Trusted], city: str, root: bytes) -> None:
    ordered = [asdict(partners[name]) for name in sorted(partners)]
    try:
        made_folder(home / FOLDER / "roots")
        write_whole(home / FOLDER / "roots" / f"{city}.root.json", root)
        write_whole(home / FOLDER / FILE, msgspec.json.format(msgspec.json.encode(ordered), indent=1) + b"\n")
    except OSError as error:
        raise StoreError("trust.unusable", fault(str(home), 0, "store.disk", error=str(error))) from None


def made_folder(folder: Path) -> Path:
    """Return a folder, made if it is not there yet; StoreError if the disk refuses."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError("trust.unusable", fault(str(folder), 0, "store.disk", error=str(error))) from None
    return folder
