"""The parameters that a package brings: its one file of them, and the numbers that an adopting city may set."""

import tomllib
from typing import Any

from meydan.city.errors import PackageError, fault
from meydan.exchange.manifest import Kind, SlotKind
from meydan.exchange.package import Package


def numbers_of(package: Package) -> dict[str, float]:
    """Return the numbers that a package comes with, for its number slots."""
    if package.manifest.kind is not Kind.STRATEGY_PARAMS:
        return {}
    _, told = parameters_in(package)
    slots = {slot.name for slot in package.manifest.slots if slot.kind is SlotKind.NUMBER}
    return {name: value for name, value in told.get("parameters", {}).items() if name in slots}


def parameters_in(package: Package) -> tuple[str, dict[str, Any]]:
    """Return the one file of parameters: its name and what it says."""
    names = [name for name in sorted(package.content) if name.endswith(".toml")]
    if len(names) != 1:
        raise PackageError("life.not_one_file", found=len(names))
    try:
        return names[0], tomllib.loads(package.content[names[0]].decode())
    except (ValueError, RecursionError) as error:
        raise PackageError("package.refused", fault(names[0], 0, "city.not_toml", found=str(error)), count=1) from None
