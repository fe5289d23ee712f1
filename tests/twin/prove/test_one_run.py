"""Runs on the twin as a proof makes them, and a whole proof by its command."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from meydan.centre.solution import read_solution
from meydan.cli.main import main
from meydan.feeds.sumo import read_approach_links
from meydan.store.city_folder import read_city
from meydan.twin.gate.run_result import BASE, DETECTOR_LOST, LESS, RunResult
from meydan.twin.prove import rerun, start
from meydan.twin.prove.one_run import run_one
from meydan.twin.prove.task import Place, RunTask
from tests.twin.prove.made_trial import Ran, changed_by
from tests.twin_runs import make_city

pytestmark = pytest.mark.sumo


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = make_city(1, tmp_path_factory.mktemp("proof") / "city")
    file = folder / "city.toml"
    text = file.read_text()
    begin_s = read_city(folder).twin.begin_s  # type: ignore[union-attr]
    lines = [f"end_s = {begin_s + 900.0}" if line.startswith("end_s") else line for line in text.splitlines()]
    file.write_text("\n".join(lines) + "\n")
    return folder


def ran(city: Path, strategy: str, variant: str = BASE, seed: int = 5, warm_up_s: float = 120.0) -> RunResult:
    read = read_city(city)
    assert read.twin is not None
    links = tuple(read_approach_links(city / read.twin.net, read))
    routes = tuple(str(city / name) for name in read.twin.routes)
    place = Place(city, links, read.twin.begin_s + warm_up_s)
    return run_one(RunTask(place, read_solution(strategy, read), "new", variant, "day", routes, seed))


@pytest.fixture(scope="module")
def usual(city: Path) -> RunResult:
    return ran(city, "actuated")


def test_the_same_run_gives_the_same_result(city: Path, usual: RunResult) -> None:
    assert ran(city, "actuated") == usual
    assert ran(city, "actuated", seed=6) != usual


def test_every_approach_is_measured(city: Path, usual: RunResult) -> None:
    read = read_city(city)
    (junction,) = read.junctions.values()
    at_line = [lane for lane in junction.lanes.values() if lane.ahead_m == 0.0]
    assert set(usual.approaches) == {f"{junction.id} {lane.approach}" for lane in at_line}
    assert all(0 < (one.delay_s or 0) < 60 and one.volume_vph > 20 for one in usual.approaches.values())
    assert all(0 < (one.queue_share or 0) < 0.5 for one in usual.approaches.values())
    assert usual.violations == usual.strategy_failures == usual.gridlocks == 0
    assert all(waits for waits in usual.longest_waits_s.values())


def test_variants_change_the_demand_and_what_is_seen(city: Path, usual: RunResult) -> None:
    assert ran(city, "actuated", LESS).trips < usual.trips
    blind = ran(city, "actuated", DETECTOR_LOST)
    assert blind.trips == usual.trips
    assert blind != usual


def test_warm_up_is_not_measured(city: Path, usual: RunResult) -> None:
    whole = ran(city, "actuated", warm_up_s=0.0)
    assert whole.trips > usual.trips


def test_the_command_leaves_a_proof_and_a_report_in_both_languages(
    city: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    seen = Ran(changed_by(-0.1))

    def made_up(tasks: Sequence[RunTask], workers: object) -> object:
        return seen(tasks)

    monkeypatch.setattr(start, "on_all", made_up)
    monkeypatch.setattr("meydan.twin.prove.scenario.LEAST_MEASURED_S", 300.0)
    into = tmp_path / "into"
    words = ["prove", str(city), "--candidate", "predictive", "--into", str(into)]
    assert main(words) == 0
    shown = capsys.readouterr()
    assert "PASSED ON TWIN" in shown.out
    assert shown.err.count("\n") == 30
    assert {file.name for file in into.iterdir()} == {
        *("proof.json", "proof-en.html", "proof-tr.html", "runs.jsonl", "days"),
    }
    proof = json.loads((into / "proof.json").read_bytes())
    assert proof["scenario"]["made"] == "bootstrapped"
    assert len({day["digest"] for day in proof["scenario"]["days"]}) == 5
    assert {task.routes for task in seen.tasks if "drawn-1" in task.routes[0]}
    monkeypatch.setenv("MEYDAN_LANGUAGE", "tr")
    assert main(words) == 0
    again = capsys.readouterr()
    assert "İKİZDE GEÇTİ" in again.out
    assert "60 koşu zaten var" in again.err
    assert len(seen.tasks) == 60
    made = json.loads((into / "proof.json").read_bytes())
    assert {k: v for k, v in made.items() if k != "took_s"} == {k: v for k, v in proof.items() if k != "took_s"}


def test_a_proof_that_is_run_again_is_equal_or_different(
    city: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("meydan.twin.prove.scenario.LEAST_MEASURED_S", 300.0)
    monkeypatch.setattr(start, "on_all", lambda tasks, workers: Ran(changed_by(-0.1))(tasks))
    words = ["prove", str(city), "--candidate", "greedy", "--into"]
    assert main([*words, str(tmp_path / "first")]) == 0
    proof = str(tmp_path / "first" / "proof.json")
    for change, outcome, code in ((-0.1, "EQUAL: all 60 runs", 0), (-0.2, "DIFFERS: 30 of 60 runs", 1)):
        again = Ran(changed_by(change))
        monkeypatch.setattr(rerun, "on_all", lambda tasks, workers, again=again: again(tasks))
        assert main([*words, str(tmp_path / str(change)), "--rerun", proof]) == code
        assert outcome in capsys.readouterr().out
        assert len(again.tasks) == 60
    other = ["prove", str(city), "--candidate", "actuated", "--into", str(tmp_path / "x"), "--rerun", proof]
    assert main(other) == 2
    assert "candidate" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--candidate", "nothing"], "nothing"),
        (["--candidate", "greedy", "--days", "a.xml"], "at least 3 are needed"),
        (["--candidate", "greedy", "--rerun", "nowhere.json"], "nowhere.json is no proof"),
    ],
)
def test_what_cannot_be_proved_is_refused(
    words: list[str], told: str, city: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["prove", str(city), *words, "--into", str(tmp_path / "into")]) == 2
    assert told in capsys.readouterr().err
