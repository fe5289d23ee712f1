"""`meydan audit` and `meydan invite`: the office from the terminal of the machine it lies on."""

import argparse
import getpass
import re
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from meydan.city.because import because
from meydan.city.errors import Fault, StoreError, fault
from meydan.city.instant import Instant
from meydan.city.words import Language, say
from meydan.cli.typed import Wrong
from meydan.store.office.audit import NOBODY, Head, Numbered, Search, search, verify
from meydan.store.office.database import FILE, Database
from meydan.store.office.people import By, invite_again

_HEAD = re.compile(r"([1-9]\d{0,15}):([0-9a-f]{64})")


def add_audit(parser: argparse.ArgumentParser, word: Callable[[str], str]) -> None:
    """Add what can be typed about the audit trail."""
    whats = parser.add_subparsers(required=True, metavar="WHAT")
    verifying = whats.add_parser("verify", help=word("audit_verify"))
    verifying.add_argument("office", type=Path, metavar="OFFICE_DIR", help=word("audit_folder"))
    verifying.add_argument("--head", type=head, action="append", default=[], metavar="H", help=word("audit_head"))
    verifying.set_defaults(do=verify_audit, more_faults=head_faults)
    searching = whats.add_parser("search", help=word("audit_search"))
    searching.add_argument("office", type=Path, metavar="OFFICE_DIR", help=word("audit_folder"))
    searching.add_argument("--person", default="", metavar="NAME", help=word("audit_person"))
    searching.add_argument("--act", default="", metavar="ACT", help=word("audit_act"))
    searching.add_argument("--text", default="", metavar="T", help=word("audit_text"))
    searching.set_defaults(do=search_audit)


def add_invite(parser: argparse.ArgumentParser, word: Callable[[str], str]) -> None:
    """Add what can be typed about a new invitation."""
    parser.add_argument("office", type=Path, metavar="OFFICE_DIR", help=word("audit_folder"))
    parser.add_argument("name", metavar="NAME", help=word("invite_name"))
    parser.set_defaults(do=invite)


def head(text: str) -> Head | Wrong:
    """Return a head, typed as NUMBER:HASH."""
    found = _HEAD.fullmatch(text)
    return Head(int(found[1]), found[2]) if found else Wrong(because("typed.head", found=text))


def head_faults(typed: argparse.Namespace) -> list[Fault]:
    """Return what is wrong with the heads that were typed."""
    return [Fault("--head", 0, found.what) for found in typed.head if isinstance(found, Wrong)]


def verify_audit(typed: argparse.Namespace, language: Language) -> int:
    """Check an audit trail; return 0 if it is whole and holds every head that was kept, 1 if not."""
    found = verify(typed.office, tuple(typed.head))
    if found.broken_at is not None:
        print(say(because("terminal.audit_broken", number=found.broken_at, entries=found.entries), language))
    else:
        told = because("terminal.audit_whole", entries=found.entries, head=_text(found.head))
        print(say(told, language))
    for missing in found.missing:
        print(say(because("terminal.audit_missing", head=_text(missing)), language))
    return 1 if found.broken_at is not None or found.missing else 0


def search_audit(typed: argparse.Namespace, language: Language) -> int:
    """Print the entries that fit, newest first; return 0."""
    office = _open(typed.office)
    try:
        for numbered in search(office, Search(typed.person, typed.act, typed.text, most=1_000_000)):
            print(_line(numbered))
    finally:
        office.close()
    return 0


def invite(typed: argparse.Namespace, language: Language) -> int:
    """Give an account a new invitation; return 0."""
    office = _open(typed.office)
    try:
        by = By(f"terminal:{getpass.getuser()}", NOBODY, Instant(time.time_ns() // 1_000_000))
        print(say(because("terminal.invited", token=invite_again(office, typed.name, by)), language))
    finally:
        office.close()
    return 0


def _open(folder: Path) -> Database:
    """Open an office that is there; a slip of the finger makes no new one."""
    if not (folder / FILE).is_file():
        raise StoreError("office.unusable", fault(str(folder), 0, "office.not_there", name=FILE))
    return Database.open(folder)


def _line(numbered: Numbered) -> str:
    entry = numbered.entry
    when = datetime.fromtimestamp(entry.t / 1000, UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    detail = " ".join(f"{name}={value}" for name, value in sorted(entry.detail.items()) if value)
    return f"{numbered.number} {when} {entry.person} {entry.address} {entry.act} {entry.subject} {detail}".rstrip()


def _text(of: Head) -> str:
    return f"{of.number}:{of.hash}"
