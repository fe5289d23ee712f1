"""The measures of the last quarter of an hour: all junctions for a ranking, one in detail."""

import asyncio
from typing import Any

import msgspec
import structlog
from fastapi import APIRouter, Depends, HTTPException, Response

from meydan.web.alarm_routes import AS_JSON
from meydan.web.lately import WINDOW_MS, Lately
from meydan.web.reception import Reception
from meydan.web.routes import JunctionId, who_may_look

log = structlog.get_logger(__name__)

SHORTEST_ROUND_S = 4.0
EACH_S = 0.02  # between two junctions: a city of 2,500 is measured anew in 50 s, with a tenth of a processor


class Ranking:
    """The latest sums of each junction, measured one after the other, round and round."""

    def __init__(self, lately: Lately, junctions: list[str]) -> None:
        self.rows: dict[str, dict[str, Any]] = {}
        self._lately, self.junctions = lately, junctions

    async def run(self) -> None:
        """Measure until it is cancelled; a junction that cannot be measured keeps what it had."""
        pause_s = EACH_S  # the first round is a quick one
        while True:
            for junction in self.junctions:
                self.measure(junction)
                await asyncio.sleep(pause_s)
            pause_s = max(EACH_S, SHORTEST_ROUND_S / max(1, len(self.junctions)))
            if not self.junctions:
                await asyncio.sleep(SHORTEST_ROUND_S)

    def measure(self, junction: str) -> None:
        """Measure one junction now."""
        try:
            self.rows[junction] = self._lately.measure(junction)
        except Exception:  # the supervisor of measures: one that fails must not stop the others, nor the page
            log.exception("measure_failed", junction=junction)


def make_measure_routes(lately: Lately, ranking: Ranking, reception: Reception | None) -> APIRouter:
    """Return the routes by which measures are looked at; without a reception everybody who can come may look."""
    routes = APIRouter(prefix="/api", dependencies=[Depends(who_may_look(reception))])

    @routes.get(
        "/measures",
        summary="The measures of the last quarter of an hour, all junctions",
        tags=["measures"],
        responses=AS_JSON,
        response_class=Response,
    )
    async def all_junctions() -> Response:
        """Each row tells as of when it is; a large city is measured anew within a minute."""
        rows = [{**row, "groups": None, **together(row)} for row in ranking.rows.values()]
        return _picture({"t": lately.now, "window_s": WINDOW_MS // 1000, "rows": rows})

    @routes.get(
        "/measures/{junction}",
        summary="The measures of the last quarter of an hour, one junction by signal group",
        tags=["measures"],
        responses=AS_JSON | {404: {"description": "No such junction"}},
        response_class=Response,
    )
    async def one_junction(junction: JunctionId) -> Response:
        if junction not in ranking.junctions:
            raise HTTPException(404, "No such junction")
        told = lately.measure(junction)
        return _picture({**told, **together(told), "diagram": lately.diagram(junction)})

    return routes


def together(told: dict[str, Any]) -> dict[str, float]:
    """Return the sums of all groups of a junction."""
    names = ("vehicles", "on_green", "delayed", "delay_s", "cycles", "failures")
    return {name: sum(group[name] for group in told["groups"]) for name in names}


def _picture(told: dict[str, Any]) -> Response:
    return Response(msgspec.json.encode(told), media_type="application/json")
