"""`meydan bench`: scenarios, strategies and seeds on all cores, one table and one file of rows."""

import argparse
import os
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from meydan.centre.registry import is_file_name
from meydan.city.because import Because, Value, because
from meydan.city.words import Language, say
from meydan.cli.bench_table import bench_table
from meydan.cli.bench_typed import names_in, seeds_in
from meydan.cli.engines import processes_or_machines
from meydan.store.engine.engine import Failure, as_they_come
from meydan.twin.bench.drawing import PlotWords, draw_delays
from meydan.twin.bench.inputs import prepare
from meydan.twin.bench.means import FEWEST_SEEDS, lines
from meydan.twin.bench.one import run_one
from meydan.twin.bench.row import Row
from meydan.twin.bench.rows import key_of, read_rows, still_to_do, write_rows
from meydan.twin.bench.task import Settings, Task
from meydan.twin.bench.versions import fingerprint_of_inputs, versions


def bench(typed: argparse.Namespace, language: Language) -> int:
    """Run what has no row yet, as typed; return 0, or 1 if a run failed."""
    asked = _Asked.typed(typed)
    rows = read_rows(typed.json, asked.settings)
    beside = typed.json.absolute().parent if typed.scheduler else None  # where the workers see the cities too
    with tempfile.TemporaryDirectory(prefix="meydan-bench-cities-", dir=beside) as scratch:
        scenarios = prepare(typed.inputs, typed.detection, Path(scratch))
        tasks = [
            Task(scenario, strategy, seed, asked.settings)
            for scenario in scenarios
            for seed in asked.seeds
            for strategy in asked.strategies
        ]
        rows = _without_older(rows, tasks, language)
        failed = _run(tasks, rows, typed, language)
    place = {key: i for i, key in enumerate(asked.in_order([scenario.name for scenario in scenarios], tasks))}
    shown = sorted((row for row in rows if key_of(row) in place), key=lambda row: place[key_of(row)])
    print(bench_table(shown, language))
    if typed.plots is not None:
        files = draw_delays(lines(shown), typed.plots, _plot_words(language))
        print(say(because("bench.plots_at", files=", ".join(map(str, files))), language))
    return 1 if failed else 0


@dataclass(frozen=True, slots=True)
class _Asked:
    """What was typed, after `bench_faults` found nothing wrong with it."""

    strategies: list[str]
    seeds: list[int]
    settings: Settings

    @classmethod
    def typed(cls, typed: argparse.Namespace) -> "_Asked":
        return cls(
            names_in(typed.strategies),
            seeds_in(typed.seeds),
            Settings(typed.detection, typed.misses, typed.dead, typed.demand, typed.teleport, typed.until),
        )

    def in_order(self, scenarios: Sequence[str], tasks: Sequence[Task]) -> list[tuple[str, str, int]]:
        """Return the keys of the tasks in the order of the table: by scenario, then strategy, then seed."""
        scenario, strategy = ({name: i for i, name in enumerate(names)} for names in (scenarios, self.strategies))
        in_order = sorted(tasks, key=lambda t: (scenario[t.scenario.name], strategy[t.strategy], t.seed))
        return [task.key for task in in_order]


def _without_older(rows: Sequence[Row], tasks: Sequence[Task], language: Language) -> list[Row]:
    """Leave out rows of these tasks that other code or inputs made: they are run again, and that is said."""
    inputs = {scenario: fingerprint_of_inputs(scenario) for scenario in {task.scenario for task in tasks}}
    made_with = {
        (scenario, strategy): versions(strategy, found)
        for strategy in {task.strategy for task in tasks}
        for scenario, found in inputs.items()
    }
    now = {task.key: made_with[task.scenario, task.strategy] for task in tasks}
    kept = [row for row in rows if now.get(key_of(row), row.versions) == row.versions]
    if older := len(rows) - len(kept):
        _tell(because("bench.older", rows=older), language)
    return kept


def _run(tasks: Sequence[Task], rows: list[Row], typed: argparse.Namespace, language: Language) -> int:
    """Run the tasks that have no row, adding and writing each row as it comes; return how many failed."""
    left = still_to_do(tasks, rows)
    if done := len(tasks) - len(left):
        _tell(because("bench.kept", rows=done, file=str(typed.json)), language)
    failed = 0
    with processes_or_machines(typed, len(os.sched_getaffinity(0)), _read(left)) as engine:
        for number, (task, result) in enumerate(as_they_come(engine, map(_anywhere, left), run_one), start=1):
            if isinstance(result, Failure):
                failed += 1
            else:
                rows.append(result)
                write_rows(typed.json, rows)
            _tell_progress(task, result, f"{number}/{len(left)}", language)
    return failed


def _anywhere(task: Task) -> Task:
    """Return a task as it can be done whatever folder a process was started in."""
    strategy = str(Path(task.strategy).absolute()) if is_file_name(task.strategy) else task.strategy
    scenario = replace(task.scenario, folder=task.scenario.folder.absolute())
    return replace(task, strategy=strategy, scenario=scenario)


def _read(tasks: Sequence[Task]) -> list[Path]:
    """Return what is read wherever the tasks are done."""
    of_strategies = [Path(task.strategy) for task in tasks if is_file_name(task.strategy)]
    return sorted({*(task.scenario.folder for task in tasks), *of_strategies})


def _tell_progress(task: Task, result: Row | Failure, place: str, language: Language) -> None:
    who: dict[str, Value] = {"scenario": task.scenario.name, "strategy": task.label, "seed": task.seed}
    if isinstance(result, Failure):
        why = "\n".join(say(what, language) for what in (result.why, *(fault.what for fault in result.faults)))
        _tell(because("bench.run_failed", place=place, **who, why=why), language)
        if result.trace:
            print(result.trace, file=sys.stderr)
        return
    told = because(
        "bench.progress",
        place=place,
        **who,
        delay_s=float("nan") if result.delay_s is None else result.delay_s,
        never=result.never_inserted,
        violations=result.violations,
        took_s=result.took_s,
    )
    _tell(told, language)


def _tell(what: Because, language: Language) -> None:
    print(say(what, language), file=sys.stderr, flush=True)


def _plot_words(language: Language) -> PlotWords:
    return PlotWords(
        title=say(because("bench.plot_title"), language),
        delay=say(because("bench.column_delay"), language),
        disqualified=say(because("bench.plot_disqualified"), language),
        thin=say(because("bench.thin", fewest=FEWEST_SEEDS), language),
    )
