"""The comparison of lamps over RSMP with those of one process: it runs, and tells what differs from what is late."""

import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.rsmp_lamps import Changes, compare
from meydan.city.instant import later
from meydan.store.city_folder import write_city
from tests.field.rsmp.test_street import small_city
from tests.paper_street import START

SCRIPT = Path(__file__).resolve().parents[2] / "benchmarks" / "rsmp_lamps.py"


def changes(*lamps: tuple[float, str]) -> Changes:
    return {("J1", "P1"): [(later(START, s), lamp) for s, lamp in lamps]}


@pytest.mark.parametrize(
    ("there", "different", "most_s"),
    [
        (changes((0, "G"), (10, "y"), (13, "r")), 0, 0.0),
        (changes((0.3, "G"), (10.2, "y"), (13, "r")), 0, 0.3),
        (changes((0, "G"), (10, "y"), (13, "r"), (30, "G")), 0, 0.0),
        (changes((-3, "u"), (0, "G"), (10, "y"), (13, "r")), 0, 0.0),
        (changes((0, "G"), (10, "r"), (13, "r")), 1, 0.0),
        ({}, 1, 0.0),
    ],
)
def test_what_differs_is_told_from_what_comes_later(there: Changes, different: int, most_s: float) -> None:
    row = compare(changes((0, "G"), (10, "y"), (13, "r")), there)
    assert (row["different"], row["most_s"]) == (different, pytest.approx(most_s))


def test_two_processes_and_one_are_compared_from_end_to_end(tmp_path: Path) -> None:
    write_city(small_city(), tmp_path / "city")
    command = [sys.executable, str(SCRIPT), str(tmp_path / "city"), "--seconds", "20"]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert "changes of 12 groups" in done.stdout, done.stdout + done.stderr
