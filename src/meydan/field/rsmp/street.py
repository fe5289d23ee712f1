"""A virtual street: one RSMP site for each junction of a city, each with a virtual controller behind it."""

import asyncio
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
from meydan.field.rsmp.site_link import Calling, call
from meydan.field.rsmp.site_map import SiteMap, maps_of
from meydan.field.rsmp.versions import CORES, SXLS

CODE_1, CODE = Secret("1111"), Secret("2222")  # levels 1 and 2, if none are given; they open only a virtual street


@dataclass(frozen=True, slots=True)
class Speaking:
    """What the sites of a street speak and how they are built.

    `seed` is that of what their loops see, `codes` are those of levels 1 and 2, `kept` the status codes that are kept
    while nobody listens, and `stale_s` is how long priority may be active without another word.
    A site that has had no connection for `fallback_after_s` runs its own plan again, whatever was ordered (P-6).
    """

    sxl: str = SXLS[-1]
    cores: tuple[str, ...] = tuple(CORES)
    timers: Timers = field(default_factory=Timers)
    seed: int = 1
    codes: tuple[Secret, Secret] = (CODE_1, CODE)
    kept: frozenset[str] = frozenset()
    stale_s: float = STALE_S
    fallback_after_s: float = 30.0

    def setup(self, site: str) -> SiteSetup:
        """Return how a site behaves on the wire."""
        return SiteSetup(site, self.sxl, self.cores, self.timers, self.kept)

    def build(self) -> Build:
        """Return how a site is built; each has its codes for itself, for it may be told others."""
        return Build(self.sxl, Codes(*self.codes), self.stale_s)


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
        self._fallback_ms = speaking.fallback_after_s * 1000
        self._begin = now()
        self.cabinets: Mapping[str, ControllerCabinet] = {
            of.site: _cabinet(city, of, speaking, self._begin.t) for of in _maps(city, only, called)
        }
        self._ends = {
            site: SiteEnd(speaking.setup(site), cabinet, _new_id, self._begin)
            for site, cabinet in self.cabinets.items()
        }

    async def run(self) -> None:
        """Let all controllers run and keep their sites connected, until cancelled."""
        async with asyncio.TaskGroup() as tasks:
            for site, end in self._ends.items():
                tasks.create_task(call(end, self._calling, self._now, self._carry_on(self.cabinets[site], end)))

    def _carry_on(self, cabinet: ControllerCabinet, end: SiteEnd) -> Callable[[], None]:
        connected_ms = self._begin.ms

        def carry_on() -> None:
            nonlocal connected_ms
            ms = self._now().ms
            now = Instant(self._begin.t + ms - self._begin.ms)
            if end.is_ready:
                connected_ms = ms
            elif ms - connected_ms >= self._fallback_ms and cabinet.controller.is_forced:
                cabinet.controller.force_plan(None, now)
            cabinet.advance(now)

        return carry_on


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
