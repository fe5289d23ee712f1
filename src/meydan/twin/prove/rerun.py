"""A proof run again: the same pairs, here; equal, within tolerance (other versions, another machine), or different."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from meydan.centre.solution import Solution
from meydan.city.errors import Fault, StoreError
from meydan.store.engine.engine import Engine as Workers
from meydan.store.engine.engine import Failure
from meydan.twin.gate.gate import judge
from meydan.twin.gate.run_result import Pair
from meydan.twin.gate.street import StreetCounts
from meydan.twin.prove.proof import engine_of, make_proof
from meydan.twin.prove.proof_checks import proof_faults
from meydan.twin.prove.proof_shape import Proof
from meydan.twin.prove.proving import Progress, RunFailedError, Trial
from meydan.twin.prove.runs_file import Runs
from meydan.twin.prove.scenario import Scenario
from meydan.twin.prove.start import Asked, about_trial, made_with, on_all, prepare_here
from meydan.twin.prove.task import RunTask

TOLERANCE = 0.01  # of a mean delay

Again = Literal["equal", "within", "differs"]


@dataclass(frozen=True, slots=True)
class Rerun:
    """What came of running a proof again: how many of how many runs differ, the largest change of a mean delay."""

    outcome: Again
    runs: int
    differ: int
    most: float
    verdict_follows: bool
    proof: Proof


def rerun(proof: Proof, asked: Asked, workers: Workers, tell: Callable[[Progress], None] = lambda _: None) -> Rerun:
    """Run the pairs of a proof again, on what `asked` names, and judge them anew.

    Counts of the street are those that the proof holds: nobody needs a city's history to run its proof again.

    Raises
    ------
    StoreError
        If the proof is about something else than what is here, or was not made as the gate has it.
    RunFailedError
        If a run ends without a result.
    """
    began = time.monotonic()
    trial = prepare_here(replace(asked, reverts=proof.reverted))
    check_inputs(proof, trial.scenario, trial.old, trial.new)
    check_proof(proof)
    told = proof.counts if isinstance(proof.counts, StreetCounts) else None
    if asked.counts is not None and trial.counts != told:
        raise StoreError("prove.other_inputs", names="counts")
    trial, engine = replace(trial, counts=told), engine_of(trial.old, trial.new)
    runs = Runs(asked.into, made_with(trial, engine))
    pairs = _run_again(proof, trial, runs, workers, tell)
    about = about_trial(trial, workers)
    took_s = time.monotonic() - began
    mine = make_proof(trial, about.emergency, judge(pairs, about), pairs, engine, command=asked.command, took_s=took_s)
    return compared(proof, mine)


def compared(proof: Proof, mine: Proof) -> Rerun:
    """Return how a proof that was made again compares with the first one."""
    both = [(a, b) for x, y in zip(proof.pairs, mine.pairs, strict=True) for a, b in ((x.old, y.old), (x.new, y.new))]
    differ = sum(a != b for a, b in both)
    means = [(proof.delay, mine.delay)] if proof.delay and mine.delay else []
    most = max(
        (abs(b - a) / a for p, m in means for a, b in ((p.old_s, m.old_s), (p.new_s, m.new_s)) if a > 0), default=0.0
    )
    follows = (proof.verdict, proof.improves) == (mine.verdict, mine.improves)
    if differ == 0:
        same_rows = proof.rows == mine.rows and proof.delay == mine.delay and follows
        outcome: Again = "equal" if same_rows else "differs"
        return Rerun(outcome, len(both), differ, most, same_rows, mine)
    same_engine = proof.engine == mine.engine
    close = most <= TOLERANCE and follows and not same_engine and _overlap(proof, mine)
    return Rerun("within" if close else "differs", len(both), differ, most, follows, mine)


def check_inputs(proof: Proof, scenario: Scenario, old: Solution, new: Solution) -> None:
    """Raise StoreError if a proof is about something else than what is here, by digests."""
    here = {
        "city": (proof.city.digest, scenario.city_digest),
        "scenario": (proof.scenario.digest, scenario.digest),
        "candidate": (proof.candidate.digest, new.digest),
        "baseline": (proof.baseline.digest, old.digest),
    }
    if other := [name for name, (theirs, mine) in here.items() if theirs != mine]:
        raise StoreError("prove.other_inputs", names=", ".join(other))


def check_proof(proof: Proof) -> None:
    """Raise StoreError, with all its faults, if a proof was not made as the gate has it; nothing is run for that."""
    if faults := proof_faults(proof):
        raise StoreError("prove.not_by_the_gate", *(Fault("", 0, why) for why in faults))


def _run_again(
    proof: Proof, trial: Trial, runs: Runs, workers: Workers, tell: Callable[[Progress], None]
) -> list[Pair]:
    numbered = _numbered(proof.pairs)
    tasks = [trial.tasks(variant, number) for variant, number in numbered]
    missing = [task for of in tasks for task in of if runs.find(task) is None]
    began = time.monotonic()
    told: set[int] = set()
    for ran, (task, result) in enumerate(on_all(missing, workers), start=1):
        if isinstance(result, Failure):
            raise RunFailedError(task, result)
        each_s = (time.monotonic() - began) / ran
        runs.keep(task, result, each_s)
        for place, of in enumerate(tasks):
            if task in of and (pair := _pair(of, runs)) is not None:
                told.add(place)
                tell(Progress(pair, len(told), len(tasks), (len(missing) - ran) * each_s))
    return [pair for of in tasks if (pair := _pair(of, runs)) is not None]


def _numbered(pairs: Sequence[Pair]) -> list[tuple[str, int]]:
    numbers: dict[str, int] = {}
    found = []
    for pair in pairs:
        numbers[pair.variant] = numbers.get(pair.variant, -1) + 1
        found.append((pair.variant, numbers[pair.variant]))
    return found


def _pair(tasks: Sequence[RunTask], runs: Runs) -> Pair | None:
    results = [result for task in tasks if (result := runs.find(task)) is not None]
    if len(results) < len(tasks):
        return None
    return Pair(tasks[0].variant, tasks[0].day, tasks[0].seed, results[0], results[-1])


def _overlap(a: Proof, b: Proof) -> bool:
    """Say whether the intervals of two changes share a value."""
    one, other = a.delay, b.delay
    if one is None or other is None:
        return False
    if one.low is None or one.high is None or other.low is None or other.high is None:
        return False
    return one.low <= other.high and other.low <= one.high
