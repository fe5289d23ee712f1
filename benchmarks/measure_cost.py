"""What logs and measures cost: CPU, time and memory of a made-up day, and of the package `atspm` beside it.

    python -m benchmarks.measure_cost [--junctions 25] [--city 2500] [--jobs 2] [--times 3] [--sets whole six ...]
                                      [--atspm ATSPM/bin/python]

Each command runs in a process of its own, start included, as a user types it, and what that process and those that it
started used is told. `--atspm` is the Python of an environment that has `atspm` 2.6.1; it is given the same files, in
turns with ours, and writes its tables as ours does, into a folder that was empty. What is told is the least CPU of all
turns, as whatever else runs on the machine only adds to it, and the median of what each turn says that theirs is of
ours.
"""

import argparse
import os
import shutil
import statistics
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
WHOLE = (*TWELVE, "timing_and_actuation")
SAME_AS = {
    "actuations": ("actuations",),
    "arrivals_on_green": ("arrival_on_green",),
    "communication": ("communications",),
    "pedestrian_delay": ("ped_delay",),
    "pedestrian_services": ("full_ped", "ped", "unique_ped"),
    "plans": ("coordination", "coordination_agg"),
    "platoon_ratio": ("platoon_ratio",),
    "split_failures": ("split_failures",),
    "splits": ("splits",),
    "terminations": ("terminations",),
    "timing_and_actuation": ("timeline",),
    "waiting_time": ("phase_wait",),
    "yellow_and_red_actuations": ("yellow_red",),
}  # and `has_data`, which is the column `coverage` of every table of ours
SETS = {
    "everything": (("all",), "everything"),
    "whole": (WHOLE, "whole"),
    "twelve": (TWELVE, "twelve"),
    "six": (SIX, ""),
    "six_as_atspm": ((*SIX, "--definitions", "atspm"), "six"),
}
"""By name: what we make, and what `atspm` makes beside it."""

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
    """Run a command and return what it and the processes that it started and waited for needed."""
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
    parser.add_argument("--sets", nargs="+", choices=tuple(SETS), default=list(SETS))
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
    """Run ours and theirs in turns and print the least of each, for each set."""
    out, of_theirs = folder / "ours", folder / "theirs"
    run = [*MEYDAN, "run", "--archive", str(archive), "--csv", str(out / "out.csv")]
    run += ["--jobs", str(typed.jobs)] if typed.jobs else []
    for name in typed.sets:
        names, beside = SETS[name]
        commands = [([*run, *names], out)]
        commands += [([*theirs, beside], of_theirs)] if typed.atspm and beside else []
        turns = [[_anew(command, into) for command, into in commands] for _ in range(typed.times)]
        ours, *other = (min(column, key=lambda cost: cost.cpu_s) for column in zip(*turns, strict=True))
        load = os.getloadavg()[0]
        city_s = ours.wall_s * typed.city / typed.junctions
        print(f"measures, {name}: {ours}; {typed.city} junctions: {city_s:.0f} s; load {load:.1f}")
        for cost in other:
            median = statistics.median(both[1].cpu_s / both[0].cpu_s for both in turns)
            print(f"atspm: {cost}; {cost.cpu_s / ours.cpu_s:.1f} times our CPU, {median:.1f} in the median turn")
            _tell_rows(out, of_theirs)


def _anew(command: list[str], into: Path) -> Cost:
    """Run a command that writes into a folder, which is empty when it begins."""
    shutil.rmtree(into, ignore_errors=True)
    into.mkdir()
    return cost_of(command)


def _tell_rows(ours: Path, theirs: Path) -> None:
    """Print how many rows each table of ours has and those of theirs that tell the same."""
    rows = {file.stem.removeprefix("out-"): _lines(file) for file in sorted(ours.glob("out-*.csv"))}
    told = []
    for name, count in rows.items():
        same = [f"{other} {_lines(theirs / f'{other}.csv')}" for other in SAME_AS.get(name, ()) if _has(theirs, other)]
        told.append(f"{name} {count}" + (f" ({', '.join(same)})" if same else ""))
    print(f"rows, theirs in brackets: {'; '.join(told)}")


def _has(folder: Path, name: str) -> bool:
    return (folder / f"{name}.csv").exists()


def _count(logs: str) -> int:
    with duckdb.connect() as con:
        row = con.execute(f"SELECT count(*) FROM '{logs}'").fetchone()
    return int(row[0]) if row else 0


def _lines(file: Path) -> int:
    with file.open("rb") as lines:
        return sum(1 for _ in lines) - 1


if __name__ == "__main__":
    sys.exit(main())
