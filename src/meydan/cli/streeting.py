"""`meydan street`: the controllers of a city on the wire, vehicles of its twin before them; or one trial junction."""

import argparse
import asyncio
from collections.abc import Callable
from pathlib import Path

from meydan.centre.long_run import fast_loop, settle_memory
from meydan.city.because import because
from meydan.city.city import City, Twin
from meydan.city.instant import Instant
from meydan.city.secret import Secret
from meydan.city.words import Language, say
from meydan.field.rsmp.conversation import Timers
from meydan.field.rsmp.site_link import Calling
from meydan.field.rsmp.street import CODE, CODE_1, Speaking, Street, Traffic
from meydan.field.rsmp.tls import site_context
from meydan.field.rsmp.trial_city import trial_city
from meydan.field.rsmp.versions import CORES, SHORT
from meydan.store.city_folder import read_city

STUCK_S = "300"  # a vehicle that stood so long is lifted over, so that one knot does not end the show
LOOK_S, SHORTEST_LOOK_S = 0.1, 0.01


def run_street(typed: argparse.Namespace, language: Language) -> int:
    """Run the virtual street of a city, or of the trial junction, until somebody stops it."""
    host, port = typed.connect
    street, drives = _street(typed, Calling(host, port, reconnect_s=typed.reconnect, look_s=look_s(typed.speed)))
    code = "terminal.street_drives" if drives else "terminal.street_calls"
    print(say(because(code, sites=len(street.cabinets), host=host, port=port), language), flush=True)
    settle_memory()
    with asyncio.Runner(loop_factory=fast_loop()) as runner:
        runner.run(street.run())
    return 0


def look_s(speed: float) -> float:
    """Return how often sites look at their controllers [s], so that no lamp of a second is missed."""
    return max(SHORTEST_LOOK_S, min(LOOK_S, 0.5 / speed))


def _street(typed: argparse.Namespace, calling: Calling) -> tuple[Street, bool]:
    """Return the street that was typed, and whether vehicles drive there: where the whole of a city with a twin is."""
    folder, speaking = typed.city, _speaking(typed)
    if folder is None:
        return Street(trial_city(), calling, speaking, called=typed.site_id), False
    city = read_city(folder)
    drives = city.twin is not None and typed.site_id is None and not typed.without_vehicles
    traffic = traffic_of(city, folder, city.twin, typed.seed) if drives and city.twin is not None else None
    return Street(city, calling, speaking, only=typed.site_id, traffic=traffic), drives


def traffic_of(city: City, folder: Path, twin: Twin, seed: int) -> Callable[[Instant], Traffic]:
    """Return what lets the demand of a city's twin begin at an instant, and again whenever it is over."""
    from meydan.field.sumo import Simulation, TwinRun  # a street without vehicles needs no SUMO

    def begin(t: Instant) -> Traffic:
        run = TwinRun(seed, repeat=True, options=("--time-to-teleport", STUCK_S))
        return Simulation(city, folder, Instant(t - round(twin.begin_s * 1000)), run)

    return begin


def _speaking(typed: argparse.Namespace) -> Speaking:
    timers = Timers(ack_s=typed.acknowledge, handshake_s=typed.handshake, watchdog_s=typed.watchdog)
    return Speaking(
        typed.sxl,
        (SHORT.get(typed.core, typed.core),) if typed.core else tuple(CORES),
        timers,
        typed.seed,
        (Secret(typed.code_1) if typed.code_1 else CODE_1, Secret(typed.code_2) if typed.code_2 else CODE),
        frozenset(typed.keep),
        typed.stale,
        speed=typed.speed,
        is_actuated=typed.actuated,
        tls=None if typed.tls is None else lambda site: site_context(typed.tls, site),
    )
