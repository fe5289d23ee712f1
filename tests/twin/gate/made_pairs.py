"""Pairs of runs as the gate gets them, made up."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import replace

from meydan.twin.gate.run_result import BASE, VARIANTS, ApproachResult, Pair, RunResult

DAYS = ("d1", "d2", "d3", "d4", "d5")
USUAL = RunResult(
    person_delay_s=40.0,
    vehicle_delay_s=40.0,
    trips=1000,
    arrived=990,
    never_inserted=0,
    teleports=0,
    gridlocks=0,
    collisions=0,
    violations=0,
    refused=0,
    strategy_failures=0,
)


def run(delay_s: float = 40.0, **more: object) -> RunResult:
    """Return a run in which a person loses so much."""
    return replace(USUAL, person_delay_s=delay_s, vehicle_delay_s=delay_s, **more)  # type: ignore[arg-type]


def pair(old: RunResult, new: RunResult, number: int = 0, variant: str = BASE) -> Pair:
    """Return a pair on the day that is its turn."""
    return Pair(variant, DAYS[number % len(DAYS)], 1000 + number, old, new)


def pairs(old_s: Sequence[float], new_s: Sequence[float], variant: str = BASE) -> list[Pair]:
    """Return pairs with such delays, over the days in turn."""
    return [pair(run(a), run(b), n, variant) for n, (a, b) in enumerate(zip(old_s, new_s, strict=True))]


def steady(change: float, count: int = 15, variant: str = BASE, noise: float = 0.005, seed: int = 1) -> list[Pair]:
    """Return pairs whose mean changes by so much, with a little noise."""
    chance = random.Random(seed)
    old = [40.0 * (1 + noise * chance.gauss(0, 1)) for _ in range(count)]
    new = [40.0 * (1 + change) * (1 + noise * chance.gauss(0, 1)) for _ in range(count)]
    return pairs(old, new, variant)


def all_variants(change: float) -> list[Pair]:
    """Return five pairs of each variant."""
    return [one for variant in VARIANTS for one in steady(change, 5, variant)]


def on_approaches(old: Mapping[str, ApproachResult], new: Mapping[str, ApproachResult], count: int = 15) -> list[Pair]:
    """Return pairs with the same approaches in every run."""
    return [pair(run(approaches=old), run(approaches=new), n) for n in range(count)]
