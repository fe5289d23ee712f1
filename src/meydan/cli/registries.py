"""`meydan registry`, the side of the city that publishes: its own registry of static files."""

import argparse
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from meydan.city.because import because
from meydan.city.instant import Instant
from meydan.city.words import Language, say
from meydan.city.words.telling import plain
from meydan.cli.later import later
from meydan.cli.partners import add_partner_side

if TYPE_CHECKING:
    from meydan.exchange.registry import Registry


def add_registry(parser: argparse.ArgumentParser, word: Callable[[str], str]) -> None:
    """Add what can be typed about registries, one's own and those of partners."""
    whats = parser.add_subparsers(required=True, metavar="WHAT")

    def acting(name: str, told: str) -> argparse.ArgumentParser:
        one = whats.add_parser(name, help=told)
        one.add_argument("folder", type=Path, metavar="REGISTRY", help=word("registry_folder"))
        one.set_defaults(do=later("registries", name.replace("-", "_")))
        return one

    making = acting("make", word("registry_make"))
    making.add_argument("--city", required=True, metavar="NAME", help=word("registry_city"))
    making.add_argument("--root", type=Path, nargs=3, required=True, metavar="KEY", help=word("registry_roots"))
    making.add_argument("--targets", type=Path, required=True, metavar="KEY", help=word("registry_targets"))
    making.add_argument("--online", type=Path, required=True, metavar="KEY", help=word("registry_online"))
    publishing = acting("publish", word("registry_publish"))
    publishing.add_argument("files", type=Path, nargs="+", metavar="FILE", help=word("registry_files"))
    withdrawing = acting("withdraw", word("registry_withdraw"))
    withdrawing.add_argument("place", metavar="PLACE", help=word("registry_place"))
    withdrawing.add_argument("--reason-tr", required=True, metavar="T", help=word("registry_reason_tr"))
    withdrawing.add_argument("--reason-en", required=True, metavar="T", help=word("registry_reason_en"))
    rotating = acting("rotate", word("registry_rotate"))
    rotating.add_argument("--role", choices=("root", "targets", "online"), required=True, help=word("registry_role"))
    rotating.add_argument("--out", required=True, metavar="KEY_ID", help=word("registry_out"))
    rotating.add_argument("--new", type=Path, required=True, metavar="KEY", help=word("registry_new"))
    refreshing = acting("refresh-timestamp", word("registry_refresh"))
    renewing = acting("renew-root", word("registry_renew"))
    for one in (publishing, withdrawing, rotating, refreshing, renewing):
        one.add_argument("--keys", type=Path, nargs="+", required=True, metavar="KEY", help=word("registry_keys"))
    acting("show", word("registry_show"))
    add_partner_side(whats, word)


def make(typed: argparse.Namespace, language: Language) -> int:
    """Begin a registry; return 0."""
    from meydan.cli.keys import public_key, signers
    from meydan.exchange.registry import RootKeys, make_registry

    files = [*typed.root, typed.targets, typed.online]
    public = [public_key(file, language) for file in files]
    keys = RootKeys(tuple(public[:3]), public[3], public[4])
    registry = make_registry(typed.folder, typed.city, keys, signers(files, language), _now())
    return _told(registry, language)


def publish(typed: argparse.Namespace, language: Language) -> int:
    """Publish packages and evidence; return 0."""
    from meydan.cli.keys import signers
    from meydan.exchange.publishing import publish_files
    from meydan.exchange.registry import open_registry

    found = open_registry(typed.folder)
    _, places = publish_files(found, typed.files, signers(typed.keys, language), _now())
    for place in places:
        print(plain(say(because("registry.published", place=place), language)))
    return 0


def withdraw(typed: argparse.Namespace, language: Language) -> int:
    """Take a package back; return 0."""
    from meydan.cli.keys import signers
    from meydan.exchange import publishing
    from meydan.exchange.manifest import InBoth
    from meydan.exchange.registry import open_registry

    reason = InBoth(typed.reason_tr, typed.reason_en)
    publishing.withdraw(open_registry(typed.folder), typed.place, reason, signers(typed.keys, language), _now())
    print(plain(say(because("registry.withdrawn", place=typed.place), language)))
    return 0


def rotate(typed: argparse.Namespace, language: Language) -> int:
    """Replace a key; return 0."""
    from meydan.cli.keys import public_key, signers
    from meydan.exchange import registry

    new = public_key(typed.new, language)
    given = signers([*typed.keys, typed.new], language)
    found = registry.open_registry(typed.folder)
    return _told(registry.rotate(found, typed.role, new, typed.out, given, _now()), language)


def refresh_timestamp(typed: argparse.Namespace, language: Language) -> int:
    """Say that a registry is still the newest; return 0."""
    from meydan.cli.keys import signers
    from meydan.exchange.registry import open_registry, refresh

    return _told(refresh(open_registry(typed.folder), signers(typed.keys, language), _now()), language)


def renew_root(typed: argparse.Namespace, language: Language) -> int:
    """Sign the root for another year; return 0."""
    from meydan.cli.keys import signers
    from meydan.exchange import registry

    found = registry.open_registry(typed.folder)
    return _told(registry.renew_root(found, signers(typed.keys, language), _now()), language)


def show(typed: argparse.Namespace, language: Language) -> int:
    """Print what a registry holds, who signs it and how long it is good; return 0."""
    from meydan.exchange.registry import open_registry

    return _told(open_registry(typed.folder), language)


def _told(registry: "Registry", language: Language) -> int:
    from meydan.exchange.registry import root_bytes
    from meydan.store.tree_digest import digest_of

    version, root = root_bytes(registry.folder)
    print(plain(say(because("registry.of", city=registry.city, folder=str(registry.folder)), language)))
    print(plain(say(because("registry.root_file", version=version, fingerprint=digest_of(root)), language)))
    parts = {"root": registry.root, "targets": registry.targets}
    for role, part in {**parts, "snapshot": registry.snapshot, "timestamp": registry.timestamp}.items():
        told = because(
            "registry.role",
            role=role,
            version=part.version,
            until=part.expires.date().isoformat(),
            keys=", ".join(registry.root.roles[role].keyids),
            threshold=registry.root.roles[role].threshold,
        )
        print(plain(say(told, language)))
    for place in sorted(registry.targets.targets):
        print(plain(f"  {place}"))
    return 0


def _now() -> Instant:
    return Instant(time.time_ns() // 1_000_000)
