"""Accounts: people, their role and areas, and the invitations with which they choose their password.

Nobody ever types a password for somebody else: an account begins with an invitation, a token that works once. The very
first one makes the administrator, and is shown where the centre is started.
"""

import re
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass

import msgspec

from meydan.city.errors import StoreError
from meydan.city.instant import Instant, later
from meydan.city.rights import Act, Areas, Person, Role, may
from meydan.store.office.audit import NOBODY, Entry, append
from meydan.store.office.database import Database
from meydan.store.office.tokens import hashed, new_token

INVITATION_S = 48 * 3600.0
NAME = re.compile(r"[a-z][a-z0-9.-]{1,31}")


@dataclass(frozen=True, slots=True)
class By:
    """Who does something, from which address, when."""

    person: str
    address: str
    t: Instant

    def entry(self, act: str, subject: str, **detail: str) -> Entry:
        """Return the line of the audit trail for an act."""
        return Entry(self.t, self.person, self.address, act, subject, detail)


@dataclass(frozen=True, slots=True)
class Account:
    """A person, and whether they have chosen a password yet."""

    person: Person
    has_password: bool


def list_accounts(office: Database) -> list[Account]:
    """Return all accounts by name."""
    with office.read() as connection:
        rows = connection.execute("SELECT name, role, areas, disabled, password FROM people ORDER BY name").fetchall()
    return [Account(_person(*row[:4]), bool(row[4])) for row in rows]


def has_admin(office: Database) -> bool:
    """Say whether somebody can manage accounts."""
    with office.read() as connection:
        return _admins(connection) > 0


def add_person(office: Database, person: Person, by: By) -> str:
    """Add an account without a password and return its invitation.

    Raises
    ------
    StoreError
        If the name cannot be one, or is taken: an old account's acts would seem to be the new one's.
    """
    if not NAME.fullmatch(person.name):
        raise StoreError("office.bad_name", name=person.name)
    with office.write() as connection:
        if connection.execute("SELECT 1 FROM people WHERE name = ?", (person.name,)).fetchone():
            raise StoreError("office.name_taken", name=person.name)
        _insert(connection, person, "")
        token = _invite(connection, person.name, by.t)
        append(connection, by.entry("person_added", person.name, **_told(person)))
    return token


def change_person(office: Database, person: Person, by: By) -> None:
    """Give an account another role or other areas, or disable it; whoever uses it is signed out at once.

    Raises
    ------
    StoreError
        If there is no such account, or nobody would be left to manage accounts.
    """
    with office.write() as connection:
        _must_exist(connection, person.name)
        connection.execute(
            "UPDATE people SET role = ?, areas = ?, disabled = ? WHERE name = ?",
            (person.role, _areas_text(person), person.disabled, person.name),
        )
        if not _admins(connection):
            raise StoreError("office.last_admin", name=person.name)
        _end_sessions(connection, person.name)
        if person.disabled:
            connection.execute("DELETE FROM invitations WHERE name = ?", (person.name,))
        append(connection, by.entry("person_changed", person.name, **_told(person)))


def invite_again(office: Database, name: str, by: By) -> str:
    """Return a new invitation for an account, whose password holds until it is used; StoreError if there is none."""
    with office.write() as connection:
        _must_exist(connection, name)
        token = _invite(connection, name, by.t)
        append(connection, by.entry("person_invited", name))
    return token


def invite_first(office: Database, now: Instant) -> str | None:
    """Return the invitation that makes the administrator; None where there is one already."""
    with office.write() as connection:
        if _admins(connection):
            return None
        token = _invite(connection, "", now)
        append(connection, By(NOBODY, NOBODY, now).entry("first_invitation", NOBODY))
    return token


def find_invited(office: Database, token: str, now: Instant) -> str | None:
    """Return whom an invitation is for, "" for the first administrator; None if it is no good any more."""
    with office.read() as connection:
        return _invited(connection, token, now)


