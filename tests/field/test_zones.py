"""The twin's zones count what SUMO's own lane area detectors count, and say it only when it changes."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import libsumo
import pytest

from meydan.city.city import City
from meydan.city.events import ZoneChanged
from meydan.city.instant import Instant
from meydan.field.sumo.sight import Sight, draw_sight
from meydan.field.sumo.zones import Zones
from meydan.store.city_folder import read_city
from tests.twin_runs import make_city

pytestmark = pytest.mark.sumo

SECONDS = 400
STANDING_MPS = 1.4
Where = tuple[str, str]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_city(2, tmp_path_factory.mktemp("grid") / "city", "zones")


@pytest.fixture(scope="module")
def city(folder: Path) -> City:
    return read_city(folder)


def write_areas(city: City, file: Path) -> dict[str, Where]:
    """Write a lane area detector for each zone; a vehicle stands there from the first slow second on."""
    names: dict[str, Where] = {}
    lines = []
    for junction in city.junctions.values():
        for d in junction.detectors.values():
            lane, name = junction.lanes[d.lane], f"a{len(names)}"
            end_m = lane.length_m + lane.ahead_m - d.distance_m
            names[name] = (junction.id, d.id)
            lines.append(
                f'<laneAreaDetector id="{name}" lane="{d.lane}" pos="{max(0.0, end_m - d.length_m):.2f}" '
                f'endPos="{end_m:.2f}" timeThreshold="0" speedThreshold="{STANDING_MPS}" period="86400" file="NUL"/>'
            )
    file.write_text(f"<additional>{''.join(lines)}</additional>")
    return names


@pytest.fixture
def areas(city: City, folder: Path, tmp_path: Path) -> Iterator[dict[str, Where]]:
    """Start SUMO with its own programs and detectors, and return zone by detector."""
    assert city.twin is not None
    names = write_areas(city, tmp_path / "areas.add.xml")
    files = ["--net-file", str(folder / city.twin.net), "--route-files", str(folder / city.twin.routes[0])]
    files += ["--additional-files", str(tmp_path / "areas.add.xml")]
    libsumo.start(["sumo", *files, "--no-warnings", "true", "--no-step-log", "true"])
    yield names
    libsumo.close()


def step(zones: Zones, said: dict[Where, tuple[int, int]]) -> list[ZoneChanged]:
    """Go one second and keep what was said last."""
    libsumo.simulationStep()
    changes = zones.changes(Instant(round(float(libsumo.simulation.getTime()) * 1000)))
    said |= {(c.junction, c.detector): (c.vehicles, c.standing) for c in changes}
    return changes


def counted(city: City, areas: dict[str, Where]) -> dict[Where, tuple[int, int]]:
    """Return what SUMO's detectors count, less those whose front has left the lane while their back is still there."""
    found = {}
    for name, (junction, zone) in areas.items():
        lane = city.junctions[junction].detectors[zone].lane
        vehicles = [v for v in libsumo.lanearea.getLastStepVehicleIDs(name) if libsumo.vehicle.getLaneID(v) == lane]
        slow = sum(libsumo.vehicle.getSpeed(v) < STANDING_MPS for v in vehicles)
        found[junction, zone] = (len(vehicles), slow)
    return found


def test_zones_hold_whom_sumo_finds_there_each_second(city: City, areas: dict[str, Where]) -> None:
    zones = Zones(city, Sight())
    said: dict[Where, tuple[int, int]] = {}
    seen: Counter[str] = Counter()
    for _ in range(SECONDS):
        step(zones, said)
        theirs = counted(city, areas)
        assert {where: said.get(where, (0, 0)) for where in theirs} == theirs
        seen["vehicles"] += sum(n for n, _ in theirs.values())
        seen["standing"] += sum(n for _, n in theirs.values())
    assert seen["vehicles"] > 2000
    assert 500 < seen["standing"] < seen["vehicles"]


def test_those_who_stand_are_those_whom_sumo_calls_halting(city: City, areas: dict[str, Where]) -> None:
    zones = Zones(city, Sight())
    said: dict[Where, tuple[int, int]] = {}
    compared = different = 0
    for _ in range(SECONDS):
        step(zones, said)
        for name, where in areas.items():
            vehicles = int(libsumo.lanearea.getLastStepVehicleNumber(name))
            if vehicles == said.get(where, (0, 0))[0]:  # nobody's back alone
                compared += vehicles > 0
                different += said.get(where, (0, 0))[1] != libsumo.lanearea.getLastStepHaltingNumber(name)
    assert compared > 2000
    assert different < 0.01 * compared  # SUMO's detector looks at the whole step, not at its end


def test_a_zone_speaks_only_when_a_number_changed(city: City, areas: dict[str, Where]) -> None:
    zones = Zones(city, Sight())
    said: dict[Where, tuple[int, int]] = {}
    told = 0
    for _ in range(SECONDS):
        before = dict(said)
        changes = step(zones, said)
        assert all(before.get((c.junction, c.detector), (0, 0)) != (c.vehicles, c.standing) for c in changes)
        assert len({(c.junction, c.detector) for c in changes}) == len(changes)
        told += len(changes)
    assert 500 < told < SECONDS * len(areas) / 4


def test_a_vehicle_that_a_zone_misses_is_unseen_on_its_whole_way_through(city: City, areas: dict[str, Where]) -> None:
    sight = draw_sight(city, 5, misses=0.3)
    zones = Zones(city, sight)
    said: dict[Where, tuple[int, int]] = {}
    passes: dict[tuple[str, Where], bool] = {}
    for _ in range(SECONDS):
        step(zones, said)
        for name, where in areas.items():
            lane = city.junctions[where[0]].detectors[where[1]].lane
            there = [v for v in libsumo.lanearea.getLastStepVehicleIDs(name) if libsumo.vehicle.getLaneID(v) == lane]
            passes |= {(v, where): sight.misses_vehicle(v, where) for v in there}
            assert said.get(where, (0, 0))[0] == sum(not passes[v, where] for v in there)
    assert len(passes) > 200
    assert 0.2 < sum(passes.values()) / len(passes) < 0.4


def test_a_zone_is_empty_when_the_network_was_emptied(city: City, areas: dict[str, Where]) -> None:
    zones = Zones(city, Sight())
    said: dict[Where, tuple[int, int]] = {}
    for _ in range(100):
        step(zones, said)
    full = {where for where, (vehicles, _) in said.items() if vehicles}
    released = zones.release(Instant(100_000))
    assert {(c.junction, c.detector) for c in released} == full
    assert {(c.vehicles, c.standing) for c in released} == {(0, 0)}
    assert zones.release(Instant(100_000)) == []
