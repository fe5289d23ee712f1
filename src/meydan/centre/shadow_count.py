"""Which days in the shadow count: each once, of the city as it is, and heard for nearly all of its window."""

import math
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from meydan.city.because import Because, because

Document = Mapping[str, Any]

# Of a day of the street this leaves 2 h 24 min to miss: a restart or an update fits in there, a rush hour with what
# comes before and after it does not. Days that are compared ask for the same share (`report.matching`).
LEAST_COVERAGE = 0.9


@dataclass(frozen=True, slots=True)
class CountedDays:
    """The days of one solution: `days` count, `left_out` do not and say why. `lived` are all of this city as it is."""

    days: tuple[Document, ...]
    left_out: tuple[tuple[Document, Because], ...]
    lived: tuple[Document, ...]


def counted_days(found: Iterable[Document], solution: str, city: Collection[str], kind: str) -> CountedDays:
    """Return which of all documents of a log count for a solution, by its digest.

    Parameters
    ----------
    city
        The hashes that a run of the city as it is may have.
    kind
        "street days" or "twin days": those of a twin prove nothing about a street.
    """
    days: dict[tuple[str, object], Document] = {}
    left_out, lived = [], []
    mine = [day for day in found if day["solution"]["digest"] == solution]
    for day in sorted(mine, key=lambda one: -coverage_of(one)):  # of two that are the same, the fuller one counts
        why = _why_not(day, city, kind)
        if why is None:
            lived.append(day)
            why = _why_short(day) or (_why(day, "shadow.left_twice") if _same(day) in days else None)
        if why is None:
            days[_same(day)] = day
        else:
            left_out.append((day, why))
    in_order = sorted(days.values(), key=day_name), sorted(lived, key=day_name)
    return CountedDays(
        tuple(in_order[0]), tuple(sorted(left_out, key=lambda one: day_name(one[0]))), tuple(in_order[1])
    )


def coverage_of(day: Document) -> float:
    """Return the share of its window that a day was heard for [0..1]; 0 where its document does not tell."""
    return float(day.get("coverage", 0.0))


def day_name(day: Document) -> str:
    """Return what a day in the shadow is called: its date, and on a twin the number of the run."""
    return str(day["day"]) if day["run"] is None else f"{day['day']}.run-{day['run']}"


def _why_not(day: Document, city: Collection[str], kind: str) -> Because | None:
    if day["days"] != kind:
        return _why(day, "shadow.left_kind")
    return None if day["city"]["version"] in city else _why(day, "shadow.left_city")


def _why_short(day: Document) -> Because | None:
    if (heard := coverage_of(day)) >= LEAST_COVERAGE:
        return None
    told = math.floor(1000 * heard) / 10  # never rounded up to what is asked for
    return because("shadow.left_short", day=day_name(day), heard=told, least=100 * LEAST_COVERAGE)


def _why(day: Document, code: str) -> Because:
    return because(code, day=day_name(day))


def _same(day: Document) -> tuple[str, object]:
    """Return what two documents share that are of one day: on a twin, runs with one seed are the same run twice."""
    return str(day["day"]), day.get("seed", day["run"])