def accept(office: Database, token: str, name: str, password: str, by: By) -> str:
    """Set the password (as it is stored) of an invited account and return its name; the first makes its account.

    Raises
    ------
    StoreError
        If the invitation is no good any more, or the first administrator's name cannot be one.
    """
    with office.write() as connection:
        invited = _invited(connection, token, by.t)
        if invited is None:
            raise StoreError("office.no_invitation")
        if not invited:
            _make_admin(connection, name)
        who = invited or name
        connection.execute("DELETE FROM invitations WHERE name IN (?, '')", (invited,))
        connection.execute("UPDATE people SET password = ? WHERE name = ?", (password, who))
        _end_sessions(connection, who)
        append(connection, Entry(by.t, who, by.address, "password_set", who, {}))
    return who


def check_right(person: Person, acts: tuple[Act, ...], junctions: Mapping[str, object], areas: Areas) -> None:
    """Refuse a person who may do none of these acts at every junction; StoreError."""
    if not any(all(may(person, act, areas, junction) for junction in junctions) for act in acts):
        raise StoreError("signing_in.may_not", name=person.name, role=person.role)


def stored_password(office: Database, name: str) -> str:
    """Return what is stored of the password of an account that may sign in, "" where there is none."""
    with office.read() as connection:
        row = connection.execute("SELECT password FROM people WHERE name = ? AND NOT disabled", (name,)).fetchone()
    return str(row[0]) if row else ""


def record(office: Database, entry: Entry) -> None:
    """Put an act that changes nothing in the office into the audit trail; durable when this returns."""
    with office.write() as connection:
        append(connection, entry)


def _make_admin(connection: sqlite3.Connection, name: str) -> None:
    if _admins(connection):
        raise StoreError("office.no_invitation")
    if not NAME.fullmatch(name):
        raise StoreError("office.bad_name", name=name)
    if connection.execute("SELECT 1 FROM people WHERE name = ?", (name,)).fetchone():
        raise StoreError("office.name_taken", name=name)
    _insert(connection, Person(name, Role.ADMIN), "")


def _insert(connection: sqlite3.Connection, person: Person, password: str) -> None:
    row = (person.name, person.role, _areas_text(person), person.disabled, password)
    connection.execute("INSERT INTO people VALUES (?, ?, ?, ?, ?)", row)


def _invite(connection: sqlite3.Connection, name: str, now: Instant) -> str:
    token = new_token()
    connection.execute("DELETE FROM invitations WHERE name = ? OR until_ms < ?", (name, now))
    row = (hashed(token), name, later(now, INVITATION_S))
    connection.execute("INSERT INTO invitations VALUES (?, ?, ?)", row)
    return token


def _invited(connection: sqlite3.Connection, token: str, now: Instant) -> str | None:
    row = connection.execute(
        "SELECT name FROM invitations WHERE token = ? AND until_ms > ?", (hashed(token), now)
    ).fetchone()
    return str(row[0]) if row else None


def _must_exist(connection: sqlite3.Connection, name: str) -> None:
    if not connection.execute("SELECT 1 FROM people WHERE name = ?", (name,)).fetchone():
        raise StoreError("office.no_person", name=name)


def _admins(connection: sqlite3.Connection) -> int:
    """Return how many people can manage accounts now."""
    query = "SELECT count(*) FROM people WHERE role = ? AND NOT disabled AND password <> ''"
    return int(connection.execute(query, (Role.ADMIN,)).fetchone()[0])


def _end_sessions(connection: sqlite3.Connection, name: str) -> None:
    connection.execute("DELETE FROM sessions WHERE name = ?", (name,))


def _areas_text(person: Person) -> str:
    return msgspec.json.encode(person.areas).decode()


def _told(person: Person) -> dict[str, str]:
    return {"role": person.role, "areas": ", ".join(person.areas), "disabled": "yes" if person.disabled else "no"}


def _person(name: str, role: str, areas: str, disabled: int) -> Person:
    return Person(name, Role(role), msgspec.json.decode(areas, type=tuple[str, ...]), bool(disabled))
