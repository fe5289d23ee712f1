"""The one loop: everything is written down first, orders go by the door only, a failing strategy is fenced."""

from collections.abc import Mapping
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from meydan.centre.loop import Centre, Record, check_fit, run
from meydan.city.because import because
from meydan.city.city import City
from meydan.city.errors import FieldError
from meydan.city.events import DetectorChanged, Event, JunctionHeard, ModeChanged, StageStarted, Tick, ZoneChanged
from meydan.city.instant import later
from meydan.city.orders import CallStage, Cleared, Order, Refused, ReleaseToLocal, SetMode
from meydan.city.state import JunctionState
from meydan.control import actuated
from tests.junctions import junction, plan
from tests.paper_street import START, PaperStreet, city, live_through, passes, started

pytestmark = pytest.mark.anyio


def strategy(decide: Any, needs: frozenset[type[Order]] = frozenset()) -> Any:
    def start(of: City, junction: str, seen: Mapping[str, JunctionState]) -> JunctionState:
        return seen[junction]

    return SimpleNamespace(NEEDS=needs, start=start, decide=decide)


async def test_an_event_is_written_down_before_anything_is_decided() -> None:
    written: list[Record] = []
    newest_when_decided: list[bool] = []

    def decide(seen: JunctionState, event: Event) -> tuple[JunctionState, list[Order]]:
        newest_when_decided.append(written[-1] is event or isinstance(written[-1], Cleared | Refused))
        return seen, []

    centre = Centre(city(), strategy(decide), "test", written.append, on_street=False)
    await run(centre, PaperStreet(city(), {}, 30), started())
    assert newest_when_decided
    assert all(newest_when_decided)


async def test_an_order_that_the_door_refuses_is_logged_and_never_sent() -> None:
    def decide(seen: JunctionState, event: Event) -> tuple[JunctionState, list[Order]]:
        if not isinstance(event, Tick):
            return seen, []
        return seen, [CallStage(event.t, "J1", "X", later(event.t, 20), seen.fence, because("test"))]

    records = await live_through(city(), strategy(decide), 30)
    assert [r for r in records if isinstance(r, Cleared)] == []
    assert {r.why.code for r in records if isinstance(r, Refused)} >= {"safety.no_stage"}
    assert [r.stage for r in records if isinstance(r, StageStarted)] == ["A"]


async def test_what_detectors_say_is_no_news_of_a_junction() -> None:
    centre = Centre(city(), strategy(lambda seen, event: (seen, [])), "test", lambda record: None, on_street=False)
    centre.handle(StageStarted(START, "J1", "A"))
    for s in range(50):
        centre.handle(ZoneChanged(later(START, s), "J1", "P1s", s % 3, 0))
        centre.handle(DetectorChanged(later(START, s), "J1", "P2s", occupied=s % 2 == 0))
    assert list(centre.recent["J1"]) == [StageStarted(START, "J1", "A")]


async def test_a_strategy_that_fails_gives_its_junction_back_and_the_city_runs_on() -> None:
    def decide(seen: JunctionState, event: Event) -> tuple[JunctionState, list[Order]]:
        if isinstance(event, Tick) and event.t > later(START, 20):
            raise KeyError("a bug")
        return seen, []

    records = await live_through(city(), strategy(decide), 100)
    given = [r.order for r in records if isinstance(r, Cleared)]
    assert [type(order) for order in given] == [ReleaseToLocal]
    assert given[0].because == because("centre.strategy_failed", strategy="test", error="KeyError")
    assert [r.stage for r in records if isinstance(r, StageStarted)][:3] == ["A", "B", "C"]


async def test_an_event_of_a_junction_reaches_only_its_own_strategy() -> None:
    seen_by: list[tuple[str, Event]] = []

    def decide(seen: JunctionState, event: Event) -> tuple[JunctionState, list[Order]]:
        seen_by.append((seen.junction.id, event))
        return seen, []

    two = city(junction(), replace(junction(), id="J2"), plans=[plan(), replace(plan(), junction="J2")])
    await live_through(two, strategy(decide), 5)
    assert {j for j, event in seen_by if isinstance(event, Tick)} == {"J1", "J2"}
    assert all(j == event.junction for j, event in seen_by if isinstance(event, JunctionHeard | ModeChanged))


async def test_a_strategy_whose_orders_the_field_does_not_take_is_refused_at_the_start() -> None:
    wants = strategy(lambda seen, event: (seen, []), frozenset({SetMode}))
    with pytest.raises(FieldError) as refused:
        check_fit(wants, "test", PaperStreet(city(), {}, 1))
    assert refused.value.what.values == (("strategy", "test"), ("missing", "SetMode"))


async def test_why_a_junction_does_what_it_does_is_always_known() -> None:
    centre = Centre(city(), actuated, "actuated", lambda _: None, on_street=False)
    await run(centre, PaperStreet(city(), passes("P2s", 30, lasts_s=40), 60), started())
    assert centre.why["J1"].code.startswith("control.")
    assert {record.t for record in centre.recent["J1"] if isinstance(record, StageStarted)}
    assert centre.history["J1"]
