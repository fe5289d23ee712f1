"""Trials that a person ended before their last day: `ended_trials/DIGEST.json` in the city's folder.

The name is the digest of the trial's file, so whoever runs that trial finds it, wherever its file and its record lie.
"""

from dataclasses import dataclass
from pathlib import Path

import msgspec

from meydan.city.errors import StoreError, fault
from meydan.city.instant import Instant
from meydan.store.tree_digest import PREFIX
from meydan.store.whole_file import write_whole

FOLDER = "ended_trials"


@dataclass(frozen=True, slots=True)
class TrialEnd:
    """Who ended a trial, when, and why."""

    t: Instant
    person: str
    why: str


def end_trial(city: Path, trial: str, end: TrialEnd) -> None:
    """Let a trial never run again in a city; `trial` is the digest of its file. StoreError if the disk refuses."""
    file = _file(city, trial)
    try:
        file.parent.mkdir(exist_ok=True)
        write_whole(file, msgspec.json.encode(end) + b"\n")
    except OSError as error:
        raise StoreError("store.unusable", fault(str(file), 0, "store.disk", error=str(error))) from error


def find_trial_end(city: Path, trial: str) -> TrialEnd | None:
    """Return who ended a trial; None if nobody did. StoreError if that cannot be read."""
    file = _file(city, trial)
    try:
        return msgspec.json.decode(file.read_bytes(), type=TrialEnd)
    except FileNotFoundError:
        return None
    except (OSError, msgspec.DecodeError, UnicodeDecodeError) as error:
        raise StoreError("store.unusable", fault(str(file), 0, "store.disk", error=str(error))) from error


def _file(city: Path, trial: str) -> Path:
    return city / FOLDER / f"{trial.removeprefix(PREFIX)}.json"
