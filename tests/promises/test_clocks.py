"""P-14 and P-8 in short: the wall clock of the centre jumps, and orders that waited too long."""

from dataclasses import dataclass

import pytest

from meydan.city.because import because
from meydan.city.events import Tick
from meydan.city.instant import Instant, later
from meydan.city.orders import Cleared, SetPlan
from meydan.field.rsmp.clock import read_clocks
from meydan.field.rsmp.conversation import Moment
from tests.promises.links import bad_link

pytestmark = pytest.mark.anyio
HOUR_MS = 3_600_000


@dataclass
class WallClock:
    """Clocks whose wall can be set."""

    ahead_ms: int = 0

    def __call__(self) -> Moment:
        now = read_clocks()
        return Moment(Instant(now.t + self.ahead_ms), now.ms)


@pytest.mark.parametrize("jump_ms", [-HOUR_MS, HOUR_MS])
async def test_when_the_wall_clock_jumps_ticks_go_on_in_order_and_orders_are_taken_back(jump_ms: int) -> None:
    clock = WallClock()
    async with bad_link(now=clock) as link:
        await link.all_stand()
        await link.order_plans(lasts_s=2)
        await link.until(lambda: set(link.forced()) == link.names, 2)
        clock.ahead_ms += jump_ms
        ticks = sum(isinstance(event, Tick) for event in link.told)
        await link.until(lambda: not link.forced(), 6)
        await link.until(lambda: sum(isinstance(event, Tick) for event in link.told) >= ticks + 2, 6)
        times = [event.t for event in link.told]
        assert times == sorted(times)
        assert link.lost() == []


async def test_an_order_that_waited_too_long_is_not_sent() -> None:
    async with bad_link(junctions=1) as link:
        await link.all_stand()
        now = link.centre.moment().t
        order = SetPlan(later(now, -11), "J0001", "night", later(now, 60), 1, because("test"))
        await link.centre.send(Cleared(order, for_street=True))
        await link.until(lambda: link.rejected() == ["rsmp.too_late"], 2)
        assert link.forced() == []
