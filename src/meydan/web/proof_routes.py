"""Proofs: what can be proved, starting, stopping and going on, and everything a proof found."""

import asyncio
from importlib.metadata import entry_points
from pathlib import Path as File
from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, Depends, HTTPException, Path, Request, Response
from pydantic import Field

from meydan.city.rights import Act
from meydan.city.words import Language
from meydan.store.office import people
from meydan.store.plans_folder import STRATEGY
from meydan.store.proof_file import FILE as PROOF
from meydan.store.proofs_folder import (
    AskedProof,
    ProofPlace,
    find_proof,
    forget_failure,
    make_proof_folder,
    read_asked,
)
from meydan.store.solutions_folder import SolutionPlace, list_solutions
from meydan.web.guard import POLICY, same_origin
from meydan.web.proof_facts import list_proofs, proof_facts
from meydan.web.proof_runner import Commands, ProofRunner
from meydan.web.reception import Reception, refusal
from meydan.web.routes import who_may_look
from meydan.web.session_routes import Asked
from meydan.web.step_process import entering

Name = Annotated[str, Path(max_length=100)]
REPORT_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox; frame-ancestors 'none'"


class ProofWish(Asked):
    """What to prove against what, both from the list of what can be."""

    candidate: Annotated[str, Field(max_length=400)]
    against: Annotated[str, Field(max_length=400)]


def make_proof_routes(runner: ProofRunner, reception: Reception | None) -> APIRouter:
    """Return the routes under `/api/proofs`; without a reception nobody can start one."""
    routes = APIRouter(prefix="/api/proofs", tags=["proofs"], dependencies=[Depends(who_may_look(reception))])
    _add_looking(routes, runner)
    _add_files(routes, runner.home)
    if reception is not None:
        _add_start(routes, runner, reception)
        _add_going_on(routes, runner, reception)
    return routes


def _add_looking(routes: APIRouter, runner: ProofRunner) -> None:
    @routes.get("", summary="All proofs, and what can be proved", response_class=Response)
    async def all_proofs() -> Response:
        solutions = await asyncio.to_thread(offered, runner.home)
        proofs = await asyncio.to_thread(list_proofs, runner.home, runner.running)
        return _picture({"solutions": solutions, "proofs": proofs, "running": runner.running})

    @routes.get("/{name}", summary="One proof with its rows, pairs and approaches", response_class=Response)
    async def one_proof(name: Name) -> Response:
        return _picture(await asyncio.to_thread(proof_facts, _place(runner.home, name), runner.running))


def _add_files(routes: APIRouter, home: File) -> None:
    @routes.get("/{name}/report/{language}", summary="The report, which needs nothing beside it")
    async def report(name: Name, language: Language) -> Response:
        page = await asyncio.to_thread(_file, home, name, f"proof-{language}.html")
        return Response(page, media_type="text/html", headers={POLICY: REPORT_POLICY})

    @routes.get("/{name}/proof.json", summary="The proof as it was written")
    async def document(name: Name) -> Response:
        told = {"Content-Disposition": f'attachment; filename="{name}.proof.json"'}
        return Response(await asyncio.to_thread(_file, home, name, PROOF), media_type="application/json", headers=told)


def _add_start(routes: APIRouter, runner: ProofRunner, reception: Reception) -> None:
    @routes.post("", summary="Start a proof", status_code=201, dependencies=[Depends(same_origin)])
    async def start(asked: ProofWish, request: Request) -> dict[str, str]:
        session = await reception.need_somewhere(request, Act.DESIGN)
        places = {one.place for one in await asyncio.to_thread(offered, runner.home)}
        if not {asked.candidate, asked.against} <= places:
            raise refusal(422, "proofs.not_offered")
        if asked.candidate == asked.against:
            raise refusal(422, "proofs.same")
        need_idle(runner)
        reception.limit_alarm_acts(session)
        wish = AskedProof(asked.candidate, asked.against, session.person.name, reception.now())
        entry = reception.by(request, session).entry("proof_started", asked.candidate, against=asked.against)
        await reception.ask(people.record, entry)  # first: an act that cannot be written down does not happen
        name = await asyncio.to_thread(make_proof_folder, runner.home, wish)
        await start_proof(runner, _place(runner.home, name), wish)
        return {"name": name}


def _add_going_on(routes: APIRouter, runner: ProofRunner, reception: Reception) -> None:
    @routes.post("/{name}/run", summary="Let a proof go on", status_code=202, dependencies=[Depends(same_origin)])
    async def go_on(name: Name, request: Request) -> Response:
        session = await reception.need_somewhere(request, Act.DESIGN)
        place = _place(runner.home, name)
        wish = await asyncio.to_thread(read_asked, place.folder)
        if wish is None or (place.folder / PROOF).exists():
            raise refusal(409, "proofs.over")
        need_idle(runner)
        reception.limit_alarm_acts(session)
        await reception.ask(people.record, reception.by(request, session).entry("proof_gone_on", name))
        await asyncio.to_thread(forget_failure, place.folder)
        after = entering(runner.home, reception.office.folder, place.package, session.person.name)
        await start_proof(runner, place, wish, after)
        return Response(status_code=202)

    @routes.delete("/{name}/run", summary="Stop a proof; its runs stay", status_code=204)
    async def stop(name: Name, request: Request, _: Annotated[None, Depends(same_origin)]) -> None:
        session = await reception.need_somewhere(request, Act.DESIGN)
        if runner.running != name:
            raise refusal(409, "proofs.not_running")
        await reception.ask(people.record, reception.by(request, session).entry("proof_stopped", name))
        await asyncio.to_thread(runner.stop)


def offered(home: File) -> list[SolutionPlace]:
    """Return what can be proved or proved against: every strategy there is, what lies in the city, what is in force."""
    names = sorted({point.name for point in entry_points(group="meydan.strategy")})
    in_force = [SolutionPlace(STRATEGY, "parameters", STRATEGY)] if (home / STRATEGY).is_file() else []
    return [*(SolutionPlace(name, "strategy", name) for name in names), *list_solutions(home), *in_force]


def need_idle(runner: ProofRunner) -> None:
    """Refuse to begin while other work on the twin runs."""
    if runner.running:
        raise refusal(409, "proofs.one_runs")


async def start_proof(runner: ProofRunner, place: ProofPlace, wish: AskedProof, after: Commands = ()) -> None:
    """Start a proof; 409 if something else was faster."""
    if not await asyncio.to_thread(runner.start, place, wish, after):
        raise refusal(409, "proofs.one_runs")


def _place(home: File, name: str) -> ProofPlace:
    place = find_proof(home, name)
    if place is None:
        raise HTTPException(404, "No such proof")
    return place


def _file(home: File, name: str, file: str) -> bytes:
    try:
        return (_place(home, name).folder / file).read_bytes()
    except OSError:
        raise HTTPException(404, "No such file") from None


def _picture(told: Any) -> Response:
    return Response(msgspec.json.encode(told), media_type="application/json")
