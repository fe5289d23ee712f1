"""The alarms and the sites of the city, what a person does with an alarm, and setting a clock."""

from collections.abc import Callable
from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, Depends, Request, Response
from pydantic import Field

from meydan.centre.alarm_snapshot import snapshot_alarms
from meydan.centre.counter import why_not_handle, why_not_set_clock
from meydan.centre.site_snapshot import snapshot_sites
from meydan.centre.snapshot import Live
from meydan.city.alarm import LONGEST_REST_S, HandleAlarm, Handling, Reason
from meydan.city.clock_setting import AskClock
from meydan.city.rights import Act
from meydan.store.office import people
from meydan.web.control import Control, need_taken, need_there, refuse
from meydan.web.guard import same_origin
from meydan.web.reception import Reception
from meydan.web.session_routes import Asked

AS_JSON: dict[int | str, dict[str, Any]] = {
    200: {"content": {"application/json": {}}, "description": "The picture of now"}
}
Text = Annotated[str, Field(max_length=400)]


class AlarmWish(Asked):
    """What a person wants done with an alarm; a suspension needs its reason and its end."""

    junction: Text
    part: Text
    code: Text
    act: Handling
    reason: Reason = Reason.NONE
    lasts_s: float = Field(default=0.0, ge=0, le=LONGEST_REST_S)


class ClockWish(Asked):
    """Whose clock to set."""

    junction: Text


def add_alarm_pictures(routes: APIRouter, live: Live, untold_s: Callable[[], float]) -> None:
    """Add what can be looked at: the list of alarms, and the sites with their links.

    `untold_s` gives for how long nothing was told anew, because control is not there.
    """

    @routes.get(
        "/alarms",
        summary="The open alarms, and the latest closed ones",
        tags=["alarms"],
        responses=AS_JSON,
        response_class=Response,
    )
    async def alarms() -> Response:
        return _picture(snapshot_alarms(live.alarms, live.now))

    @routes.get(
        "/sites", summary="The sites and their links", tags=["alarms"], responses=AS_JSON, response_class=Response
    )
    async def sites() -> Response:
        return _picture(snapshot_sites(live.seen, live.now, untold_s()))


def _picture(told: dict[str, Any]) -> Response:
    """Return a picture as JSON, made the quick way: it is long in a large city."""
    return Response(msgspec.json.encode(told), media_type="application/json")


def make_alarm_routes(live: Live, control: Control, reception: Reception) -> APIRouter:
    """Return the route by which a person acts on an alarm."""
    routes = APIRouter(prefix="/api/alarms", tags=["alarms"])

    @routes.post("", summary="Do something with an alarm", status_code=202, dependencies=[Depends(same_origin)])
    async def handle(asked: AlarmWish, request: Request) -> Response:
        session = await reception.need(request, Act.HANDLE_ALARMS, asked.junction)
        wish = _wish(asked, session.person.name)
        need_there(control)
        refuse(why_not_handle(wish, live))
        reception.limit_alarm_acts(session)
        detail = {"part": wish.part, "code": wish.code, "reason": wish.reason}
        detail |= {"lasts_s": f"{wish.lasts_s:g}"} if wish.lasts_s else {}
        entry = reception.by(request, session).entry(f"alarm_{wish.act}", wish.junction, **detail)
        await reception.ask(people.record, entry)  # first: an act that cannot be written down does not happen
        await need_taken(control, wish)
        return Response(status_code=202)

    return routes


def make_clock_route(live: Live, control: Control, reception: Reception) -> APIRouter:
    """Return the route by which a person sets a controller's clock; safety says no where it is right already."""
    routes = APIRouter(prefix="/api/sites", tags=["alarms"])

    @routes.post("/clock", summary="Set a controller's clock", status_code=202, dependencies=[Depends(same_origin)])
    async def set_clock(asked: ClockWish, request: Request) -> Response:
        session = await reception.need(request, Act.OVERRIDE, asked.junction)
        wish = AskClock(asked.junction, session.person.name)
        need_there(control)
        refuse(why_not_set_clock(wish, live))
        reception.limit_acts(session)
        entry = reception.by(request, session).entry("clock_asked", asked.junction)
        await reception.ask(people.record, entry)
        await need_taken(control, wish)
        return Response(status_code=202)

    return routes


def _wish(asked: AlarmWish, person: str) -> HandleAlarm:
    """Return what is wanted; only a suspension has a reason and an end."""
    if asked.act is not Handling.SUSPEND:
        return HandleAlarm(asked.junction, asked.part, asked.code, asked.act, person)
    return HandleAlarm(asked.junction, asked.part, asked.code, asked.act, person, asked.reason, asked.lasts_s)
