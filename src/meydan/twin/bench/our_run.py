"""One run of a strategy of ours: the ordinary loop, safety and controllers on the twin."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from meydan.centre.loop import Centre, Record, check_fit, run
from meydan.city.city import City
from meydan.city.events import RunStarted
from meydan.city.instant import later
from meydan.city.orders import Cleared, Refused, ReleaseToLocal
from meydan.control import Strategy
from meydan.field.sumo import SumoField, TwinRun
from meydan.field.sumo.field import OnLamps
from meydan.store.zone import midnight, utc_offset_s
from meydan.twin.bench.task import Task
from meydan.twin.bench.watching import Eye, Seen, Timer


@dataclass(slots=True)
class Tally:
    """Counts what is never written down on the bench: refusals, and junctions whose strategy failed."""

    refused: int = 0
    failed: int = 0

    def count(self, record: Record) -> None:
        """Count a record if it is one of these."""
        if isinstance(record, Refused):
            self.refused += 1
        elif isinstance(record, Cleared) and isinstance(record.order, ReleaseToLocal):
            self.failed += record.order.because.code == "centre.strategy_failed"


def run_ours(task: Task, city: City, strategy: Strategy[Any], scratch: Path) -> Seen:
    """Run a city under a strategy and return what was seen."""
    eye, timer = Eye(city, scratch), Timer(strategy)
    twin_run = TwinRun(
        seed=task.seed,
        length_s=task.settings.until_s,
        options=eye.options(task.settings),
        misses=task.settings.misses,
        dead=task.settings.dead,
    )
    tally = drive(city, task.scenario.folder, timer, task.label, twin_run, eye.watch)
    seen = eye.seen()
    seen.decisions_ns, seen.refused, seen.failed = timer.spent_ns, tally.refused, tally.failed
    return seen


def drive(
    city: City,
    folder: Path,
    strategy: Strategy[Any],
    label: str,
    twin_run: TwinRun,
    on_lamps: OnLamps,
    hear: Callable[[SumoField, Record], None] | None = None,
) -> Tally:
    """Run a city on its twin to the end, writing no log; return what the centre refused and fenced.

    `hear` is told each record, and may touch what stands in the street.
    """
    if city.twin is None:
        raise ValueError(f"{city.name} has no twin")
    tally, epoch = Tally(), midnight(city.zone, city.twin.day)
    twin = SumoField(
        city,
        folder,
        epoch=epoch,
        utc_offset_s=lambda t: utc_offset_s(city.zone, t),
        run=twin_run,
        on_lamps=on_lamps,
    )
    check_fit(strategy, label, twin)

    def write(record: Record) -> None:
        tally.count(record)
        if hear is not None:
            hear(twin, record)

    centre = Centre(city, strategy, label, write, on_street=twin.on_street)
    asyncio.run(run(centre, twin, RunStarted(later(epoch, city.twin.begin_s), "", label, twin_run.seed, 1)))
    return tally
