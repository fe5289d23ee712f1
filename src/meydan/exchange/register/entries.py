"""What a register holds: agreements, what was made because of them, where it runs, and what was measured there."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import ConfigDict, Field, FiniteFloat

from meydan.city.words import Language

Id = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Text = Annotated[str, Field(min_length=1)]
Day = Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9][0-9]-[0-9][0-9]$")]
DayOrOpen = Annotated[str, Field(pattern=r"^([0-9]{4}-[0-9][0-9]-[0-9][0-9])?$")]
Digest = Annotated[str, Field(pattern=r"^sha256:[0-9a-f]{64}$")]
Address = Annotated[str, Field(pattern=r"^https?://\S+$")]
Key = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]

PartyKind = Literal["city", "company", "university", "other"]
State = Literal["proven", "shadow", "trial", "adopted", "rejected", "reverted", "withdrawn"]
Place = Literal["street", "twin"]
Measure = Literal["delay", "pedestrian_delay", "public_transport_delay", "travel_time"]
Method = Literal["paired_runs", "switchback", "before_after"]
Kind = Literal["parties", "protocols", "topics", "projects", "activities", "products", "deployments", "results"]

SHAPE = ConfigDict(extra="forbid", strict=True)


@dataclass(frozen=True, slots=True)
class Words:
    """The same thing said in both languages."""

    tr: Text
    en: Text

    def say(self, language: Language) -> str:
        """Return it in one of them."""
        return self.en if language == "en" else self.tr


@dataclass(frozen=True, slots=True)
class Head:
    """`register.toml`: whose register it is and where the public finds it; `licence` is that of the data."""

    title: Words
    about: Words
    publisher: Id
    address: Address
    licence: Address
    language: Language


@dataclass(frozen=True, slots=True)
class Party:
    """Who takes part; `keys` are the public Ed25519 keys that it signs evidence with, 64 hex digits each."""

    name: Words
    kind: PartyKind
    homepage: Address
    email: Annotated[str, Field(pattern=r"^[^\s@]+@[^\s@]+$")]
    keys: tuple[Key, ...] = ()


@dataclass(frozen=True, slots=True)
class Protocol:
    """An agreement; `document` is the digest of the signed text, `address` where to read it."""

    name: Words
    date: Day
    parties: Annotated[tuple[Id, ...], Field(min_length=1)]
    document: Digest
    address: Annotated[str, Field(pattern=r"^(https?://\S+)?$")] = ""


@dataclass(frozen=True, slots=True)
class Topic:
    """A field of work that an agreement names."""

    protocol: Id
    name: Words


@dataclass(frozen=True, slots=True)
class Project:
    """Work on a topic."""

    topic: Id
    name: Words
    about: Words


@dataclass(frozen=True, slots=True)
class Activity:
    """Something done in a project: a meeting, a survey, a training."""

    project: Id
    name: Words
    since: Day
    until: DayOrOpen = ""


@dataclass(frozen=True, slots=True)
class Product:
    """What a project made: a solution package, its version, and the digest of its content tree."""

    project: Id
    name: Words
    about: Words
    package: Annotated[str, Field(pattern=r"^[a-z0-9-]+/[a-z0-9-]+$")]
    version: Annotated[str, Field(pattern=r"^[0-9]+\.[0-9]+\.[0-9]+\S*$")]
    digest: Digest
    licence: Text
    code: Annotated[str, Field(pattern=r"^(https?://\S+)?$")] = ""


@dataclass(frozen=True, slots=True)
class Deployment:
    """Where a product runs; `adapted` is the digest of its content after a city fitted it to its junctions.

    `position` is longitude and latitude [degrees]; `party` is who runs it.
    """

    product: Id
    city: Text
    party: Id
    junctions: Annotated[tuple[Text, ...], Field(min_length=1)]
    place: Place
    state: State
    since: Day
    until: DayOrOpen = ""
    adapted: Annotated[str, Field(pattern=r"^(sha256:[0-9a-f]{64})?$")] = ""
    position: tuple[FiniteFloat, FiniteFloat] | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """A measured effect, good, bad or nil, as a signed statement of evidence tells it.

    `change`, `low` and `high` are shares of the old value, `low` to `high` the interval, which holds the true change
    in a share `level` of cases [0..1]; `old_s` and `new_s` are means [s]; less is better in all measures. `days` says
    on how many days, `day_kind` whether in the street or on the twin, where a day is one run of the scenario's window.
    None stands where the statement does not tell it.
    """

    deployment: Id
    measure: Measure
    evidence: Digest
    change: FiniteFloat
    low: FiniteFloat
    high: FiniteFloat
    method: Method
    days: Annotated[int, Field(ge=1)]
    day_kind: Place
    level: Annotated[FiniteFloat, Field(gt=0, le=1)] | None = None
    old_s: FiniteFloat | None = None
    new_s: FiniteFloat | None = None


What = Party | Protocol | Topic | Project | Activity | Product | Deployment | Result

TYPES: Mapping[Kind, type[What]] = {
    "parties": Party,
    "protocols": Protocol,
    "topics": Topic,
    "projects": Project,
    "activities": Activity,
    "products": Product,
    "deployments": Deployment,
    "results": Result,
}
"""The folders of a register, in the order in which one entry leads to the next."""


@dataclass(frozen=True, slots=True)
class Superseding:
    """What an entry says of the one that it takes the place of: its id and why."""

    supersedes: Id | Literal[""] = ""
    reason: Words | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of the register."""

    kind: Kind
    id: str
    what: What
    link: Superseding = Superseding()

    @property
    def file(self) -> str:
        """Its name in the folder."""
        return f"{self.kind}/{self.id}.toml"


def parents_of(what: What) -> list[tuple[str, Kind, str]]:
    """Return the entries that one rests on: the key that names it, its kind, its id."""
    match what:
        case Party():
            return []
        case Protocol():
            return [("parties", "parties", party) for party in what.parties]
        case Topic():
            return [("protocol", "protocols", what.protocol)]
        case Project():
            return [("topic", "topics", what.topic)]
        case Activity() | Product():
            return [("project", "projects", what.project)]
        case Deployment():
            return [("product", "products", what.product), ("party", "parties", what.party)]
        case Result():
            return [("deployment", "deployments", what.deployment)]
