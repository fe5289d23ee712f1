"""The states of a solution in the city that adopts it, and the record of each step from one to the next."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from meydan.city.instant import Instant
from meydan.city.rights import Role

Days = Literal["", "twin days", "street days"]


class State(StrEnum):
    """Where a solution stands; the first eight in order, the last three are ways out."""

    FOUND = "found"
    VERIFIED = "verified"
    ADAPTED = "adapted"
    PROVEN = "proven"
    SHADOW = "shadow"
    TRIAL = "trial"
    ADOPTED = "adopted"
    REPORTED = "reported"
    REJECTED = "rejected"
    REVERTED = "reverted"
    WITHDRAWN = "withdrawn"


FORWARD = tuple(State)[: tuple(State).index(State.REJECTED)]


@dataclass(frozen=True, slots=True)
class Signature:
    """A person who decided, with the role they had then; `role` is None for whoever was at the machine."""

    name: str
    role: Role | None


@dataclass(frozen=True, slots=True)
class Record:
    """One step: what was entered, when, by whom, and on what grounds.

    `package` is the place in its city's registry, `content` the digest of its content. `evidence` names what the gate
    looked at by digests. `days` says what kind of days it rests on, "" where none. `told` holds what else is worth
    reading: numbers and names, as text.
    """

    t: Instant
    package: str
    content: str
    state: State
    people: tuple[Signature, ...]
    evidence: Mapping[str, str]
    days: Days = ""
    why: str = ""
    told: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Life:
    """Where a solution stands now.

    `runs` says whether lamps may obey it: from a trial until it is reverted. `withdrawn` stays true for ever. `done`
    holds the record by which each state was entered that still counts: who adapts again has to prove again. `spent` are
    the digests of evidence that a package rested on before it was reverted: it counts for nothing afterwards.
    """

    state: State | None = None
    runs: bool = False
    withdrawn: bool = False
    done: Mapping[State, Record] = field(default_factory=dict)
    last: Record | None = None
    spent: frozenset[str] = frozenset()
