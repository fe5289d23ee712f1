"""`meydan run` on a city's controllers over RSMP: a real street, or a virtual one in another process."""

import argparse
import asyncio
from collections.abc import Coroutine, Mapping
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

from meydan.centre.counter import Counter
from meydan.centre.frames import Hello
from meydan.centre.long_run import fast_loop, settle_memory
from meydan.centre.loop import Centre, check_fit, run
from meydan.centre.registry import find_strategy, needs_pulses
from meydan.city.because import because
from meydan.city.city import City, PulsesTold, Rsmp
from meydan.city.errors import CityError, Fault
from meydan.city.events import RunStarted
from meydan.city.orders import AskPriority, Order, SetClock
from meydan.city.secret import Secret
from meydan.city.words import Language, say
from meydan.cli.choosing import choice_typed
from meydan.cli.deploying import as_it_holds, check_deployed, choice_on_street
from meydan.cli.driving import Outlet, drive, open_log
from meydan.cli.guarding import Guard, guarded
from meydan.cli.obeying import Running, obeying
from meydan.cli.own_alarms import ended_trial_alarms, taken_back_alarms
from meydan.cli.serving import actions_of, latest_orders, log_folder, told_again, witness_of
from meydan.cli.shadow_beside import shadow_beside
from meydan.cli.telling import spoken_language
from meydan.field.rsmp import Listening, RsmpField, SiteMap
from meydan.field.rsmp.clock import read_clocks
from meydan.field.rsmp.site_map import asks_each_pulse, declared_maps, maps_of
from meydan.field.rsmp.street import CODE
from meydan.field.rsmp.tls import centre_context
from meydan.store.city_check import rsmp_faults
from meydan.store.event_log import EventLog, last_fence
from meydan.store.run_folder import city_hash, keep_city
from meydan.store.sealer_apart import SealerApart
from meydan.store.secrets import read_codes
from meydan.store.zone import utc_offset_s


def run_controllers(typed: argparse.Namespace, city: City, language: Language) -> int:
    """Control a city's controllers until somebody stops it; return the exit code."""
    rsmp = reached(typed, city)
    on_street = not (rsmp.virtual or rsmp.read_only)
    if on_street:
        city = as_it_holds(typed, city, language)
    choice = choice_on_street(typed) if on_street else choice_typed(typed)
    if on_street:
        check_deployed(typed.city, choice, read_clocks().t)
    strategy = find_strategy(choice.strategy, dict(choice.values))
    is_needed = needs_pulses(strategy) or typed.trial is not None  # whose other strategy may need them
    city, maps = _asked(city, rsmp, choice.strategy, is_needed=is_needed, is_wanted=typed.shadow is not None)
    codes = _codes(typed.city, rsmp, maps)
    tls = centre_context(typed.city / rsmp.tls) if rsmp.tls else None
    folder = log_folder(typed)
    log = EventLog.open(folder) if typed.control is None else open_log(folder)
    sealer = SealerApart(log)
    try:
        listening = Listening(rsmp.host, rsmp.port, tls, read_only=rsmp.read_only, virtual=rsmp.virtual)
        field = RsmpField(
            city, maps, codes, utc_offset_s=lambda t: utc_offset_s(city.zone, t), listening=listening, log=log
        )
        with obeying(typed, city, (choice, strategy), folder, on_street=on_street) as running:
            told = [because("terminal.controllers_at", sites=len(maps), host=rsmp.host, port=rsmp.port)]
            if not all(of.each_pulse for of in maps):
                told.append(because("terminal.pulses_each_second"))
            return _run(typed, city, running, field, log, rsmp, "\n".join(say(what, language) for what in told))
    finally:
        log.close()  # first, so that its last segment is sealed too
        sealer.close()


def _run(
    typed: argparse.Namespace, city: City, running: Running, field: RsmpField, log: EventLog, rsmp: Rsmp, told: str
) -> int:
    """Run what is to be run on the field until it ends, and tell where that is; return the exit code."""
    choice, folder = running.choice, log.folder
    check_fit(running.strategy, choice.strategy, field)
    start = RunStarted(
        *(read_clocks().t, keep_city(folder, city), choice.strategy, 0, last_fence(folder) + 1),
        on_street=field.on_street,
        parameters=choice.values,
    )
    outlet = Outlet(log)
    write = running.writing(outlet.write)
    centre = Centre(city, running.strategy, choice.strategy, write, on_street=field.on_street)
    print(told, flush=True)
    alarms = [*taken_back_alarms(typed.city, city, start.t), *ended_trial_alarms(running.ended, city, start.t)]
    standing = [*told_again(folder, city, start.t), *alarms]
    guard = Guard(typed, city, running, on_street=not (rsmp.virtual or rsmp.read_only))
    loop = guarded(run(centre, field, start, standing, latest_orders(folder, city, start.t)), guard.look)
    takes = frozenset[type[Order]]() if rsmp.read_only else field.takes
    whole = _until(loop, typed.until) if typed.headless else _driven(typed, centre, outlet, rsmp, takes, loop)
    settle_memory()
    beside = shadow_beside(typed, folder, start.fence, spoken_language())
    with beside, closing(log), asyncio.Runner(loop_factory=fast_loop()) as runner:
        return runner.run(whole)


