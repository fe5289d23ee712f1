"""The life of orders: nothing is done because it was sent, only what the junction shows is."""

from typing import Any

import pytest

from meydan.centre.loop import Centre
from meydan.centre.order_book import CONFIRM_S, OrderLife, OrderStand
from meydan.centre.snapshot import snapshot_junction
from meydan.city.alarm import HandleAlarm, Handling
from meydan.city.because import because
from meydan.city.events import (
    Event,
    JunctionHeard,
    Mode,
    ModeChanged,
    OrderRejected,
    PlanChanged,
    RunStarted,
    StageStarted,
    Tick,
)
from meydan.city.instant import Instant, later
from meydan.city.orders import (
    AskPriority,
    CallStage,
    Cleared,
    EndPriority,
    HoldStage,
    Order,
    Refused,
    ReleaseToLocal,
    SetCycle,
    SetMode,
    SetOffset,
    SetPlan,
    SetSplits,
    Verdict,
)
from meydan.city.priority import PriorityChanged, PriorityRefused, PriorityStand
from tests.paper_street import OFFSET_S, START
from tests.web.paper_city import paper_centre

WHY = because("control.min_green", min_s=5)


def at(s: float) -> Instant:
    return later(START, s)


def told(*steps: Event | Verdict) -> list[OrderLife]:
    """Return the lives of J1's orders after verdicts and events, in the order of a loop."""
    centre = paper_centre()
    centre.handle(RunStarted(START, "", "", 1, 1))
    for step in steps:
        if isinstance(step, Cleared | Refused):
            centre.orders.take(step)
        else:
            centre.handle(step)
    return list(centre.orders.lives["J1"])


def cleared(kind: type[Any], s: float, *about: Any, until_s: float = 60) -> Cleared:
    order: Order = kind(at(s), "J1", *about, at(s + until_s), 1, WHY)
    return Cleared(order, for_street=False)


CALL = cleared(CallStage, 0, "B")
CENTRAL = ModeChanged(at(1), "J1", Mode.CENTRAL, WHY)
LOCAL = ModeChanged(at(1), "J1", Mode.LOCAL, WHY)


def stands(*steps: Event | Verdict) -> list[OrderStand]:
    return [life.stand for life in told(*steps)]


def test_a_call_is_confirmed_when_its_stage_is_green_and_not_before() -> None:
    assert stands(CALL, CENTRAL, JunctionHeard(at(5), "J1")) == [OrderStand.PENDING]
    [life] = told(CALL, CENTRAL, StageStarted(at(7), "J1", "B"))
    assert (life.stand, life.settled) == (OrderStand.CONFIRMED, at(7))


@pytest.mark.parametrize(
    ("order", "shown"),
    [
        (cleared(HoldStage, 0, "A"), (CENTRAL, StageStarted(at(2), "J1", "A"))),
        (cleared(SetPlan, 0, "day"), (LOCAL, PlanChanged(at(2), "J1", "day", START))),
        (cleared(SetOffset, 0, "day", 7.0), (LOCAL, PlanChanged(at(2), "J1", "day", START, adjusted=True))),
        (cleared(SetCycle, 0, "day", 70.0), (LOCAL, PlanChanged(at(2), "J1", "day", START, adjusted=True))),
        (cleared(SetSplits, 0, "day", (9.0,)), (LOCAL, PlanChanged(at(2), "J1", "day", START, adjusted=True))),
        (cleared(SetMode, 0, Mode.LOCAL), (CENTRAL, LOCAL)),
        (cleared(ReleaseToLocal, 0), (CENTRAL, LOCAL)),
    ],
)
def test_every_kind_of_order_is_confirmed_by_what_the_junction_says(order: Cleared, shown: tuple[Event, Event]) -> None:
    first, then = shown
    assert stands(order, first) in ([OrderStand.PENDING], [OrderStand.CONFIRMED])
    assert stands(order, first, then) == [OrderStand.CONFIRMED]


def test_silence_is_a_time_out_then_the_end_and_a_late_answer_still_counts() -> None:
    assert stands(CALL, Tick(at(CONFIRM_S), OFFSET_S)) == [OrderStand.PENDING]
    assert stands(CALL, Tick(at(CONFIRM_S + 1), OFFSET_S)) == [OrderStand.TIMED_OUT]
    late = (Tick(at(CONFIRM_S + 1), OFFSET_S), CENTRAL, StageStarted(at(14), "J1", "B"))
    assert stands(CALL, *late) == [OrderStand.CONFIRMED]
    assert stands(CALL, Tick(at(60), OFFSET_S)) == [OrderStand.EXPIRED]


def test_time_alone_confirms_nothing() -> None:
    shown = (CENTRAL, StageStarted(at(1), "J1", "B"))
    again = cleared(CallStage, 5, "B")
    assert stands(*shown, again, Tick(at(6), OFFSET_S)) == [OrderStand.PENDING]
    assert stands(*shown, again, JunctionHeard(at(6), "J1")) == [OrderStand.CONFIRMED]


