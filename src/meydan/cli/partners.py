"""`meydan registry`, the side of the city that adopts: whom it trusts, what they publish, and what it fetches."""

import argparse
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from meydan.city.because import Because, because
from meydan.city.errors import PackageError, StoreError, fault
from meydan.city.instant import Instant
from meydan.city.words import Language, say
from meydan.city.words.telling import plain
from meydan.cli.later import later

if TYPE_CHECKING:
    from meydan.exchange.partner import Copy
    from meydan.store.office.database import Database
    from meydan.store.trust_map import Trusted


def add_partner_side(whats: Any, word: Callable[[str], str]) -> None:
    """Add what can be typed about the registries of partners; `whats` holds the acts on registries."""
    trusting = whats.add_parser("trust", help=word("registry_trust"))
    trusting.add_argument("city", metavar="CITY", help=word("registry_partner"))
    trusting.add_argument("--root", type=Path, required=True, metavar="FILE", help=word("registry_root_file"))
    trusting.add_argument("--fingerprint", required=True, metavar="F", help=word("registry_fingerprint"))
    trusting.add_argument("--prefix", required=True, metavar="P/", help=word("registry_prefix"))
    trusting.add_argument("--mirror", nargs="+", required=True, metavar="WHERE", help=word("registry_mirror"))
    trusting.add_argument("--level", choices=("evidence", "packages"), default="packages", help=word("registry_level"))
    trusting.add_argument("--persons", nargs=2, required=True, metavar="NAME", help=word("registry_persons"))
    trusting.add_argument(
        "--password-files", type=Path, nargs=2, default=[None, None], metavar="FILE", help=word("password_file")
    )
    trusting.set_defaults(do=later("partners", "trust"))
    updating = whats.add_parser("update", help=word("registry_update"))
    whose = updating.add_mutually_exclusive_group(required=True)
    whose.add_argument("city", metavar="CITY", nargs="?", default="", help=word("registry_partner"))
    whose.add_argument("--all", action="store_true", help=word("registry_all"))
    updating.set_defaults(do=later("polling", "update"))
    getting = whats.add_parser("get", help=word("registry_get"))
    getting.add_argument("name", metavar="NAME", help=word("registry_name"))
    getting.set_defaults(do=later("partners", "get"))
    for one in (updating, getting):
        one.add_argument("--from", dest="where", default="", metavar="WHERE", help=word("registry_from"))
        one.add_argument("--accept-stale", nargs=2, metavar="NAME", help=word("registry_accept_stale"))
    for one in (trusting, updating, getting):
        one.add_argument("--home", type=Path, required=True, metavar="CITY_DIR", help=word("registry_home"))


def trust(typed: argparse.Namespace, language: Language) -> int:
    """Enter a partner, by two persons who both type their passwords; return 0."""
    from meydan.cli.signing_in import sign_in
    from meydan.exchange.partner import check_root
    from meydan.store.office.audit import NOBODY
    from meydan.store.office.database import FILE, Database
    from meydan.store.office.two_names import TwoNames
    from meydan.store.trust_map import Level, Trusted, trust_city

    folder = typed.home / "office"
    if not (folder / FILE).is_file():
        raise StoreError("office.unusable", fault(str(folder), 0, "office.not_there", name=FILE))
    fingerprint = f"sha256:{''.join(typed.fingerprint.lower().removeprefix('sha256:').split())}"
    mirrors = tuple(where if "://" in where else str(Path(where).absolute()) for where in typed.mirror)
    partner = Trusted(typed.city, fingerprint, typed.prefix, mirrors, Level(typed.level))
    first, second = typed.persons
    root = _read(typed.root)
    check_root(typed.city, root)
    office = Database.open(folder)
    try:
        for name, file in dict(zip(typed.persons, typed.password_files, strict=True)).items():
            if file is None:
                _prove(office, name, language)
            else:
                sign_in(office, name, file, language)
        by = TwoNames(first, second, NOBODY, Instant(time.time_ns() // 1_000_000))
        trust_city(typed.home, office, partner, root, by)
    finally:
        office.close()
    told = because("trust.entered", city=typed.city, prefix=typed.prefix, fingerprint=fingerprint)
    print(plain(say(told, language)))
    return 0


def get(typed: argparse.Namespace, language: Language) -> int:
    """Fetch a package, the newest version where none is named; return 0."""
    from meydan.cli.polling import read_partner
    from meydan.exchange.package import read_package
    from meydan.exchange.partner import fetch_package, find_listed, held_file
    from meydan.exchange.withdrawal import withdrawals
    from meydan.store.package_zip import write_file

    copy = read_partner(typed, _partner_of(typed.home, typed.name), language)
    found = find_listed(copy, typed.name)
    if found is None:
        raise PackageError("registry.not_listed", place=typed.name, city=copy.partner.city)
    for one in withdrawals(copy):
        if found.place == one.place or found.told.get("content") == one.content:
            raise PackageError("registry.get_withdrawn", place=found.place, reason=one.reason.said(language))
    data = fetch_package(typed.home, copy, found, typed.where)
    if copy.stale_days is not None and (faults := read_package(data).faults):
        raise PackageError("package.refused", *faults, count=len(faults))  # received code among them, whoever accepts
    file = held_file(typed.home, found.place)
    write_file(file, data)
    print(plain(say(because("registry.got", file=str(file)), language)))
    return 0


def copies_of(home: Path, where: str = "", city: str = "") -> "tuple[list[Copy], dict[str, Because]]":
    """Return the kept copies of all partners, and why some cannot be used; that of `city` is read from `where`."""
    from meydan.exchange.partner import kept_copies, update_copy
    from meydan.store.trust_map import read_trust

    copies, unread = kept_copies(home)
    if where and (partner := read_trust(home).get(city)) is not None:
        unread.pop(city, None)
        copies = [copy for copy in copies if copy.partner.city != city]
        try:
            copies.append(update_copy(home, partner, where))
        except PackageError as error:
            unread[city] = error.what
    return copies, unread


def partner_named(home: Path, city: str) -> "Trusted":
    """Return a partner; PackageError with those there are if it is none."""
    from meydan.store.trust_map import read_trust

    known = read_trust(home)
    if city not in known:
        raise PackageError("trust.nobody", city=city, known=", ".join(sorted(known)) or "-")
    return known[city]


def _partner_of(home: Path, name: str) -> Any:
    from meydan.store.trust_map import read_trust

    known = read_trust(home)
    found = next((one for one in known.values() if name.startswith(one.prefix)), None)
    if found is None:
        raise PackageError(
            "trust.nobody_publishes", name=name, known=", ".join(p.prefix for p in known.values()) or "-"
        )
    return found


def _prove(office: "Database", name: str, language: Language) -> None:
    from meydan.cli.signing_in import sign_in

    sign_in(office, name, None, language)


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise StoreError("trust.unusable", fault(str(file), 0, "store.disk", error=str(error))) from None
