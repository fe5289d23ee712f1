"""What the command line says of what it did, in the language of the terminal."""

import gzip
import shutil
from pathlib import Path

import pytest

from meydan.city.errors import CityError, fault
from meydan.city.words import Language
from meydan.city.words.telling import told
from meydan.cli.main import main
from meydan.cli.telling import spoken_language
from tests.feeds.sumo.nets import EAST_WEST, NORTH_SOUTH, make_cross, make_programs, program

VARIABLES = ("MEYDAN_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")


@pytest.fixture(scope="module")
def cross(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_cross(tmp_path_factory.mktemp("cross"))


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "tr_TR.UTF-8"}, "tr"),
        ({"LANG": "tr_TR.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "en_GB.UTF-8", "MEYDAN_LANGUAGE": "TR"}, "tr"),
        ({"LANG": "tr_TR.UTF-8", "MEYDAN_LANGUAGE": "en"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"MEYDAN_LANGUAGE": "", "LANG": "tr"}, "tr"),
    ],
)
def test_the_first_variable_that_says_something_is_believed(
    environment: dict[str, str], language: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert spoken_language() == language


def test_an_error_is_told_with_every_place_and_what_to_do() -> None:
    faults = (
        fault("city.toml", 3, "city.no_day", day="x"),
        fault("a", 0, "city.unreadable"),
        fault("", 0, "city.unreadable"),
    )
    lines = told(CityError("city.faults", *faults, folder="İzmir", count=3), "tr").splitlines()
    assert len(lines) == 5
    assert lines[1].startswith('  city.toml:3: "x" takvimde yok')
    assert lines[2].startswith("  a: Dosya")
    assert lines[3].startswith("  Dosya")
    assert "meydan check İzmir" in lines[4]


def test_an_import_tells_what_was_made_and_lists_each_change(
    cross: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    slices = make_programs(tmp_path, program(f"10 {NORTH_SOUTH}", f"20 {NORTH_SOUTH}", f"30 {EAST_WEST}"))
    into = tmp_path / "Şehir"
    typed = ["import", "sumo", str(cross), "--additional", str(slices), "--into", str(into), "--name", "Iğdır"]
    assert main(typed) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == f"1 junctions, 4 signal groups, 8 detectors written to {into}"
    changes = (into / "import-changes.txt").read_text(encoding="utf-8").splitlines()
    counted = [int(line.split("×")[0]) for line in lines[1:-1]]
    assert sum(counted) == len(changes) > 0
    assert lines[-1] == f"All changes are listed in {into / 'import-changes.txt'}"
    assert main(["check", str(into)]) == 0
    assert capsys.readouterr().out == "Iğdır: 1 junctions, 2 plans, no faults.\n"


@pytest.mark.parametrize("share", [0.0, 0.3, 0.9, 0.999])
def test_a_packed_net_that_is_cut_short_is_refused(
    share: float, cross: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = gzip.compress(cross.read_bytes())
    net = tmp_path / "cut.net.xml.gz"
    net.write_bytes(data[: int(len(data) * share)])
    assert main(["import", "sumo", str(net), "--into", str(tmp_path / "city")]) == 2
    assert capsys.readouterr().err.splitlines()[1].startswith("  cut.net.xml.gz")
    assert not (tmp_path / "city").exists()


def test_a_scenario_whose_files_are_missing_is_refused(
    cross: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "scenario"
    folder.mkdir()
    shutil.copy(cross, folder / "x.net.xml")
    said = 'name = "x"\nnet = "x.net.xml"\nroutes = ["a.rou.xml", "b.rou.xml"]\nbegin_s = 0\nend_s = 10\n'
    (folder / "scenario.toml").write_text(said)
    assert main(["import", "sumo", str(folder), "--into", str(tmp_path / "city")]) == 2
    lines = capsys.readouterr().err.splitlines()
    assert [line.split(":")[0].strip() for line in lines[1:-1]] == ["a.rou.xml", "b.rou.xml"]
    assert not (tmp_path / "city").exists()
