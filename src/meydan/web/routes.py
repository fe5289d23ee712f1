"""The API: the city and its junctions, the live stream, and the pace of a twin."""

import hashlib
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, Depends, Header, HTTPException, Path, Request, Response
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, ConfigDict, Field

from meydan.centre.road_meter import RoadMeter
from meydan.centre.snapshot import Live, Pace
from meydan.city.request import FASTEST, SLOWEST, SetPace
from meydan.city.rights import Act
from meydan.city.words import Language
from meydan.city.words.alarm_acts import ALARM_ACTS
from meydan.city.words.alarms import ALARMS
from meydan.city.words.control import CONTROL
from meydan.city.words.deploying import DEPLOYING
from meydan.city.words.exchange_page import EXCHANGE_PAGE
from meydan.city.words.gate import GATE
from meydan.city.words.life_cycle import LIFE_CYCLE
from meydan.city.words.live_measures import LIVE_MEASURES
from meydan.city.words.office import OFFICE
from meydan.city.words.overrides import OVERRIDES
from meydan.city.words.packages import PACKAGES
from meydan.city.words.parameters import PARAMETERS
from meydan.city.words.priority import PRIORITY
from meydan.city.words.proofs_page import PROOFS_PAGE
from meydan.city.words.proving import PROVING
from meydan.city.words.reasons import REASONS
from meydan.city.words.registries import REGISTRIES
from meydan.city.words.rsmp import RSMP
from meydan.city.words.screen import SCREEN
from meydan.city.words.sites import SITES
from meydan.city.words.steps_page import STEPS_PAGE
from meydan.city.words.trying import TRYING
from meydan.web.alarm_routes import add_alarm_pictures
from meydan.web.control import Control, need_taken
from meydan.web.drawing import RoadMap
from meydan.web.facts import CityFacts, JunctionFacts, Signs, city_facts, junction_facts
from meydan.web.guard import same_origin
from meydan.web.hub import Hub
from meydan.web.reception import Reception

JunctionId = Annotated[str, Path(description="The junction's id", max_length=400)]
Known = Annotated[str | None, Header(alias="if-none-match", description="The ETag the client holds")]

Answers = dict[int | str, dict[str, Any]]

STREAM: Answers = {
    200: {"content": {"text/event-stream": {}}, "description": "Events until the client leaves"},
    503: {"description": "Too many clients"},
}
MISSING: Answers = {404: {"description": "No such junction"}}
RECHECK_S = 2.0  # who is signed out sees nothing new after this long (promise P-17 allows 5)


class PaceWish(BaseModel):
    """How fast a twin should run: 1 is real time, null as fast as it can."""

    model_config = ConfigDict(extra="forbid")

    speed: float | None = Field(ge=SLOWEST, le=FASTEST)
    paused: bool = Field(strict=True)


def make_routes(  # noqa: PLR0913 - one for each part of the page
    live: Live,
    pace: Pace | None,
    meter: RoadMeter,
    roads: RoadMap,
    hub: Hub,
    *,
    signs: Signs,
    control: Control,
    reception: Reception | None = None,
) -> APIRouter:
    """Return all routes under `/api` about the city; without a reception everybody who can come may look."""
    seeing = APIRouter(dependencies=[Depends(who_may_look(reception))])
    _add_facts(seeing, live, meter, roads, replace(signs, twin=pace is not None))
    add_alarm_pictures(seeing, live, lambda: 0.0 if control.is_there else hub.quiet_s)
    _add_streams(seeing, live, hub, reception)
    routes = APIRouter(prefix="/api")
    _add_words(routes)
    routes.include_router(seeing)
    _add_pace(routes, pace, hub, control, reception)
    return routes


def who_may_look(reception: Reception | None) -> Callable[[Request], Awaitable[None]]:
    """Return what refuses a request of whoever may not see the city."""

    async def may_look(request: Request) -> None:
        if reception is not None and not reception.access.is_local:
            await reception.need(request, Act.SEE)

    return may_look


def _add_words(routes: APIRouter) -> None:
    words = {language: _words(language) for language in ("en", "tr")}

    @routes.get(
        "/words/{language}",
        summary="All words of the screens",
        tags=["city"],
        responses=_kept("application/json"),
        response_class=Response,
    )
    async def all_words(language: Language, known: Known = None) -> Response:
        return _cached(words[language], "application/json", known)


