"""What was put into a city and by whom: `deployments/NUMBER` with what ran before, what runs after, and why it may.

What changes are the *parts* of a city: `plans/*.toml`, `timetable.toml` and `strategy.toml`. A deployment is there as
soon as its folder has its name; from then on whoever comes next carries it to its end, whatever was killed.
"""

import fcntl
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import msgspec

from meydan.city.because import Because
from meydan.city.errors import StoreError, fault
from meydan.city.instant import Instant
from meydan.store.ground import FILE as GROUND
from meydan.store.ground import ground_of, touched
from meydan.store.plans_folder import PLANS, STRATEGY, TIMETABLE
from meydan.store.segments import sync_folder
from meydan.store.tree_digest import digest_of, digest_of_files
from meydan.store.whole_file import write_whole

FOLDER, FILE, PROOF = "deployments", "deployment.json", "proof.json"
WATCH = "centre:watch"  # who takes back by itself; no account can have this name
GUARD = "centre:guard"  # the same, where what a deployment rests on has ended
_BEFORE, _AFTER, _DONE = "before", "after", "done"

Parts = Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Waiver:
    """Who lets something run that has not passed, why, and until when."""

    name: str
    reason: str
    until: Instant


@dataclass(frozen=True, slots=True)
class Promise:
    """The change of mean delay that the proof found, as a share of the old, with its limits."""

    change: float
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Deployment:
    """One change of what runs.

    `city` is the digest of the city it was put into, `parts` that of the parts as they are after it. `proof` is the
    digest of the proof's file, kept beside it. A `back` has no proof: it restores what ran before deployment `back_of`;
    `why` is in a person's words, or `reason` what a machine found. `junctions` are where that made it worse, or where
    it no longer holds, when a machine took it back.
    """

    number: int
    t: Instant
    person: str
    kind: Literal["deploy", "back"]
    label: str
    solution: str
    city: str
    parts: str
    proof: str = ""
    verdict: str = ""
    promise: Promise | None = None
    waiver: Waiver | None = None
    back_of: int = 0
    why: str = ""
    reason: Because | None = None
    junctions: tuple[str, ...] = ()


def read_parts(folder: Path) -> dict[str, bytes]:
    """Return the parts of a city as they lie in its folder, by name."""
    names = [f"{PLANS}/{path.name}" for path in sorted((folder / PLANS).glob("*.toml"))]
    names += [name for name in (TIMETABLE, STRATEGY) if (folder / name).is_file()]
    return {name: (folder / name).read_bytes() for name in names}


def digest_of_parts(parts: Parts) -> str:
    """Return the digest of a city's parts."""
    return digest_of_files({name: digest_of(content) for name, content in parts.items()})


def list_deployments(city: Path) -> list[Deployment]:
    """Return all deployments of a city in order; StoreError if one of them cannot be read."""
    return [_read(path / FILE) for path in sorted((city / FOLDER).glob("[0-9]" * 4)) if path.is_dir()]


def last_done(city: Path) -> int:
    """Return the number of the last deployment that was carried to its end; 0 if there is none."""
    return max((int(path.parent.name) for path in (city / FOLDER).glob(f"{'[0-9]' * 4}/{_DONE}")), default=0)


def standing_deployments(every: Sequence[Deployment]) -> list[Deployment]:
    """Return the deployments that no later one took back, in order."""
    undone = {one.back_of for one in every if one.kind == "back"}
    return [one for one in every if one.kind == "deploy" and one.number not in undone]


def folder_of(city: Path, number: int) -> Path:
    """Return where a deployment lies."""
    return city / FOLDER / f"{number:04d}"


def parts_before(city: Path, number: int) -> dict[str, bytes]:
    """Return the parts as they were before a deployment."""
    return read_parts(folder_of(city, number) / _BEFORE)


def parts_left(city: Path, number: int) -> dict[str, bytes]:
    """Return the parts as a deployment left them."""
    return read_parts(folder_of(city, number) / _AFTER)


@contextmanager
def deploying(city: Path) -> Iterator[None]:
    """Be the only one who changes what runs in a city, with everything begun before carried to its end.

    Raises
    ------
    StoreError
        If somebody else does it now, or the disk refuses.
    """
    try:
        (city / FOLDER).mkdir(exist_ok=True)
        with (city / FOLDER / "lock").open("wb") as held:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            carry_out(city)
            yield
    except BlockingIOError:
        raise StoreError("deploy.in_use", folder=str(city)) from None
    except OSError as error:
        what = fault(str(city), 0, "store.disk", error=str(error))
        raise StoreError("deploy.not_written", what, folder=str(city)) from error


def finish_deployment(city: Path) -> None:
    """Carry a deployment that was killed half way to its end; raises as `deploying` does."""
    if _last_begun(city) is not None:
        with deploying(city):
            pass


def begin_deployment(city: Path, about: Deployment, after: Parts, proof: bytes = b"") -> None:
    """Keep a deployment with what ran before and what will run; from here on it is made, and `carry_out` ends it."""
    at, before = folder_of(city, about.number), read_parts(city)
    scratch = at.with_name(f".{at.name}.part")
    shutil.rmtree(scratch, ignore_errors=True)
    _write_parts(scratch / _BEFORE, before)
    _write_parts(scratch / _AFTER, after)
    if proof:
        write_whole(scratch / PROOF, proof)
        ground = ground_of(city, touched(city, before, after))
        write_whole(scratch / GROUND, msgspec.json.encode(ground, order="sorted") + b"\n")
    write_whole(scratch / FILE, msgspec.json.format(msgspec.json.encode(about, order="sorted"), indent=1) + b"\n")
    sync_folder(scratch)
    scratch.rename(at)
    sync_folder(at.parent)


def carry_out(city: Path) -> None:
    """Put into the city's folder what its last deployment left, if that was not done to the end."""
    last = _last_begun(city)
    if last is None:
        return
    after = read_parts(last / _AFTER)
    (city / PLANS).mkdir(exist_ok=True)
    for name, content in after.items():
        write_whole(city / name, content)
    for name in read_parts(city).keys() - after.keys():
        (city / name).unlink()
    for folder in (city, city / PLANS):
        sync_folder(folder)
    (last / _DONE).touch()


def _last_begun(city: Path) -> Path | None:
    """Return the folder of the last deployment if it was not carried to its end."""
    last = max((path for path in (city / FOLDER).glob("[0-9]" * 4) if path.is_dir()), default=None)
    return None if last is None or (last / _DONE).exists() else last


def _write_parts(folder: Path, parts: Parts) -> None:
    (folder / PLANS).mkdir(parents=True)
    for name, content in parts.items():
        write_whole(folder / name, content)
    sync_folder(folder / PLANS)
    sync_folder(folder)


def _read(file: Path) -> Deployment:
    try:
        return msgspec.json.decode(file.read_bytes(), type=Deployment)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError) as error:
        raise StoreError("deploy.damaged", file=str(file), found=str(error)) from error
