"""A virtual street and the supervisor of the same city, on real sockets of this machine."""

import asyncio
import contextlib
from collections import Counter
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

import pytest

from meydan.city.because import because
from meydan.city.city import City
from meydan.city.errors import CityError
from meydan.city.events import (
    DetectorChanged,
    Event,
    GroupChanged,
    JunctionLost,
    Mode,
    ModeChanged,
    OrderRejected,
    PlanChanged,
)
from meydan.city.instant import NEVER, later
from meydan.city.junction import Junction, Lamp
from meydan.city.orders import Cleared, SetCycle, SetOffset, SetPlan, SetSplits
from meydan.city.plan import Plan, PlanStage
from meydan.field.plan_change import Numbers
from meydan.field.rsmp.clock import read_clocks
from meydan.field.rsmp.site_end import SiteEnd, SiteSetup
from meydan.field.rsmp.site_link import Calling, call
from meydan.field.rsmp.site_map import maps_of
from meydan.field.rsmp.street import CODE, Speaking, Street
from meydan.field.rsmp.supervisor import Listening, RsmpField
from tests.field.rsmp.paper_site import PaperCabinet
from tests.junctions import junction, known
from tests.paper_street import city
from tests.web.serving import free_port

pytestmark = pytest.mark.anyio
Key = TypeVar("Key")
Thing = TypeVar("Thing")
NAMES = ("J1", "J2", "J3")
LOOK_S = 0.02


def quick(name: str) -> Junction:
    """Return the usual junction with lamps that change every second or two, so that a test sees many changes."""
    stands = junction()
    second = known(1)
    groups = {
        g: replace(group, min_green=second, amber=second if group.amber.s else known(0), clearance=second)
        for g, group in stands.groups.items()
    }
    return replace(
        stands, id=name, groups=groups, startup_red=second, intergreens=dict.fromkeys(stands.intergreens, second)
    )


def small_city() -> City:
    """Return three junctions with two plans each; stages A and C of a second, with and without B between them."""
    long = tuple(PlanStage(stage, 1, 1, 9) for stage in "ABC")
    short = tuple(PlanStage(stage, 1, 1, 9) for stage in "AC")
    plans = [Plan(p, j, s, 0, steps) for j in NAMES for p, s, steps in (("day", 5.0, long), ("night", 4.0, short))]
    return city(*map(quick, NAMES), plans=plans)


@dataclass
class Both:
    """A street and the supervisor it is connected to; `lamps` are those the supervisor heard of."""

    centre: RsmpField
    street: Street
    told: list[Event] = field(default_factory=list)
    lamps: dict[tuple[str, str], Lamp] = field(default_factory=dict)
    changes: Counter[str] = field(default_factory=Counter)

    def take(self, event: Event) -> None:
        self.told.append(event)
        if isinstance(event, GroupChanged):
            self.lamps[event.junction, event.group] = event.lamp
            self.changes[event.junction] += 1

    def shown(self) -> dict[tuple[str, str], Lamp]:
        """Return what the controllers show."""
        return {
            (cabinet.map.junction, group): lamp
            for cabinet in self.street.cabinets.values()
            for group, lamp in cabinet.controller.lamps.items()
        }

    async def until(self, is_so: Callable[[], bool]) -> None:
        async with asyncio.timeout(20):
            while not is_so():
                await asyncio.sleep(LOOK_S)

    def standing(self) -> set[str]:
        return {e.junction for e in self.told if isinstance(e, ModeChanged) and e.mode is Mode.LOCAL}

    def plans(self, name: str) -> list[str]:
        return [e.plan for e in self.told if isinstance(e, PlanChanged) and e.junction == name]

    async def hears_rightly(self) -> None:
        """Fail if a lamp is not heard within a second of its change, over a dozen changes of each junction."""
        clock = asyncio.get_running_loop().time
        alike = dict.fromkeys(self.shown(), clock())
        assert len(alike) == 12
        self.changes.clear()
        async with asyncio.timeout(20):
            while min(self.changes[name] for name in NAMES) < 12:
                alike |= {at: clock() for at, lamp in self.shown().items() if self.lamps[at] is lamp}
                assert clock() - min(alike.values()) < 1.0
                await asyncio.sleep(LOOK_S)

    def cut(self, site: str) -> None:
        """Break the connection of a site without a word."""
        transport = self.centre._connected[site]._transport
        assert transport is not None
        transport.abort()


