"""The comparison of controllers that are actuated themselves with the strategy in one process, from end to end."""

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.rsmp_lamps import write_with_twin
from meydan.store.city_folder import read_city
from tests.twin_runs import make_city

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.sumo
def test_both_ways_are_run_and_judged(tmp_path: Path) -> None:
    made = make_city(2, tmp_path / "made")
    city = read_city(made)
    assert city.twin is not None
    short = replace(city, twin=replace(city.twin, end_s=city.twin.begin_s + 400))
    write_with_twin(short, made, tmp_path / "city")
    command = [sys.executable, "-m", "benchmarks.rsmp_delay", str(tmp_path / "city"), "--seeds", "3", "--speed", "50"]
    command += ["--json", str(tmp_path / "out.json")]
    done = subprocess.run(command, check=False, capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stdout + done.stderr
    (row,) = json.loads((tmp_path / "out.json").read_text())
    here, there = row["in_process"], row["over_rsmp"]
    assert here["violations"] == there["violations"] == 0
    assert min(here["over_min_s"], there["over_min_s"]) >= 0
    assert max(here["over_max_s"], there["over_max_s"]) <= 1.0  # they are asked once a second
    assert min(here["stages"], there["stages"]) > 20
    assert here["trips"] == there["trips"] > 50
    assert here["delay_s"] == pytest.approx(there["delay_s"], rel=0.1)
