"""The file of hints at incidents, with what persons said of each; a new search keeps their answers."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from meydan.city.errors import StoreError
from meydan.store.whole_file import write_whole


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person said of a hint, and when (UTC)."""

    confirmed: bool
    person: str
    at: str


@dataclass(frozen=True, slots=True)
class Told:
    """One hint: where, when (local time), its score and evidence [0..1], and a person's answer.

    Evidence is None where nothing could tell.
    """

    id: str
    junction: str
    phase: int
    begin: str
    end: str
    score: float
    shortfall: float | None
    blocked: float | None
    queued: float | None
    answer: Answer | None = None


def read_hints(file: Path) -> list[Told]:
    """Read a file of hints.

    Raises
    ------
    StoreError
        If it is none.
    """
    try:
        return msgspec.json.decode(file.read_bytes(), type=list[Told])
    except (OSError, msgspec.DecodeError) as error:
        raise StoreError("hints.unusable", file=str(file)) from error


def put_hints(file: Path, found: Sequence[Told], before: Sequence[Told]) -> None:
    """Write what was found, with the answers that were there before; a hint that has one stays even if not found."""
    answers = {hint.id: hint for hint in before if hint.answer is not None}
    again = [replace(hint, answer=answers[hint.id].answer) if hint.id in answers else hint for hint in found]
    ids = {hint.id for hint in found}
    write_hints(file, [*again, *(hint for hint in answers.values() if hint.id not in ids)])


def answer(file: Path, of: str, person: str, *, confirmed: bool) -> list[Told]:
    """Keep a person's answer to the hint `of`, in place of an earlier one; return all hints.

    Raises
    ------
    StoreError
        If there is no such file or hint, or the disk refuses.
    """
    told = read_hints(file)
    if of not in {hint.id for hint in told}:
        raise StoreError("hints.no_hint", id=of, file=str(file))
    said = Answer(confirmed, person, datetime.now(UTC).isoformat(timespec="seconds"))
    told = [replace(hint, answer=said) if hint.id == of else hint for hint in told]
    write_hints(file, told)
    return told


def write_hints(file: Path, told: Sequence[Told]) -> None:
    """Write a file of hints, whole or not at all, in order of time.

    Raises
    ------
    StoreError
        If the disk refuses.
    """
    in_order = sorted(told, key=lambda hint: (hint.begin, hint.id))
    try:
        write_whole(file, msgspec.json.format(msgspec.json.encode(in_order), indent=2) + b"\n")
    except OSError as error:
        raise StoreError("store.disk", error=str(error)) from error
