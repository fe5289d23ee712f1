"""Control looks for itself who takes junctions: a web that lies or counts wrongly gets nobody past it (P-19)."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from meydan.centre import witness as witness_module
from meydan.centre.counter import Counter
from meydan.centre.loop import Centre
from meydan.centre.witness import MOST_ALONE, WAITS_S, OfficeWitness
from meydan.city.instant import Instant, later
from meydan.city.override import Action, AskOverride, Cause
from meydan.city.request import ShownOverride
from meydan.city.rights import WHOLE_CITY, Person, Role
from meydan.store.office.database import Database
from meydan.store.office.people import By, accept, add_person, change_person, invite_first
from meydan.store.office.sessions import IDLE_S, PROVED_S, begin_session, end_session, prove_session
from tests.paper_street import started
from tests.web.paper_city import at, paper_centre

AREAS = {"west": frozenset({"J1", "J2"})}
BEGIN = Instant(1_772_496_000_000)
PEOPLE = (
    Person("ayse", Role.OPERATOR, (WHOLE_CITY,)),
    Person("veli", Role.OPERATOR, (WHOLE_CITY,)),
    Person("west", Role.OPERATOR, ("west",)),
    Person("deniz", Role.AUDITOR),
)


class Door:
    """An office with a session of everybody, and control's counter, at a time that is told."""

    def __init__(self, folder: Path) -> None:
        self.now = BEGIN
        self.centre: Centre = paper_centre()
        self.centre.handle(started())
        self.witness = OfficeWitness(folder, AREAS, lambda: self.now)
        self.counter = Counter(self.centre, tuple(Action), witness=self.witness)
        self.office = Database.open(folder)
        first = invite_first(self.office, BEGIN)
        assert first is not None
        accept(self.office, first, "root", "stored", self.by("root"))
        for person in PEOPLE:
            accept(self.office, add_person(self.office, person, self.by("root")), "", "stored", self.by("root"))
        self.sessions = {person.name: begin_session(self.office, self.by(person.name)) for person in PEOPLE}

    def by(self, name: str) -> By:
        return By(name, "-", self.now)

    def pass_s(self, s: float) -> None:
        self.now = later(self.now, s)

    def ask(self, junction: str, person: str = "ayse", session: str | None = None, second: str = "") -> str:
        """Ask as a web would; return why it was refused, "" if it was taken."""
        wish = AskOverride(junction, f"{person}-{junction}", person, Action.LOCAL, "", Cause.EVENT, 600, "")
        shown = ShownOverride(wish, self.sessions[person] if session is None else session, second)
        why = asyncio.run(self.counter.hear(shown))
        return why.code if why else ""


@pytest.fixture
def door(tmp_path: Path) -> Iterator[Door]:
    door = Door(tmp_path)
    yield door
    door.witness.close()
    door.office.close()


@pytest.fixture
def two_held(door: Door, monkeypatch: pytest.MonkeyPatch) -> Door:
    """One may hold two alone: ayse holds J1, and waits for J2."""
    monkeypatch.setattr(witness_module, "MOST_ALONE", 2)
    assert door.ask("J1") == ""
    door.centre.take_wish()
    assert door.ask("J2") == ""
    return door


def test_what_twenty_is() -> None:
    assert MOST_ALONE == 20


def test_who_is_signed_in_and_has_the_right_takes_a_junction(door: Door) -> None:
    assert door.ask("J1") == ""
    assert [wish.junction for wish in door.centre.inbox if isinstance(wish, AskOverride)] == ["J1"]


def test_a_name_that_is_made_up_or_lent_is_nobody(door: Door) -> None:
    door.sessions["nobody"] = "a token that is made up"
    assert door.ask("J1", "nobody") == "control.no_session"
    assert door.ask("J1", "ayse", session="") == "control.no_session"
    assert door.ask("J1", "veli", session=door.sessions["ayse"]) == "control.no_session"
    assert len(door.centre.inbox) == 0


def test_rights_and_areas_are_looked_up_again(door: Door) -> None:
    assert door.ask("J3", "west") == "account.not_allowed"
    assert door.ask("J1", "deniz") == "account.not_allowed"
    assert door.ask("J1", "west") == ""


@pytest.mark.parametrize("ends", ["signed out", "idle", "disabled"])
def test_a_session_that_is_over_takes_nothing(door: Door, ends: str) -> None:
    if ends == "signed out":
        end_session(door.office, door.sessions["ayse"], door.by("ayse"))
    elif ends == "idle":
        door.pass_s(IDLE_S + 1)
    else:
        change_person(door.office, Person("ayse", Role.OPERATOR, (WHOLE_CITY,), disabled=True), door.by("root"))
    assert door.ask("J1") == "control.no_session"


def test_one_more_than_one_may_alone_is_refused_whatever_the_web_thinks(two_held: Door) -> None:
    assert two_held.ask("J3") == "second.needed"
    assert two_held.ask("J3", second=two_held.sessions["ayse"]) == "second.same_person"
    assert two_held.ask("J3", second="a token that is made up") == "second.needed"
    assert two_held.ask("J3", second=two_held.sessions["west"]) == "account.not_allowed"
    assert two_held.ask("J3", second=two_held.sessions["deniz"]) == "account.not_allowed"
    assert two_held.ask("J3", second=two_held.sessions["veli"]) == ""


def test_a_second_session_of_the_same_person_is_no_second_person(two_held: Door) -> None:
    other = begin_session(two_held.office, two_held.by("ayse"))
    assert two_held.ask("J3", second=other) == "second.same_person"
    assert two_held.ask("J3", session=other) == "second.needed"  # nor does it count anew


def test_both_typed_their_password_and_the_first_at_most_one_wait_earlier(two_held: Door) -> None:
    two_held.pass_s(PROVED_S + 1)
    veli = two_held.sessions["veli"]
    assert two_held.ask("J3", second=veli) == "account.prove"
    prove_session(two_held.office, veli, two_held.by("veli"))
    assert two_held.ask("J3", second=veli) == ""
    two_held.pass_s(WAITS_S)
    prove_session(two_held.office, veli, two_held.by("veli"))
    assert two_held.ask("J4", second=veli) == "account.prove"


def test_what_one_holds_already_or_asks_again_needs_nobody_else(two_held: Door) -> None:
    assert two_held.ask("J1") == ""  # the same wish: no second effect
    assert len(two_held.centre.inbox) == 1


def test_an_office_that_cannot_be_read_lets_nobody_through(tmp_path: Path) -> None:
    (tmp_path / "office.sqlite").write_bytes(b"no database" * 100)
    centre = paper_centre()
    centre.handle(started())
    counter = Counter(centre, tuple(Action), witness=OfficeWitness(tmp_path, {}, lambda: at(0)))
    wish = AskOverride("J1", "override-1", "ayse", Action.LOCAL, "", Cause.EVENT, 600, "")
    why = asyncio.run(counter.hear(ShownOverride(wish, "token")))
    assert why is not None
    assert why.code == "office.unusable"


def test_without_a_witness_nobody_takes_anything() -> None:
    centre = paper_centre()
    centre.handle(started())
    wish = AskOverride("J1", "override-1", "ayse", Action.LOCAL, "", Cause.EVENT, 600, "")
    why = asyncio.run(Counter(centre, tuple(Action)).hear(ShownOverride(wish, "token")))
    assert why is not None
    assert why.code == "control.no_session"


def test_a_session_is_shown_nowhere() -> None:
    wish = AskOverride("J1", "override-1", "ayse", Action.LOCAL, "", Cause.EVENT, 600, "")
    assert "canary" not in repr(ShownOverride(wish, "canary-1", "canary-2"))
