"""Sessions end when nobody uses them, after twelve hours, and when their account ends."""

import pytest

from meydan.city.instant import later
from meydan.store.office.database import Database
from meydan.store.office.people import By
from meydan.store.office.sessions import (
    IDLE_S,
    LONGEST_S,
    PROVED_S,
    begin_session,
    end_session,
    find_session,
    prove_session,
    touch_session,
)
from tests.store.office.conftest import NOW

ROOT = By("root", "127.0.0.1", NOW)


def test_a_session_nobody_uses_ends(office: Database) -> None:
    token = begin_session(office, ROOT)
    assert find_session(office, token, later(NOW, IDLE_S)) is not None
    assert find_session(office, token, later(NOW, IDLE_S + 1)) is None


def test_a_session_in_use_ends_after_twelve_hours(office: Database) -> None:
    token = begin_session(office, ROOT)
    for minute in range(10, 12 * 60 + 1, 10):
        t = later(NOW, minute * 60)
        session = find_session(office, token, t)
        assert session is not None
        touch_session(office, token, session, t)
    assert find_session(office, token, later(NOW, LONGEST_S + 1)) is None


def test_a_password_counts_as_just_typed_for_five_minutes(office: Database) -> None:
    token = begin_session(office, ROOT)
    session = find_session(office, token, NOW)
    assert session is not None
    assert session.is_proved(later(NOW, PROVED_S))
    assert not session.is_proved(later(NOW, PROVED_S + 1))
    again = later(NOW, PROVED_S + 60)
    prove_session(office, token, By("root", "127.0.0.1", again))
    session = find_session(office, token, again)
    assert session is not None
    assert session.is_proved(again)


def test_who_signs_out_is_out(office: Database) -> None:
    token, other = begin_session(office, ROOT), begin_session(office, ROOT)
    end_session(office, token, ROOT)
    assert find_session(office, token, NOW) is None
    assert find_session(office, other, NOW) is not None


@pytest.mark.parametrize("token", ["", "x" * 43, "' OR 1=1 --"])
def test_a_token_nobody_got_opens_nothing(office: Database, token: str) -> None:
    begin_session(office, ROOT)
    assert find_session(office, token, NOW) is None


def test_old_sessions_are_cleared_away(office: Database) -> None:
    begin_session(office, ROOT)
    begin_session(office, By("root", "127.0.0.1", later(NOW, LONGEST_S)))
    with office.read() as connection:
        assert connection.execute("SELECT count(*) FROM sessions").fetchone() == (1,)
