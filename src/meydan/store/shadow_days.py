"""Where a shadow keeps what it noted: beside the log, one document for each day of each solution, whole or not at all.

On a twin a day is one run of the scenario's window, so the run's number stands in the name as well.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from meydan.city.errors import StoreError, fault
from meydan.store.tree_digest import PREFIX
from meydan.store.whole_file import write_whole

FOLDER, FILE = "shadow", "shadow.json"
FORMAT = "meydan-shadow/1"
_ODD = re.compile(r"[^A-Za-z0-9_-]+")


def shadow_file(log: Path, label: str, digest: str, day: str, run: int | None) -> Path:
    """Return where the document of a day lies; `run` is the number of a twin's run, None on a street."""
    solution = f"{_ODD.sub('-', label)}-{digest.removeprefix(PREFIX)[:12]}"
    return log / FOLDER / solution / (day if run is None else f"{day}.run-{run}") / FILE


def list_shadow_files(log: Path) -> list[Path]:
    """Return the documents of every day and solution that a log has, in order of their names."""
    return sorted((log / FOLDER).glob(f"*/*/{FILE}"))


def write_shadow(file: Path, document: Mapping[str, Any]) -> None:
    """Write a day's document, sorted and spaced for reading; StoreError if the disk refuses."""
    text = msgspec.json.format(msgspec.json.encode(document, order="sorted"), indent=1) + b"\n"
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        write_whole(file, text)
    except OSError as error:
        raise StoreError("store.unusable", fault(str(file), 0, "store.disk", error=str(error))) from error


def read_shadow(file: Path) -> dict[str, Any] | None:
    """Return a day's document; None if there is none.

    Raises
    ------
    StoreError
        If the file cannot be read, or is no document of a shadow.
    """
    try:
        found = msgspec.json.decode(file.read_bytes())
    except FileNotFoundError:
        return None
    except (OSError, msgspec.DecodeError) as error:
        raise StoreError("store.unusable", fault(str(file), 0, "store.disk", error=str(error))) from error
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise StoreError("shadow.no_document", file=str(file), expected=FORMAT)
    return found
