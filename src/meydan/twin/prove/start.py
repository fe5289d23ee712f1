"""A proof from what was typed to the file: the scenario, the controllers without traffic, the runs, the verdict."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from meydan.centre.solution import Solution, read_solution
from meydan.city.city import City
from meydan.city.errors import StoreError
from meydan.store.city_folder import read_city
from meydan.store.engine.engine import Engine as Workers
from meydan.store.engine.engine import Failure, as_they_come, in_order
from meydan.store.tree_digest import digest_of
from meydan.twin.gate.emergency_verdict import EmergencyTest
from meydan.twin.gate.gate import About
from meydan.twin.gate.run_result import BASE, RunResult, Side
from meydan.twin.gate.safety_kernel import Checked
from meydan.twin.gate.street import StreetCounts
from meydan.twin.prove.detector_counts import bins_of
from meydan.twin.prove.emergency_calls import call_all_routes, has_routes, stageless
from meydan.twin.prove.kernel import check_kernel, plans_to_check, summed
from meydan.twin.prove.one_run import run_one
from meydan.twin.prove.proof import engine_of, make_proof
from meydan.twin.prove.proof_shape import Engine, Proof
from meydan.twin.prove.proving import Progress, Prover, RunFailedError, Trial
from meydan.twin.prove.runs_file import Runs
from meydan.twin.prove.scenario import Scenario, prepare
from meydan.twin.prove.seeds import derived_from, seeds_of
from meydan.twin.prove.street_counts import read_street_counts, street_of
from meydan.twin.prove.task import RunTask

DAYS = "days"
MANY_JUNCTIONS = 50  # from so many on, their controllers are checked on all cores
PARTS_A_PLACE = 4  # so that no core waits long for the others at the end


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for: the city's folder, the candidate and the baseline, days of demand, and where it is kept.

    `counts` is a history of what the street counted and `counts_of` the days of it; None where nobody counted. A file
    of Python is run `with_code` only: never where somebody else says what the solutions are. `reverts` is how often the
    candidate was reverted here: as often it is proved on other seeds.
    """

    city: Path
    candidate: str
    against: str
    days: Sequence[Path]
    into: Path
    command: str = ""
    counts: Path | None = None
    counts_of: Sequence[str] = ()
    with_code: bool = True
    reverts: int = 0


def prove(
    asked: Asked, workers: Workers, tell: Callable[[Progress], None], tell_kept: Callable[[int, int], None]
) -> Proof:
    """Run what has no result yet until the gate knows, and return the proof.

    `workers` do the runs; `tell_kept` is told how many runs are there already, and how many were made by something
    else and are left out.

    Raises
    ------
    CityError, StoreError
        If what was asked for cannot be.
    RunFailedError
        If a run ends without a result.
    """
    began = time.monotonic()
    trial = prepare_here(asked)
    engine = engine_of(trial.old, trial.new)
    runs = Runs(asked.into, made_with(trial, engine))
    tell_kept(len(runs.lines), runs.older)
    about = about_trial(trial, workers)
    judged, pairs = Prover(trial, about, runs, lambda tasks: on_all(tasks, workers), tell, workers.places).prove()
    took_s = time.monotonic() - began
    return make_proof(trial, about.emergency, judged, pairs, engine, command=asked.command, took_s=took_s)


def prepare_here(asked: Asked) -> Trial:
    """Return the trial of what was asked for; drawn days lie beside the runs, where all workers see them."""
    city = read_city(asked.city)
    old, new = (read_solution(source, city, with_code=asked.with_code) for source in (asked.against, asked.candidate))
    days = asked.into.resolve() / DAYS
    try:
        days.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError("store.disk", error=str(error)) from error
    scenario = prepare(asked.city.resolve(), city, asked.days, days)
    return trial_of(scenario, old, new, _counts_asked(asked, scenario), asked.reverts)


def _counts_asked(asked: Asked, scenario: Scenario) -> StreetCounts | None:
    """Return the counts of the street that were asked for; None where none were."""
    return None if asked.counts is None else read_street_counts(asked.counts, scenario, asked.counts_of)


def trial_of(
    scenario: Scenario, old: Solution, new: Solution, counts: StreetCounts | None = None, reverts: int = 0
) -> Trial:
    """Return the trial of a candidate against a baseline, with the seeds that follow from all three and the reverts."""
    seeds = seeds_of(derived_from(scenario.digest, old.digest, new.digest, reverts))
    return Trial(scenario, old, new, seeds, counts, reverts)


def made_with(trial: Trial, engine: Engine) -> dict[Side, str]:
    """Return what a run of each side depends on, as one digest; runs that count differ from those that do not.

    Runs from before a revert count no more.
    """
    bins = "" if trial.counts is None else f"\n{bins_of(trial.counts)}"
    again = f"reverted {trial.reverts}\n" if trial.reverts else ""
    shared = f"{trial.scenario.digest}\n{trial.scenario.city_digest}\n{engine}\n{again}"
    return {
        "old": digest_of((shared + trial.old.digest + bins).encode()),
        "new": digest_of((shared + trial.new.digest).encode()),
    }


def about_trial(trial: Trial, workers: Workers) -> About:
    """Return what the gate must know beside the runs, its controllers without traffic checked."""
    old, new = trial.old.city, trial.new.city
    return About(
        checked=_checked(old, new, workers),
        cycles_s={name: new.plans[name, junction.local_plan].cycle_s for name, junction in new.junctions.items()},
        emergency=_routes_called(trial, workers),
        is_same=trial.is_same,
        street=None if trial.counts is None else street_of(old, trial.counts),
    )


def on_all(tasks: Sequence[RunTask], workers: Workers) -> Iterator[tuple[RunTask, RunResult | Failure]]:
    """Run tasks in processes of their own and yield each with its result as it comes."""
    return as_they_come(workers, tasks, run_one)


def _checked(old: City, new: City, workers: Workers) -> Checked:
    plans = plans_to_check(old, new)
    if len(plans) < MANY_JUNCTIONS or workers.places == 1:
        return check_kernel(plans)
    size = -(-len(plans) // (PARTS_A_PLACE * workers.places))
    parts = [plans[first : first + size] for first in range(0, len(plans), size)]
    # In the order of the junctions, however the parts end: the first fault is the one that the proof names.
    return summed([result for _, result in in_order(workers, parts, check_kernel)])


def _routes_called(trial: Trial, workers: Workers) -> EmergencyTest:
    """Return what became of the emergency routes under the candidate, on its first day as it is."""
    city = trial.new.city
    if not has_routes(city):
        return EmergencyTest(stageless=stageless(city))
    task = next(task for task in trial.tasks(BASE, 0) if trial.is_same or task.side == "new")
    [(_, result)] = as_they_come(workers, [replace(task, bins=None)], call_all_routes)
    if isinstance(result, Failure):
        raise RunFailedError(task, result)
    return result
