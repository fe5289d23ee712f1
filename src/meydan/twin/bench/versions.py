"""What a row was made with: versions, and a fingerprint of the code that can change its numbers."""

import hashlib
from importlib.metadata import version
from pathlib import Path

import meydan
from meydan.twin.bench.baselines import is_ours

OURS = ("city", "safety", "control", "design", "centre", "field", "feeds", "twin")
SUMOS = ("feeds", "twin")  # a baseline that SUMO runs by itself knows no strategy of ours


def versions(strategy: str) -> dict[str, str]:
    """Return the versions a row of this strategy depends on; a strategy in a file counts with its text."""
    whole = hashlib.sha256()
    root = Path(next(iter(meydan.__path__)))
    for package in OURS if is_ours(strategy) else SUMOS:
        for path in sorted((root / package).rglob("*.py")):
            if path.parent.name != "words":
                whole.update(f"{path.relative_to(root).as_posix()}\0".encode() + path.read_bytes())
    if strategy.endswith(".py"):
        whole.update(Path(strategy).read_bytes())
    return {"meydan": version("meydan"), "sumo": version("eclipse-sumo"), "code": whole.hexdigest()[:16]}