def test_what_a_person_does_confirms_nothing() -> None:
    asked = HandleAlarm("J1", "", "failsafe", Handling.ACKNOWLEDGE, "ayse").at(at(6))
    again = cleared(SetPlan, 5, "day")
    assert stands(LOCAL, PlanChanged(at(2), "J1", "day", START), again, asked) == [OrderStand.PENDING]


def test_a_refusal_of_safety_or_of_the_controller_says_why() -> None:
    [by_safety] = told(Refused(CALL.order, because("safety.stale", silent_s=11)))
    assert (by_safety.stand, by_safety.why) == (OrderStand.REFUSED, because("safety.stale", silent_s=11))
    [by_device] = told(CALL, OrderRejected(at(1), "J1", because("controller.no_plan", plan="x")))
    assert (by_device.stand, by_device.why) == (OrderStand.REFUSED, because("controller.no_plan", plan="x"))


def test_an_order_that_only_renews_the_last_one_is_no_other() -> None:
    [life] = told(*(cleared(HoldStage, s, "A") for s in range(5)))
    assert (life.order.t, life.order.until) == (at(0), at(64))


def test_an_order_takes_the_place_of_one_that_was_never_shown() -> None:
    assert stands(CALL, cleared(CallStage, 4, "C")) == [OrderStand.REPLACED, OrderStand.PENDING]
    assert stands(cleared(SetPlan, 0, "day"), cleared(ReleaseToLocal, 3)) == [OrderStand.REPLACED, OrderStand.PENDING]


def test_orders_that_are_given_together_do_not_replace_each_other() -> None:
    given = (cleared(SetPlan, 3, "day"), cleared(ReleaseToLocal, 3))  # judged in this order, sent the other way round
    assert stands(*given) == [OrderStand.PENDING, OrderStand.PENDING]


def test_the_picture_of_a_junction_tells_each_order_with_how_long_it_took() -> None:
    centre: Centre = paper_centre()
    centre.handle(RunStarted(START, "", "", 1, 1))
    for step in (CALL, cleared(SetPlan, 3, "day")):
        centre.orders.take(step)
    for event in (CENTRAL, StageStarted(at(7), "J1", "B")):
        centre.handle(event)
    pending, confirmed = snapshot_junction(centre, "J1")["orders"]
    assert (pending["stand"], pending["took_s"], pending["what"]["code"]) == ("pending", -1, "news.set_plan")
    assert (confirmed["stand"], confirmed["took_s"]) == ("confirmed", 7.0)
    assert confirmed["what"] == {"code": "news.call", "values": {"stage": "B"}}
    assert confirmed["because"]["code"] == "control.min_green"


def ask_priority(s: float, request: str = "one") -> Cleared:
    return cleared(AskPriority, s, "tram", request)


def says(s: float, stand: PriorityStand, request: str = "one") -> PriorityChanged:
    return PriorityChanged(at(s), "J1", request, stand)


@pytest.mark.parametrize(
    ("said", "stand"),
    [
        (PriorityStand.RECEIVED, OrderStand.CONFIRMED),
        (PriorityStand.QUEUED, OrderStand.CONFIRMED),
        (PriorityStand.ACTIVATED, OrderStand.CONFIRMED),
        (PriorityStand.COMPLETED, OrderStand.CONFIRMED),
        (PriorityStand.REJECTED, OrderStand.REFUSED),
        (PriorityStand.COOLDOWN, OrderStand.REFUSED),
        (PriorityStand.TIMEOUT, OrderStand.REFUSED),
    ],
)
def test_what_a_controller_says_of_a_request_is_what_became_of_its_order(
    said: PriorityStand, stand: OrderStand
) -> None:
    [life] = told(ask_priority(0), says(2, PriorityStand.ACTIVATED, "other"), says(3, said))
    assert (life.stand, life.settled) == (stand, at(3))
    assert (life.why is not None) is (stand is OrderStand.REFUSED)


def test_the_end_of_a_request_is_confirmed_by_its_end_only() -> None:
    end = cleared(EndPriority, 5, "one")
    asked = (ask_priority(0), says(1, PriorityStand.ACTIVATED), end)
    assert stands(*asked, says(6, PriorityStand.ACTIVATED))[-1] is OrderStand.PENDING
    assert stands(*asked, says(6, PriorityStand.COMPLETED))[-1] is OrderStand.CONFIRMED


def test_priority_and_plans_do_not_decide_each_others_fate() -> None:
    plan = cleared(SetPlan, 0, "day")
    no = OrderRejected(at(2), "J1", WHY)
    assert stands(plan, ask_priority(1), no) == [OrderStand.REFUSED, OrderStand.PENDING]
    refused = PriorityRefused(at(2), "J1", "one", WHY)
    assert stands(plan, ask_priority(1), refused) == [OrderStand.PENDING, OrderStand.REFUSED]
    assert stands(ask_priority(0), ask_priority(1, "two")) == [OrderStand.PENDING, OrderStand.PENDING]
    assert stands(ask_priority(0), cleared(EndPriority, 1, "one"))[0] is OrderStand.REPLACED
