"""What `meydan run --trial` needs to obey a trial: begun, taken up after a break, or ended before its time.

Control comes up whatever became of a trial that had begun: where it cannot go on, what ran before it runs, the record
says why, the audit trail has a line and an alarm stands at its junctions. A trial that never began is refused instead.
"""

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import structlog

from meydan.centre.board import Record
from meydan.centre.going_live import check_trial
from meydan.centre.holding import can_be_read
from meydan.centre.in_force import choice_in_force
from meydan.centre.registry import find_strategy, meaning_of
from meydan.centre.solution import Solution, named, parts_under, read_solution
from meydan.centre.trial_keeper import TrialKeeper, is_of, stop
from meydan.centre.trial_plan import (
    TrialPlan,
    check_plan,
    cities_to_try,
    plan_of,
    plans_not_held,
    why_person_ended,
)
from meydan.centre.trial_schedule import days_on, street_days
from meydan.city.because import Because, because
from meydan.city.city import City
from meydan.city.errors import CityError, Fault, MeydanError, StoreError, fault
from meydan.city.events import RunStarted
from meydan.city.instant import NEVER, Instant
from meydan.city.words import say
from meydan.city.words.telling import told
from meydan.cli.serving import office_folder
from meydan.cli.telling import spoken_language
from meydan.control import Strategy
from meydan.control.parameter import Choice
from meydan.control.trial import OnTrial, Trial
from meydan.store.city_digest import city_stamp
from meydan.store.deployments import GUARD
from meydan.store.office.audit import NOBODY, append
from meydan.store.office.database import Database
from meydan.store.office.people import By
from meydan.store.plans_folder import STRATEGY
from meydan.store.trial_ends import find_trial_end
from meydan.store.trial_file import PREFIX_OF_TRIALS, name_of_trial, place_of, read_trial, read_trial_file, write_trial
from meydan.store.whole_file import write_whole

logger = structlog.get_logger(__name__)

Write = Callable[[Record], object]

TRIAL, USUAL, CANDIDATE = "trial.toml", "usual.toml", "candidate.toml"
WITH_PLANS = "candidate"  # the folder of a solution that brings plans
STOPPED = "stopped"  # stands among the parameters of older runs whose trial had been stopped before them
OVER = "over"


@dataclass(frozen=True, slots=True)
class EndedTrial:
    """A trial that was typed and is not obeyed, for it was stopped: what it is called, where it was, and since when."""

    name: str
    junctions: tuple[str, ...]
    since: Instant


@dataclass(frozen=True, slots=True)
class Running:
    """What a run runs, with or without a trial: the strategy, what it is called, and what writes records down.

    `must_end` says whether the trial may no longer go on, so that control has to begin anew; `ended` is the trial that
    was typed and had been stopped.
    """

    choice: Choice
    strategy: Strategy[Any]
    writing: Callable[[Write], Write] = lambda write: write
    must_end: Callable[[], bool] = lambda: False
    ended: EndedTrial | None = None


@contextmanager
def obeying(
    typed: argparse.Namespace, city: City, chosen: tuple[Choice, Strategy[Any]], log: Path, *, on_street: bool
) -> Iterator[Running]:
    """Give what is to be run: what was chosen, or with it the trial that was typed, taken up where its record stands.

    Raises
    ------
    CityError
        If a trial that never began does not fit the city, has no first day, tries plans that a controller does not
        hold, was ended, or has no proof on a street.
    """
    usual, strategy = chosen
    begun = None if typed.trial is None else begun_trial(typed, city, log, usual, on_street=on_street)
    if begun is None or isinstance(begun, EndedTrial):
        yield Running(usual, strategy, ended=begun)
        return
    plan, solution = begun
    folder = log / name_of(plan)
    _keep_parts(folder, usual, solution, typed.trial)
    keeper = TrialKeeper(folder, plan, named(solution), "street days" if on_street else "twin days")
    cities = cities_to_try(plan.junctions, city, solution)
    both = OnTrial(strategy, solution.found(), trial_of(plan), cities=cities)
    try:
        yield Running(
            Choice(name_of(plan)),
            both,
            lambda write: keeper.watch(both, write),
            _Watched(typed.city, city, plan, solution, on_street=on_street).must_end,
        )
    finally:
        keeper.close()


