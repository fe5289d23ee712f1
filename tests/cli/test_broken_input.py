"""Broken input: every fault in one readable message, exit code 2, nothing half written, in both languages."""

import re
import shutil
from pathlib import Path

import pytest

from meydan.cli.main import main
from tests.feeds.sumo.nets import make_cross, make_programs, program
from tests.twin_runs import make_city

NET = "plain.net.xml"


@pytest.fixture(scope="module")
def cross(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_cross(tmp_path_factory.mktemp("cross"))


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_city(2, tmp_path_factory.mktemp("whole") / "city")


@pytest.fixture
def city(whole: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(whole, tmp_path / "city"))


def refused(capsys: pytest.CaptureFixture[str], *typed: str | Path) -> list[str]:
    """Return the lines told when a command is refused."""
    assert main([str(part) for part in typed]) == 2
    told = capsys.readouterr()
    assert "Traceback" not in told.err
    return told.err.splitlines()


def change(file: Path, found: str, instead: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert found in text, f"{found!r} not in {file}"
    file.write_text(text.replace(found, instead, 1), encoding="utf-8")


@pytest.mark.parametrize("share", [0.0, 0.3, 0.9, 0.999])
def test_a_truncated_net_is_refused(
    share: float, cross: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = cross.read_bytes()
    (tmp_path / NET).write_bytes(data[: int(len(data) * share)])
    lines = refused(capsys, "import", "sumo", tmp_path / NET, "--into", tmp_path / "city")
    assert NET in lines[1]
    assert not (tmp_path / "city").exists()


@pytest.mark.parametrize("text", ["not xml at all", "<html><body/></html>", "\0\1\2"])
def test_what_is_no_net_is_refused(text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / NET).write_text(text)
    refused(capsys, "import", "sumo", tmp_path / NET, "--into", tmp_path / "city")
    assert not (tmp_path / "city").exists()


def test_a_missing_file_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "nowhere.net.xml" in "\n".join(
        refused(capsys, "import", "sumo", tmp_path / "nowhere.net.xml", "--into", tmp_path / "city")
    )


def test_programs_that_name_missing_links_are_all_told(
    cross: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    short, unknown = program("30 GGG", "5 yyy", name="short"), program("30 " + "G" * 12, light="nowhere")
    added = make_programs(tmp_path, short, unknown)
    typed = ("import", "sumo", cross, "--additional", added, "--into", tmp_path / "city")
    told = "\n".join(refused(capsys, *typed))
    assert "short" in told
    assert "nowhere" in told
    assert not (tmp_path / "city").exists()


def test_an_existing_city_stays_when_an_import_is_refused(
    city: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {f: f.read_bytes() for f in city.rglob("*") if f.is_file()}
    (tmp_path / NET).write_text("<net")
    refused(capsys, "import", "sumo", tmp_path / NET, "--into", city)
    assert {f: f.read_bytes() for f in city.rglob("*") if f.is_file()} == before


def test_a_plan_with_a_stage_shorter_than_its_minimum_green_is_refused(
    city: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = sorted((city / "plans").iterdir())[0]
    text = plan.read_text(encoding="utf-8")
    plan.write_text(re.sub(r"green_s = [\d.]+, min_s = [\d.]+", "green_s = 2.0, min_s = 1.0", text, count=1))
    told = "\n".join(refused(capsys, "check", city))
    assert plan.name in told
    assert re.search(r"2(\.0)? s", told)


def ten_faults(city: Path) -> None:
    """Put ten different faults into a city."""
    first, second = sorted((city / "junctions").iterdir())
    plan = sorted((city / "plans").iterdir())[0]
    change(city / "city.toml", 'field = "sumo"', "field = 7")
    change(city / "city.toml", 'zone = "UTC"', 'zone = "Mars/Olympus"')
    change(city / "city.toml", "begin_s = 0.0", "begin_s = 9999.0")
    change(city / "timetable.toml", 'week = ["all", ', 'week = ["all", 3, ')
    change(first, 'kind = "vehicle"', 'kind = "tram"')
    change(first, "amber = { s = ", "amber = { s = -")
    change(first, 'sure = "guessed"', 'sure = "perhaps"')
    change(second, "A = [", 'A = ["P99", ')
    change(second, 'kind = "stop_line"', 'kind = "stop_line"\ncolour = "blue"')
    change(plan, 'stage = "A"', 'stage = "Q"')


def test_ten_faults_of_a_city_are_told_at_once_with_their_places(
    city: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ten_faults(city)
    lines = refused(capsys, "check", city)
    places = [line for line in lines if re.match(r"  \S+\.toml:\d+: ", line)]
    assert len(places) >= 10, "\n".join(lines)


@pytest.mark.parametrize("typed", [("check",), ("run", "--headless")], ids=["check", "run"])
def test_a_faulty_city_is_told_alike_wherever_it_is_used(
    typed: tuple[str, ...], city: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(city / "city.toml", 'zone = "UTC"', 'zone = "Mars/Olympus"')
    assert "Mars/Olympus" in "\n".join(refused(capsys, typed[0], city, *typed[1:]))
    assert not (city / "log").exists()


def test_faults_are_told_in_turkish_too(
    city: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    ten_faults(city)
    english = refused(capsys, "check", city)
    monkeypatch.setenv("MEYDAN_LANGUAGE", "tr")
    turkish = refused(capsys, "check", city)
    assert len(english) == len(turkish)
    assert not set(english) & set(turkish)


def test_an_unknown_strategy_names_those_there_are(city: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = "\n".join(refused(capsys, "run", city, "--headless", "--strategy", "magic"))
    assert "magic" in told
    assert "max_pressure" in told


def test_a_net_without_signals_is_no_fault_but_nothing_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    net = make_cross(tmp_path)
    text = net.read_text().replace('type="traffic_light"', 'type="priority"')
    text = re.sub(r"<tlLogic.*?</tlLogic>", "", text, flags=re.DOTALL)
    net.write_text(re.sub(r' tl="c" linkIndex="\d+"', "", text))
    assert main(["import", "sumo", str(net), "--into", str(tmp_path / "city")]) == 1
    assert "no signalised junction" in capsys.readouterr().err
    assert not (tmp_path / "city").exists()
