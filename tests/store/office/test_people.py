"""Accounts: invited, never given a password by others, and never without somebody who can manage them."""

import stat
from dataclasses import replace
from pathlib import Path

import pytest

from meydan.city.errors import StoreError
from meydan.city.instant import later
from meydan.city.rights import Person, Role
from meydan.store.office.audit import Search, search
from meydan.store.office.database import Database
from meydan.store.office.people import (
    INVITATION_S,
    By,
    accept,
    add_person,
    change_person,
    find_invited,
    has_admin,
    invite_again,
    invite_first,
    list_accounts,
    stored_password,
)
from meydan.store.office.sessions import begin_session, find_session
from meydan.store.office.tokens import hashed
from tests.store.office.conftest import BY, HASH, NOW

AYSE = Person("ayse", Role.OPERATOR, ("west",))


def code_of(caught: pytest.ExceptionInfo[StoreError]) -> str:
    return caught.value.code


def test_only_the_owner_can_read_the_files(office: Database) -> None:
    add_person(office, AYSE, BY)
    files = list(office.folder.iterdir())
    assert {file.name for file in files} >= {"office.sqlite", "office.sqlite-wal"}
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
    assert stat.S_IMODE(office.folder.stat().st_mode) == 0o700


def test_the_first_invitation_makes_the_administrator_once(tmp_path: Path) -> None:
    office = Database.open(tmp_path / "new")
    first, second = invite_first(office, NOW), invite_first(office, NOW)
    assert first is not None
    assert second is not None
    with pytest.raises(StoreError) as caught:  # each start shows a new one, and only the latest works
        accept(office, first, "root", HASH, BY)
    assert code_of(caught) == "office.no_invitation"
    assert not has_admin(office)
    assert accept(office, second, "root", HASH, BY) == "root"
    assert has_admin(office)
    assert invite_first(office, NOW) is None
    with pytest.raises(StoreError):
        accept(office, second, "thief", HASH, BY)
    assert [account.person.name for account in list_accounts(office)] == ["root"]
    office.close()


def test_an_invited_person_chooses_a_password_and_the_invitation_is_used_up(office: Database) -> None:
    token = add_person(office, AYSE, BY)
    assert find_invited(office, token, NOW) == "ayse"
    assert stored_password(office, "ayse") == ""
    assert accept(office, token, "ignored", HASH, replace(BY, person="-")) == "ayse"
    assert stored_password(office, "ayse") == HASH
    with pytest.raises(StoreError):
        accept(office, token, "", "another", BY)


def test_an_invitation_does_not_last(office: Database) -> None:
    token = add_person(office, AYSE, BY)
    late = later(NOW, INVITATION_S)
    assert find_invited(office, token, late) is None
    with pytest.raises(StoreError):
        accept(office, token, "", HASH, replace(BY, t=late))


def test_a_new_invitation_replaces_the_one_before_and_ends_sessions_when_used(office: Database) -> None:
    first = add_person(office, AYSE, BY)
    second = invite_again(office, "ayse", BY)
    assert find_invited(office, first, NOW) is None
    accept(office, second, "", HASH, BY)
    session = begin_session(office, By("ayse", "127.0.0.1", NOW))
    third = invite_again(office, "ayse", BY)
    assert find_session(office, session, NOW) is not None
    accept(office, third, "", "other", BY)
    assert find_session(office, session, NOW) is None


def test_tokens_and_passwords_are_stored_as_hashes_only(office: Database) -> None:
    token = add_person(office, AYSE, BY)
    session = begin_session(office, By("root", "127.0.0.1", NOW))
    office.close()
    content = b"".join(file.read_bytes() for file in office.folder.iterdir())
    assert hashed(token).encode() in content
    assert token.encode() not in content
    assert session.encode() not in content


@pytest.mark.parametrize("name", ["", "a", "Ayse", "ayşe", "ayse veli", "-ayse", "a" * 33, "ayse\n", "root;"])
def test_a_name_that_could_be_mistaken_is_refused(office: Database, name: str) -> None:
    with pytest.raises(StoreError) as caught:
        add_person(office, replace(AYSE, name=name), BY)
    assert code_of(caught) == "office.bad_name"


def test_a_name_is_never_given_twice(office: Database) -> None:
    add_person(office, AYSE, BY)
    with pytest.raises(StoreError) as caught:
        add_person(office, replace(AYSE, role=Role.AUDITOR), BY)
    assert code_of(caught) == "office.name_taken"
    assert [a.person.role for a in list_accounts(office) if a.person.name == "ayse"] == [Role.OPERATOR]


@pytest.mark.parametrize("change", [{"disabled": True}, {"role": Role.VIEWER}])
def test_the_last_administrator_stays_one(office: Database, change: dict[str, object]) -> None:
    with pytest.raises(StoreError) as caught:
        change_person(office, replace(Person("root", Role.ADMIN), **change), BY)  # type: ignore[arg-type]
    assert code_of(caught) == "office.last_admin"
    assert has_admin(office)
    assert search(office, Search())[0].entry.act == "password_set"  # nothing half written


@pytest.mark.parametrize("change", [{"disabled": True}, {"role": Role.VIEWER}, {"areas": ("east",)}])
def test_whose_rights_change_is_signed_out_at_once(office: Database, change: dict[str, object]) -> None:
    accept(office, add_person(office, AYSE, BY), "", HASH, BY)
    session = begin_session(office, By("ayse", "127.0.0.1", NOW))
    change_person(office, replace(AYSE, **change), BY)  # type: ignore[arg-type]
    assert find_session(office, session, NOW) is None


def test_a_disabled_account_has_no_password_that_counts(office: Database) -> None:
    accept(office, add_person(office, AYSE, BY), "", HASH, BY)
    change_person(office, replace(AYSE, disabled=True), BY)
    assert stored_password(office, "ayse") == ""


def test_an_account_that_is_not_there_cannot_be_changed(office: Database) -> None:
    for act in (lambda: change_person(office, AYSE, BY), lambda: invite_again(office, "ayse", BY)):
        with pytest.raises(StoreError) as caught:
            act()
        assert code_of(caught) == "office.no_person"


def test_each_act_stands_in_the_audit_trail_with_who_did_it(office: Database) -> None:
    token = add_person(office, AYSE, BY)
    accept(office, token, "", HASH, By("-", "10.0.0.7", NOW))
    change_person(office, replace(AYSE, areas=("east",)), BY)
    told = [(e.entry.person, e.entry.act, e.entry.subject, e.entry.address) for e in search(office, Search())][:3]
    assert told == [
        ("root", "person_changed", "ayse", "127.0.0.1"),
        ("ayse", "password_set", "ayse", "10.0.0.7"),
        ("root", "person_added", "ayse", "127.0.0.1"),
    ]
    assert search(office, Search())[0].entry.detail == {"role": "operator", "areas": "east", "disabled": "no"}


def test_two_processes_can_use_one_office(office: Database) -> None:
    other = Database.open(office.folder)
    accept(office, add_person(office, AYSE, BY), "", HASH, BY)
    session = begin_session(office, By("ayse", "127.0.0.1", NOW))
    change_person(other, replace(AYSE, disabled=True), BY)
    assert find_session(office, session, NOW) is None
    other.close()


def test_a_file_that_is_no_database_is_refused_with_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "office.sqlite").write_bytes(b"something else" * 100)
    with pytest.raises(StoreError) as caught:
        Database.open(tmp_path)
    assert code_of(caught) == "office.unusable"
