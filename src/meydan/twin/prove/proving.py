"""Runs block after block until the gate knows: failed, passed with its variants, or undecided at 40 pairs."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from meydan.centre.solution import Solution
from meydan.city.errors import FieldError
from meydan.store.engine.engine import Failure
from meydan.twin.gate.gate import About, Judged, awaits_variants, judge
from meydan.twin.gate.levels import BLOCK, FIRST_LOOK, MOST_PAIRS, VARIANT_PAIRS, needed_pairs
from meydan.twin.gate.run_result import BASE, HARDEST_FIRST, VARIANTS, Pair, RunResult, Side
from meydan.twin.gate.street import StreetCounts
from meydan.twin.prove.detector_counts import bins_of
from meydan.twin.prove.runs_file import Runs
from meydan.twin.prove.scenario import Scenario
from meydan.twin.prove.seeds import first_seed
from meydan.twin.prove.task import CountBins, RunTask

RunAll = Callable[[Sequence[RunTask]], Iterator[tuple[RunTask, RunResult | Failure]]]


@dataclass(frozen=True, slots=True)
class Progress:
    """One pair that is done: which, how many of those that are needed so far, and about how long they still take."""

    pair: Pair
    done: int
    needed: int
    left_s: float


@dataclass(frozen=True, slots=True)
class Trial:
    """What is proved against what, where, with which seeds, and with which counts of the street, if any.

    `reverts` is how often the candidate had been reverted here before.
    """

    scenario: Scenario
    old: Solution
    new: Solution
    seeds: Sequence[int]
    counts: StreetCounts | None = None
    reverts: int = 0

    @property
    def is_same(self) -> bool:
        """Whether candidate and baseline are the same, to the byte."""
        return self.old.digest == self.new.digest

    def tasks(self, variant: str, number: int) -> list[RunTask]:
        """Return the runs of one pair; a candidate that is the baseline needs no second one."""
        day = self.scenario.days[number % len(self.scenario.days)]
        seed = self.seeds[first_seed(variant) + number]
        sides: list[tuple[Side, Solution]] = [("old", self.old), ("new", self.new)]
        return [
            RunTask(self.scenario.place, solution, side, variant, day.name, day.routes, seed, self._bins(variant, side))
            for side, solution in sides[: 1 if self.is_same else 2]
        ]

    def _bins(self, variant: str, side: Side) -> CountBins | None:
        """Return how a run counts: the twin is compared with the street under what is in force, on usual days."""
        return None if self.counts is None or (variant, side) != (BASE, "old") else bins_of(self.counts)


class Prover:
    """Carries a trial through the gate.

    Parameters
    ----------
    trial, about
        What is proved, and what the gate must know beside the runs.
    runs
        The runs kept so far.
    run_all
        Runs tasks on all cores and yields each with its result as soon as it is there.
    tell
        Is told of each pair that is done.
    jobs
        How many runs go at the same time.
    """

    def __init__(
        self,
        trial: Trial,
        about: About,
        runs: Runs,
        run_all: RunAll,
        tell: Callable[[Progress], None],
        jobs: int,
    ) -> None:
        self._trial, self._about, self._runs, self._run_all = trial, about, runs, run_all
        self._tell, self._jobs = tell, jobs
        self._told: set[tuple[str, int]] = set()
        self._ran, self._began = 0, time.monotonic()

    def prove(self) -> tuple[Judged, list[Pair]]:
        """Return the gate's last word, and the pairs it rests on.

        A failure that more runs cannot mend ends it after any block; it can pass from the first look on.
        """
        pairs: list[Pair] = []
        judged = judge_nothing(self._about)
        if judged.verdict == "failed":
            return judged, pairs
        for count in range(BLOCK, MOST_PAIRS + 1, BLOCK):
            pairs = self._pairs(BASE, count, ahead=FIRST_LOOK)
            judged = judge(pairs, self._about)
            if judged.verdict == "failed":
                break
            if awaits_variants(judged.rows):
                return self._with_variants(pairs)
        return judged, pairs

    def _with_variants(self, pairs: list[Pair]) -> tuple[Judged, list[Pair]]:
        """Run the variants, the hardest first; a failure ends it."""
        for variant in HARDEST_FIRST:
            pairs = [*pairs, *self._pairs(variant, VARIANT_PAIRS)]
            judged = judge(pairs, self._about)
            if judged.verdict == "failed":
                break
        return judged, pairs

    def _pairs(self, variant: str, count: int, ahead: int = 0) -> list[Pair]:
        """Return the first pairs of a variant; as many more are run, up to `ahead`, as keep all cores busy."""
        to_run = min(max(count, -(-self._jobs // 2)), max(count, ahead))
        tasks = {number: self._trial.tasks(variant, number) for number in range(to_run)}
        number_of = {task.key: number for number, of in tasks.items() for task in of}
        missing = [task for of in tasks.values() for task in of if self._runs.find(task) is None]
        for number in tasks:
            self._tell_if_done(variant, number)
        for task, result in self._run_all(missing):
            if isinstance(result, Failure):
                raise RunFailedError(task, result)
            self._ran += 1
            self._runs.keep(task, result, self._seconds_a_run())
            self._tell_if_done(variant, number_of[task.key])
        return [pair for number in range(count) if (pair := self._pair(variant, number)) is not None]

    def _pair(self, variant: str, number: int) -> Pair | None:
        tasks = self._trial.tasks(variant, number)
        results = [result for task in tasks if (result := self._runs.find(task)) is not None]
        if len(results) < len(tasks):
            return None
        return Pair(variant, tasks[0].day, tasks[0].seed, results[0], results[-1])

    def _tell_if_done(self, variant: str, number: int) -> None:
        pair = self._pair(variant, number)
        if pair is None or (variant, number) in self._told:
            return
        self._told.add((variant, number))
        base = sum(name == BASE for name, _ in self._told)
        needed = needed_pairs(base, len(VARIANTS))
        left_s = (needed - len(self._told)) * (1 if self._trial.is_same else 2) * self._seconds_a_run()
        self._tell(Progress(pair, len(self._told), needed, max(0.0, left_s)))

    def _seconds_a_run(self) -> float:
        """Return how long a run has taken on the wall, all cores together."""
        return (time.monotonic() - self._began) / max(1, self._ran)


class RunFailedError(FieldError):
    """A run ended without a result; `task` says which, `failure` why."""

    def __init__(self, task: RunTask, failure: Failure) -> None:
        super().__init__("prove.run_failed", *failure.faults, variant=task.variant, day=task.day, seed=task.seed)
        self.task, self.failure = task, failure


def judge_nothing(about: About) -> Judged:
    """Return what the gate says before any run: only the controllers without traffic can have failed."""
    return judge([], about)
