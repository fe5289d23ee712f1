"""What the process that takes a step tells, as a page says it."""

from typing import Any

from meydan.exchange.life_cycle.asking import Answer, Reason, decode_answer, encode_answer
from meydan.web.step_process import told_refusal


def test_a_reason_that_the_page_has_no_sentence_for_is_told_with_the_others() -> None:
    reasons = (Reason("deploy.refused", {"folder": "city", "count": 1}), Reason("deploy.not_safe", {}))
    told: Any = told_refusal(decode_answer(encode_answer(Answer("refused", reasons))) or Answer("taken")).detail
    assert told["code"] == "exchange.step_refused"
    assert len(told["why"]) == 2


def test_a_step_that_died_before_it_said_anything_has_no_answer() -> None:
    assert decode_answer(b"") is None
    assert decode_answer(b"Traceback") is None