class _Watched:
    """A trial while it runs: whether it must end, with its city's files read again only when they were written to."""

    def __init__(self, home: Path, city: City, plan: TrialPlan, solution: Solution, *, on_street: bool) -> None:
        self._home, self._city, self._plan, self._solution = home, city, plan, solution
        self._on_street, self._stamp = on_street, city_stamp(home, city)

    def must_end(self) -> bool:
        """Say whether the trial may no longer go on; a city that cannot be read is being written to at this moment."""
        stamp = city_stamp(self._home, self._city)
        is_asked = self._on_street and stamp != self._stamp
        if why_ended(self._home, self._city, self._plan, self._solution, on_street=is_asked) is None:
            self._stamp = stamp
            return False
        return can_be_read(self._home)


def begun_trial(
    typed: argparse.Namespace, city: City, log: Path, usual: Choice, *, on_street: bool
) -> tuple[TrialPlan, Solution] | EndedTrial | None:
    """Return the trial that was typed, or that it was stopped, now or before; None if it ran to its end.

    Raises
    ------
    CityError, StoreError
        If it never began, and something stands against it.
    """
    try:
        plan, solution = _plan_and_solution(typed.trial, city)
    except (CityError, StoreError) as error:
        found = _record_at(log, typed.trial)
        if found is None:
            raise
        if found[1]["stopped"] is None:
            print(told(error, spoken_language()), file=sys.stderr)
        return _ended(typed, *found, because("trial.stop_unreadable", error=error.code))
    folder = log / name_of(plan)
    try:
        record = read_trial(folder)
    except StoreError:
        _tell(folder.name, because("trial.stop_no_record"))
        return EndedTrial(folder.name, plan.junctions, NEVER)
    if record is None:
        _check_new(typed.city, city, (plan, solution), usual, on_street=on_street)
        return plan, solution
    if not is_of(record, plan, solution.digest):
        return _ended(typed, folder, record, because("trial.stop_changed"))
    why = why_ended(typed.city, city, plan, solution, on_street=on_street)
    if why is not None or record["stopped"] is not None:
        if on_street and record["stopped"] is None:
            _tell_faults(typed.city, city, plan, solution)
        return _ended(typed, folder, record, why)
    return plan, solution


def why_ended(home: Path, city: City, plan: TrialPlan, solution: Solution, *, on_street: bool) -> Because | None:
    """Return why a trial that has begun may not go on; None if it may.

    Somebody ended it, or on a street its proof is no longer about the city, the solution and what is in force.
    """
    if (why := why_person_ended(home, plan)) is not None:
        return why
    if on_street:
        try:
            check_trial(home, city, solution, plan.proof)
        except (CityError, StoreError):
            return because("trial.stop_changed")
    return None


def _check_new(home: Path, city: City, trial: tuple[TrialPlan, Solution], usual: Choice, *, on_street: bool) -> None:
    """Refuse to begin a trial that was ended, or on a street one that is not proved against what the run runs."""
    plan, solution = trial
    end = find_trial_end(home, plan.digest)
    if end is not None:
        ended = Fault("", 0, because("trial.stop_ended", person=end.person, why=end.why))
        raise CityError("trial.refused", ended, folder=str(home), count=1)
    in_force = choice_in_force(home)
    # The days off run what was typed, and the proof is against what is in force.
    if on_street and meaning_of(usual) != meaning_of(in_force):
        told = {"typed": usual.strategy, "in_force": in_force.strategy}
        raise CityError("trial.refused", Fault("", 0, because("trial.other_usual", **told)), folder=str(home), count=1)
    if on_street:
        check_trial(home, city, solution, plan.proof)


def _ended(typed: argparse.Namespace, folder: Path, record: dict[str, Any], why: Because | None) -> EndedTrial | None:
    """Stop a trial for good, with its record, its line in the audit trail and a sentence, unless that was done."""
    if record["state"] == OVER and record["stopped"] is None:
        return None  # nothing is left to stop
    if record["stopped"] is None and why is not None:
        stop(record, why, record["through"])
        try:
            write_trial(folder, record)
            _audit(typed, folder.name, why)
        except MeydanError as error:  # a street comes up though its disk refuses a record
            logger.error("trial_end_not_kept", error=error.code)
        _tell(folder.name, why)
    return EndedTrial(folder.name, tuple(record["trial"]["junctions"]), Instant(record["stopped"]["t"]))


