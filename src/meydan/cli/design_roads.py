"""The roads of a design: corridors whose phases are the places of signal groups in the city's files."""

from collections.abc import Sequence
from pathlib import Path

from meydan.city.city import City
from meydan.city.errors import CityError, fault
from meydan.design.green_wave import Road, RoadStop
from meydan.measure.corridor import Corridor
from meydan.store.logs.corridor_file import read_corridor


def roads_of(files: Sequence[Path], city: City, designed: Sequence[str]) -> tuple[Road, ...]:
    """Read corridors and return them with the signal groups that their phases stand for.

    Raises
    ------
    CityError
        If a file has faults, names a junction that is not designed or a phase it has not, or shares a junction with
        another one, which has one offset only.
    """
    roads = tuple(_road(city, designed, file, read_corridor(file)) for file in files)
    first: dict[str, str] = {}
    for road in roads:
        for stop in road.stops:
            if stop.junction in first:
                raise CityError("design.two_roads", junction=stop.junction, road=road.name, other=first[stop.junction])
            first[stop.junction] = road.name
    return roads


def _road(city: City, designed: Sequence[str], file: Path, corridor: Corridor) -> Road:
    faults = []
    for stop in corridor.stops:
        if stop.junction not in designed:
            faults.append(fault(str(file), 0, "design.not_designed", junction=stop.junction))
            continue
        groups = len(city.junctions[stop.junction].groups)
        for phase in sorted({stop.phase_out, stop.phase_back}):
            if phase > groups:
                told = fault(str(file), 0, "design.no_phase", junction=stop.junction, phase=phase, groups=groups)
                faults.append(told)
    if faults:
        raise CityError("corridor.faults", *faults, count=len(faults))
    stops = tuple(
        RoadStop(s.junction, s.distance_m, *(_group(city, s.junction, p) for p in (s.phase_out, s.phase_back)))
        for s in corridor.stops
    )
    return Road(corridor.name, corridor.speed_mps, stops)


def _group(city: City, junction: str, phase: int) -> str:
    return list(city.junctions[junction].groups)[phase - 1] if phase else ""
