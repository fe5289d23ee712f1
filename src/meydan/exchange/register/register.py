"""A register as a whole: what stands in it now, and what hangs under what."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from meydan.exchange.register.entries import Deployment, Entry, Head, Kind, Party, Product, Result, parents_of
from meydan.exchange.register.evidence import Statement
from meydan.exchange.register.journal import Line

Entity = TypeVar("Entity")


@dataclass(frozen=True, slots=True)
class Register:
    """The head, every entry by kind and id, the evidence by digest, and the journal of when each entry came."""

    head: Head
    entries: Mapping[tuple[Kind, str], Entry]
    evidence: Mapping[str, Statement] = field(default_factory=dict)
    journal: tuple[Line, ...] = ()

    def newest(self, kind: Kind, name: str) -> Entry | None:
        """Return the entry that stands in the place of one now; None if there is no such entry, or no end."""
        after = {entry.link.supersedes: entry.id for entry in self._all(kind) if entry.link.supersedes}
        seen: set[str] = set()
        while name in after and name not in seen:
            seen.add(name)
            name = after[name]
        return None if name in seen else self.entries.get((kind, name))

    def current(self, kind: Kind) -> list[Entry]:
        """Return the entries of a kind that nothing has superseded, by id."""
        gone = {entry.link.supersedes for entry in self._all(kind)}
        return [entry for entry in self._all(kind) if entry.id not in gone]

    def superseded(self, kind: Kind) -> list[Entry]:
        """Return the entries of a kind that another has taken the place of, by id."""
        gone = {entry.link.supersedes for entry in self._all(kind)}
        return [entry for entry in self._all(kind) if entry.id in gone]

    def under(self, kind: Kind, above: Entry) -> list[Entry]:
        """Return the current entries of a kind that rest on another one, or on one that it superseded."""
        return [entry for entry in self.current(kind) if self.rests_on(entry, above)]

    def rests_on(self, entry: Entry, above: Entry) -> bool:
        """Say whether an entry names another one, or one that it superseded, as what it rests on."""
        return any(kind == above.kind and self.newest(kind, name) == above for _, kind, name in parents_of(entry.what))

    def above(self, entry: Entry, kind: Kind) -> Entry:
        """Return the current entry of a kind that one rests on; KeyError if the register is not sound."""
        for _, its_kind, name in parents_of(entry.what):
            if its_kind == kind and (found := self.newest(kind, name)) is not None:
                return found
        raise KeyError(kind, entry.id)

    def signers(self, digest: str) -> list[Party]:
        """Return the parties, as they are now, whose keys signed a statement."""
        signed = self.evidence[digest].signers
        those = [entry for entry in self._all("parties") if signed & set(party(entry).keys)]
        newest = (self.newest("parties", entry.id) for entry in those)
        return [party(entry) for entry in newest if entry is not None]

    def when(self, entry: Entry) -> str:
        """Return when an entry came in, UTC; "" if the journal does not know it."""
        return next((line.at for line in self.journal if line.file == entry.file), "")

    def _all(self, kind: Kind) -> Iterator[Entry]:
        return (entry for (its, _), entry in sorted(self.entries.items()) if its == kind)


def party(entry: Entry) -> Party:
    """Return the party of an entry of that kind."""
    return _is(entry, Party)


def product(entry: Entry) -> Product:
    """Return the product of an entry of that kind."""
    return _is(entry, Product)


def deployment(entry: Entry) -> Deployment:
    """Return the deployment of an entry of that kind."""
    return _is(entry, Deployment)


def result(entry: Entry) -> Result:
    """Return the result of an entry of that kind."""
    return _is(entry, Result)


def _is(entry: Entry, kind: type[Entity]) -> Entity:
    if not isinstance(entry.what, kind):
        raise TypeError(entry.file)
    return entry.what
