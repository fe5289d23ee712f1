"""Which days before and after a change may be compared, and which times of day on them: like with like only."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from meydan.city.because import Because, because
from meydan.measure.junction_log import Flags
from meydan.report.quarters import Quarters, type_of

TYPES = ("workday", "saturday", "sunday")
DAYS_A_WEEK: Mapping[str, int] = {"workday": 5, "saturday": 1, "sunday": 1}
NEARLY = 0.9  # of the sound times of the fullest day, below which a day is left out
LEAST_DAYS = 2  # of a type, before and after: fewer tell nothing of how days differ
LEAST_TIMES = 0.5  # of the fullest day's times, that all days of a type must have in common


@dataclass(frozen=True, slots=True)
class Matched:
    """The days of one type that are compared, as places in `Quarters.days`, and the times of day all of them have."""

    before: tuple[int, ...]
    after: tuple[int, ...]
    times: Flags


@dataclass(frozen=True, slots=True)
class Match:
    """What can be compared at a junction, by type of day, and why each other day or type was left out."""

    types: Mapping[str, Matched]
    left_out: tuple[tuple[str, Because], ...]  # day, or type of day, and why


def matched(quarters: Quarters, before: Sequence[str], after: Sequence[str], excluded: Sequence[str]) -> Match:
    """Return the days to compare, with their common times, and everything left out."""
    counts = quarters.sound.sum(axis=1)
    most = int(counts.max(initial=0))
    left_out, kept = [], []
    for place, day in enumerate(quarters.days):
        if day in excluded:
            left_out.append((day, because("compare.excluded")))
        elif counts[place] == 0:
            left_out.append((day, because("compare.no_data")))
        elif counts[place] < NEARLY * most:
            left_out.append((day, because("compare.holes", sound=int(counts[place]), most=most)))
        else:
            kept.append(place)
    types = {}
    for kind in TYPES:
        mine = [place for place in kept if type_of(quarters.days[place]) == kind]
        found = _of_type(quarters, mine, before, after, most)
        if isinstance(found, Matched):
            types[kind] = found
        elif mine:
            left_out.append((kind, found))
    return Match(types, tuple(left_out))


def _of_type(
    quarters: Quarters, places: Sequence[int], before: Sequence[str], after: Sequence[str], most: int
) -> Matched | Because:
    sides = [tuple(place for place in places if quarters.days[place] in days) for days in (before, after)]
    if min(map(len, sides)) < LEAST_DAYS:
        return because("compare.few_days", before=len(sides[0]), after=len(sides[1]), least=LEAST_DAYS)
    times = np.asarray(quarters.sound[list(sides[0] + sides[1])].all(axis=0), np.bool_)
    if times.sum() < LEAST_TIMES * most:
        return because("compare.few_times", common=int(times.sum()), most=most)
    return Matched(sides[0], sides[1], times)
