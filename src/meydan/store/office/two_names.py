"""Two persons for one act at the terminal: both with an account, both allowed to, and not the same one twice."""

import sqlite3
from dataclasses import dataclass

from meydan.city.errors import StoreError
from meydan.city.instant import Instant
from meydan.city.rights import Act, Person, Role, acts_of
from meydan.store.office.audit import Entry


@dataclass(frozen=True, slots=True)
class TwoNames:
    """Who does something together: `first` asks, `second` agrees, from which address, when."""

    first: str
    second: str
    address: str
    t: Instant

    def entry(self, person: str, act: str, subject: str, **detail: str) -> Entry:
        """Return the line of the audit trail for one of them."""
        return Entry(self.t, person, self.address, act, subject, detail)


def check_two(connection: sqlite3.Connection, two: TwoNames) -> None:
    """Check that two persons may act for the exchange together, within the transaction of the act.

    The first is a coordinator; the second is another one, or a safety approver.

    Raises
    ------
    StoreError
        If it is one person, or one of them has no account that may do this.
    """
    if two.first == two.second:
        raise StoreError("two.same_person", name=two.first)
    for name, acts in ((two.first, {Act.COORDINATE}), (two.second, {Act.COORDINATE, Act.APPROVE})):
        row = connection.execute("SELECT role, disabled FROM people WHERE name = ?", (name,)).fetchone()
        if row is None:
            raise StoreError("office.no_person", name=name)
        if not acts & acts_of(Person(name, Role(row[0]), disabled=bool(row[1]))):
            raise StoreError("two.not_allowed", name=name, role=row[0])
