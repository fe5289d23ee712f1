"""Signed statements that numbers come from: in-toto Statement v1 in a DSSE envelope.

Two predicates are read: `twin-evidence/v1`, what `meydan prove` measured in paired runs on the twin, and
`field-result/v1`, what a city measured where the product ran.
"""

import base64
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Annotated, Any, Literal

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from pydantic import Field, FiniteFloat, TypeAdapter

from meydan.exchange.register.entries import Method, Place
from meydan.store.tree_digest import PREFIX, digest_of

TWIN, IN_THE_FIELD = "twin-evidence/v1", "field-result/v1"

Gate = Literal["passed", "passed_on_twin", "failed", "undecided"]

SignersOf = Callable[[bytes, Collection[str]], frozenset[str]]
"""Gives, of an envelope and public keys in hex, the keys that signed it."""


@dataclass(frozen=True, slots=True)
class Measured:
    """The numbers of one measure, as a result has them; None where they are not told."""

    change: FiniteFloat
    low: FiniteFloat
    high: FiniteFloat
    level: FiniteFloat | None = None
    old_s: FiniteFloat | None = None
    new_s: FiniteFloat | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """What a statement says: of which content, which numbers by measure, how, on how many days, and who signed.

    `gate` is the gate's verdict, and `improves` whether it let "improves" be written; "" and None where none judged.
    """

    digest: str
    subjects: frozenset[str]
    measured: Mapping[str, Measured]
    method: Method
    days: int
    day_kind: Place
    signers: frozenset[str]
    gate: Gate | Literal[""] = ""
    improves: bool | None = None


@dataclass(frozen=True, slots=True)
class _Signature:
    sig: str


@dataclass(frozen=True, slots=True)
class _Envelope:
    payload: str
    payloadType: str  # noqa: N815 - DSSE's own name
    signatures: Sequence[_Signature]


@dataclass(frozen=True, slots=True)
class _Subject:
    digest: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Statement:
    subject: Sequence[_Subject]
    predicateType: str  # noqa: N815 - in-toto's own name
    predicate: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _Scenario:
    days: Annotated[Sequence[Any], Field(min_length=1)]


@dataclass(frozen=True, slots=True)
class _Delay:
    """The delay of a proof: its `level` is one-sided, the share of looks that chance may pass."""

    old_s: FiniteFloat
    new_s: FiniteFloat
    change: FiniteFloat
    low: FiniteFloat | None
    high: FiniteFloat | None
    level: Annotated[FiniteFloat, Field(gt=0, lt=0.5)]

    def measured(self) -> dict[str, Measured]:
        """Return it by its measure; nothing where there were too few pairs for an interval."""
        if self.low is None or self.high is None:
            return {}
        level = round(1 - 2 * self.level, 9)
        return {"delay": Measured(self.change, self.low, self.high, level, self.old_s, self.new_s)}


@dataclass(frozen=True, slots=True)
class _Twin:
    scenario: _Scenario
    verdict: Gate
    improves: bool
    delay: _Delay | None


@dataclass(frozen=True, slots=True)
class _Field:
    measure: str
    method: Method
    change: FiniteFloat
    low: FiniteFloat
    high: FiniteFloat
    days: Annotated[int, Field(ge=1, le=36_500)]
    days_are: Place
    level: FiniteFloat | None = None
    old_s: FiniteFloat | None = None
    new_s: FiniteFloat | None = None

    def measured(self) -> dict[str, Measured]:
        """Return its numbers by its measure."""
        return {self.measure: Measured(self.change, self.low, self.high, self.level, self.old_s, self.new_s)}


_ENVELOPE, _STATEMENT = TypeAdapter(_Envelope), TypeAdapter(_Statement)
_TWIN, _FIELD = TypeAdapter(_Twin), TypeAdapter(_Field)


def signers_of(envelope: bytes, keys: Collection[str]) -> frozenset[str]:
    """Return which Ed25519 keys, in hex, signed an envelope (DSSE 1.0, pre-authentication encoding)."""
    told = _ENVELOPE.validate_json(envelope)
    payload = base64.b64decode(told.payload, validate=True)
    kind = told.payloadType.encode()
    signed = b"DSSEv1 %d %s %d %s" % (len(kind), kind, len(payload), payload)
    return frozenset(key for key in keys if any(_is_by(key, one.sig, signed) for one in told.signatures))


def read_statement(envelope: bytes, keys: Collection[str], signed_by: SignersOf = signers_of) -> Statement | None:
    """Return what an envelope says and which of some keys signed it; None if it is no statement of these kinds."""
    try:
        payload = base64.b64decode(_ENVELOPE.validate_json(envelope).payload, validate=True)
        told = _STATEMENT.validate_json(payload)
        subjects = frozenset(PREFIX + one.digest["sha256"] for one in told.subject)
        signers, digest = signed_by(envelope, keys), digest_of(envelope)
        if told.predicateType.endswith(TWIN):
            twin = _TWIN.validate_python(told.predicate)
            measured, days = twin.delay.measured() if twin.delay else {}, len(twin.scenario.days)
            gate = (twin.verdict, twin.improves)
            return Statement(digest, subjects, measured, "paired_runs", days, "twin", signers, *gate)
        if told.predicateType.endswith(IN_THE_FIELD):
            field = _FIELD.validate_python(told.predicate)
            method, days, day_kind = field.method, field.days, field.days_are
            return Statement(digest, subjects, field.measured(), method, days, day_kind, signers)
    except (ValueError, KeyError):  # pydantic's and base64's are ValueErrors
        pass
    return None


def values_of(statement: Statement, measure: str) -> dict[str, Any]:
    """Return what a result that rests on a statement has to say; KeyError if it has not the measure."""
    numbers = statement.measured[measure]
    told: dict[str, Any] = {field.name: getattr(numbers, field.name) for field in fields(numbers)}
    return {name: value for name, value in told.items() if value is not None} | {
        "method": statement.method,
        "days": statement.days,
        "day_kind": statement.day_kind,
    }


def _is_by(key: str, signature: str, signed: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)).verify(base64.b64decode(signature), signed)
    except (InvalidSignature, ValueError):
        return False
    return True
