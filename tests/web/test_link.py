"""The web's end of the socket: what is asked is answered, and control that goes is missed and found again."""

import asyncio
from contextlib import suppress

import anyio
import msgspec
import pytest

from meydan.centre.counter import Counter
from meydan.centre.frames import Alive, AllTold, RecordsTold, encode_told
from meydan.city.override import GiveBack
from meydan.city.request import Request, SetPace
from meydan.web import link as link_module
from meydan.web.link import Link, OtherControl
from meydan.web.mirror import Mirror, ShownPace
from tests.centre.overriding import ask, shown_ask
from tests.paper_street import started
from tests.web.linked import HELLO, PATIENCE_S, Linked, PaperControl, linked, socket_path
from tests.web.paper_city import Clock

pytestmark = pytest.mark.anyio


def control() -> PaperControl:
    made = PaperControl()
    made.centre.handle(started())
    return made


async def why(web: Linked, request: Request) -> str:
    """Ask and return why not, "" if it was taken."""
    refused = await web.link.ask(request)
    return refused.code if refused else ""


async def test_a_request_is_taken_or_refused_by_control_itself() -> None:
    centre = control()
    with socket_path() as path:
        async with centre.publisher.listening(path), linked(centre, path) as web:
            await web.there()
            assert await why(web, shown_ask(plan="day")) == ""
            assert list(centre.centre.inbox) == [ask(plan="day")]
            assert await why(web, shown_ask(plan="none")) == "override.no_plan"


async def test_answers_find_whoever_asked() -> None:
    centre = control()
    wishes = [GiveBack("J1" if i % 3 else "nowhere", f"number-{i}", "ayse") for i in range(50)]
    with socket_path() as path:
        async with centre.publisher.listening(path), linked(centre, path) as web:
            await web.there()
            found = await asyncio.gather(*(why(web, wish) for wish in wishes))
    assert found == ["" if i % 3 else "override.gone" for i in range(50)]


async def test_a_new_pace_is_shown_by_the_time_it_is_confirmed() -> None:
    centre = control()
    with socket_path() as path:
        async with centre.publisher.listening(path), linked(centre, path) as web:
            await web.there()
            assert web.mirror.pace == ShownPace(1.0, paused=False)
            assert await why(web, SetPace(5.0, paused=True)) == ""
            assert web.mirror.pace == ShownPace(5.0, paused=True)
            assert (centre.pace.speed, centre.pace.paused) == (5.0, True)


async def test_nothing_is_asked_of_control_that_is_not_there_and_it_is_found_when_it_comes() -> None:
    first, second = control(), control()
    with socket_path() as path:
        async with linked(first, path) as web:
            assert await why(web, shown_ask()) == "control.gone"
            async with first.publisher.listening(path):
                await web.there()
            await web.gone()
            assert await why(web, shown_ask()) == "control.gone"
            async with second.publisher.listening(path):
                await web.caught_up(second)
    assert not first.centre.inbox
    assert not second.centre.inbox


async def test_who_waits_for_an_answer_when_control_goes_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(link_module, "ANSWER_S", 1e6)
    centre = control()
    with socket_path() as path:
        async with linked(centre, path) as web, centre.publisher.listening(path):
            await web.there()
            monkeypatch.setattr(Counter, "take", lambda *_: centre.publisher._cut_all())
            with anyio.fail_after(PATIENCE_S):
                assert await why(web, shown_ask()) == "control.no_answer"


async def test_control_that_does_not_answer_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(link_module, "ANSWER_S", 0.01)
    with socket_path() as path:
        server = await asyncio.start_unix_server(_mute, path)
        async with server, linked(control(), path) as web:
            await web.there()
            assert await why(web, shown_ask()) == "control.no_answer"


async def _mute(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Be a control process that tells everything and answers nothing."""
    writer.write(encode_told([HELLO, AllTold(started().t)]))
    with suppress(ConnectionError):
        await reader.read()
    writer.transport.abort()


async def test_control_that_falls_silent_is_not_there() -> None:
    centre, clock = control(), Clock()
    with socket_path() as path:
        link = Link(path, HELLO, Mirror(centre.centre.city, "quiet"), clock)
        async with centre.publisher.listening(path), anyio.create_task_group() as group:
            group.start_soon(link.run)
            with anyio.fail_after(PATIENCE_S):
                while not link.is_there:
                    await anyio.sleep(0.005)
                clock.s += link_module.SILENT_S
                assert not link.is_there
                refused = await link.ask(shown_ask())
                assert refused is not None
                assert refused.code == "control.gone"
                link._take(Alive())
                assert link.is_there
            group.cancel_scope.cancel()


async def test_another_city_or_strategy_is_not_shown_as_the_old_one() -> None:
    centre = control()
    with socket_path() as path:
        other = msgspec.structs.replace(HELLO, strategy="actuated")
        link = Link(path, other, Mirror(centre.centre.city, "actuated"))
        async with centre.publisher.listening(path):
            with pytest.raises(OtherControl):
                async with asyncio.timeout(PATIENCE_S):
                    await link.run()
        assert not link.is_there


@pytest.mark.parametrize("said", [b"\xff" * 40, encode_told([RecordsTold(b"no rows")])])
async def test_what_nobody_can_read_is_not_shown_and_control_is_asked_again(said: bytes) -> None:
    calls = 0

    async def speak(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal calls
        calls += 1
        writer.write(encode_told([HELLO]) + said)
        with suppress(ConnectionError):
            await reader.read()
        writer.transport.abort()

    centre = control()
    with socket_path() as path:
        server = await asyncio.start_unix_server(speak, path)
        async with server, linked(centre, path) as web:
            with anyio.fail_after(PATIENCE_S):
                while calls < 2:
                    await anyio.sleep(0.01)
            assert not web.link.is_there
