"""`meydan registry`, the side of the city that adopts: whom it trusts, what they publish, and what it fetches."""

import argparse
import getpass
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from meydan.city.because import Because, because
from meydan.city.errors import PackageError, StoreError, fault
from meydan.city.instant import Instant
from meydan.city.secret import Secret
from meydan.city.words import Language, say
from meydan.cli.later import later
from meydan.cli.telling import plain

if TYPE_CHECKING:
    from meydan.exchange.partner import Copy
    from meydan.store.office.database import Database


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
    trusting.set_defaults(do=later("partners", "trust"))
    updating = whats.add_parser("update", help=word("registry_update"))
    updating.add_argument("city", metavar="CITY", help=word("registry_partner"))
    updating.set_defaults(do=later("partners", "update"))
    getting = whats.add_parser("get", help=word("registry_get"))
    getting.add_argument("name", metavar="NAME", help=word("registry_name"))
    getting.set_defaults(do=later("partners", "get"))
    for one in (updating, getting):
        one.add_argument("--from", dest="where", default="", metavar="WHERE", help=word("registry_from"))
    for one in (trusting, updating, getting):
        one.add_argument("--home", type=Path, required=True, metavar="CITY_DIR", help=word("registry_home"))


def trust(typed: argparse.Namespace, language: Language) -> int:
    """Enter a partner, by two persons who both type their passwords; return 0."""
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
        for name in dict.fromkeys(typed.persons):
            _prove(office, name, language)
        by = TwoNames(first, second, NOBODY, Instant(time.time_ns() // 1_000_000))
        trust_city(typed.home, office, partner, root, by)
    finally:
        office.close()
    told = because("trust.entered", city=typed.city, prefix=typed.prefix, fingerprint=fingerprint)
    print(plain(say(told, language)))
    return 0


def update(typed: argparse.Namespace, language: Language) -> int:
    """Read a partner's registry; return 1 if it withdrew what this city holds, else 0."""
    from meydan.exchange.partner import PACKAGE, held_file, update_copy
    from meydan.exchange.withdrawal import withdrawals

    copy = update_copy(typed.home, _partner(typed.home, typed.city), typed.where)
    until = copy.good_until.date().isoformat()
    print(plain(say(because("registry.read", city=typed.city, count=len(copy.listed), until=until), language)))
    for one in copy.listed:
        title = one.told.get("title")
        if one.kind == PACKAGE:
            print(plain(f"  {one.place}: {title.get(language, '') if isinstance(title, dict) else ''}"))
    for place in copy.outside:
        print(plain(say(because("registry.ignored", place=place, prefix=copy.partner.prefix), language)))
    held = 0
    for one_withdrawn in withdrawals(copy):
        told = {"place": one_withdrawn.place, "day": one_withdrawn.day, "reason": one_withdrawn.reason.said(language)}
        print(plain(say(because("registry.was_withdrawn", **told), language)))
        if held_file(typed.home, one_withdrawn.place).exists():
            print(plain(say(because("registry.withdrawn_held", place=one_withdrawn.place), language)))
            held += 1
    return 1 if held else 0


def get(typed: argparse.Namespace, language: Language) -> int:
    """Fetch a package, the newest version where none is named; return 0."""
    from meydan.exchange.partner import fetch_package, find_listed, held_file, update_copy
    from meydan.exchange.withdrawal import withdrawals
    from meydan.store.package_zip import write_file

    copy = update_copy(typed.home, _partner_of(typed.home, typed.name), typed.where)
    found = find_listed(copy, typed.name)
    if found is None:
        raise PackageError("registry.not_listed", place=typed.name, city=copy.partner.city)
    for one in withdrawals(copy):
        if found.place == one.place or found.told.get("content") == one.content:
            raise PackageError("registry.get_withdrawn", place=found.place, reason=one.reason.said(language))
    file = held_file(typed.home, found.place)
    write_file(file, fetch_package(typed.home, copy, found, typed.where))
    print(plain(say(because("registry.got", file=str(file)), language)))
    return 0


def copies_of(home: Path, where: str = "", city: str = "") -> "tuple[list[Copy], dict[str, Because]]":
    """Return the kept copies of all partners, and why some cannot be used; that of `city` is read from `where`."""
    from meydan.exchange.partner import kept_copy, update_copy
    from meydan.store.trust_map import read_trust

    copies, unread = [], {}
    for name, partner in read_trust(home).items():
        try:
            anew = bool(where) and name == city
            copies.append(update_copy(home, partner, where) if anew else kept_copy(home, partner))
        except PackageError as error:
            unread[name] = error.what
    return copies, unread


def _partner(home: Path, city: str) -> Any:
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
    from meydan.store.office.passwords import is_right
    from meydan.store.office.people import stored_password

    password = Secret(getpass.getpass(say(because("two.ask", name=name), language)))
    if not is_right(stored_password(office, name), password):
        raise StoreError("account.wrong")


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise StoreError("trust.unusable", fault(str(file), 0, "store.disk", error=str(error))) from None
