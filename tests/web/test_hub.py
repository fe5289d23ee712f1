"""One picture a second for everybody who listens; who is slow loses the oldest and holds nobody up."""

import asyncio
import json
from typing import Any

import pytest

from meydan.centre.loop import Centre
from meydan.centre.road_meter import RoadMeter
from meydan.city.events import JunctionHeard, Tick
from meydan.web import hub as hub_module
from meydan.web.hub import EVERY_S, QUEUE, Hub, Listener
from tests.paper_street import OFFSET_S
from tests.web.paper_city import NOW_S, Clock, PaperPace, at


@pytest.fixture
def hub(centre: Centre, clock: Clock) -> Hub:
    return Hub(centre, PaperPace(), RoadMeter(centre.city), clock)


def waiting(listener: Listener) -> list[bytes | None]:
    """Take what waits for a client, oldest first; None is the end of its stream."""
    queue = listener._queue
    return [queue.get_nowait() for _ in range(queue.qsize())]


def pictures(listener: Listener) -> list[dict[str, Any]]:
    """Take the pictures of the city that wait for a client."""
    found = [message for message in waiting(listener) if message is not None]
    return [json.loads(message.split(b"\n")[1].removeprefix(b"data: ")) for message in found]


def pass_second(hub: Hub, centre: Centre, clock: Clock, s: int) -> None:
    """Let the city live for one more second and publish."""
    clock.s += 1
    centre.handle(Tick(at(NOW_S + s), OFFSET_S))
    hub.publish()


def test_who_comes_sees_the_present_at_once(hub: Hub) -> None:
    with hub.listen() as listener:
        (picture,) = pictures(listener)
    assert picture["t"] == at(NOW_S)
    assert len(picture["junctions"]) == 8


def test_each_publication_is_one_message_for_everybody(hub: Hub, centre: Centre, clock: Clock) -> None:
    with hub.listen() as first, hub.listen() as second:
        pass_second(hub, centre, clock, 1)
        assert [p["t"] for p in pictures(first)] == [at(NOW_S), at(NOW_S + 1)]
        assert [p["t"] for p in pictures(second)] == [at(NOW_S), at(NOW_S + 1)]


def test_a_slow_client_loses_the_oldest_and_nobody_else_notices(hub: Hub, centre: Centre, clock: Clock) -> None:
    with hub.listen() as slow, hub.listen() as quick:
        seen = [p["t"] for p in pictures(quick)]
        for s in range(1, 11):
            pass_second(hub, centre, clock, s)
            seen += [p["t"] for p in pictures(quick)]
        assert seen == [at(NOW_S + s) for s in range(11)]
        assert [p["t"] for p in pictures(slow)] == [at(NOW_S + 11 - QUEUE + k) for k in range(QUEUE)]


def test_a_picture_is_made_once_for_all(hub: Hub) -> None:
    with hub.listen("J1") as first, hub.listen("J1") as second, hub.listen() as third:
        for listener in (first, second, third):
            waiting(listener)
        hub.publish()
        (one,), (other,), (city,) = waiting(first), waiting(second), waiting(third)
    assert one == other
    assert one is not None
    assert city is not None
    assert one.startswith(city)


def test_many_who_come_within_a_second_see_the_same_picture(hub: Hub, centre: Centre, clock: Clock) -> None:
    with hub.listen() as first:
        clock.s += EVERY_S / 2
        centre.handle(Tick(at(NOW_S + 1), OFFSET_S))
        with hub.listen() as second:
            assert pictures(first) == pictures(second)


def test_who_watches_a_junction_gets_it_beside_the_city(hub: Hub) -> None:
    with hub.listen("J2") as listener:
        (message,) = waiting(listener)
    assert message is not None
    kinds = [line for line in message.split(b"\n") if line.startswith(b"event: ")]
    assert kinds == [b"event: city", b"event: junction"]
    assert message.count(b"\n\n") == 2
    assert json.loads(message.split(b"\n")[4].removeprefix(b"data: "))["id"] == "J2"


def test_silence_of_the_field_grows_until_it_speaks_again(hub: Hub, centre: Centre, clock: Clock) -> None:
    with hub.listen() as listener:
        hub.publish()
        clock.s += 7.25
        hub.publish()
        assert [p["quiet_s"] for p in pictures(listener)] == [0.0, 0.0, 7.2]
        centre.handle(JunctionHeard(at(NOW_S + 1), "J1"))
        hub.publish()
        assert [p["quiet_s"] for p in pictures(listener)] == [0.0]


def test_silence_counts_while_nobody_listens(hub: Hub, clock: Clock) -> None:
    hub.publish()
    clock.s += 40
    hub.publish()
    with hub.listen() as listener:
        assert [p["quiet_s"] for p in pictures(listener)] == [40.0]


def test_a_street_has_no_pace_to_show(centre: Centre, clock: Clock) -> None:
    with Hub(centre, None, RoadMeter(centre.city), clock).listen() as listener:
        assert [p["pace"] for p in pictures(listener)] == [None]


def test_control_that_is_not_there_is_told(centre: Centre, clock: Clock) -> None:
    there = [True, False]
    hub = Hub(centre, None, RoadMeter(centre.city), clock, lambda: there.pop(0))
    with hub.listen() as listener:
        clock.s += EVERY_S
        hub.publish()
        assert [p["control"] for p in pictures(listener)] == [True, False]


def test_who_leaves_is_forgotten(hub: Hub) -> None:
    with hub.listen() as listener:
        waiting(listener)
    hub.publish()
    assert waiting(listener) == []


def test_who_cannot_be_shown_the_present_takes_no_place(
    hub: Hub, centre: Centre, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hub_module, "MOST_LISTENERS", 1)
    del centre.seen["J8"]
    with pytest.raises(KeyError), hub.listen():
        pass
    assert not hub.is_full


def test_only_so_many_are_taken(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hub_module, "MOST_LISTENERS", 2)
    with hub.listen():
        assert not hub.is_full
        with hub.listen():
            assert hub.is_full
        assert not hub.is_full


def test_closing_ends_every_stream_and_takes_nobody(hub: Hub) -> None:
    async def read(listener: Listener) -> int:
        async with asyncio.timeout(5):
            return len([message async for message in listener.messages()])

    with hub.listen() as first, hub.listen("J1") as second:
        hub.close()
        assert asyncio.run(read(first)) == asyncio.run(read(second)) == 1
    assert hub.is_full


@pytest.mark.anyio
async def test_it_publishes_once_a_second(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)
        if len(slept) == 3:
            hub.close()

    monkeypatch.setattr(asyncio, "sleep", sleep)
    with hub.listen() as listener:
        waiting(listener)
        await hub.run()
        assert [m is not None for m in waiting(listener)] == [True] * (QUEUE - 1) + [False]
    assert slept == [1.0, 1.0, 1.0]


@pytest.mark.anyio
async def test_a_picture_that_fails_does_not_stop_the_next(
    hub: Hub, centre: Centre, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    rounds: list[int] = []

    async def sleep(_: float) -> None:
        rounds.append(len(waiting(listener)))
        centre.seen["J8"] = sound
        if len(rounds) == 2:
            hub.close()

    monkeypatch.setattr(asyncio, "sleep", sleep)
    with hub.listen() as listener:
        waiting(listener)
        sound = centre.seen["J8"]
        centre.seen["J8"] = None  # type: ignore[assignment]  # a picture of it must fail
        await hub.run()
    assert rounds == [0, 1]
    assert "picture_failed" in capsys.readouterr().out
