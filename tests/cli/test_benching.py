"""`meydan bench` as a user types it: rows, table, resumption, disqualification, odd input in both languages."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from meydan.cli.bench_table import COLUMNS, bench_table
from meydan.cli.bench_typed import seed_faults, seeds_in
from meydan.cli.main import main
from meydan.field.sumo import Simulation
from meydan.twin.bench.one import run_one
from meydan.twin.bench.task import Scenario, Settings, Task
from tests.feeds.sumo.nets import EAST_WEST, NORTH_SOUTH, make_cross, with_program
from tests.twin.bench.made_rows import row
from tests.twin_runs import make_city

FILE_STRATEGY = """
from meydan.control.fixed_time import NEEDS, decide, start
"""


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_city(2, tmp_path_factory.mktemp("small") / "city")


def bench(city: Path, out: Path, *more: str) -> list[dict[str, Any]]:
    assert main(["bench", str(city), "--json", str(out), "--until", "60", *more]) == 0
    rows: list[dict[str, Any]] = json.loads(out.read_text())
    return rows


def refused(capsys: pytest.CaptureFixture[str], *typed: str | Path) -> str:
    assert main(["bench", *map(str, typed)]) == 2
    told = capsys.readouterr().err
    assert "Traceback" not in told
    return told


@pytest.mark.sumo
def test_every_kind_of_strategy_gives_a_row_with_a_score(
    city: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own = tmp_path / "my_own.py"
    own.write_text(FILE_STRATEGY)
    often = tmp_path / "often.toml"
    often.write_text('strategy = "greedy"\nparameters = { every_s = 5 }\n')
    names = f"greedy_5,{own},{often},shipped,sumo_actuated,sumo_delay_based,webster"
    rows = bench(city, tmp_path / "out.json", "--strategies", names, "--seeds", "3")
    told = capsys.readouterr()
    assert {r["strategy"] for r in rows} == {
        "greedy_5",
        "my_own",
        "often",
        "shipped",
        "sumo_actuated",
        "sumo_delay_based",
        "webster",
    }
    assert all(r["delay_s"] > 0 and r["violations"] == 0 and not r["disqualified"] for r in rows)
    assert {r["strategy"] for r in rows if r["decision_p99_ms"] is not None} == {
        "greedy_5",
        "my_own",
        "often",
        "webster",
    }
    assert len({r["delay_s"] for r in rows if r["strategy"] in ("greedy_5", "often")}) == 1
    assert len({r["trips"] for r in rows}) == 1
    assert len(told.out.splitlines()) == 1 + len(rows)
    assert told.err.count("[") == len(rows)


@pytest.mark.sumo
def test_a_bench_goes_on_where_it_was_stopped_and_keeps_what_it_has(
    city: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out.json"
    (first,) = bench(city, out, "--strategies", "fixed_time", "--seeds", "3")
    marked = first | {"delay_s": 123.0}
    out.write_text(json.dumps([marked]))
    rows = bench(city, out, "--strategies", "fixed_time", "--seeds", "3-4")
    assert [(r["seed"], r["delay_s"] == 123.0) for r in rows] == [(3, True), (4, False)]
    assert "1 rows are in" in capsys.readouterr().err
    out.write_text(json.dumps([marked | {"versions": marked["versions"] | {"code": "older"}}, rows[1]]))
    again = bench(city, out, "--strategies", "fixed_time", "--seeds", "3-4")
    assert sorted((r["seed"], r["delay_s"]) for r in again) == [(3, first["delay_s"]), (4, rows[1]["delay_s"])]


@pytest.mark.sumo
@pytest.mark.parametrize("file", ["twin/made.rou.xml", "plans/A0.toml", "timetable.toml", "city.toml"])
def test_a_row_of_other_inputs_is_made_anew(
    file: str, city: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own, out = Path(shutil.copytree(city, tmp_path / "own")), tmp_path / "own" / "out.json"
    typed = ("--strategies", "fixed_time,shipped", "--seeds", "3", "--until", "5")
    rows = bench(own, out, *typed)
    marked = [row | {"delay_s": 123.0} for row in rows]
    out.write_text(json.dumps(marked))
    (own / "notes.txt").write_text("no run reads this")
    assert [row["delay_s"] for row in bench(own, out, *typed)] == [123.0, 123.0]
    capsys.readouterr()
    with (own / file).open("a") as more:
        more.write("<!-- looked at -->\n" if file.endswith(".xml") else "# looked at\n")
    again = bench(own, out, *typed)
    assert len(again) == 2
    assert all(row["delay_s"] != 123.0 for row in again)
    assert "2 rows were made by other code, versions or inputs" in capsys.readouterr().err


@pytest.mark.sumo
def test_a_row_of_another_scenario_file_is_made_anew(tmp_path: Path) -> None:
    with_program(make_cross(tmp_path), tmp_path, f"60 {NORTH_SOUTH}", f"40 {EAST_WEST}")
    routes = tmp_path / "trips.rou.xml"
    routes.write_text('<routes><trip id="e" depart="0" from="ec" to="cw"/></routes>')
    said = 'name = "cross"\nnet = "own.net.xml"\nroutes = ["trips.rou.xml"]\nbegin_s = 0\nend_s = 106\n'
    (tmp_path / "scenario.toml").write_text(said)
    (row,) = bench(tmp_path, tmp_path / "out.json", "--strategies", "shipped", "--seeds", "3")
    assert bench(tmp_path, tmp_path / "out.json", "--strategies", "shipped", "--seeds", "3") == [row]
    routes.write_text('<routes><trip id="e" depart="1" from="ec" to="cw"/></routes>')
    (other,) = bench(tmp_path, tmp_path / "out.json", "--strategies", "shipped", "--seeds", "3")
    assert other["versions"]["inputs"] != row["versions"]["inputs"]
    (tmp_path / "scenario.toml").write_text(said + "min_green_s = 6\n")
    (limited,) = bench(tmp_path, tmp_path / "out.json", "--strategies", "shipped", "--seeds", "3")
    assert limited["versions"]["inputs"] not in (row["versions"]["inputs"], other["versions"]["inputs"])


@pytest.mark.sumo
def test_the_same_seed_gives_the_same_score(city: Path, tmp_path: Path) -> None:
    (one,) = bench(city, tmp_path / "one.json", "--strategies", "greedy", "--seeds", "3")
    (two,) = bench(city, tmp_path / "two.json", "--strategies", "greedy_10", "--seeds", "3")
    assert one["delay_s"] == two["delay_s"]


@pytest.mark.sumo
def test_a_city_with_loops_can_be_benched_with_zones_and_faulty_sight(city: Path, tmp_path: Path) -> None:
    options = ("--detection", "zones", "--misses", "0.1", "--dead", "0.3", "--demand", "1.2")
    (found,) = bench(city, tmp_path / "out.json", "--strategies", "actuated", "--seeds", "3", *options)
    assert found["settings"] == {
        "detection": "zones",
        "misses": 0.1,
        "dead": 0.3,
        "demand": 1.2,
        "teleport_s": None,
        "until_s": 60.0,
    }
    assert found["violations"] == 0


@pytest.mark.sumo
def test_a_planted_violation_disqualifies(city: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    really_shown = Simulation.really_shown

    def without_amber(self: Simulation) -> dict[str, str]:
        return {name: letters.replace("y", "r") for name, letters in really_shown(self).items()}

    monkeypatch.setattr(Simulation, "really_shown", without_amber)
    found = run_one(Task(Scenario("small", city, 3.0, 5.0), "greedy", 3, Settings(until_s=60)))
    assert found.disqualified
    assert found.violated["I3"] > 0
    assert "DISQUALIFIED" in bench_table([found], "en")
    assert "DİSKALİFİYE" in bench_table([found], "tr")


@pytest.mark.sumo
def test_a_strategy_that_fails_is_told_in_the_row(
    city: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    own = tmp_path / "weak.py"
    own.write_text(FILE_STRATEGY + "\n\ndef decide(state, event):\n    raise ValueError('weak')\n")
    (found,) = bench(city, tmp_path / "out.json", "--strategies", str(own), "--seeds", "3")
    assert found["failed"] == 2
    assert "2" in capfd.readouterr().out.splitlines()[-1]


def test_a_table_tells_mean_interval_and_what_it_must_not_be_used_for() -> None:
    rows = [row(10.0 + seed, seed=seed) for seed in range(5)] + [row(30, "shipped", violations=2, is_ours=False)]
    head, ours, shipped = bench_table(rows, "en").splitlines()
    assert len(head.split("  ")) >= len(COLUMNS)
    assert "12.0 ± 2.0" in ours
    assert "seeds" not in ours
    assert "not ours" in shipped
    assert "fewer than 5 seeds" in shipped
    assert "12,0 ± 2,0" in bench_table(rows, "tr")


@pytest.mark.parametrize(
    ("text", "seeds"),
    [("11-15", [11, 12, 13, 14, 15]), ("3", [3]), ("1,3, 7-9", [1, 3, 7, 8, 9]), ("4-5,5-6", [4, 5, 6])],
)
def test_seeds_are_read_as_people_write_them(text: str, seeds: list[int]) -> None:
    assert seed_faults(text) == []
    assert seeds_in(text) == seeds


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "bench.bad_seeds"),
        ("1..5", "bench.bad_seeds"),
        ("-3", "bench.bad_seeds"),
        ("1,,2", "bench.bad_seeds"),
        ("٣", "bench.bad_seeds"),
        ("15-11", "bench.seeds_backwards"),
        ("1-100000", "bench.many_seeds"),
        ("2147483648", "bench.many_seeds"),
        ("1-1000,1001-2000", "bench.many_seeds"),
        ("1-1000,1001", "bench.many_seeds"),
    ],
)
def test_odd_seeds_are_refused(text: str, code: str) -> None:
    assert [what.code for what in seed_faults(text)] == [code]


def test_as_many_seeds_as_may_be_are_taken_each_once() -> None:
    assert seed_faults("1-1000,1-1000,7") == []
    assert [what.code for what in seed_faults("x,9-8,3")] == ["bench.bad_seeds", "bench.seeds_backwards"]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ("magic", "wand", "at most 1000 seeds", "--misses", "is no folder that can be written", "no folder")),
        ("tr", ("magic", "wand", "en çok 1000 tohum", "--misses", "yazılabilir bir klasör değil", "klasörü yok")),
    ],
)
@pytest.mark.parametrize("under", ["", "deeper/still"])
def test_all_that_was_typed_wrong_is_told_at_once(
    under: str,
    language: str,
    said: tuple[str, ...],
    city: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("MEYDAN_LANGUAGE", language)
    monkeypatch.setattr("meydan.cli.bench_typed.can_draw", lambda: True)
    (tmp_path / "file").write_text("in the way")
    options = ("--strategies", "magic,wand", "--seeds", "1-1000,1001-2000", "--misses", "2")
    places = ("--plots", tmp_path / "file" / under, "--json", tmp_path / "nowhere" / "out.json")
    told = refused(capsys, city, *options, *places)
    assert [word for word in said if word not in told] == []


@pytest.mark.parametrize("language", ["en", "tr"])
@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--strategies", "magic"), "magic"),
        (("--strategies", "magic"), "sumo_delay_based"),
        (("--strategies", ","), "--strategies"),
        (("--strategies", "nowhere/mine.py"), "mine.py"),
        (("--strategies", "greedy", "--seeds", "5-x"), "5-x"),
        (("--strategies", "greedy", "--misses", "1.5"), "--misses"),
        (("--strategies", "greedy", "--dead", "nan"), "--dead"),
        (("--strategies", "greedy", "--demand", "0"), "--demand"),
        (("--strategies", "greedy", "--jobs", "0"), "--jobs"),
    ],
)
def test_what_cannot_be_is_refused_in_both_languages(
    more: tuple[str, ...],
    said: str,
    language: str,
    city: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("MEYDAN_LANGUAGE", language)
    assert said in refused(capsys, city, "--json", tmp_path / "out.json", *more)
    assert not (tmp_path / "out.json").exists()


def test_inputs_that_cannot_be_benched_are_refused(
    city: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    typed = ("--strategies", "greedy", "--json", tmp_path / "out.json")
    (tmp_path / "empty").mkdir()
    assert "scenario.toml" in refused(capsys, tmp_path / "empty", *typed)
    copy = shutil.copytree(city, tmp_path / "copy")
    assert "name" in refused(capsys, city, copy, *typed)
    assert "nowhere" in refused(capsys, city, *typed[:3], tmp_path / "nowhere" / "out.json")


def test_a_file_may_not_share_its_rows_with_a_registered_strategy(
    city: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own = tmp_path / "greedy.py"
    own.write_text(FILE_STRATEGY)
    told = refused(capsys, city, "--strategies", f"greedy,{own}", "--json", tmp_path / "out.json")
    assert "same name" in told


def test_plots_without_matplotlib_are_refused_before_anything_runs(
    city: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("meydan.cli.bench_typed.can_draw", lambda: False)
    typed = ("--strategies", "greedy", "--json", tmp_path / "out.json", "--plots", tmp_path / "plots")
    assert "matplotlib" in refused(capsys, city, *typed)
    assert not (tmp_path / "plots").exists()
