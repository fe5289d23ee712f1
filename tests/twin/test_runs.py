"""Every map under every strategy on the real simulator, watched by the monitor."""

from itertools import pairwise
from pathlib import Path

import pytest

from meydan.centre.replay import replay
from meydan.city.events import DetectorChanged, StageStarted, Tick
from meydan.city.orders import Cleared, Refused
from meydan.store.codec import encode_records
from tests.nightly import NIGHTLY
from tests.twin_runs import STRATEGIES, import_scenario, make_city, run_twin, strategy_named

pytestmark = pytest.mark.sumo

MAPS = [
    "resco/cologne1",
    "resco/cologne3",
    "resco/ingolstadt1",
    "resco/ingolstadt21",
    "resco/grid4x4",
    "resco/arterial4x4",
    "bologna-acosta",
]
SECONDS, SEEDS = (3600.0, (1, 2, 3)) if NIGHTLY else (600.0, (1,))


@pytest.fixture(scope="module")
def grid(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_city(4, tmp_path_factory.mktemp("grid") / "city")


@pytest.fixture(scope="module", params=MAPS)
def folder(request: pytest.FixtureRequest, shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return import_scenario(shared / "scenarios" / request.param, tmp_path_factory.mktemp("map") / "city")


@pytest.mark.shared
@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("strategy", STRATEGIES)
def test_no_lamp_of_any_map_breaks_a_rule_under_any_strategy(folder: Path, strategy: str, seed: int) -> None:
    seen = run_twin(folder, strategy, SECONDS, seed)
    assert list(seen.monitor.last) == []
    assert any(len(letters) > 2 for letters in seen.shown.values())


@pytest.mark.parametrize("strategy", STRATEGIES)
def test_no_lamp_of_a_made_city_breaks_a_rule(grid: Path, strategy: str) -> None:
    seen = run_twin(grid, strategy, 300)
    assert list(seen.monitor.last) == []
    assert {r.junction for r in seen.records if isinstance(r, StageStarted)} == set(seen.city.junctions)


def test_the_same_seed_gives_the_same_log_and_another_seed_another(grid: Path) -> None:
    first, again, other = (encode_records(run_twin(grid, "actuated", 200, seed).records) for seed in (1, 1, 2))
    assert first == again
    assert first != other


@pytest.mark.parametrize("strategy", STRATEGIES)
def test_a_run_of_the_twin_replays_byte_for_byte(grid: Path, strategy: str) -> None:
    seen = run_twin(grid, strategy, 300)
    orders = [r for r in seen.records if isinstance(r, Cleared | Refused)]
    found = replay(seen.records, seen.city, strategy_named(strategy), strategy, on_street=False)
    assert encode_records(found.verdicts) == encode_records(orders)


def test_the_demand_starts_again_at_its_end_with_the_clock_going_on_and_no_lamp_disturbed(grid: Path) -> None:
    seen = run_twin(grid, "actuated", 3600 + 200, repeat=True)
    ticks = [r.t for r in seen.records if isinstance(r, Tick)]
    assert {b - a for a, b in pairwise(ticks)} == {1000}
    assert len(ticks) == 3800
    assert list(seen.monitor.last) == []
    assert [r for r in seen.records if isinstance(r, DetectorChanged) and r.t > ticks[3650]]


def test_every_loop_tells_on_and_off_in_turn_and_in_order_of_time(grid: Path) -> None:
    pulses = [r for r in run_twin(grid, "actuated", 600).records if isinstance(r, DetectorChanged)]
    assert len(pulses) > 1000
    assert all(a.t <= b.t for a, b in pairwise(pulses))
    occupied: dict[tuple[str, str], bool] = {}
    for pulse in pulses:
        assert occupied.get((pulse.junction, pulse.detector), False) is not pulse.occupied
        occupied[pulse.junction, pulse.detector] = pulse.occupied
