"""What may stand in `meydan.toml`: shapes only, checked at the edge and turned into the types of `manifest`."""

import tomllib
from typing import Annotated, Literal

from pydantic import AllowInfNan, BaseModel, ConfigDict, Field, Strict, ValidationError

from meydan.city.errors import Fault, fault
from meydan.exchange.manifest import (
    CODE_KINDS,
    FILE,
    Claim,
    Failed,
    InBoth,
    Kind,
    Limits,
    Manifest,
    Register,
    Requires,
    Scenario,
    Slot,
    SlotKind,
)
from meydan.store.city_shape import Wrong, shape_fault
from meydan.store.lines import line_of

PARTY = r"[a-z][a-z0-9-]{1,31}"
_LIKE = {
    "id": rf"^{PARTY}/[a-z][a-z0-9-]{{1,63}}$",
    "party": rf"^{PARTY}$",
    "version": r"^(0|[1-9][0-9]{0,8})\.(0|[1-9][0-9]{0,8})\.(0|[1-9][0-9]{0,8})(-[0-9a-z]+(\.[0-9a-z]+)*)?$",
    "api": r"^(>=|<=|==|<|>)[0-9]+(\.[0-9]+){0,2}(,(>=|<=|==|<|>)[0-9]+(\.[0-9]+){0,2}){0,3}$",
    "licence": r"^[A-Za-z0-9][A-Za-z0-9.+-]*( (AND|OR|WITH) [A-Za-z0-9][A-Za-z0-9.+-]*){0,7}$",
    "name": r"^[a-z][a-z0-9_-]{0,63}$",
    "digest": r"^sha256:[0-9a-f]{64}$",
    "evidence": r"^evidence/[a-z0-9][a-z0-9._-]{0,63}\.dsse\.json$",
}
_EXAMPLES = {
    _LIKE["id"]: "izmir/adaptive-corridor",
    _LIKE["party"]: "izmir",
    _LIKE["version"]: "1.2.0",
    _LIKE["api"]: ">=0.1,<0.2",
    _LIKE["licence"]: "CC-BY-4.0",
    _LIKE["name"]: "corridor",
    _LIKE["digest"]: "sha256:9f86d0...",
    _LIKE["evidence"]: "evidence/twin.dsse.json",
}

Text = Annotated[str, Field(min_length=1, max_length=2000)]
Number = Annotated[float, Strict(), AllowInfNan(False)]
Share = Annotated[Number, Field(ge=-1, le=100)]
Name = Annotated[str, Field(pattern=_LIKE["name"])]
Evidence = Annotated[str, Field(pattern=_LIKE["evidence"])]
Names = Annotated[list[Name], Field(max_length=100)]


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class BothTable(_Table):
    """`{ tr = "...", en = "..." }`."""

    tr: Text
    en: Text

    def both(self) -> InBoth:
        """Return the manifest's type."""
        return InBoth(self.tr, self.en)


class RegisterTable(_Table):
    """`[register]`."""

    protocol: str = ""
    topic: str = ""
    project: str = ""


class RequiresTable(_Table):
    """`[requires]`."""

    least_groups: Annotated[int, Strict(), Field(ge=0, le=255)] = 0
    most_groups: Annotated[int, Strict(), Field(ge=0, le=255)] = 255
    detectors: Names = []
    measures: Names = []
    orders: Annotated[list[Annotated[str, Field(min_length=1, max_length=64)]], Field(max_length=100)] = []


class SlotTable(_Table):
    """`[inputs.corridor]`."""

    kind: SlotKind
    what: BothTable
    least: Number | None = None
    most: Number | None = None
    unit: str = ""

    def slot(self, name: str) -> Slot:
        """Return the manifest's type."""
        return Slot(name, self.kind, self.what.both(), self.least, self.most, self.unit)


class ScenarioTable(_Table):
    """`[[scenario]]`."""

    name: Name
    digest: Annotated[str, Field(pattern=_LIKE["digest"])]


