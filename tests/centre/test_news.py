"""What a person is told of a junction: every order and every event that matters, as a sentence in both languages."""

from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meydan.centre.news import tell
from meydan.city.because import Because, because
from meydan.city.events import (
    DetectorChanged,
    DetectorHealth,
    DetectorJudged,
    Event,
    GroupChanged,
    JunctionHeard,
    JunctionLost,
    Mode,
    ModeChanged,
    OrderRejected,
    PlanChanged,
    RouteChanged,
    RouteStep,
    StageEnded,
    StageStarted,
    Tick,
)
from meydan.city.instant import Instant
from meydan.city.junction import Lamp
from meydan.city.orders import Cleared, Order, Refused, ReleaseToLocal
from meydan.city.words import CATALOGUE, LANGUAGES, say
from tests.store.random_records import ORDERS, of_kind

T = Instant(1_800_000_000_000)
WHY = because("nothing_heard")
TOLD: list[tuple[Event, str, bool]] = [
    (StageStarted(T, "J1", "A"), "news.stage_started", False),
    *((ModeChanged(T, "J1", mode, WHY), f"news.mode_{mode}", True) for mode in Mode),
    (PlanChanged(T, "J1", "day", T), "news.plan", False),
    *((DetectorJudged(T, "J1", "D1s", health), f"news.detector_{health}", False) for health in DetectorHealth),
    (OrderRejected(T, "J1", WHY), "news.rejected", True),
    *((RouteChanged(T, "J1", "fire", step), f"news.route_{step}", False) for step in RouteStep),
    (JunctionLost(T, "J1"), "news.lost", False),
]


def is_sentence(told: dict[str, Any]) -> bool:
    what = Because(told["code"], tuple(told["values"].items()))
    return told["code"] in CATALOGUE and all(say(what, language) for language in LANGUAGES)


@pytest.mark.parametrize(("event", "code", "with_why"), TOLD, ids=lambda part: str(part)[:40])
def test_an_event_that_matters_is_told(event: Event, code: str, *, with_why: bool) -> None:
    told = tell(event)
    assert told is not None
    assert (told["t"], told["code"], "why" in told) == (T, code, with_why)
    assert is_sentence(told)


@pytest.mark.parametrize(
    "event",
    [
        Tick(T, 0),
        DetectorChanged(T, "J1", "D1s", True),
        GroupChanged(T, "J1", "P1", Lamp.GREEN),
        StageEnded(T, "J1", "A", "B"),
        JunctionHeard(T, "J1"),
    ],
    ids=lambda event: type(event).__name__,
)
def test_what_happens_all_the_time_is_no_news(event: Event) -> None:
    assert tell(event) is None


@pytest.mark.parametrize("kind", ORDERS, ids=lambda kind: kind.__name__)
@settings(max_examples=10)
@given(data=st.data())
def test_every_order_is_told_with_its_reason(kind: type[Any], data: st.DataObject) -> None:
    order = data.draw(of_kind(kind))
    told = tell(Cleared(order, for_street=False))
    assert told is not None
    assert (told["t"], told["why"]["code"]) == (order.t, order.because.code)
    assert is_sentence(told)


def test_a_refused_order_is_told_with_the_reason_of_the_refusal() -> None:
    told = tell(Refused(ReleaseToLocal(T, "J1", T, 1, because("test")), WHY))
    assert told is not None
    assert (told["code"], told["why"]) == ("news.refused", {"code": WHY.code, "values": {}})


def test_every_kind_of_order_is_tried_here() -> None:
    assert set(ORDERS) == set(get_args(Order))
