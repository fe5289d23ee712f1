"""What can stand on the bench: scenario folders, imported once, and city folders with a twin."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Literal

from meydan.city.city import City
from meydan.city.errors import CityError
from meydan.city.junction import DetectorKind, GroupKind, Junction
from meydan.city.zones import with_zones
from meydan.feeds.sumo import read_scenario, read_sumo, read_zone_lanes
from meydan.store.city_folder import read_city, write_city
from meydan.twin.bench.task import Scenario

Detection = Literal["loops", "zones"]

MOST_NAMED = 5
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
    seen = _with_loops(city) if detection == "loops" else _with_zones(city, folder / city.twin.net)
    if seen != city:
        names = (city.twin.net, *city.twin.routes, *city.twin.additional)
        write_city(seen, into, None, {name: folder / name for name in names})
        folder = into
    return Scenario(city.name, folder, _yellow_s(city), _min_green_s(city))


def _with_loops(city: City) -> City:
    """Return a city without its zones; CityError if that leaves a junction blind that sees by zones."""
    junctions = {name: _only(junction, zones=False) for name, junction in city.junctions.items()}
    blind = [name for name, junction in city.junctions.items() if junction.detectors and not junctions[name].detectors]
    if blind:
        some = ", ".join(blind[:MOST_NAMED]) + (", …" if len(blind) > MOST_NAMED else "")
        raise CityError("bench.no_loops", city=city.name, junctions=some)
    return replace(city, junctions=junctions)


def _with_zones(city: City, net: Path) -> City:
    """Return a city without its loops; where it has zones nowhere, or a junction has loops only, zones are made."""
    own = {name: _only(junction, zones=True) for name, junction in city.junctions.items()}
    has_none = not any(junction.detectors for junction in own.values())
    bare = {name for name, j in city.junctions.items() if not own[name].detectors and (has_none or j.detectors)}
    if not bare:
        return replace(city, junctions=own)
    made = with_zones(city, read_zone_lanes(net, city)).junctions
    return replace(city, junctions={name: made[name] if name in bare else own[name] for name in own})


def _only(junction: Junction, *, zones: bool) -> Junction:
    """Return a junction with its zones only, or with its loops only."""
    kept = {name: d for name, d in junction.detectors.items() if (d.kind is DetectorKind.ZONE) is zones}
    return replace(junction, detectors=kept)


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
