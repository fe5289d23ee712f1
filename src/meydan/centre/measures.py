"""The measures there are: those that packages registered under `meydan.measure`."""

from collections.abc import Sequence
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from typing import TYPE_CHECKING

from meydan.city.errors import CityError, Fault, fault

if TYPE_CHECKING:
    from meydan.measure.rows import Measure  # the names alone need no numpy

ALL = "all"


def find_measures(names: Sequence[str]) -> "dict[str, tuple[Measure, tuple[str, ...]]]":
    """Return each measure asked for, with the names of its columns; "all" is every one.

    A measure is a module that holds `COLUMNS` and a function of its own name.

    Raises
    ------
    CityError
        With every name that is none.
    """
    entries = _entries()
    wanted = sorted(entries) if ALL in names else list(dict.fromkeys(names))
    known = ", ".join(sorted(entries))
    faults: list[Fault] = [
        fault("", 0, "measure.no_measure", name=name, known=known) for name in wanted if name not in entries
    ]
    if faults:
        raise CityError("typed.faults", *faults, count=len(faults))
    modules = {name: entries[name].load() for name in wanted}
    return {name: (getattr(module, name), tuple(module.COLUMNS)) for name, module in modules.items()}


def known_measures() -> list[str]:
    """Return the names of all measures."""
    return sorted(_entries())


@cache
def _entries() -> dict[str, EntryPoint]:
    return {entry.name: entry for entry in entry_points(group="meydan.measure")}
