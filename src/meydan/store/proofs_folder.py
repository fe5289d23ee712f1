"""The proofs of a city: `proofs/NAME` with who asked for what, the runs as they come, and what came of them.

A proof that was stopped lies there with its runs, and goes on with them. That of a package from another city lies in
the package's dossier, and is called by its place: `izmir~corridor-1.2.0`.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from meydan.city.because import Because, Value
from meydan.city.errors import MeydanError, StoreError
from meydan.city.instant import Instant
from meydan.store.dossiers import FOLDER as DOSSIERS
from meydan.store.dossiers import dossier_folder
from meydan.store.trust_map import FOLDER as EXCHANGE
from meydan.store.whole_file import write_whole

FOLDER, ASKED, FAILED, TOLD, LOCK = "proofs", "asked.json", "failed.json", "told.txt", "lock"
NAME = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{0,99}")
OF_PACKAGE, ENDING = "proof", ".meydan"
JOINT = "~"  # stands in no other name of a proof
_VERDICT = ("proof.json", "proof-en.html", "proof-tr.html")
DAMAGED = "proofs.damaged"
_MOST_REASONS = 20


@dataclass(frozen=True, slots=True)
class AskedProof:
    """Who asked for a proof and when; candidate and baseline as `meydan prove` takes them in the city's folder.

    `reverts` is how often the candidate was reverted here.
    """

    candidate: str
    against: str
    person: str
    t: Instant
    reverts: int = 0


@dataclass(frozen=True, slots=True)
class ProofPlace:
    """Where a proof lies, what it is called, and the place of the package it is of, "" where it is of none."""

    name: str
    folder: Path
    package: str = ""


@dataclass(frozen=True, slots=True)
class _Reason:
    code: str
    values: dict[str, Value]


def make_proof_folder(home: Path, asked: AskedProof) -> str:
    """Make the folder of a new proof and return its name; StoreError if the disk refuses."""
    day = datetime.fromtimestamp(asked.t / 1000, UTC).strftime("%Y%m%d-%H%M%S")
    stem = f"{day}-{re.sub('[^0-9A-Za-z_-]+', '-', Path(asked.candidate).stem)[:60]}"
    try:
        (home / FOLDER).mkdir(exist_ok=True)
        taken = {path.name for path in (home / FOLDER).iterdir()}
        name = next(name for name in (stem, *(f"{stem}-{n}" for n in range(2, 1000))) if name not in taken)
        (home / FOLDER / name).mkdir()
        write_whole(home / FOLDER / name / ASKED, msgspec.json.encode(asked) + b"\n")
    except OSError as error:
        raise StoreError("store.disk", error=str(error)) from error
    return name


def begin_package_proof(home: Path, package: str, asked: AskedProof) -> ProofPlace:
    """Make the folder of a package's proof ready and return it: its runs stay, what came of it before does not."""
    place = package_proof(home, package)
    try:
        place.folder.mkdir(parents=True, exist_ok=True)
        for name in _VERDICT:
            (place.folder / name).unlink(missing_ok=True)
        write_whole(place.folder / ASKED, msgspec.json.encode(asked) + b"\n")
    except OSError as error:
        raise StoreError("store.disk", error=str(error)) from error
    forget_failure(place.folder)
    return place


def package_proof(home: Path, package: str) -> ProofPlace:
    """Return where the proof of a package lies, whether or not there is one."""
    name = package.removesuffix(ENDING).replace("/", JOINT)
    return ProofPlace(name, dossier_folder(home, package) / OF_PACKAGE, package)


def find_proof(home: Path, name: str) -> ProofPlace | None:
    """Return where the proof of a name lies, None if there is none."""
    parts = name.split(JOINT)
    if len(parts) > 2 or not all(NAME.fullmatch(part) for part in parts):
        return None
    place = package_proof(home, "/".join(parts) + ENDING) if len(parts) == 2 else ProofPlace(name, home / FOLDER / name)
    return place if place.folder.is_dir() else None


def list_proof_places(home: Path) -> list[ProofPlace]:
    """Return where all proofs lie: those of pages, of `meydan prove --into proofs/NAME`, and of packages."""
    own = sorted(path.name for path in (home / FOLDER).glob("*/") if NAME.fullmatch(path.name))
    packages = sorted(path.parent for path in (home / EXCHANGE / DOSSIERS).glob(f"*/*/{OF_PACKAGE}/"))
    of_packages = [package_proof(home, f"{path.parent.name}/{path.name}{ENDING}") for path in packages]
    return [*(ProofPlace(name, home / FOLDER / name) for name in own), *of_packages]


def read_asked(folder: Path) -> AskedProof | None:
    """Return who asked for a proof, None where the terminal made it."""
    try:
        return msgspec.json.decode((folder / ASKED).read_bytes(), type=AskedProof)
    except FileNotFoundError:
        return None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise StoreError(DAMAGED, file=ASKED, found=str(error)) from error
    except OSError as error:
        raise StoreError("store.disk", error=str(error)) from error


def keep_failure(folder: Path, why: Iterable[Because]) -> None:
    """Keep why a proof ended without a verdict, for whoever looks at it later; StoreError if the disk refuses."""
    reasons = [_Reason(one.code, dict(one.values)) for one in why][:_MOST_REASONS]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_whole(folder / FAILED, msgspec.json.encode(reasons) + b"\n")
    except OSError as error:
        raise StoreError("store.disk", error=str(error)) from error


def reasons_of(error: MeydanError) -> list[Because]:
    """Return what an error says, with all its faults."""
    return [error.what, *(fault.what for fault in error.faults)]


def forget_failure(folder: Path) -> None:
    """Forget why a proof ended before: it goes on."""
    try:
        (folder / FAILED).unlink(missing_ok=True)
    except OSError as error:
        raise StoreError("store.disk", error=str(error)) from error


def read_failure(folder: Path) -> list[Because]:
    """Return why a proof ended without a verdict; nothing where it did not."""
    try:
        found = msgspec.json.decode((folder / FAILED).read_bytes(), type=list[_Reason])
    except FileNotFoundError:
        return []
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise StoreError(DAMAGED, file=FAILED, found=str(error)) from error
    except OSError as error:
        raise StoreError("store.disk", error=str(error)) from error
    return [Because(one.code, tuple(one.values.items())) for one in found]
