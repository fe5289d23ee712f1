"""A switchback trial on the twin: each day is one run of the scenario's window, and the record says "twin days".

For whoever carries a solution through its life: `run_twin_trial` runs what is not there yet, day after day, and keeps
the record as it grows, so that whoever is killed goes on where it stands.
"""

import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from meydan.centre.solution import named, read_solution
from meydan.centre.trial_plan import TrialPlan, check_plan, seed_of, why_person_ended
from meydan.centre.trial_schedule import EPOCH, TrialDay, twin_days
from meydan.city.because import Because
from meydan.city.city import City
from meydan.city.errors import CityError, StoreError
from meydan.control.trial import OnTrial, Trial
from meydan.report.switchback import effect_of
from meydan.store.city_digest import city_digest
from meydan.store.city_folder import read_city
from meydan.store.engine.engine import Failure, as_they_come
from meydan.store.engine.local import processes
from meydan.store.trial_file import FORMAT, read_trial, write_trial
from meydan.twin.bench.our_run import run_ours
from meydan.twin.bench.task import Scenario, Settings, Task
from meydan.twin.trips import sum_up

MEASURES = ("delay_s", "waiting_s", "stops")


@dataclass(frozen=True, slots=True)
class DayTask:
    """One twin day to be run in a city's folder."""

    folder: Path
    plan: TrialPlan
    day: TrialDay


@dataclass(frozen=True, slots=True)
class DayRun:
    """What came of a twin day: means over all trips of the demand, unfinished ones too, and which rule said stop."""

    day: str
    block: int
    is_on: bool
    seed: int
    trips: int
    arrived: int
    never_inserted: int
    delay_s: float
    waiting_s: float
    stops: float
    violations: int
    refused: int
    failed: int
    stopped: str = ""
    stopped_by: Mapping[str, Any] | None = None


def run_twin_trial(
    folder: Path, plan: TrialPlan, into: Path, jobs: int, tell: Callable[[DayRun], None] = lambda _: None
) -> dict[str, Any]:
    """Run the days of a trial that the record in `into` has not yet, in order, until one says stop; return the record.

    Before each it is looked whether somebody ended it in this city: then it is stopped.

    Raises
    ------
    CityError, StoreError
        If the trial does not fit the city, a day cannot be run, or the record is of another trial.
    """
    city = read_city(folder)
    check_plan(plan, city)
    about = _about(folder, city, plan)
    days = twin_days(plan)
    ran = _ran_already(into, about)
    ended: Because | None = None
    while len(ran) < len(days) and not _stop(ran):
        if (ended := why_person_ended(folder, plan)) is not None:
            break
        for one in _run(folder, plan, days[len(ran) : len(ran) + jobs], jobs):
            if not _stop(ran):  # a day that ran beside the one that stopped it never was
                ran.append(one)
                tell(one)
        write_trial(into, _document(about, days, ran))
    document = _document(about, days, ran, ended)
    write_trial(into, document)
    return document


def run_day(task: DayTask) -> DayRun:
    """Run one twin day in this process."""
    city, strategy = _city_and_strategy(task)
    seed = seed_of(task.plan, task.day)
    scenario = Scenario(city.name, task.folder, 0.0, 0.0)
    with tempfile.TemporaryDirectory(prefix="meydan-trial-") as scratch:
        seen = run_ours(Task(scenario, "trial", seed, Settings()), city, strategy, Path(scratch))
    trips, stopped = sum_up(seen.trips), strategy.stopped or Because("")
    return DayRun(
        *(task.day.day, task.day.block, task.day.is_on, seed, trips.trips, trips.arrived, trips.never_inserted),
        *(trips.delay_s, trips.waiting_s, trips.stops, seen.violations, seen.refused, seen.failed),
        stopped=stopped.code,
        stopped_by=dict(stopped.values) or None,
    )


