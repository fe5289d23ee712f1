"""Whether controllers actuated by themselves, on a street over RSMP, delay traffic like `actuated` in one process.

    python benchmarks/rsmp_delay.py CITY_DIR [--seeds 11-15] [--speed 20] [--json OUT]

For each seed the whole demand of the city's twin is run twice. Once in one process: the strategy `actuated` calls
stages. Once over RSMP, as two processes: the controllers of the street follow their detectors, and a centre with
`fixed_time` chooses their plan, which is a copy of the local one, so that every plan that runs is an order of the
centre. What is compared is the mean delay of all trips, finished or not; beside it the lamps that broke a rule of
safety, the shortest green of a stage over its minimum, and how many seconds beyond its maximum a stage stood while
another was asked for.
"""

import argparse
import asyncio
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from statistics import mean
from typing import Any

from benchmarks.rsmp_lamps import free_address, with_second_plan, write_with_twin
from meydan.centre.loop import Centre, run
from meydan.city.city import City, Twin
from meydan.city.events import DetectorChanged, Event, RunStarted, StageEnded, StageStarted, Tick, ZoneChanged
from meydan.city.instant import Instant, elapsed_s
from meydan.city.junction import Lamp
from meydan.city.state import JunctionState
from meydan.cli.streeting import look_s
from meydan.control import actuated
from meydan.field.rsmp.site_link import Calling
from meydan.field.rsmp.street import Speaking, Street
from meydan.field.sumo import Simulation, SumoField, TwinRun
from meydan.field.sumo.detectors import Said
from meydan.store.city_folder import read_city
from meydan.store.zone import midnight, utc_offset_s
from meydan.twin.monitor import CityMonitor
from meydan.twin.trips import read_trips, trip_options

Row = dict[str, Any]


def main() -> int:
    """Run both for each seed and print; 1 if any lamp broke a rule."""
    typed = _typed()
    if typed.street:
        print(json.dumps(_street(typed)))
        return 0
    with tempfile.TemporaryDirectory() as scratch:
        city, folder = with_second_plan(read_city(typed.city), with_twin=True), Path(scratch) / "city"
        write_with_twin(city, typed.city, folder)
        first, _, last = typed.seeds.partition("-")
        rows = [_both(folder, seed, typed.speed) for seed in range(int(first), int(last or first) + 1)]
    here, there = (mean(row[way]["delay_s"] for row in rows) for way in ("in_process", "over_rsmp"))
    print(f"mean: {here:.2f} s in one process, {there:.2f} s over RSMP, {100 * (there / here - 1):+.2f} %")
    if typed.json:
        typed.json.write_text(json.dumps(rows) + "\n", encoding="utf-8")
    return 1 if any(row[way]["violations"] for row in rows for way in ("in_process", "over_rsmp")) else 0


def _typed() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("city", type=Path)
    parser.add_argument("--seeds", default="11-15")
    parser.add_argument("--speed", type=float, default=20.0)
    parser.add_argument("--json", type=Path)
    for inner in ("--street", "--seed"):  # of the street's own process
        parser.add_argument(inner, default="", help=argparse.SUPPRESS)
    return parser.parse_args()


def _both(folder: Path, seed: int, speed: float) -> Row:
    row = {"seed": seed, "in_process": in_process(folder, seed), "over_rsmp": over_rsmp(folder, seed, speed)}
    for way in ("in_process", "over_rsmp"):
        found = row[way]
        assert isinstance(found, dict)
        print(seed, way, " ".join(f"{name} {value:.2f}" for name, value in found.items()), flush=True)
    return row


def in_process(folder: Path, seed: int) -> Row:
    """Return what came of the strategy in this process."""
    city = read_city(folder)
    assert city.twin is not None
    epoch = midnight(city.zone, city.twin.day)
    monitor, stages, begin = CityMonitor(city), _Stages(city), Instant(epoch + round(city.twin.begin_s * 1000))
    with tempfile.TemporaryDirectory() as scratch:
        trips = Path(scratch) / "trips.xml"
        field = SumoField(
            city,
            folder,
            epoch=epoch,
            utc_offset_s=lambda t: utc_offset_s(city.zone, t),
            run=TwinRun(seed, options=trip_options(trips)),
            on_lamps=monitor.watch,
        )
        centre = Centre(replace_timetable(city), actuated, "actuated", stages.take_any, on_street=False)
        asyncio.run(run(centre, field, RunStarted(begin, "", "actuated", seed, 1)))
        return _row(trips, monitor, stages)


def replace_timetable(city: City) -> City:
    """Return the city without a timetable: the strategy goes by the local plan alone."""
    return replace(city, timetable=replace(city.timetable, days={}))


