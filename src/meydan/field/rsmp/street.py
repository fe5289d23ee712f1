"""A virtual street: one RSMP site for each junction of a city, each with a virtual controller behind it."""

import asyncio
import ssl
import uuid
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from typing import Protocol

import structlog

from meydan.city.city import City
from meydan.city.errors import CityError
from meydan.city.events import DetectorChanged, Event, ZoneChanged
from meydan.city.instant import Instant, later
from meydan.city.junction import Lamp
from meydan.city.secret import Secret
from meydan.field.actuation import Actuation
from meydan.field.controller import VirtualController
from meydan.field.rsmp.clock import read_clocks
from meydan.field.rsmp.codes import Codes
from meydan.field.rsmp.controller_cabinet import ControllerCabinet
from meydan.field.rsmp.conversation import Moment, Timers
from meydan.field.rsmp.insides import STALE_S, Build
from meydan.field.rsmp.post import Clock, Post
from meydan.field.rsmp.pulses import Pulses
from meydan.field.rsmp.site_end import SiteEnd, SiteSetup
from meydan.field.rsmp.site_link import Calling
from meydan.field.rsmp.site_map import SiteMap, maps_of
from meydan.field.rsmp.street_time import StreetTime
from meydan.field.rsmp.versions import CORES, SXLS
from meydan.field.rsmp.watched_loops import WatchedLoops

log = structlog.get_logger(__name__)

CODE_1, CODE = Secret("1111"), Secret("2222")  # levels 1 and 2, if none are given; they open only a virtual street
TURNS = 10  # in which the sites are looked at
LATE_MS = 5000  # behind the wall's clock by more, the street says so


class Traffic(Protocol):
    """Vehicles on a virtual street: they pass its detectors and obey its lamps, a step at a time."""

    step_s: float

    @property
    def now(self) -> Instant:
        """The instant, in the time of the street, up to which they have come."""
        ...

    def running(self) -> AbstractContextManager[None]:
        """Have the traffic there, and gone at the end."""
        ...

    def end(self) -> Instant:
        """Return the instant at which it is over, if it begins now."""
        ...

    def step(self) -> Sequence[DetectorChanged | ZoneChanged]:
        """Move everybody one step on, and return what the detectors say."""
        ...

    def begin_again(self) -> Sequence[DetectorChanged | ZoneChanged]:
        """Begin anew if it is over and to be repeated, and return what the detectors say of the empty street."""
        ...

    def follow(self, junction: str, lamps: Mapping[str, Lamp], news: Sequence[Event]) -> None:
        """Show them what a junction's groups show after `news`."""
        ...


@dataclass(frozen=True, slots=True)
class Speaking:
    """What the sites of a street speak and how they are built.

    `seed` is that of what their loops see, `codes` are those of levels 1 and 2, `kept` the status codes that are kept
    while nobody listens, and `stale_s` is how long priority may be active without another word.
    A site that has had no connection for `fallback_after_s` runs its own plan again, whatever was ordered (P-6).
    The time of the street goes `speed` times faster than the wall's; `is_actuated` says that its controllers are, by
    their detectors, unless told to keep to fixed times. `tls` makes a site's side of TLS from its id.
    """

    sxl: str = SXLS[-1]
    cores: tuple[str, ...] = tuple(CORES)
    timers: Timers = field(default_factory=Timers)
    seed: int = 1
    codes: tuple[Secret, Secret] = (CODE_1, CODE)
    kept: frozenset[str] = frozenset()
    stale_s: float = STALE_S
    fallback_after_s: float = 30.0
    speed: float = 1.0
    is_actuated: bool = False
    tls: Callable[[str], ssl.SSLContext] | None = None

    def calling(self, calling: Calling, site: str) -> Calling:
        """Return how one site finds its supervisor."""
        return calling if self.tls is None else replace(calling, tls=self.tls(site))

    def setup(self, site: str) -> SiteSetup:
        """Return how a site behaves on the wire."""
        return SiteSetup(site, self.sxl, self.cores, self.timers, self.kept)

    def build(self, city: City, junction: str, begin: Instant) -> Build:
        """Return how a site is built; each has its codes for itself, for it may be told others."""
        actuation = Actuation(city, junction, begin) if self.is_actuated else None
        return Build(self.sxl, Codes(*self.codes), self.stale_s, self.speed, actuation)


