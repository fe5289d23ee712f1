"""What a package says of itself: the types of its manifest, `meydan.toml`."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from meydan.city.words import Language

FORMAT = "meydan-package/1"
FILE = "meydan.toml"
CARDS: Mapping[Language, str] = {"tr": "CARD.tr.md", "en": "CARD.en.md"}
EVIDENCE, LICENCES, SCENARIOS = "evidence/", "LICENSES/", "scenarios/"


class Kind(StrEnum):
    """What a package holds."""

    PLAN_TEMPLATE = "plan-template"
    STRATEGY_PARAMS = "strategy-params"
    FORECAST_MODEL = "forecast-model"
    MEASURE_SET = "measure-set"
    SCENARIO = "scenario"


CODE_KINDS = ("driver", "strategy-code")
"""Kinds that carry a program; none is taken yet, whoever signed it."""

CONTENT: Mapping[Kind, tuple[str, ...]] = {
    Kind.PLAN_TEMPLATE: ("plans/", "timetable.toml", "strategy.toml"),
    Kind.STRATEGY_PARAMS: ("strategy/",),
    Kind.FORECAST_MODEL: ("model/",),
    Kind.MEASURE_SET: ("measures/",),
    Kind.SCENARIO: (SCENARIOS,),
}
"""Where the content of each kind lies: folders, and single files of the package."""


class SlotKind(StrEnum):
    """What an adopting city puts into a slot."""

    JUNCTION = "junction"
    APPROACH = "approach"
    SIGNAL_GROUP = "signal_group"
    DETECTOR = "detector"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class InBoth:
    """The same thing said in Turkish and in English."""

    tr: str
    en: str

    def said(self, language: Language) -> str:
        """Return it in one language."""
        return self.tr if language == "tr" else self.en


@dataclass(frozen=True, slots=True)
class Register:
    """Which agreement, topic and project a package came from: their ids in the protocol register, "" if none."""

    protocol: str
    topic: str
    project: str


@dataclass(frozen=True, slots=True)
class Requires:
    """What an adopting city must have: signal groups at each junction, and kinds of detectors, measures and orders."""

    least_groups: int
    most_groups: int
    detectors: tuple[str, ...]
    measures: tuple[str, ...]
    orders: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Slot:
    """What an adopting city binds; `least`, `most` and `unit` are those of a number."""

    name: str
    kind: SlotKind
    what: InBoth
    least: float | None
    most: float | None
    unit: str


@dataclass(frozen=True, slots=True)
class Scenario:
    """A scenario that evidence is about: its name and the digest of its tree."""

    name: str
    digest: str


@dataclass(frozen=True, slots=True)
class Claim:
    """What a package promises of a measure: its relative change from `low` to `high`, negative is less, and where."""

    measure: str
    low: float
    high: float
    conditions: InBoth
    evidence: str


@dataclass(frozen=True, slots=True)
class Failed:
    """Where it did not work: said in both languages, with a file of evidence if there is one ("")."""

    where: InBoth
    evidence: str


@dataclass(frozen=True, slots=True)
class Limits:
    """What an adopting city may not exceed."""

    junctions_in_trial: int
    tick_deadline_s: float
    memory_mib: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """All of `meydan.toml`; `api` is the range of Meydan's versions it is for, `contact` hears of withdrawals."""

    id: str
    version: str
    kind: Kind
    api: str
    licence: str
    origin: str
    title: InBoth
    register: Register
    requires: Requires
    slots: tuple[Slot, ...]
    scenarios: tuple[Scenario, ...]
    claims: tuple[Claim, ...]
    failed: tuple[Failed, ...]
    limits: Limits
    contact: str

    @property
    def file(self) -> str:
        """The name of its archive, such as `adaptive-corridor-1.2.0.meydan`."""
        return f"{self.id.partition('/')[2]}-{self.version}.meydan"

    @property
    def target(self) -> str:
        """Its place in a registry, such as `izmir/adaptive-corridor-1.2.0.meydan`."""
        return f"{self.id.partition('/')[0]}/{self.file}"
