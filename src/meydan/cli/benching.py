"""`meydan bench`: scenarios, strategies and seeds on all cores, one table and one file of rows."""

import argparse
import os
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from meydan.centre.registry import find_strategy, known_strategies, strategy_label
from meydan.city.because import Because, Value, because
from meydan.city.errors import CityError, StoreError
from meydan.city.words import Language, say
from meydan.cli.bench_table import bench_table
from meydan.twin.bench.baselines import BASELINES
from meydan.twin.bench.drawing import PlotWords, can_draw, draw_delays
from meydan.twin.bench.inputs import prepare
from meydan.twin.bench.means import FEWEST_SEEDS, lines
from meydan.twin.bench.one import run_one
from meydan.twin.bench.pool import Failure, run_all
from meydan.twin.bench.row import Row
from meydan.twin.bench.rows import key_of, read_rows, still_to_do, write_rows
from meydan.twin.bench.task import Settings, Task
from meydan.twin.bench.versions import fingerprint_of_inputs, versions

MOST_SEEDS = 1000
_RANGE = re.compile(r"(\d{1,10})(?:-(\d{1,10}))?", re.ASCII)


def bench(typed: argparse.Namespace, language: Language) -> int:
    """Run what has no row yet, as typed; return 0, or 1 if a run failed."""
    asked = _Asked.typed(typed)
    rows = read_rows(typed.json, asked.settings)
    with tempfile.TemporaryDirectory(prefix="meydan-bench-cities-") as scratch:
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
    """What was typed, checked before anything runs."""

    strategies: list[str]
    seeds: list[int]
    settings: Settings

    @classmethod
    def typed(cls, typed: argparse.Namespace) -> "_Asked":
        asked = cls(
            parse_names(typed.strategies),
            parse_seeds(typed.seeds),
            Settings(typed.detection, typed.misses, typed.dead, typed.demand, typed.teleport, typed.until),
        )
        _check_strategies(asked.strategies)
        if not typed.json.absolute().parent.is_dir():
            raise StoreError("bench.no_folder", folder=str(typed.json.absolute().parent))
        if typed.plots is not None and not can_draw():
            raise CityError("bench.no_matplotlib")
        return asked

    def in_order(self, scenarios: Sequence[str], tasks: Sequence[Task]) -> list[tuple[str, str, int]]:
        """Return the keys of the tasks in the order of the table: by scenario, then strategy, then seed."""
        scenario, strategy = ({name: i for i, name in enumerate(names)} for names in (scenarios, self.strategies))
        in_order = sorted(tasks, key=lambda t: (scenario[t.scenario.name], strategy[t.strategy], t.seed))
        return [task.key for task in in_order]


def _check_strategies(names: Sequence[str]) -> None:
    """Raise CityError for a strategy that is none, and for two that would share their rows."""
    for name in names:
        if name in BASELINES:
            continue
        try:
            find_strategy(name)
        except CityError as error:
            if error.code != "run.no_strategy":
                raise
            known = ", ".join([*known_strategies(), *BASELINES])
            raise CityError("run.no_strategy", strategy=name, known=known) from error
    labels = Counter(map(strategy_label, names))
    if twice := [label for label, times in labels.items() if times > 1]:
        raise CityError("bench.same_strategy", names=", ".join(twice))


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
    jobs = typed.jobs or len(os.sched_getaffinity(0))
    if done := len(tasks) - len(left):
        _tell(because("bench.kept", rows=done, file=str(typed.json)), language)
    failed = 0
    for number, (task, result) in enumerate(run_all(left, run_one, jobs), start=1):
        if isinstance(result, Failure):
            failed += 1
        else:
            rows.append(result)
            write_rows(typed.json, rows)
        _tell_progress(task, result, f"{number}/{len(left)}", language)
    return failed


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
