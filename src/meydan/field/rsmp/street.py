"""A virtual street: one RSMP site for each junction of a city, each with a virtual controller behind it."""

import asyncio
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from meydan.city.city import City
from meydan.city.errors import CityError
from meydan.city.instant import Instant
from meydan.city.secret import Secret
from meydan.field.controller import VirtualController
from meydan.field.rsmp.clock import read_clocks
from meydan.field.rsmp.controller_cabinet import ControllerCabinet
from meydan.field.rsmp.conversation import Moment, Timers
from meydan.field.rsmp.pulses import Pulses
from meydan.field.rsmp.site_end import SiteEnd, SiteSetup
from meydan.field.rsmp.site_link import Calling, call
from meydan.field.rsmp.site_map import SiteMap, maps_of
from meydan.field.rsmp.versions import CORES, SXLS

CODE = Secret("2222")  # of every virtual site; it opens nothing but a virtual street


@dataclass(frozen=True, slots=True)
class Speaking:
    """What the sites of a street speak, and the seed of what their loops see.

    A site that has had no connection for `fallback_after_s` runs its own plan again, whatever was ordered (P-6).
    """

    sxl: str = SXLS[-1]
    cores: tuple[str, ...] = tuple(CORES)
    timers: Timers = field(default_factory=Timers)
    seed: int = 1
    fallback_after_s: float = 30.0


class Street:
    """The sites of a city, or only the one named `only`.

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
        now: Callable[[], Moment] = read_clocks,
    ) -> None:
        self._calling, self._now = calling, now
        self._fallback_ms = speaking.fallback_after_s * 1000
        self._begin = now()
        maps = _maps(city, only)
        self.cabinets: Mapping[str, ControllerCabinet] = {
            of.site: _cabinet(city, of, speaking.seed, self._begin.t) for of in maps
        }
        self._ends = {
            site: SiteEnd(SiteSetup(site, speaking.sxl, speaking.cores, speaking.timers), cabinet, _new_id, self._begin)
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


def _maps(city: City, only: str | None) -> list[SiteMap]:
    maps = list(maps_of(city))
    found = [of for of in maps if only in (None, of.site)]
    if not found:
        ends = (maps[0].site, maps[-1].site) if maps else ("-", "-")
        raise CityError("street.no_site", site=str(only), first=ends[0], last=ends[1])
    return found


def _cabinet(city: City, of: SiteMap, seed: int, begin: Instant) -> ControllerCabinet:
    plans = {name: plan for (junction, name), plan in city.plans.items() if junction == of.junction}
    controller = VirtualController(city.junctions[of.junction], plans, begin)
    return ControllerCabinet(controller, of, Pulses(of.junction, of.detectors, seed, begin), CODE)


def _new_id() -> str:
    return str(uuid.uuid4())
