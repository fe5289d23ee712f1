"""The longer benchmarks run, each once and briefly: what they measure is for a quiet machine."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.twin_runs import make_city

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_city(2, tmp_path_factory.mktemp("small") / "city")


@pytest.mark.sumo
@pytest.mark.parametrize(
    ("script", "options", "says"),
    [
        ("loop_cost.py", ("--seconds", "60", "--pairs", "1"), "median ratio"),
        ("replay_cost.py", ("--seconds", "60", "--times", "1"), "decoding: median"),
        ("memory.py", ("--hours", "1"), "hour  1:"),
    ],
)
def test_a_benchmark_runs_and_tells_its_figure(small: Path, script: str, options: tuple[str, ...], says: str) -> None:
    command = [sys.executable, str(HERE / script), str(small), *options]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert says in done.stdout
