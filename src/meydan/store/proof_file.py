"""The file of a proof, read into what the reader needs of it; a deployment needs little."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, Protocol, TypeVar

import msgspec

from meydan.city.errors import StoreError
from meydan.store.tree_digest import digest_of

FORMAT, FILE = "meydan-proof/1", "proof.json"
Verdict = Literal["passed", "passed_on_twin", "failed", "undecided"]


class OfAFormat(Protocol):
    """Something that says which format it is of."""

    @property
    def format(self) -> str:
        """The name of the format."""
        ...


Read = TypeVar("Read", bound=OfAFormat)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the gate."""

    row: int
    verdict: Literal["passed", "failed", "not_assessed", "undecided"]


@dataclass(frozen=True, slots=True)
class Named:
    """Something with its digest; `label` is what it is called, where it is called anything.

    `means` is the digest of a strategy with its values in whatever bytes they are written, where it is no more.
    """

    digest: str
    label: str = ""
    means: str = ""


@dataclass(frozen=True, slots=True)
class Delay:
    """The change of mean delay that a proof found, as a share of the old, with its limits; None where it has none."""

    change: float
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Proof:
    """A proof as its file says it: `baseline` is what the candidate was compared with; `digest` is that of the file.

    `reverts` is how often what was proved had been reverted before its runs were made.
    """

    format: str
    city: Named
    candidate: Named
    baseline: Named
    rows: tuple[Row, ...]
    verdict: Verdict
    delay: Delay | None = None
    reverts: int = 0
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
    proof, content = read_proof_as(Proof, folder if folder.is_file() else folder / FILE)
    return replace(proof, digest=digest_of(content)), content


def read_proof_as(kind: type[Read], file: Path) -> tuple[Read, bytes]:
    """Return as much of the proof in a file as `kind` holds, and the file as it is; StoreError as above."""
    try:
        content = file.read_bytes()
        proof = msgspec.json.decode(content, type=kind)
    except OSError as error:
        raise StoreError("prove.no_proof", file=str(file), found=str(error.strerror)) from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise StoreError("prove.no_proof", file=str(file), found=str(error)) from error
    if proof.format != FORMAT:
        raise StoreError("prove.no_proof", file=str(file), found=proof.format)
    return proof, content
