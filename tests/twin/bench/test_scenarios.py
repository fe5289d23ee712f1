"""Small scenarios whose numbers can be said beforehand, run by SUMO itself and watched by the bench."""

from pathlib import Path

import pytest

from meydan.twin.bench.inputs import prepare
from meydan.twin.bench.one import run_one
from meydan.twin.bench.row import Row
from meydan.twin.bench.task import Settings, Task
from tests.feeds.sumo.nets import EAST_WEST, NORTH_SOUTH, make_cross, with_program

pytestmark = pytest.mark.sumo

AMBER_NS, AMBER_EW = NORTH_SOUTH.replace("G", "y").replace("g", "y"), EAST_WEST.replace("G", "y").replace("g", "y")
SHIPPED = (f"60 {NORTH_SOUTH}", f"3 {AMBER_NS}", f"40 {EAST_WEST}", f"3 {AMBER_EW}")
BARE = (f"60 {NORTH_SOUTH}", f"40 {EAST_WEST}")
FROM_EAST = '<trip id="e" depart="0" from="ec" to="cw"/>'
NO_ROOM = "".join(f'<trip id="e{i}" depart="0" from="ec" to="cw"/>' for i in range(60))


def run(folder: Path, trips: str, *phases: str, strategy: str = "shipped", settings: Settings | None = None) -> Row:
    """Run a crossing of four roads with one program for 106 s, or as `settings` say."""
    with_program(make_cross(folder), folder, *phases)
    (folder / "trips.rou.xml").write_text(f"<routes>{trips}</routes>")
    (folder / "scenario.toml").write_text(
        'name = "cross"\nnet = "own.net.xml"\nroutes = ["trips.rou.xml"]\nbegin_s = 0\nend_s = 106\n'
    )
    (scenario,) = prepare([folder], "loops", folder / "city")
    return run_one(Task(scenario, strategy, 1, settings or Settings()))


def test_one_vehicle_before_a_red_waits_until_its_green(tmp_path: Path) -> None:
    found = run(tmp_path, FROM_EAST, *SHIPPED)
    ((_, waits),) = found.waits.items()
    ((_, wait),) = waits.items()
    assert wait.times == 1
    assert found.waiting_s is not None
    assert wait.longest_s == pytest.approx(found.waiting_s, abs=2)
    assert 30 < wait.longest_s < 60
    assert (found.trips, found.arrived, found.never_inserted, found.stops) == (1, 1, 0, 1)


def test_the_score_counts_those_who_found_no_room(tmp_path: Path) -> None:
    found = run(tmp_path, NO_ROOM, *SHIPPED, settings=Settings(until_s=50))
    assert found.trips == 60
    assert found.never_inserted > 20
    assert found.delay_s is not None
    assert found.delay_s > 50 * found.never_inserted / 60


def test_a_factor_on_the_demand_is_a_factor_on_the_trips(tmp_path: Path) -> None:
    found = run(tmp_path, NO_ROOM, *SHIPPED, settings=Settings(until_s=20, demand=1.5))
    assert found.trips == pytest.approx(90, abs=1)  # SUMO rounds as it goes


def test_faults_of_a_shipped_plan_are_counted_and_do_not_disqualify(tmp_path: Path) -> None:
    found = run(tmp_path, FROM_EAST, *BARE)
    assert found.violated["I3"] > 0
    assert found.violations == sum(found.violated.values())
    assert not found.disqualified


def test_sumos_own_control_gets_the_amber_that_the_plan_lacks(tmp_path: Path) -> None:
    assert run(tmp_path, FROM_EAST, *BARE, strategy="sumo_actuated").violations == 0


def test_a_plan_of_this_demand_serves_the_road_that_is_used(tmp_path: Path) -> None:
    shipped, retimed = (
        run(_fresh(tmp_path, name), NO_ROOM, *SHIPPED, strategy=name) for name in ("shipped", "webster")
    )
    assert retimed.delay_s is not None
    assert shipped.delay_s is not None
    assert retimed.delay_s < shipped.delay_s
    assert not retimed.disqualified


def _fresh(folder: Path, name: str) -> Path:
    (folder / name).mkdir()
    return folder / name
