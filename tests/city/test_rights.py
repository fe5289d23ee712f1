"""Who may do what, and where: the lines that must not be crossed, for every role and act."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meydan.city.rights import WHOLE_CITY, Act, Person, Role, acts_of, may, may_approve

AREAS = {"west": frozenset({"J1", "J2"}), "east": frozenset({"J3"})}
people = st.builds(
    Person,
    st.sampled_from(["ayse", "veli"]),
    st.sampled_from(Role),
    st.lists(st.sampled_from(["west", "east", "gone", WHOLE_CITY]), max_size=2).map(tuple),
    st.booleans(),
)
junctions = st.sampled_from(["J1", "J2", "J3", "J4", ""])
WRITING = set(Act) - {Act.SEE, Act.READ_AUDIT}


@given(people, junctions)
def test_an_admin_commands_no_signals(person: Person, junction: str) -> None:
    if person.role is Role.ADMIN:
        assert not any(may(person, act, AREAS, junction) for act in (Act.OVERRIDE, Act.DESIGN, Act.APPROVE))


@given(people, junctions)
def test_an_auditor_and_a_viewer_write_nothing(person: Person, junction: str) -> None:
    if person.role in (Role.AUDITOR, Role.VIEWER):
        assert not any(may(person, act, AREAS, junction) for act in WRITING)


@given(people, st.sampled_from(["ayse", "veli"]), junctions)
def test_nobody_approves_own_work_and_no_engineer_approves(person: Person, author: str, junction: str) -> None:
    if person.name == author or person.role is Role.ENGINEER:
        assert not may_approve(person, author, AREAS, junction)


@given(people, st.sampled_from(Act), junctions)
def test_a_disabled_account_may_nothing(person: Person, act: Act, junction: str) -> None:
    if person.disabled:
        assert not may(person, act, AREAS, junction)


@given(people, junctions)
def test_nobody_reaches_beyond_their_areas(person: Person, junction: str) -> None:
    if may(person, Act.OVERRIDE, AREAS, junction):
        assert WHOLE_CITY in person.areas or any(junction in AREAS.get(area, ()) for area in person.areas)


@pytest.mark.parametrize(
    ("areas", "junction", "allowed"),
    [
        (("west",), "J1", True),
        (("west",), "J3", False),
        (("west", "east"), "J3", True),
        ((WHOLE_CITY,), "J9", True),
        ((), "J1", False),
        (("gone",), "J1", False),
    ],
)
def test_an_operator_acts_in_own_areas(areas: tuple[str, ...], junction: str, allowed: bool) -> None:
    assert may(Person("ayse", Role.OPERATOR, areas), Act.OVERRIDE, AREAS, junction) is allowed


def test_a_safety_approver_approves_the_work_of_others() -> None:
    approver = Person("veli", Role.SAFETY_APPROVER, ("west",))
    assert may_approve(approver, "ayse", AREAS, "J1")
    assert not may_approve(approver, "ayse", AREAS, "J3")


@pytest.mark.parametrize("act", [act for act in Act if act is not Act.SEE])
def test_each_act_belongs_to_somebody_and_not_to_everybody(act: Act) -> None:
    able = [role for role in Role if act in acts_of(Person("ayse", role))]
    assert 0 < len(able) <= 2
