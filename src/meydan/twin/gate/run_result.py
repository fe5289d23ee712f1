"""What the gate is told of one run on the twin, and of a pair of runs that differ in nothing but the solution."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from msgspec import UNSET, UnsetType

BASE = "base"
LESS, MORE, DETECTOR_LOST = "demand_0.85", "demand_1.15", "detector_lost"
VARIANTS = (LESS, MORE, DETECTOR_LOST)
HARDEST_FIRST = (DETECTOR_LOST, MORE, LESS)
"""The variants as they are run."""

Side = Literal["old", "new"]
"""Of a pair: under the solution in force, and under the candidate."""


@dataclass(frozen=True, slots=True)
class ApproachResult:
    """One road that leads into a junction, in one run.

    `delay_s` is the mean time that a vehicle lost on it (None where nobody came), `queue_share` the 95th percentile of
    each minute's longest queue as a share of what the road holds [0..1], `spillback_min_ph` how many minutes of an hour
    the queue stood at its upstream end, `vehicle_share` what one standing vehicle takes of the road. A road too short
    for a queue has none of the last three.
    """

    volume_vph: float
    delay_s: float | None
    queue_share: float | None = None
    spillback_min_ph: float | None = None
    vehicle_share: float = 0.0


@dataclass(frozen=True, slots=True)
class RunResult:
    """What one run cost its travellers, and which rules it broke; delays in seconds a trip, by Meydan's own count.

    `person_delay_s` weighs each trip by the people in it. `longest_waits_s` has, by junction and signal group, the
    longest time from the first vehicle that stands before red until green. What nobody travelled by is None.
    `counts` has the vehicles of each bin by "JUNCTION DETECTOR", where a run was asked to count; else no file has it.
    """

    person_delay_s: float
    vehicle_delay_s: float
    trips: int
    arrived: int
    never_inserted: int
    teleports: int
    gridlocks: int
    collisions: int
    violations: int
    refused: int
    strategy_failures: int
    violated: Mapping[str, int] = field(default_factory=dict)
    approaches: Mapping[str, ApproachResult] = field(default_factory=dict)
    longest_waits_s: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    walks: int = 0
    walk_delay_s: float | None = None
    walk_longest_wait_s: float | None = None
    rides: int = 0
    ride_delay_s: float | None = None
    counts: Mapping[str, tuple[int, ...]] | UnsetType = UNSET


@dataclass(frozen=True, slots=True)
class Pair:
    """Two runs on the same demand day with the same seed: under the solution in force, and under the candidate."""

    variant: str
    day: str
    seed: int
    old: RunResult
    new: RunResult


def counted(run: RunResult) -> Mapping[str, tuple[int, ...]] | None:
    """Return what a run counted, None where it was not asked to."""
    return None if isinstance(run.counts, UnsetType) else run.counts
