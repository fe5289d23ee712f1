"""What a trial is: who, where, how long, and by which rules it stops."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from meydan.centre.solution import Solution
from meydan.centre.trial_schedule import TrialDay
from meydan.city.because import Because, because
from meydan.city.city import City
from meydan.city.errors import CityError, StoreError
from meydan.control.held_plans import city_to_try, not_held
from meydan.control.trial import StopRules
from meydan.store.trial_ends import find_trial_end
from meydan.store.trial_file import TrialFile


@dataclass(frozen=True, slots=True)
class TrialPlan:
    """A trial as its file says it; `digest` is that of the file, `solution` and `against` as they are typed.

    `first` is the first day on a street ("YYYY-MM-DD"), "" where there are twin days only; `proof` is the
    folder of the solution's proof, which a street asks for. `place` is the digest of the file's path: by it a record is
    found again when the file can no longer be read.
    """

    digest: str
    solution: str
    against: str
    junctions: tuple[str, ...]
    first: str
    days: int
    seed: int
    rules: StopRules
    proof: Path | None = None
    place: str = ""


def plan_of(read: TrialFile, base: Path) -> TrialPlan:
    """Return the plan that a file says; a solution that is a path is looked for from the file's folder on."""
    rules = StopRules(read.stop.queue_s, read.stop.split_failures)
    solution, against = (_from(base, source) for source in (read.solution, read.against))
    proof = base / read.proof if read.proof else None
    drawn = (read.first, read.days, read.seed, rules)
    return TrialPlan(read.digest, solution, against, read.junctions, *drawn, proof, read.place)


def why_person_ended(home: Path, plan: TrialPlan) -> Because | None:
    """Return that somebody ended a trial in a city, by whom and why; None if nobody did."""
    try:
        end = find_trial_end(home, plan.digest)
    except StoreError as error:  # somebody ended it, and who and why cannot be read
        return because("trial.stop_unreadable", error=error.code)
    return None if end is None else because("trial.stop_ended", person=end.person, why=end.why)


def plans_not_held(junctions: Iterable[str], city: City, solution: Solution) -> list[Because]:
    """Return what stands against trying a solution by turns where it runs: plans that a controller does not hold."""
    if solution.kind != "plans":
        return []
    missing = not_held(city, solution.city, solution.found(), junctions)
    return [because("trial.plan_not_held", junction=junction, plan=name) for junction, name in missing]


def cities_to_try(junctions: Iterable[str], city: City, solution: Solution) -> dict[str, City]:
    """Return the city as a solution on trial is to see it at each junction; none where it brings no plans."""
    if solution.kind != "plans":
        return {}
    strategy = solution.found()
    return {name: city_to_try(city, solution.city, strategy, name) for name in junctions}


def check_plan(plan: TrialPlan, city: City) -> None:
    """Refuse a trial at junctions that the city has not; CityError."""
    if missing := [name for name in plan.junctions if name not in city.junctions]:
        raise CityError("trial.no_junctions", missing=", ".join(missing), city=city.name)


def _from(base: Path, source: str) -> str:
    return str(base / source) if (base / source).exists() else source


def seed_of(plan: TrialPlan, day: TrialDay) -> int:
    """Return the seed of a twin day: it follows from the plan, so nobody can choose it."""
    whole = hashlib.sha256(f"{plan.digest} {plan.seed} {day.day}".encode()).digest()
    return int.from_bytes(whole[:4], "big") >> 1
