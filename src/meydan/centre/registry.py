"""The strategies there are: those that packages registered, and a file of one's own."""

import importlib.util
import re
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import Any

from meydan.city.errors import CityError, fault
from meydan.control import Strategy

_WITH_PERIOD = re.compile(r"(.+)_(\d+)")
_PARTS = ("NEEDS", "start", "decide")


def find_strategy(name: str) -> Strategy[Any]:
    """Return the strategy called `name`.

    That is a name registered under `meydan.strategy`, such a name with a period (`max_pressure_5` decides every 5 s,
    where the strategy has `every`), or the path of a Python file.

    Raises
    ------
    CityError
        Listing the names there are, or what a file lacks.
    """
    return strategy_of_file(Path(name)) if is_file_name(name) else registered_strategy(name)


def needs_pulses(strategy: Strategy[Any]) -> bool:
    """Say whether a strategy works with what detectors see; one that does not say so (`NEEDS_PULSES`) does."""
    return bool(getattr(strategy, "NEEDS_PULSES", True))


def is_file_name(name: str) -> bool:
    """Say whether a name means a Python file rather than a registered strategy."""
    return name.endswith(".py")


def registered_strategy(name: str) -> Strategy[Any]:
    """Return the strategy registered as `name`, with its period if it has one; a file is never run.

    Raises
    ------
    CityError
        Listing the names there are.
    """
    known = {entry.name: entry for entry in entry_points(group="meydan.strategy")}
    if name in known:
        registered: Strategy[Any] = known[name].load()
        return registered
    if (parts := _WITH_PERIOD.fullmatch(name)) and parts[1] in known and int(parts[2]) > 0:
        every = getattr(known[parts[1]].load(), "every", None)
        if every is not None:
            with_period: Strategy[Any] = every(float(parts[2]))
            return with_period
    raise CityError("run.no_strategy", strategy=name, known=", ".join(known_strategies()))


def find_entry(name: str) -> EntryPoint | None:
    """Return what a package registered as `name`, or as `name` without its period; nothing is loaded."""
    known = {entry.name: entry for entry in entry_points(group="meydan.strategy")}
    parts = _WITH_PERIOD.fullmatch(name)
    return known.get(name) or (known.get(parts[1]) if parts else None)


def known_strategies() -> list[str]:
    """Return the names of all registered strategies."""
    return sorted(entry.name for entry in entry_points(group="meydan.strategy"))


def strategy_label(name: str) -> str:
    """Return what a strategy is called in a table: a file's name without its folder and ending."""
    return Path(name).stem if is_file_name(name) else name


def strategy_of_file(path: Path) -> Strategy[Any]:
    """Run a Python file and return the strategy it is; only for a file that the user named.

    Raises
    ------
    CityError
        Saying what the file lacks.
    """
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None or not path.is_file():
        raise CityError("run.no_strategy_file", file=str(path))
    module = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except Exception as error:  # whatever a file of somebody else's may do wrong
        what = fault(path.name, _line(error, path), "run.strategy_file_error", error=f"{type(error).__name__}: {error}")
        raise CityError("run.bad_strategy_file", what, file=str(path)) from error
    if missing := [part for part in _PARTS if not hasattr(module, part)]:
        what = fault(path.name, 0, "run.strategy_lacks", missing=", ".join(missing))
        raise CityError("run.bad_strategy_file", what, file=str(path))
    found: Any = module
    strategy: Strategy[Any] = found
    return strategy


def _line(error: Exception, path: Path) -> int:
    """Return the line of the file at which loading it failed, 0 if that cannot be said."""
    if isinstance(error, SyntaxError):
        return error.lineno or 0
    line, trace = 0, error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == str(path):
            line = trace.tb_lineno
        trace = trace.tb_next
    return line
