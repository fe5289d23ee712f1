"""What can be typed about the protocol register, without what it needs."""

import argparse
from collections.abc import Callable, Iterator
from pathlib import Path

from meydan.city.because import because
from meydan.city.errors import Fault
from meydan.cli.later import later

KINDS = ("parties", "protocols", "topics", "projects", "activities", "products", "deployments", "results")


def add_register(parser: argparse.ArgumentParser, word: Callable[[str], str]) -> None:
    """Add what can be typed about the register."""
    whats = parser.add_subparsers(required=True, metavar="WHAT")
    init = whats.add_parser("init", help=word("register_init"))
    add = whats.add_parser("add", help=word("register_add"))
    check = whats.add_parser("check", help=word("register_check"))
    show = whats.add_parser("show", help=word("register_show"))
    export = whats.add_parser("export", help=word("register_export"))
    page = whats.add_parser("page", help=word("register_page"))
    for one in (init, add, check, show, export, page):
        one.add_argument("register", type=Path, metavar="REGISTER", help=word("register_folder"))
    add.add_argument("kind", choices=KINDS, metavar="KIND", help=f"{word('register_kind')}: {', '.join(KINDS)}")
    add.add_argument("id", metavar="ID", help=word("register_id"))
    for one in (init, add):
        one.add_argument(
            "--set", nargs="+", action="extend", default=[], metavar="KEY=VALUE", help=word("register_fields")
        )
        one.add_argument("--file", type=Path, default=None, metavar="FILE", help=word("register_file"))
    add.add_argument("--evidence", type=Path, default=None, metavar="FILE", help=word("register_evidence"))
    check.add_argument("--head", action="append", default=[], metavar="H", help=word("register_head"))
    for one in (export, page):
        one.add_argument("--into", type=Path, required=True, metavar="DIR", help=word("register_into"))
    for one, do in ((init, "init"), (add, "add")):
        one.set_defaults(do=later("registering", do), more_faults=_faults)
    for one, do in ((check, "check"), (show, "show"), (export, "export"), (page, "page")):
        one.set_defaults(do=later("registering", do))


def _faults(typed: argparse.Namespace) -> Iterator[Fault]:
    for text in typed.set:
        key, equals, _ = text.partition("=")
        if not equals or not all(part.isidentifier() for part in key.split(".")) or key.count(".") > 1:
            yield Fault("--set", 0, because("typed.field", found=text))
    if getattr(typed, "evidence", None) is not None and typed.kind != "results":
        yield Fault("--evidence", 0, because("typed.evidence_of"))
