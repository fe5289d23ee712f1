"""Asking for signal priority, and ending it."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request, Response
from pydantic import Field

from meydan.centre.counter import why_not_priority
from meydan.centre.snapshot import Live
from meydan.city.priority import LONGEST_S, SHORTEST_S, DropPriority, WantPriority
from meydan.city.rights import Act
from meydan.store.office import people
from meydan.web.control import Control, need_taken, need_there, refuse
from meydan.web.guard import same_origin
from meydan.web.reception import Reception, refusal
from meydan.web.session_routes import Asked

ID = r"^[A-Za-z0-9-]{8,64}$"
Text = Annotated[str, Field(max_length=400)]


class PriorityWish(Asked):
    """What is asked for: one of the junction's priorities, for so long; `id` names the request."""

    id: str = Field(pattern=ID)
    junction: Text
    priority: Text
    lasts_s: float = Field(ge=SHORTEST_S, le=LONGEST_S)


def make_priority_routes(live: Live, control: Control, reception: Reception) -> APIRouter:
    """Return the routes under `/api/priorities`."""
    routes = APIRouter(prefix="/api/priorities", tags=["priority"])

    @routes.post("", summary="Ask for priority", status_code=202, dependencies=[Depends(same_origin)])
    async def want(asked: PriorityWish, request: Request) -> Response:
        session = await reception.need(request, Act.OVERRIDE, asked.junction)
        wish = WantPriority(asked.junction, asked.id, asked.priority, session.person.name, asked.lasts_s)
        need_there(control)
        refuse(why_not_priority(wish, live))
        reception.limit_acts(session)
        detail = {"id": asked.id, "priority": asked.priority, "lasts_s": f"{asked.lasts_s:g}"}
        entry = reception.by(request, session).entry("priority_wanted", asked.junction, **detail)
        await reception.ask(people.record, entry)  # first: an act that cannot be written down does not happen
        await need_taken(control, wish)
        return Response(status_code=202)

    @routes.delete("/{junction}/{request_id}", summary="End it", status_code=202, dependencies=[Depends(same_origin)])
    async def drop(junction: str, request_id: Annotated[str, Path(pattern=ID)], request: Request) -> Response:
        session = await reception.need(request, Act.OVERRIDE, junction)
        if junction not in live.seen:
            raise refusal(404, "override.gone")
        entry = reception.by(request, session).entry("priority_dropped", junction, id=request_id)
        await reception.ask(people.record, entry)
        await need_taken(control, DropPriority(junction, request_id, session.person.name))
        return Response(status_code=202)

    return routes
