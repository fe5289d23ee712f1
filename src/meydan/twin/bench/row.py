"""One row of the bench: every number of one run, and what it was made with."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from statistics import fmean

import numpy as np

from meydan.twin.bench.task import Task
from meydan.twin.bench.waits import GroupWaits
from meydan.twin.bench.watching import Seen
from meydan.twin.trips import sum_up

NS_A_MS = 1_000_000.0


@dataclass(frozen=True, slots=True)
class Wait:
    """How often, how long on the mean and how long at most a signal group let somebody wait at red [s]."""

    times: int
    mean_s: float
    longest_s: float


@dataclass(frozen=True, slots=True)
class Row:
    """What one run gave; None where there is nothing to tell, such as the decision time of a plan of SUMO's own.

    `delay_s` is the score, per trip of the whole demand; `disqualified` says that a controller of ours broke a rule.
    """

    scenario: str
    strategy: str
    seed: int
    delay_s: float | None
    never_inserted: int
    violations: int
    disqualified: bool
    violated: dict[str, int]
    trips: int
    arrived: int
    delay_p95_s: float | None
    stops: float | None
    waiting_s: float | None
    throughput_vph: float
    teleports: int
    collisions: int
    co2_g: float | None
    wait_mean_s: float | None
    wait_longest_s: float | None
    waits: dict[str, dict[str, Wait]]
    pedestrians: int
    pedestrian_wait_s: float | None
    decision_mean_ms: float | None
    decision_p50_ms: float | None
    decision_p99_ms: float | None
    refused: int
    failed: int
    took_s: float
    settings: dict[str, float | str | None]
    versions: dict[str, str]


def make_row(task: Task, seen: Seen, *, is_ours: bool, length_s: float, took_s: float, versions: dict[str, str]) -> Row:
    """Return the row of a run."""
    sums, delays = sum_up(seen.trips), [trip.delay_s for trip in seen.trips]
    groups = [wait for of in seen.waits.values() for wait in of.values() if wait.times]
    times = sum(wait.times for wait in groups)
    decided = np.asarray(seen.decisions_ns, dtype=np.float64) / NS_A_MS
    return Row(
        scenario=task.scenario.name,
        strategy=task.label,
        seed=task.seed,
        delay_s=_mean(delays),
        never_inserted=sums.never_inserted,
        violations=seen.violations,
        disqualified=is_ours and seen.violations > 0,
        violated=seen.rules,
        trips=sums.trips,
        arrived=sums.arrived,
        delay_p95_s=_share(np.asarray(delays), 95),
        stops=_mean([trip.stops for trip in seen.trips]),
        waiting_s=_mean([trip.waiting_s for trip in seen.trips]),
        throughput_vph=sums.arrived * 3600 / length_s,
        teleports=seen.teleports,
        collisions=seen.collisions,
        co2_g=_mean([trip.co2_g for trip in seen.trips]),
        wait_mean_s=sum(wait.total_s for wait in groups) / times if times else None,
        wait_longest_s=max((wait.longest_s for wait in groups), default=None),
        waits={junction: _waits(of) for junction, of in seen.waits.items()},
        pedestrians=len(seen.walks),
        pedestrian_wait_s=_mean([walk.waiting_s for walk in seen.walks]),
        decision_mean_ms=float(decided.mean()) if decided.size else None,
        decision_p50_ms=_share(decided, 50),
        decision_p99_ms=_share(decided, 99),
        refused=seen.refused,
        failed=seen.failed,
        took_s=took_s,
        settings=asdict(task.settings),
        versions=versions,
    )


def _mean(values: Sequence[float]) -> float | None:
    return fmean(values) if values else None


def _share(values: "np.ndarray[tuple[int], np.dtype[np.float64]]", percent: float) -> float | None:
    return float(np.percentile(values, percent)) if values.size else None


def _waits(of: dict[str, GroupWaits]) -> dict[str, Wait]:
    return {
        group: Wait(wait.times, wait.total_s / wait.times, wait.longest_s)
        for group, wait in sorted(of.items())
        if wait.times
    }
