"""The supervisor on a real socket of this machine, with sites that are controllers on paper."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import pytest

from meydan.city.alarm import Handling
from meydan.city.because import because
from meydan.city.errors import FieldError
from meydan.city.events import (
    AlarmChanged,
    AlarmUntold,
    Event,
    GroupChanged,
    JunctionLost,
    Mode,
    ModeChanged,
    OrderRejected,
    PlanChanged,
    Tick,
)
from meydan.city.instant import later
from meydan.city.junction import Lamp
from meydan.city.orders import Cleared, Order, SetClock, SetPlan, TellAlarm
from meydan.city.secret import Secret
from meydan.field.rsmp.clock import read_clocks
from meydan.field.rsmp.conversation import Timers
from meydan.field.rsmp.listener import new_id
from meydan.field.rsmp.messages import Value
from meydan.field.rsmp.site_end import SiteEnd, SiteSetup
from meydan.field.rsmp.site_link import Calling, call
from meydan.field.rsmp.site_map import SiteMap
from meydan.field.rsmp.supervisor import Listening, RsmpField
from tests.field.rsmp.paper_site import MAIN, PaperCabinet
from tests.field.rsmp.raw_site import RawSite
from tests.paper_street import city

pytestmark = pytest.mark.anyio
CODE = "canary-2222"
MAP = SiteMap("J1", "RN+SI0001", MAIN, ("P1", "P2", "P3", "W1"), ("P1s",), {"day": 3}, {})
STANDING: dict[tuple[str, str, str], Value] = {
    (MAIN, "S0001", "signalgroupstatus"): "1AA1",
    (MAIN, "S0001", "stage"): "1",
    (MAIN, "S0001", "cyclecounter"): "7",
    (MAIN, "S0002", "detectorlogicstatus"): "0",
    (MAIN, "S0008", "status"): "False",
    (MAIN, "S0011", "status"): "False",
    (MAIN, "S0014", "status"): "3",
    (MAIN, "S0014", "source"): "calendar_clock",
    (MAIN, "S0020", "controlmode"): "control",
}


@dataclass
class Street:
    """A supervisor that listens, what it told so far, and how to bring sites to it."""

    field: RsmpField
    told: list[Event]
    _news: asyncio.Condition

    async def until(self, is_so: Callable[[list[Event]], object]) -> list[Event]:
        """Wait until what was told makes something true."""
        async with asyncio.timeout(10), self._news:
            await self._news.wait_for(lambda: is_so(self.told))
        return list(self.told)

    @contextlib.asynccontextmanager
    async def site(self, name: str = "RN+SI0001") -> AsyncIterator[PaperCabinet]:
        cabinet = PaperCabinet(values=dict(STANDING))
        setup = SiteSetup(name, "1.2.1", timers=Timers())
        end = SiteEnd(setup, cabinet, new_id, read_clocks())
        calling = Calling("127.0.0.1", self.field.port, reconnect_s=0.05, look_s=0.01)
        task = asyncio.create_task(call(end, calling, read_clocks, lambda: None))
        try:
            yield cabinet
        finally:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task

    async def send(self, order: Order, *, for_street: bool = True) -> None:
        await self.field.send(_cleared(order, for_street=for_street))


def _cleared(order: Order, *, for_street: bool) -> Cleared:
    return Cleared(order, for_street)


def plan_order(field: RsmpField) -> SetPlan:
    now = field.moment().t
    return SetPlan(now, "J1", "day", later(now, 60), 1, because("test"))


@contextlib.asynccontextmanager
async def listening(**more: object) -> AsyncIterator[Street]:
    where = replace(Listening(port=0), **more)  # type: ignore[arg-type]
    field = RsmpField(city(), [MAP], {MAP.site: Secret(CODE)}, utc_offset_s=lambda _: 0, listening=where)
    street = Street(field, [], asyncio.Condition())

    async def collect() -> None:
        async for event in field.events():
            async with street._news:
                street.told.append(event)
                street._news.notify_all()

    task = asyncio.create_task(collect())
    try:
        await street.until(bool)
        yield street
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


def is_standing(told: list[Event]) -> bool:
    return any(isinstance(e, ModeChanged) and e.mode is Mode.LOCAL for e in told)


def rejections(told: list[Event]) -> list[str]:
    return [e.why.code for e in told if isinstance(e, OrderRejected)]


async def test_a_site_that_connects_tells_all_of_itself() -> None:
    async with listening() as street, street.site():
        told = await street.until(is_standing)
        lamps = {e.group: e.lamp for e in told if isinstance(e, GroupChanged)}
        assert lamps == {"P1": Lamp.GREEN, "P2": Lamp.RED, "P3": Lamp.RED, "W1": Lamp.GREEN}
        await street.until(lambda told: any(isinstance(e, PlanChanged) and e.plan == "day" for e in told))
        assert street.field.why("J1")["P1"].code == "rsmp.group_1"


async def test_nobody_is_turned_away_where_many_come_while_the_centre_is_busy() -> None:
    field = RsmpField(city(), [replace(MAP, site=f"S{n}") for n in range(200)], {}, utc_offset_s=lambda _: 0)
    listener = field._listener
    listener.listening = replace(listener.listening, port=0)
    await listener.open()
    with contextlib.ExitStack() as sockets:
        for _ in range(300):  # the loop stands still meanwhile, so the system keeps them
            sockets.enter_context(socket.create_connection(("127.0.0.1", listener.port), timeout=0.5))
    listener.close()


async def test_a_change_at_the_site_becomes_an_event() -> None:
    async with listening() as street, street.site() as cabinet:
        await street.until(is_standing)
        cabinet.values[MAIN, "S0001", "signalgroupstatus"] = "NAAA"
        await street.until(lambda told: any(isinstance(e, GroupChanged) and e.lamp is Lamp.AMBER for e in told))


async def test_the_first_command_releases_and_then_an_order_chooses_the_plan() -> None:
    async with listening() as street, street.site() as cabinet:
        await street.until(is_standing)
        await street.send(plan_order(street.field))
        async with asyncio.timeout(5):
            while len(cabinet.obeyed) < 2:
                await asyncio.sleep(0)
        assert [(code, args["status"]) for _, code, args in cabinet.obeyed] == [("M0002", "False"), ("M0002", "True")]
        assert cabinet.obeyed[1][2] == {"status": "True", "timeplan": "3", "securityCode": CODE}


async def test_a_site_is_asked_how_it_stands_before_anything_is_commanded() -> None:
    async with listening() as street, RawSite.connected(street.field.port) as site:
        await site.shake_hands("3.2.2", site=MAP.site)
        await site.until(lambda: bool(site.heard("CommandRequest")))
        asked = [kind for way, kind in site.types() if way == "in" and kind in ("StatusSubscribe", "CommandRequest")]
        assert asked == ["StatusSubscribe", "CommandRequest"]
        [first] = site.heard("CommandRequest")
        told = {argument["n"]: argument["v"] for argument in first["arg"]}
        assert (first["arg"][0]["cCI"], told["status"]) == ("M0002", "False")  # gives back, and chooses nothing


async def test_an_order_the_site_declines_is_told_as_rejected() -> None:
    async with listening() as street, street.site() as cabinet:
        await street.until(is_standing)
        cabinet.refuses = "blocked by a higher priority"
        await street.send(plan_order(street.field))
        await street.until(lambda told: "rsmp.declined" in rejections(told))


async def test_an_order_the_site_cannot_follow_is_told_as_rejected() -> None:
    async with listening() as street, street.site() as cabinet:
        await street.until(is_standing)
        cabinet.lacks = {"M0002"}
        await street.send(plan_order(street.field))
        await street.until(lambda told: "rsmp.not_followed" in rejections(told))


async def test_an_order_to_a_site_that_is_not_there_is_rejected() -> None:
    async with listening() as street:
        await street.send(plan_order(street.field))
        await street.until(lambda told: rejections(told) == ["rsmp.not_connected"])


async def test_an_order_cleared_for_a_twin_never_reaches_a_street() -> None:
    async with listening() as street, street.site() as cabinet:
        await street.until(is_standing)
        await street.send(plan_order(street.field), for_street=False)
        await street.until(lambda told: "rsmp.not_for_street" in rejections(told))
        assert "True" not in [args["status"] for _, _, args in cabinet.obeyed]


async def test_who_only_reads_subscribes_and_commands_nothing() -> None:
    async with listening(read_only=True) as street, street.site() as cabinet:
        await street.until(is_standing)
        await street.send(plan_order(street.field))
        await street.until(lambda told: "rsmp.read_only" in rejections(told))
        assert cabinet.obeyed == []


async def test_a_site_that_goes_is_lost_and_comes_back() -> None:
    async with listening() as street:
        async with street.site():
            await street.until(is_standing)
        await street.until(lambda told: any(isinstance(e, JunctionLost) for e in told))
        street.told.clear()
        async with street.site():
            await street.until(is_standing)


async def test_a_site_nobody_knows_is_not_let_in() -> None:
    async with listening() as street, street.site("RN+SI9999"):
        await street.until(lambda told: sum(isinstance(e, Tick) for e in told) >= 2)
        assert {type(e) for e in street.told} == {Tick}


async def test_a_second_connection_of_a_site_takes_the_place_of_the_first() -> None:
    async with listening() as street, street.site():
        await street.until(is_standing)
        before = street.field._connected["RN+SI0001"]
        async with street.site() as second:
            second.values[MAIN, "S0001", "signalgroupstatus"] = "A1AA"
            await street.until(lambda _: street.field._connected.get("RN+SI0001") not in (None, before))
            assert before.end.conversation.over == "the site connected anew"


async def test_bytes_that_mean_nothing_disturb_nobody() -> None:
    async with listening() as street, street.site():
        await street.until(is_standing)
        _, writer = await asyncio.open_connection("127.0.0.1", street.field.port)
        writer.write(b"\x00\xff{}\x0c[1]\x0c" * 100 + b"a" * 70_000)
        await writer.drain()
        street.told.clear()
        await street.until(lambda told: sum(isinstance(e, Tick) for e in told) >= 2)
        assert not any(isinstance(e, JunctionLost) for e in street.told)
        writer.close()


async def test_who_connects_again_and_again_is_turned_away() -> None:
    async with listening() as street:
        lines = [await asyncio.open_connection("127.0.0.1", street.field.port) for _ in range(70)]
        async with asyncio.timeout(5):
            with contextlib.suppress(ConnectionError):
                assert await lines[-1][0].read(1) == b""
        assert len(street.field._listener.connections) <= 66
        for _, writer in lines:
            writer.close()


async def test_events_come_in_order_of_time() -> None:
    async with listening() as street, street.site():
        await street.until(lambda told: sum(isinstance(e, Tick) for e in told) >= 2 and is_standing(told))
        times = [e.t for e in street.told]
        assert times == sorted(times)


async def test_no_security_code_is_shown_in_any_log(capsys: pytest.CaptureFixture[str]) -> None:
    async with listening() as street, street.site() as cabinet:
        await street.until(is_standing)
        cabinet.refuses = "no"
        await street.send(plan_order(street.field))
        await street.until(lambda told: "rsmp.declined" in rejections(told))
        assert CODE not in repr(street.told)
    shown = capsys.readouterr()
    assert "site_ready" in shown.out
    assert CODE not in shown.out + shown.err


async def test_a_port_in_use_is_told() -> None:
    async with listening() as street:
        second = RsmpField(city(), [MAP], {}, utc_offset_s=lambda _: 0, listening=Listening(port=street.field.port))
        with pytest.raises(FieldError) as told:
            await anext(second.events())
        assert told.value.code == "rsmp.no_port"


def tell(field: RsmpField, act: Handling) -> TellAlarm:
    now = field.moment().t
    return TellAlarm(now, "J1", "DL1", "A0301", act, later(now, 10), 1, because("test"))


def flags(told: list[Event]) -> tuple[bool, bool, bool] | None:
    """Return whether the alarm is active, acknowledged and suspended, as it was told last."""
    alarms = [e for e in told if isinstance(e, AlarmChanged)]
    return (alarms[-1].active, alarms[-1].acknowledged, alarms[-1].suspended) if alarms else None


async def test_what_a_person_does_with_an_alarm_reaches_its_site_and_comes_back_as_a_fact() -> None:
    async with listening() as street, street.site() as cabinet:
        await street.until(is_standing)
        cabinet.active.add(("DL1", "A0301"))
        await street.until(lambda told: flags(told) == (True, False, False))
        for act, shown in {
            Handling.ACKNOWLEDGE: (True, True, False),
            Handling.SUSPEND: (True, True, True),
            Handling.RESUME: (True, True, False),
        }.items():
            await street.send(tell(street.field, act))
            await street.until(lambda told, shown=shown: flags(told) == shown)  # type: ignore[misc]
        assert cabinet.obeyed == [cabinet.obeyed[0]]  # the release of the start: no command was sent for an alarm


def untold(told: list[Event]) -> list[tuple[Handling, str]]:
    return [(e.act, e.why.code) for e in told if isinstance(e, AlarmUntold)]


async def test_a_site_that_does_not_learn_of_it_is_told_apart_from_orders() -> None:
    async with listening() as street:
        await street.send(tell(street.field, Handling.ACKNOWLEDGE))
        told = await street.until(untold)
        assert (untold(told), rejections(told)) == ([(Handling.ACKNOWLEDGE, "rsmp.not_connected")], [])
    async with listening(read_only=True) as street, street.site():
        await street.until(is_standing)
        await street.send(tell(street.field, Handling.SUSPEND))
        assert untold(await street.until(untold)) == [(Handling.SUSPEND, "rsmp.read_only")]


async def test_an_alarm_the_site_does_not_know_is_told_with_its_reason() -> None:
    async with listening() as street, street.site():
        await street.until(is_standing)
        await street.send(replace(tell(street.field, Handling.ACKNOWLEDGE), code="A0302"))
        assert untold(await street.until(untold)) == [(Handling.ACKNOWLEDGE, "rsmp.declined")]


async def test_an_alarm_of_the_centre_is_told_to_no_site() -> None:
    async with listening() as street, street.site():
        await street.until(is_standing)
        await street.send(replace(tell(street.field, Handling.ACKNOWLEDGE), code="contact_lost"))
        assert untold(await street.until(untold)) == [(Handling.ACKNOWLEDGE, "rsmp.no_such_alarm")]


async def test_a_clock_is_set_to_ours_at_the_moment_it_is_sent() -> None:
    async with listening() as street, street.site() as cabinet:
        cabinet.lacks = set()
        await street.until(is_standing)
        now = street.field.moment().t
        await street.send(SetClock(now, "J1", later(now, 60), 1, because("test")))
        async with asyncio.timeout(5):
            while len(cabinet.obeyed) < 2:
                await asyncio.sleep(0)
        _, code, told = cabinet.obeyed[1]
        assert (code, told.pop("securityCode")) == ("M0104", CODE)
        set_to = datetime(**{part: int(str(value)) for part, value in told.items()}, tzinfo=UTC)
        assert abs(set_to.timestamp() * 1000 - now) <= 1500


async def test_a_fault_of_ours_ends_one_connection_and_no_more() -> None:
    async with listening() as street, street.site() as cabinet:
        await street.until(is_standing)
        hearing = street.field._desks[MAP.site].hearing
        hearing.map = None  # type: ignore[assignment]
        cabinet.values[MAIN, "S0002", "detectorlogicstatus"] = "1"
        await street.until(lambda told: isinstance(told[-1], JunctionLost))
        hearing.map = MAP
        street.told.clear()
        await street.until(is_standing)
