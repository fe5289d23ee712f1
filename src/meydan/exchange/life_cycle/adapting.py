"""From a package and a binding to a solution of the adopting city: files whose digest is what is proved and run.

Of strategy parameters, a number slot sets the parameter of its name. In a template of plans, `"{slot}"` stands for what
is bound, and `plans/SLOT.toml` holds the plans of each junction bound to that slot.
"""

import json
import tomllib
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import Any

from meydan.centre.solution import Solution, read_solution
from meydan.city.city import City
from meydan.city.errors import PackageError
from meydan.exchange.life_cycle.binding import Binding
from meydan.exchange.life_cycle.parameters import parameters_in
from meydan.exchange.manifest import Kind
from meydan.exchange.package import Package
from meydan.store.city_text import file_of, junction_of, plans_text
from meydan.store.package_zip import write_tree
from meydan.store.tree_digest import PREFIX, digest_of, digest_of_files

FOLDER = "adapted"
PLANS = "plans"


def adapted_files(package: Package, binding: Binding) -> dict[str, bytes]:
    """Return the files of the solution.

    Raises
    ------
    PackageError
        If the package holds nothing that could run a junction, or not one file of parameters.
    """
    match package.manifest.kind:
        case Kind.STRATEGY_PARAMS:
            name, told = parameters_in(package)
            return {PurePosixPath(name).name: _with_numbers(package.content[name], told, binding)}
        case Kind.PLAN_TEMPLATE:
            return dict(_plans(package, binding))
        case kind:
            raise PackageError("life.no_solution", kind=kind)


def with_plans_held(files: Mapping[str, bytes], city: City) -> dict[str, bytes]:
    """Return the files of a solution with the plans beside its own that a junction's site has numbers for.

    A junction's file of plans takes the place of the city's whole, and a template knows no other plans.
    """
    found = dict(files)
    for name in (one for one in files if one.startswith(f"{PLANS}/")):
        junction = city.junctions.get(junction_of(PurePosixPath(name).stem))
        if junction is None or junction.rsmp is None:
            continue
        text = files[name].decode()
        with suppress(tomllib.TOMLDecodeError):  # told when the solution is read
            lacks = [city.plans[junction.id, plan] for plan in junction.rsmp.plans if plan not in tomllib.loads(text)]
            found[name] = "\n".join([text, plans_text(lacks)]).encode() if lacks else files[name]
    return found


def write_solution(dossier: Path, files: Mapping[str, bytes], city: City) -> tuple[Solution, str]:
    """Write a solution into a dossier and read it for a city; return it with its place in the dossier.

    Raises
    ------
    CityError
        With everything of it that does not fit the city's junctions: plans are held against minimum and maximum
        greens, intergreens and cycle limits, parameters against their bounds.
    """
    digest = digest_of_files({name: digest_of(data) for name, data in files.items()})
    folder = Path(FOLDER) / digest.removeprefix(PREFIX)[:12]
    if not (dossier / folder).exists():
        write_tree(dossier / folder, files)
    source = folder if any(name.startswith(f"{PLANS}/") for name in files) else folder / next(iter(files))
    return read_solution(str(dossier / source), city), source.as_posix()


def _with_numbers(data: bytes, told: Mapping[str, Any], binding: Binding) -> bytes:
    """Return a file of parameters with the bound numbers; the same bytes where none of them is another."""
    before = told.get("parameters", {})
    after = {**before, **binding.numbers}
    if after == before:
        return data
    lines = [f"strategy = {json.dumps(told.get('strategy', ''))}", "", "[parameters]"]
    lines += [f"{name} = {_number(after[name])}" for name in sorted(after)]
    return ("\n".join(lines) + "\n").encode()


def _plans(package: Package, binding: Binding) -> Mapping[str, bytes]:
    files = {}
    for name, data in package.content.items():
        text = data.decode("utf-8")
        for slot, names in binding.names.items():
            text = text.replace(f'"{{{slot}}}"', json.dumps(names[0] if len(names) == 1 else list(names)))
        for slot, number in binding.numbers.items():
            text = text.replace(f'"{{{slot}}}"', _number(number))
        path = PurePosixPath(name)
        for at in binding.names.get(path.stem, ()) if path.parent.name == PLANS else ():
            files[file_of(PLANS, at)] = text.encode()
        if path.stem not in binding.names:
            files[name] = text.encode()
    return files


def _number(value: float) -> str:
    return str(int(value)) if float(value).is_integer() else str(value)
