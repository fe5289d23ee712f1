"""A package's dossier, read and added to: the steps that were taken, and the state they lead to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import msgspec

from meydan.city.because import Because
from meydan.city.errors import Fault, PackageError, StoreError
from meydan.city.instant import Instant
from meydan.city.rights import Person
from meydan.exchange.life_cycle.machine import live_through, lived, why_not
from meydan.exchange.life_cycle.states import Days, Life, Record, Signature, State
from meydan.store.dossiers import ACT, AGREED, append_line, dossier_folder, list_places, read_lines
from meydan.store.office.audit import NOBODY, Entry
from meydan.store.office.database import Database
from meydan.store.tree_digest import digest_of

SOURCE = "source"  # where `told` of the step "adapted" says that the solution lies, from the dossier on


@dataclass(frozen=True, slots=True)
class Dossier:
    """What is known of one package: its place in its city's registry, every step in order, and where it stands."""

    place: str
    folder: Path
    records: tuple[Record, ...]
    life: Life

    def digest(self, name: str) -> str:
        """Return the digest of a piece of evidence that still counts, "" if there is none."""
        return next((one.evidence[name] for one in self.life.done.values() if name in one.evidence), "")

    @property
    def content(self) -> str:
        """The digest of the package's content, "" before the first step."""
        return self.life.last.content if self.life.last else ""

    @property
    def reverts(self) -> int:
        """How often it was reverted."""
        return sum(record.state is State.REVERTED for record in self.records)


@dataclass(frozen=True, slots=True)
class Step:
    """A step that somebody wants to take; what stands in `Record` and nobody types is added when it is taken."""

    state: State
    evidence: Mapping[str, str] = field(default_factory=dict)
    days: Days = ""
    why: str = ""
    told: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Desk:
    """Where steps are taken: the adopting city's folder, its office, who decides, and when.

    `people` are the persons who have signed in, the first one first; empty is whoever is at the terminal.
    """

    home: Path
    office: Database
    people: tuple[Person, ...]
    terminal: str
    now: Instant

    def signatures(self) -> tuple[Signature, ...]:
        """Return who decides, as a record names them."""
        if not self.people:
            return (Signature(self.terminal, None),)
        return tuple(Signature(person.name, person.role) for person in self.people)


def read_dossier(office: Database, home: Path, place: str) -> Dossier:
    """Return a package's dossier.

    Raises
    ------
    StoreError
        If it was changed, or tells a step that could not have been taken.
    """
    records = []
    for line in read_lines(office, home, place):
        try:
            records.append(msgspec.json.decode(line.text, type=Record))
        except msgspec.DecodeError as error:
            raise StoreError("life.unreadable", number=line.head.number, found=str(error)[:200]) from error
    life, faults = live_through(records)
    if faults:
        raise StoreError("life.impossible", *_told(faults), place=place, count=len(faults))
    return Dossier(place, dossier_folder(home, place), tuple(records), life)


def list_dossiers(office: Database, home: Path) -> list[Dossier]:
    """Return the dossiers of all packages; StoreError as `read_dossier`."""
    return [read_dossier(office, home, place) for place in list_places(office)]


def source_of(dossier: Dossier) -> Path | None:
    """Return where the adapted solution lies; None if there is none."""
    record = dossier.life.done.get(State.ADAPTED)
    return None if record is None else dossier.folder / record.told[SOURCE]


def junctions_of(dossier: Dossier) -> tuple[str, ...]:
    """Return the junctions that a package was adapted to; none where it was bound to no place."""
    record = dossier.life.done.get(State.ADAPTED)
    return tuple(record.told["junctions"].split()) if record else ()


def take(desk: Desk, dossier: Dossier, content: str, step: Step) -> Dossier:
    """Take a step: its record is in the audit trail and in the dossier, or nothing happened.

    Raises
    ------
    PackageError
        With everything that stands against it.
    """
    record = record_of(desk, dossier, content, step)
    check_step(dossier, record)
    text = msgspec.json.encode(record, order="sorted").decode()
    first, *others = record.people
    entries = [Entry(desk.now, first.name, NOBODY, ACT, dossier.place, {"state": step.state})]
    for person in others:
        told = {"state": str(step.state), "record": digest_of(text.encode()), "first": first.name}
        entries.append(Entry(desk.now, person.name, NOBODY, AGREED, dossier.place, told))
    append_line(desk.office, desk.home, dossier.place, text, entries, after=len(dossier.records))
    return replace(dossier, records=(*dossier.records, record), life=lived(dossier.life, record))


def record_of(desk: Desk, dossier: Dossier, content: str, step: Step) -> Record:
    """Return the record of a step as it would be."""
    people = desk.signatures()
    return Record(desk.now, dossier.place, content, step.state, people, step.evidence, step.days, step.why, step.told)


def check_step(dossier: Dossier, record: Record) -> None:
    """Refuse a step that may not follow, by these persons, on this evidence; PackageError with every reason."""
    refuse(why_not(dossier.life, record), dossier.place)


def refuse(faults: Iterable[Because], place: str) -> None:
    """Raise PackageError if anything stands against a step."""
    if found := _told(faults):
        raise PackageError("life.refused", *found, place=place, count=len(found))


def _told(faults: Iterable[Because]) -> list[Fault]:
    return [Fault("", 0, what) for what in dict.fromkeys(faults)]
