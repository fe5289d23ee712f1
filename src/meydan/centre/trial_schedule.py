"""Which days of a trial are on: drawn from a seed that is written down before.

Days go by twos, one on and one off in each, in an order that the seed draws. On a street the two are of one type, as a
Saturday with the next Saturday, so that what a weekday does to traffic falls on both sides; a day without its second is
off and counts for nothing. Twin days go by twos as they come: each is one run of the scenario's window.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

EPOCH = date(1970, 1, 1)


class Scheduled(Protocol):
    """What the days of a trial follow from: its file has it, and its plan."""

    @property
    def first(self) -> str:
        """The first day on a street ("YYYY-MM-DD"), "" where there are twin days only."""
        ...

    @property
    def days(self) -> int:
        """How many days it takes."""
        ...

    @property
    def seed(self) -> int:
        """What the days that are on are drawn from."""
        ...


@dataclass(frozen=True, slots=True)
class TrialDay:
    """One day of a trial: the date or the number of the twin day, the block of two it is in (-1: none), and if on."""

    day: str
    block: int
    is_on: bool


def street_days(plan: Scheduled) -> tuple[TrialDay, ...]:
    """Return the days of a trial on a street."""
    first = date.fromisoformat(plan.first)
    dates = [first + timedelta(days=place) for place in range(plan.days)]
    kinds = [max(0, day.weekday() - 4) for day in dates]  # workday 0, Saturday 1, Sunday 2
    pairs = [pair for kind in (0, 1, 2) for pair in _twos([i for i, k in enumerate(kinds) if k == kind])]
    drawn = dict(_drawn(sorted(pairs), plan.seed))
    return tuple(TrialDay(day.isoformat(), *drawn.get(place, (-1, False))) for place, day in enumerate(dates))


def twin_days(plan: Scheduled) -> tuple[TrialDay, ...]:
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


def _twos(places: Sequence[int]) -> list[tuple[int, int]]:
    return list(zip(places[::2], places[1::2], strict=False))


def _drawn(pairs: Sequence[tuple[int, int]], seed: int) -> Iterator[tuple[int, tuple[int, bool]]]:
    """Yield the place of each day with its block, and whether it is the one that is on."""
    for block, pair in enumerate(pairs):
        first_is_on = bool(hashlib.sha256(f"{seed} {block}".encode()).digest()[0] & 1)
        yield pair[0], (block, first_is_on)
        yield pair[1], (block, not first_is_on)
