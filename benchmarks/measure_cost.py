"""What logs and measures cost: CPU, time and memory of a made-up day, and of the package `atspm` beside it.

    python -m benchmarks.measure_cost [--junctions 25] [--city 2500] [--jobs 2] [--times 3] [--atspm ATSPM/bin/python]

Each command runs in a process of its own, start included, as a user types it. `--atspm` is the Python of an
environment that has `atspm` 2.6.1; it is given the same files, in turns with ours, and the rows of both are counted.
What is told is the least CPU of all turns, as whatever else runs on the machine only adds to it.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import duckdb

from benchmarks.made_day import make_day

SIX = ("actuations", "arrivals_on_green", "pedestrian_services", "split_failures", "splits", "terminations")
TWELVE = (
    *SIX,
    "communication",
    "pedestrian_delay",
    "plans",
    "platoon_ratio",
    "waiting_time",
    "yellow_and_red_actuations",
)  # `atspm` has them too, by other definitions
MEYDAN = [sys.executable, "-m", "meydan", "measure"]
SCRIPT = Path(__file__).with_name("atspm_cost.py")


@dataclass(frozen=True, slots=True)
class Cost:
    """What a process needed: CPU [s], time [s] and memory [MB]."""

    cpu_s: float
    wall_s: float
    memory_mb: float

    def __str__(self) -> str:
        return f"{self.cpu_s:.2f} CPU-s, {self.wall_s:.2f} s, at most {self.memory_mb:.0f} MB"


def cost_of(command: list[str]) -> Cost:
    """Run a command and return what it needed."""
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.read()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command[:5]} failed with {process.returncode}")
    return Cost(used.ru_utime + used.ru_stime, time.perf_counter() - began, used.ru_maxrss / 1024)


def main() -> int:
    """Make the day, run and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("--junctions", type=int, default=25)
    parser.add_argument("--city", type=int, default=2500)
    parser.add_argument("--jobs", type=int, default=None)
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--atspm", default=None)
    typed = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        logs, table = make_day(folder / "day", typed.junctions)
        events = _count(logs)
        print(f"{typed.junctions} junctions, {events:,} events")
        archive = folder / "archive"
        files = sorted(map(str, (folder / "day").glob("day-*.parquet")))
        taken = cost_of([*MEYDAN, "ingest", *files, "--detectors", str(table), "--into", str(archive), "--zone", "UTC"])
        print(f"ingest: {taken}; {events / taken.wall_s:,.0f} events/s, {events / taken.cpu_s:,.0f} events/CPU-s")
        size = sum(file.stat().st_size for file in archive.rglob("*.parquet"))
        print(f"archive: {size / events:.2f} bytes an event")
        _measure(typed, folder, archive, [typed.atspm, str(SCRIPT), logs, str(table), str(folder / "theirs")])
    return 0


def _measure(typed: argparse.Namespace, folder: Path, archive: Path, theirs: list[str]) -> None:
    """Run ours and theirs in turns and print the least of each: the same six rows, and twelve measures."""
    run = [*MEYDAN, "run", "--archive", str(archive), "--csv", str(folder / "out.csv")]
    run += ["--jobs", str(typed.jobs)] if typed.jobs else []
    kinds = {
        "twelve, ours": ([*run, *TWELVE], [*theirs, "more"]),
        "six, ours": ([*run, *SIX], []),
        "six, definitions of atspm": ([*run, *SIX, "--definitions", "atspm"], theirs),
    }
    costs = {
        name: [[cost_of(command) for command in pair if command and command[0]] for _ in range(typed.times)]
        for name, pair in kinds.items()
    }
    for name, turns in costs.items():
        ours, *other = [min(column, key=lambda cost: cost.cpu_s) for column in zip(*turns, strict=True)]
        city_s = ours.wall_s * typed.city / typed.junctions
        print(f"measures, {name}: {ours}; {typed.city} junctions: {city_s:.0f} s")
        for cost in other:
            print(f"atspm: {cost}; {cost.cpu_s / ours.cpu_s:.1f} times our CPU")
    if typed.atspm:
        print(f"rows of the six: ours {_rows(folder, SIX)}, theirs {_rows_of_theirs(folder / 'theirs')}")


def _count(logs: str) -> int:
    with duckdb.connect() as con:
        row = con.execute(f"SELECT count(*) FROM '{logs}'").fetchone()
    return int(row[0]) if row else 0


def _rows(folder: Path, names: tuple[str, ...]) -> int:
    return sum(_lines(folder / f"out-{name}.csv") for name in names)


def _rows_of_theirs(folder: Path) -> int:
    names = ("actuations", "arrival_on_green", "full_ped", "split_failures", "splits", "terminations")
    return sum(_lines(folder / f"{name}.csv") for name in names)


def _lines(file: Path) -> int:
    return len(file.read_text(encoding="utf-8").splitlines()) - 1


if __name__ == "__main__":
    sys.exit(main())
