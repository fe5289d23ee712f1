"""Runs on the twin as a proof makes them, and a whole proof by its command."""

import csv
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from msgspec import UNSET

from meydan.centre.solution import read_solution
from meydan.city.junction import DetectorKind
from meydan.cli.main import main
from meydan.feeds.sumo import read_approach_links
from meydan.store.city_folder import read_city
from meydan.twin.gate.run_result import BASE, DETECTOR_LOST, LESS, RunResult, counted
from meydan.twin.prove import rerun, start
from meydan.twin.prove.one_run import run_one
from meydan.twin.prove.task import CountBins, Place, RunTask
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


def test_detectors_count_whoever_passes_them_and_counting_changes_nothing(city: Path, usual: RunResult) -> None:
    read = read_city(city)
    assert read.twin is not None
    begin_s = int(read.twin.begin_s)
    links = tuple(read_approach_links(city / read.twin.net, read))
    routes = tuple(str(city / name) for name in read.twin.routes)
    task = RunTask(Place(city, links, begin_s + 120.0), read_solution("actuated", read), "old", BASE, "day", routes, 5)
    counting = run_one(replace(task, bins=CountBins(begin_s + 120, 390, 2)))
    assert replace(counting, counts=UNSET) == usual
    counts = counted(counting)
    assert counts is not None
    assert {name.partition(" ")[0] for name in counts} == set(read.junctions)
    (junction,) = read.junctions.values()
    for lane in junction.lanes.values():  # who passes one loop of a lane passes the next one, but for who is between
        of = [sum(counts[f"{junction.id} {d.id}"]) for d in junction.detectors.values() if d.lane == lane.id]
        assert max(of, default=0) - min(of, default=0) <= 2
    at_line = {d.lane: d.id for d in junction.detectors.values() if d.kind is DetectorKind.STOP_LINE}
    came = sum(one.volume_vph for one in usual.approaches.values()) * 780 / 3600
    assert sum(sum(counts[f"{junction.id} {d}"]) for d in at_line.values()) == pytest.approx(came, abs=12)


def test_with_counts_of_the_street_row_1_is_judged_and_a_rerun_needs_no_history(
    city: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    read = read_city(city)
    assert read.twin is not None
    names = [(junction.id, d) for junction in read.junctions.values() for d in junction.detectors]
    table = tmp_path / "counts.csv"
    with table.open("w", encoding="utf-8", newline="") as out:
        rows = [
            (f"2026-05-0{n} {h:02d}:{m:02d}", *name, 50)
            for n in (4, 5)
            for h in range(24)
            for m in (0, 15, 30, 45)
            for name in names
        ]
        csv.writer(out).writerows([("time", "junction", "detector", "count"), *rows])
    history = tmp_path / "history"
    assert main(["measure", "take-counts", str(table), "--into", str(history), "--zone", read.zone]) == 0
    monkeypatch.setattr("meydan.twin.prove.scenario.LEAST_MEASURED_S", 300.0)
    monkeypatch.setattr("meydan.twin.prove.scenario.LEAST_WARM_UP_S", 0.0)
    monkeypatch.setattr("meydan.twin.prove.scenario.FREE_TRIPS", 0.0)

    def work(task: RunTask) -> RunResult:
        made = changed_by(-0.1)(task)
        assert isinstance(made, RunResult)
        if task.bins is None:
            return made
        assert (task.variant, task.side) == (BASE, "old")
        return replace(made, counts={f"{j} {d}": (50,) * task.bins.number for j, d in names})

    seen = Ran(work)
    monkeypatch.setattr(start, "on_all", lambda tasks, workers: seen(tasks))
    words = ["prove", str(city), "--candidate", "predictive", "--counts", str(history), "--into"]
    days = ["--counts-of", "2026-05-04", "2026-05-05"]
    assert main([*words, str(tmp_path / "into"), *days]) == 0
    assert sum(task.bins is not None for task in seen.tasks) == 15
    file = tmp_path / "into" / "proof.json"
    proof = json.loads(file.read_bytes())
    assert (proof["rows"][1]["verdict"], proof["rows"][1]["numbers"]["detectors"]) == ("passed", len(names))
    assert proof["counts"]["days"] == ["2026-05-04", "2026-05-05"]
    for language in ("en", "tr"):
        assert f"{names[0][0]} {names[0][1]}" in (tmp_path / "into" / f"proof-{language}.html").read_text()
    again = Ran(work)
    monkeypatch.setattr(rerun, "on_all", lambda tasks, workers: again(tasks))
    capsys.readouterr()
    rest = ["--rerun", str(file), "--into", str(tmp_path / "again")]
    assert main(["prove", str(city), "--candidate", "predictive", *rest]) == 0
    assert "EQUAL: all 60 runs" in capsys.readouterr().out
    assert main([*words[:-1], "--counts-of", "2026-05-04", *rest]) == 2
    assert "counts" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--counts-of", "2026-05-04"], "give --counts, too"),
        (["--counts", "nowhere", "--counts-of", "2026-99-04"], "2026-99-04"),
        (["--counts", "nowhere"], "There is no history of counts in nowhere"),
    ],
)
def test_counts_that_are_not_there_are_refused(
    words: list[str],
    told: str,
    city: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr("meydan.twin.prove.scenario.LEAST_MEASURED_S", 300.0)
    assert main(["prove", str(city), "--candidate", "greedy", *words, "--into", str(tmp_path / "into")]) == 2
    assert told in capsys.readouterr().err
