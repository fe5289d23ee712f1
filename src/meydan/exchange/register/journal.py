"""The journal of a register: each entry with its digest, chained to the one before, so that nothing is taken away.

A file that is gone or was changed after it came in is seen; a journal that was cut or written anew is seen by whoever
kept an earlier head, its number and hash, somewhere else: every public page shows it.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass

from meydan.city.errors import Fault, fault
from meydan.store.office.audit import FIRST, chained

FILE = "journal.jsonl"
NOT_ENTERED = "register.not_entered"


@dataclass(frozen=True, slots=True)
class Line:
    """One entry that came in: its number from 1, its file, the digest of the file, when (UTC), and the chained hash."""

    number: int
    file: str
    digest: str
    at: str
    hash: str


def next_line(before: Line | None, file: str, digest: str, at: str) -> Line:
    """Return the line that follows another one, or the first."""
    number, hashed = (before.number + 1, before.hash) if before else (1, FIRST)
    return Line(number, file, digest, at, chained(hashed, _text(number, file, digest, at)))


def as_text(line: Line) -> str:
    """Return a line as it stands in the file."""
    return json.dumps(asdict(line), ensure_ascii=False, sort_keys=True) + "\n"


def read_lines(text: str) -> tuple[list[Line], list[Fault]]:
    """Return the lines up to the first that does not fit, and the fault there."""
    lines: list[Line] = []
    for number, told in enumerate(text.splitlines(), start=1):
        try:
            found = Line(**json.loads(told))
            fits = found == next_line(lines[-1] if lines else None, found.file, found.digest, found.at)
        except (TypeError, ValueError, RecursionError):
            fits = False
        if not fits:
            return lines, [fault(FILE, number, "register.journal_broken", number=number)]
        lines.append(found)
    return lines, []


def journal_faults(lines: Iterable[Line], digests: Mapping[str, str]) -> list[Fault]:
    """Return what a folder's files, by the digests they have now, lack or have beyond a journal."""
    known = {line.file: line.digest for line in lines}
    faults = [fault(file, 0, "register.gone") for file in sorted(known.keys() - digests.keys())]
    faults += [
        fault(file, 0, "register.changed", was=known[file], now=digests[file])
        for file in sorted(known.keys() & digests.keys())
        if known[file] != digests[file]
    ]
    return faults + [fault(file, 0, NOT_ENTERED) for file in sorted(digests.keys() - known.keys())]


def head_text(lines: Iterable[Line]) -> str:
    """Return the number and hash of the last line, as it is kept elsewhere."""
    last = max(lines, key=lambda line: line.number, default=None)
    return f"{last.number}:{last.hash}" if last else f"0:{FIRST}"


def missing_heads(lines: Iterable[Line], kept: Iterable[str]) -> list[str]:
    """Return the heads that were kept elsewhere and that the journal does not contain."""
    known = {f"{line.number}:{line.hash}" for line in lines} | {f"0:{FIRST}"}
    return [head for head in kept if head not in known]


def _text(number: int, file: str, digest: str, at: str) -> str:
    told = {"number": number, "file": file, "digest": digest, "at": at}
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
