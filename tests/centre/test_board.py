"""The board: what is shown follows from records alone."""

import pytest

from meydan.centre.board import STRATEGY_FAILED, Board
from meydan.city.alarm import Handling
from meydan.city.because import because
from meydan.city.instant import later
from meydan.city.orders import CallStage, Cleared, HoldStage, Refused, ReleaseToLocal, TellAlarm, Verdict
from tests.paper_street import START, city

WHY = because("control.rest", stage="A")
HOLD = HoldStage(START, "J1", "A", later(START, 10), 1, WHY)
RELEASE = ReleaseToLocal(
    START, "J1", later(START, 30), 1, because(STRATEGY_FAILED, strategy="actuated", error="KeyError")
)
TOLD = TellAlarm(START, "J1", "SG2", "A0201", Handling.ACKNOWLEDGE, later(START, 10), 1, WHY)
CALL = CallStage(START, "J1", "A", later(START, 10), 1, WHY)


@pytest.mark.parametrize(
    ("verdict", "is_news", "is_reason"),
    [
        (Cleared(CALL, for_street=False), True, True),
        (Cleared(HOLD, for_street=False), False, True),  # one comes every second
        (Refused(CALL, because("safety.stale")), True, False),
        (Refused(HOLD, because("safety.stale")), True, False),
    ],
)
def test_an_order_that_only_holds_is_a_reason_and_no_news(verdict: Verdict, is_news: bool, is_reason: bool) -> None:
    board = Board(city(), "actuated", on_street=False)
    board.take(verdict)
    assert list(board.recent["J1"]) == ([verdict] if is_news else [])
    assert board.why == ({"J1": WHY} if is_reason else {})


def test_what_a_controller_is_told_of_an_alarm_is_no_order_for_its_lamps() -> None:
    board = Board(city(), "actuated", on_street=False)
    board.take(Cleared(TOLD, for_street=False))
    assert (board.why, list(board.recent["J1"]), board.orders.lives) == ({}, [], {})


@pytest.mark.parametrize("verdict", [Cleared(RELEASE, for_street=False), Refused(RELEASE, because("safety.stale"))])
def test_whoever_hears_that_a_strategy_failed_has_its_alarm(verdict: Verdict) -> None:
    board = Board(city(), "actuated", on_street=False)
    board.take(verdict)
    [entry] = board.alarms.of("J1")
    assert (entry.fact.code, entry.fact.detail) == ("strategy_failed", "KeyError")
