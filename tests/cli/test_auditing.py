"""The office from the terminal: the audit trail checked and searched, and a lost password replaced."""

import sqlite3
from pathlib import Path

import pytest

from meydan.cli.main import main
from meydan.store.office.audit import Search, search
from meydan.store.office.database import Database
from meydan.store.office.people import accept, find_invited, invite_first
from tests.store.office.conftest import BY, HASH, NOW


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    office = Database.open(tmp_path)
    token = invite_first(office, NOW)
    assert token is not None
    accept(office, token, "root", HASH, BY)
    office.close()
    return tmp_path


def head_told(capsys: pytest.CaptureFixture[str]) -> str:
    return capsys.readouterr().out.split()[-1]


def test_a_whole_trail_is_told_with_the_head_to_keep(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["audit", "verify", str(folder)]) == 0
    head = head_told(capsys)
    assert head.startswith("2:")
    assert main(["audit", "verify", str(folder), "--head", head]) == 0


def test_a_trail_that_was_changed_or_cut_is_told_and_returns_one(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["audit", "verify", str(folder)])
    head = head_told(capsys)
    with sqlite3.connect(folder / "office.sqlite") as connection:
        connection.execute("DROP TRIGGER audit_is_not_cut")
        connection.execute("DELETE FROM audit WHERE number = 2")
    connection.close()
    assert main(["audit", "verify", str(folder)]) == 0
    assert main(["audit", "verify", str(folder), "--head", head]) == 1
    assert f"The head {head} is not in the trail" in capsys.readouterr().out
    with sqlite3.connect(folder / "office.sqlite") as connection:
        connection.execute("DROP TRIGGER audit_is_not_changed")
        connection.execute("UPDATE audit SET entry = replace(entry, 'first', 'other')")
    connection.close()
    assert main(["audit", "verify", str(folder)]) == 1
    assert "The chain is broken at entry 1" in capsys.readouterr().out


@pytest.mark.parametrize("head", ["", "12", "x:y", "1:abc", "0:" + "0" * 64, "1:" + "A" * 64])
def test_a_head_that_is_none_is_refused(folder: Path, head: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["audit", "verify", str(folder), "--head", head]) == 2
    assert f'Found "{head}". Expected: a head' in capsys.readouterr().err


def test_the_trail_is_listed_newest_first(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["audit", "search", str(folder)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines == [
        "2 2026-03-03T00:00:00Z root 127.0.0.1 password_set root",
        "1 2026-03-03T00:00:00Z - - first_invitation -",
    ]
    assert main(["audit", "search", str(folder), "--person", "root", "--act", "password_set", "--text", "ROOT"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 1


def test_a_lost_password_is_replaced_by_an_invitation(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["invite", str(folder), "root"]) == 0
    token = capsys.readouterr().out.split("#invitation=")[1].split()[0]
    office = Database.open(folder)
    (newest, *_) = search(office, Search())
    assert find_invited(office, token, newest.entry.t) == "root"
    assert newest.entry.act == "person_invited"
    assert newest.entry.person.startswith("terminal:")
    office.close()


@pytest.mark.parametrize("command", [["audit", "verify"], ["audit", "search"], ["invite"]])
def test_an_office_that_is_not_there_is_said_and_not_made(
    tmp_path: Path, command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    typed = [*command, str(tmp_path / "nowhere"), *(["root"] if command == ["invite"] else [])]
    assert main(typed) == 2
    assert "cannot be used" in capsys.readouterr().err
    assert not (tmp_path / "nowhere").exists()


def test_nobody_is_invited_who_has_no_account(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["invite", str(folder), "nobody"]) == 2
    assert "There is no account nobody" in capsys.readouterr().err
