"""A run killed at any moment: what was on the disk stays, the log opens, the run goes on, and all of it replays."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from meydan.city.events import RunStarted, Tick
from meydan.store.codec import encode_records
from meydan.store.event_log import read_log
from tests.nightly import NIGHTLY
from tests.twin_runs import make_city

pytestmark = pytest.mark.sumo

MOMENTS = 50 if NIGHTLY else 3


@pytest.fixture(scope="module")
def grid(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_city(4, tmp_path_factory.mktemp("grid") / "city")


def command(city: Path, log: Path, *more: str) -> list[str]:
    run = [sys.executable, "-m", "meydan", "run", str(city), "--headless", "--repeat", "--log", str(log)]
    return [*run, "--resume", "--until", "100000", *more]


def run_and_kill(city: Path, log: Path, after_s: float) -> int:
    """Kill a run so long after its first records are on the disk; return how many were there just before."""
    with subprocess.Popen(command(city, log), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        before = len(records(log))
        while len(records(log)) <= before:
            assert process.poll() is None, process.communicate()[1].decode()
            time.sleep(0.02)
        time.sleep(after_s)
        there = len(records(log))
        process.send_signal(signal.SIGKILL)
        process.wait()
    return there


def records(log: Path) -> list[object]:
    return list(read_log(log)) if list(log.glob("*.seg")) else []


def test_a_run_killed_again_and_again_loses_nothing_and_goes_on(grid: Path, tmp_path: Path) -> None:
    log = tmp_path / "log"
    draw = random.Random(2026)
    before: list[object] = []
    for _ in range(MOMENTS):
        there = run_and_kill(grid, log, draw.uniform(0, 0.6))
        found = records(log)
        assert len(found) >= there > len(before)
        assert encode_records(found[: len(before)]) == encode_records(before)  # type: ignore[arg-type]
        before = found
    starts = [r for r in before if isinstance(r, RunStarted)]
    assert [r.fence for r in starts] == list(range(1, MOMENTS + 1))
    ticks = [r.t for r in before if isinstance(r, Tick)]
    assert ticks == sorted(ticks)
    replay = subprocess.run([sys.executable, "-m", "meydan", "replay", str(log)], check=False, capture_output=True)
    assert replay.returncode == 0, replay.stdout.decode() + replay.stderr.decode()
