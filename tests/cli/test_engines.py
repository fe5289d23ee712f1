"""The same commands on this machine and on the workers of a Dask scheduler: the same files come out."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from meydan.cli.starting import main
from meydan.report.writing_comparison import days_between
from tests.report.made_weeks import Habit, make_archive
from tests.store.engine.small_cluster import workers
from tests.twin_runs import make_city

OF_THE_CLOCK = ("took_s", "decision_mean_ms", "decision_p50_ms", "decision_p99_ms")


@pytest.fixture(scope="module")
def scheduler() -> Iterator[str]:
    """Give the address of a scheduler with two workers."""
    with workers(2) as made:
        yield made.scheduler_address


def test_measures_and_reports_are_those_of_this_machine_to_the_last_byte(scheduler: str, tmp_path: Path) -> None:
    days = [(day, Habit(plan=1)) for day in days_between("2026-03-02", "2026-03-03")]
    archive = make_archive(tmp_path, {"A": days, "B": days[:1], "Ç": days})
    for name, typed in (("here", []), ("there", ["--scheduler", scheduler])):
        (tmp_path / name).mkdir()
        read = ["--archive", str(archive), *typed]
        assert main(["measure", "run", "all", "--csv", str(tmp_path / name / "of.csv"), *read]) == 0
        assert main(["measure", "report", "--into", str(tmp_path / name / "report"), *read]) == 0
    here, there = (
        {file.relative_to(tmp_path / name): file.read_bytes() for file in (tmp_path / name).rglob("*.*")}
        for name in ("here", "there")
    )
    assert len([name for name in here if name.suffix == ".csv"]) > 40
    assert Path("report/city.html") in here
    assert here == there


@pytest.mark.sumo
def test_a_bench_gives_the_same_rows(
    scheduler: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    make_city(2, tmp_path / "city")
    monkeypatch.chdir(tmp_path)  # the workers were started in another folder
    typed = ["bench", "city", "--strategies", "fixed_time", "--seeds", "3", "--until", "60"]
    assert main([*typed, "--json", "here.json"]) == 0
    assert main([*typed, "--json", "there.json", "--scheduler", scheduler]) == 0
    here, there = (sorted(map(str, rows(tmp_path / name))) for name in ("here.json", "there.json"))
    assert here == there
    assert len(here) == 1
    assert not list(tmp_path.glob("meydan-bench-*"))
    assert "Traceback" not in capsys.readouterr().err


def rows(file: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(file.read_text(encoding="utf-8"))
    return [{name: value for name, value in row.items() if name not in OF_THE_CLOCK} for row in found]


@pytest.mark.parametrize(("language", "expected"), [("en", "Expected"), ("tr", "Beklenen")])
def test_an_address_that_is_none_is_refused(
    language: str,
    expected: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("MEYDAN_LANGUAGE", language)
    typed = ["measure", "report", "--archive", str(tmp_path), "--into", str(tmp_path), "--scheduler", "10.0.0.5"]
    assert main(typed) == 2
    told = capsys.readouterr().err
    assert "--scheduler" in told
    assert "10.0.0.5" in told
    assert f"{expected}:" in told
