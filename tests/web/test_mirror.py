"""What the web shows is what control knows, whenever the web came and whatever happened while it was told."""

from collections.abc import AsyncIterator
from dataclasses import fields, replace

import anyio
import pytest
from hypothesis import given
from hypothesis import strategies as st

from meydan.centre import publisher as publisher_module
from meydan.centre.told_junction import STATE_FIELDS
from meydan.city.alarm import HandleAlarm, Handling, Reason
from meydan.city.city import City
from meydan.city.clock_setting import AskClock
from meydan.city.events import (
    AlarmChanged,
    DetectorHealth,
    DetectorJudged,
    Event,
    JunctionLost,
    LinkMeasured,
    RunStarted,
)
from meydan.city.instant import Instant, later
from meydan.city.override import Wish
from meydan.city.state import JunctionState
from meydan.control import actuated
from tests import junctions
from tests.centre.overriding import LONG, TRAFFIC, ask, give_back
from tests.paper_street import START, PaperStreet, city, started
from tests.web.linked import PaperControl, linked, shown, socket_path

SECONDS = 60
SAYS_OTHERWISE = {"junction", "_asks", "_asked_by"}  # by its id, and what follows from the city

ALARM = ("J1", "part", "A0301")
KEPT = ("J2", "lamp", "A0201")  # what was done with it is told again before it comes up
WISHES: dict[int, list[Wish]] = {
    7: [HandleAlarm(*ALARM, Handling.SUSPEND, "ayse", Reason.REPAIR, 20.0)],
    10: [ask()],
    25: [AskClock("J2", "ayse")],
    30: [give_back()],
    36: [HandleAlarm(*ALARM, Handling.ACKNOWLEDGE, "ayse"), HandleAlarm(*KEPT, Handling.ACKNOWLEDGE, "veli")],
    40: [ask("second", plan="none")],
    46: [HandleAlarm("J1", "", "detector_stuck", Handling.CLEAR, "ayse")],
}
AT: dict[int, list[Event]] = {
    5: [DetectorJudged(later(START, 5), "J1", "P1s", DetectorHealth.STUCK_ON)],
    16: [DetectorJudged(later(START, 16), "J1", "P1s", DetectorHealth.OK)],
    22: [JunctionLost(later(START, 22), "J2")],
    33: [AlarmChanged(later(START, 33), *KEPT, True, False, True, 1, later(START, 33))],
    50: [AlarmChanged(later(START, 50), *KEPT, False, True, False, 1, later(START, 50))],
}


def two_junctions() -> City:
    second = replace(junctions.junction(), id="J2")
    return city(junctions.junction(), second, plans=[junctions.plan(), LONG, replace(junctions.plan(), junction="J2")])


def more_of(t: Instant) -> list[Event]:
    """Return what a paper street does not say by itself."""
    s = (t - START) // 1000
    alarm = AlarmChanged(t, *ALARM, s % 2 == 0, s % 4 == 1, False, 2, t)
    often = [alarm, LinkMeasured(t, "J2", "site", "3.2.2", 0.1 * s, 0.02)] if s % 3 == 0 else []
    return [*often, *AT.get(s, ())]


async def life(control: PaperControl) -> AsyncIterator[int]:
    """Let a street live a minute with an override in it; yield the second after each event."""
    field, told = PaperStreet(two_junctions(), TRAFFIC, SECONDS), -1
    control.centre.handle(started())
    kept = HandleAlarm(*KEPT, Handling.SUSPEND, "veli", Reason.ROADWORKS, 600.0).at(later(START, -60))
    control.centre.handle(replace(kept, t=started().t))
    async for event in field.events():
        for cleared in control.centre.handle(event):
            await field.send(cleared)
        s = (event.t - START) // 1000
        if s != told:
            told = s
            for more in more_of(event.t):
                control.centre.handle(more)
            control.centre.inbox.extend(WISHES.get(s, ()))
        while control.centre.inbox:
            for cleared in control.centre.take_wish():
                await field.send(cleared)
        yield s


async def follow(comes_at: int, told_every: int, at_once: int) -> None:
    """Come at a second of that life and be told every so many events, so many junctions at once."""
    with pytest.MonkeyPatch.context() as patched, socket_path() as path:
        patched.setattr(publisher_module, "JUNCTIONS_AT_ONCE", at_once)
        control = PaperControl(two_junctions(), actuated)
        lives = life(control)
        async with control.publisher.listening(path):
            async for s in lives:
                if s >= comes_at:
                    break
            async with linked(control, path) as web:
                number = 0
                async for _ in lives:
                    number += 1
                    if number % told_every == 0:
                        control.publisher.tell()
                    await anyio.sleep(0)
                await web.caught_up(control)
                assert shown(web.mirror.board) == shown(control.centre)
                assert len(web.mirror.overrides.ids()) == 2
                assert web.mirror.alarms.closed
                assert web.mirror.orders.lives["J1"]


@given(st.integers(0, SECONDS - 1), st.integers(1, 20), st.integers(1, 3))
def test_whoever_comes_at_any_moment_knows_what_control_knows(comes_at: int, told_every: int, at_once: int) -> None:
    anyio.run(follow, comes_at, told_every, at_once)


@pytest.mark.anyio
@pytest.mark.parametrize("comes_at", [0, 12, 22, 30, 44])
async def test_whoever_comes_is_told_what_happened_before(comes_at: int) -> None:
    control = PaperControl(two_junctions(), actuated)
    with socket_path() as path:
        async with control.publisher.listening(path):
            async for s in life(control):
                if s == comes_at:
                    break
            async with linked(control, path) as web:
                await web.caught_up(control)
                assert shown(web.mirror.board) == shown(control.centre)
                assert web.mirror.alarms.of("J1")  # so that there was something to miss


@pytest.mark.anyio
async def test_who_was_cut_shows_the_old_until_everything_was_told_anew() -> None:
    control = PaperControl(two_junctions(), actuated)
    with socket_path() as path:
        async with control.publisher.listening(path), linked(control, path) as web:
            async for s in life(control):
                if s == 20:
                    await web.caught_up(control)
                    control.publisher._cut_all()
                    await web.gone()
                    before = web.mirror.board
                if s > 20:
                    assert web.mirror.board is before or web.link.is_there
            await web.caught_up(control)
            assert web.mirror.board is not before
            assert shown(web.mirror.board) == shown(control.centre)


@pytest.mark.anyio
async def test_a_run_that_begins_anew_is_shown_as_begun_anew() -> None:
    control = PaperControl(two_junctions(), actuated)
    with socket_path() as path:
        async with control.publisher.listening(path), linked(control, path) as web:
            async for s in life(control):
                if s == 15:
                    break
            await web.caught_up(control)
            control.centre.handle(RunStarted(Instant(started().t + 20_000), "", "", 1, 2))
            await web.caught_up(control)
            assert web.mirror.overrides.ids() == []
            assert web.mirror.alarms.standing == {}
            assert web.mirror.orders.lives == {}
            assert shown(web.mirror.board) == shown(control.centre)


def test_all_that_is_known_of_a_junction_is_told() -> None:
    assert {f.name for f in fields(JunctionState)} - SAYS_OTHERWISE == set(STATE_FIELDS)