@contextlib.asynccontextmanager
async def going(
    speaking: Speaking | None = None, only: str | None = None, of: City | None = None
) -> AsyncIterator[Both]:
    of = of or small_city()
    maps = maps_of(of)
    centre = RsmpField(of, maps, {m.site: CODE for m in maps}, utc_offset_s=lambda _: 0, listening=Listening(port=0))
    is_open = asyncio.Event()

    async def listen() -> None:
        async for event in centre.events():
            is_open.set()
            both.take(event)

    both = Both(centre, Street(of, Calling("", 0), Speaking()))
    listens = asyncio.create_task(listen())
    await is_open.wait()
    calling = Calling("127.0.0.1", centre.port, reconnect_s=0.05, look_s=0.05)
    both.street = Street(of, calling, speaking or Speaking(), only=only)
    runs = asyncio.create_task(both.street.run())
    try:
        yield both
    finally:
        for task in (runs, listens):
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task


def set_plan(both: Both, plan: str, lasts_s: float) -> Cleared:
    now = both.centre.moment().t
    return Cleared(SetPlan(now, "J2", plan, later(now, lasts_s), 1, because("test")), for_street=True)


async def test_every_site_of_the_city_connects() -> None:
    async with going() as both:
        await both.until(lambda: both.standing() == set(NAMES))
        assert sorted(both.centre._connected) == ["RN+SI0001", "RN+SI0002", "RN+SI0003"]


async def test_lamps_are_heard_within_a_second() -> None:
    async with going() as both:
        await both.until(lambda: both.standing() == set(NAMES))
        await both.hears_rightly()


async def test_a_plan_is_ordered_and_taken_back_when_its_time_is_over() -> None:
    async with going() as both:
        await both.until(lambda: both.plans("J2") == ["day"] and "J2" in both.standing())
        await both.centre.send(set_plan(both, "night", 1.5))
        await both.until(lambda: both.plans("J2") == ["day", "night"])
        assert both.street.cabinets["RN+SI0002"].controller.plan.id == "night"
        await both.until(lambda: both.plans("J2") == ["day", "night", "day"])
        assert not both.street.cabinets["RN+SI0002"].controller.is_forced
        assert both.plans("J1") == both.plans("J3") == ["day"]
        assert not any(isinstance(e, OrderRejected) for e in both.told)


async def test_an_offset_is_ordered_and_taken_back_when_its_time_is_over() -> None:
    async with going() as both:
        await both.until(lambda: "J2" in both.standing())
        controller = both.street.cabinets["RN+SI0002"].controller
        now = both.centre.moment().t
        order = SetOffset(now, "J2", "day", 2.0, later(now, 1.5), 1, because("test"))
        await both.centre.send(Cleared(order, for_street=True))
        await both.until(lambda: controller.plans["day"].offset_s == 2.0)
        await both.until(lambda: controller.plans["day"].offset_s == 0.0)
        assert not any(isinstance(e, OrderRejected) for e in both.told)


def city_with_room() -> City:
    """Return the three junctions with greens that have seconds to give."""
    steps = tuple(PlanStage(stage, s, 1, 9) for stage, s in (("A", 3), ("B", 2), ("C", 2)))
    return city(*map(quick, NAMES), plans=[Plan("day", j, 9.0, 0, steps) for j in NAMES])


@pytest.mark.parametrize(
    "wanted",
    [
        SetSplits(NEVER, "J2", "day", (2.0, 1.0, 4.0), NEVER, 1, because("test")),
        SetOffset(NEVER, "J2", "day", 4.0, NEVER, 1, because("test")),
        SetCycle(NEVER, "J2", "day", 11.0, NEVER, 1, because("test")),
    ],
    ids=lambda order: type(order).__name__,
)
async def test_other_numbers_are_told_as_such_until_they_are_taken_back(wanted: Numbers) -> None:
    async with going(of=city_with_room()) as both:
        await both.until(lambda: "J2" in both.standing() and both.plans("J2") == ["day"])
        plan = both.street.cabinets["RN+SI0002"].controller.plans["day"]
        now = both.centre.moment().t
        await both.centre.send(Cleared(replace(wanted, t=now, until=later(now, 1.5)), for_street=True))
        await both.until(lambda: both.plans("J2") == ["day", "day", "day"])
        told = [e.adjusted for e in both.told if isinstance(e, PlanChanged) and e.junction == "J2"]
        assert told == [False, True, False]
        assert both.street.cabinets["RN+SI0002"].controller.plans["day"] == plan
        assert not any(isinstance(e, OrderRejected) for e in both.told)


