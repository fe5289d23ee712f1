"""A whole comparison: every junction, and all of them together, each measure with its difference and its verdict."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from meydan.city.because import Because, because
from meydan.report.comparing import NAMES, Days, Difference, MeasureName, Verdict, day_values, difference, verdicts
from meydan.report.matching import Match, Matched, matched
from meydan.report.quarters import Quarters

TOGETHER = ""  # the name of all junctions together; no junction has an empty one


Dates = Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]
"""By type of day: which days before, and which after."""


@dataclass(frozen=True, slots=True)
class Compared:
    """One measure of one junction: each day's value, the difference and what may be said of it."""

    junction: str
    measure: MeasureName
    days: Days
    dates: Dates
    difference: Difference
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Comparison:
    """What was compared, what was left out and why, and which junctions are in the sums of all together.

    `used` is the share of the quarters of an hour of both times, at all junctions, that were compared [0..1].
    `left_out` has a junction, a day or type of day (all of them: ""), and why.
    """

    before: tuple[str, str]
    after: tuple[str, str]
    rows: tuple[Compared, ...]
    together: tuple[str, ...]
    left_out: tuple[tuple[str, str, Because], ...]
    used: float

    def of(self, junction: str) -> dict[MeasureName, Compared]:
        """Return the rows of one junction by measure."""
        return {row.measure: row for row in self.rows if row.junction == junction}

    @property
    def junctions(self) -> list[str]:
        """The junctions that could be compared, in order."""
        return [name for name in dict.fromkeys(row.junction for row in self.rows) if name != TOGETHER]


def compare(
    every: Sequence[Quarters], before: Sequence[str], after: Sequence[str], excluded: Sequence[str] = ()
) -> Comparison:
    """Compare days before and after a change at each junction; `every` has the same days of each.

    Verdicts are made at once for all, so that noise somewhere is not taken for an effect.
    """
    rows: list[_Found] = []
    left_out: list[tuple[str, str, Because]] = []
    matches = [(quarters, matched(quarters, before, after, excluded)) for quarters in every]
    for quarters, match in matches:
        found = list(_differences(quarters, match))
        rows += found
        left_out += [(quarters.junction, day, why) for day, why in match.left_out]
        left_out += [] if found else [(quarters.junction, "", because("compare.nothing"))]
    names, whole = _together(matches)
    if len(names) > 1 and whole is not None:
        rows = [*_differences(*whole), *rows]
    said = verdicts([(measure, one) for _, measure, _, _, one in rows])
    compared = tuple(Compared(*row, verdict) for row, verdict in zip(rows, said, strict=True))
    return Comparison(
        _ends(before), _ends(after), compared, names if len(names) > 1 else (), tuple(left_out), _used(matches)
    )


def _used(matches: Sequence[tuple[Quarters, Match]]) -> float:
    used = sum(
        (len(one.before) + len(one.after)) * int(one.times.sum())
        for _, match in matches
        for one in match.types.values()
    )
    return used / max(1, sum(quarters.sound.size for quarters, _ in matches))


_Found = tuple[str, MeasureName, Days, Dates, Difference]


def _differences(quarters: Quarters, match: Match) -> list[_Found]:
    found: list[_Found] = []
    for measure in NAMES:
        days = day_values(quarters, match, measure)
        one = difference(days)
        if one is not None:
            dates = {kind: _dates(quarters, match.types[kind]) for kind in days}
            found.append((quarters.junction, measure, days, dates, one))
    return found


def _together(matches: Sequence[tuple[Quarters, Match]]) -> tuple[tuple[str, ...], tuple[Quarters, Match] | None]:
    """Return the sums of the junctions that have the same days, those of most of them; others would change the mix.

    Each junction counts over the times that are sound on all its own days.
    """
    keys = [_days_of(match) for _, match in matches]
    common = Counter(key for key in keys if key).most_common(1)
    if not common:
        return (), None
    members = [pair for pair, key in zip(matches, keys, strict=True) if key == common[0][0]]
    first, match = members[0]
    sums = {name: np.zeros_like(values) for name, values in first.sums.items()}
    for quarters, own in members:
        for one in own.types.values():
            places = list(one.before + one.after)
            for name, values in quarters.sums.items():
                sums[name][places] += values[places] * one.times
    types = {kind: replace(one, times=np.ones_like(one.times)) for kind, one in match.types.items()}
    names = tuple(quarters.junction for quarters, _ in members)
    return names, (replace(first, junction=TOGETHER, sums=sums), Match(types, ()))


def _days_of(match: Match) -> tuple[tuple[str, tuple[int, ...], tuple[int, ...]], ...]:
    return tuple((kind, one.before, one.after) for kind, one in match.types.items())


def _dates(quarters: Quarters, one: Matched) -> tuple[tuple[str, ...], tuple[str, ...]]:
    before, after = (tuple(quarters.days[place] for place in places) for places in (one.before, one.after))
    return before, after


def _ends(days: Sequence[str]) -> tuple[str, str]:
    return min(days), max(days)