def _tell_faults(home: Path, city: City, plan: TrialPlan, solution: Solution) -> None:
    try:
        check_trial(home, city, solution, plan.proof)
    except (CityError, StoreError) as error:
        print(told(error, spoken_language()), file=sys.stderr)


def _tell(name: str, why: Because) -> None:
    language = spoken_language()
    print(say(because("terminal.trial_ended", name=name, why=say(why, language)), language), flush=True)


def _audit(typed: argparse.Namespace, name: str, why: Because) -> None:
    with closing(Database.open(office_folder(typed))) as office, office.write() as connection:
        by = By(GUARD, NOBODY, Instant(time.time_ns() // 1_000_000))
        values = {key: str(value) for key, value in why.values}
        append(connection, by.entry("trial_ended", name, **({"reason": why.code} | values)))


def _record_at(log: Path, file: Path) -> tuple[Path, dict[str, Any]] | None:
    """Return the latest record of a trial whose file lay there; None if none ever began."""
    place, mine = place_of(file), []
    for folder in sorted(log.glob(f"{PREFIX_OF_TRIALS}*")):
        with suppress(StoreError):  # one that cannot be read tells of no trial
            record = read_trial(folder)
            if record is not None and record["trial"].get("place") == place:
                mine.append((folder, record))
    return max(mine, key=lambda found: int(found[1]["through"]), default=None)


def kept_trial(log: Path, started: RunStarted, city: City) -> OnTrial:
    """Return the strategy of a run that obeyed a trial, from what lies beside its log; CityError if it is not whole."""
    folder = log / started.strategy
    plan = plan_of(read_trial_file(folder / TRIAL), folder)
    usual = find_strategy(str(folder / USUAL))
    stopped = because("trial.stopped_before") if STOPPED in dict(started.parameters) else None
    if not (folder / WITH_PLANS).is_dir():
        return OnTrial(usual, find_strategy(str(folder / CANDIDATE)), trial_of(plan), stopped)
    solution = read_solution(str(folder / WITH_PLANS), city)
    cities = cities_to_try(plan.junctions, city, solution)
    return OnTrial(usual, solution.found(), trial_of(plan), stopped, cities)


def is_trial(strategy: str) -> bool:
    """Say whether a run with this strategy obeyed a trial."""
    return strategy.startswith(PREFIX_OF_TRIALS)


def trial_of(plan: TrialPlan) -> Trial:
    """Return where and when a trial on a street is on."""
    return Trial(frozenset(plan.junctions), days_on(street_days(plan)), plan.rules)


def name_of(plan: TrialPlan) -> str:
    """Return what a trial is called in the log."""
    return name_of_trial(plan.digest)


def _plan_and_solution(file: Path, city: City) -> tuple[TrialPlan, Solution]:
    plan = plan_of(read_trial_file(file), file.parent)
    check_plan(plan, city)
    if not plan.first:
        raise CityError("trial.no_first", file=str(file))
    solution = read_solution(plan.solution, city)
    if missing := plans_not_held(plan.junctions, city, solution):
        raise CityError("trial.plans", *(Fault("", 0, what) for what in missing), folder=solution.source)
    return plan, solution


def _keep_parts(folder: Path, usual: Choice, solution: Solution, trial: Path) -> None:
    """Keep beside the log what a replay needs: the trial's file and both strategies."""
    values = "".join(f"{name} = {value!r}\n" for name, value in usual.values)
    named = f"strategy = {json.dumps(usual.strategy)}\n\n[parameters]\n{values}"
    parts, brought = {TRIAL: trial.read_bytes(), USUAL: named.encode()}, parts_under(solution, {})
    if solution.kind == "plans":
        parts |= {f"{WITH_PLANS}/{name}": content for name, content in brought.items()}
    else:
        parts[CANDIDATE] = brought[STRATEGY]
    try:
        for name, content in parts.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            write_whole(folder / name, content)
    except OSError as error:
        raise StoreError("store.unusable", fault(str(folder), 0, "store.disk", error=str(error))) from error
