"""The board: what is shown follows from records alone."""

import pytest

from meydan.centre.board import Board
from meydan.city.because import because
from meydan.city.instant import later
from meydan.city.orders import CallStage, Cleared, HoldStage, Refused, Verdict
from tests.paper_street import START, city

WHY = because("control.rest", stage="A")
HOLD = HoldStage(START, "J1", "A", later(START, 10), 1, WHY)
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
