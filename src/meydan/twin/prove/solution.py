"""What is put into a city: a strategy by its name, parameters of one, or a folder of plans."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from meydan.centre.registry import choice_of, find_strategy, is_file_name, is_parameter_file, strategy_label
from meydan.city.city import City
from meydan.city.errors import CityError
from meydan.control import Strategy
from meydan.control.parameter import Choice
from meydan.store.city_folder import read_city
from meydan.store.plans_folder import PLANS, TIMETABLE, read_city_with_plans
from meydan.store.tree_digest import digest_of, digest_of_file, digest_of_tree

Kind = Literal["strategy", "parameters", "plans"]

DEFAULT = "fixed_time"
STRATEGY_FILE = "strategy.toml"


@dataclass(frozen=True, slots=True)
class Solution:
    """A solution; `plans` is the folder whose plans take the place of the city's, None where these stay."""

    kind: Kind
    label: str
    digest: str
    strategy: str
    values: tuple[tuple[str, float], ...] = ()
    plans: Path | None = None


def read_solution(text: str) -> Solution:
    """Return the solution that a user named: a registered strategy, a file of parameters, or a folder of plans.

    Raises
    ------
    CityError
        If it is none of these, or names a strategy or a parameter that there is not.
    """
    path = Path(text)
    if path.is_dir():
        found = _of_folder(path)
    elif is_parameter_file(text):
        choice = choice_of(text)
        found = Solution("parameters", path.stem, digest_of_file(path), choice.strategy, choice.values)
    elif is_file_name(text):
        found = Solution("strategy", strategy_label(text), _digest_of_file(path), str(path.resolve()))
    else:
        found = Solution("strategy", text, digest_of(f'strategy = "{text}"\n'.encode()), text)
    strategy_of(found)
    return found


def strategy_of(solution: Solution) -> Strategy[Any]:
    """Return the strategy that runs a solution, with its parameters; CityError if there is none."""
    return find_strategy(solution.strategy, dict(solution.values))


def city_under(solution: Solution, folder: Path) -> City:
    """Return the city of a folder as it is under a solution; CityError with every fault."""
    return read_city(folder) if solution.plans is None else read_city_with_plans(folder, solution.plans)


def _of_folder(folder: Path) -> Solution:
    if not (folder / PLANS).is_dir() and not (folder / TIMETABLE).is_file():
        raise CityError("prove.no_plans", folder=str(folder))
    file = folder / STRATEGY_FILE
    choice = choice_of(str(file)) if file.is_file() else Choice(DEFAULT)
    plans = folder.resolve()
    return Solution("plans", plans.name, digest_of_tree(folder), choice.strategy, choice.values, plans)


def _digest_of_file(file: Path) -> str:
    try:
        return digest_of_file(file)
    except OSError as error:
        raise CityError("prove.no_solution", found=str(file)) from error
