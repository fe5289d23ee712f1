"""Rows made by hand."""

from array import array
from pathlib import Path

from meydan.twin.bench.row import Row, make_row
from meydan.twin.bench.task import Scenario, Settings, Task
from meydan.twin.bench.waits import GroupWaits
from meydan.twin.bench.watching import Seen
from meydan.twin.trips import Trip, Walk

VERSIONS = {"meydan": "0", "sumo": "1.28.0", "code": "0"}


def task(strategy: str = "actuated", seed: int = 11, scenario: str = "town", settings: Settings | None = None) -> Task:
    return Task(Scenario(scenario, Path(scenario), 3.0, 5.0), strategy, seed, settings or Settings())


def trip(delay_s: float, *, departed: bool = True, arrived: bool = True) -> Trip:
    return Trip(departed, arrived, delay_s, waiting_s=delay_s / 2, stops=1.0, co2_g=100.0)


def seen(*trips: Trip, walks: tuple[Walk, ...] = (), violations: int = 0) -> Seen:
    waits = {"J1": {"P1": GroupWaits(2, 50.0, 40.0), "P2": GroupWaits(1, 10.0, 10.0), "P3": GroupWaits()}}
    rules = {"I3": violations} if violations else {}
    return Seen(list(trips), list(walks), 0, 0, violations, rules, waits, array("q", [1_000_000, 3_000_000]))


def row(
    delay_s: float = 20.0,
    strategy: str = "actuated",
    seed: int = 11,
    scenario: str = "town",
    *,
    violations: int = 0,
    is_ours: bool = True,
    settings: Settings | None = None,
) -> Row:
    return make_row(
        task(strategy, seed, scenario, settings),
        seen(trip(delay_s), violations=violations),
        is_ours=is_ours,
        length_s=3600,
        took_s=1.0,
        versions=VERSIONS,
    )
