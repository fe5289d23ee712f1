"""What is true when a centre is killed at any moment (P-1, P-2, P-5, P-16)."""

import asyncio
import contextlib
import random
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

from meydan.city.events import Mode
from meydan.field.controller import VirtualController
from meydan.field.rsmp.site_link import Calling
from meydan.field.rsmp.street import Speaking, Street
from meydan.store.city_folder import read_city
from tests.promises.processes import centre, started, street
from tests.promises.streets import TIMERS, Watched, certified, write_street_city
from tests.web.serving import free_port

QUICK = ("--acknowledge", str(TIMERS.ack_s), "--watchdog", str(TIMERS.watchdog_s))
LIVES_S = 6.0  # every junction changes lamps within this


@dataclass(frozen=True, slots=True)
class Killed:
    """What was seen of a street whose centre was killed again and again.

    `still` are junctions whose lamps stood still after the last kill, `unplanned` those that ran no stored plan then,
    `left` those still under an order of a dead centre after the next one had come.
    """

    kills: int
    orders_stood: int
    broken: list[str]
    dark: list[str]
    still: list[str]
    unplanned: list[str]
    left: list[str]


async def kill_again_and_again(junctions: int, kills: int, seed: int, scratch: Path) -> Killed:
    """Kill the centre of a street at random moments, then let one more come that orders nothing new."""
    city, port, draw = write_street_city(junctions, scratch / "city"), free_port(), random.Random(seed)
    orders_stood = 0
    dark: set[str] = set()
    async with running_street(city, port) as watched:
        for _ in range(kills):
            async with started(*centre(city, port, scratch / "log", *QUICK)) as killed:
                await killed.until("all_back")
                await asyncio.sleep(draw.uniform(0, 4))
                await killed.kill()
            orders_stood += len(forced(watched))
            dark |= set(watched.dark())
        before = watched.count()
        await asyncio.sleep(LIVES_S)
        after = watched.count()
        unplanned = [c.junction.id for c in _controllers(watched) if c.mode is not Mode.LOCAL or not c.plan.id]
        left = await _left_by_the_dead(watched, city, port, scratch)
        return Killed(
            kills=kills,
            orders_stood=orders_stood,
            broken=watched.broken(),
            dark=sorted(dark | set(watched.dark())),
            still=[name for name, count in after.items() if count == before[name]],
            unplanned=unplanned,
            left=left,
        )


async def _left_by_the_dead(watched: Watched, city: Path, port: int, scratch: Path) -> list[str]:
    """Return the junctions under an order once a new centre has come and its first orders ran out or were refused."""
    async with started(*centre(city, port, scratch / "log", *QUICK, "--silent")) as last:
        await last.until("all_back")
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(LIVES_S):
                while forced(watched):
                    await asyncio.sleep(0.05)
        return forced(watched)


@contextlib.asynccontextmanager
async def running_street(city: Path, port: int, reconnect_s: float = 0.3) -> AsyncIterator[Watched]:
    """Run the street of a city in this process, watched."""
    calling = Calling("127.0.0.1", port, reconnect_s=reconnect_s, look_s=0.05)
    watched = Watched(Street(read_city(city), calling, Speaking(timers=TIMERS)))
    task = asyncio.create_task(watched.street.run())
    try:
        yield watched
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


def forced(watched: Watched) -> list[str]:
    """Return the junctions that run a plan by order."""
    return [controller.junction.id for controller in _controllers(watched) if controller.is_forced]


def _controllers(watched: Watched) -> list[VirtualController]:
    return [cabinet.controller for cabinet in watched.street.cabinets.values()]


@dataclass(frozen=True, slots=True)
class Returned:
    """How long after a kill -9 the first command left and all sites were back [s]; `start_s` for the very first."""

    sites: int
    start_s: float
    first_command_s: float
    all_back_s: float


async def time_to_return(
    junctions: int, scratch: Path, *, reconnect_s: float, within_s: float = 120.0, tls: bool = False
) -> Returned:
    """Kill the centre of a street in a process of its own, start another at once and wait for every site."""
    city, port = write_street_city(junctions, scratch / "city"), free_port()
    with_tls = ("--tls", str(certified(junctions, scratch / "certificates"))) if tls else ()
    calls = street(city, port, "--reconnect", str(reconnect_s), *with_tls)
    comes = centre(city, port, scratch / "log", *with_tls)
    async with started(*calls), started(*comes) as first:
        start_s = await first.until("all_back", within_s)
        await asyncio.sleep(2)
        killed_s = await first.kill()
        async with started(*comes) as second:
            await second.until("all_back", within_s)
            await second.until("first_command", within_s)
            late_s = second.began_s - killed_s
            said = {what: at_s - second.began_s + late_s for what, at_s in second.said.items()}
    return Returned(junctions, start_s, said["first_command"], said["all_back"])
