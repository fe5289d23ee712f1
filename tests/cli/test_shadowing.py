"""`meydan run --shadow`: beside a run, in a process of its own that may die."""

import signal
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from subprocess import Popen

import pytest

from meydan.centre.shadow_document import notes_of
from meydan.centre.shadow_process import ShadowProcess
from meydan.city.because import Because, because
from meydan.city.events import RunStarted, Tick
from meydan.cli.main import main
from meydan.cli.shadow_beside import teller
from meydan.store.codec import Record, encode_records
from meydan.store.event_log import EventLog, read_log
from meydan.store.shadow_days import list_shadow_files, read_shadow
from tests.twin_runs import make_city

SECONDS = 300


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_city(1, tmp_path_factory.mktemp("shadow") / "city")


@pytest.fixture(scope="module")
def logs(city: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The logs of the same run, without a shadow and with one."""
    folder = tmp_path_factory.mktemp("logs")
    run = ["run", str(city), "--headless", "--until", str(SECONDS), "--strategy", "fixed_time"]
    assert main([*run, "--log", str(folder / "alone")]) == 0
    assert main([*run, "--log", str(folder / "beside"), "--shadow", "actuated"]) == 0
    return folder / "alone", folder / "beside"


@pytest.mark.sumo
def test_the_log_is_the_same_to_the_last_byte_with_a_shadow_beside(logs: tuple[Path, Path]) -> None:
    alone, beside = (encode_records(list(read_log(log))) for log in logs)
    assert beside == alone


@pytest.mark.sumo
def test_the_document_of_the_day_lies_beside_the_log(logs: tuple[Path, Path]) -> None:
    (file,) = list_shadow_files(logs[1])
    document = read_shadow(file)
    assert document is not None
    assert document["days"] == "twin days"
    assert document["running"] == "fixed_time"
    assert document["solution"]["label"] == "actuated"
    notes = notes_of(document)
    assert notes.ticks == SECONDS
    assert notes.orders > 0
    assert 0 < notes.same < 1


@pytest.mark.sumo
def test_a_log_of_the_past_gives_what_was_noted_beside_the_run_and_nothing_twice(
    logs: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["shadow", str(logs[0]), "--solution", "actuated"]) == 0
    first = _document(logs[0])
    assert _untimed(first) == _untimed(_document(logs[1]))
    told = capsys.readouterr().out
    assert "actuated: 0 days count; a day counts that was heard for at least 90 % of its window." in told
    assert "does not count: heard for 8.3 % of its window" in told
    assert main(["shadow", str(logs[0]), "--solution", "actuated"]) == 0
    assert _document(logs[0]) == first


def _document(log: Path) -> dict[str, object]:
    (file,) = list_shadow_files(log)
    return read_shadow(file) or {}


def _untimed(document: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in document.items() if name not in ("slowest_ms", "late", "in_time")}


@pytest.mark.sumo
def test_a_solution_that_does_not_fit_is_told_and_the_run_goes_on_without_it(
    city: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    plans = tmp_path / "mine" / "plans"
    plans.mkdir(parents=True)
    (plans / "nowhere.toml").write_text("[day]\ncycle_s = 60\noffset_s = 0\nsteps = []\n", encoding="utf-8")
    run = ["run", str(city), "--headless", "--until", "10", "--log", str(tmp_path / "log")]
    assert main([*run, "--shadow", str(tmp_path / "mine")]) == 0
    told = capfd.readouterr().err
    assert "nowhere" in told
    assert told.count("The run goes on without a shadow") == 1
    assert sum(isinstance(record, Tick) for record in read_log(tmp_path / "log")) == 10
    assert not list_shadow_files(tmp_path / "log")


@pytest.mark.sumo
def test_a_shadow_that_is_killed_is_begun_again_and_notes_all_of_it_once(
    logs: tuple[Path, Path], tmp_path: Path
) -> None:
    records = list(read_log(logs[0]))
    (kept,) = logs[0].glob("city-*")
    log = tmp_path / "log"
    log.mkdir()
    (log / kept.name).symlink_to(kept)
    writer = EventLog.open(log)
    started = next(record for record in records if isinstance(record, RunStarted))
    half = len(records) // 2
    _write(writer, records[:half])
    command = [sys.executable, "-m", "meydan", "shadow", str(log), "--solution", "actuated", "--follow"]
    told: list[Because] = []
    beside = ShadowProcess([*command, str(started.fence)], told.append, shortest_s=0.01)
    first = _other_process(beside, None)
    first.send_signal(signal.SIGKILL)
    first.wait()
    _write(writer, records[half:])
    _other_process(beside, first)
    writer.close()
    beside.end(None)
    assert [what.code for what in told] == ["terminal.shadow_died"]
    assert notes_of(_document(log)).ticks == SECONDS


def _other_process(beside: ShadowProcess, than: Popen[bytes] | None) -> Popen[bytes]:
    while (process := beside.process) is None or process is than:
        time.sleep(0.01)
    return process


TILL_LEFT = [sys.executable, "-c", "import sys; sys.stdin.read()"]
NO_SHADOW = because("terminal.shadow_refused", solution="mine.toml")


def _touching(file: Path) -> list[str]:
    return [sys.executable, "-c", f"open({str(file)!r}, 'w').close()"]


def test_a_check_that_hangs_holds_nothing_up_and_what_it_lets_pass_notes_the_rest(tmp_path: Path) -> None:
    noted = tmp_path / "noted"
    beside = ShadowProcess(_touching(noted), teller("en"), checked=(TILL_LEFT, NO_SHADOW))
    _other_process(beside, None)
    assert not noted.exists()  # the check runs, and so would the city
    beside.end(None)
    assert noted.exists()


def test_a_check_that_dies_is_made_again_and_one_that_says_no_is_not(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    died, noted = tmp_path / "died", tmp_path / "noted"
    once = f"import os, sys; from pathlib import Path; d = Path({str(died)!r}); d.exists() or d.touch() or os._exit(9)"
    beside = ShadowProcess(_touching(noted), teller("en"), 0.01, ([sys.executable, "-c", once], NO_SHADOW))
    while not noted.exists():
        time.sleep(0.01)
    beside.end(None)
    assert "The shadow has ended (code 9)" in capfd.readouterr().err
    says_no = ([sys.executable, "-c", "exit(2)"], NO_SHADOW)
    no = ShadowProcess(_touching(tmp_path / "never"), teller("tr"), 0.01, says_no)
    no._thread.join()
    assert capfd.readouterr().err.count("Çalışma gölgesiz sürüyor: mine.toml") == 1
    assert not (tmp_path / "never").exists()


def test_a_shadow_that_cannot_be_started_is_told_and_tried_again(capfd: pytest.CaptureFixture[str]) -> None:
    beside, told = ShadowProcess(["/there/is/no/such/program"], teller("en"), 0.01), ""
    while told.count("shadow is begun again") < 2:
        told += capfd.readouterr().err
    beside.end(None)


def test_at_the_end_a_shadow_that_hangs_is_left_behind() -> None:
    beside = ShadowProcess([sys.executable, "-c", "import time; time.sleep(600)"], teller("en"))
    process = _other_process(beside, None)
    beside.end(0.01)
    assert process.poll() is None
    process.kill()


def _write(log: EventLog, records: Sequence[Record]) -> None:
    for record in records:
        log.append(record)
    log.wait_durable(log.next_number - 1)
