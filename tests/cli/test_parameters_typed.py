"""`meydan run --parameters`: the values reach the run, its log and the replay."""

from pathlib import Path

import pytest

from meydan.city.events import RunStarted
from meydan.cli.main import main
from meydan.store.event_log import read_log
from tests.twin_runs import make_city

pytestmark = pytest.mark.sumo


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_city(1, tmp_path_factory.mktemp("tuned") / "city")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "often.toml"
    path.write_text('strategy = "greedy"\n\n[parameters]\nevery_s = 3\n')
    return path


def run(folder: Path, log: Path, *more: str) -> int:
    return main(["run", str(folder), "--headless", "--until", "120", "--log", str(log), *more])


def test_a_run_with_parameters_is_logged_and_replayed_with_them(
    folder: Path, file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    log = tmp_path / "log"
    assert run(folder, log, "--parameters", str(file)) == 0
    assert "greedy (every_s = 3)" in capsys.readouterr().out
    (started,) = (record for record in read_log(log) if isinstance(record, RunStarted))
    assert (started.strategy, started.parameters) == ("greedy", (("every_s", 3.0),))
    file.unlink()
    assert main(["replay", str(log)]) == 0


@pytest.mark.parametrize(
    ("language", "said"), [("en", "Leave out --strategy"), ("tr", "--strategy seçeneğini bırakın")]
)
def test_parameters_of_another_strategy_are_refused(
    language: str,
    said: str,
    folder: Path,
    file: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("MEYDAN_LANGUAGE", language)
    assert run(folder, tmp_path / "log", "--strategy", "actuated", "--parameters", str(file)) == 2
    assert said in capsys.readouterr().err
    assert not (tmp_path / "log").exists()
