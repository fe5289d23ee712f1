"""A proof from what was typed to the file: the scenario, the controllers without traffic, the runs, the verdict."""

import os
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from meydan.city.city import City
from meydan.city.errors import StoreError
from meydan.city.junction import VehicleKind
from meydan.store.tree_digest import digest_of
from meydan.twin.bench.pool import Failure, run_all
from meydan.twin.gate.gate import About
from meydan.twin.gate.run_result import RunResult
from meydan.twin.gate.safety_kernel import Checked
from meydan.twin.prove.kernel import check_kernel, plans_to_check, summed
from meydan.twin.prove.one_run import run_one
from meydan.twin.prove.proof import Engine, Proof, engine_of, make_proof
from meydan.twin.prove.proving import Progress, Prover, Trial
from meydan.twin.prove.runs_file import Runs
from meydan.twin.prove.scenario import Scenario, prepare
from meydan.twin.prove.seeds import derived_from, seeds_of
from meydan.twin.prove.solution import Solution, city_under, read_solution
from meydan.twin.prove.task import RunTask, Side

MANY_JUNCTIONS = 50  # from so many on, their controllers are checked on all cores


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for: the city's folder, the candidate and the baseline, days of demand, and where it is kept."""

    city: Path
    candidate: str
    against: str
    days: Sequence[Path]
    into: Path
    command: str = ""
    jobs: int | None = None


def prove(asked: Asked, tell: Callable[[Progress], None], tell_kept: Callable[[int, int], None]) -> Proof:
    """Run what has no result yet until the gate knows, and return the proof.

    `tell_kept` is told how many runs are there already, and how many were made by something else and are left out.

    Raises
    ------
    CityError, StoreError
        If what was asked for cannot be.
    RunFailedError
        If a run ends without a result.
    """
    began = time.monotonic()
    old, new = read_solution(asked.against), read_solution(asked.candidate)
    jobs = cores(asked)
    make_folder(asked.into)
    with tempfile.TemporaryDirectory(prefix="meydan-prove-days-") as scratch:
        scenario = prepare(asked.city.resolve(), asked.days, Path(scratch))
        trial = trial_of(scenario, old, new)
        engine = engine_of(old, new)
        runs = Runs(asked.into, made_with(trial, engine))
        tell_kept(len(runs.lines), runs.older)
        about = about_trial(trial, jobs)
        judged, pairs = Prover(trial, about, runs, lambda tasks: on_all_cores(tasks, jobs), tell, jobs).prove()
    return make_proof(trial, judged, pairs, engine, command=asked.command, took_s=time.monotonic() - began)


def cores(asked: Asked) -> int:
    """Return how many runs go at the same time: one on each core where nobody said."""
    return asked.jobs or len(os.sched_getaffinity(0))


def trial_of(scenario: Scenario, old: Solution, new: Solution) -> Trial:
    """Return the trial of a candidate against a baseline, with the seeds that follow from all three."""
    return Trial(scenario, old, new, seeds_of(derived_from(scenario.digest, old.digest, new.digest)))


def made_with(trial: Trial, engine: Engine) -> dict[Side, str]:
    """Return what a run of each side depends on, as one digest."""
    shared = f"{trial.scenario.digest}\n{trial.scenario.city_digest}\n{engine}\n"
    return {
        "old": digest_of((shared + trial.old.digest).encode()),
        "new": digest_of((shared + trial.new.digest).encode()),
    }


def about_trial(trial: Trial, jobs: int) -> About:
    """Return what the gate must know beside the runs, its controllers without traffic checked."""
    folder = trial.scenario.place.folder
    old, new = city_under(trial.old, folder), city_under(trial.new, folder)
    return About(
        checked=_checked(old, new, jobs),
        cycles_s={name: new.plans[name, junction.local_plan].cycle_s for name, junction in new.junctions.items()},
        has_emergency=_has_emergency(new),
        is_same=trial.is_same,
    )


def on_all_cores(tasks: Sequence[RunTask], jobs: int) -> Iterator[tuple[RunTask, RunResult | Failure]]:
    """Run tasks in processes of their own and yield each with its result as it comes."""
    return run_all(tasks, run_one, jobs)


def _checked(old: City, new: City, jobs: int) -> Checked:
    plans = plans_to_check(old, new)
    if len(plans) < MANY_JUNCTIONS or jobs == 1:
        return check_kernel(plans)
    found = []
    for _, result in run_all([plans[first::jobs] for first in range(jobs)], check_kernel, jobs):
        if isinstance(result, Failure):
            raise StoreError(result.why.code, *result.faults, **dict(result.why.values))
        found.append(result)
    return summed(found)


def _has_emergency(city: City) -> bool:
    return any(
        p.kind is VehicleKind.EMERGENCY for junction in city.junctions.values() for p in junction.priorities.values()
    )


def make_folder(folder: Path) -> None:
    """Make a folder if there is none; StoreError if the disk refuses."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError("store.disk", error=str(error)) from error
