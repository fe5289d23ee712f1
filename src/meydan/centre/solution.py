"""A solution: what is put into a city. A registered strategy, a file of its parameters, or a folder of plans.

A folder holds `plans/*.toml` and `timetable.toml` as a city folder does; they are run by `fixed_time`, or by what a
`strategy.toml` beside them says. Python files are no solutions: they could do anything.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from meydan.centre.registry import find_strategy, is_file_name, strategy_label
from meydan.city.city import City
from meydan.city.errors import CityError
from meydan.control import Strategy
from meydan.store.city_folder import read_with_plans
from meydan.store.deployments import STRATEGY, Parts, read_parts
from meydan.store.tree_digest import digest_of, digest_of_file, digest_of_tree

PLANS_RUN_BY = "fixed_time"


@dataclass(frozen=True, slots=True)
class Solution:
    """A solution, read for one city.

    `source` is what was typed: a strategy's name, or where the file or folder lies. `strategy` is what `find_strategy`
    takes; `city` is the city with the solution's plans.
    """

    kind: Literal["strategy", "parameters", "plans"]
    label: str
    digest: str
    source: str
    strategy: str
    city: City

    def found(self) -> Strategy[Any]:
        """Return the strategy that runs it; CityError if there is none."""
        return find_strategy(self.strategy)


def named(solution: Solution) -> dict[str, str]:
    """Return a solution as records name it."""
    return {"kind": solution.kind, "label": solution.label, "digest": solution.digest}


def read_solution(source: str, city: City) -> Solution:
    """Return the solution that `source` names: a registered strategy, a TOML file of parameters, a folder of plans.

    Raises
    ------
    CityError
        With everything that is wrong with it.
    """
    path = Path(source)
    if is_file_name(source):
        raise CityError("solution.is_code", file=source)
    if path.is_dir():
        plans = read_with_plans(city, path)
        own = path / STRATEGY
        strategy = str(own) if own.exists() else PLANS_RUN_BY
        find_strategy(strategy)
        return Solution("plans", path.resolve().name, digest_of_tree(path), source, strategy, plans)
    find_strategy(source)
    if source.endswith(".toml"):
        return Solution("parameters", strategy_label(source), digest_of_file(path), source, source, city)
    return Solution("strategy", source, digest_of(_naming(source)), source, source, city)


def parts_under(solution: Solution, before: Parts) -> dict[str, bytes]:
    """Return the parts of a city as they are when a solution was put into it: what it does not bring stays."""
    path = Path(solution.source)
    match solution.kind:
        case "strategy":
            brought = {STRATEGY: _naming(solution.source)}
        case "parameters":
            brought = {STRATEGY: path.read_bytes()}
        case "plans":
            brought = {STRATEGY: _naming(PLANS_RUN_BY)} | read_parts(path)
    return {**before, **brought}


def _naming(strategy: str) -> bytes:
    """Return the file that names a strategy and leaves its parameters as they are."""
    return f'strategy = "{strategy}"\n'.encode()
