"""A street and its centre with a bad link between them (P-6, P-7, P-8)."""

import asyncio
import contextlib
from collections import Counter
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field

from meydan.city.because import because
from meydan.city.city import City
from meydan.city.events import Event, GroupChanged, JunctionLost, Mode, ModeChanged, OrderRejected
from meydan.city.instant import later
from meydan.city.junction import Lamp
from meydan.city.orders import Cleared, SetPlan
from meydan.field.rsmp.clock import read_clocks
from meydan.field.rsmp.conversation import Moment, Timers
from meydan.field.rsmp.site_link import Calling
from meydan.field.rsmp.site_map import maps_of
from meydan.field.rsmp.street import CODE, Speaking, Street
from meydan.field.rsmp.supervisor import Listening, RsmpField
from tests.promises.streets import TIMERS, Watched, city_of
from tools.fault_proxy import SOUND, FaultProxy, Faults

LOOK_S = 0.02
PATIENCE_S = 30.0


@dataclass
class BadLink:
    """A street that calls its centre through a proxy. `lamps` are those the centre heard of."""

    centre: RsmpField
    proxy: FaultProxy
    watched: Watched
    told: list[Event] = field(default_factory=list)
    lamps: dict[tuple[str, str], Lamp] = field(default_factory=dict)
    changes: Counter[str] = field(default_factory=Counter)
    standing: set[str] = field(default_factory=set)

    def take(self, event: Event) -> None:
        """Note what the centre tells."""
        self.told.append(event)
        match event:
            case GroupChanged():
                self.lamps[event.junction, event.group] = event.lamp
                self.changes[event.junction] += 1
            case ModeChanged(mode=Mode.LOCAL | Mode.CENTRAL):
                self.standing.add(event.junction)
            case JunctionLost():
                self.standing.discard(event.junction)
            case _:
                pass

    @property
    def names(self) -> set[str]:
        """The junctions of the street."""
        return {cabinet.map.junction for cabinet in self.watched.street.cabinets.values()}

    def lost(self) -> list[str]:
        """Return the junctions the centre lost contact with, each time."""
        return [event.junction for event in self.told if isinstance(event, JunctionLost)]

    def rejected(self) -> list[str]:
        """Return why orders were rejected."""
        return [event.why.code for event in self.told if isinstance(event, OrderRejected)]

    async def until(self, is_so: Callable[[], bool], within_s: float = PATIENCE_S) -> float:
        """Wait until something is so and return how long that took [s]."""
        clock = asyncio.get_running_loop().time
        began_s = clock()
        async with asyncio.timeout(within_s):
            while not is_so():
                await asyncio.sleep(LOOK_S)
        return clock() - began_s

    async def all_stand(self, within_s: float = PATIENCE_S) -> float:
        """Wait until every junction is in operation, as the centre sees it."""
        return await self.until(lambda: self.standing == self.names, within_s)

    async def order_plans(self, lasts_s: float = 2.0) -> None:
        """Order the second plan everywhere."""
        for name in sorted(self.names):
            now = self.centre.moment().t
            order = SetPlan(now, name, "night", later(now, lasts_s), 1, because("test"))
            await self.centre.send(Cleared(order, for_street=True))

    async def live_through(self, seconds: float) -> None:
        """Let time pass, ordering plans all the while."""
        clock = asyncio.get_running_loop().time
        until_s = clock() + seconds
        while clock() < until_s:
            await self.order_plans()
            await asyncio.sleep(0.5)

    def forced(self) -> list[str]:
        """Return the junctions that run a plan by order."""
        cabinets = self.watched.street.cabinets.values()
        return [cabinet.map.junction for cabinet in cabinets if cabinet.controller.is_forced]

    async def heard_rightly(self, changes: int = 6, within_s: float = 1.5) -> float:
        """Return the longest that a lamp was shown before it was heard [s], over some changes of each junction."""
        clock = asyncio.get_running_loop().time
        alike = dict.fromkeys(self._shown(), clock())
        self.changes.clear()
        worst = 0.0
        async with asyncio.timeout(PATIENCE_S):
            while min(self.changes[name] for name in self.names) < changes:
                alike |= {at: clock() for at, lamp in self._shown().items() if self.lamps.get(at) is lamp}
                worst = max(worst, clock() - min(alike.values()))
                assert worst < within_s, f"{min(alike, key=alike.__getitem__)} heard late or wrongly"
                await asyncio.sleep(LOOK_S)
        return worst

    def _shown(self) -> dict[tuple[str, str], Lamp]:
        return {
            (cabinet.map.junction, group): lamp
            for cabinet in self.watched.street.cabinets.values()
            for group, lamp in cabinet.controller.lamps.items()
        }


@contextlib.asynccontextmanager
async def bad_link(
    junctions: int = 3,
    up: Faults = SOUND,
    down: Faults = SOUND,
    *,
    timers: Timers = TIMERS,
    seed: int = 1,
    spare: int = 0,
    fallback_after_s: float = 30.0,
    now: Callable[[], Moment] = read_clocks,
) -> AsyncIterator[BadLink]:
    """Run a centre, a proxy before it and a street that calls the proxy.

    `spare` is how many more junctions the centre knows than the street has, `now` what the centre's clocks show.
    """
    of = city_of(junctions)
    centre = _centre(city_of(junctions + spare), timers, now)
    is_open = asyncio.Event()
    links: list[BadLink] = []

    async def listen() -> None:
        async for event in centre.events():
            is_open.set()
            for link in links:
                link.take(event)

    listens = asyncio.create_task(listen())
    await is_open.wait()
    async with FaultProxy("127.0.0.1", centre.port, up=up, down=down, seed=seed) as proxy:
        calling = Calling(proxy.host, proxy.port, reconnect_s=0.2, look_s=0.05)
        watched = Watched(Street(of, calling, Speaking(timers=timers, fallback_after_s=fallback_after_s)))
        links.append(BadLink(centre, proxy, watched))
        runs = asyncio.create_task(watched.street.run())
        try:
            yield links[0]
        finally:
            for task in (runs, listens):
                task.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await task


def _centre(of: City, timers: Timers, now: Callable[[], Moment]) -> RsmpField:
    maps = maps_of(of)
    where = Listening(port=0, timers=timers)
    codes = {m.site: CODE for m in maps}
    return RsmpField(of, maps, codes, utc_offset_s=lambda _: 0, listening=where, now=now)
