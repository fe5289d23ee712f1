"""Twin days in the shadow that a page has run: each with its own seed, and only whole ones count."""

import subprocess
import sys
from pathlib import Path

import pytest

from meydan.exchange.life_cycle.twin_shadow_days import run_days
from meydan.store.shadow_days import list_shadow_files, read_shadow, shadow_file, write_shadow
from meydan.store.twin_shadow import drop_unfinished, read_finished, write_finished

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
    assert read_finished(log) == {1: 1, 2: 2, 3: 3}
    days = [document for file in list_shadow_files(log) if (document := read_shadow(file))]
    assert sorted(day["run"] for day in days) == [1, 2, 3]
    assert {day["running"] for day in days} == {"fixed_time"}
    assert len({day["orders"] for day in days}) > 1  # another seed is another day
    solution.write_text('strategy = "nobody"\n')
    assert run_days(home, log, str(solution), 1) != 0
    assert read_finished(log) == {1: 1, 2: 2, 3: 3}


def test_a_part_of_a_day_is_no_day_and_a_log_that_no_page_had_made_is_left_alone(tmp_path: Path) -> None:
    for run in (1, 2):
        told = {"format": "meydan-shadow/1", "run": run}
        write_shadow(shadow_file(tmp_path, "corridor", "sha256:1", "2026-03-03", run), told)
    drop_unfinished(tmp_path)
    assert len(list_shadow_files(tmp_path)) == 2
    write_finished(tmp_path, {1: 1})
    drop_unfinished(tmp_path)
    assert [document["run"] for file in list_shadow_files(tmp_path) if (document := read_shadow(file))] == [1]
