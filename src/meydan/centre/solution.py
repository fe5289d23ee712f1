"""A solution: what is put into a city. A registered strategy, a file of its parameters, or a folder of plans.

A folder holds `plans/*.toml` and `timetable.toml` as a city folder does; they are run by `fixed_time`, or by what a
`strategy.toml` beside them says. A Python file can be proved on the twin by whoever wrote it; nothing else takes one,
for it could do anything.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from meydan.centre.registry import choice_of, find_strategy, is_file_name, is_parameter_file, meaning_of, strategy_label
from meydan.city.city import City
from meydan.city.errors import CityError
from meydan.control import Strategy
from meydan.store.city_folder import read_with_plans
from meydan.store.deployments import Parts, read_parts
from meydan.store.plans_folder import STRATEGY, holds_plans
from meydan.store.solutions_folder import Kind
from meydan.store.tree_digest import digest_of, digest_of_file, digest_of_tree

PLANS_RUN_BY = "fixed_time"


@dataclass(frozen=True, slots=True)
class Solution:
    """A solution, read for one city: what runs it is whole in here, and no longer changes with its files.

    `means` is the digest of its strategy and values however they are written, "" where it is more than those. `source`
    is what was typed: a strategy's name, or where the file or folder lies. `strategy` runs it with `values` of
    its parameters; `city` is the city with the solution's plans.
    """

    kind: Kind
    label: str
    digest: str
    source: str
    strategy: str
    city: City
    values: tuple[tuple[str, float], ...] = ()
    means: str = ""

    def found(self) -> Strategy[Any]:
        """Return the strategy that runs it; CityError if there is none."""
        return find_strategy(self.strategy, dict(self.values))


def named(solution: Solution) -> dict[str, str]:
    """Return a solution as records name it."""
    return {"kind": solution.kind, "label": solution.label, "digest": solution.digest}


def read_solution(source: str, city: City, *, with_code: bool = False) -> Solution:
    """Return the solution that `source` names: a registered strategy, a TOML file of parameters, a folder of plans.

    Parameters
    ----------
    with_code
        Whether a Python file of the user's own will do as well.

    Raises
    ------
    CityError
        With everything that is wrong with it.
    """
    path = Path(source)
    if is_file_name(source) and not with_code:
        raise CityError("solution.is_code", file=source)
    if path.is_dir():
        return _of_folder(path, source, city)
    choice = choice_of(source)
    find_strategy(choice.strategy, dict(choice.values))
    label, chosen = strategy_label(source), (choice.strategy, city, choice.values, meaning_of(choice))
    if is_parameter_file(source):
        return Solution("parameters", label, digest_of_file(path), source, *chosen)
    if is_file_name(source):
        return Solution("strategy", label, digest_of_file(path), source, str(path.resolve()), city)
    return Solution("strategy", label, digest_of(naming(source)), source, *chosen)


def parts_under(solution: Solution, before: Parts) -> dict[str, bytes]:
    """Return the parts of a city as they are when a solution was put into it: what it does not bring stays."""
    path = Path(solution.source)
    match solution.kind:
        case "strategy":
            brought = {STRATEGY: naming(solution.source)}
        case "parameters":
            brought = {STRATEGY: path.read_bytes()}
        case "plans":
            brought = {STRATEGY: naming(PLANS_RUN_BY)} | read_parts(path)
    return {**before, **brought}


def _of_folder(folder: Path, source: str, city: City) -> Solution:
    if not holds_plans(folder):
        raise CityError("solution.no_plans", folder=str(folder))
    with_plans, own = read_with_plans(city, folder), folder / STRATEGY
    choice = choice_of(str(own) if own.is_file() else PLANS_RUN_BY)
    digest, label = digest_of_tree(folder), folder.resolve().name
    return Solution("plans", label, digest, source, choice.strategy, with_plans, choice.values)


def naming(strategy: str) -> bytes:
    """Return the file that names a strategy and leaves its parameters as they are; its digest is the strategy's."""
    return f'strategy = "{strategy}"\n'.encode()
