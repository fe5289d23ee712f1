"""The file of a trial, and the record of what became of it.

solution = "mine.toml"
junctions = ["J1", "J2"]
first = "2026-12-07"
days = 14
seed = 7

[stop]
queue_s = 180
split_failures = 6
"""

import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import msgspec
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from meydan.city.errors import CityError, StoreError, fault
from meydan.store.city_shape import shape_fault
from meydan.store.lines import line_of
from meydan.store.tree_digest import PREFIX, digest_of
from meydan.store.whole_file import write_whole

FORMAT, FILE = "meydan-trial/1", "trial.json"
MOST_JUNCTIONS, MOST_DAYS = 5, 60
PREFIX_OF_TRIALS = "trial-"


def _is_day(text: str) -> str:
    if text:
        date.fromisoformat(text)
    return text


class Stop(BaseModel):
    """When a trial stops by itself."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    queue_s: Annotated[float, Field(gt=0, le=3600, allow_inf_nan=False)] = 180.0
    split_failures: Annotated[int, Field(gt=0, le=100)] = 6


class TrialFile(BaseModel):
    """A trial as it is written; `digest` is that of the file, `place` that of its path."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    solution: Annotated[str, Field(min_length=1)]
    against: Annotated[str, Field(min_length=1)] = "fixed_time"
    junctions: Annotated[tuple[str, ...], Field(min_length=1, max_length=MOST_JUNCTIONS)]
    first: Annotated[str, AfterValidator(_is_day)] = ""
    days: Annotated[int, Field(ge=2, le=MOST_DAYS)] = 14
    seed: Annotated[int, Field(ge=0, lt=2**53)]
    stop: Stop = Stop()
    proof: str = ""
    digest: str = ""
    place: str = ""


def place_of(file: Path) -> str:
    """Return the digest of where a file lies."""
    return digest_of(str(file.resolve()).encode())


def name_of_trial(digest: str) -> str:
    """Return what a trial is called in a log, and the folder of its record beside it, by the digest of its file."""
    return f"{PREFIX_OF_TRIALS}{digest.removeprefix(PREFIX)[:12]}"


def read_trial_file(file: Path) -> TrialFile:
    """Read the file of a trial.

    Raises
    ------
    CityError
        With every fault of it.
    """
    try:
        content = file.read_bytes()
        text = content.decode("utf-8-sig")
        table = tomllib.loads(text)
    except OSError as error:
        raise CityError("trial.faults", fault(file.name, 0, "city.unreadable"), file=str(file), count=1) from error
    except (ValueError, RecursionError) as error:
        what = fault(file.name, getattr(error, "lineno", 0), "city.not_toml", found=str(error))
        raise CityError("trial.faults", what, file=str(file), count=1) from error
    try:
        return TrialFile.model_validate({**table, "digest": digest_of(content), "place": place_of(file)})
    except ValidationError as error:
        faults = [_fault(file.name, text, one) for one in error.errors(include_url=False)]
        raise CityError("trial.faults", *faults, file=str(file), count=len(faults)) from error


def _fault(name: str, text: str, wrong: Any) -> Any:
    keys = tuple(str(part) for part in wrong["loc"])
    return shape_fault(name, line_of(text, keys), keys, wrong)


def write_trial(folder: Path, document: Mapping[str, Any]) -> Path:
    """Write the record of a trial whole; StoreError if the disk refuses."""
    file = folder / FILE
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_whole(file, msgspec.json.format(msgspec.json.encode(document, order="sorted"), indent=1) + b"\n")
    except OSError as error:
        raise StoreError("store.unusable", fault(str(file), 0, "store.disk", error=str(error))) from error
    return file


def read_trial(folder: Path) -> dict[str, Any] | None:
    """Return the record of a trial; None if there is none yet; StoreError if it cannot be read."""
    file = folder / FILE
    try:
        found = msgspec.json.decode(file.read_bytes(), type=dict[str, Any])
    except FileNotFoundError:
        return None
    except (OSError, msgspec.DecodeError, UnicodeDecodeError) as error:
        raise StoreError("store.unusable", fault(str(file), 0, "store.disk", error=str(error))) from error
    if found.get("format") != FORMAT:
        raise StoreError("trial.no_record", file=str(file), expected=FORMAT)
    return found
