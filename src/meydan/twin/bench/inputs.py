"""What can stand on the bench: scenario folders, imported once, and city folders with a twin."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from meydan.city.city import City, Twin
from meydan.city.errors import CityError
from meydan.city.junction import DetectorKind, GroupKind
from meydan.city.zones import with_zones
from meydan.feeds.sumo import read_scenario, read_sumo, read_zone_lanes
from meydan.store.city_folder import read_city, write_city
from meydan.twin.bench.task import Scenario

Detection = Literal["loops", "zones"]

PLAIN_YELLOW_S, PLAIN_MIN_GREEN_S = 3.0, 5.0  # where a city has neither an amber nor a vehicle group


def prepare(folders: Sequence[Path], detection: Detection, scratch: Path) -> list[Scenario]:
    """Return the scenarios of folders; those that are no cities yet are imported into `scratch`.

    Raises
    ------
    CityError
        If a folder is neither a scenario nor a city with a twin, or two have the same name.
    FeedError
        With every fault of a scenario.
    """
    found = [_prepared(folder, detection, scratch / str(number)) for number, folder in enumerate(folders)]
    twice = [name for name, times in Counter(scenario.name for scenario in found).items() if times > 1]
    if twice:
        raise CityError("bench.same_name", names=", ".join(twice))
    return found


def _prepared(folder: Path, detection: Detection, into: Path) -> Scenario:
    if (folder / "scenario.toml").is_file() or folder.name == "scenario.toml":
        return _imported(folder, detection, into)
    if not (folder / "city.toml").is_file():
        raise CityError("bench.no_input", folder=str(folder))
    city = read_city(folder)
    if city.twin is None:
        raise CityError("bench.no_twin", city=city.name)
    kinds = {d.kind for junction in city.junctions.values() for d in junction.detectors.values()}
    if detection == "loops" and kinds == {DetectorKind.ZONE}:
        raise CityError("bench.no_loops", city=city.name)
    if detection == "zones" and DetectorKind.ZONE not in kinds:
        _write_with_zones(city, city.twin, folder, into)
        folder = into
    return Scenario(city.name, folder, _yellow_s(city), _min_green_s(city))


def _write_with_zones(city: City, twin: Twin, folder: Path, into: Path) -> None:
    """Write a copy of a city with zones in place of its loops."""
    names = (twin.net, *twin.routes, *twin.additional)
    zones = with_zones(city, read_zone_lanes(folder / twin.net, city))
    write_city(zones, into, None, {name: folder / name for name in names})


def _imported(folder: Path, detection: Detection, into: Path) -> Scenario:
    said = read_scenario(folder)
    imported = read_sumo(
        said.net,
        routes=said.routes,
        additional=said.additional,
        name=said.name,
        begin_s=said.begin_s,
        end_s=said.end_s,
        yellow_s=said.yellow_s,
        min_green_s=said.min_green_s,
        detectors=detection,
    )
    twin = imported.city.twin
    assert twin is not None
    names = (twin.net, *twin.routes, *twin.additional)
    files = dict(zip(names, (said.net, *said.routes, *said.additional), strict=True))
    write_city(imported.city, into, imported.roads, files)
    return Scenario(said.name, into, said.yellow_s, said.min_green_s)


def _yellow_s(city: City) -> float:
    """Return the amber that most vehicle groups of a city have."""
    groups = [group for junction in city.junctions.values() for group in junction.groups.values()]
    ambers = Counter(group.amber.s for group in groups if group.amber.s > 0)
    return ambers.most_common(1)[0][0] if ambers else PLAIN_YELLOW_S


def _min_green_s(city: City) -> float:
    """Return the shortest minimum green of a city's vehicle groups."""
    groups = [group for junction in city.junctions.values() for group in junction.groups.values()]
    return min((g.min_green.s for g in groups if g.kind is GroupKind.VEHICLE), default=PLAIN_MIN_GREEN_S)
