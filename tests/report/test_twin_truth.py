"""A run's own log gives the measures that SUMO's own outputs give: the same vehicles, the same lamps."""

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import duckdb
import numpy as np
import pytest

from meydan.city.city import City
from meydan.city.instant import Instant
from meydan.cli.main import main
from meydan.measure.approach_delay import approach_delay
from meydan.measure.arrivals_on_green import arrivals_on_green
from meydan.measure.bins import bins_of_minutes
from meydan.measure.input_output_delay import input_output_delay
from meydan.measure.junction_log import ADVANCE, JunctionLog
from meydan.measure.rows import Rows
from meydan.store.city_folder import read_city
from meydan.store.high_resolution import detectors_of
from meydan.store.logs.reading import read_junction, select
from meydan.store.zone import midnight
from tests.report.twin_truth import Truth, add_truth, arrivals, cycles_of, read_truth
from tests.twin_runs import import_scenario, make_city

pytestmark = pytest.mark.sumo

SECONDS = 1800
BINS = bins_of_minutes(60)


@dataclass(frozen=True, slots=True)
class Run:
    """The city, what SUMO says, and what an archive of the run's own log says of each junction."""

    city: City
    truth: Truth
    logs: dict[str, JunctionLog]
    epoch: Instant


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    folder = tmp_path_factory.mktemp("twin")
    return run_of(make_city(2, folder / "city"), folder, SECONDS)


def run_of(city: Path, folder: Path, until_s: int) -> Run:
    """Run a city, and read what SUMO and the run's own log say."""
    add_truth(city, folder)
    log, archive = folder / "log", folder / "archive"
    typed = ["run", str(city), "--strategy", "actuated", "--headless", "--until", str(until_s), "--log", str(log)]
    subprocess.run([sys.executable, "-m", "meydan", *typed], check=True, capture_output=True)  # SUMO: a run a process
    assert main(["measure", "ingest", str(log), "--into", str(archive)]) == 0
    found = read_city(city)
    with duckdb.connect() as con:
        selection = select(archive)
        logs = {junction: read_junction(con, selection, junction) for junction in selection.parts}
    assert logs.keys() == found.junctions.keys()
    assert found.twin is not None
    return Run(found, read_truth(folder, found), logs, midnight(found.zone, found.twin.day))


def _by_phase(rows: Rows, column: str) -> dict[int, float]:
    phase = np.asarray(rows.columns["phase"]).tolist()
    return dict(zip(phase, np.asarray(rows.columns[column]).tolist(), strict=True))


def test_every_loop_counts_what_sumos_loop_counts(run: Run) -> None:
    for name, junction in run.city.junctions.items():
        counted = {d: run.logs[name].on.times(channel).size for channel, d in enumerate(junction.detectors, start=1)}
        assert counted == {d: run.truth.counts[name, d] for d in junction.detectors}
        assert sum(counted.values()) > 500


def test_every_pulse_begins_when_sumo_says_that_a_vehicle_came(run: Run) -> None:
    apart: list[float] = []
    for name, junction in run.city.junctions.items():
        for channel, d in enumerate(junction.detectors, start=1):
            came_s = (run.logs[name].on.times(channel) - run.epoch) / 1000
            apart += np.abs(came_s - np.array(run.truth.passages.get((name, d), []))).tolist()
    assert len(apart) > 1000
    assert np.quantile(apart, 0.99) <= 0.011  # how finely SUMO writes; 6 in 1,000 lie at the edge of a step
    assert max(apart) <= 1.0


def test_arrivals_and_the_least_delay_are_those_of_sumos_passages_and_lights(run: Run) -> None:
    compared = 0
    for name, junction in run.city.junctions.items():
        arrived = arrivals_on_green(run.logs[name], BINS)
        delayed = approach_delay(run.logs[name], BINS)
        vehicles, share = _by_phase(arrived, "vehicles"), _by_phase(arrived, "share_on_green")
        mean_s = _by_phase(delayed, "mean_delay_s")
        silent = (run.logs[name].silences - run.epoch) / 1000  # a cycle with a silence counts nowhere
        for phase, group in enumerate(junction.groups, start=1):
            loops, table = list(junction.detectors), detectors_of(run.city)[name]
            advance = [loops[d.channel - 1] for d in table if d.phase == phase and d.function == ADVANCE]
            came = [t for d in advance for t in run.truth.passages[name, d]]
            cycles = [
                c for c in cycles_of(run.truth, junction, group) if not np.any((silent >= c.red) & (silent < c.end))
            ]
            expected, on_green, wait_s = arrivals(cycles, came)
            assert vehicles[phase] == expected, (name, group)
            assert abs(share[phase] - on_green / expected) <= 0.03, (name, group)
            assert mean_s[phase] == pytest.approx(wait_s / expected, rel=0.005), (name, group)
            compared += 1
    assert compared == 16


@pytest.mark.shared
def test_input_output_delay_is_what_vehicles_lose_on_the_way(shared: Path, tmp_path: Path) -> None:
    """Undersaturated, and wherever the counts of both ends agree, it is within 10 % of what SUMO says."""
    found = run_of(import_scenario(shared / "scenarios" / "resco" / "cologne1", tmp_path / "city"), tmp_path, 28_800)
    (name,) = found.logs
    groups = list(found.city.junctions[name].groups.values())
    rows = input_output_delay(found.logs[name], bins_of_minutes(1440))
    compared = 0
    columns = (np.asarray(rows.columns[column]).tolist() for column in ("phases", "vehicles", "mean_delay_s"))
    for phases, vehicles, mean_s in zip(*columns, strict=True):
        road = groups[int(phases.split("+")[0]) - 1].approach
        if not np.isnan(mean_s) and (name, road) in found.truth.lost:
            left, lost_s = found.truth.lost[name, road]
            assert vehicles == pytest.approx(left, rel=0.05)
            assert mean_s == pytest.approx(lost_s, rel=0.10)
            assert lost_s > 10
            compared += 1
    assert compared >= 3