class ClaimTable(_Table):
    """`[[claims]]`."""

    measure: Name
    low: Share
    high: Share
    conditions: BothTable
    evidence: Evidence


class FailedTable(_Table):
    """`[[failed]]`."""

    where: BothTable
    evidence: Evidence | Literal[""] = ""


class LimitsTable(_Table):
    """`[limits]`."""

    junctions_in_trial: Annotated[int, Strict(), Field(ge=1, le=10_000)] = 5
    tick_deadline_s: Annotated[Number, Field(gt=0, le=60)] = 0.2
    memory_mib: Annotated[int, Strict(), Field(ge=1, le=65_536)] = 512


class WithdrawTable(_Table):
    """`[withdraw]`."""

    contact: Text


class ManifestFile(_Table):
    """`meydan.toml`."""

    format: Literal["meydan-package/1"]
    id: Annotated[str, Field(pattern=_LIKE["id"])]
    version: Annotated[str, Field(pattern=_LIKE["version"])]
    kind: Kind
    api: Annotated[str, Field(pattern=_LIKE["api"])]
    licence: Annotated[str, Field(pattern=_LIKE["licence"])]
    origin: Annotated[str, Field(pattern=_LIKE["party"])]
    title: BothTable
    withdraw: WithdrawTable
    register_: Annotated[RegisterTable, Field(alias="register")] = RegisterTable()
    requires: RequiresTable = RequiresTable()
    inputs: dict[Name, SlotTable] = {}
    scenario: list[ScenarioTable] = []
    claims: list[ClaimTable] = []
    failed: list[FailedTable] = []
    limits: LimitsTable = LimitsTable()

    def manifest(self) -> Manifest:
        """Return the manifest's own type."""
        needs, register = self.requires, self.register_
        return Manifest(
            id=self.id,
            version=self.version,
            kind=self.kind,
            api=self.api,
            licence=self.licence,
            origin=self.origin,
            title=self.title.both(),
            register=Register(register.protocol, register.topic, register.project),
            requires=Requires(
                needs.least_groups,
                needs.most_groups,
                tuple(needs.detectors),
                tuple(needs.measures),
                tuple(needs.orders),
            ),
            slots=tuple(table.slot(name) for name, table in sorted(self.inputs.items())),
            scenarios=tuple(Scenario(one.name, one.digest) for one in self.scenario),
            claims=tuple(Claim(c.measure, c.low, c.high, c.conditions.both(), c.evidence) for c in self.claims),
            failed=tuple(Failed(one.where.both(), one.evidence) for one in self.failed),
            limits=Limits(self.limits.junctions_in_trial, self.limits.tick_deadline_s, self.limits.memory_mib),
            contact=self.withdraw.contact,
        )


def read_manifest(data: bytes) -> Manifest | tuple[Fault, ...]:
    """Return the manifest that a file holds, or all the faults of its shape."""
    try:
        text = data.decode("utf-8")
        table = tomllib.loads(text)
    except UnicodeDecodeError as error:
        return (fault(FILE, 0, "city.not_utf8", offset=error.start),)
    except (ValueError, RecursionError) as error:
        return (fault(FILE, 0, "city.not_toml", found=str(error)),)
    if (kind := table.get("kind")) in CODE_KINDS:
        return (fault(FILE, line_of(text, ("kind",)), "package.code", kind=str(kind)),)
    try:
        return ManifestFile.model_validate(table).manifest()
    except ValidationError as error:
        return tuple(_fault(text, wrong) for wrong in error.errors(include_url=False))


def _fault(text: str, wrong: Wrong) -> Fault:
    keys = tuple(str(part) for part in wrong["loc"])
    line = line_of(text, keys)
    if wrong["type"] != "string_pattern_mismatch":
        return shape_fault(FILE, line, keys, wrong)
    found, example = repr(wrong["input"])[:60], _EXAMPLES[wrong["ctx"]["pattern"]]
    return fault(FILE, line, "city.want_like", key=".".join(keys), found=found, example=example)
