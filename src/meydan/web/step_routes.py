"""Taking a package forward at a click: binding it, proving it, its days, and what a second person has to agree to."""

import asyncio
from typing import Annotated, Any, Literal

import msgspec
from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic import Field

from meydan.city.rights import Act
from meydan.exchange.life_cycle.asking import Wish
from meydan.exchange.life_cycle.binding import names_for
from meydan.exchange.life_cycle.machine import PERSONS
from meydan.exchange.life_cycle.states import State
from meydan.exchange.manifest import SlotKind
from meydan.store.office import people
from meydan.store.trial_file import MOST_DAYS, MOST_JUNCTIONS
from meydan.web.exchange_desk import ExchangeDesk
from meydan.web.guard import same_origin
from meydan.web.package_steps import PackageSteps
from meydan.web.proof_routes import need_idle, offered
from meydan.web.reception import Reception, refusal
from meydan.web.routes import who_may_look
from meydan.web.session_routes import Asked

Place = Annotated[str, Field(max_length=200)]
Text = Annotated[str, Field(max_length=400)]
Day = Annotated[str, Field(pattern=r"^(\d{4}-\d{2}-\d{2})?$")]
Names = Annotated[list[Text], Field(max_length=5000)]
Of = Literal["shadow", "trial"]
OURS = [Depends(same_origin)]
TWO = {"shadow": State.SHADOW, "trial": State.TRIAL, "adopted": State.ADOPTED}


class OfPackage(Asked):
    """Which package."""

    place: Place


class BindWish(OfPackage):
    """What goes into each slot: names of the city, or a number; null where nothing was typed."""

    bound: Annotated[dict[Text, Names | float | None], Field(max_length=200)]


class ProveWish(OfPackage):
    """What to prove it against, from the list of what can be."""

    against: Text


class DaysWish(OfPackage):
    """Whose days: those in the shadow, or those of the trial."""

    of: Of


class StepWish(OfPackage):
    """A step that a second person has to agree to; a trial has junctions and days, an adoption who maintains it."""

    state: Literal["shadow", "trial", "adopted"]
    junctions: Annotated[tuple[Text, ...], Field(max_length=MOST_JUNCTIONS * 10)] = ()
    days: Annotated[int, Field(ge=0, le=MOST_DAYS)] = 0
    first: Day = ""
    owner: Text = ""


class StepAgreement(OfPackage):
    """The digest of what was seen, and on a street what is waived, until when."""

    digest: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    waiver: Annotated[str, Field(max_length=1000)] = ""
    waiver_until: Day = ""


def make_step_routes(steps: PackageSteps, desk: ExchangeDesk, reception: Reception) -> APIRouter:
    """Return the routes under `/api/exchange` that take a package forward."""
    routes = APIRouter(prefix="/api/exchange", tags=["exchange"], dependencies=[Depends(who_may_look(reception))])
    _add_names(routes, steps)
    _add_binding(routes, steps, desk, reception)
    _add_proving(routes, steps, desk, reception)
    _add_days(routes, steps, reception)
    _add_asking(routes, steps, reception)
    _add_agreeing(routes, steps, desk, reception)
    return routes


def _add_names(routes: APIRouter, steps: PackageSteps) -> None:
    @routes.get("/names", summary="What of a junction can go into a slot of a kind", response_class=Response)
    async def names(kind: SlotKind, junction: Annotated[str, Query(max_length=400)]) -> Response:
        found = await asyncio.to_thread(names_for, kind, steps.here.city)
        return _picture(sorted(name for name in found if name.startswith(f"{junction}/")))

    @routes.get("/against", summary="What a package can be proved against", response_class=Response)
    async def against() -> Response:
        return _picture({"solutions": await asyncio.to_thread(offered, steps.here.home)})


def _add_binding(routes: APIRouter, steps: PackageSteps, desk: ExchangeDesk, reception: Reception) -> None:
    @routes.post("/adapt", summary="Bind a package's slots", status_code=204, dependencies=OURS)
    async def adapt(asked: BindWish, request: Request) -> None:
        session = await reception.need_somewhere(request, Act.DESIGN)
        reception.limit_alarm_acts(session)
        wish = Wish(bound=asked.bound)
        step = await asyncio.to_thread(steps.asked, asked.place, State.ADAPTED, session.person.name, wish)
        await steps.taker.take(step)
        await _settle(steps, desk, asked.place)


