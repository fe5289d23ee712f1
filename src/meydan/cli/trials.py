"""`meydan trial`: the twin days of a switchback trial; and what `meydan run --trial` needs to obey one."""

import argparse
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from meydan.centre.board import Record
from meydan.centre.going_live import check_trial
from meydan.centre.registry import find_strategy
from meydan.centre.solution import Solution, named, parts_under, read_solution
from meydan.centre.trial_keeper import TrialKeeper, begun, stop
from meydan.centre.trial_plan import TrialPlan, check_plan, plan_of
from meydan.centre.trial_schedule import blocks_of, days_on, street_days
from meydan.city.because import Because, because
from meydan.city.city import City
from meydan.city.errors import CityError, StoreError, fault
from meydan.city.events import RunStarted
from meydan.city.words import Language, say
from meydan.control import Strategy
from meydan.control.parameter import Choice
from meydan.control.trial import OnTrial, Trial
from meydan.report.wording import Wording
from meydan.store.city_folder import read_city
from meydan.store.plans_folder import STRATEGY
from meydan.store.trial_file import FILE, PREFIX_OF_TRIALS, name_of_trial, read_trial, read_trial_file, write_trial
from meydan.store.whole_file import write_whole

Write = Callable[[Record], object]

TRIAL, USUAL, CANDIDATE = "trial.toml", "usual.toml", "candidate.toml"
STOPPED = "stopped"  # stands among a run's parameters where the trial had been stopped before it


def trial(typed: argparse.Namespace, language: Language) -> int:
    """Tell what a trial's street days show, or run its twin days; return 1 if a rule stopped it."""
    return _street_days(typed, language) if typed.archive is not None else _twin_days(typed, language)


def _street_days(typed: argparse.Namespace, language: Language) -> int:
    """Measure the street days of a trial in an archive, keep and tell what they show; return 0."""
    from meydan.report.trial_effects import trial_effects  # measures are loaded where they are needed
    from meydan.report.writing_comparison import quarters_in
    from meydan.store.logs.reading import select

    plan, solution = _plan_and_solution(typed.trial, read_city(typed.city))
    blocks = blocks_of(street_days(plan))
    days = tuple(sorted(day for pair in blocks.values() for day in pair))
    every = quarters_in(select(typed.archive, plan.junctions, days[0], days[-1]), days)
    found = trial_effects(every, blocks)
    measured = {day for quarters in every for day, sound in zip(days, quarters.sound, strict=True) if sound.any()}
    document = read_trial(typed.into) or begun(plan, named(solution), "street days") | {"state": "measured"}
    if document["trial"]["digest"] != plan.digest:
        raise StoreError("trial.other_record", folder=str(typed.into))
    document["ran"] = [asdict(one) for one in street_days(plan) if one.day in measured]
    document["effects"] = {name: {**asdict(one), "verdict": one.verdict} for name, one in found.items()}
    write_trial(typed.into, document)
    tell = Wording(language)
    for name, effect in found.items():
        scale = 1 if name == "mean_delay_s" else 100
        share = {at: tell.number(100 * getattr(effect, at), 1) for at in ("change", "low", "high")}
        values = {at: tell.number(scale * getattr(effect, at), 1) for at in ("off", "on")}
        print(tell("trial.street_effect", measure=tell(f"compare.of_{name}"), **values, **share, blocks=effect.blocks))
    if not found:
        print(tell("trial.nothing_yet"))
    return 0


def _twin_days(typed: argparse.Namespace, language: Language) -> int:
    """Run the twin days of a trial that have not run yet and tell what they show; return 1 if a rule stopped it."""
    from meydan.twin.trial_days import DayRun, run_twin_trial  # SUMO is loaded where it runs

    tell = Wording(language)

    def told(one: DayRun) -> None:
        values = {"day": one.day, "delay": tell.number(one.delay_s, 1), "trips": tell.number(one.trips)}
        print(tell("trial.day_on" if one.is_on else "trial.day_off", **values), flush=True)

    plan = plan_of(read_trial_file(typed.trial), typed.trial.parent)
    document = run_twin_trial(typed.city, plan, typed.into, typed.jobs or len(os.sched_getaffinity(0)), told)
    print("\n".join(lines_of(document, typed.into, tell)))
    return 1 if document["state"] == "stopped" else 0


