"""The strategies there are: those that packages registered, with what may be set of them, and files of one's own."""

import importlib.util
import re
from collections.abc import Mapping
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import Any

from meydan.city.errors import CityError, Fault, fault
from meydan.control import Strategy
from meydan.control.parameter import Choice, Parameter, Values, complete, parameter_faults
from meydan.store.parameter_file import read_parameters
from meydan.store.tree_digest import digest_of

_WITH_PERIOD = re.compile(r"(.+)_(\d+)")
_PARTS = ("NEEDS", "start", "decide")


def find_strategy(name: str, values: Values | None = None) -> Strategy[Any]:
    """Return the strategy called `name`, with `values` of its parameters instead of the usual ones.

    That is a name registered under `meydan.strategy`, such a name with a period (`max_pressure_5` decides every 5 s,
    where the strategy has the parameter `every_s`), the path of a Python file, or that of a file of parameters.

    Raises
    ------
    CityError
        Listing the names there are, what a file lacks, or every fault of the values.
    """
    choice = choice_of(name)
    found = {**dict(choice.values), **(values or {})}
    if is_file_name(choice.strategy):
        return strategy_of_file(Path(name), found)
    return registered_strategy(choice.strategy, found)


def choice_of(name: str) -> Choice:
    """Return the strategy and the values that a name means; CityError with every fault of a file of parameters."""
    return read_parameters(Path(name), parameters_of) if is_parameter_file(name) else Choice(name)


def meaning_of(choice: Choice) -> str:
    """Return a digest that two choices share exactly where they run the same: one strategy with the same values.

    Values that are the usual ones count whether or not they are written; a Python file has no such digest: "".
    """
    if is_file_name(choice.strategy):
        return ""
    registered, period = _registered(choice.strategy)
    values = complete({**period, **dict(choice.values)}, _parameters(registered))
    named = choice.strategy if not period else choice.strategy.rpartition("_")[0]
    lines = [named, *(f"{name} = {float(values[name])!r}" for name in sorted(values))]
    return digest_of("".join(f"{line}\n" for line in lines).encode())


def needs_pulses(strategy: Strategy[Any]) -> bool:
    """Say whether a strategy works with what detectors see; one that does not say so (`NEEDS_PULSES`) does."""
    return bool(getattr(strategy, "NEEDS_PULSES", True))


def is_file_name(name: str) -> bool:
    """Say whether a name means a Python file rather than a registered strategy."""
    return name.endswith(".py")


def is_parameter_file(name: str) -> bool:
    """Say whether a name means a file of parameters."""
    return name.endswith(".toml")


def registered_strategy(name: str, values: Values | None = None) -> Strategy[Any]:
    """Return the strategy registered as `name`, with its period if it has one; a file is never run.

    Raises
    ------
    CityError
        Listing the names there are, or every fault of the values.
    """
    registered, period = _registered(name)
    return _adjusted(registered, name, {**period, **(values or {})})


def parameters_of(name: str) -> Mapping[str, Parameter]:
    """Return what may be set of a registered strategy; CityError listing the names there are."""
    return _parameters(_registered(name)[0])


def _registered(name: str) -> tuple[Strategy[Any], dict[str, float]]:
    """Return a registered strategy, and the period that its name holds."""
    known = {entry.name: entry for entry in entry_points(group="meydan.strategy")}
    if name in known:
        return known[name].load(), {}
    if (parts := _WITH_PERIOD.fullmatch(name)) and parts[1] in known:
        found: Strategy[Any] = known[parts[1]].load()
        every_s = _parameters(found).get("every_s")
        if every_s is not None and every_s.least <= float(parts[2]) <= every_s.most:
            return found, {"every_s": float(parts[2])}
    raise CityError("run.no_strategy", strategy=name, known=", ".join(known_strategies()))


def _parameters(strategy: Strategy[Any]) -> Mapping[str, Parameter]:
    found: Mapping[str, Parameter] = getattr(strategy, "PARAMETERS", {})
    return found


def _adjusted(strategy: Strategy[Any], name: str, values: Values) -> Strategy[Any]:
    """Return a strategy with values of its parameters; itself where none are given."""
    faults = [Fault(name, 0, what) for _, what in parameter_faults(values, _parameters(strategy))]
    if faults:
        raise CityError("parameter.faults", *faults, count=len(faults), strategy=name)
    if not values:
        return strategy
    adjustable: Any = strategy  # it declares PARAMETERS, so it is an `Adjustable`
    adjusted: Strategy[Any] = adjustable.with_parameters(values)
    return adjusted


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
    return Path(name).stem if is_file_name(name) or is_parameter_file(name) else name


def strategy_of_file(path: Path, values: Values | None = None) -> Strategy[Any]:
    """Run a Python file and return the strategy it is, with values; only for a file that the user named.

    Raises
    ------
    CityError
        Saying what the file lacks, or every fault of the values.
    """
    return _adjusted(_module(path), str(path), values or {})


def _module(path: Path) -> Strategy[Any]:
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
