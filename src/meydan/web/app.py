"""The web application of one running centre."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from importlib.metadata import version

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import FileResponse, JSONResponse

from meydan.centre.road_meter import RoadMeter
from meydan.centre.snapshot import Live, Pace
from meydan.web.drawing import RoadMap
from meydan.web.facts import Signs
from meydan.web.guard import Guard, content_policy
from meydan.web.hub import Hub
from meydan.web.pages import PAGE, STATIC, Files, import_map_hash
from meydan.web.routes import make_routes


def create_app(
    live: Live,
    pace: Pace | None,
    roads: bytes,
    *,
    virtual: bool = False,
    read_only: bool = False,
    clock: Callable[[], float] = time.monotonic,
) -> FastAPI:
    """Return the application.

    It must run in the event loop of the centre: requests read `live` directly and never wait while they do.

    Parameters
    ----------
    live
        The running centre.
    pace
        The speed of the twin; None on a street.
    roads
        The city's GeoJSON.
    virtual, read_only
        Of a street: whether its controllers have no lamps, and whether the centre orders nothing; both are shown.
    clock
        Seconds that never run back, for the age of what is shown.
    """
    meter = RoadMeter(live.city)
    hub = Hub(live, pace, meter, clock)

    @asynccontextmanager
    async def publishing(_: FastAPI) -> AsyncIterator[None]:
        task = asyncio.create_task(hub.run())
        yield
        hub.close()
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
    app.state.hub = hub
    app.include_router(make_routes(live, pace, meter, RoadMap(roads), hub, Signs(virtual, read_only)))

    app.add_exception_handler(RequestValidationError, _tell_faults)

    @app.get("/", include_in_schema=False)
    async def page() -> FileResponse:
        return FileResponse(PAGE, headers={"Cache-Control": "no-cache"})

    app.mount("/static", Files(directory=STATIC))
    app.add_middleware(Guard, policy=content_policy(import_map_hash(PAGE.read_text(encoding="utf-8"))))
    return app


async def _tell_faults(_: Request, error: Exception) -> JSONResponse:
    """Say what is wrong with a question and where; what was sent is not sent back: it may be no JSON (NaN)."""
    faults = error.errors() if isinstance(error, RequestValidationError) else []
    told = [{name: fault[name] for name in ("type", "loc", "msg")} for fault in faults]
    return JSONResponse({"detail": told}, status_code=422)
