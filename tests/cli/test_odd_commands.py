"""What a hostile user types: one readable message with every fault, exit code 2, nothing half written."""

import json
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from meydan.city.events import RunStarted
from meydan.cli.main import main
from meydan.store.event_log import read_log
from tests.twin_runs import make_city

pytestmark = pytest.mark.sumo


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_city(1, tmp_path_factory.mktemp("whole") / "city")


@pytest.fixture
def city(whole: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(whole, tmp_path / "city"))


@pytest.fixture(params=["en", "tr"])
def language(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("MEYDAN_LANGUAGE", request.param)
    return str(request.param)


def refused(capsys: pytest.CaptureFixture[str], *typed: str | Path) -> list[str]:
    """Return the lines told when a command is refused."""
    assert main([str(part) for part in typed]) == 2
    return capsys.readouterr().err.splitlines()


def net(city: Path) -> Path:
    return next((city / "twin").glob("*.net.xml"))


@pytest.mark.parametrize(
    ("option", "values"),
    [
        ("--until", ["nan", "inf", "-inf", "-5", "0", "1e300", "soon", ""]),
        ("--seed", ["-1", "2147483648", "99999999999999999999999", "1.5", "x", "٣"]),
        ("--port", ["0", "-1", "65536", "http", "80.0"]),
        ("--speed", ["0", "-1", "nan", "inf", "1001", "fast"]),
    ],
)
def test_a_run_with_an_odd_number_is_refused(
    option: str, values: list[str], city: Path, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for value in values:
        lines = refused(capsys, "run", city, "--headless", f"{option}={value}")
        assert len(lines) == 3
        assert lines[1].startswith(f'  {option}: {"Found " if language == "en" else ""}"{value}"')
    assert not (city / "log").exists()


@pytest.mark.parametrize(
    ("option", "values"),
    [
        ("--begin", ["nan", "inf", "-1", "1e300", "x"]),
        ("--end", ["nan", "-1"]),
        ("--yellow", ["nan", "0", "-3", "1e400"]),
        ("--min-green", ["nan", "0", "-5"]),
        ("--zone", ["Mars/Olympus", "", "../../etc/passwd", "Europe", "a\0b"]),
        ("--day", ["2026-02-30", "", "tomorrow", "20260303T10"]),
    ],
)
def test_an_import_with_an_odd_value_is_refused(
    option: str, values: list[str], city: Path, tmp_path: Path, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for value in values:
        lines = refused(capsys, "import", "sumo", net(city), "--into", tmp_path / "into", f"{option}={value}")
        assert lines[1].startswith(f"  {option}: ")
        assert len(lines) == 3
    assert not (tmp_path / "into").exists()


def test_all_that_was_typed_wrong_is_told_at_once(
    city: Path, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = refused(capsys, "run", city, "--until=nan", "--seed=x", "--port=0", "--speed=0")
    assert [line.split(":")[0].strip() for line in lines[1:-1]] == ["--until", "--seed", "--speed", "--port"]
    assert lines[0].startswith("The command was refused" if language == "en" else "Komut reddedildi")


def test_a_demand_that_ends_before_it_begins_is_not_imported(
    city: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for typed in (("--begin=100", "--end=50"), ("--begin=9000",)):
        lines = refused(capsys, "import", "sumo", net(city), "--into", tmp_path / "into", *typed)
        assert "must lie after its begin" in lines[1]
    assert not (tmp_path / "into").exists()


def run_apart(city: Path, language: str = "en") -> tuple[int, str]:
    """Run a city in a process of its own, as SUMO does not survive its failures; return exit code and what was told."""
    command = [sys.executable, "-m", "meydan", "run", str(city), "--headless", "--until", "30"]
    told = {**os.environ, "MEYDAN_LANGUAGE": language}
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60, env=told)
    assert "Traceback" not in done.stderr
    return done.returncode, done.stderr


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        ("*.net.xml", "<net><edge", "made.net.xml:1: Expected whole XML"),
        ("*.rou.xml", '<routes><vehicle id="a" depart="0"', "made.rou.xml:1: Expected whole XML"),
        ("*.rou.xml", '<routes><trip id="a" depart="20" from="no" to="way"/></routes>', "'no'"),
    ],
    ids=["net cut short", "routes cut short", "unknown road later on"],
)
def test_a_twin_that_sumo_refuses_is_told(file: str, text: str, said: str, city: Path) -> None:
    next((city / "twin").glob(file)).write_text(text)
    code, told = run_apart(city)
    assert code == 2, told
    assert said in told


def test_a_light_that_the_net_does_not_have_is_told(city: Path, capsys: pytest.CaptureFixture[str]) -> None:
    junction = next((city / "junctions").iterdir())
    text = junction.read_text(encoding="utf-8")
    junction.write_text(text.replace('tls = "', 'tls = "nowhere'), encoding="utf-8")
    code, told = run_apart(city, "tr")
    assert (code, "nowhere" in told, "SUMO ikizi" in told) == (2, True, True)
    junction.write_text(text[: text.index("[twin]")], encoding="utf-8")
    assert f"junctions/{junction.name}" in refused(capsys, "check", city)[1]


def test_a_run_that_failed_on_the_twin_leaves_a_log_that_goes_on(city: Path) -> None:
    routes = next((city / "twin").glob("*.rou.xml"))
    whole = routes.read_bytes()
    routes.write_text('<routes><vehicle id="a" depart="9" route="nope"/></routes>')
    code, told = run_apart(city)
    assert (code, "It said: The route 'nope'" in told) == (2, True)
    routes.write_bytes(whole)
    assert run_apart(city)[0] == 0
    assert [r.fence for r in read_log(city / "log") if isinstance(r, RunStarted)] == [1, 2]


def test_a_map_that_is_missing_is_told_before_anything_is_written(
    city: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (city / "network.geojson").unlink()
    assert "network.geojson" in refused(capsys, "run", city)[1]
    assert not (city / "log").exists()


def test_a_port_in_use_is_told(city: Path, language: str, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        assert port in "\n".join(refused(capsys, "run", city, "--port", port))


@pytest.mark.parametrize("place", ["city.toml", "twin", "/proc/1/nowhere"])
def test_a_log_that_cannot_be_there_is_told(place: str, city: Path, capsys: pytest.CaptureFixture[str]) -> None:
    log = city / place
    if log.is_dir():
        (log / "lock").mkdir()
    before = sorted(city.rglob("*"))
    assert len(refused(capsys, "run", city, "--headless", "--until", "5", "--log", log)) == 3
    assert sorted(city.rglob("*")) == before


@pytest.mark.parametrize("place", ["", "city.toml", "junctions", "nowhere"])
def test_a_replay_of_what_is_no_log_is_told(
    place: str, city: Path, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = refused(capsys, "replay", city / place)
    assert len(lines) == 3
    assert lines[0] == ("There is no event log to read." if language == "en" else "Okunacak bir olay kaydı yok.")


def test_a_log_of_another_version_is_told_by_all_who_read_it(city: Path, capsys: pytest.CaptureFixture[str]) -> None:
    typed = ["run", str(city), "--headless", "--until", "5"]
    assert main(typed) == 0
    (segment,) = (city / "log").glob("*.seg")
    data = bytearray(segment.read_bytes())
    data[8] = 9
    segment.write_bytes(data)
    for command in (typed, [*typed, "--resume"], ["replay", str(city / "log")]):
        told = refused(capsys, *command)
        assert "version 9" in told[1]
    assert segment.read_bytes() == data


def test_a_file_that_is_no_segment_is_left_alone(city: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (city / "log").mkdir()
    (city / "log" / "events-copy.seg").write_text("mine")
    assert main(["run", str(city), "--headless", "--until", "5"]) == 0
    assert main(["replay", str(city / "log")]) == 0
    assert (city / "log" / "events-copy.seg").read_text() == "mine"


def test_a_log_that_holds_nothing_or_cannot_be_read_is_told(city: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (city / "log").mkdir()
    segment = city / "log" / "events-00000001.seg"
    segment.touch()
    assert "no whole record" in refused(capsys, "replay", city / "log")[1]
    segment.unlink()
    segment.mkdir()
    for typed in (("replay", city / "log"), ("run", city, "--headless", "--until", "5")):
        assert segment.name in refused(capsys, *typed)[1]


def test_a_log_whose_city_is_gone_is_told(city: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", str(city), "--headless", "--until", "5"]) == 0
    (kept,) = (city / "log").glob("city-*")
    shutil.rmtree(kept)
    assert kept.name in refused(capsys, "replay", city / "log")[1]


def test_a_city_of_another_field_says_so(city: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = (city / "city.toml").read_text(encoding="utf-8")
    (city / "city.toml").write_text(text.replace('field = "sumo"', 'field = "rsmp"'), encoding="utf-8")
    assert json.dumps("rsmp") in "\n".join(refused(capsys, "run", city, "--headless"))


@pytest.mark.parametrize("typed", [[], ["fly"], ["run"], ["run", "x", "--fly"], ["import", "osm", "x"]])
def test_a_command_there_is_not_is_refused(typed: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(typed)
    assert caught.value.code == 2
    assert "usage: meydan" in capsys.readouterr().err