def _add_proving(routes: APIRouter, steps: PackageSteps, desk: ExchangeDesk, reception: Reception) -> None:
    @routes.post("/prove", summary="Start the proof of a package", status_code=201, dependencies=OURS)
    async def prove(asked: ProveWish, request: Request) -> dict[str, str]:
        session = await reception.need_somewhere(request, Act.DESIGN)
        reception.limit_alarm_acts(session)
        if asked.against not in {one.place for one in await asyncio.to_thread(offered, steps.here.home)}:
            raise refusal(422, "proofs.not_offered")
        need_idle(steps.runner)
        await asyncio.to_thread(steps.check_adapted, asked.place)
        by = reception.by(request, session)
        await reception.ask(people.record, by.entry("proof_started", asked.place, against=asked.against))
        name = await asyncio.to_thread(steps.prove, asked.place, asked.against, by)
        if name is None:
            raise refusal(409, "proofs.one_runs")
        return {"name": name}

    @routes.post("/enter", summary="Enter a proof that has passed", status_code=204, dependencies=OURS)
    async def enter(asked: OfPackage, request: Request) -> None:
        session = await reception.need_somewhere(request, Act.DESIGN)
        reception.limit_alarm_acts(session)
        step = await asyncio.to_thread(steps.asked, asked.place, State.PROVEN, session.person.name, Wish())
        await steps.taker.take(step)
        await _settle(steps, desk, asked.place)


def _add_days(routes: APIRouter, steps: PackageSteps, reception: Reception) -> None:
    @routes.post("/days", summary="Start days in the shadow or on trial", status_code=204, dependencies=OURS)
    async def start(asked: DaysWish, request: Request) -> None:
        session = await reception.need_somewhere(request, Act.DESIGN)
        reception.limit_alarm_acts(session)
        await asyncio.to_thread(steps.check_start, asked.place, asked.of)
        by = reception.by(request, session)
        await reception.ask(people.record, by.entry("days_started", asked.place, of=asked.of))
        if not await asyncio.to_thread(steps.start_days, asked.place, asked.of, by):
            raise refusal(409, "proofs.one_runs")

    @routes.post("/days/stop", summary="Stop them; those that are whole stay", status_code=204, dependencies=OURS)
    async def stop(asked: DaysWish, request: Request) -> None:
        session = await reception.need_somewhere(request, Act.DESIGN)
        await asyncio.to_thread(steps.check_stop, asked.place, asked.of)
        entry = reception.by(request, session).entry("days_stopped", asked.place, of=asked.of)
        await reception.ask(people.record, entry)
        await asyncio.to_thread(steps.stop_days, asked.place, asked.of)


def _add_asking(routes: APIRouter, steps: PackageSteps, reception: Reception) -> None:
    @routes.post("/ask", summary="Ask for a step that needs two persons", status_code=202, dependencies=OURS)
    async def ask(asked: StepWish, request: Request) -> Response:
        first, _ = PERSONS[TWO[asked.state]]
        session = await reception.need_proof_somewhere(request, *first)
        reception.limit_alarm_acts(session)
        wish = Wish(junctions=asked.junctions, days=asked.days, first=asked.first, owner=asked.owner)
        step = await asyncio.to_thread(steps.asked, asked.place, TWO[asked.state], session.person.name, wish)
        await steps.taker.take(step)  # everything but the second person must be in order
        entry = reception.by(request, session).entry("exchange_asked", asked.place, state=asked.state)
        await reception.ask(people.record, entry)
        steps.wait(step)
        return Response(status_code=202)


def _add_agreeing(routes: APIRouter, steps: PackageSteps, desk: ExchangeDesk, reception: Reception) -> None:
    @routes.post("/agree", summary="Agree to a step, as the second person", status_code=204, dependencies=OURS)
    async def agree(asked: StepAgreement, request: Request) -> None:
        known = await reception.need(request, Act.SEE)
        found = steps.requests.check(asked.place, asked.digest, known.person.name)
        _, second = PERSONS[found.wish.state]
        session = await reception.need_proof_somewhere(request, *second)
        step = steps.agreed(found, session.person.name, asked.waiver, asked.waiver_until)
        await steps.taker.take(step)
        await _settle(steps, desk, asked.place)

    @routes.post("/decline", summary="Decline a step, or take it back", status_code=204, dependencies=OURS)
    async def decline(asked: OfPackage, request: Request) -> None:
        found = steps.requests.find(asked.place)
        if found is None:
            raise refusal(404, "second.gone")
        first, second = PERSONS[found.wish.state]
        session = await reception.need_somewhere(request, *first, *second)
        steps.requests.end(asked.place)  # first: a no is never kept back
        entry = reception.by(request, session).entry("exchange_declined", asked.place, state=str(found.wish.state))
        await reception.ask(people.record, entry)


async def _settle(steps: PackageSteps, desk: ExchangeDesk, place: str) -> None:
    await asyncio.to_thread(steps.settle, place)
    desk.forget()


def _picture(told: Any) -> Response:
    return Response(msgspec.json.encode(told), media_type="application/json")
