"""Signing in and out, invitations, and what the page may offer to whoever looks at it."""

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from meydan.city.rights import Act, acts_of, reaches
from meydan.city.secret import Secret
from meydan.store.office import people, sessions
from meydan.web.guard import same_origin
from meydan.web.reception import Reception, refusal

Password = Annotated[str, Field(max_length=2000)]
Name = Annotated[str, Field(max_length=64)]
Token = Annotated[str, Field(max_length=200)]


class Asked(BaseModel):
    """What a browser sends: nothing but what is known."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)


class SignIn(Asked):
    """A name and its password."""

    name: Name
    password: Password


class Proof(Asked):
    """The password again, before something dangerous."""

    password: Password


class Invitation(Asked):
    """The token of an invitation."""

    token: Token


class Acceptance(Invitation):
    """The password chosen with an invitation; the name only by the first administrator."""

    name: Name = ""
    password: Password


class Invited(BaseModel):
    """Whom an invitation is for; "" for the first administrator, who chooses a name."""

    name: str


class Me(BaseModel):
    """Who looks at the page, and what it may offer."""

    name: str = Field(description='"" if nobody is signed in')
    role: str
    acts: list[str]
    junctions: list[str] | Literal["*"] = Field(description="Where acts at junctions hold")
    sees: bool = Field(description="Whether the city may be shown")
    accounts: bool = Field(description="Whether there is anybody to sign in; without, a twin's pace is free")


def make_session_routes(reception: Reception, junctions: list[str]) -> APIRouter:
    """Return the routes under `/api` about oneself."""
    routes = APIRouter(prefix="/api", tags=["account"])
    _add_me(routes, reception, junctions)
    _add_session(routes, reception)
    _add_invitation(routes, reception)
    return routes


def _add_me(routes: APIRouter, reception: Reception, junctions: list[str]) -> None:
    @routes.get("/me", summary="Who is signed in")
    async def me(request: Request) -> Me:
        session = await reception.find(request)
        accounts = await reception.has_accounts()
        if session is None:
            sees = reception.access.is_local
            return Me(name="", role="", acts=[], junctions=[], sees=sees, accounts=accounts)
        person = session.person
        return Me(
            name=person.name,
            role=person.role,
            acts=sorted(acts_of(person)),
            junctions=[j for j in junctions if reaches(person, reception.areas, j)],
            sees=True,
            accounts=accounts,
        )


def _add_session(routes: APIRouter, reception: Reception) -> None:
    @routes.post("/session", summary="Sign in", status_code=204, dependencies=[Depends(same_origin)])
    async def sign_in(asked: SignIn, request: Request, response: Response) -> None:
        token = await reception.sign_in(request, asked.name, Secret(asked.password))
        _give(response, reception, token)

    @routes.delete("/session", summary="Sign out", status_code=204, dependencies=[Depends(same_origin)])
    async def sign_out(request: Request, response: Response) -> None:
        session = await reception.find(request)
        if session is not None:
            token = request.cookies[reception.cookie]
            await reception.ask(sessions.end_session, token, reception.by(request, session))
        response.delete_cookie(reception.cookie, secure=reception.access.is_secure, httponly=True, samesite="strict")

    @routes.post("/session/proof", summary="Type the password again", status_code=204)
    async def prove(asked: Proof, request: Request, _: Annotated[None, Depends(same_origin)]) -> None:
        session = await reception.need(request, Act.SEE)
        await reception.check_password(request, session.person.name, Secret(asked.password))
        token = request.cookies[reception.cookie]
        await reception.ask(sessions.prove_session, token, reception.by(request, session))


def _add_invitation(routes: APIRouter, reception: Reception) -> None:
    @routes.post("/invitation/look", summary="Whom an invitation is for", dependencies=[Depends(same_origin)])
    async def look(asked: Invitation) -> Invited:
        name = await reception.ask(people.find_invited, asked.token, reception.now())
        if name is None:
            raise refusal(410, "office.no_invitation")
        return Invited(name=name)

    @routes.post("/invitation", summary="Choose a password", status_code=204, dependencies=[Depends(same_origin)])
    async def accept(asked: Acceptance, request: Request, response: Response) -> None:
        token = await reception.accept(request, asked.token, asked.name, Secret(asked.password))
        _give(response, reception, token)


def _give(response: Response, reception: Reception, token: str) -> None:
    """Hand the session's token to the browser, out of reach of scripts and of other sites."""
    response.set_cookie(
        reception.cookie, token, path="/", httponly=True, samesite="strict", secure=reception.access.is_secure
    )
