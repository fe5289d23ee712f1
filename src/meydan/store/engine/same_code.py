"""What must be the same wherever work is done, so that its results are the same to the last byte."""

import hashlib
import sys
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import meydan

THAT_COUNT = ("numpy", "numba", "duckdb", "libsumo", "distributed")


@cache
def made_with() -> dict[str, str]:
    """Return the versions of what gives the numbers, and the fingerprint of our own code; "" of what is not there."""
    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    ours = {"python": python, "meydan": f"{version('meydan')} ({_fingerprint()})"}
    return ours | {name: _version(name) for name in THAT_COUNT}


def first_difference(here: dict[str, str], there: dict[str, str]) -> str | None:
    """Return the first name that differs between two machines, or None."""
    return next((name for name in here if there.get(name) != here[name]), None)


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _fingerprint() -> str:
    root = Path(next(iter(meydan.__path__)))
    whole = hashlib.sha256()
    for path in sorted(root.rglob("*.py")):
        whole.update(f"{path.relative_to(root).as_posix()}\0".encode() + path.read_bytes())
    return whole.hexdigest()[:8]
