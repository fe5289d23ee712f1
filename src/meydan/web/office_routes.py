"""Accounts for the administrator, and the audit trail for the auditor."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request
from pydantic import BaseModel, Field

from meydan.city.instant import Instant
from meydan.city.rights import WHOLE_CITY, Act, Person, Role
from meydan.store.office import people
from meydan.store.office.audit import Numbered, Search, search
from meydan.web.guard import same_origin
from meydan.web.reception import Reception, refusal
from meydan.web.session_routes import Asked, Name

Area = Annotated[str, Field(max_length=200)]
AccountName = Annotated[str, Path(max_length=64)]
Text = Annotated[str, Field(max_length=200)]
OURS = [Depends(same_origin)]


class Rights(Asked):
    """What an account may do, and where."""

    role: Role
    areas: list[Area] = Field(max_length=1000)
    disabled: bool = False


class NewPerson(Rights):
    """An account to add."""

    name: Name


class AccountFacts(BaseModel):
    """One account."""

    name: str
    role: Role
    areas: list[str]
    disabled: bool
    has_password: bool


class Accounts(BaseModel):
    """All accounts, and the areas there are."""

    people: list[AccountFacts]
    areas: list[str]


class InvitationGiven(BaseModel):
    """A token to hand to the person it is for; it is shown this once and works once."""

    token: str


class AuditSearch(Asked):
    """What to look for in the audit trail; what is left out means anything."""

    person: Text = ""
    act: Text = ""
    text: Text = ""
    since: int | None = None
    until: int | None = None
    before: int | None = Field(default=None, description="Only entries with a smaller number, for the next page")
    most: int = Field(default=100, ge=1, le=500)


class EntryFacts(BaseModel):
    """One entry of the audit trail."""

    number: int
    t: int
    person: str
    address: str
    act: str
    subject: str
    detail: dict[str, str]
    hash: str


class Found(BaseModel):
    """Entries, newest first; `more` if there may be others before them."""

    entries: list[EntryFacts]
    more: bool


def make_office_routes(reception: Reception) -> APIRouter:
    """Return the routes under `/api/people` and `/api/audit`."""
    routes = APIRouter(prefix="/api", tags=["office"])
    _add_people(routes, reception)
    _add_audit(routes, reception)
    return routes


def _add_people(routes: APIRouter, reception: Reception) -> None:
    @routes.get("/people", summary="All accounts")
    async def all_people(request: Request) -> Accounts:
        await reception.need(request, Act.MANAGE_PEOPLE)
        accounts = await reception.ask(people.list_accounts)
        return Accounts(people=[_facts(account) for account in accounts], areas=sorted(reception.areas))

    @routes.post("/people", summary="Add an account", status_code=201, dependencies=OURS)
    async def add(asked: NewPerson, request: Request) -> InvitationGiven:
        session = await reception.need_proof(request, Act.MANAGE_PEOPLE)
        person = _person(asked.name, asked, reception)
        token = await reception.ask(people.add_person, person, reception.by(request, session))
        return InvitationGiven(token=token)

    @routes.put("/people/{name}", summary="Change an account's rights", status_code=204, dependencies=OURS)
    async def change(name: AccountName, asked: Rights, request: Request) -> None:
        session = await reception.need_proof(request, Act.MANAGE_PEOPLE)
        person = _person(name, asked, reception)
        await reception.ask(people.change_person, person, reception.by(request, session))

    @routes.post("/people/{name}/invitation", summary="Invite again", status_code=201, dependencies=OURS)
    async def invite(name: AccountName, request: Request) -> InvitationGiven:
        session = await reception.need_proof(request, Act.MANAGE_PEOPLE)
        return InvitationGiven(token=await reception.ask(people.invite_again, name, reception.by(request, session)))


def _add_audit(routes: APIRouter, reception: Reception) -> None:
    @routes.get("/audit", summary="Search the audit trail")
    async def find(wanted: Annotated[AuditSearch, Query()], request: Request) -> Found:
        await reception.need(request, Act.READ_AUDIT)
        found = await reception.ask(search, _search(wanted))
        return Found(entries=[_entry(numbered) for numbered in found], more=len(found) == wanted.most)


def _search(wanted: AuditSearch) -> Search:
    since = Instant(wanted.since) if wanted.since is not None else None
    until = Instant(wanted.until) if wanted.until is not None else None
    return Search(wanted.person, wanted.act, wanted.text, since, until, wanted.before, wanted.most)


def _person(name: str, asked: Rights, reception: Reception) -> Person:
    for area in asked.areas:
        if area != WHOLE_CITY and area not in reception.areas:
            raise refusal(422, "account.no_area", area=area)
    return Person(name, asked.role, tuple(asked.areas), asked.disabled)


def _facts(account: people.Account) -> AccountFacts:
    person = account.person
    return AccountFacts(
        name=person.name,
        role=person.role,
        areas=list(person.areas),
        disabled=person.disabled,
        has_password=account.has_password,
    )


def _entry(numbered: Numbered) -> EntryFacts:
    entry = numbered.entry
    return EntryFacts(
        number=numbered.number,
        t=entry.t,
        person=entry.person,
        address=entry.address,
        act=entry.act,
        subject=entry.subject,
        detail=entry.detail,
        hash=numbered.hash,
    )
