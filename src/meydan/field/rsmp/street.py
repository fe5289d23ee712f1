"""A virtual street: one RSMP site for each junction of a city, each with a virtual controller behind it."""

import asyncio
import ssl
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from meydan.city.city import City
from meydan.city.errors import CityError
from meydan.city.instant import Instant
from meydan.city.secret import Secret
from meydan.field.controller import VirtualController
from meydan.field.rsmp.clock import read_clocks
from meydan.field.rsmp.codes import Codes
from meydan.field.rsmp.controller_cabinet import ControllerCabinet
from meydan.field.rsmp.conversation import Moment, Timers
from meydan.field.rsmp.insides import STALE_S, Build
from meydan.field.rsmp.pulses import Pulses
from meydan.field.rsmp.site_end import SiteEnd, SiteSetup
from meydan.field.rsmp.site_link import Calling, SiteLink
from meydan.field.rsmp.site_map import SiteMap, maps_of
from meydan.field.rsmp.versions import CORES, SXLS

CODE_1, CODE = Secret("1111"), Secret("2222")  # levels 1 and 2, if none are given; they open only a virtual street

TURNS = 10  # in which the sites are looked at


@dataclass(frozen=True, slots=True)
class Speaking:
    """What the sites of a street speak and how they are built.

    `seed` is that of what their loops see, `codes` are those of levels 1 and 2, `kept` the status codes that are kept
    while nobody listens, and `stale_s` is how long priority may be active without another word.
    A site that has had no connection for `fallback_after_s` runs its own plan again, whatever was ordered (P-6).
    `tls` makes a site's side of TLS from its id.
    """

    sxl: str = SXLS[-1]
    cores: tuple[str, ...] = tuple(CORES)
    timers: Timers = field(default_factory=Timers)
    seed: int = 1
    codes: tuple[Secret, Secret] = (CODE_1, CODE)
    kept: frozenset[str] = frozenset()
    stale_s: float = STALE_S
    fallback_after_s: float = 30.0
    tls: Callable[[str], ssl.SSLContext] | None = None

    def calling(self, calling: Calling, site: str) -> Calling:
        """Return how one site finds its supervisor."""
        return calling if self.tls is None else replace(calling, tls=self.tls(site))

    def setup(self, site: str) -> SiteSetup:
        """Return how a site behaves on the wire."""
        return SiteSetup(site, self.sxl, self.cores, self.timers, self.kept)

    def build(self) -> Build:
        """Return how a site is built; each has its codes for itself, for it may be told others."""
        return Build(self.sxl, Codes(*self.codes), self.stale_s)


@dataclass(frozen=True, slots=True)
class _StreetClock:
    """The two clocks, and the time of the street: it starts with the wall's at `begin` and never jumps."""

    now: Callable[[], Moment]
    begin: Moment

    def street_time(self, now: Moment) -> Instant:
        return Instant(self.begin.t + now.ms - self.begin.ms)


class Street:
    """The sites of a city, or only the one named `only`; `called` is the id of the first where it is not the city's.

    The controllers run by a clock that starts with the wall's and never jumps, whatever becomes of the wall's.

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
        now: Callable[[], Moment] = read_clocks,
    ) -> None:
        self._calling, self._now = calling, now
        clock = _StreetClock(now, now())
        self.cabinets: Mapping[str, ControllerCabinet] = {
            of.site: _cabinet(city, of, speaking, clock.begin.t) for of in _maps(city, only, called)
        }
        self._ends = {
            site: SiteEnd(speaking.setup(site), cabinet, _new_id, clock.begin)
            for site, cabinet in self.cabinets.items()
        }
        fallback_ms = speaking.fallback_after_s * 1000
        self._posts = [
            _Post(self.cabinets[site], end, speaking.calling(calling, site), clock, fallback_ms)
            for site, end in self._ends.items()
        ]

    async def run(self) -> None:
        """Let all controllers run and keep their sites connected, until cancelled."""
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


class _Post:
    """One site of a street: its controller, its end of the conversation and its line."""

    def __init__(
        self, cabinet: ControllerCabinet, end: SiteEnd, calling: Calling, clock: _StreetClock, fallback_ms: float
    ) -> None:
        self.link = SiteLink(end, calling, clock.now, self._carry_on)
        self._cabinet, self._end, self._clock = cabinet, end, clock
        self._fallback_ms = fallback_ms
        self._connected_ms = clock.begin.ms

    def look(self, now: Moment) -> None:
        """Carry on what stands behind the site, and say what became due."""
        if self._advance(now) or now.ms >= self._end.due_ms:
            self.link.speak(now)

    def _carry_on(self) -> None:
        self._advance(self._clock.now())

    def _advance(self, now: Moment) -> bool:
        """Carry on what stands behind the site, and say whether it may show anything new."""
        at = self._clock.street_time(now)
        if self._end.is_ready:
            self._connected_ms = now.ms
        elif now.ms - self._connected_ms >= self._fallback_ms and self._cabinet.controller.is_forced:
            self._cabinet.controller.force_plan(None, at)
        is_due = self._cabinet.is_due(at)
        self._cabinet.advance(at)
        return is_due


def _maps(city: City, only: str | None, called: str | None) -> list[SiteMap]:
    maps = list(maps_of(city))
    if called:
        maps[0] = replace(maps[0], site=called)
    found = [of for of in maps if only in (None, of.site)]
    if not found:
        ends = (maps[0].site, maps[-1].site) if maps else ("-", "-")
        raise CityError("street.no_site", site=str(only), first=ends[0], last=ends[1])
    return found


def _cabinet(city: City, of: SiteMap, speaking: Speaking, begin: Instant) -> ControllerCabinet:
    plans = {name: plan for (junction, name), plan in city.plans.items() if junction == of.junction}
    controller = VirtualController(city.junctions[of.junction], plans, begin)
    pulses = Pulses(of.junction, of.detectors, speaking.seed, begin)
    return ControllerCabinet(controller, of, pulses, speaking.build(), begin)


def _new_id() -> str:
    return str(uuid.uuid4())
