"""Who may do what, and where.

A role gives acts; an area, a named group of junctions, says where those acts hold that move or change a junction.
One account has one role, so that the rights of two roles never meet in one hand: an admin commands no signals, an
engineer approves nothing, an auditor writes nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

WHOLE_CITY = "*"

Areas = Mapping[str, frozenset[str]]


class Role(StrEnum):
    """What somebody is at the centre."""

    VIEWER = "viewer"
    OPERATOR = "operator"
    ENGINEER = "engineer"
    SAFETY_APPROVER = "safety_approver"
    COORDINATOR = "coordinator"  # of the protocol between cities
    AUDITOR = "auditor"
    ADMIN = "admin"


class Act(StrEnum):
    """What can be done at the centre."""

    SEE = "see"
    SET_PACE = "set_pace"  # of a twin
    OVERRIDE = "override"
    HANDLE_ALARMS = "handle_alarms"
    DESIGN = "design"
    APPROVE = "approve"
    COORDINATE = "coordinate"
    READ_AUDIT = "read_audit"
    MANAGE_PEOPLE = "manage_people"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with an account. `areas` are names of areas, or `WHOLE_CITY`; without one, nothing is in reach."""

    name: str
    role: Role
    areas: tuple[str, ...] = ()
    disabled: bool = False


_ACTS: dict[Role, frozenset[Act]] = {
    Role.VIEWER: frozenset({Act.SEE}),
    Role.OPERATOR: frozenset({Act.SEE, Act.SET_PACE, Act.OVERRIDE, Act.HANDLE_ALARMS}),
    Role.ENGINEER: frozenset({Act.SEE, Act.SET_PACE, Act.DESIGN, Act.HANDLE_ALARMS}),
    Role.SAFETY_APPROVER: frozenset({Act.SEE, Act.APPROVE}),
    Role.COORDINATOR: frozenset({Act.SEE, Act.COORDINATE}),
    Role.AUDITOR: frozenset({Act.SEE, Act.READ_AUDIT}),
    Role.ADMIN: frozenset({Act.SEE, Act.MANAGE_PEOPLE}),
}
_AT_A_JUNCTION = frozenset({Act.OVERRIDE, Act.HANDLE_ALARMS, Act.DESIGN, Act.APPROVE})


def acts_of(person: Person) -> frozenset[Act]:
    """Return what a person may do somewhere; nothing, once the account is disabled."""
    return frozenset() if person.disabled else _ACTS[person.role]


def may(person: Person, act: Act, areas: Areas, junction: str = "") -> bool:
    """Say whether a person may do something, at a junction where the act is one at a junction."""
    if act not in acts_of(person):
        return False
    return act not in _AT_A_JUNCTION or reaches(person, areas, junction)


def may_approve(person: Person, author: str, areas: Areas, junction: str) -> bool:
    """Say whether a person may approve what `author` made for a junction; nobody approves their own work."""
    return person.name != author and may(person, Act.APPROVE, areas, junction)


def reaches(person: Person, areas: Areas, junction: str) -> bool:
    """Say whether a junction lies in an area of a person; an area that is not defined holds none."""
    return any(name == WHOLE_CITY or junction in areas.get(name, frozenset()) for name in person.areas)
