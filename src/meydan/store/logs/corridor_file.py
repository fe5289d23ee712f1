"""The file that names a corridor: junctions along a road, with their phases in each direction."""

import tomllib
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, FiniteFloat, ValidationError

from meydan.city.errors import CityError, Fault, fault
from meydan.measure.corridor import Corridor, Stop
from meydan.store.city_shape import shape_fault

KMH = 3.6


class _StopShape(BaseModel):
    """One junction of the corridor."""

    model_config = ConfigDict(extra="forbid", strict=True)

    id: str
    distance_m: Annotated[FiniteFloat, Field(ge=0)]
    out: Annotated[int, Field(ge=1)] = 0
    back: Annotated[int, Field(ge=1)] = 0


class _CorridorShape(BaseModel):
    """The whole file."""

    model_config = ConfigDict(extra="forbid", strict=True)

    name: str
    speed_kmh: Annotated[FiniteFloat, Field(gt=0, le=200)]
    junctions: list[_StopShape]


def read_corridor(file: Path) -> Corridor:
    """Read a corridor.

    Raises
    ------
    CityError
        With all faults of the file.
    """
    try:
        told = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        unreadable = fault(str(file), 0, "corridor.not_toml", found=str(error))
        raise CityError("corridor.faults", unreadable, count=1) from error
    try:
        found = _CorridorShape.model_validate(told)
    except ValidationError as error:
        faults = [shape_fault(str(file), 0, tuple(map(str, wrong["loc"])), wrong) for wrong in error.errors()]
        raise CityError("corridor.faults", *faults, count=len(faults)) from error
    if more := _faults(file, found):
        raise CityError("corridor.faults", *more, count=len(more))
    stops = tuple(Stop(stop.id, float(stop.distance_m), stop.out, stop.back) for stop in found.junctions)
    return Corridor(found.name, found.speed_kmh / KMH, stops)


def _faults(file: Path, found: _CorridorShape) -> list[Fault]:
    if len(found.junctions) < 2:
        return [fault(str(file), 0, "corridor.too_short", count=len(found.junctions))]
    names = [stop.id for stop in found.junctions]
    twice = sorted({name for name in names if names.count(name) > 1})
    faults = [fault(str(file), 0, "corridor.twice", junction=name) for name in twice]
    faults += [
        fault(str(file), 0, "corridor.order", junction=after.id, distance_m=after.distance_m, before=before.id)
        for before, after in zip(found.junctions[:-1], found.junctions[1:], strict=True)
        if after.distance_m <= before.distance_m
    ]
    faults += [
        fault(str(file), 0, "corridor.no_phase", junction=stop.id)
        for stop in found.junctions
        if not stop.out and not stop.back
    ]
    return faults
