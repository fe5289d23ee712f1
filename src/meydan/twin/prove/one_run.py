"""One run of a proof from start to result, in a process of its own: libsumo holds one simulation."""

import tempfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import libsumo

from meydan.city.city import City, Twin
from meydan.city.instant import Instant
from meydan.field.sumo import TwinRun
from meydan.twin.bench.our_run import Tally, drive
from meydan.twin.bench.task import Settings
from meydan.twin.bench.watching import Eye, Seen
from meydan.twin.gate.run_result import DETECTOR_LOST, RunResult
from meydan.twin.prove.demand_days import begins_of
from meydan.twin.prove.detector_counts import read_counts, write_counters
from meydan.twin.prove.edge_times import approach_delay, edge_output, read_edges
from meydan.twin.prove.link_watch import LinkWatch
from meydan.twin.prove.task import DEMAND, RunTask
from meydan.twin.prove.travellers import gridlocks, is_public, mean_delay_s, person_delay_s
from meydan.twin.prove.walkers import Walkers
from meydan.twin.trips import Trip


def run_one(task: RunTask) -> RunResult:
    """Run a task on the twin and return its result."""
    city = task.solution.city
    assert city.twin is not None
    with tempfile.TemporaryDirectory(prefix="meydan-prove-") as scratch:
        return _run(task, city, city.twin, Path(scratch))


class _Watch:
    """Everything that is looked at in a run, second by second."""

    def __init__(self, task: RunTask, city: City, scratch: Path) -> None:
        self.eye = Eye(city, scratch)
        self.links = LinkWatch(task.place.links, task.place.from_s)
        self.walkers = Walkers()
        self.class_of: dict[str, str] = {}

    def watch(self, t: Instant, letters: Mapping[str, str]) -> None:
        self.eye.watch(t, letters)
        now_s = float(libsumo.simulation.getTime())
        self.links.watch(now_s)
        self.walkers.watch()
        for vehicle in libsumo.simulation.getDepartedIDList():
            kind = libsumo.vehicle.getTypeID(vehicle)
            if kind not in self.class_of:
                self.class_of[kind] = libsumo.vehicle.getVehicleClass(vehicle)


def _run(task: RunTask, city: City, twin: Twin, scratch: Path) -> RunResult:
    edges, additional = scratch / "edges.xml", scratch / "edges.add.xml"
    additional.write_text(edge_output(edges, task.place.from_s), encoding="utf-8")
    names = (*twin.additional, str(additional.resolve()))
    if task.bins is not None:
        names = (*names, str(write_counters(city, scratch, task.bins, twin.begin_s)))
    city = replace(city, twin=replace(twin, routes=task.routes, additional=names))
    watch = _Watch(task, city, scratch)
    options = watch.eye.options(Settings(demand=DEMAND[task.variant]), emissions=False)
    twin_run = TwinRun(seed=task.seed, options=options, one_lost=task.variant == DETECTOR_LOST)
    tally = drive(city, task.place.folder, task.solution.found(), task.solution.label, twin_run, watch.watch)
    result = _result(task, twin, watch, tally, edges)
    return result if task.bins is None else replace(result, counts=read_counts(city, scratch, task.bins))


def _result(task: RunTask, twin: Twin, watch: _Watch, tally: Tally, edges: Path) -> RunResult:
    seen = watch.eye.seen()
    trips = [trip for trip in seen.trips if trip.planned_s(twin.end_s) >= task.place.from_s]
    rides = [trip.delay_s for trip in trips if is_public(trip, watch.class_of)]
    walks = [walk for walk in seen.walks if walk.walked and walk.depart_s >= task.place.from_s]
    return RunResult(
        person_delay_s=person_delay_s(trips, watch.class_of),
        vehicle_delay_s=mean_delay_s([trip.delay_s for trip in trips]) or 0.0,
        trips=len(trips),
        arrived=sum(trip.arrived for trip in trips),
        never_inserted=sum(not trip.departed for trip in trips),
        teleports=seen.teleports,
        gridlocks=gridlocks(seen.trips, task.place.from_s, twin.end_s),
        collisions=seen.collisions,
        violations=seen.violations,
        refused=tally.refused,
        strategy_failures=tally.failed,
        violated=seen.rules,
        approaches={
            link.name: watch.links.result(link, *approach_delay(link.edges, read, held, length_s))
            for read, held, length_s in [(read_edges(edges), _held(task, trips), twin.end_s - task.place.from_s)]
            for link in task.place.links
        },
        longest_waits_s=_longest(seen),
        walks=len(walks),
        walk_delay_s=mean_delay_s([walk.delay_s for walk in walks]),
        walk_longest_wait_s=watch.walkers.longest_s if walks else None,
        rides=len(rides),
        ride_delay_s=mean_delay_s(rides),
    )


def _held(task: RunTask, trips: list[Trip]) -> dict[str, list[Trip]]:
    """Return the trips that waited to enter, by the edge where they wanted to."""
    waited = [trip for trip in trips if trip.held_s > 0]
    begins = begins_of([Path(name) for name in task.routes]) if any(not trip.departed for trip in waited) else {}
    held: dict[str, list[Trip]] = {}
    for trip in waited:
        held.setdefault(trip.edge or begins.get(trip.id, ""), []).append(trip)
    return held


def _longest(seen: Seen) -> dict[str, dict[str, float]]:
    return {
        junction: {group: waits.longest_s for group, waits in sorted(of.items()) if waits.times}
        for junction, of in sorted(seen.waits.items())
    }
