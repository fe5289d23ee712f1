"""`meydan measure`: logs in, measures out, in both languages; what is wrong is told in one message."""

import csv
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from math import exp
from pathlib import Path
from random import Random

import pytest

from meydan.centre.measures import find_measures, known_measures
from meydan.city.events import DetectorChanged
from meydan.city.instant import later
from meydan.cli.starting import main
from meydan.store.archive import Archive
from meydan.store.run_folder import keep_city
from tests.measure.odd_log import BEGIN_MS, odd_events
from tests.measure.odd_log import main as write_odd_log
from tests.store.small_cities import city
from tests.store.small_logs import QUARTER, started, write_log

BERLIN = "Europe/Berlin"


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a log, its detectors, and an archive of them."""
    folder = tmp_path_factory.mktemp("odd")
    write_odd_log(str(folder / "log.csv"), str(folder / "detectors.csv"), more=True)
    assert main(_words("ingest", folder / "log.csv", "--zone", BERLIN, *_into(folder))) == 0
    return folder


@pytest.fixture(params=["en", "tr"])
def language(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("MEYDAN_LANGUAGE", request.param)
    return str(request.param)


def _words(*typed: str | Path) -> list[str]:
    return ["measure", *map(str, typed)]


def _into(folder: Path) -> list[str | Path]:
    return ["--detectors", folder / "detectors.csv", "--into", folder / "archive"]


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))


def test_one_measure_is_written_where_it_was_said(odd: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    assert main(_words("run", "arrivals_on_green", "--archive", odd / "archive", "--csv", out)) == 0
    found = rows(out)
    assert list(found[0])[:3] == ["bin_start", "junction", "phase"]
    assert list(found[0])[-2:] == ["coverage", "quality"]
    assert found[0]["bin_start"] == "2024-04-15T12:00:00+02:00"
    assert {row["junction"] for row in found} == {"A1", "B2"}
    assert {row["quality"] for row in found} > {"", "detector_fault"}
    assert [path.name for path in tmp_path.iterdir()] == ["out.csv"]


def test_every_measure_gets_a_file_of_its_own_with_the_columns_of_its_page(odd: Path, tmp_path: Path) -> None:
    assert main(_words("run", "all", "--archive", odd / "archive", "--csv", tmp_path / "o.csv", "--bin", "60")) == 0
    for name, (_, columns) in find_measures(["all"]).items():
        found = rows(tmp_path / f"o-{name}.csv")
        assert list(found[0]) == ["bin_start", "junction", *columns, "coverage", "quality"]
        page = (Path(__file__).parents[2] / "docs" / "measures" / f"{name}.md").read_text(encoding="utf-8")
        assert all(f"`{column}`" in page for column in columns)
        assert sorted(found, key=lambda row: (row["junction"], row["bin_start"])) == found


@pytest.mark.parametrize("jobs", ["1", "2", "7"])
def test_the_number_of_jobs_changes_nothing(odd: Path, tmp_path: Path, jobs: str) -> None:
    for name, some in (("a.csv", "1"), ("b.csv", jobs)):
        out = tmp_path / name
        assert main(_words("run", "actuations", "--archive", odd / "archive", "--csv", out, "--jobs", some)) == 0
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()


@pytest.mark.parametrize("definitions", ["meydan", "atspm"])
@pytest.mark.parametrize("bin_min", ["7", "1440"])
def test_a_long_log_measured_by_windows_is_the_same(
    definitions: str, bin_min: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    events = odd_events(9, seconds=6 * 3600, more=True)
    stamps = (datetime.fromtimestamp((t * 12 - BEGIN_MS * 11) / 1000, UTC).isoformat() for t, *_ in events)
    log = [f"{stamp},{','.join(map(str, event[1:]))}" for stamp, event in zip(stamps, events, strict=True)]
    (tmp_path / "log.csv").write_text("\n".join(["TimeStamp,DeviceId,EventId,Parameter", *log]), encoding="utf-8")
    write_odd_log(str(tmp_path / "unused.csv"), str(tmp_path / "detectors.csv"), more=True)
    assert main(_words("ingest", tmp_path / "log.csv", "--zone", BERLIN, *_into(tmp_path))) == 0
    run = ("run", "all", "--archive", tmp_path / "archive", "--definitions", definitions, "--bin", bin_min)
    assert main(_words(*run, "--csv", tmp_path / "whole.csv")) == 0
    monkeypatch.setattr("meydan.store.logs.reading.MOST_AT_ONCE", 1)
    assert main(_words(*run, "--csv", tmp_path / "parts.csv")) == 0
    for name in known_measures():
        whole, parts = ((tmp_path / f"{which}-{name}.csv").read_text() for which in ("whole", "parts"))
        assert whole == parts, name
        assert whole.count("\n") > 5


def test_a_log_of_our_own_is_taken_in_with_its_detectors_and_in_utc(tmp_path: Path) -> None:
    log, into = tmp_path / "log", tmp_path / "archive"
    pulses = [DetectorChanged(later(QUARTER, s), "J1", "P1a", occupied=s % 2 == 0) for s in range(10)]
    write_log(log, [started(city=keep_city(log, city())), *pulses])
    assert Archive(log).seal() == 1
    assert main(_words("ingest", log, "--into", into)) == 0
    assert main(_words("run", "actuations", "--archive", into, "--csv", tmp_path / "o.csv")) == 0
    found = [(row["bin_start"], row["detector"], row["actuations"]) for row in rows(tmp_path / "o.csv")]
    assert ("2027-01-15T11:00:00+03:00", "2", "5") in found
    assert len(found) == len(city().junctions["J1"].detectors)


def test_junctions_and_days_select(odd: Path, tmp_path: Path) -> None:
    only = ("run", "actuations", "--archive", odd / "archive", "--csv", tmp_path / "o.csv")
    assert main(_words(*only, "--junctions", "B2", "--from", "2024-04-15", "--to", "2024-04-15")) == 0
    assert {row["junction"] for row in rows(tmp_path / "o.csv")} == {"B2"}
    assert main(_words(*only, "--from", "2024-04-16")) == 2
    assert main(_words(*only, "--junctions", "C3")) == 2


def test_an_empty_table_says_why(odd: Path, tmp_path: Path, language: str, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "log.csv").write_text("TimeStamp,DeviceId,EventId,Parameter\n2024-04-15 12:00:00Z,7,1,2\n")
    into = tmp_path / "archive"
    assert main(_words("ingest", tmp_path / "log.csv", "--into", into)) == 0
    assert main(_words("run", "split_failures", "--archive", into, "--csv", tmp_path / "o.csv")) == 0
    said = capsys.readouterr().out
    assert ("nothing of 1 junctions (7): its detector table has no" if language == "en" else "1 kavşaktan") in said
    assert rows(tmp_path / "o.csv") == []


def test_wrong_input_is_told_in_one_message(
    odd: Path, tmp_path: Path, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(_words("ingest", odd / "log.csv", odd / "none.csv", "--into", tmp_path / "archive")) == 2
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 4
    assert "--zone" in lines[1]
    assert ("Nothing was taken in" if language == "en" else "Hiçbir şey alınmadı") in lines[0]
    assert not (tmp_path / "archive").exists()
    run = ("run", "delay", "speed", "--archive", odd / "archive", "--csv", tmp_path / "o.csv")
    assert main(_words(*run)) == 2
    said = capsys.readouterr().err
    assert all(name in said for name in ("delay", "speed", *known_measures()))
    assert main(_words("run", "splits", "--archive", tmp_path, "--csv", tmp_path / "o.csv", "--bin", "0")) == 2
    assert "--bin" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_cannot_be_written_leaves_nothing(odd: Path, tmp_path: Path) -> None:
    out = tmp_path / "no folder" / "o.csv"
    assert main(_words("run", "splits", "--archive", odd / "archive", "--csv", out)) == 2
    assert list(tmp_path.iterdir()) == []


def test_a_run_that_breaks_off_leaves_nothing(odd: Path, tmp_path: Path) -> None:
    archive = shutil.copytree(odd / "archive", tmp_path / "archive")
    next((archive / "junction=B2").glob("*.parquet")).unlink()
    (tmp_path / "out").mkdir()
    assert main(_words("run", "all", "--archive", archive, "--csv", tmp_path / "out" / "o.csv")) == 2
    assert list((tmp_path / "out").iterdir()) == []


def test_measures_load_neither_the_twin_nor_another_arrow() -> None:
    asked = "import sys, meydan.cli.starting, meydan.cli.measuring; print({m.split('.')[0] for m in sys.modules})"
    loaded = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True).stdout
    assert not [name for name in ("libsumo", "pyarrow", "pandas", "fastapi", "numba") if f"'{name}'" in loaded]


def test_a_clock_that_is_an_hour_off_and_a_wrong_phase_are_named(
    tmp_path: Path, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    lines, table = ["TimeStamp,DeviceId,EventId,Parameter"], ["DeviceId,Phase,Parameter,Function"]
    for junction in range(1, 7):
        random = Random(junction)
        for minute in range(24 * 60):
            vehicles = 2 + 9 * exp(-(((minute / 60 - 8) / 2) ** 2)) + 7 * exp(-(((minute / 60 - 18) / 2) ** 2))
            shown = (minute - 60 * (junction == 4)) % (24 * 60)
            stamp = f"2024-04-15T{shown // 60:02}:{shown % 60:02}"
            lines += [f"{stamp}:{random.randrange(60):02}Z,{junction},82,11" for _ in range(round(vehicles))]
        lines.append(f"2024-04-15T12:00:00Z,{junction},1,2")
        table.append(f"{junction},{5 if junction == 6 else 2},11,Advance")
    (tmp_path / "log.csv").write_text("\n".join(lines), encoding="utf-8")
    (tmp_path / "detectors.csv").write_text("\n".join(table), encoding="utf-8")
    assert main(_words("ingest", tmp_path / "log.csv", *_into(tmp_path))) == 0
    capsys.readouterr()
    assert main(_words("check", "--archive", tmp_path / "archive")) == 1
    said = capsys.readouterr().out.splitlines()
    assert len(said) == 3
    assert said[0].startswith("4: ")
    assert ("60 min behind" if language == "en" else "60 dk geri") in said[0]
    assert said[1].startswith("6: phase 5" if language == "en" else "6: 11 dedektörlerinin fazı 5")
    assert main(_words("check", "--archive", tmp_path / "archive", "--junctions", "1")) == 0


def test_old_days_are_forgotten(tmp_path: Path, language: str, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "log.csv").write_text("TimeStamp,DeviceId,EventId,Parameter\n2024-04-15 12:00:00Z,7,1,2\n")
    assert main(_words("ingest", tmp_path / "log.csv", "--into", tmp_path / "archive")) == 0
    assert main(_words("forget", "--archive", tmp_path / "archive", "--before", "2024-04-16")) == 0
    assert "2024-04-16" in capsys.readouterr().out
    assert main(_words("forget", "--archive", tmp_path / "archive", "--before", "soon")) == 2
    assert main(_words("run", "splits", "--archive", tmp_path / "archive", "--csv", tmp_path / "o.csv")) == 2


def test_help_tells_the_measures(capsys: pytest.CaptureFixture[str], language: str) -> None:
    with pytest.raises(SystemExit):
        main(_words("run", "--help"))
    said = capsys.readouterr().out
    assert all(name in said for name in known_measures())


@pytest.mark.parametrize("typed", [["measure"], ["--help"], ["measure", "nothing"]])
def test_the_whole_command_knows_measures_too(typed: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(typed)
    said = "".join(capsys.readouterr())
    assert "measure" in said
