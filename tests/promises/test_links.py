"""P-6, P-7, P-8 in short: a bad link between a street and its centre."""

import asyncio

import pytest

from tests.promises.links import bad_link
from tests.promises.streets import TIMERS
from tools.fault_proxy import SOUND, Faults

pytestmark = pytest.mark.anyio
BAD = {
    "slow": Faults(delay_s=0.2, jitter_s=0.2),
    "loses": Faults(loses=0.1),
    "doubles": Faults(doubles=0.5),
    "reorders": Faults(reorders=0.3),
    "truncates": Faults(truncates=0.1),
    "corrupts": Faults(corrupts=0.2),
    "cuts": Faults(cuts=0.02),
    "narrow": Faults(bytes_per_s=20_000),
    "bytes": Faults(truncates=0.02, corrupts=0.02, cuts=0.01, by_frames=False),
    "all": Faults(jitter_s=0.1, loses=0.05, doubles=0.1, reorders=0.1, truncates=0.03, corrupts=0.05, cuts=0.01),
}


async def test_once_a_link_is_sound_again_all_is_heard_rightly_and_nothing_stays_ordered() -> None:
    async with asyncio.TaskGroup() as streets:  # side by side, for most of the time each only waits
        for what, faults in BAD.items():
            streets.create_task(_recovers(faults), name=what)


async def _recovers(faults: Faults) -> None:
    async with bad_link() as link:
        await link.all_stand()
        link.proxy.up = link.proxy.down = faults
        await link.live_through(3)
        link.proxy.up = link.proxy.down = SOUND
        await link.until(lambda: link.standing == link.names and not link.forced())
        await link.heard_rightly(within_s=3.0)
        assert link.watched.broken() == []


async def test_when_all_links_are_cut_controllers_go_on_and_all_come_back() -> None:
    async with bad_link() as link:
        await link.all_stand()
        await link.order_plans(lasts_s=1)
        link.proxy.refuses = True
        link.proxy.cut()
        await link.until(lambda: sorted(link.lost()) == sorted(link.names))
        before = link.watched.count()
        await link.until(lambda: all(link.watched.count()[name] > before[name] + 6 for name in link.names))
        link.proxy.refuses = False
        await link.until(lambda: link.standing == link.names and not link.forced())
        await link.heard_rightly()
        assert link.watched.broken() == []


async def test_without_its_centre_a_controller_falls_back_to_its_own_plan_and_obeys_again_afterwards() -> None:
    async with bad_link(fallback_after_s=1.0) as link:
        await link.all_stand()
        await link.order_plans(lasts_s=600)
        await link.until(lambda: set(link.forced()) == link.names)
        link.proxy.refuses = True
        link.proxy.cut()
        assert await link.until(lambda: not link.forced()) >= 0.9
        link.proxy.refuses = False
        await link.until(lambda: set(link.forced()) == link.names)
        await link.heard_rightly(within_s=3)
        assert link.watched.broken() == []


async def test_a_link_that_swallows_everything_is_noticed_by_both_ends_and_comes_back() -> None:
    async with bad_link() as link:
        await link.all_stand()
        link.proxy.up = link.proxy.down = Faults(dead=True)
        await link.until(lambda: set(link.lost()) == link.names, 4 * TIMERS.ack_s)
        link.proxy.up = link.proxy.down = SOUND
        await link.all_stand()
        await link.heard_rightly()


async def test_sites_left_half_open_come_back_by_themselves() -> None:
    async with bad_link() as link:
        await link.all_stand()
        assert link.proxy.leave_half_open() == len(link.names)
        await link.until(lambda: set(link.lost()) == link.names)
        await link.all_stand(4 * TIMERS.ack_s)
        await link.heard_rightly()


async def test_a_slow_link_is_no_loss_and_each_order_comes_to_one_end() -> None:
    slow = Faults(delay_s=0.4, jitter_s=0.2)
    async with bad_link(up=slow, down=slow) as link:
        await link.all_stand()
        await link.order_plans(lasts_s=3)
        await link.until(lambda: set(link.forced()) == link.names, 10)
        await link.until(lambda: not link.forced(), 10)
        assert link.lost() == []
        assert link.rejected() == []
