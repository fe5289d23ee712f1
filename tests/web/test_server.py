"""The server: not to others in the clear, one message for a taken port, streams that end with it."""

import socket
from collections.abc import Iterator

import httpx2
import pytest

from meydan.centre.loop import Centre
from meydan.city.errors import FieldError
from meydan.city.events import Tick
from meydan.web import hub as hub_module
from meydan.web.access import Access
from meydan.web.server import serve
from tests.paper_street import OFFSET_S
from tests.web.paper_city import NOW_S, PaperPace, at, every_state, paper_app
from tests.web.serving import PATIENCE_S, Served, free_port, listening, served


async def nothing() -> None:
    """Stand in for the centre."""


@pytest.fixture
def running(centre: Centre, pace: PaperPace) -> Iterator[Served]:
    with served(paper_app(centre, pace)) as server:
        yield server


@pytest.mark.anyio
@pytest.mark.parametrize("host", ["0.0.0.0", "::", "", "192.168.1.10", "meydan.example"])
async def test_it_does_not_serve_to_other_machines_in_the_clear(host: str) -> None:
    app = paper_app(every_state())
    app.state.access = Access(host)
    with pytest.raises(FieldError) as refused:
        await serve(app, port=free_port(), beside=nothing())
    assert (refused.value.code, dict(refused.value.what.values)) == ("web.not_loopback", {"host": host})


@pytest.mark.anyio
async def test_a_taken_port_is_said_and_nothing_is_started() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port, begun = other.getsockname()[1], []

        async def centre() -> None:
            begun.append(True)

        with pytest.raises(FieldError) as refused:
            await serve(paper_app(every_state()), port=port, beside=centre(), ready=lambda: begun.append(True))
    assert (refused.value.code, dict(refused.value.what.values), begun) == ("web.port_taken", {"port": port}, [])


@pytest.mark.anyio
async def test_it_ends_with_what_it_shows() -> None:
    answers: list[bool] = []
    await serve(paper_app(every_state()), port=free_port(), beside=nothing(), ready=lambda: answers.append(True))
    assert answers == [True]


@pytest.mark.anyio
async def test_what_breaks_beside_it_is_not_hidden() -> None:
    async def breaks() -> None:
        raise RuntimeError("the log is full")

    with pytest.raises(RuntimeError, match="the log is full"):
        await serve(paper_app(every_state()), port=free_port(), beside=breaks())


def test_a_stream_tells_the_city_as_it_changes(running: Served, centre: Centre) -> None:
    with listening(running.address) as messages:
        kind, first = next(messages)
        running.do(lambda: centre.handle(Tick(at(NOW_S + 1), OFFSET_S)))
        later = next(picture for _, picture in messages if picture["t"] != first["t"])
    assert (kind, first["t"], later["t"]) == ("city", at(NOW_S), at(NOW_S + 1))


def test_a_stream_of_a_junction_tells_both(running: Served) -> None:
    with listening(running.address, "/api/live/J1") as messages:
        kinds = [next(messages)[0] for _ in range(4)]
        _, junction = next(found for found in messages if found[0] == "junction")
    assert kinds == ["city", "junction", "city", "junction"]
    assert junction["why"] == {"code": "control.gap_out", "values": {"stage": "A", "to": "B"}}


def test_nobody_may_keep_what_a_stream_says(running: Served) -> None:
    with httpx2.Client(timeout=PATIENCE_S) as client, client.stream("GET", running.address + "/api/live") as answer:
        assert answer.headers["content-type"].startswith("text/event-stream")
        assert answer.headers["cache-control"] == "no-store"


def test_a_new_pace_is_told_to_everybody_at_once(
    centre: Centre, pace: PaperPace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hub_module, "EVERY_S", 3600)
    wish = {"speed": 5.0, "paused": True}
    with served(paper_app(centre, pace)) as server, listening(server.address) as messages:
        assert next(messages)[1]["pace"] == {"speed": 1.0, "paused": False}
        answer = httpx2.post(server.address + "/api/pace", json=wish, headers={"Origin": server.address})
        assert answer.json() == wish
        assert next(messages)[1]["pace"] == wish


def test_one_client_too_many_is_told_so(running: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hub_module, "MOST_LISTENERS", 1)
    with listening(running.address) as messages:
        next(messages)
        for path in ("/api/live", "/api/live/J1"):
            assert httpx2.get(running.address + path).status_code == 503
        assert httpx2.get(running.address + "/api/city").status_code == 200


def test_who_goes_makes_room(centre: Centre, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hub_module, "MOST_LISTENERS", 1)
    app = paper_app(centre)
    with served(app) as server:
        for _ in range(3):
            with listening(server.address) as messages:
                next(messages)
            while server.do(lambda: app.state.hub.is_full):
                pass


def test_its_end_is_the_end_of_the_streams(centre: Centre) -> None:
    app = paper_app(centre)
    with served(app) as server, listening(server.address) as messages:
        next(messages)
        server.do(app.state.hub.close)
        assert {kind for kind, _ in messages} <= {"city"}