def _add_facts(routes: APIRouter, live: Live, meter: RoadMeter, roads: RoadMap, signs: Signs) -> None:
    road_map = roads.roads()

    @routes.get("/city", summary="The city and its junctions", tags=["city"])
    async def city() -> CityFacts:
        return city_facts(live, meter, signs)

    @routes.get(
        "/roads",
        summary="The roads as GeoJSON",
        tags=["city"],
        responses=_kept("application/geo+json"),
        response_class=Response,
    )
    async def road_lines(known: Known = None) -> Response:
        return _cached(road_map, "application/geo+json", known)

    @routes.get("/junctions/{junction}", summary="One junction with its drawing", tags=["city"], responses=MISSING)
    async def one_junction(junction: JunctionId) -> JunctionFacts:
        return junction_facts(live.city, live.city.junctions[_known(live, junction)], roads)


def _add_streams(routes: APIRouter, live: Live, hub: Hub, reception: Reception | None) -> None:
    @routes.get("/live", summary="The city each second", tags=["live"], responses=STREAM, response_class=Response)
    async def live_city(request: Request) -> StreamingResponse:
        """Server-sent events `city`.

        They hold `t`, `quiet_s` (since the last event came in), `control` (whether the control process is there, so
        that this is how things stand), `pace`, `junctions` and `roads`.
        """
        return _stream(hub, "", request, reception)

    @routes.get(
        "/live/{junction}",
        summary="The city and one junction each second",
        tags=["live"],
        responses=STREAM | MISSING,
        response_class=Response,
    )
    async def live_junction(junction: JunctionId, request: Request) -> StreamingResponse:
        """Server-sent events `city` and `junction`: lamps, loops, stage, plan, reason, bars and news."""
        return _stream(hub, _known(live, junction), request, reception)


def _add_pace(routes: APIRouter, pace: Pace | None, hub: Hub, control: Control, reception: Reception | None) -> None:
    refused: Answers = {
        403: {"description": "Asked by another site"},
        409: {"description": "A street has no pace"},
        503: {"description": "Control is not there"},
    }

    @routes.post(
        "/pace", summary="Set the pace of a twin", tags=["twin"], responses=refused, dependencies=[Depends(same_origin)]
    )
    async def set_pace(wish: PaceWish, request: Request) -> PaceWish:
        if pace is None:
            raise HTTPException(409, "A street has no pace")
        if reception is not None and await reception.has_accounts():  # without any, a twin is anybody's
            await reception.need(request, Act.SET_PACE)
        await need_taken(control, SetPace(wish.speed, wish.paused))
        hub.publish()
        return wish


def _stream(hub: Hub, junction: str, request: Request, reception: Reception | None) -> StreamingResponse:
    if hub.is_full:
        raise HTTPException(503, "Too many clients")

    async def messages() -> AsyncIterator[bytes]:
        checked = time.monotonic()
        with hub.listen(junction) as listener:
            async for message in listener.messages():
                if reception is not None and time.monotonic() - checked >= RECHECK_S:
                    checked = time.monotonic()
                    if not await reception.still_sees(request):
                        return
                yield message

    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(messages(), media_type="text/event-stream", headers=headers)


def _known(live: Live, junction: str) -> str:
    if junction not in live.seen:
        raise HTTPException(404, "No such junction")
    return junction


def _kept(media_type: str) -> Answers:
    """Document an answer that a client keeps."""
    return {200: {"content": {media_type: {}}}, 304: {"description": "The client holds the same"}}


def _words(language: Language) -> bytes:
    shown = {
        **ALARMS,
        **ALARM_ACTS,
        **CONTROL,
        **DEPLOYING,
        **EXCHANGE_PAGE,
        **GATE,
        **LIFE_CYCLE,
        **LIVE_MEASURES,
        **OFFICE,
        **OVERRIDES,
        **PACKAGES,
        **PARAMETERS,
        **PRIORITY,
        **PROOFS_PAGE,
        **PROVING,
        **REASONS,
        **REGISTRIES,
        **RSMP,
        **SCREEN,
        **SITES,
        **STEPS_PAGE,
        **TRYING,
    }
    return msgspec.json.encode({code: getattr(s, language) for code, s in shown.items()})


def _cached(content: bytes, media_type: str, known: str | None) -> Response:
    """Return the content, or nothing if the client holds the same."""
    tag = f'"{hashlib.sha256(content).hexdigest()[:24]}"'
    headers = {"ETag": tag, "Cache-Control": "no-cache"}
    if known == tag:
        return Response(status_code=304, headers=headers)
    return Response(content, media_type=media_type, headers=headers)