def over_rsmp(folder: Path, seed: int, speed: float) -> Row:
    """Return what came of the controllers' own control, on a street and under a centre in processes of their own."""
    address = free_address()
    centre = [sys.executable, "-m", "meydan", "run", str(folder), "--field", "rsmp", "--virtual", "--listen", address]
    street = [sys.executable, "-m", "benchmarks.rsmp_delay", str(folder), "--street", address]
    with tempfile.TemporaryDirectory() as scratch:
        typed = [*centre, "--strategy", "fixed_time", "--headless", "--log", scratch]
        with subprocess.Popen(typed, stdout=subprocess.DEVNULL) as listens:
            try:
                drives = [*street, "--seed", str(seed), "--speed", str(speed)]
                done = subprocess.run(drives, check=True, stdout=subprocess.PIPE, text=True)
            finally:
                listens.terminate()
    found: Row = json.loads(done.stdout.splitlines()[-1])
    return found


def _street(typed: argparse.Namespace) -> Row:
    """Be the street's process: the demand once, and what came of it."""
    city, seed = read_city(typed.city), int(typed.seed)
    host, _, port = typed.street.partition(":")
    monitor, stages = CityMonitor(city), _Stages(city)
    with tempfile.TemporaryDirectory() as scratch:
        trips = Path(scratch) / "trips.xml"

        def traffic(begin: Instant) -> Simulation:
            twin = city.twin
            assert isinstance(twin, Twin)
            epoch = Instant(begin - round(twin.begin_s * 1000))
            return _Watched(city, typed.city, epoch, TwinRun(seed, options=trip_options(trips)), monitor, stages)

        calling = Calling(host, int(port), reconnect_s=0.2, look_s=look_s(typed.speed))
        street = Street(city, calling, Speaking(speed=typed.speed, is_actuated=True), traffic=traffic)
        asyncio.run(street.run())
        plans = {cabinet.controller.plan.id for cabinet in street.cabinets.values()}
        assert plans == {"ordered"}, plans  # or the centre had no say
        return _row(trips, monitor, stages)


class _Watched(Simulation):
    """The simulation, every step watched as in one process."""

    def __init__(
        self, city: City, folder: Path, epoch: Instant, run: TwinRun, monitor: CityMonitor, stages: "_Stages"
    ) -> None:
        super().__init__(city, folder, epoch, run)
        self._monitor, self._stages = monitor, stages

    def step(self) -> list[Said]:
        self._monitor.watch(self.now, self.really_shown())
        said = super().step()
        self._stages.take(said)
        self._stages.take([Tick(self.now, 0)])
        return said

    def follow(self, junction: str, lamps: Mapping[str, Lamp], news: Sequence[Event]) -> None:
        self._stages.take(news)
        super().follow(junction, lamps, news)


class _Stages:
    """How short and how long the stages of a run were, against the limits of the local plan."""

    def __init__(self, city: City) -> None:
        self._seen = {j: JunctionState(stands, on_street=False) for j, stands in city.junctions.items()}
        self._limits = {
            (j, step.stage): (step.min_s, step.max_s)
            for j, stands in city.junctions.items()
            for step in city.plans[j, stands.local_plan].steps
        }
        self._wanted: dict[str, Instant] = {}
        self.over_min_s: float = float("inf")
        self.over_max_s: float = 0.0
        self.count = 0

    def take_any(self, record: object) -> None:
        """Take a record of a log, of which only the events that say something of stages count."""
        if isinstance(record, RunStarted):
            return
        if isinstance(record, Tick | DetectorChanged | ZoneChanged) or hasattr(record, "junction"):
            self.take([record])  # type: ignore[list-item]  # orders have their junction one level deeper

    def take(self, events: Iterable[Event]) -> None:
        """Follow what detectors and controllers say."""
        for event in events:
            for seen in self._of(event):
                if isinstance(event, StageEnded) and seen.stage and not seen.moving_to:
                    self._judge(seen, event)
                seen.observe(event)
                if isinstance(event, StageStarted):
                    self._wanted.pop(event.junction, None)
                elif seen.stage and not seen.moving_to and seen.waiting:
                    self._wanted.setdefault(seen.junction.id, event.t)

    def _of(self, event: Event) -> Iterator[JunctionState]:
        if isinstance(event, Tick):
            yield from self._seen.values()
        elif (found := self._seen.get(getattr(event, "junction", ""))) is not None:
            yield found

    def _judge(self, seen: JunctionState, event: StageEnded) -> None:
        least_s, most_s = self._limits[event.junction, event.stage]
        self.count += 1
        self.over_min_s = min(self.over_min_s, elapsed_s(event.t, seen.stage_since) - least_s)
        wanted = max(self._wanted.get(event.junction, event.t), seen.stage_since)
        self.over_max_s = max(self.over_max_s, elapsed_s(event.t, wanted) - most_s)


def _row(trips: Path, monitor: CityMonitor, stages: _Stages) -> Row:
    found = read_trips(trips)
    return {
        "delay_s": found.delay_s,
        "trips": found.trips,
        "arrived": found.arrived,
        "stages": stages.count,
        "violations": monitor.count,
        "over_min_s": stages.over_min_s,
        "over_max_s": stages.over_max_s,
    }


if __name__ == "__main__":
    sys.exit(main())
