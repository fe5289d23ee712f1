"""The board: what is shown follows from records alone."""

from dataclasses import replace

import pytest

from meydan.centre.board import STRATEGY_FAILED, Board
from meydan.city.alarm import HandleAlarm, Handling
from meydan.city.because import because
from meydan.city.instant import later
from meydan.city.orders import CallStage, Cleared, HoldStage, Refused, ReleaseToLocal, TellAlarm, Verdict
from tests.centre.overriding import ask
from tests.paper_street import START, city, started

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


@pytest.mark.parametrize(("told_s", "is_news"), [(0, True), (20, True), (900, False)])
def test_what_a_person_did_is_news_once(told_s: int, is_news: bool) -> None:
    board = Board(city(), "test", on_street=False)
    board.take(started())
    since = min(20, told_s) if told_s else -60  # told at the start of a run it is of the run before
    done = ask().at(later(START, since))
    seen = HandleAlarm("J1", "SG2", "A0201", Handling.ACKNOWLEDGE, "ayse").at(later(START, since))
    for event in (replace(done, t=later(START, told_s)), replace(seen, t=later(START, told_s))):
        board.take(event)
        assert (event in board.recent["J1"]) is is_news
