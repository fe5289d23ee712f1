"""Twin days in the shadow: the running solution drives the twin, the other one hears the same events beside it.

For whoever carries a solution through its life: `run_shadow_days` leaves one `shadow.json` for each twin day, as
`meydan run --shadow` does, and runs only those that are not there yet.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from meydan.centre.loop import Centre, check_fit, run
from meydan.centre.shadow_days import ShadowDays
from meydan.centre.solution import read_solution
from meydan.city.errors import CityError, StoreError
from meydan.city.events import RunStarted
from meydan.city.instant import later
from meydan.field.sumo import SumoField, TwinRun
from meydan.store.city_folder import read_city
from meydan.store.engine.engine import Failure, as_they_come
from meydan.store.engine.local import processes
from meydan.store.run_folder import city_hash
from meydan.store.shadow_days import list_shadow_files, read_shadow
from meydan.store.zone import midnight, utc_offset_s


@dataclass(frozen=True, slots=True)
class ShadowDay:
    """One twin day: the city's folder, what runs and what is in the shadow, as typed; number, seed, and where to."""

    folder: Path
    running: str
    solution: str
    number: int
    seed: int
    into: Path


def run_shadow_days(
    folder: Path, running: str, solution: str, seeds: Sequence[int], into: Path, jobs: int
) -> list[dict[str, Any]]:
    """Run a twin day for each seed that has no document yet; return the documents of all, in order.

    Raises
    ------
    CityError, StoreError
        If a solution does not fit the city, or a day cannot be run.
    """
    digest = read_solution(solution, read_city(folder)).digest
    there = _documents(into, digest)
    days = [ShadowDay(folder, running, solution, n, seed, into) for n, seed in enumerate(seeds, 1) if n not in there]
    with processes(jobs) as engine:
        for _, result in as_they_come(engine, days, run_shadow_day):
            if isinstance(result, Failure):
                raise StoreError(result.why.code, *result.faults, **dict(result.why.values))
    there = _documents(into, digest)
    return [there[number] for number in range(1, len(seeds) + 1)]


def run_shadow_day(day: ShadowDay) -> None:
    """Run one twin day in this process; its document is written when it is over."""
    city = read_city(day.folder)
    if city.twin is None:
        raise CityError("run.no_field", field="sumo")
    running, solution = read_solution(day.running, city), read_solution(day.solution, city)
    notes = ShadowDays(day.into, solution.city, solution.found(), solution.label, solution.digest)
    strategy, epoch = running.found(), midnight(city.zone, city.twin.day)
    field = SumoField(
        running.city,
        day.folder,
        epoch=epoch,
        utc_offset_s=lambda t: utc_offset_s(city.zone, t),
        run=TwinRun(seed=day.seed),
    )
    check_fit(strategy, running.label, field)
    centre = Centre(running.city, strategy, running.label, notes.take, on_street=field.on_street)
    begin = later(epoch, city.twin.begin_s)
    started = RunStarted(begin, city_hash(city), running.label, day.seed, day.number)
    asyncio.run(run(centre, field, started))
    notes.keep()


def _documents(into: Path, digest: str) -> dict[int, dict[str, Any]]:
    """Return the documents of a solution by the number of the twin day."""
    found = [document for file in list_shadow_files(into) if (document := read_shadow(file))]
    return {document["run"]: document for document in found if document["solution"]["digest"] == digest}
