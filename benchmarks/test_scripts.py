"""The longer benchmarks run, each once and briefly: what they measure is for a quiet machine."""

import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.promises import PROMISES
from benchmarks.web_load import PHASES
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
        ("shadow_cost.py", ("--shadow", "greedy", "--seconds", "60", "--pairs", "1"), "median ratio"),
        ("replay_cost.py", ("--seconds", "60", "--times", "1"), "decoding: median"),
        ("memory.py", ("--hours", "1"), "hour  1:"),
    ],
)
def test_a_benchmark_runs_and_tells_its_figure(small: Path, script: str, options: tuple[str, ...], says: str) -> None:
    command = [sys.executable, str(HERE / script), str(small), *options]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert says in done.stdout


@pytest.mark.sumo
def test_what_the_web_costs_control_is_told_for_each_phase(small: Path) -> None:
    command = [sys.executable, "-m", "benchmarks.web_load", str(small), "--seconds", "2", "--rounds", "1"]
    done = subprocess.run(command, cwd=HERE.parent, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert [line.split(":")[0] for line in done.stdout.splitlines()] == list(PHASES)


def test_the_long_tests_of_promises_print_their_table() -> None:
    command = [sys.executable, "-m", "benchmarks.promises", "--short", "P-8", "P-13"]
    done = subprocess.run(command, cwd=HERE.parent, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
    lines = done.stdout.splitlines()
    assert lines[0] == "| promise | target | measured | kept |"
    assert [line.split(" | ")[0] for line in lines[2:]] == ["| P-8", "| P-13"]
    assert all(" passed | - |" in line for line in lines[2:])


def test_the_page_of_promises_has_a_row_for_each_that_is_measured() -> None:
    page = (HERE.parent / "docs" / "promises.md").read_text(encoding="utf-8")
    rows = {
        line.split("|")[1].strip(): line.split("|")[2].strip() for line in page.splitlines() if line.startswith("| P-")
    }
    assert rows == {promise.number: promise.target for promise in PROMISES}
