"""Sessions: who is signed in. Each request looks here, so that whoever is signed out is out at once, everywhere."""

from dataclasses import dataclass

import msgspec

from meydan.city.instant import Instant, elapsed_s
from meydan.city.rights import Person, Role
from meydan.store.office.audit import append
from meydan.store.office.database import Database
from meydan.store.office.people import By
from meydan.store.office.tokens import hashed, new_token

IDLE_S = 30 * 60.0
LONGEST_S = 12 * 3600.0
PROVED_S = 5 * 60.0  # how long a password counts as just typed, for what is dangerous
TOUCH_S = 60.0  # a session's last use is written down at most once in this time: each writing waits for the disk


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody signed in: who, since when, seen last, and when the password was typed last."""

    person: Person
    began: Instant
    seen: Instant
    proved: Instant

    def is_proved(self, now: Instant) -> bool:
        """Say whether the password was typed a moment ago."""
        return 0 <= elapsed_s(now, self.proved) <= PROVED_S


def begin_session(office: Database, by: By) -> str:
    """Sign a person in and return the token that the browser shows from now on."""
    token = new_token()
    with office.write() as connection:
        connection.execute(
            "DELETE FROM sessions WHERE seen_ms < ? OR began_ms < ?",
            (by.t - round(IDLE_S * 1000), by.t - round(LONGEST_S * 1000)),
        )
        row = (hashed(token), by.person, by.t, by.t, by.t, by.address)
        connection.execute("INSERT INTO sessions VALUES (?, ?, ?, ?, ?, ?)", row)
        append(connection, by.entry("signed_in", by.person))
    return token


def find_session(office: Database, token: str, now: Instant) -> Session | None:
    """Return the session of a token; None if it is over, or its account is disabled."""
    with office.read() as connection:
        row = connection.execute(
            "SELECT name, role, areas, began_ms, seen_ms, proved_ms FROM sessions JOIN people USING (name) "
            "WHERE token = ? AND NOT disabled",
            (hashed(token),),
        ).fetchone()
    if row is None:
        return None
    name, role, areas, began, seen, proved = row
    if elapsed_s(now, seen) > IDLE_S or elapsed_s(now, began) > LONGEST_S:
        return None
    person = Person(name, Role(role), msgspec.json.decode(areas, type=tuple[str, ...]))
    return Session(person, Instant(began), Instant(seen), Instant(proved))


def touch_session(office: Database, token: str, session: Session, now: Instant) -> None:
    """Note that a session is in use."""
    if elapsed_s(now, session.seen) > TOUCH_S:
        with office.write() as connection:
            connection.execute("UPDATE sessions SET seen_ms = ? WHERE token = ?", (now, hashed(token)))


def prove_session(office: Database, token: str, by: By) -> None:
    """Note that the password was typed again."""
    with office.write() as connection:
        connection.execute("UPDATE sessions SET proved_ms = ? WHERE token = ?", (by.t, hashed(token)))
        append(connection, by.entry("password_proved", by.person))


def end_session(office: Database, token: str, by: By) -> None:
    """Sign a person out."""
    with office.write() as connection:
        connection.execute("DELETE FROM sessions WHERE token = ?", (hashed(token),))
        append(connection, by.entry("signed_out", by.person))
