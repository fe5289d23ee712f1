"""Agreeing, as the second person, to what one may not do alone; or declining it."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request, Response
from pydantic import BaseModel, Field

from meydan.city.because import because
from meydan.city.override import AskOverride
from meydan.city.request import ShownOverride
from meydan.city.rights import Act
from meydan.store.office import people
from meydan.web.control import Control, is_for_later, need_there, refuse
from meydan.web.guard import same_origin
from meydan.web.reception import Reception, refusal
from meydan.web.second_person import Waiting
from meydan.web.session_routes import Asked
from meydan.web.two_persons import TwoPersons

PathId = Annotated[str, Path(pattern=r"^[A-Za-z0-9-]{8,64}$")]


class RequestFacts(BaseModel):
    """An override that waits for a second person; `digest` is sent back by whoever agrees."""

    id: str
    junction: str
    person: str
    action: str
    plan: str
    cause: str
    lasts_s: float
    digest: str
    left_s: int


class Agreement(Asked):
    """The digest of what was seen."""

    digest: str = Field(pattern=r"^[0-9a-f]{64}$")


def make_second_routes(control: Control, reception: Reception, two: TwoPersons) -> APIRouter:
    """Return the routes under `/api/requests`."""
    routes = APIRouter(prefix="/api/requests", tags=["override"])

    @routes.get("", summary="What waits for a second person")
    async def waiting(request: Request) -> list[RequestFacts]:
        await reception.need(request, Act.SEE)
        return [_facts(two, one) for one in two.requests.all().values()]

    @routes.post("/{override}", summary="Agree", status_code=202, dependencies=[Depends(same_origin)])
    async def agree(override: PathId, asked: Agreement, request: Request) -> Response:
        await reception.need(request, Act.SEE)
        session = await reception.need_proof(request, Act.OVERRIDE, _junction(two, override))
        two.requests.check(override, asked.digest, session.person.name)
        need_there(control)
        by = reception.by(request, session)
        entry = by.entry("override_agreed", _junction(two, override), id=override, digest=asked.digest)
        await reception.ask(people.record, entry)  # first: an act that cannot be written down does not happen
        found = two.requests.end(override)
        if found is None:
            raise refusal(404, "second.gone")
        why = await control.ask(ShownOverride(found.wish, found.session, reception.token_of(request)))
        if why is not None and is_for_later(why):
            two.requests.put_back(override, found)
        elif why is not None:
            two.refuse(override, why)
        refuse(why)
        return Response(status_code=202)

    @routes.delete("/{override}", summary="Decline", status_code=204, dependencies=[Depends(same_origin)])
    async def decline(override: PathId, request: Request) -> None:
        await reception.need(request, Act.SEE)
        session = await reception.need(request, Act.OVERRIDE, _junction(two, override))
        entry = reception.by(request, session).entry("override_declined", _junction(two, override), id=override)
        two.refuse(override, because("second.declined", person=session.person.name))  # first: a no is never kept back
        await reception.ask(people.record, entry)

    return routes


def _junction(two: TwoPersons, override: str) -> str:
    found = two.requests.find(override)
    if found is None:
        raise refusal(404, "second.gone")
    return found.wish.junction


def _facts(two: TwoPersons, found: Waiting[AskOverride]) -> RequestFacts:
    wish = found.wish
    return RequestFacts(
        id=wish.override,
        junction=wish.junction,
        person=wish.person,
        action=wish.action,
        plan=wish.plan,
        cause=wish.cause,
        lasts_s=wish.lasts_s,
        digest=found.digest,
        left_s=two.requests.left_s(found),
    )
