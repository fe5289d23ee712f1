"""The web application of one running centre."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from importlib.metadata import version

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import FileResponse, JSONResponse

from meydan.centre.road_meter import RoadMeter
from meydan.centre.snapshot import Live, Pace
from meydan.city.errors import PackageError, StoreError
from meydan.web.access import HERE, Access
from meydan.web.alarm_routes import make_alarm_routes, make_clock_route
from meydan.web.control import Control
from meydan.web.drawing import RoadMap
from meydan.web.exchange_desk import ExchangeDesk
from meydan.web.exchange_routes import make_exchange_routes
from meydan.web.facts import PLAIN, Signs
from meydan.web.guard import Guard, content_policy
from meydan.web.hub import Hub
from meydan.web.lately import Lately
from meydan.web.measure_routes import Ranking, make_measure_routes
from meydan.web.office_routes import make_office_routes
from meydan.web.override_routes import make_override_routes
from meydan.web.package_facts import all_in_both
from meydan.web.package_steps import PackageSteps
from meydan.web.pages import PAGE, STATIC, Files, import_map_hash
from meydan.web.priority_routes import make_priority_routes
from meydan.web.proof_routes import make_proof_routes
from meydan.web.proof_runner import ProofRunner
from meydan.web.reception import Reception
from meydan.web.routes import make_routes
from meydan.web.second_routes import make_second_routes
from meydan.web.session_routes import make_session_routes
from meydan.web.step_routes import make_step_routes
from meydan.web.two_persons import TwoPersons


def create_app(  # noqa: PLR0913 - one for each part of the page
    live: Live,
    pace: Pace | None,
    roads: bytes,
    *,
    control: Control,
    lately: Lately | None = None,
    signs: Signs = PLAIN,
    clock: Callable[[], float] = time.monotonic,
    reception: Reception | None = None,
    proofs: ProofRunner | None = None,
    exchange: ExchangeDesk | None = None,
    steps: PackageSteps | None = None,
) -> FastAPI:
    """Return the application.

    It must run in the event loop that changes `live`: requests read it directly and never wait while they do.

    Parameters
    ----------
    live
        What is known of the running centre.
    pace
        The speed of the twin; None on a street.
    roads
        The city's GeoJSON.
    control
        Who takes what people ask.
    lately
        What happened in the last quarter of an hour, kept up to date by whoever hears the records; else nothing did.
    signs
        What is shown of the field at all times, and what an operator can ask of a junction there.
    clock
        Seconds that never run back, for the age of what is shown.
    reception
        The accounts; without them nobody can act, and whoever can come may look.
    proofs, exchange, steps
        What runs proofs in the city's folder, what its exchange with other cities is, and what takes a package forward
        at a click; without them there are no such pages.
    """
    signs = replace(signs, proves=proofs is not None, exchanges=exchange is not None)
    meter = RoadMeter(live.city)
    hub = Hub(live, pace, meter, clock, lambda: control.is_there)
    lately = lately or Lately(live.city)
    ranking = Ranking(lately, list(live.city.junctions))

    @asynccontextmanager
    async def publishing(_: FastAPI) -> AsyncIterator[None]:
        tasks = [asyncio.create_task(hub.run()), asyncio.create_task(ranking.run())]
        yield
        hub.close()
        for task in tasks:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    app = FastAPI(
        title="Meydan",
        summary="The live state of a city's traffic lights",
        version=version("meydan"),
        openapi_url="/api/openapi.json",
        docs_url=None,  # its page comes from another site
        redoc_url=None,
        lifespan=publishing,
    )
    access = reception.access if reception else HERE
    app.state.hub, app.state.access = hub, access
    app.include_router(
        make_routes(live, pace, meter, RoadMap(roads), hub, signs=signs, control=control, reception=reception)
    )
    app.include_router(make_measure_routes(lately, ranking, reception))
    _add_work_between_cities(app, proofs, exchange, steps, reception)
    if reception is None:
        app.get("/api/me", include_in_schema=False)(_nobody)
    else:
        _add_accounts(app, live, control, signs, reception)

    _add_refusals(app)
    _add_page(app, access)
    return app


def _add_page(app: FastAPI, access: Access) -> None:
    """Add the one page, its files, and what a browser may do with them."""

    @app.get("/", include_in_schema=False)
    async def page() -> FileResponse:
        return FileResponse(PAGE, headers={"Cache-Control": "no-cache"})

    app.mount("/static", Files(directory=STATIC))
    policy = content_policy(import_map_hash(PAGE.read_text(encoding="utf-8")))
    app.add_middleware(Guard, policy=policy, access=access)


def _add_accounts(app: FastAPI, live: Live, control: Control, signs: Signs, reception: Reception) -> None:
    """Add what people do in their own name."""
    app.include_router(make_session_routes(reception, list(live.seen)))
    app.include_router(make_office_routes(reception))
    app.include_router(make_alarm_routes(live, control, reception))
    if signs.sets_clocks:
        app.include_router(make_clock_route(live, control, reception))
    app.include_router(make_priority_routes(live, control, reception))
    two = TwoPersons(reception.clock)
    app.include_router(make_override_routes(live, control, reception, signs.actions, two))
    app.include_router(make_second_routes(control, reception, two))


def _add_work_between_cities(
    app: FastAPI,
    proofs: ProofRunner | None,
    exchange: ExchangeDesk | None,
    steps: PackageSteps | None,
    reception: Reception | None,
) -> None:
    """Add proofs on the twin, and what other cities proved."""
    if proofs is not None:
        app.include_router(make_proof_routes(proofs, reception))
    if exchange is not None:
        app.include_router(make_exchange_routes(exchange, reception, steps))
    if exchange is not None and steps is not None and reception is not None:
        app.include_router(make_step_routes(steps, exchange, reception))


def _add_refusals(app: FastAPI) -> None:
    """Tell what cannot be done in words that the page has."""
    app.add_exception_handler(RequestValidationError, _tell_faults)
    app.add_exception_handler(StoreError, _tell_refusal)
    app.add_exception_handler(PackageError, _tell_package)


async def _tell_faults(_: Request, error: Exception) -> JSONResponse:
    """Say what is wrong with a question and where; what was sent is not sent back: it may be no JSON (NaN)."""
    faults = error.errors() if isinstance(error, RequestValidationError) else []
    told = [{name: fault[name] for name in ("type", "loc", "msg")} for fault in faults]
    return JSONResponse({"detail": told}, status_code=422)


async def _nobody() -> None:
    """Tell the page that this centre has no accounts at all."""


async def _tell_package(_: Request, error: Exception) -> JSONResponse:
    """Say everything that stands against a step with a package, in both languages."""
    if not isinstance(error, PackageError):
        raise error
    told = {"code": error.code, "values": dict(error.what.values), "why": all_in_both(f.what for f in error.faults)}
    return JSONResponse({"detail": told}, status_code=409)


_STATUS = {"office.bad_name": 422, "office.no_person": 404, "office.no_invitation": 410, "office.unusable": 503}


async def _tell_refusal(_: Request, error: Exception) -> JSONResponse:
    """Say what the office refused, as a code that the page has a sentence for."""
    if not isinstance(error, StoreError):
        raise error
    told = {"code": error.code, "values": dict(error.what.values)}
    return JSONResponse({"detail": told}, status_code=_STATUS.get(error.code, 409))
