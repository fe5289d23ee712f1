"""What a replay takes from a log: facts and registered names, never code."""

from dataclasses import replace
from pathlib import Path

import pytest

from meydan.centre.registry import is_file_name, registered_strategy
from meydan.city.events import RunStarted
from meydan.cli.main import main
from meydan.control import actuated
from meydan.store.event_log import EventLog
from meydan.store.run_folder import keep_city
from tests.paper_street import city, live_through, passes, script

pytestmark = pytest.mark.anyio

LEAVES_A_MARK = """
from pathlib import Path
from meydan.control.actuated import NEEDS, decide, start
Path(__file__).with_suffix(".mark").touch()
"""


async def log_of(folder: Path, *strategies: str) -> Path:
    """Write a log of one run for each name; the files that are named here decide as `actuated` does."""
    of = city()
    version = keep_city(folder, of)
    log = EventLog.open(folder)
    for name in strategies:
        strategy = actuated if is_file_name(name) else registered_strategy(name)
        for record in await live_through(of, strategy, 60, script(passes("P2s", 5), passes("P2s", 20))):
            log.append(replace(record, city=version, strategy=name) if isinstance(record, RunStarted) else record)
    log.close()
    return folder


@pytest.fixture
def own(tmp_path: Path) -> Path:
    file = tmp_path / "own.py"
    file.write_text(LEAVES_A_MARK)
    return file


@pytest.mark.parametrize(
    ("language", "said"), [("en", "names the strategy file"), ("tr", "strateji dosyasının adını veriyor")]
)
async def test_a_file_that_a_log_names_is_not_run(
    language: str,
    said: str,
    own: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("MEYDAN_LANGUAGE", language)
    log = await log_of(tmp_path / "log", str(own))
    assert main(["replay", str(log)]) == 2
    (told,) = capsys.readouterr().err.splitlines()
    assert said in told
    assert str(own) in told
    assert "--strategy" in told
    assert not own.with_suffix(".mark").exists()


async def test_a_file_handed_over_is_run_in_place_of_the_one_that_a_log_names(own: Path, tmp_path: Path) -> None:
    named = tmp_path / "named.py"
    named.write_text(LEAVES_A_MARK)
    log = await log_of(tmp_path / "log", str(named), "actuated")
    assert main(["replay", str(log), "--strategy", str(own)]) == 0
    assert own.with_suffix(".mark").exists()
    assert not named.with_suffix(".mark").exists()


@pytest.mark.parametrize("name", ["actuated", "greedy_5"])
async def test_a_registered_name_needs_no_file(name: str, tmp_path: Path) -> None:
    assert main(["replay", str(await log_of(tmp_path / "log", name))]) == 0


async def test_what_is_handed_over_must_be_a_file(
    own: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    log = await log_of(tmp_path / "log", str(own))
    assert main(["replay", str(log), "--strategy", "actuated"]) == 2
    assert "no strategy file actuated" in capsys.readouterr().err
