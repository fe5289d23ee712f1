"""The exchange between cities: registries, packages, their lives here, and the steps that are taken at a click."""

import asyncio
from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, Depends, HTTPException, Query, Request, Response
from pydantic import Field

from meydan.city.rights import Act
from meydan.exchange.life_cycle.dossier import Desk
from meydan.exchange.life_cycle.machine import STOPS
from meydan.exchange.life_cycle.states import State
from meydan.store.office import people
from meydan.store.office.sessions import Session
from meydan.web.exchange_desk import ExchangeDesk
from meydan.web.guard import same_origin
from meydan.web.package_steps import PackageSteps
from meydan.web.reception import Reception
from meydan.web.routes import who_may_look
from meydan.web.session_routes import Asked

Place = Annotated[str, Field(max_length=200)]
READERS = frozenset({Act.DESIGN, Act.COORDINATE, Act.APPROVE})
OURS = [Depends(same_origin)]


class CityWish(Asked):
    """Whose registry to read anew."""

    city: Annotated[str, Field(max_length=64)]


class PackageWish(Asked):
    """Which package to fetch and verify."""

    place: Place


class StopWish(PackageWish):
    """Which package to reject or revert, and why."""

    why: Annotated[str, Field(min_length=3, max_length=1000)]


def make_exchange_routes(
    desk: ExchangeDesk, reception: Reception | None, steps: PackageSteps | None = None
) -> APIRouter:
    """Return the routes under `/api/exchange`; without a reception everybody may look and nobody may act."""
    routes = APIRouter(prefix="/api/exchange", tags=["exchange"], dependencies=[Depends(who_may_look(reception))])
    _add_looking(routes, desk, steps)
    if reception is not None:
        _add_reading(routes, desk, reception, steps)
        _add_stops(routes, desk, reception, steps)
    return routes


def _add_looking(routes: APIRouter, desk: ExchangeDesk, steps: PackageSteps | None) -> None:
    @routes.get("", summary="Registries, packages with their states, and alarms", response_class=Response)
    async def everything() -> Response:
        found = await asyncio.to_thread(desk.all)
        return _picture(found | {"waiting": list(steps.requests.all()) if steps else []})

    @routes.get("/alarms", summary="How many packages here were withdrawn by their city", response_class=Response)
    async def alarms() -> Response:
        found = (await asyncio.to_thread(desk.all))["alarms"]
        running, waiting = sum(one["life"]["runs"] for one in found), list(steps.requests.all()) if steps else []
        return _picture({"withdrawn": len(found), "running": running, "waiting": len(waiting)})

    @routes.get("/package", summary="One package: card, claims, checks, and its life here", response_class=Response)
    async def package(place: Annotated[str, Query(max_length=200)]) -> Response:
        found = await asyncio.to_thread(desk.one, place)
        if found is None:
            raise HTTPException(404, "No such package")
        step = await asyncio.to_thread(steps.facts, place) if steps else None
        return _picture(found | {"step": step})


def _add_reading(routes: APIRouter, desk: ExchangeDesk, reception: Reception, steps: PackageSteps | None) -> None:
    @routes.post("/update", summary="Read a partner's registry anew", status_code=204, dependencies=OURS)
    async def update(asked: CityWish, request: Request) -> None:
        session = await reception.need_somewhere(request, *READERS)
        reception.limit_alarm_acts(session)
        await reception.ask(people.record, reception.by(request, session).entry("registry_read", asked.city))
        await asyncio.to_thread(desk.update, asked.city)

    @routes.post("/verify", summary="Fetch a package and verify it", status_code=204, dependencies=OURS)
    async def verify(asked: PackageWish, request: Request) -> None:
        session = await reception.need_somewhere(request, *READERS)
        reception.limit_alarm_acts(session)
        await reception.ask(people.record, reception.by(request, session).entry("package_verified", asked.place))
        await asyncio.to_thread(desk.verify, _signed(desk, reception, session), asked.place)
        if steps is not None:
            await asyncio.to_thread(steps.end_watch, asked.place)


def _add_stops(routes: APIRouter, desk: ExchangeDesk, reception: Reception, steps: PackageSteps | None) -> None:
    async def put_away(asked: StopWish, request: Request, state: State) -> None:
        session = await reception.need_somewhere(request, *STOPS)
        await asyncio.to_thread(desk.stop, _signed(desk, reception, session), asked.place, state, asked.why)
        if steps is not None:
            await asyncio.to_thread(steps.settle, asked.place)

    @routes.post("/reject", summary="Reject a package, at once", status_code=204, dependencies=OURS)
    async def reject(asked: StopWish, request: Request) -> None:
        await put_away(asked, request, State.REJECTED)

    @routes.post("/revert", summary="Go back to what ran before, at once", status_code=204, dependencies=OURS)
    async def revert(asked: StopWish, request: Request) -> None:
        await put_away(asked, request, State.REVERTED)


def _signed(desk: ExchangeDesk, reception: Reception, session: Session) -> Desk:
    """Return the desk with the person who asks; every step stands in the audit trail under their name."""
    return Desk(desk.home, reception.office, (session.person,), "", reception.now())


def _picture(told: Any) -> Response:
    return Response(msgspec.json.encode(told), media_type="application/json")
