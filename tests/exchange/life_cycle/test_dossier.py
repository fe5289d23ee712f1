"""The dossier and the audit trail say the same, or it is found: changed, dropped, reordered, made up."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import msgspec
import pytest

from meydan.city.errors import PackageError, StoreError
from meydan.city.instant import Instant
from meydan.city.rights import Person, Role
from meydan.exchange.life_cycle.dossier import Desk, Dossier, Step, list_dossiers, read_dossier, take
from meydan.exchange.life_cycle.states import State
from meydan.store.dossiers import ACT, FILE, dossier_folder
from meydan.store.office.audit import Entry, append
from meydan.store.office.database import FILE as OFFICE
from meydan.store.office.database import Database
from tests.exchange.life_cycle.steps import CONTENT, PLACE, record

ENGINEER = Person("engin", Role.ENGINEER, ("*",))


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Database]:
    with closing(Database.open(tmp_path / "office")) as opened:
        yield opened


def live(office: Database, home: Path) -> Dossier:
    """Go from found to adapted."""
    dossier = read_dossier(office, home, PLACE)
    for number, state in enumerate((State.FOUND, State.VERIFIED, State.ADAPTED)):
        people = (ENGINEER,) if state is State.ADAPTED else ()
        desk = Desk(home, office, people, "terminal:x", Instant(1000 + number))
        dossier = take(desk, dossier, CONTENT, Step(state, record(state).evidence))
    return dossier


def lines(home: Path) -> tuple[Path, list[str]]:
    file = dossier_folder(home, PLACE) / FILE
    return file, file.read_text(encoding="utf-8").splitlines(keepends=True)


def test_what_was_taken_is_read_again(office: Database, tmp_path: Path) -> None:
    dossier = live(office, tmp_path)
    assert read_dossier(office, tmp_path, PLACE) == dossier
    assert [one.state for one in dossier.records] == [State.FOUND, State.VERIFIED, State.ADAPTED]
    assert list_dossiers(office, tmp_path) == [dossier]


def test_two_who_decide_at_once_take_one_step(office: Database, tmp_path: Path) -> None:
    dossier = live(office, tmp_path)
    desk = Desk(tmp_path, office, (ENGINEER,), "terminal:x", Instant(2000))
    take(desk, dossier, CONTENT, Step(State.PROVEN, record(State.PROVEN).evidence))
    with pytest.raises(StoreError, match=r"life\.changed_meanwhile"):
        take(desk, dossier, CONTENT, Step(State.PROVEN, record(State.PROVEN).evidence))
    assert len(read_dossier(office, tmp_path, PLACE).records) == 4


def test_a_refused_step_leaves_no_trace(office: Database, tmp_path: Path) -> None:
    dossier = live(office, tmp_path)
    desk = Desk(tmp_path, office, (ENGINEER,), "terminal:x", Instant(2000))
    with pytest.raises(PackageError) as refused:
        take(desk, dossier, CONTENT, Step(State.TRIAL, record(State.TRIAL).evidence))
    assert {fault.what.code for fault in refused.value.faults} == {"life.out_of_order", "life.too_few_persons"}
    assert read_dossier(office, tmp_path, PLACE) == dossier


@pytest.mark.parametrize("attack", ["changed", "dropped", "reordered", "added"])
def test_a_touched_dossier_is_found(office: Database, tmp_path: Path, attack: str) -> None:
    live(office, tmp_path)
    file, (first, second, third) = lines(tmp_path)
    touched = {
        "changed": [first, second, third.replace("engin", "elif")],
        "dropped": [first, third],
        "reordered": [second, first, third],
        "added": [first, second, third, third],
    }
    file.write_text("".join(touched[attack]), encoding="utf-8")
    with pytest.raises(StoreError) as found:
        read_dossier(office, tmp_path, PLACE)
    assert found.value.code == "life.changed_dossier"


def test_odd_ends_of_lines_in_somebodys_words_change_nothing(office: Database, tmp_path: Path) -> None:
    dossier = live(office, tmp_path)
    desk = Desk(tmp_path, office, (ENGINEER,), "terminal:x", Instant(2000))
    take(desk, dossier, CONTENT, Step(State.REJECTED, {}, why="one\u2028two\u0085three"))
    assert read_dossier(office, tmp_path, PLACE).life.state is State.REJECTED


def test_a_trail_that_was_cut_is_found_by_the_dossier(office: Database, tmp_path: Path) -> None:
    live(office, tmp_path)
    with sqlite3.connect(tmp_path / "office" / OFFICE) as connection:
        connection.execute("DROP TRIGGER audit_is_not_cut")
        connection.execute("DELETE FROM audit WHERE number = 3")
    with pytest.raises(StoreError, match=r"life\.changed_dossier"):
        read_dossier(office, tmp_path, PLACE)


def test_a_trail_that_was_changed_is_found(office: Database, tmp_path: Path) -> None:
    live(office, tmp_path)
    with sqlite3.connect(tmp_path / "office" / OFFICE) as connection:
        connection.execute("DROP TRIGGER audit_is_not_changed")
        connection.execute("UPDATE audit SET entry = replace(entry, 'engin', 'elif') WHERE number = 3")
    with pytest.raises(StoreError, match=r"life\.broken_trail"):
        read_dossier(office, tmp_path, PLACE)


def test_a_step_that_could_not_have_been_taken_is_found_in_a_whole_trail(office: Database, tmp_path: Path) -> None:
    live(office, tmp_path)
    text = msgspec.json.encode(record(State.ADOPTED, 3000), order="sorted").decode()
    with office.write() as connection:
        append(connection, Entry(Instant(3000), "engin", "-", ACT, PLACE, {"record": text}))
    with pytest.raises(StoreError) as found:
        read_dossier(office, tmp_path, PLACE)
    assert found.value.code == "life.impossible"


def test_a_line_that_a_kill_kept_from_the_dossier_is_written_later(office: Database, tmp_path: Path) -> None:
    dossier = live(office, tmp_path)
    file, whole = lines(tmp_path)
    file.write_text("".join(whole[:-1]), encoding="utf-8")
    assert read_dossier(office, tmp_path, PLACE) == dossier
    assert lines(tmp_path)[1] == whole
