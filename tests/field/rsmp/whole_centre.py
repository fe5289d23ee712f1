"""A whole centre and a virtual street over real sockets of this machine, with a proxy between them to be cut."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from meydan.centre.loop import Centre, Record, run
from meydan.city.city import City
from meydan.city.events import Mode, RunStarted
from meydan.city.override import Wish
from meydan.control import fixed_time
from meydan.field.rsmp.clock import read_clocks
from meydan.field.rsmp.controller_cabinet import ControllerCabinet
from meydan.field.rsmp.site_link import Calling
from meydan.field.rsmp.site_map import maps_of
from meydan.field.rsmp.street import CODE, Speaking, Street
from meydan.field.rsmp.supervisor import Listening, RsmpField
from tests.field.rsmp.test_street import small_city
from tools.fault_proxy import FaultProxy

LOOK_S = 0.02
Kind = TypeVar("Kind")


@dataclass
class Whole:
    """The centre, the street that it controls and all that was written down."""

    centre: Centre
    street: Street
    proxy: FaultProxy
    records: list[Record] = field(default_factory=list)

    def ask(self, wish: Wish) -> None:
        """Put a wish where the loop takes it, as the counter does."""
        self.centre.inbox.append(wish)

    def of(self, kind: type[Kind]) -> list[Kind]:
        """Return the records of a kind."""
        return [record for record in self.records if isinstance(record, kind)]

    def cabinet(self, junction: str) -> ControllerCabinet:
        """Return the cabinet of a junction."""
        cabinets: Iterable[ControllerCabinet] = self.street.cabinets.values()
        return next(cabinet for cabinet in cabinets if cabinet.map.junction == junction)

    async def until(self, is_so: Callable[[], object], within_s: float = 20.0) -> None:
        """Wait until something is so."""
        async with asyncio.timeout(within_s):
            while not is_so():
                await asyncio.sleep(LOOK_S)


@contextlib.asynccontextmanager
async def whole_centre(speaking: Speaking | None = None, of: City | None = None) -> AsyncIterator[Whole]:
    """Run them until the end of the block."""
    of = of or small_city()
    maps = maps_of(of)
    where = Listening(port=0, virtual=True)
    rsmp = RsmpField(of, maps, {m.site: CODE for m in maps}, utc_offset_s=lambda _: 0, listening=where)
    records: list[Record] = []
    centre = Centre(of, fixed_time, "fixed_time", records.append, on_street=rsmp.on_street)
    driving = asyncio.create_task(run(centre, rsmp, RunStarted(read_clocks().t, "", "fixed_time", 1, 1)))
    tasks = [driving]
    try:
        while not rsmp.port:
            await asyncio.sleep(LOOK_S)
        async with FaultProxy("127.0.0.1", rsmp.port) as proxy:
            calling = Calling(proxy.host, proxy.port, reconnect_s=0.1, look_s=0.05)
            whole = Whole(centre, Street(of, calling, speaking or Speaking()), proxy, records)
            tasks.append(asyncio.create_task(whole.street.run()))
            await whole.until(lambda: {state.mode for state in centre.seen.values()} == {Mode.LOCAL})
            yield whole
    finally:
        for task in reversed(tasks):
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task
