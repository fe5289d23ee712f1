"""Solutions that lie in a city: `solutions/NAME.toml` with parameters of a strategy, `solutions/NAME/` with plans."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from meydan.store.plans_folder import PLANS, TIMETABLE

FOLDER = "solutions"
Kind = Literal["strategy", "parameters", "plans"]


@dataclass(frozen=True, slots=True)
class SolutionPlace:
    """A solution and where it lies in the city's folder, as `meydan prove` takes it there."""

    place: str
    kind: Kind
    name: str


def list_solutions(home: Path) -> list[SolutionPlace]:
    """Return the solutions that lie in a city; whether each is sound is told when it is proved."""
    found = []
    for path in sorted((home / FOLDER).iterdir()) if (home / FOLDER).is_dir() else ():
        if path.is_dir() and ((path / PLANS).is_dir() or (path / TIMETABLE).is_file()):
            found.append(SolutionPlace(f"{FOLDER}/{path.name}", "plans", path.name))
        elif path.suffix == ".toml" and _names_a_strategy(path):
            found.append(SolutionPlace(f"{FOLDER}/{path.name}", "parameters", path.stem))
    return found


def _names_a_strategy(file: Path) -> bool:
    try:
        return "strategy" in tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
