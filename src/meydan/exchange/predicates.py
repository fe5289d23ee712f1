"""What the three kinds of statements hold: shapes, checked at the edge and turned into types at once.

A twin's evidence is the whole of `proof.json`, read as what `meydan prove` wrote it from.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal

import msgspec
from pydantic import AllowInfNan, BaseModel, ConfigDict, Field, ValidationError

from meydan.city.errors import Fault, fault
from meydan.exchange.statement import Predicate, Statement
from meydan.store.proof_file import FORMAT
from meydan.twin.prove.proof_shape import Proof

Digest = Annotated[str, Field(pattern=r"^sha256:[0-9a-f]{64}$")]
Finite = Annotated[float, AllowInfNan(False)]
_PASSED = ("passed", "passed_on_twin")


@dataclass(frozen=True, slots=True)
class Change:
    """A relative change of a measure with its interval: -0.1 is ten per cent less."""

    change: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class TwinEvidence:
    """What a twin showed of a candidate against a baseline: the whole proof."""

    proof: Proof

    @property
    def delay(self) -> Change | None:
        """The change of delay with its interval; None where there were too few pairs for one."""
        told = self.proof.delay
        if told is None or told.low is None or told.high is None:
            return None
        return Change(told.change, told.low, told.high)

    @property
    def passed(self) -> bool:
        """Whether the gate let it through."""
        return self.proof.verdict in _PASSED


@dataclass(frozen=True, slots=True)
class Reproduction:
    """What came of running somebody's evidence again: `of` is the digest of that statement."""

    of: str
    outcome: str

    @property
    def holds(self) -> bool:
        """Whether the numbers came out again."""
        return self.outcome in ("equal", "within_tolerance")


@dataclass(frozen=True, slots=True)
class FieldResult:
    """What a city measured after it adopted the content; `days_are` tells days of a street from days of a twin."""

    city: str
    measure: str
    change: Change
    days: int
    days_are: str
    reverted: bool


class _Part(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True, strict=True)


class _Reproduction(_Part):
    format: Literal["meydan-reproduction/1"]
    of: Digest
    outcome: Literal["equal", "within_tolerance", "differs"]


class _FieldResult(_Part):
    format: Literal["meydan-field-result/1"]
    city: Annotated[str, Field(min_length=1, max_length=64)]
    measure: Annotated[str, Field(min_length=1, max_length=64)]
    method: Literal["switchback", "before_after"]
    change: Finite
    low: Finite
    high: Finite
    days: Annotated[int, Field(ge=1, le=36_500)]
    days_are: Literal["street", "twin"]
    reverted: bool


_SHAPES: Mapping[Predicate, type[_Part]] = {
    Predicate.REPRODUCTION: _Reproduction,
    Predicate.FIELD_RESULT: _FieldResult,
}

Said = TwinEvidence | Reproduction | FieldResult


def read_said(file: str, statement: Statement) -> Said | tuple[Fault, ...]:
    """Return what a statement says in its own type, or all the faults of its shape; `file` is what they name."""
    return read_predicate(file, statement.predicate, statement.says)


def read_predicate(file: str, predicate: Predicate, says: Mapping[str, Any]) -> Said | tuple[Fault, ...]:
    """Return what a predicate says in its own type, or all the faults of its shape; of a proof, the first."""
    if predicate is Predicate.TWIN_EVIDENCE:
        return _read_proof(file, says)
    try:
        read = _SHAPES[predicate].model_validate(says)
    except ValidationError as error:
        return tuple(
            fault(file, 0, "evidence.shape", key=".".join(str(part) for part in wrong["loc"]), found=wrong["type"])
            for wrong in error.errors(include_url=False)[:20]
        )
    match read:
        case _Reproduction():
            return Reproduction(read.of, read.outcome)
        case _FieldResult():
            change = Change(read.change, read.low, read.high)
            return FieldResult(read.city, read.measure, change, read.days, read.days_are, read.reverted)
        case _:
            raise AssertionError(read)


def _read_proof(file: str, says: Mapping[str, Any]) -> TwinEvidence | tuple[Fault, ...]:
    try:
        proof = msgspec.convert(dict(says), type=Proof)
    except (msgspec.ValidationError, OverflowError, RecursionError) as error:
        found, _, key = str(error).partition(" - at ")
        return (fault(file, 0, "evidence.shape", key=key.strip("`$.") or "-", found=found[:200]),)
    if proof.format != FORMAT:
        return (fault(file, 0, "evidence.shape", key="format", found=proof.format[:200]),)
    return TwinEvidence(proof)
