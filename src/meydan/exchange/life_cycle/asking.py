"""What a page asks of a package's life, and what comes of it: the words between the web process and the step's own."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import msgspec

from meydan.city.because import Because, Value
from meydan.exchange.life_cycle.states import State

MODULE = (
    "meydan.exchange.life_cycle.asked"  # what takes the step; the web process cannot hold it, for it has strategies
)


@dataclass(frozen=True, slots=True)
class Wish:
    """What was typed for a step; each step reads its own part.

    `bound` is what goes into each slot. `log` is what the solution was in the shadow of. `junctions`, `days` and
    `first` are a trial's. `record` is the folder of a trial's record, `owner` who maintains it; `waiver` is why the
    second person waives what a street asks for beyond the twin, until `waiver_until`.
    """

    bound: Mapping[str, list[str] | float | None] = field(default_factory=dict)
    log: Path = Path()
    junctions: tuple[str, ...] = ()
    days: int = 0
    first: str = ""
    record: Path = Path()
    owner: str = ""
    waiver: str = ""
    waiver_until: str = ""


@dataclass(frozen=True, slots=True)
class AskedStep:
    """Which step, with which package, by whom: one name, or two where two decide and both agreed."""

    home: Path
    office: Path
    place: str
    state: State
    people: tuple[str, ...]
    wish: Wish = Wish()


@dataclass(frozen=True, slots=True)
class Reason:
    """Something that stands against a step, and the file it is about, if any."""

    code: str
    values: dict[str, Value]
    file: str = ""

    def sentence(self) -> Because:
        """Return what can be said."""
        return Because(self.code, tuple(self.values.items()))


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of it: taken; in order, but a second person has to agree; or refused, the first reason on top."""

    outcome: Literal["taken", "waits", "refused"]
    why: tuple[Reason, ...] = ()


def encode_asked(asked: AskedStep) -> bytes:
    """Return what the process that takes the step is told."""
    return msgspec.json.encode(asked, enc_hook=str)


def decode_asked(text: bytes) -> AskedStep:
    """Return what it was told."""
    return msgspec.json.decode(text, type=AskedStep, dec_hook=_path)


def encode_answer(answer: Answer) -> bytes:
    """Return what it tells."""
    return msgspec.json.encode(answer) + b"\n"


def decode_answer(text: bytes) -> Answer | None:
    """Return what it told; None if it died before it did."""
    try:
        return msgspec.json.decode(text, type=Answer)
    except msgspec.DecodeError:
        return None


def _path(kind: type[Any], text: str) -> Any:
    return kind(text)
