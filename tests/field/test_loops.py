"""The twin's loops tell what SUMO's own detectors count, and let go of vehicles that are taken away."""

import xml.etree.ElementTree as ET
from collections import Counter
from pathlib import Path

import libsumo
import pytest

from meydan.city.events import DetectorChanged
from meydan.city.instant import Instant
from meydan.field.sumo.loops import Loops, changes_of, write_loops
from meydan.store.city_folder import read_city
from tests.twin_runs import make_city

pytestmark = pytest.mark.sumo

SECONDS = 400


@pytest.fixture(scope="module")
def grid(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_city(2, tmp_path_factory.mktemp("grid") / "city")


class Sumo:
    """SUMO with its own programs, the city's loops, and two accounts of its own of what passed them."""

    def __init__(self, folder: Path, scratch: Path, *more: str) -> None:
        city = read_city(folder)
        assert city.twin is not None
        self.counted = scratch / "counted.xml"
        file = scratch / "loops.add.xml"
        self.names = write_loops(city, file)
        self.passed = scratch / "passed.xml"
        tree = ET.parse(file)
        for loop in list(tree.getroot()):
            loop.set("period", str(SECONDS))
            loop.set("file", str(self.counted))
            begins_m = float(loop.get("pos", "0"))
            for edge, pos_m in (("enter", begins_m), ("leave", begins_m + float(loop.get("length", "0")))):
                point = {"id": f"{edge} {loop.get('id')}", "lane": loop.get("lane", ""), "pos": f"{pos_m:.3f}"}
                ET.SubElement(tree.getroot(), "instantInductionLoop", point, file=str(self.passed))
        tree.write(file)
        routes = str(folder / city.twin.routes[0])
        files = ["--net-file", str(folder / city.twin.net), "--route-files", routes, "--additional-files", str(file)]
        libsumo.start(["sumo", *files, "--no-warnings", "true", "--no-step-log", "true", *more])
        self.loops = Loops(self.names)

    def changes(self) -> list[tuple[str, str, int, bool]]:
        """Return each change between free and occupied, from SUMO's list of who came to a loop and who left it.

        SUMO names the second in which a step begins, its clock afterwards says the one in which it ends.
        """
        inside: Counter[str] = Counter()
        found = []
        told = [e for e in ET.parse(self.passed).getroot() if e.get("id", "").split()[0] == e.get("state")]
        for event in sorted(told, key=lambda e: (float(e.get("time", "0")), e.get("state") == "enter")):
            state, loop = event.get("id", "").split(" ", 1)
            inside[loop] += 1 if state == "enter" else -1
            if inside[loop] == (state == "enter"):  # the first came, or the last left
                t = round(float(event.get("time", "0")) * 1000) + 1000
                found.append((*self.names[loop], t, state == "enter"))
        return found

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


def test_pulses_begin_and_end_when_sumo_says_that_somebody_came_and_left(grid: Path, tmp_path: Path) -> None:
    sumo = Sumo(grid, tmp_path)
    pulses = sumo.seconds(SECONDS)
    libsumo.close()
    ours = sorted((p.junction, p.detector, p.t, p.occupied) for p in pulses)
    theirs = sorted(sumo.changes())
    assert len(ours) > 600
    assert [(*a[:2], a[3]) for a in ours] == [(*b[:2], b[3]) for b in theirs]
    assert max(abs(a[2] - b[2]) for a, b in zip(ours, theirs, strict=True)) <= 10  # SUMO writes hundredths


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


@pytest.mark.parametrize(
    ("vehicles", "was_on", "changes"),
    [
        ([(10.2, 10.7)], False, [(10.2, True), (10.7, False)]),
        ([(10.2, -1)], False, [(10.2, True)]),
        ([(8.0, -1)], True, []),
        ([(8.0, 10.4)], True, [(10.4, False)]),
        ([(8.0, 10.4), (10.6, -1)], True, [(10.4, False), (10.6, True)]),
        ([(8.0, 10.4), (10.4, -1)], True, []),
        ([(10.6, 10.9), (10.1, 10.5)], False, [(10.1, True), (10.5, False), (10.6, True), (10.9, False)]),
        ([(9.5, 10.0)], False, []),  # told in the last step already
        ([], True, [(10.0, False)]),  # taken away
    ],
)
def test_what_happens_on_a_loop_in_one_step(
    vehicles: list[tuple[float, float]], was_on: bool, changes: list[tuple[float, bool]]
) -> None:
    seen = [("v", 5.0, came, left, "car") for came, left in vehicles]
    assert changes_of(seen, 10.0, was_on=was_on) == changes
