"""Taking a junction, and giving it back."""

from collections.abc import Collection
from typing import Annotated, Any

import structlog
from fastapi import APIRouter, Depends, Path, Request, Response
from pydantic import BaseModel, Field

from meydan.centre.counter import why_not_override
from meydan.centre.overrides import Stand
from meydan.centre.snapshot import Live
from meydan.city.because import Because
from meydan.city.errors import StoreError
from meydan.city.override import LONGEST_S, Action, AskOverride, Cause, GiveBack
from meydan.city.request import ShownOverride
from meydan.city.rights import Act
from meydan.store.office import people
from meydan.web.control import Control, need_taken, need_there, refuse
from meydan.web.guard import same_origin
from meydan.web.reception import Reception, refusal
from meydan.web.session_routes import Asked
from meydan.web.two_persons import TwoPersons

log = structlog.get_logger(__name__)

SHORTEST_S = 60.0
Id = Annotated[str, Field(pattern=r"^[A-Za-z0-9-]{8,64}$")]
PathId = Annotated[str, Path(pattern=r"^[A-Za-z0-9-]{8,64}$")]
Junction = Annotated[str, Field(max_length=400)]


class OverrideWish(Asked):
    """What an operator asks for; the same `id` sent twice has one effect."""

    id: Id
    junction: Junction
    action: Action
    plan: str = Field(default="", max_length=200)
    cause: Cause
    lasts_s: float = Field(ge=SHORTEST_S, le=LONGEST_S)
    instead_of: str = Field(default="", max_length=64, description="The override that the operator saw standing")


class OverrideStand(BaseModel):
    """What became of an override so far; "second_person" and "waiting" until the loop has taken it."""

    stand: str
    why: dict[str, Any] | None = None


def make_override_routes(
    live: Live, control: Control, reception: Reception, actions: Collection[Action], two: TwoPersons
) -> APIRouter:
    """Return the routes under `/api/overrides`; `actions` are those the field can take."""
    routes = APIRouter(prefix="/api/overrides", tags=["override"])

    @routes.post("", summary="Take a junction", status_code=202, dependencies=[Depends(same_origin)])
    async def take(wish: OverrideWish, request: Request) -> OverrideStand:
        session = await reception.need(request, Act.OVERRIDE, wish.junction)
        if live.overrides.find(wish.id) is None:
            asked = _asked(wish, session.person.name)
            _check(asked, live, control, actions)
            is_for_two = two.needs_second(live, asked)
            if is_for_two:
                await reception.need_proof(request, Act.OVERRIDE, wish.junction)
            reception.limit_acts(session)
            if not is_for_two:
                two.note(asked)
            detail = {"id": wish.id, "action": wish.action, "plan": wish.plan, "cause": wish.cause}
            detail |= {"lasts_s": f"{wish.lasts_s:g}", "instead_of": wish.instead_of}
            entry = reception.by(request, session).entry("override_asked", wish.junction, **detail)
            await reception.ask(people.record, entry)  # first: an act that cannot be written down does not happen
            if is_for_two:
                two.ask(asked, reception.token_of(request))
            else:
                await need_taken(control, ShownOverride(asked, reception.token_of(request)))
        return _stand(live, two, wish.id)

    @routes.get("/{override}", summary="What became of an override")
    async def look(override: PathId, request: Request) -> OverrideStand:
        await reception.need(request, Act.SEE)
        return _stand(live, two, override)

    @routes.delete(
        "/{junction}/{override}", summary="Give a junction back", status_code=202, dependencies=[Depends(same_origin)]
    )
    async def give_back(junction: str, override: PathId, request: Request) -> Response:
        session = await reception.need(request, Act.OVERRIDE, junction)
        if junction not in live.seen:
            raise refusal(404, "override.gone")
        why = await control.ask(GiveBack(junction, override, session.person.name))  # first: nothing may keep it back
        entry = reception.by(request, session).entry("override_given_back", junction, id=override)
        try:
            await reception.ask(people.record, entry)
        except StoreError:
            log.exception("audit_not_written", act=entry.act, person=entry.person, subject=entry.subject)
        refuse(why)
        return Response(status_code=202)

    return routes


def _check(asked: AskOverride, live: Live, control: Control, actions: Collection[Action]) -> None:
    """Refuse at once what control or its loop would refuse, with a sentence for whoever asks."""
    need_there(control)
    if asked.action in actions and asked.junction not in live.seen:
        raise refusal(404, "override.gone")
    refuse(why_not_override(asked, live, actions))


def _asked(wish: OverrideWish, person: str) -> AskOverride:
    plan = wish.plan if wish.action is Action.PLAN else ""
    return AskOverride(wish.junction, wish.id, person, wish.action, plan, wish.cause, wish.lasts_s, wish.instead_of)


def _stand(live: Live, two: TwoPersons, override: str) -> OverrideStand:
    known = live.overrides.find(override)
    if known is None:
        if two.requests.find(override):
            return OverrideStand(stand="second_person")
        why = two.why_refused(override)
        return OverrideStand(stand=Stand.REFUSED, why=_told(why)) if why else OverrideStand(stand="waiting")
    return OverrideStand(stand=known.stand, why=_told(known.why) if known.why else None)


def _told(why: Because) -> dict[str, Any]:
    return {"code": why.code, "values": dict(why.values)}
