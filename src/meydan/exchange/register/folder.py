"""Reads a register from its folder, whole or not at all, with every fault in one message."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from pathlib import Path

from meydan.city.errors import Fault, StoreError, fault
from meydan.exchange.register.entries import TYPES, Entry, Head, Kind, Party
from meydan.exchange.register.evidence import SignersOf, Statement, read_statement, signers_of
from meydan.exchange.register.invariants import found_faults
from meydan.exchange.register.journal import FILE, Line, journal_faults, missing_heads, read_lines
from meydan.exchange.register.register import Register
from meydan.exchange.register.shape import HEAD, read_entry, read_head
from meydan.store.lines import line_of
from meydan.store.tree_digest import PREFIX, digest_of

EVIDENCE, ENDING = "evidence", ".dsse.json"


def check_register(folder: Path, kept: Iterable[str] = (), signed_by: SignersOf = signers_of) -> Register:
    """Read a register that is sound in every way.

    Parameters
    ----------
    folder
        The folder that holds `register.toml`.
    kept
        Heads of the journal that were kept elsewhere, each `NUMBER:HASH`; it must contain them.
    signed_by
        How signatures are checked.

    Raises
    ------
    StoreError
        With every fault of every file: shape, what an entry rests on, numbers against their signed statements, and
        files that are gone or changed since they came in.
    """
    reader = Reader(folder, signed_by)
    register = reader.register()
    faults = list(reader.faults)
    if register is not None:
        faults += journal_faults(register.journal, reader.digests)
        faults += [fault(FILE, 0, "register.head_missing", head=head) for head in missing_heads(register.journal, kept)]
        if not reader.faults:  # what rests on an entry that cannot be read would only be told once more
            faults += reader.found(register)
    if register is None or faults:
        raise refused(folder, faults)
    return register


def refused(folder: Path, faults: Collection[Fault]) -> StoreError:
    """Return the error that tells all faults of a register."""
    in_order = sorted(faults, key=lambda found: (found.file, found.line))
    return StoreError("register.faults", *in_order, folder=str(folder), count=len(faults))


def evidence_file(digest: str) -> str:
    """Return the name of the file of a statement, in the folder of the register."""
    return f"{EVIDENCE}/{digest.removeprefix(PREFIX)}{ENDING}"


class Reader:
    """Reads the files of one folder and gathers their faults; `digests` are those of the entries' files."""

    def __init__(self, folder: Path, signed_by: SignersOf = signers_of) -> None:
        self.folder = folder
        self.faults: list[Fault] = []
        self.digests: dict[str, str] = {}
        self._texts: dict[str, str] = {}
        self._signed_by = signed_by

    def register(self) -> Register | None:
        """Return the register without what cannot be read; None if it has no head."""
        head = self._head()
        entries = {(entry.kind, entry.id): entry for entry in self._entries()}
        keys = {k for entry in entries.values() if isinstance(entry.what, Party) for k in entry.what.keys}
        evidence = {found.digest: found for found in self._evidence(keys)}
        return None if head is None else Register(head, entries, evidence, self._journal())

    def with_entry(self, register: Register, kind: Kind, name: str, text: str) -> Register | None:
        """Return a register with one entry more, given as text; None if its shape is wrong."""
        entry = self._entry(kind, name, text.encode())
        return None if entry is None else replace(register, entries={**register.entries, (kind, name): entry})

    def found(self, register: Register) -> list[Fault]:
        """Return what does not hold in a register, each with its line."""
        return [
            Fault(file, line_of(self._texts.get(file, ""), (key,)) if key else 0, what)
            for file, key, what in found_faults(register)
        ]

    def statement(self, envelope: bytes, register: Register) -> Statement | None:
        """Return what an envelope says, with who of the register's parties signed it."""
        parties = (entry.what for entry in register.entries.values())
        keys = {key for what in parties if isinstance(what, Party) for key in what.keys}
        return read_statement(envelope, keys, self._signed_by)

    def _head(self) -> Head | None:
        text = self._text(HEAD, self._bytes(HEAD))
        if text is None:
            return None
        head, faults = read_head(text)
        self.faults += faults
        return head

    def _entries(self) -> Iterable[Entry]:
        for kind in TYPES:
            for path in sorted((self.folder / kind).glob("*.toml")):
                data = self._bytes(f"{kind}/{path.name}")
                if data is not None and (entry := self._entry(kind, path.stem, data)) is not None:
                    yield entry

        for path in sorted(self.folder.rglob("*.toml")):
            file = path.relative_to(self.folder)
            if file.as_posix() != HEAD and (file.parts[0] not in TYPES or len(file.parts) != 2):
                self.faults.append(fault(file.as_posix(), 0, "register.no_folder", folders=", ".join(TYPES)))

    def _entry(self, kind: Kind, name: str, data: bytes) -> Entry | None:
        file = f"{kind}/{name}.toml"
        self.digests[file] = digest_of(data)
        text = self._text(file, data)
        if text is None:
            return None
        entry, faults = read_entry(kind, name, text)
        self.faults += faults
        return entry

    def _evidence(self, keys: Collection[str]) -> Iterable[Statement]:
        for path in sorted((self.folder / EVIDENCE).glob(f"*{ENDING}")):
            file = f"{EVIDENCE}/{path.name}"
            data = self._bytes(file)
            if data is None:
                continue
            if file != evidence_file(digest_of(data)):
                self.faults.append(fault(file, 0, "register.evidence_name", digest=digest_of(data)))
            elif (found := read_statement(data, keys, self._signed_by)) is None:
                self.faults.append(fault(file, 0, "register.no_statement"))
            else:
                yield found

    def _journal(self) -> tuple[Line, ...]:
        if not (self.folder / FILE).exists():
            return ()
        text = self._text(FILE, self._bytes(FILE))
        lines, faults = read_lines(text or "")
        self.faults += faults
        return tuple(lines)

    def _bytes(self, file: str) -> bytes | None:
        try:
            return (self.folder / file).read_bytes()
        except OSError as error:
            self.faults.append(fault(file, 0, "register.unreadable", error=error.strerror or str(error)))
            return None

    def _text(self, file: str, data: bytes | None) -> str | None:
        if data is None:
            return None
        try:
            self._texts[file] = text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            self.faults.append(fault(file, 0, "city.not_utf8", offset=error.start))
            return None
        return text
