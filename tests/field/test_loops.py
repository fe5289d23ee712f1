"""The twin's loops tell what SUMO's own detectors count, and let go of vehicles that are taken away."""

import xml.etree.ElementTree as ET
from collections import Counter
from pathlib import Path

import libsumo
import pytest

from meydan.city.events import DetectorChanged
from meydan.city.instant import Instant
from meydan.field.sumo.loops import Loops, write_loops
from meydan.store.city_folder import read_city
from tests.twin_runs import make_city

pytestmark = pytest.mark.sumo

SECONDS = 400


@pytest.fixture(scope="module")
def grid(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_city(2, tmp_path_factory.mktemp("grid") / "city")


class Sumo:
    """SUMO with its own programs, the city's loops, and its own count of what passed them."""

    def __init__(self, folder: Path, scratch: Path, *more: str) -> None:
        city = read_city(folder)
        assert city.twin is not None
        self.counted = scratch / "counted.xml"
        file = scratch / "loops.add.xml"
        self.names = write_loops(city, file)
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace('period="86400" file="NUL"', f'period="{SECONDS}" file="{self.counted}"'))
        routes = str(folder / city.twin.routes[0])
        files = ["--net-file", str(folder / city.twin.net), "--route-files", routes, "--additional-files", str(file)]
        libsumo.start(["sumo", *files, "--no-warnings", "true", "--no-step-log", "true", *more])
        self.loops = Loops(self.names)

    def seconds(self, count: int) -> list[DetectorChanged]:
        pulses = []
        for _ in range(count):
            libsumo.simulationStep()
            pulses += self.loops.pulses(0)
        return pulses


def test_as_many_vehicles_pass_each_loop_as_sumo_counts(grid: Path, tmp_path: Path) -> None:
    sumo = Sumo(grid, tmp_path)
    pulses = sumo.seconds(SECONDS)
    libsumo.close()
    counted = {sumo.names[i.get("id", "")]: int(i.get("nVehEntered", "0")) for i in ET.parse(sumo.counted).getroot()}
    ours = Counter((p.junction, p.detector) for p in pulses if p.occupied)
    assert sum(counted.values()) > 300
    # two vehicles nose to tail over a loop are one pulse, as on a street
    assert all(ours[loop] <= count for loop, count in counted.items())
    assert sum(ours.values()) > 0.97 * sum(counted.values())


def test_a_pulse_lasts_as_long_as_its_vehicle_needs_to_pass(grid: Path, tmp_path: Path) -> None:
    sumo = Sumo(grid, tmp_path)
    began: dict[tuple[str, str], Instant] = {}
    lasted = []
    for pulse in sumo.seconds(SECONDS):
        loop = (pulse.junction, pulse.detector)
        if pulse.occupied:
            began[loop] = pulse.t
        else:
            lasted.append(pulse.t - began.pop(loop))
    libsumo.close()
    quickest_ms = 1000 * (5 + 2) / 20  # a car of 5 m over a loop of 2 m, well above the limit of 13.9 m/s
    assert min(lasted) > quickest_ms


def test_a_vehicle_taken_away_from_a_loop_lets_it_go(grid: Path, tmp_path: Path) -> None:
    sumo = Sumo(grid, tmp_path)
    sumo.seconds(60)
    standing = sumo.seconds(1)
    while not sumo.loops._occupied:
        standing = sumo.seconds(1)
    for vehicle in libsumo.vehicle.getIDList():
        libsumo.vehicle.remove(vehicle)
    occupied = {sumo.names[loop] for loop in sumo.loops._occupied}
    freed = {(p.junction, p.detector) for p in sumo.seconds(1) if not p.occupied}
    libsumo.close()
    assert standing is not None
    assert occupied
    assert freed == occupied
