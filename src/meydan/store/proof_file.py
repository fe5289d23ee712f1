"""What a deployment needs of a proof, from its file."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import msgspec

from meydan.city.errors import StoreError
from meydan.store.tree_digest import digest_of

FORMAT, FILE = "meydan-proof/1", "proof.json"
Verdict = Literal["passed", "passed_on_twin", "failed", "undecided"]


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the gate."""

    row: int
    verdict: Literal["passed", "failed", "not_assessed", "undecided"]


@dataclass(frozen=True, slots=True)
class Named:
    """Something with its digest."""

    digest: str


@dataclass(frozen=True, slots=True)
class Delay:
    """The change of mean delay that a proof found, as a share of the old, with its limits; None where it has none."""

    change: float
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Proof:
    """A proof as its file says it; `digest` is that of the file."""

    format: str
    city: Named
    candidate: Named
    rows: tuple[Row, ...]
    verdict: Verdict
    delay: Delay | None = None
    digest: str = ""

    @property
    def is_safe(self) -> bool:
        """Whether row 0, safety, was assessed and passed."""
        return [row.verdict for row in self.rows if row.row == 0] == ["passed"]


def read_proof(folder: Path) -> tuple[Proof, bytes]:
    """Return the proof that lies in a folder, and its file as it is.

    Raises
    ------
    StoreError
        If there is none, or it is none of a format that is known here.
    """
    file = folder if folder.is_file() else folder / FILE
    try:
        content = file.read_bytes()
        found = msgspec.json.decode(content, type=dict[str, object])
        proof = msgspec.convert(found | {"digest": digest_of(content)}, type=Proof)
    except OSError as error:
        raise StoreError("deploy.no_proof_file", file=str(file), found=str(error.strerror)) from error
    except (msgspec.DecodeError, msgspec.ValidationError, UnicodeDecodeError) as error:
        raise StoreError("deploy.no_proof_file", file=str(file), found=str(error)) from error
    if proof.format != FORMAT:
        raise StoreError("deploy.no_proof_file", file=str(file), found=proof.format)
    return proof, content
