"""`meydan run`: a city under a strategy, on the map or headless."""

import argparse
import asyncio
import tempfile
import time
from dataclasses import dataclass
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

from meydan.centre.loop import Centre, check_fit, run
from meydan.city.because import because
from meydan.city.city import City
from meydan.city.errors import CityError
from meydan.city.events import RunStarted
from meydan.city.instant import Instant
from meydan.city.words import Language, say
from meydan.control import Strategy
from meydan.field.sumo import Pace, SumoField, TwinRun
from meydan.store.city_folder import read_city
from meydan.store.event_log import EventLog
from meydan.store.run_folder import city_hash, last_fence, start_run_folder
from meydan.store.zone import midnight, utc_offset_s
from meydan.twin.monitor import CityMonitor
from meydan.twin.trips import Trips, read_trips, trip_options
from meydan.web.app import create_app
from meydan.web.server import serve


@dataclass(frozen=True, slots=True)
class Summary:
    """What a headless run prints."""

    city: str
    strategy: str
    seed: int
    simulated_s: float
    wall_s: float
    cpu_s: float
    records: int
    violations: int
    trips: Trips


def find_strategy(name: str) -> Strategy[Any]:
    """Return the strategy module registered under `name`; CityError lists the names there are."""
    known = {e.name: e for e in entry_points(group="meydan.strategy")}
    if name not in known:
        raise CityError("run.no_strategy", strategy=name, known=", ".join(sorted(known)))
    strategy: Strategy[Any] = known[name].load()
    return strategy


def run_city(typed: argparse.Namespace, language: Language) -> int:
    """Run a city as typed; return 0."""
    city = read_city(typed.city)
    if city.field != "sumo" or city.twin is None:
        raise CityError("run.no_field", field=city.field)
    strategy = find_strategy(typed.strategy)
    log = EventLog.open(typed.log or typed.city / "log")
    try:
        start_run_folder(log.folder, city)
        if typed.headless:
            print(_table(_headless(typed, city, strategy, log), language))
        else:
            _on_the_map(typed, city, strategy, log, language)
    finally:
        log.close()
    return 0


def _headless(typed: argparse.Namespace, city: City, strategy: Strategy[Any], log: EventLog) -> Summary:
    """Run as fast as it can, watched by the monitor, and sum up."""
    monitor = CityMonitor(city)
    wall, cpu, first = time.monotonic(), time.process_time(), log.next_number
    with tempfile.TemporaryDirectory(prefix="meydan-run-") as scratch:
        trips = Path(scratch) / "trips.xml"
        window = _window(typed, city, options=() if typed.repeat else trip_options(trips))
        field = _field(typed, city, window, Pace(speed=None), monitor)
        centre = Centre(city, strategy, typed.strategy, log.append, on_street=field.on_street)
        check_fit(strategy, typed.strategy, field)
        asyncio.run(run(centre, field, _start(typed, city, field, log)))
        travelled = read_trips(trips) if trips.exists() else None
    begin_s, end_s = window.begin_s or 0.0, window.end_s or 0.0
    return Summary(
        city=city.name,
        strategy=typed.strategy,
        seed=typed.seed,
        simulated_s=end_s - begin_s,
        wall_s=time.monotonic() - wall,
        cpu_s=time.process_time() - cpu,
        records=log.next_number - first,
        violations=monitor.count,
        trips=travelled or Trips(0, 0, 0, float("nan"), float("nan"), float("nan")),
    )


def _on_the_map(
    typed: argparse.Namespace, city: City, strategy: Strategy[Any], log: EventLog, language: Language
) -> None:
    """Run at the asked speed with the map served beside it, until someone stops it."""
    pace = Pace(speed=typed.speed)
    field = _field(typed, city, _window(typed, city, repeat=True), pace, CityMonitor(city))
    centre = Centre(city, strategy, typed.strategy, log.append, on_street=field.on_street)
    check_fit(strategy, typed.strategy, field)
    app = create_app(centre, pace, (typed.city / "network.geojson").read_bytes())
    print(say(because("terminal.map_at", address=f"http://127.0.0.1:{typed.port}/"), language), flush=True)
    asyncio.run(serve(app, port=typed.port, beside=run(centre, field, _start(typed, city, field, log))))


def _window(typed: argparse.Namespace, twin: Twin, *, repeat: bool, options: tuple[str, ...] = ()) -> TwinRun:
    """Return the part of the demand to run; `--until` is the twin's clock, or counts from the start if that is past."""
    length_s = (
        None if typed.until is None else typed.until - twin.begin_s if typed.until > twin.begin_s else typed.until
    )
    return TwinRun(typed.seed, twin.begin_s, length_s, repeat, options)
