"""A centre that controls a street over RSMP until it is killed: `python -m tests.promises.lone_centre CITY PORT LOG`.

Every few seconds each junction is ordered to the other of its plans for a while, so that at any moment orders stand,
end and are on their way. It prints one JSON object a line: `listening`, `first_command`, `all_back` (every site is
heard of) with the seconds since the process began, and at its end what it took and how long orders waited.
"""

import argparse
import asyncio
import json
import os
import resource
import signal
import threading
import time
from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from meydan.centre.long_run import fast_loop, settle_memory
from meydan.centre.loop import Centre
from meydan.city.because import because
from meydan.city.city import City
from meydan.city.events import Event, GroupChanged, JunctionLost, Mode, RunStarted, Tick
from meydan.city.instant import later
from meydan.city.orders import Cleared, Order, ReleaseToLocal, SetPlan
from meydan.city.secret import Secret
from meydan.city.state import JunctionState
from meydan.field.rsmp import site_map
from meydan.field.rsmp.clock import read_clocks
from meydan.field.rsmp.conversation import Timers
from meydan.field.rsmp.happened import Happened
from meydan.field.rsmp.listener import Connection
from meydan.field.rsmp.messages import StatusUpdate, Subscription
from meydan.field.rsmp.site_map import SiteMap, maps_of
from meydan.field.rsmp.supervisor import Listening, RsmpField
from meydan.field.rsmp.tls import centre_context
from meydan.store.city_folder import read_city
from meydan.store.event_log import EventLog, last_fence
from meydan.store.run_folder import keep_city

ORDER_LIVES_S = 4.0
BEGAN_S = time.monotonic()


class OnceASecond(SiteMap):
    """A site that is asked for all that changes by itself once a second, and for no change between."""

    __slots__ = ()

    def subscriptions(self) -> Mapping[str, tuple[Subscription, ...]]:
        """Return what to subscribe to; what changes by order only is told at its change, as ever."""
        asked = SiteMap.subscriptions(self)
        return {part: tuple(map(_once_a_second, of_part)) for part, of_part in asked.items()}


def _once_a_second(asked: Subscription) -> Subscription:
    return replace(asked, interval_s=1, on_change=False) if asked.interval_s else asked


def once_a_second(of: SiteMap) -> SiteMap:
    """Return the site of a map, asked once a second."""
    return OnceASecond(**{field.name: getattr(of, field.name) for field in fields(of)})


