"""`meydan register`: the protocol register, from its first entry to the page that the public reads."""

import argparse
import time
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from meydan.city.because import because
from meydan.city.errors import StoreError, fault
from meydan.city.instant import Instant
from meydan.city.words import Language, say
from meydan.exchange.register.adding import add_entry, init_register
from meydan.exchange.register.entries import TYPES, Entry
from meydan.exchange.register.folder import check_register, refused
from meydan.exchange.register.journal import head_text
from meydan.exchange.register.register import Register
from meydan.exchange.register.telling import told_entry
from meydan.report.wording import Wording


def init(typed: argparse.Namespace, language: Language) -> int:
    """Begin a register; return 0."""
    head = init_register(typed.register, _table(typed))
    told = because("terminal.register_begun", folder=str(typed.register), publisher=head.publisher)
    print(say(told, language))
    return 0


def add(typed: argparse.Namespace, language: Language) -> int:
    """Add an entry, as typed; return 0."""
    now = Instant(time.time_ns() // 1_000_000)
    evidence = None if typed.evidence is None else _read(typed.evidence)
    entry = add_entry(typed.register, typed.kind, typed.id, _table(typed), now, evidence)
    print(say(because("terminal.register_added", file=entry.file), language))
    return 0


def check(typed: argparse.Namespace, language: Language) -> int:
    """Check a register; its faults are raised as one error, else say what it holds and return 0."""
    register = check_register(typed.register, typed.head)
    results = sum(1 for kind, _ in register.entries if kind == "results")
    told = because(
        "terminal.register_sound", entries=len(register.entries), results=results, head=head_text(register.journal)
    )
    print(say(told, language))
    return 0


def show(typed: argparse.Namespace, language: Language) -> int:
    """Print every entry under what it rests on, superseded ones too; return 0."""
    register = check_register(typed.register)
    for kind in ("parties", "protocols"):
        for entry in register.current(kind):
            _print(register, entry, 0, language)
    for kind in TYPES:
        for entry in register.superseded(kind):
            after = next(e for e in register.entries.values() if e.kind == kind and e.link.supersedes == entry.id)
            told = say(because("terminal.register_superseded", id=after.id), language)
            print(f"{entry.file}  {told_entry(entry, Wording(language))}  ({told})")
    return 0


def export(typed: argparse.Namespace, language: Language) -> int:
    """Write the data of a register for others to harvest; return 0."""
    from meydan.exchange.register.exporting import write_exports

    _say_written(write_exports(check_register(typed.register), typed.into), typed.into, language)
    return 0


def page(typed: argparse.Namespace, language: Language) -> int:
    """Write the public page in both languages, with the data and the evidence beside it; return 0."""
    from meydan.exchange.register.exporting import write_page

    _say_written(write_page(check_register(typed.register), typed.register, typed.into), typed.into, language)
    return 0


def _say_written(files: Iterable[Path], into: Path, language: Language) -> None:
    print(say(because("terminal.register_written", files=len(list(files)), folder=str(into)), language))


def _print(register: Register, entry: Entry, depth: int, language: Language) -> None:
    print(f"{'  ' * depth}{entry.file}  {told_entry(entry, Wording(language))}")
    below = [kind for kind in TYPES if kind not in ("parties", "protocols") and entry.kind != "parties"]
    for kind in below:
        for under in register.under(kind, entry):
            _print(register, under, depth + 1, language)


def _table(typed: argparse.Namespace) -> dict[str, Any]:
    """Return the fields of a file and those typed, which count before it."""
    table: dict[str, Any] = {}
    if typed.file is not None:
        try:
            table = tomllib.loads(_read(typed.file).decode("utf-8-sig"))
        except ValueError as error:
            raise refused(typed.register, [fault(str(typed.file), 0, "city.not_toml", found=str(error))]) from error
    for text in typed.set:
        key, _, value = text.partition("=")
        name, dot, language = key.partition(".")
        if dot:
            inner = table.get(name)
            table[name] = (inner if isinstance(inner, dict) else {}) | {language: value}
        else:
            table[name] = _value(value)
    return table


def _value(text: str) -> Any:
    """Return a number, a list or a table where TOML sees one, else the text as it was typed."""
    try:
        found = tomllib.loads(f"value = {text}")["value"]
    except (tomllib.TOMLDecodeError, RecursionError):
        return text
    return found if isinstance(found, int | float | list | dict | str) else text


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise StoreError("typed.unreadable", file=str(file), error=error.strerror or str(error)) from error