def reached(typed: argparse.Namespace, city: City) -> Rsmp:
    """Return how the controllers are reached: as the city's folder says, unless typed otherwise.

    A street that is called virtual on the command line is so whole: a secrets file of the folder is not read.

    Raises
    ------
    CityError
        With everything that is wrong with that.
    """
    rsmp = city.rsmp or Rsmp()
    if typed.listen is not None:
        rsmp = replace(rsmp, host=typed.listen[0], port=typed.listen[1])
    if typed.virtual:
        rsmp = replace(rsmp, virtual=True, secrets="")
    if typed.secrets is not None:
        rsmp = replace(rsmp, secrets=str(typed.secrets.absolute()))
    if typed.tls is not None:
        rsmp = replace(rsmp, tls=str(typed.tls.absolute()))
    rsmp = replace(rsmp, read_only=rsmp.read_only or typed.read_only)
    if faults := [Fault(".".join(keys), 0, what) for keys, what in rsmp_faults(replace(city, rsmp=rsmp))]:
        raise CityError("run.rsmp_faults", *faults, count=len(faults))
    return rsmp


def _asked(city: City, rsmp: Rsmp, name: str, *, is_needed: bool, is_wanted: bool) -> tuple[City, tuple[SiteMap, ...]]:
    """Return the sites as they are to be asked, and the city as its log is to keep it: with how detectors were asked.

    Each pulse may be wanted without being needed: by a shadow, which takes what there is.

    Raises
    ------
    CityError
        If there is no site, or the strategy needs more of the detectors than the city lets them tell.
    """
    maps = maps_of(city) if rsmp.virtual else declared_maps(city)
    if not maps:
        raise CityError("run.no_sites")
    if is_needed and rsmp.pulses is PulsesTold.EACH_SECOND:
        raise CityError("run.needs_pulses", strategy=name)
    each_pulse = asks_each_pulse(maps, rsmp.pulses, is_needed=is_needed or is_wanted)
    settled = PulsesTold.EACH_CHANGE if each_pulse else PulsesTold.EACH_SECOND
    kept = city if city.rsmp is None else replace(city, rsmp=replace(city.rsmp, pulses=settled))
    return kept, tuple(replace(of, each_pulse=each_pulse or not of.detectors) for of in maps)


def _codes(folder: Path, rsmp: Rsmp, maps: tuple[SiteMap, ...]) -> Mapping[str, Secret]:
    """Return the security code of each site; on a virtual street that is the one that opens nothing else."""
    if rsmp.virtual:
        return {of.site: CODE for of in maps}
    return {} if rsmp.read_only else read_codes(folder / rsmp.secrets)


async def _until(loop: Coroutine[Any, Any, int], until_s: float | None) -> int:
    """Run without the map, for so many seconds if there is an end; return 0, or what the loop returned before."""
    try:
        async with asyncio.timeout(until_s):
            return await loop
    except TimeoutError:
        return 0


async def _driven(
    typed: argparse.Namespace,
    centre: Centre,
    outlet: Outlet,
    rsmp: Rsmp,
    takes: frozenset[type[Order]],
    loop: Coroutine[Any, Any, int],
) -> int:
    """Run with a socket for the process that serves the map; return the exit code."""
    actions, sets_clocks = actions_of(takes), SetClock in takes
    version = city_hash(centre.city)
    hello = Hello(version, centre.strategy, False, rsmp.virtual, rsmp.read_only, actions, sets_clocks)
    witness, priority = witness_of(typed, centre.city), AskPriority in takes
    counter = Counter(centre, actions, sets_clocks=sets_clocks, asks_priority=priority, witness=witness)
    publisher = outlet.publish(centre.board, hello, counter)
    return await drive(loop, publisher, hello, typed.control)