class InTurn:
    """A strategy: each junction runs its second plan for a while, then its own; a `silent` one orders nothing."""

    NEEDS: frozenset[type[Order]] = frozenset({SetPlan, ReleaseToLocal})

    def __init__(self, *, silent: bool) -> None:
        self.silent = silent

    def start(self, city: City, junction: str, seen: Mapping[str, JunctionState]) -> JunctionState:
        """Remember nothing but what is seen."""
        return seen[junction]

    def decide(self, state: JunctionState, event: Event) -> tuple[JunctionState, list[Order]]:
        """Order the plan anew every eight seconds."""
        if self.silent or not isinstance(event, Tick) or state.mode not in (Mode.LOCAL, Mode.CENTRAL):
            return state, []
        name = state.junction.id
        if (event.t // 1000 + sum(map(ord, name))) % 8:
            return state, []
        until = later(event.t, ORDER_LIVES_S)
        return state, [SetPlan(event.t, name, "night", until, state.fence, because("test"))]


class LoneCentre:
    """The centre of a city, and what it measures of itself."""

    def __init__(self, typed: argparse.Namespace, code: str) -> None:
        self.city, log = read_city(typed.city), typed.log
        maps = tuple(map(once_a_second, maps_of(self.city))) if typed.once_a_second else maps_of(self.city)
        codes = {of.site: Secret(code) for of in maps}
        timers = Timers(ack_s=typed.acknowledge, watchdog_s=typed.watchdog)
        where = Listening(port=typed.port, tls=centre_context(typed.tls) if typed.tls else None, timers=timers)
        self.log = EventLog.open(log)
        self.field = RsmpField(self.city, maps, codes, utc_offset_s=lambda _: 0, listening=where, log=self.log)
        self.statuses = 0
        self.count_statuses()
        fence = last_fence(log) + 1
        self.centre = Centre(self.city, InTurn(silent=typed.silent), "in turn", self.log.append, on_street=True)
        self.start = RunStarted(read_clocks().t, keep_city(log, self.city), "in turn", 1, fence)
        self.heard: set[str] = set()
        self.told: set[str] = set()
        self.waits_ms: list[float] = []
        self.events = 0

    async def run(self) -> None:
        """Control until cancelled."""
        self.centre.handle(self.start)
        async for event in self.field.events():
            self.events += 1
            self.tell("listening")
            for cleared in self.centre.handle(event):
                await self.field.send(cleared)
                if self.heard:
                    self.tell("first_command")
            if isinstance(event, GroupChanged):
                self.heard.add(event.junction)
                if len(self.heard) == len(self.city.junctions):
                    self.tell("all_back")
            elif isinstance(event, JunctionLost):
                self.heard.discard(event.junction)

    def count_statuses(self) -> None:
        """Have every status update counted on its way to the field."""
        hear = self.field.heard

        def heard(connection: Connection, happened: Iterable[Happened]) -> None:
            told = list(happened)
            self.statuses += sum(isinstance(one, StatusUpdate) for one in told)
            hear(connection, told)

        self.field.heard = heard  # type: ignore[method-assign]

    def tell(self, what: str) -> None:
        """Print once that something is so."""
        if what not in self.told:
            self.told.add(what)
            print(json.dumps({what: time.monotonic() - BEGAN_S}), flush=True)

    def order_from_outside(self, loop: asyncio.AbstractEventLoop, per_s: float) -> None:
        """Hand orders to the loop from a thread, and note how long each takes until it is written to its site."""
        names = sorted(self.city.junctions)
        number = 0
        while not loop.is_closed():
            time.sleep(1 / per_s)
            number += 1
            name = names[number * 7919 % len(names)]
            if name in self.heard:
                asyncio.run_coroutine_threadsafe(self._send(name, number, time.perf_counter()), loop)

    async def _send(self, name: str, number: int, asked_s: float) -> None:
        now = self.field.moment().t
        plan = ("night", "day")[number % 2]
        order = SetPlan(now, name, plan, later(now, 2 + number % 3), 1, because("test"))
        await self.field.send(Cleared(order, for_street=True))
        self.waits_ms.append((time.perf_counter() - asked_s) * 1000)

    def sum_up(self) -> dict[str, Any]:
        """Return what it took."""
        used = resource.getrusage(resource.RUSAGE_SELF)
        return {
            "cpu_s": used.ru_utime + used.ru_stime,
            "rss_mb": used.ru_maxrss / 1024,
            "events": self.events,
            "statuses": self.statuses,
            "waits_ms": self.waits_ms,
            "records_not_written": self.log.dropped,
        }


async def main(typed: argparse.Namespace) -> None:
    """Run until asked to end (SIGTERM), then print what it took; SIGUSR1 prints it in between."""
    site_map.HEARD_EVERY_S = typed.heard_every_s
    lone = LoneCentre(typed, os.environ["STREET_CODE"])
    settle_memory()
    loop = asyncio.get_running_loop()
    task = asyncio.create_task(lone.run())
    loop.add_signal_handler(signal.SIGTERM, task.cancel)
    loop.add_signal_handler(signal.SIGUSR1, lambda: print(json.dumps(lone.sum_up()), flush=True))
    if typed.orders_per_s:
        threading.Thread(target=lone.order_from_outside, args=(loop, typed.orders_per_s), daemon=True).start()
    try:
        await task
    except asyncio.CancelledError:
        print(json.dumps(lone.sum_up()), flush=True)
    lone.log.close()


def parser() -> argparse.ArgumentParser:
    """Return what can be typed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("city", type=Path)
    parser.add_argument("port", type=int)
    parser.add_argument("log", type=Path)
    parser.add_argument("--acknowledge", type=float, default=30.0)
    parser.add_argument("--watchdog", type=float, default=60.0)
    parser.add_argument("--heard-every-s", type=int, default=site_map.HEARD_EVERY_S)
    parser.add_argument("--once-a-second", action="store_true")
    parser.add_argument("--tls", type=Path, default=None)
    parser.add_argument("--silent", action="store_true")
    parser.add_argument("--orders-per-s", type=float, default=0.0)
    return parser


if __name__ == "__main__":
    with asyncio.Runner(loop_factory=fast_loop()) as runner:
        runner.run(main(parser().parse_args()))
