"""The audit trail: whatever is done to it afterwards is seen."""

import sqlite3
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meydan.city.errors import StoreError
from meydan.city.instant import Instant, later
from meydan.store.office.audit import FIRST, Entry, Head, Search, canonical, chained, search, verify
from meydan.store.office.database import Database
from meydan.store.office.people import By, record
from tests.store.office.conftest import NOW


def entries(count: int) -> list[Entry]:
    return [
        Entry(later(NOW, i), f"p{i % 3}", "127.0.0.1", "override_asked", f"J{i}", {"cause": "olay"})
        for i in range(count)
    ]


@pytest.fixture
def trail(tmp_path: Path) -> Path:
    """Return the folder of an office with ten entries."""
    office = Database.open(tmp_path)
    for entry in entries(10):
        record(office, entry)
    office.close()
    return tmp_path


def tamper(folder: Path, *statements: str) -> None:
    """Do what somebody would who can write the file: the triggers are no obstacle to them."""
    with sqlite3.connect(folder / "office.sqlite") as connection:
        connection.execute("DROP TRIGGER audit_is_not_changed")
        connection.execute("DROP TRIGGER audit_is_not_cut")
        for statement in statements:
            connection.execute(statement)
    connection.close()


def test_an_untouched_trail_is_whole(trail: Path) -> None:
    found = verify(trail)
    assert (found.entries, found.broken_at, found.missing) == (10, None, ())
    assert found.head.number == 10


def test_each_hash_covers_the_one_before_and_the_entry() -> None:
    import hashlib

    first = entries(1)[0]
    text = canonical(first)
    assert text == (
        '{"act":"override_asked","address":"127.0.0.1","detail":{"cause":"olay"},"person":"p0","subject":"J0",'
        f'"t":{NOW}}}'
    )
    assert chained(FIRST, text) == hashlib.sha256(("0" * 64 + text).encode()).hexdigest()


@pytest.mark.parametrize("number", [1, 5, 10])
def test_an_edited_entry_is_found(trail: Path, number: int) -> None:
    tamper(trail, f"UPDATE audit SET entry = replace(entry, 'olay', 'test') WHERE number = {number}")
    assert verify(trail).broken_at == number


@pytest.mark.parametrize("number", [1, 5])
def test_a_deleted_entry_is_found(trail: Path, number: int) -> None:
    tamper(trail, f"DELETE FROM audit WHERE number = {number}")
    assert verify(trail).broken_at == number


def test_a_deleted_entry_is_found_though_the_others_are_numbered_anew(trail: Path) -> None:
    tamper(trail, "DELETE FROM audit WHERE number = 5", "UPDATE audit SET number = number - 1 WHERE number > 5")
    assert verify(trail).broken_at == 5


def test_reordered_entries_are_found(trail: Path) -> None:
    swap = "UPDATE audit SET number = CASE number WHEN -4 THEN 5 ELSE 4 END WHERE number IN (-4, -5)"
    tamper(trail, "UPDATE audit SET number = -number WHERE number IN (4, 5)", swap)
    assert verify(trail).broken_at == 4


def test_a_number_that_was_changed_is_found(trail: Path) -> None:
    tamper(trail, "UPDATE audit SET number = 12 WHERE number = 10")
    assert verify(trail).broken_at == 10


def test_a_trail_that_was_cut_is_betrayed_by_a_head_kept_elsewhere(trail: Path) -> None:
    kept = verify(trail).head
    tamper(trail, "DELETE FROM audit WHERE number > 7")
    assert verify(trail).broken_at is None
    assert verify(trail, (kept,)).missing == (kept,)


def test_a_trail_written_anew_is_betrayed_by_a_head_kept_elsewhere(trail: Path, tmp_path: Path) -> None:
    kept = verify(trail).head
    anew = Database.open(tmp_path / "anew")
    for entry in entries(12):
        record(anew, entry if entry.subject != "J3" else Entry(entry.t, "p9", "", "signed_in", "", {}))
    anew.close()
    assert verify(tmp_path / "anew", (kept,)).missing == (kept,)


def test_an_earlier_head_stays_good_as_the_trail_grows(trail: Path) -> None:
    kept = verify(trail).head
    office = Database.open(trail)
    record(office, entries(1)[0])
    office.close()
    assert verify(trail, (kept, Head(0, FIRST))).missing == ()


def test_the_trail_can_be_neither_changed_nor_cut_by_us(trail: Path) -> None:
    office = Database.open(trail)
    for statement in ("UPDATE audit SET entry = ''", "DELETE FROM audit"):
        with pytest.raises(StoreError), office.write() as connection:
            connection.execute(statement)
    office.close()
    assert verify(trail).entries == 10


def test_an_act_and_its_entry_are_both_there_or_neither(trail: Path) -> None:
    office = Database.open(trail)

    def half_an_act() -> None:
        with office.write() as connection:
            connection.execute("INSERT INTO people VALUES ('x', 'viewer', '[]', 0, '')")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        half_an_act()
    with office.read() as connection:
        assert connection.execute("SELECT count(*) FROM people").fetchone() == (0,)
    office.close()


def test_a_trail_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        verify(tmp_path / "nowhere")


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Search(), [10, 9, 8, 7, 6, 5, 4, 3, 2, 1]),
        (Search(person="p1"), [8, 5, 2]),
        (Search(text="j3"), [4]),
        (Search(text="OLAY", most=2), [10, 9]),
        (Search(act="signed_in"), []),
        (Search(since=later(NOW, 8)), [10, 9]),
        (Search(until=later(NOW, 2)), [2, 1]),
        (Search(before=3), [2, 1]),
    ],
)
def test_the_trail_can_be_searched(trail: Path, wanted: Search, found: list[int]) -> None:
    office = Database.open(trail)
    assert [numbered.number for numbered in search(office, wanted)] == found
    office.close()


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


@settings(max_examples=50, deadline=None)
@given(st.builds(Entry, st.integers(0, 2**53).map(Instant), texts, texts, texts, texts, st.dictionaries(texts, texts)))
def test_whatever_an_entry_says_is_read_back_and_verified(
    tmp_path_factory: pytest.TempPathFactory, entry: Entry
) -> None:
    folder = tmp_path_factory.mktemp("office")
    office = Database.open(folder)
    record(office, entry)
    record(office, By("root", "", NOW).entry("signed_in", "root"))
    assert search(office, Search())[1].entry == entry
    office.close()
    assert verify(folder).entries == 2