async def test_splits_are_run_as_they_were_ordered() -> None:
    async with going(of=city_with_room()) as both:
        await both.until(lambda: "J2" in both.standing())
        now = both.centre.moment().t
        order = SetSplits(now, "J2", "day", (2.0, 1.0, 4.0), later(now, 60), 1, because("test"))
        await both.centre.send(Cleared(order, for_street=True))
        cabinet = both.street.cabinets["RN+SI0002"]
        await both.until(lambda: [s.green_s for s in cabinet.controller.plans["day"].steps] == [2, 1, 4])


async def test_a_connection_that_is_cut_comes_back_and_its_lamps_are_right_again() -> None:
    async with going() as both:
        await both.until(lambda: both.standing() == set(NAMES))
        both.told.clear()
        both.cut("RN+SI0003")
        await both.until(lambda: both.standing() == {"J3"})
        assert [e.junction for e in both.told if isinstance(e, JunctionLost)] == ["J3"]
        await both.hears_rightly()


async def test_loops_are_heard_of() -> None:
    async with going() as both:
        await both.until(lambda: any(isinstance(e, DetectorChanged) and not e.occupied for e in both.told))
        first = next(e for e in both.told if isinstance(e, DetectorChanged))
        assert first.occupied
        assert first.detector in small_city().junctions[first.junction].detectors


@pytest.mark.parametrize(("core", "sxl"), [("3.1.2", "1.0.15"), ("3.1.4", "1.1.0"), ("3.2.2", "1.2.1")])
async def test_one_site_alone_speaks_what_it_is_told_to(core: str, sxl: str) -> None:
    async with going(Speaking(sxl, (core,)), only="RN+SI0002") as both:
        await both.until(lambda: both.standing() == {"J2"})
        assert list(both.centre._connected) == ["RN+SI0002"]
        conversation = both.centre._connected["RN+SI0002"].end.conversation
        assert (conversation.core.name, conversation.sxl) == (core, sxl)
        await both.until(lambda: len(both.lamps) == 4 and both.plans("J2") == ["day"])


def test_a_site_that_the_city_does_not_have_is_refused() -> None:
    with pytest.raises(CityError) as told:
        Street(small_city(), Calling("", 0), Speaking(), only="RN+SI0004")
    assert dict(told.value.what.values) == {"site": "RN+SI0004", "first": "RN+SI0001", "last": "RN+SI0003"}


def backwards(table: Mapping[Key, Thing]) -> dict[Key, Thing]:
    return dict(reversed(list(table.items())))


def test_sites_are_numbered_in_the_order_of_names_and_plans_too() -> None:
    of = small_city()
    shuffled = replace(of, junctions=backwards(of.junctions), plans=backwards(of.plans))
    assert maps_of(shuffled) == maps_of(of)
    assert [(m.junction, m.site) for m in maps_of(of)] == [(f"J{n}", f"RN+SI000{n}") for n in (1, 2, 3)]
    assert maps_of(of)[0].plans == {"day": 1, "night": 2}


async def test_a_fault_behind_a_site_ends_its_call_and_is_not_hidden() -> None:
    class BrokenError(Exception):
        pass

    def before() -> None:
        raise BrokenError

    end = SiteEnd(SiteSetup("RN+SI0001", "1.2.1"), PaperCabinet(), str, read_clocks())
    async with going() as both:
        with pytest.raises(ExceptionGroup) as told:
            await asyncio.wait_for(call(end, Calling("127.0.0.1", both.centre.port), read_clocks, before), 5)
        assert told.group_contains(BrokenError)


async def test_sites_that_lost_one_centre_do_not_all_come_back_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[tuple[float, float]] = []

    def uniform(least: float, most: float) -> float:
        drawn.append((least, most))
        return 0.0

    monkeypatch.setattr("random.uniform", uniform)
    nobody_listens = Calling("127.0.0.1", free_port(), reconnect_s=10, look_s=LOOK_S)
    calls = asyncio.create_task(Street(small_city(), nobody_listens, Speaking()).run())
    async with asyncio.timeout(5):
        while len(drawn) < 6:
            await asyncio.sleep(0.01)
    calls.cancel()
    assert set(drawn) == {(0.9, 1.1)}