class Street:
    """The sites of a city, or only the one named `only`; `called` is the id of the first where it is not the city's.

    The controllers run by a clock that starts with the wall's and never jumps, whatever becomes of the wall's.

    Parameters
    ----------
    traffic
        Makes the vehicles that drive there from an instant on; without it the loops see pulses at random.

    Raises
    ------
    CityError
        If the city has no such site.
    """

    def __init__(
        self,
        city: City,
        calling: Calling,
        speaking: Speaking,
        *,
        only: str | None = None,
        called: str | None = None,
        traffic: Callable[[Instant], Traffic] | None = None,
        now: Callable[[], Moment] = read_clocks,
    ) -> None:
        begin = now() if traffic is None else _next_second(now())
        self._calling, self._now, self._time = calling, now, StreetTime(begin, speaking.speed)
        self._traffic = None if traffic is None else traffic(begin.t)
        self.cabinets: Mapping[str, ControllerCabinet] = {
            of.site: self._cabinet(city, of, speaking, begin.t) for of in _maps(city, only, called)
        }
        self._ends = {
            site: SiteEnd(speaking.setup(site), cabinet, _new_id, begin) for site, cabinet in self.cabinets.items()
        }
        clock = Clock(now, self._time, drives=traffic is None)
        fallback_ms = speaking.fallback_after_s * 1000
        self._posts = [
            Post(self.cabinets[site], end, speaking.calling(calling, site), clock, fallback_ms)
            for site, end in self._ends.items()
        ]

    def _cabinet(self, city: City, of: SiteMap, speaking: Speaking, begin: Instant) -> ControllerCabinet:
        plans = {name: plan for (junction, name), plan in city.plans.items() if junction == of.junction}
        controller = VirtualController(city.junctions[of.junction], plans, begin)
        loops = (
            Pulses(of.junction, of.detectors, speaking.seed, begin)
            if self._traffic is None
            else WatchedLoops(of.detectors, self._traffic.step_s)
        )
        return ControllerCabinet(controller, of, loops, speaking.build(city, of.junction, begin), begin)

    async def run(self) -> None:
        """Let all controllers run and keep their sites connected, until cancelled or until the traffic is over.

        Raises
        ------
        FieldError
            If the traffic cannot go on.
        """
        tasks = {asyncio.create_task(self._speak())}
        if self._traffic is not None:
            tasks.add(asyncio.create_task(self._drive(self._traffic)))
        try:
            done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
        for task in done:
            task.result()  # what failed is raised as it is

    async def _speak(self) -> None:
        """Keep all sites connected until cancelled."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._pass_time())
            for post in self._posts:
                tasks.create_task(post.link.keep_connected())

    async def _pass_time(self) -> None:
        """Look at every site once each `look_s`, some at a time, so that none waits long for all the others."""
        loop = asyncio.get_running_loop()
        turns = [self._posts[turn::TURNS] for turn in range(TURNS)]
        next_s = loop.time()
        while True:
            for posts in turns:
                now = self._now()
                for post in posts:
                    post.look(now)
                next_s = max(next_s + self._calling.look_s / TURNS, loop.time())
                await asyncio.sleep(next_s - loop.time())

    async def _drive(self, traffic: Traffic) -> None:
        """Move vehicles and controllers on with the time of the street; who is late goes on without a pause."""
        by_junction = {cabinet.map.junction: cabinet for cabinet in self.cabinets.values()}
        is_late = False
        with traffic.running():
            ends = traffic.end()
            self._step(traffic, by_junction)
            while traffic.now < ends:
                await asyncio.sleep(self._time.wall_s(later(traffic.now, traffic.step_s), self._now()))
                _tell(by_junction, [*traffic.begin_again(), *traffic.step()])
                self._step(traffic, by_junction)
                behind = self._time.at(self._now()) - traffic.now > LATE_MS * max(1.0, self._time.speed)
                if behind is not is_late:
                    is_late = behind
                    log.warning("street_late" if behind else "street_on_time", speed=self._time.speed)

    def _step(self, traffic: Traffic, by_junction: Mapping[str, ControllerCabinet]) -> None:
        """Carry every controller on to where the vehicles are, and show them its lamps."""
        now = traffic.now
        for junction, cabinet in by_junction.items():
            if news := cabinet.advance(now, by_steps=True):
                traffic.follow(junction, cabinet.controller.lamps, news)


def _tell(cabinets: Mapping[str, ControllerCabinet], said: Sequence[DetectorChanged | ZoneChanged]) -> None:
    """Tell each cabinet what its detectors said in one step."""
    of_each: dict[str, list[Event]] = {}
    for event in said:
        of_each.setdefault(event.junction, []).append(event)
    for junction, events in of_each.items():
        cabinets[junction].hear(events)


def _next_second(now: Moment) -> Moment:
    """Return the next whole second: vehicles go by steps of one, and so plans of whole seconds are met exactly."""
    wait_ms = -now.t % 1000
    return Moment(Instant(now.t + wait_ms), now.ms + wait_ms)


def _maps(city: City, only: str | None, called: str | None) -> list[SiteMap]:
    maps = list(maps_of(city))
    if called:
        maps[0] = replace(maps[0], site=called)
    found = [of for of in maps if only in (None, of.site)]
    if not found:
        ends = (maps[0].site, maps[-1].site) if maps else ("-", "-")
        raise CityError("street.no_site", site=str(only), first=ends[0], last=ends[1])
    return found


def _new_id() -> str:
    return str(uuid.uuid4())
