"""A registry as static files that any web server or a memory stick can carry.

`metadata/` holds `N.root.json`, `N.targets.json`, `N.snapshot.json` and `timestamp.json`; `targets/` holds what is
published, the digest before the name. What is published is written before the metadata that tells of it, and
`timestamp.json` last: whoever reads at any moment, or after a kill, finds a whole registry.
"""

import re
from pathlib import Path

from meydan.city.errors import StoreError, fault
from meydan.store.whole_file import write_whole

METADATA, TARGETS = "metadata", "targets"
CITY = "x-meydan-city"  # where a root says whose registry it is
_ROOT = re.compile(r"([1-9]\d{0,8})\.root\.json")
_LARGEST = 8 * 2**20


def root_versions(folder: Path) -> list[int]:
    """Return the versions of the root there are, in order; none where there is no registry."""
    found = (_ROOT.fullmatch(path.name) for path in (folder / METADATA).glob("*.root.json"))
    return sorted(int(one[1]) for one in found if one)


def read_metadata(folder: Path, name: str) -> bytes:
    """Return a file of the metadata; StoreError if it cannot be read."""
    try:
        with (folder / METADATA / name).open("rb") as read:
            return read.read(_LARGEST)
    except OSError as error:
        raise _unusable(folder, error) from None


def write_metadata(folder: Path, name: str, data: bytes) -> None:
    """Write a file of the metadata, whole or not at all; StoreError if the disk refuses."""
    _write(folder, folder / METADATA / name, data)


def write_target(folder: Path, prefixed: str, data: bytes) -> None:
    """Write what is published, such as `izmir/DIGEST.adaptive-corridor-1.2.0.meydan`; StoreError if not possible."""
    _write(folder, folder / TARGETS / prefixed, data)


def read_target(folder: Path, prefixed: str) -> bytes:
    """Return what is published, by its name with the digest; StoreError if it cannot be read."""
    try:
        return (folder / TARGETS / prefixed).read_bytes()
    except OSError as error:
        raise _unusable(folder, error) from None


def write_index(folder: Path, name: str, data: bytes) -> None:
    """Write a page or a list beside the metadata, for people and harvesters; StoreError if the disk refuses."""
    _write(folder, folder / name, data)


def _write(folder: Path, file: Path, data: bytes) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        write_whole(file, data)
    except OSError as error:
        raise _unusable(folder, error) from None


def _unusable(folder: Path, error: OSError) -> StoreError:
    return StoreError("registry.unusable", fault(str(folder), 0, "store.disk", error=str(error)))
