"""A file of strategy parameters: which registered strategy, and with which values of its numbers.

strategy = "predictive"

[parameters]
horizon_s = 40
"""

import tomllib
from collections.abc import Callable, Iterator, Mapping
from math import isfinite
from pathlib import Path
from typing import Annotated, Any

from pydantic import AllowInfNan, BaseModel, ConfigDict, Field, Strict, ValidationError

from meydan.city.because import Because
from meydan.city.errors import CityError, Fault, fault
from meydan.control.parameter import Choice, Parameter, parameter_faults
from meydan.store.city_shape import shape_fault
from meydan.store.lines import line_of

Offers = Callable[[str], Mapping[str, Parameter]]
"""What may be set of a strategy, by its name; CityError if there is no such strategy."""


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    strategy: Annotated[str, Field(min_length=1)]
    parameters: dict[str, Annotated[float, Strict(), AllowInfNan(False)]] = {}


def read_parameters(file: Path, offers: Offers) -> Choice:
    """Return the strategy a file names, with the values it gives.

    Raises
    ------
    CityError
        With every fault: no TOML, values of another kind, a strategy or names there are not, values out of bounds.
    """
    try:
        text = file.read_text(encoding="utf-8")
        told = tomllib.loads(text)
    except OSError as error:
        raise CityError("parameter.unreadable", file=str(file), found=str(error.strerror)) from error
    except (ValueError, RecursionError) as error:
        raise _refused(file, [fault(file.name, 0, "parameter.not_toml", found=str(error))]) from error
    faults = [Fault(file.name, line_of(text, keys), what) for keys, what in _faults(told, offers)]
    try:
        read = _File.model_validate(told)
    except ValidationError as error:
        raise _refused(file, [*(_fault(file, text, one) for one in error.errors()), *faults]) from error
    if faults:
        raise _refused(file, faults)
    return Choice(read.strategy, tuple(sorted(read.parameters.items())))


def _faults(told: Mapping[str, Any], offers: Offers) -> Iterator[tuple[tuple[str, ...], Because]]:
    """Yield what a strategy does not offer, with the keys where it stands; what has the wrong shape is left out."""
    strategy, values = told.get("strategy"), told.get("parameters", {})
    if not isinstance(strategy, str) or not strategy:
        return
    try:
        parameters = offers(strategy)
    except CityError as error:
        yield ("strategy",), error.what
        return
    sound = {name: value for name, value in values.items() if _is_number(value)} if isinstance(values, dict) else {}
    for name, what in parameter_faults(sound, parameters):
        yield ("parameters", name), what


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value)


def _fault(file: Path, text: str, wrong: Any) -> Fault:
    keys = tuple(map(str, wrong["loc"]))
    return shape_fault(file.name, line_of(text, keys), keys, wrong)


def _refused(file: Path, faults: list[Fault]) -> CityError:
    in_order = sorted(faults, key=lambda found: found.line)
    return CityError("parameter.faults", *in_order, count=len(in_order), strategy=str(file))
