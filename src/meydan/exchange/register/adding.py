"""The one way into a register: an entry is checked with all that is there, written, and entered in the journal."""

import fcntl
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from meydan.city.errors import StoreError
from meydan.city.instant import Instant
from meydan.exchange.register.entries import Entry, Head, Kind
from meydan.exchange.register.evidence import SignersOf, signers_of, values_of
from meydan.exchange.register.folder import Reader, evidence_file, refused
from meydan.exchange.register.journal import FILE, NOT_ENTERED, as_text, journal_faults, next_line
from meydan.exchange.register.register import Register
from meydan.exchange.register.shape import HEAD, as_toml, fields_of, read_head
from meydan.store.tree_digest import digest_of
from meydan.store.whole_file import write_whole


def init_register(folder: Path, table: Mapping[str, Any]) -> Head:
    """Begin a register: write its head, with the fields of `Head`.

    Raises
    ------
    StoreError
        If there is a register already, a field is wrong, or the disk refuses.
    """
    if (folder / HEAD).exists():
        raise StoreError("register.there_already", folder=str(folder))
    text = as_toml(table)
    head, faults = read_head(text)
    if head is None:
        raise refused(folder, faults)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_whole(folder / HEAD, text.encode())
    except OSError as error:
        raise StoreError("store.disk", error=str(error)) from error
    return head


def add_entry(
    folder: Path,
    kind: Kind,
    name: str,
    table: Mapping[str, Any],
    now: Instant,
    evidence: bytes | None = None,
    signed_by: SignersOf = signers_of,
) -> Entry:
    """Add one entry to a register; nothing is written unless the register is sound with it.

    Parameters
    ----------
    table
        The fields of the entry (`entries.py`). With `supersedes` and `reason` it takes the place of another, and says
        the same where nothing else is given. Without any, the file that lies in its place already is entered.
    now
        When it comes in, for the journal.
    evidence
        For a result: the envelope of its statement, which is kept beside it. `measure` chooses among its measures
        (the first, if it is not given); the numbers, the method and the days are taken from it.
    signed_by
        How signatures are checked.

    Raises
    ------
    StoreError
        With every fault, the register's own too, or if the disk refuses.
    """
    file = f"{kind}/{name}.toml"
    with _alone(folder):
        reader = Reader(folder, signed_by)
        register = _open(reader, file)
        if table or not (folder / file).exists():
            register, text = _told(reader, register, kind, table, evidence)
        else:
            text = (folder / file).read_text(encoding="utf-8-sig")
        wider = reader.with_entry(register, kind, name, text)
        if wider is None:
            raise refused(folder, reader.faults)
        if faults := reader.found(wider):
            raise refused(folder, faults)
        last = register.journal[-1] if register.journal else None
        at = datetime.fromtimestamp(now // 1000, UTC).isoformat().replace("+00:00", "Z")
        journal = [*register.journal, next_line(last, file, digest_of(text.encode()), at)]
        _write(folder, {file: text, FILE: "".join(map(as_text, journal))}, evidence)
        return wider.entries[kind, name]


def _open(reader: Reader, file: str) -> Register:
    """Return the register as it is, if an entry may be added to it."""
    register = reader.register()
    if register is None or reader.faults:
        raise refused(reader.folder, reader.faults)
    if any(line.file == file for line in register.journal):
        raise StoreError("register.entered_already", file=file)
    if taken := [f for f in journal_faults(register.journal, reader.digests) if f.what.code != NOT_ENTERED]:
        raise refused(reader.folder, taken)
    return register


def _told(
    reader: Reader, register: Register, kind: Kind, table: Mapping[str, Any], evidence: bytes | None
) -> tuple[Register, str]:
    """Return a register with its new statement, and an entry's text: what is given, else the statement's, else the old.

    What is old is what the entry that it supersedes says.
    """
    before = register.entries.get((kind, str(table.get("supersedes", ""))))
    told = fields_of(before) if before else {}
    if evidence is not None:
        statement = reader.statement(evidence, register)
        if statement is None:
            raise StoreError("register.no_statement")
        measure = table.get("measure", told.get("measure", next(iter(statement.measured), "delay")))
        if measure not in statement.measured:
            raise StoreError("register.not_measured", measure=str(measure))
        told |= {"measure": measure, "evidence": statement.digest} | values_of(statement, measure)
        register = replace(register, evidence={**register.evidence, statement.digest: statement})
    return register, as_toml(told | dict(table))


def _write(folder: Path, texts: Mapping[str, str], evidence: bytes | None) -> None:
    """Write a statement, its entry, then the journal: what is cut off in between is told as not entered."""
    found = {name: text.encode() for name, text in texts.items()}
    if evidence is not None:
        found = {evidence_file(digest_of(evidence)): evidence} | found
    try:
        for name, data in found.items():
            (folder / name).parent.mkdir(exist_ok=True)
            write_whole(folder / name, data)
    except OSError as error:
        raise StoreError("store.disk", error=str(error)) from error


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Keep others from adding at the same time: each line of the journal needs the one before it."""
    try:
        at = os.open(folder, os.O_RDONLY)
    except OSError as error:
        raise StoreError("register.not_there", folder=str(folder)) from error
    try:
        fcntl.flock(at, fcntl.LOCK_EX)
        yield
    finally:
        os.close(at)
