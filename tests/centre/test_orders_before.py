"""What became of the orders of earlier runs: from the end of their log, of which the beginning is not known."""

from collections.abc import Sequence
from typing import Any

import pytest

from meydan.centre.order_book import OrderLife, OrderStand
from meydan.centre.orders_before import orders_before
from meydan.city.alarm import Handling
from meydan.city.because import because
from meydan.city.events import Event, Mode, ModeChanged, OrderRejected, PlanChanged, RunStarted
from meydan.city.instant import Instant, later
from meydan.city.orders import Cleared, Refused, SetPlan, TellAlarm, Verdict
from tests.paper_street import START, city

WHY = because("test")


def at(s: float) -> Instant:
    return later(START, s)


def order(s: float, plan: str = "day", fence: int = 1, junction: str = "J1") -> SetPlan:
    return SetPlan(at(s), junction, plan, at(s + 100), fence, WHY)


def given(s: float, plan: str = "day", fence: int = 1, junction: str = "J1") -> Cleared:
    return Cleared(order(s, plan, fence, junction), for_street=True)


def run(s: float, fence: int) -> RunStarted:
    return RunStarted(at(s), "", "", 1, fence)


def shows(s: float, plan: str) -> PlanChanged:
    return PlanChanged(at(s), "J1", plan, at(s))


def stands(lives: Sequence[OrderLife]) -> list[tuple[Instant, OrderStand]]:
    return [(life.order.t, life.stand) for life in lives]


def test_what_became_of_an_order_is_found_though_its_run_began_before_what_is_read() -> None:
    lives = orders_before([given(5), shows(7, "day")], city())["J1"]
    assert stands(lives) == [(at(5), OrderStand.CONFIRMED)]
    assert lives[0].settled == at(7)


def test_each_end_of_an_order_is_found() -> None:
    rejected = OrderRejected(at(12), "J1", because("rsmp.declined", reason="no"))
    records: list[Event | Verdict] = [given(1, "night"), given(5), shows(7, "day"), given(11, "night"), rejected]
    records.append(Refused(order(20), WHY))
    assert stands(orders_before(records, city())["J1"]) == [
        (at(1), OrderStand.REPLACED),
        (at(5), OrderStand.CONFIRMED),
        (at(11), OrderStand.REFUSED),
        (at(20), OrderStand.REFUSED),
    ]


@pytest.mark.parametrize("after", [[], [run(30, 2), shows(31, "day")]])
def test_an_order_that_was_open_when_its_run_ended_is_over_and_says_why(after: list[Any]) -> None:
    [life] = orders_before([run(0, 1), given(5), *after], city())["J1"]
    assert (life.stand, life.why) == (OrderStand.EXPIRED, because("order.begun_anew"))


def test_the_same_order_of_the_next_run_is_one_of_its_own() -> None:
    lives = orders_before([given(5), shows(7, "day"), run(30, 2), given(40, fence=2)], city())["J1"]
    assert [life.order.fence for life in lives] == [1, 2]


def test_what_is_told_of_alarms_and_what_stood_in_another_city_is_left_out() -> None:
    told = TellAlarm(at(1), "J1", "SG2", "A0201", Handling.ACKNOWLEDGE, at(11), 1, WHY)
    lost = ModeChanged(at(3), "J9", Mode.LOCAL, WHY)
    assert orders_before([Cleared(told, for_street=True), given(2, junction="J9"), lost], city()) == {}
