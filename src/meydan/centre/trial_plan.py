"""What a trial is: who, where, how long, and which days are on, drawn from a seed that is written down before.

Days go by twos, one on and one off in each, in an order that the seed draws. On a street the two are of one type, as a
Saturday with the next Saturday, so that what a weekday does to traffic falls on both sides; a day without its second is
off and counts for nothing. Twin days go by twos as they come: each is one run of the scenario's window.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from meydan.city.city import City
from meydan.city.errors import CityError
from meydan.control.trial import StopRules
from meydan.store.trial_file import TrialFile

EPOCH = date(1970, 1, 1)


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


def check_plan(plan: TrialPlan, city: City) -> None:
    """Refuse a trial at junctions that the city has not; CityError."""
    if missing := [name for name in plan.junctions if name not in city.junctions]:
        raise CityError("trial.no_junctions", missing=", ".join(missing), city=city.name)


def _from(base: Path, source: str) -> str:
    return str(base / source) if (base / source).exists() else source


@dataclass(frozen=True, slots=True)
class TrialDay:
    """One day of a trial: the date or the number of the twin day, the block of two it is in (-1: none), and if on."""

    day: str
    block: int
    is_on: bool


def street_days(plan: TrialPlan) -> tuple[TrialDay, ...]:
    """Return the days of a trial on a street."""
    first = date.fromisoformat(plan.first)
    dates = [first + timedelta(days=place) for place in range(plan.days)]
    kinds = [max(0, day.weekday() - 4) for day in dates]  # workday 0, Saturday 1, Sunday 2
    pairs = [pair for kind in (0, 1, 2) for pair in _twos([i for i, k in enumerate(kinds) if k == kind])]
    drawn = dict(_drawn(sorted(pairs), plan.seed))
    return tuple(TrialDay(day.isoformat(), *drawn.get(place, (-1, False))) for place, day in enumerate(dates))


def twin_days(plan: TrialPlan) -> tuple[TrialDay, ...]:
    """Return the twin days of a trial, named by their numbers from 1 on."""
    drawn = dict(_drawn(_twos(range(plan.days)), plan.seed))
    return tuple(TrialDay(str(place + 1), *drawn.get(place, (-1, False))) for place in range(plan.days))


def blocks_of(days: Sequence[TrialDay]) -> dict[int, tuple[str, str]]:
    """Return the day off and the day on of each block."""
    sides = {(one.block, one.is_on): one.day for one in days if one.block >= 0}
    return {block: (sides[block, False], sides[block, True]) for block, is_on in sides if is_on}


def days_on(days: Sequence[TrialDay]) -> frozenset[int]:
    """Return which days of a street are on, as numbers since 1970-01-01."""
    return frozenset((date.fromisoformat(one.day) - EPOCH).days for one in days if one.is_on)


def numbers_of(days: Sequence[TrialDay]) -> tuple[int, int]:
    """Return the first and the last day of a street, as numbers since 1970-01-01."""
    first, last = (date.fromisoformat(days[place].day) for place in (0, -1))
    return (first - EPOCH).days, (last - EPOCH).days


def seed_of(plan: TrialPlan, day: TrialDay) -> int:
    """Return the seed of a twin day: it follows from the plan, so nobody can choose it."""
    whole = hashlib.sha256(f"{plan.digest} {plan.seed} {day.day}".encode()).digest()
    return int.from_bytes(whole[:4], "big") >> 1


def _twos(places: Sequence[int]) -> list[tuple[int, int]]:
    return list(zip(places[::2], places[1::2], strict=False))


def _drawn(pairs: Sequence[tuple[int, int]], seed: int) -> Iterator[tuple[int, tuple[int, bool]]]:
    """Yield the place of each day with its block, and whether it is the one that is on."""
    for block, pair in enumerate(pairs):
        first_is_on = bool(hashlib.sha256(f"{seed} {block}".encode()).digest()[0] & 1)
        yield pair[0], (block, first_is_on)
        yield pair[1], (block, not first_is_on)
