"""Twin days in the shadow that a page has run: each with its own seed."""

import subprocess
import sys
from pathlib import Path

import pytest

from meydan.exchange.life_cycle.twin_shadow_days import last_seed, run_days
from meydan.store.shadow_days import list_shadow_files, read_shadow

ROOT = Path(__file__).resolve().parents[3]
SOLUTION = 'strategy = "actuated"\n'


@pytest.mark.sumo
def test_days_run_one_after_the_other_and_go_on_with_another_seed(tmp_path: Path) -> None:
    home, log, solution = tmp_path / "city", tmp_path / "log", tmp_path / "corridor.toml"
    make = [sys.executable, "-m", "tools.make_city", "--junctions", "1", "--rate", "300", "--window", "120"]
    subprocess.run([*make, "--into", str(home)], check=True, capture_output=True, cwd=ROOT)
    solution.write_text(SOLUTION)
    assert run_days(home, log, str(solution), 2) == 0
    assert run_days(home, log, str(solution), 1) == 0
    days = [document for file in list_shadow_files(log) if (document := read_shadow(file))]
    assert sorted(day["seed"] for day in days) == [1, 2, 3]
    assert {day["running"] for day in days} == {"fixed_time"}
    assert min(day["coverage"] for day in days) > 0.9
    assert len({day["orders"] for day in days}) > 1  # another seed is another day
    solution.write_text('strategy = "nobody"\n')
    assert run_days(home, log, str(solution), 1) != 0
    assert last_seed(log) == 3