def _city_and_strategy(task: DayTask) -> tuple[City, OnTrial]:
    """Return the city with the plans of the day, and the two strategies as one."""
    city, plan = read_city(task.folder), task.plan
    if city.twin is None:
        raise CityError("run.no_field", field="sumo")
    usual, candidate = read_solution(plan.against, city), read_solution(plan.solution, city)
    first = (date.fromisoformat(city.twin.day) - EPOCH).days
    on = frozenset({first, first + 1}) if task.day.is_on else frozenset[int]()  # a window may go beyond midnight
    trial = Trial(frozenset(plan.junctions), on, plan.rules)
    plans = dict(usual.city.plans)
    if task.day.is_on:
        theirs = {at: found for at, found in candidate.city.plans.items() if at[0] in trial.junctions}
        plans = {at: found for at, found in plans.items() if at[0] not in trial.junctions} | theirs
    return replace(usual.city, plans=plans), OnTrial(usual.found(), candidate.found(), trial)


def _run(folder: Path, plan: TrialPlan, days: Sequence[TrialDay], jobs: int) -> list[DayRun]:
    """Run some days at once; return them in order."""
    found: dict[str, DayRun] = {}
    with processes(jobs) as engine:
        for task, result in as_they_come(engine, [DayTask(folder, plan, day) for day in days], run_day):
            if isinstance(result, Failure):
                raise StoreError(result.why.code, *result.faults, **dict(result.why.values))
            found[task.day.day] = result
    return [found[day.day] for day in days]


def _stop(ran: Sequence[DayRun]) -> DayRun | None:
    return ran[-1] if ran and ran[-1].stopped else None


def _about(folder: Path, city: City, plan: TrialPlan) -> dict[str, Any]:
    solution, against = read_solution(plan.solution, city), read_solution(plan.against, city)
    return {
        "format": FORMAT,
        "days": "twin days",
        "city": {"name": city.name, "digest": city_digest(folder, city)},
        "trial": {
            "digest": plan.digest,
            "seed": plan.seed,
            "junctions": list(plan.junctions),
            "rules": asdict(plan.rules),
        },
        "solution": named(solution),
        "against": named(against),
    }


def _ran_already(into: Path, about: Mapping[str, Any]) -> list[DayRun]:
    found = read_trial(into)
    if found is None:
        return []
    if any(found[name] != value for name, value in about.items()):
        raise StoreError("trial.other_record", folder=str(into))
    return [DayRun(**one) for one in found["ran"]]


def _document(
    about: Mapping[str, Any], days: Sequence[TrialDay], ran: Sequence[DayRun], ended: Because | None = None
) -> dict[str, Any]:
    """Return the record: what is planned, what ran, and what it shows so far; `ended` is why a person ended it."""
    stop, is_over = _stopped(ran, days, ended), len(ran) == len(days)
    effects = {measure: effect_of(blocks_of(ran, measure)) for measure in MEASURES}
    told = {m: {**asdict(e), "verdict": e.verdict} for m, e in effects.items() if e is not None}
    delay = effects["delay_s"]
    return {
        **about,
        "schedule": [asdict(day) for day in days],
        "ran": [asdict(one) for one in ran],
        "state": "stopped" if stop else "over" if is_over else "running",
        "stopped": stop,
        "effects": told,
        "verdict": "stopped" if stop else delay.verdict if is_over and delay is not None else "open",
    }


def _stopped(ran: Sequence[DayRun], days: Sequence[TrialDay], ended: Because | None) -> dict[str, Any] | None:
    """Return by which day a trial was stopped, and why; None if it was not."""
    if (stop := _stop(ran)) is not None:
        return {"day": stop.day, "code": stop.stopped, "values": stop.stopped_by}
    return None if ended is None else {"day": days[len(ran)].day, "code": ended.code, "values": dict(ended.values)}


def blocks_of(ran: Sequence[DayRun], measure: str) -> list[tuple[float, float]]:
    """Return the day off and the day on of each block that ran whole, by the measure."""
    by_block: dict[int, dict[bool, float]] = {}
    for one in ran:
        if one.block >= 0:
            by_block.setdefault(one.block, {})[one.is_on] = float(getattr(one, measure))
    return [(sides[False], sides[True]) for _, sides in sorted(by_block.items()) if len(sides) == 2]
