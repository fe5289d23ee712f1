"""One row of the gate: what was found, and whether that passes."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite
from typing import Literal

from meydan.city.because import Because, Value

RowVerdict = Literal["passed", "failed", "not_assessed", "undecided"]


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its number and code in the gate, its verdict, the numbers behind it, and one sentence that says why."""

    row: int
    code: str
    verdict: RowVerdict
    numbers: Mapping[str, Value]
    why: Because


def known(numbers: Mapping[str, Value | None]) -> dict[str, Value]:
    """Return the numbers that are any, rounded to what a computer of another make gives too."""
    kept: dict[str, Value] = {}
    for name, value in numbers.items():
        if isinstance(value, float):
            if isfinite(value):
                kept[name] = round(value, 6)
        elif value is not None:
            kept[name] = value
    return kept


def percent(share: float) -> Value:
    """Return a share in percent for a sentence; a dash where it has no bound."""
    return round(100 * share, 2) if isfinite(share) else "–"


def worst(verdicts: list[RowVerdict]) -> RowVerdict:
    """Return what several parts of a row come to: one that failed fails all, one that is open leaves all open."""
    for verdict in ("failed", "undecided", "not_assessed"):
        if verdict in verdicts:
            return verdict
    return "passed"
