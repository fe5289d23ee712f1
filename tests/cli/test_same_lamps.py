"""Fixed plans that the centre orders give the same lamps over RSMP, in two processes, as in one process."""

import json
import subprocess
import sys
from pathlib import Path

from meydan.store.city_folder import write_city
from tests.field.rsmp.test_street import small_city

SCRIPT = Path(__file__).resolve().parents[2] / "benchmarks" / "rsmp_lamps.py"


def test_every_group_shows_the_same_lamps_within_a_second(tmp_path: Path) -> None:
    write_city(small_city(), tmp_path / "city")
    command = [sys.executable, str(SCRIPT), str(tmp_path / "city"), "--seconds", "36", "--json", str(tmp_path / "row")]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    row = json.loads((tmp_path / "row").read_text(encoding="utf-8"))
    assert (row["groups"], row["different"]) == (12, 0)
    assert row["changes"] > 60
    assert row["median_s"] < 1.0
