"""What the three kinds of statements hold: shapes, checked at the edge and turned into types at once.

A twin's evidence is the whole of `proof.json`; only what a receiving city decides by is read out of it here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import AllowInfNan, BaseModel, ConfigDict, Field, ValidationError

from meydan.city.errors import Fault, fault
from meydan.exchange.statement import Predicate, Statement

Digest = Annotated[str, Field(pattern=r"^sha256:[0-9a-f]{64}$")]
Seed = Annotated[int, Field(ge=0, le=2**31 - 1)]
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
    """What a twin showed of a candidate against a baseline; `pairs` are the variant and the seed of each pair of runs.

    `delay` is None where there were too few pairs for an interval.
    """

    scenario: str
    baseline: str
    candidate: str
    derived_from: str
    seeds: tuple[int, ...]
    pairs: tuple[tuple[str, int], ...]
    delay: Change | None
    verdict: str

    @property
    def passed(self) -> bool:
        """Whether the gate let it through."""
        return self.verdict in _PASSED


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


class _Named(_Part):
    digest: Digest


class _Delay(_Part):
    change: Finite
    low: Finite | None
    high: Finite | None

    def interval(self) -> Change | None:
        """Return the change with its interval, None where there is none."""
        return None if self.low is None or self.high is None else Change(self.change, self.low, self.high)


class _Pair(_Part):
    variant: Literal["base", "demand_0.85", "demand_1.15", "detector_lost"]
    seed: Seed


class _Proof(_Part):
    format: Literal["meydan-proof/1"]
    scenario: _Named
    baseline: _Named
    candidate: _Named
    derived_from: Digest
    seeds: Annotated[list[Seed], Field(min_length=1, max_length=1000)]
    pairs: Annotated[list[_Pair], Field(min_length=1, max_length=1000)]
    delay: _Delay | None
    verdict: Literal["passed", "passed_on_twin", "failed", "undecided"]


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
    days: Annotated[int, Field(ge=1)]
    days_are: Literal["street", "twin"]
    reverted: bool


_SHAPES: Mapping[Predicate, type[_Part]] = {
    Predicate.TWIN_EVIDENCE: _Proof,
    Predicate.REPRODUCTION: _Reproduction,
    Predicate.FIELD_RESULT: _FieldResult,
}

Said = TwinEvidence | Reproduction | FieldResult


def read_said(file: str, statement: Statement) -> Said | tuple[Fault, ...]:
    """Return what a statement says in its own type, or all the faults of its shape; `file` is what they name."""
    return read_predicate(file, statement.predicate, statement.says)


def read_predicate(file: str, predicate: Predicate, says: Mapping[str, Any]) -> Said | tuple[Fault, ...]:
    """Return what a predicate says in its own type, or all the faults of its shape."""
    try:
        read = _SHAPES[predicate].model_validate(says)
    except ValidationError as error:
        return tuple(
            fault(file, 0, "evidence.shape", key=".".join(str(part) for part in wrong["loc"]), found=wrong["type"])
            for wrong in error.errors(include_url=False)[:20]
        )
    match read:
        case _Proof():
            return TwinEvidence(
                read.scenario.digest,
                read.baseline.digest,
                read.candidate.digest,
                read.derived_from,
                tuple(read.seeds),
                tuple((pair.variant, pair.seed) for pair in read.pairs),
                read.delay.interval() if read.delay else None,
                read.verdict,
            )
        case _Reproduction():
            return Reproduction(read.of, read.outcome)
        case _FieldResult():
            change = Change(read.change, read.low, read.high)
            return FieldResult(read.city, read.measure, change, read.days, read.days_are, read.reverted)
        case _:
            raise AssertionError(read)
