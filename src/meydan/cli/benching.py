"""`meydan bench`: scenarios, strategies and seeds on all cores, one table and one file of rows."""

import argparse
import os
import re
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from meydan.centre.registry import find_strategy
from meydan.city.because import Value, because
from meydan.city.errors import CityError, StoreError
from meydan.city.words import Language, say
from meydan.cli.bench_table import bench_table
from meydan.twin.bench.baselines import BASELINES
from meydan.twin.bench.inputs import prepare
from meydan.twin.bench.one import run_one
from meydan.twin.bench.pool import Failure, run_all
from meydan.twin.bench.row import Row
from meydan.twin.bench.rows import read_rows, still_to_do, write_rows
from meydan.twin.bench.task import Scenario, Settings, Task
from meydan.twin.bench.versions import versions

MOST_SEEDS = 1000
_RANGE = re.compile(r"(\d+)(?:-(\d+))?")


def bench(typed: argparse.Namespace, language: Language) -> int:
    """Run what has no row yet, as typed; return 0, or 1 if a run failed."""
    strategies, seeds = parse_names(typed.strategies), parse_seeds(typed.seeds)
    settings = Settings(typed.detection, typed.misses, typed.dead, typed.demand, typed.teleport, typed.until)
    made_with = {name: versions(name) for name in strategies}
    for name in strategies:
        if name not in BASELINES:
            find_strategy(name)
    rows = read_rows(typed.json, settings)
    if not typed.json.absolute().parent.is_dir():
        raise StoreError("bench.no_folder", folder=str(typed.json.absolute().parent))
    with tempfile.TemporaryDirectory(prefix="meydan-bench-cities-") as scratch:
        scenarios = prepare(typed.inputs, typed.detection, Path(scratch))
        tasks = [Task(s, name, seed, settings) for s in scenarios for seed in seeds for name in strategies]
        rows = _without_older(rows, tasks, made_with, language)
        failed = _run(tasks, rows, typed, language)
    asked = {task.key: i for i, task in enumerate(_in_order_of_table(scenarios, strategies, seeds, settings))}
    shown = sorted((row for row in rows if _key(row) in asked), key=lambda row: asked[_key(row)])
    print(bench_table(shown, language))
    return 1 if failed else 0


def _in_order_of_table(
    scenarios: Sequence[Scenario], strategies: Sequence[str], seeds: Sequence[int], settings: Settings
) -> list[Task]:
    return [Task(s, name, seed, settings) for s in scenarios for name in strategies for seed in seeds]


def _key(row: Row) -> tuple[str, str, int]:
    return (row.scenario, row.strategy, row.seed)


def _without_older(
    rows: Sequence[Row], tasks: Sequence[Task], made_with: dict[str, dict[str, str]], language: Language
) -> list[Row]:
    """Leave out rows of these tasks that other code made: they are run again, and that is said."""
    now = {task.key: made_with[task.strategy] for task in tasks}
    kept = [row for row in rows if now.get(_key(row), row.versions) == row.versions]
    if older := len(rows) - len(kept):
        print(say(because("bench.older", rows=older), language), file=sys.stderr)
    return kept


def _run(tasks: Sequence[Task], rows: list[Row], typed: argparse.Namespace, language: Language) -> int:
    """Run the tasks that have no row, adding and writing each row as it comes; return how many failed."""
    left = still_to_do(tasks, rows)
    jobs = typed.jobs or len(os.sched_getaffinity(0))
    failed = 0
    for number, (task, result) in enumerate(run_all(left, run_one, jobs), start=1):
        place: dict[str, Value] = {"number": number, "all": len(left), "scenario": task.scenario.name}
        if isinstance(result, Failure):
            failed += 1
            why = say(result.why, language)
            told = because("bench.run_failed", **place, strategy=task.label, seed=task.seed, why=why)
        else:
            rows.append(result)
            write_rows(typed.json, rows)
            told = because(
                "bench.progress",
                **place,
                strategy=task.label,
                seed=task.seed,
                delay_s=float("nan") if result.delay_s is None else result.delay_s,
                never=result.never_inserted,
                violations=result.violations,
                took_s=result.took_s,
            )
        print(say(told, language), file=sys.stderr, flush=True)
        if isinstance(result, Failure) and result.trace:
            print(result.trace, file=sys.stderr)
    return failed


def parse_names(text: str) -> list[str]:
    """Return the strategies of a list with commas, each once."""
    names = list(dict.fromkeys(name.strip() for name in text.split(",") if name.strip()))
    if not names:
        raise CityError("bench.no_names")
    return names


def parse_seeds(text: str) -> list[int]:
    """Return the seeds of a list such as "11-15" or "1,3,7-9", each once.

    Raises
    ------
    CityError
        If it is no such list, or one of too many seeds.
    """
    seeds: dict[int, None] = {}
    for part in text.split(","):
        found = _RANGE.fullmatch(part.strip())
        if found is None:
            raise CityError("bench.bad_seeds", found=part.strip() or text)
        first, last = int(found[1]), int(found[2] or found[1])
        if last < first:
            raise CityError("bench.seeds_backwards", first=first, last=last)
        if last - first >= MOST_SEEDS or last >= 2**31:
            raise CityError("bench.many_seeds", found=part.strip(), most=MOST_SEEDS)
        seeds.update(dict.fromkeys(range(first, last + 1)))
    return list(seeds)
