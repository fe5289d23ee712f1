"""Signed statements: an in-toto Statement v1 in a DSSE envelope, in one form, byte for byte.

A statement is about the content of a package, named by the digest of its tree, and says one of three things: what a
twin showed, what came of running that again elsewhere, or what was measured where it was adopted.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from securesystemslib.dsse import Envelope
from securesystemslib.exceptions import FormatError, VerificationError
from securesystemslib.signer import Key, Signer

from meydan.city.errors import PackageError, fault
from meydan.store.tree_digest import PREFIX, digest_of

TYPE = "https://in-toto.io/Statement/v1"
PAYLOAD_TYPE = "application/vnd.in-toto+json"
LARGEST = 16 * 2**20  # bytes of an envelope


class Predicate(StrEnum):
    """What a statement says."""

    TWIN_EVIDENCE = "twin-evidence"
    REPRODUCTION = "reproduction"
    FIELD_RESULT = "field-result"

    @property
    def type(self) -> str:
        """Its predicate type as in-toto wants it, a URI."""
        return f"urn:meydan:{self}/v1"


@dataclass(frozen=True, slots=True)
class Statement:
    """What somebody says about the content with the digest `subject`; `digest` names the statement itself."""

    predicate: Predicate
    package: str
    subject: str
    says: Mapping[str, Any]
    digest: str


@dataclass(frozen=True, slots=True)
class Signed:
    """A statement, and the ids of the keys it says it is signed with: nothing is verified yet."""

    statement: Statement
    envelope: Envelope

    @property
    def key_ids(self) -> tuple[str, ...]:
        """The ids of the keys it claims."""
        return tuple(sorted(self.envelope.signatures))


def canonical_json(value: object) -> bytes:
    """Return a value as JSON with sorted keys and no spaces, so that the same value has the same digest."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode()


def sign_statement(
    predicate: Predicate, package: str, subject: str, says: Mapping[str, Any], signers: Iterable[Signer]
) -> bytes:
    """Return the envelope of a statement about the content `subject` (`sha256:...`) of a package, signed."""
    payload = canonical_json(
        {
            "_type": TYPE,
            "subject": [{"name": package, "digest": {"sha256": subject.removeprefix(PREFIX)}}],
            "predicateType": predicate.type,
            "predicate": says,
        }
    )
    envelope = Envelope(payload, PAYLOAD_TYPE, {})
    for signer in signers:
        envelope.sign(signer)
    return _bytes(envelope)


def read_signed(file: str, data: bytes) -> Signed:
    """Return the statement in an envelope, which must be in the one form that `sign_statement` gives.

    Raises
    ------
    PackageError
        If it is no such envelope. `file` is what the fault names.
    """
    try:
        if len(data) > LARGEST:
            raise ValueError("too large")
        envelope = Envelope.from_dict(json.loads(data))
        if envelope.payload_type != PAYLOAD_TYPE or not envelope.signatures or _bytes(envelope) != data:
            raise ValueError("another form")
        said = json.loads(envelope.payload)
        if canonical_json(said) != envelope.payload or said["_type"] != TYPE:
            raise ValueError("another form")
        (subject,) = said["subject"]
        predicate = next(one for one in Predicate if one.type == said["predicateType"])
        statement = Statement(
            predicate,
            str(subject["name"]),
            f"{PREFIX}{subject['digest']['sha256']}",
            dict(said["predicate"]),
            digest_of(envelope.payload),
        )
    except (ValueError, KeyError, TypeError, AttributeError, StopIteration, FormatError, RecursionError) as error:
        found = f"{type(error).__name__}: {error}"[:200]
        raise PackageError("package.refused", fault(file, 0, "evidence.no_envelope", found=found), count=1) from None
    return Signed(statement, envelope)


def is_signed_by(signed: Signed, keys: Iterable[Key]) -> bool:
    """Say whether one of these keys signed a statement."""
    for key in keys:
        try:
            signed.envelope.verify([key], 1)
        except VerificationError:
            continue
        return True
    return False


def _bytes(envelope: Envelope) -> bytes:
    made = envelope.to_dict()
    made["signatures"] = sorted(made["signatures"], key=lambda one: str(one["keyid"]))
    return canonical_json(made) + b"\n"
