"""`meydan run` on the twin: its vehicles and lamps in this process."""

import argparse
import asyncio
import tempfile
import time
from collections.abc import Coroutine
from contextlib import closing
from pathlib import Path
from typing import Any

from meydan.centre.counter import Counter
from meydan.centre.frames import Hello
from meydan.centre.loop import Centre, ToldAgain, Write, check_fit, run
from meydan.centre.registry import find_strategy
from meydan.city.city import City
from meydan.city.errors import CityError
from meydan.city.events import RunStarted
from meydan.city.instant import Instant
from meydan.city.orders import SetClock
from meydan.city.words import Language
from meydan.cli.choosing import choice_typed, told_choice
from meydan.cli.driving import Outlet, drive, open_log
from meydan.cli.guarding import Guard, guarded
from meydan.cli.obeying import Running, obeying
from meydan.cli.own_alarms import ended_trial_alarms, taken_back_alarms
from meydan.cli.serving import actions_of, latest_orders, log_folder, told_again, witness_of
from meydan.cli.shadow_beside import PATIENCE_S, shadow_beside
from meydan.cli.summary import Summary, table
from meydan.field.sumo import Pace, SumoField, TwinRun
from meydan.store.event_log import EventLog, last_fence, last_instant
from meydan.store.run_folder import keep_city
from meydan.store.sealer import Sealer
from meydan.store.zone import midnight, utc_offset_s
from meydan.twin.monitor import CityMonitor
from meydan.twin.trips import read_trips, trip_options

STUCK_S = "300"  # on the map only: a vehicle that stood so long is lifted over, so that one knot does not end the show


def run_twin(typed: argparse.Namespace, city: City, language: Language) -> int:
    """Run a city on its twin until its demand is over or somebody stops it; return the exit code."""
    choice = choice_typed(typed)
    chosen = (choice, find_strategy(choice.strategy, dict(choice.values)))
    folder = log_folder(typed)
    log = EventLog.open(folder) if typed.control is None else open_log(folder)
    sealer = Sealer(log)
    try:
        with obeying(typed, city, chosen, folder, on_street=False) as running:
            parts = _Parts(typed, city, running, log, keep_city(folder, city))
            patience_s = None if typed.headless else PATIENCE_S
            with shadow_beside(typed, folder, parts.fence, language, patience_s), closing(log):
                if not typed.headless:
                    return parts.under_supervision()
                code, summary = parts.headless()
                print(table(summary, language))
                return code
    finally:
        log.close()  # first, so that its last segment is sealed too
        sealer.close()


class _Parts:
    """Everything one run is built from."""

    def __init__(self, typed: argparse.Namespace, city: City, running: Running, log: EventLog, version: str) -> None:
        if city.twin is None:
            raise CityError("run.no_field", field="sumo")
        self.typed, self.city, self.twin, self.log = typed, city, city.twin, log
        self.running = running
        self.choice, self.strategy, self.writing = running.choice, running.strategy, running.writing
        self.version = version
        self.fence = last_fence(log.folder) + 1
        self.epoch = midnight(city.zone, city.twin.day)
        self.monitor = CityMonitor(city)
        self.begin = self._begin()

    def headless(self) -> tuple[int, Summary]:
        """Run as fast as it can, watched by the monitor, and sum up; the code says whether it has to begin anew."""
        wall_s, cpu_s, first = time.monotonic(), time.process_time(), self.log.next_number
        with tempfile.TemporaryDirectory(prefix="meydan-run-") as scratch:
            trips = Path(scratch) / "trips.xml"
            options = () if self.typed.repeat else trip_options(trips)
            centre, code = self._run(self._field(Pace(speed=None), options, repeat=self.typed.repeat))
            travelled = read_trips(trips) if trips.exists() else None
        return code, Summary(
            city=self.city.name,
            strategy=told_choice(self.choice),
            seed=self.typed.seed,
            simulated_s=(centre.now - self.begin) / 1000,
            wall_s=time.monotonic() - wall_s,
            cpu_s=time.process_time() - cpu_s,
            records=self.log.next_number - first,
            violations=self.monitor.count,
            trips=travelled,
        )

    def under_supervision(self) -> int:
        """Run at the asked speed with a socket for the process that serves the map; return the exit code."""
        pace = Pace(speed=self.typed.speed)
        field = self._field(pace, ("--time-to-teleport", STUCK_S), repeat=True)
        outlet = Outlet(self.log)
        centre = self._centre(field, self.writing(outlet.write))
        actions, sets_clocks = actions_of(field.takes), SetClock in field.takes
        hello = Hello(self.version, self.choice.strategy, True, False, False, actions, sets_clocks)
        witness = witness_of(self.typed, self.city)
        counter = Counter(centre, actions, pace, sets_clocks=sets_clocks, witness=witness)
        publisher = outlet.publish(centre.board, hello, counter)
        orders = latest_orders(self.log.folder, self.city, self.begin)
        loop = self._guarded(run(centre, field, self._started(), self._standing(), orders))
        return asyncio.run(drive(loop, publisher, hello, self.typed.control))

    def _run(self, field: SumoField) -> tuple[Centre, int]:
        centre = self._centre(field, self.writing(self.log.append))
        return centre, asyncio.run(self._guarded(run(centre, field, self._started(), self._standing())))

    def _guarded(self, loop: Coroutine[Any, Any, None]) -> Coroutine[Any, Any, int]:
        """Return a loop that ends when its trial may not go on."""
        return guarded(loop, Guard(self.typed, self.city, self.running, on_street=False).look)

    def _standing(self) -> list[ToldAgain]:
        alarms = taken_back_alarms(self.typed.city, self.city, self.begin)
        ended = ended_trial_alarms(self.running.ended, self.city, self.begin)
        return [*told_again(self.log.folder, self.city, self.begin), *alarms, *ended]

    def _centre(self, field: SumoField, write: Write) -> Centre:
        check_fit(self.strategy, self.choice.strategy, field)
        return Centre(self.city, self.strategy, self.choice.strategy, write, on_street=field.on_street)

    def _started(self) -> RunStarted:
        choice, seed = self.choice, self.typed.seed
        return RunStarted(self.begin, self.version, choice.strategy, seed, self.fence, parameters=choice.values)

    def _field(self, pace: Pace, options: tuple[str, ...], *, repeat: bool) -> SumoField:
        return SumoField(
            self.city,
            self.typed.city,
            epoch=self.epoch,
            utc_offset_s=lambda t: utc_offset_s(self.city.zone, t),
            run=TwinRun(self.typed.seed, (self.begin - self.epoch) / 1000, self._length_s(), repeat, options),
            pace=pace,
            on_lamps=self.monitor.watch,
        )

    def _begin(self) -> Instant:
        """Return the instant the run begins: the demand's first second, or where the log ended."""
        first = Instant(self.epoch + round(self.twin.begin_s * 1000))
        reached = last_instant(self.log.folder) if self.typed.resume else None
        return first if reached is None else max(first, reached)

    def _length_s(self) -> float | None:
        """Return how long to run: `--until` is the twin's clock, or counts from the start if that time is past."""
        until, first_s = self.typed.until, self.twin.begin_s
        if until is None:
            return None
        end_s = until if until > first_s else first_s + until
        return max(0.0, float(end_s) - (self.begin - self.epoch) / 1000)