def lines_of(document: dict[str, Any], into: Path, tell: Wording) -> list[str]:
    """Return what a trial's twin days show, in words."""
    stopped, effect = document["stopped"], document["effects"].get("delay_s")
    lines = []
    if effect is not None:
        share = {name: tell.number(100 * effect[name], 1) for name in ("change", "low", "high")}
        values = {"off": tell.number(effect["off"], 1), "on": tell.number(effect["on"], 1)}
        lines.append(tell("trial.effect", **values, **share, blocks=effect["blocks"]))
    if stopped is not None:
        why = say(Because(stopped["code"], tuple((stopped["values"] or {}).items())), tell.language)
        return [*lines, tell("trial.was_stopped", day=stopped["day"], why=why)]
    return [*lines, tell(f"trial.verdict_{document['verdict']}", file=str(into / FILE))]


@dataclass(frozen=True, slots=True)
class Running:
    """What a run runs, with or without a trial: the strategy, what it is called, and what writes records down."""

    choice: Choice
    strategy: Strategy[Any]
    writing: Callable[[Write], Write]


@contextmanager
def obeying(
    typed: argparse.Namespace, city: City, chosen: tuple[Choice, Strategy[Any]], log: Path, *, on_street: bool
) -> Iterator[Running]:
    """Give what is to be run: what was chosen, or with it the trial that was typed, taken up where its record stands.

    Raises
    ------
    CityError
        If the trial does not fit the city, has no first day, tries other plans (controllers hold one set of them), or
        has no proof on a street.
    """
    usual, strategy = chosen
    if typed.trial is None:
        yield Running(usual, strategy, lambda write: write)
        return
    plan, solution = _plan_and_solution(typed.trial, city)
    folder = log / name_of_trial(plan.digest)
    if on_street:
        check_or_stop(typed.city, city, solution, plan, folder)
    _keep_parts(folder, usual, solution, typed.trial)
    keeper = TrialKeeper(folder, plan, named(solution), "street days" if on_street else "twin days")
    both = OnTrial(strategy, solution.found(), trial_of(plan), keeper.stopped)
    stopped = ((STOPPED, 1.0),) if keeper.stopped else ()
    try:
        yield Running(Choice(name_of_trial(plan.digest), stopped), both, lambda write: keeper.watch(both, write))
    finally:
        keeper.close()


def check_or_stop(home: Path, city: City, solution: Solution, plan: TrialPlan, folder: Path) -> None:
    """Refuse a trial that does not fit its proof; one that had begun is stopped for good, and the run goes on without.

    The city may have changed since the trial began, by a deployment or by hand: that must not keep control down.
    """
    try:
        check_trial(home, city, solution, plan.proof)
    except (CityError, StoreError):
        record = read_trial(folder)
        if record is None:
            raise
        if record["stopped"] is None:
            stop(record, because("trial.stop_changed"), record["through"])
            write_trial(folder, record)


def kept_trial(log: Path, started: RunStarted) -> OnTrial:
    """Return the strategy of a run that obeyed a trial, from what lies beside its log; CityError if it is not whole."""
    folder = log / started.strategy
    plan = plan_of(read_trial_file(folder / TRIAL), folder)
    usual, candidate = (find_strategy(str(folder / name)) for name in (USUAL, CANDIDATE))
    stopped = because("trial.stopped_before") if STOPPED in dict(started.parameters) else None
    return OnTrial(usual, candidate, trial_of(plan), stopped)


def is_trial(strategy: str) -> bool:
    """Say whether a run with this strategy obeyed a trial."""
    return strategy.startswith(PREFIX_OF_TRIALS)


def trial_of(plan: TrialPlan) -> Trial:
    """Return where and when a trial on a street is on."""
    return Trial(frozenset(plan.junctions), days_on(street_days(plan)), plan.rules)


def _plan_and_solution(file: Path, city: City) -> tuple[TrialPlan, Solution]:
    plan = plan_of(read_trial_file(file), file.parent)
    check_plan(plan, city)
    if not plan.first:
        raise CityError("trial.no_first", file=str(file))
    solution = read_solution(plan.solution, city)
    if solution.kind == "plans":
        raise CityError("trial.plans", folder=solution.source)
    return plan, solution


def _keep_parts(folder: Path, usual: Choice, solution: Solution, trial: Path) -> None:
    """Keep beside the log what a replay needs: the trial's file and both strategies."""
    values = "".join(f"{name} = {value!r}\n" for name, value in usual.values)
    named = f"strategy = {json.dumps(usual.strategy)}\n\n[parameters]\n{values}"
    parts = {TRIAL: trial.read_bytes(), USUAL: named.encode(), CANDIDATE: parts_under(solution, {})[STRATEGY]}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in parts.items():
            write_whole(folder / name, content)
    except OSError as error:
        raise StoreError("store.unusable", fault(str(folder), 0, "store.disk", error=str(error))) from error
