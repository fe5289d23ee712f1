"""How far a package is proved, derived from signatures only: nobody can write a badge.

Self-reported: by its own city alone. Reproduced: another city ran the same pairs again with its own key and the
numbers came out. Field-measured: a city measured it in its streets. Withdrawn: its own city took it back.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from meydan.exchange.predicates import FieldResult, Reproduction, Said, TwinEvidence


class Standing(StrEnum):
    """The word on the badge."""

    NOTHING = "nothing"
    SELF_REPORTED = "self_reported"
    REPRODUCED = "reproduced"
    FIELD_MEASURED = "field_measured"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Heard:
    """What a city said about the content, with a signature of its own that was verified.

    `statement` is the digest of what was said.
    """

    city: str
    statement: str
    said: Said


@dataclass(frozen=True, slots=True)
class Badge:
    """The standing, with the cities behind it.

    They reproduced the evidence, measured it in their streets, tried it on their twin, or went back to what was before.
    """

    standing: Standing
    reproduced_by: tuple[str, ...]
    measured_in: tuple[str, ...]
    tried_on_twin_in: tuple[str, ...]
    reverted_in: tuple[str, ...]


def badge_of(origin: str, heard: Iterable[Heard], *, withdrawn: bool) -> Badge:
    """Return the badge of content that `origin` published, from what cities said about it."""
    said = tuple(heard)
    own = {one.statement for one in said if one.city == origin and isinstance(one.said, TwinEvidence)}
    reproduced, street, twin, reverted = set(), set(), set(), set()
    for one in said:
        match one.said:
            case Reproduction(of=of) if one.said.holds and of in own and one.city != origin:
                reproduced.add(one.city)
            case FieldResult(city=one.city, reverted=True):
                reverted.add(one.city)
            case FieldResult(city=one.city, days_are="street"):
                street.add(one.city)
            case FieldResult(city=one.city):
                twin.add(one.city)
            case _:
                pass
    standing = _standing(withdrawn=withdrawn, street=bool(street), reproduced=bool(reproduced), own=bool(own))
    cities = (tuple(sorted(found)) for found in (reproduced, street, twin, reverted))
    return Badge(standing, *cities)


def _standing(*, withdrawn: bool, street: bool, reproduced: bool, own: bool) -> Standing:
    ladder = (
        (withdrawn, Standing.WITHDRAWN),
        (street, Standing.FIELD_MEASURED),
        (reproduced, Standing.REPRODUCED),
        (own, Standing.SELF_REPORTED),
    )
    return next((standing for reached, standing in ladder if reached), Standing.NOTHING)
