"""The areas of a city: named groups of junctions, in `areas.toml` of its folder, to which rights are bound."""

import tomllib
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from meydan.city.errors import CityError, Fault, fault
from meydan.city.rights import WHOLE_CITY, Areas

FILE = "areas.toml"


def read_areas(folder: Path, junctions: Collection[str]) -> Areas:
    """Return the junctions of each area from `[areas]`; none where there is no such file.

    Raises
    ------
    CityError
        Listing all faults: no TOML, no lists of names, and junctions the city does not have.
    """
    try:
        told = tomllib.loads((folder / FILE).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, RecursionError) as error:
        raise CityError("areas.faults", fault(FILE, 0, "areas.not_toml", found=str(error)), count=1) from error
    faults = list(_faults(told, junctions))
    if faults:
        raise CityError("areas.faults", *faults, count=len(faults))
    return {name: frozenset(ids) for name, ids in told["areas"].items()}


def _faults(told: dict[str, Any], junctions: Collection[str]) -> Iterator[Fault]:
    areas = told.get("areas")
    if set(told) != {"areas"} or not isinstance(areas, dict):
        yield fault(FILE, 0, "areas.no_table")
        return
    for name, ids in areas.items():
        if name in ("", WHOLE_CITY):
            yield fault(FILE, 0, "areas.bad_name", name=name)
        elif not isinstance(ids, list) or not all(isinstance(found, str) for found in ids):
            yield fault(FILE, 0, "areas.no_list", name=name)
        else:
            for missing in sorted(set(ids) - set(junctions)):
                yield fault(FILE, 0, "areas.no_junction", name=name, junction=missing)
