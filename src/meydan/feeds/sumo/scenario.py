"""A scenario folder: a `scenario.toml` beside a net and its routes, importable by itself."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, FiniteFloat, ValidationError

from meydan.city.errors import Fault, FeedError, fault


class _File(BaseModel):
    """`scenario.toml`: file names are relative to it; additional files in the order SUMO loads them."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    net: str
    routes: list[str] = []
    additional: list[str] = []
    begin_s: FiniteFloat
    end_s: FiniteFloat
    yellow_s: FiniteFloat = 3.0
    min_green_s: FiniteFloat = 5.0


@dataclass(frozen=True, slots=True)
class Scenario:
    """The arguments of `read_sumo` that a scenario gives."""

    net: Path
    name: str
    routes: tuple[Path, ...]
    additional: tuple[Path, ...]
    begin_s: float
    end_s: float
    yellow_s: float
    min_green_s: float


def read_scenario(path: Path) -> Scenario:
    """Read a folder with a `scenario.toml`, or that file.

    Raises
    ------
    FeedError
        With every fault of the file, and every file it names that is not there.
    """
    file = path / "scenario.toml" if path.is_dir() else path
    try:
        said = _File.model_validate(tomllib.loads(file.read_text(encoding="utf-8")))
    except OSError as error:
        raise FeedError(
            "import.faults", fault(file.name, 0, "import.no_scenario", folder=str(path)), count=1
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise FeedError("import.faults", fault(file.name, 0, "city.not_toml", found=str(error)), count=1) from error
    except ValidationError as error:
        faults = [_shape_fault(file.name, wrong) for wrong in error.errors(include_url=False)]
        raise FeedError("import.faults", *faults, count=len(faults)) from error
    folder = file.parent
    return Scenario(
        net=folder / said.net,
        name=said.name,
        routes=tuple(folder / name for name in said.routes),
        additional=tuple(folder / name for name in said.additional),
        begin_s=said.begin_s,
        end_s=said.end_s,
        yellow_s=said.yellow_s,
        min_green_s=said.min_green_s,
    )


def _shape_fault(file: str, wrong: Any) -> Fault:
    key = ".".join(str(part) for part in wrong["loc"])
    code = {"extra_forbidden": "city.unknown_key", "missing": "city.missing_key"}.get(wrong["type"])
    if code:
        return fault(file, 0, code, key=key)
    return fault(file, 0, "city.bad_value", key=key, found=repr(wrong["input"])[:60], expected=wrong["msg"])
