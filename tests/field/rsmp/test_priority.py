"""Signal priority from the centre to a virtual street and back, over real sockets: M0022 and S0033."""

from dataclasses import replace

import pytest

from meydan.centre.order_book import OrderStand
from meydan.city.city import City
from meydan.city.events import OrderRejected
from meydan.city.instant import Instant
from meydan.city.junction import Priority, VehicleKind
from meydan.city.orders import AskPriority, Cleared, EndPriority
from meydan.city.override import Action, AskOverride, Cause
from meydan.city.priority import DropPriority, PriorityChanged, PriorityRefused, PriorityStand, WantPriority
from meydan.field.rsmp.priorities import _Request
from meydan.field.rsmp.street import Speaking
from tests.field.rsmp.test_street import small_city
from tests.field.rsmp.whole_centre import Whole, whole_centre

pytestmark = pytest.mark.anyio
TRAM = Priority("tram", VehicleKind.TRAM, group="P2")
FIRE = Priority("fire", VehicleKind.EMERGENCY, input=3)


def tram_city() -> City:
    of = small_city()
    priorities = {one.id: one for one in (TRAM, FIRE)}
    return replace(of, junctions={name: replace(j, priorities=priorities) for name, j in of.junctions.items()})


def want(request: str = "request-1", priority: str = "tram", lasts_s: float = 60.0) -> WantPriority:
    return WantPriority("J1", request, priority, "ayse", lasts_s)


def said(whole: Whole, request: str = "request-1") -> list[PriorityStand]:
    return [one.stand for one in whole.of(PriorityChanged) if (one.junction, one.request) == ("J1", request)]


def life(whole: Whole, kind: type = AskPriority) -> OrderStand | None:
    found = [one.stand for one in whole.centre.orders.lives.get("J1", ()) if isinstance(one.order, kind)]
    return found[-1] if found else None


def ended(whole: Whole) -> int:
    return len([one for one in whole.of(Cleared) if isinstance(one.order, EndPriority)])


@pytest.mark.parametrize("priority", ["tram", "fire"])
async def test_priority_is_asked_for_given_and_ended(priority: str) -> None:
    async with whole_centre(of=tram_city()) as whole:
        whole.ask(want(priority=priority))
        await whole.until(lambda: PriorityStand.ACTIVATED in said(whole))
        assert said(whole) == [PriorityStand.RECEIVED, PriorityStand.ACTIVATED]
        assert life(whole) is OrderStand.CONFIRMED
        whole.ask(DropPriority("J1", "request-1", "ayse"))
        await whole.until(lambda: PriorityStand.COMPLETED in said(whole))
        await whole.until(lambda: life(whole, EndPriority) is OrderStand.CONFIRMED)
        assert whole.of(PriorityRefused) == []
        assert whole.of(OrderRejected) == []
        assert {one.junction for one in whole.of(PriorityChanged)} == {"J1"}


async def test_it_ends_by_itself_when_its_time_is_over_and_one_of_two_leaves_the_other() -> None:
    async with whole_centre(of=tram_city()) as whole:
        whole.ask(want("request-1", lasts_s=2.0))
        whole.ask(want("request-2", "fire"))
        await whole.until(lambda: PriorityStand.COMPLETED in said(whole))
        assert ended(whole) == 0  # the driver ended it, without another order
        assert PriorityStand.ACTIVATED in said(whole, "request-2")
        assert PriorityStand.COMPLETED not in said(whole, "request-2")


async def test_a_site_without_such_requests_is_told_with_its_list() -> None:
    async with whole_centre(Speaking(sxl="1.0.15"), tram_city()) as whole:
        whole.ask(want())
        await whole.until(lambda: whole.of(PriorityRefused))
        [refused] = whole.of(PriorityRefused)
        assert (refused.request, refused.why.code) == ("request-1", "rsmp.no_priority")
        assert life(whole) is OrderStand.REFUSED


async def test_what_a_site_rejects_or_cannot_be_asked_ends_no_override() -> None:
    async with whole_centre(of=tram_city()) as whole:
        whole.ask(AskOverride("J1", "override-1", "ayse", Action.PLAN, "night", Cause.EVENT, 600, ""))
        await whole.until(lambda: "J1" in whole.centre.overrides.standing)
        cabinet = whole.cabinet("J1")
        cabinet._insides.priorities._requests |= {f"other-{n}": _other() for n in range(100)}  # it has room for no more
        whole.ask(want())
        await whole.until(lambda: whole.of(PriorityRefused))
        assert life(whole) is OrderStand.REFUSED
        whole.ask(DropPriority("J1", "nobody-s", "ayse"))  # that there is none is as good as its end
        await whole.until(lambda: ended(whole) == 1)
        await whole.until(lambda: whole.centre.overrides.latest["J1"].stand == "confirmed")
        assert whole.of(OrderRejected) == []


def _other() -> _Request:
    return _Request("queued", Instant(2**50), Instant(0))


async def test_a_request_to_a_site_that_is_away_is_refused_and_not_asked_for_later() -> None:
    async with whole_centre(of=tram_city()) as whole:
        whole.proxy.refuses = True
        whole.proxy.cut()
        await whole.until(lambda: whole.centre.alarms.lost)
        await whole.until(lambda: "J1" in whole.centre.alarms.lost)
        whole.ask(want())
        await whole.until(lambda: life(whole) is OrderStand.REFUSED)  # by safety: who is not heard gets no order
        whole.proxy.refuses = False
        await whole.until(lambda: not whole.centre.alarms.lost)
        assert said(whole) == []
