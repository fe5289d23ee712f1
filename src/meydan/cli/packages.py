"""`meydan package`: build, check, show and unpack packages, and sign what is said about them."""

import argparse
import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from meydan.city.because import because
from meydan.city.errors import PackageError, fault
from meydan.city.words import CATALOGUE, Language, say
from meydan.city.words.telling import plain
from meydan.cli.later import later

if TYPE_CHECKING:
    from meydan.exchange.manifest import Claim

PREDICATES = ("twin-evidence", "reproduction", "field-result")  # those of `exchange.statement`, loaded when needed


def add_package(parser: argparse.ArgumentParser, word: Callable[[str], str]) -> None:
    """Add what can be typed about packages."""
    whats = parser.add_subparsers(required=True, metavar="WHAT")
    building = whats.add_parser("build", help=word("package_build"))
    building.add_argument("folder", type=Path, metavar="FOLDER", help=word("package_folder"))
    building.add_argument("--into", type=Path, required=True, metavar="FILE", help=word("package_into"))
    building.set_defaults(do=later("packages", "build"))
    for name, told in (("check", word("package_check")), ("show", word("package_show"))):
        one = whats.add_parser(name, help=told)
        one.add_argument("file", type=Path, metavar="FILE", help=word("package_file"))
        one.set_defaults(do=later("packages", name))
    unpacking = whats.add_parser("unpack", help=word("package_unpack"))
    unpacking.add_argument("file", type=Path, metavar="FILE", help=word("package_file"))
    unpacking.add_argument("--into", type=Path, required=True, metavar="DIR", help=word("package_unpack_into"))
    unpacking.set_defaults(do=later("packages", "unpack"))
    signing = whats.add_parser("sign", help=word("package_sign"))
    signing.add_argument("about", type=Path, metavar="FOLDER|FILE", help=word("package_about"))
    signing.add_argument("--says", type=Path, required=True, metavar="JSON", help=word("package_says"))
    signing.add_argument("--as", dest="predicate", choices=PREDICATES, default=PREDICATES[0], help=word("package_as"))
    signing.add_argument("--key", type=Path, required=True, metavar="KEY", help=word("package_key"))
    signing.add_argument("--into", type=Path, required=True, metavar="FILE", help=word("package_sign_into"))
    signing.set_defaults(do=later("packages", "sign"))


def build(typed: argparse.Namespace, language: Language) -> int:
    """Write the archive of a folder; return 0."""
    from meydan.exchange.evidence import read_evidence
    from meydan.exchange.package import build_package, get_folder

    package = get_folder(typed.folder)
    if faults := read_evidence(package).faults:
        raise PackageError("package.refused", *faults, count=len(faults))
    build_package(package, typed.into)
    told = because("package.built", file=str(typed.into), id=package.manifest.id, version=package.manifest.version)
    print(plain(say(told, language)))
    print(plain(say(because("package.content", digest=package.digest), language)))
    return 0


def check(typed: argparse.Namespace, language: Language) -> int:
    """Check everything that needs no partner; return 0 if nothing is wrong."""
    from meydan.exchange.evidence import read_evidence
    from meydan.exchange.package import read_package
    from meydan.store.package_zip import read_archive

    read = read_package(read_archive(typed.file))
    faults = read.faults + (read_evidence(read.package).faults if read.package else ())
    if read.package is None or faults:
        raise PackageError("package.refused", *faults, count=len(faults))
    manifest = read.package.manifest
    print(plain(say(because("package.sound", id=manifest.id, version=manifest.version), language)))
    print(plain(say(because("package.content", digest=read.package.digest), language)))
    if not manifest.failed:
        print(plain(say(because("package.no_failures"), language)))
    return 0


def show(typed: argparse.Namespace, language: Language) -> int:
    """Print what a package says of itself; return 0."""
    from meydan.exchange.manifest import CARDS
    from meydan.exchange.package import get_package

    package = get_package(typed.file)
    manifest = package.manifest
    kind = say(because(f"package.kind_{manifest.kind.replace('-', '_')}"), language)
    lines = [
        f"{manifest.id} {manifest.version}: {manifest.title.said(language)}",
        say(because("package.about", kind=kind, licence=manifest.licence, api=manifest.api), language),
        say(because("package.content", digest=package.digest), language),
    ]
    for slot in manifest.slots:
        kind = say(because(f"package.slot_{slot.kind}"), language)
        lines.append(say(because("package.slot", name=slot.name, kind=kind, what=slot.what.said(language)), language))
    lines += [_claimed(claim, language) for claim in manifest.claims]
    lines += [say(because("package.failed_at", where=f.where.said(language)), language) for f in manifest.failed]
    if not manifest.failed:
        lines.append(say(because("package.no_failures"), language))
    lines += ["", package.files[CARDS[language]].decode().strip(), "", *sorted(package.files)]
    print(plain("\n".join(lines)))
    return 0


def _claimed(claim: "Claim", language: Language) -> str:
    named = f"package.measure_{claim.measure}"
    told = because(
        "package.claims",
        measure=say(because(named), language) if named in CATALOGUE else claim.measure,
        low=100 * claim.low,
        high=100 * claim.high,
        evidence=claim.evidence,
        conditions=claim.conditions.said(language),
    )
    return say(told, language)


def unpack(typed: argparse.Namespace, language: Language) -> int:
    """Write the files of a sound package into a new folder; return 0."""
    from meydan.exchange.package import get_package
    from meydan.store.package_zip import write_tree

    package = get_package(typed.file)
    write_tree(typed.into, package.files)
    print(plain(say(because("package.unpacked", files=len(package.files), folder=str(typed.into)), language)))
    return 0


def sign(typed: argparse.Namespace, language: Language) -> int:
    """Sign what is said about a package's content, as an envelope; return 0."""
    from meydan.cli.keys import ask_passphrase
    from meydan.exchange.package import get_folder, get_package
    from meydan.exchange.predicates import read_predicate
    from meydan.exchange.statement import Predicate, sign_statement
    from meydan.store.key_files import read_signer
    from meydan.store.package_zip import write_file

    package = get_folder(typed.about, finished=False) if typed.about.is_dir() else get_package(typed.about)
    says, predicate = _json(typed.says), Predicate(typed.predicate)
    read = read_predicate(typed.says.name, predicate, says)
    if isinstance(read, tuple):
        raise PackageError("package.refused", *read, count=len(read))
    signer = read_signer(typed.key, lambda file: ask_passphrase(file, language))
    write_file(typed.into, sign_statement(predicate, package.manifest.id, package.digest, says, [signer]))
    told = because("evidence.signed", file=str(typed.into), digest=package.digest, key=signer.public_key.keyid)
    print(plain(say(told, language)))
    return 0


def _json(file: Path) -> dict[str, Any]:
    try:
        found = json.loads(file.read_bytes())
    except (OSError, ValueError, RecursionError) as error:
        raise PackageError("package.unreadable", fault(str(file), 0, "store.disk", error=str(error))) from None
    if not isinstance(found, dict):
        raise PackageError("package.unreadable", fault(str(file), 0, "evidence.no_table"))
    return found
