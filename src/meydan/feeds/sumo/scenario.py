"""A folder with a `scenario.toml`: which files of a SUMO scenario belong together, and in which order they are loaded."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite
from pathlib import Path

from meydan.city.errors import Fault, FeedError, fault

FILE = "scenario.toml"
DEFAULT_DAY = "2026-03-03"  # a Tuesday without a holiday

_NUMBERS = ("begin_s", "end_s", "yellow_s", "min_green_s")
_TEXTS = ("name", "zone", "day", "attribution", "provenance")
_LISTS = ("routes", "additional")


@dataclass(frozen=True, slots=True)
class Scenario:
    """What `read_sumo` is told of one scenario; its fields are those of `read_sumo`."""

    net: Path
    routes: tuple[Path, ...] = ()
    additional: tuple[Path, ...] = ()
    name: str = ""
    yellow_s: float = 3.0
    min_green_s: float = 5.0
    begin_s: float | None = None
    end_s: float | None = None
    zone: str = "Europe/Istanbul"
    day: str = DEFAULT_DAY
    attribution: str = ""
    provenance: str = ""


def read_scenario(path: Path) -> Scenario:
    """Return the scenario of a folder, or of its `scenario.toml`.

    Raises
    ------
    FeedError
        `import.refused` with all faults of the file.
    """
    file = path / FILE if path.is_dir() else path
    try:
        text = file.read_text(encoding="utf-8")
        told = tomllib.loads(text)
    except FileNotFoundError as error:
        raise _refused(fault(FILE, 0, "import.no_file", path=str(file))) from error
    except (OSError, UnicodeDecodeError) as error:
        raise _refused(fault(FILE, 0, "import.unreadable", reason=str(error))) from error
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"at line (\d+)", str(error))
        raise _refused(fault(FILE, int(line[1]) if line else 0, "scenario.toml", reason=str(error))) from error
    faults = [fault(FILE, _line(text, key), code, key=key) for key, code in _faults(told)]
    if faults:
        raise _refused(*faults)
    return _scenario(file.parent, told)


def _refused(*faults: Fault) -> FeedError:
    return FeedError("import.refused", *faults, file=FILE)


def _scenario(folder: Path, told: Mapping[str, object]) -> Scenario:
    lists: dict[str, tuple[Path, ...]] = {}
    for key in _LISTS:
        names = told.get(key, [])
        lists[key] = tuple(folder / str(name) for name in names) if isinstance(names, list) else ()
    numbers = {key: float(value) for key in _NUMBERS if isinstance(value := told.get(key), int | float)}
    texts = {key: str(told[key]) for key in _TEXTS if key in told}
    return Scenario(folder / str(told["net"]), lists["routes"], lists["additional"], **texts, **numbers)  # type: ignore[arg-type]  # keys are checked


def _faults(told: Mapping[str, object]) -> list[tuple[str, str]]:
    """Return (key, code) of each fault."""
    known = {"net", *_NUMBERS, *_TEXTS, *_LISTS}
    found = [(key, "scenario.unknown") for key in told if key not in known]
    if "net" not in told:
        found.append(("net", "scenario.missing"))
    for key in ("net", *_TEXTS):
        if key in told and not isinstance(told[key], str):
            found.append((key, "scenario.text"))
    for key in _LISTS:
        value = told.get(key, [])
        if not isinstance(value, list) or not all(isinstance(name, str) for name in value):
            found.append((key, "scenario.files"))
    for key in _NUMBERS:
        value = told.get(key, 0)
        if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value) or value < 0:
            found.append((key, "scenario.number"))
    return found


def _line(text: str, key: str) -> int:
    """Return the line on which a key stands; 0 where it does not."""
    pattern = re.compile(rf"^\s*[\"']?{re.escape(key)}[\"']?\s*[=.]")
    return next((n for n, line in enumerate(text.splitlines(), start=1) if pattern.match(line)), 0)
