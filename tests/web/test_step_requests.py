"""Steps that wait for a second person: for how long, and in whose place."""

from pathlib import Path
from typing import Any

import pytest
from fastapi import HTTPException

from meydan.centre.witness import WAITS_S
from meydan.exchange.life_cycle.asking import Answer, AskedStep, Reason, Wish, decode_answer, encode_answer
from meydan.exchange.life_cycle.states import State
from meydan.web.step_process import told_refusal
from meydan.web.step_requests import StepRequests
from tests.web.paper_city import Clock

PLACE = "izmir/corridor-1.0.0.meydan"


def trial(person: str, *junctions: str) -> AskedStep:
    return AskedStep(Path("city"), Path("office"), PLACE, State.TRIAL, (person,), Wish(junctions=junctions))


def test_a_step_waits_a_quarter_of_an_hour() -> None:
    clock = Clock()
    requests = StepRequests(clock)
    requests.ask(trial("ece", "J1"))
    clock.s += WAITS_S - 1
    found = requests.find(PLACE)
    assert found is not None
    assert (found.person, requests.left_s(found), requests.places()) == ("ece", 1, [PLACE])
    clock.s += 1
    assert requests.find(PLACE) is None
    assert requests.places() == []


def test_the_same_person_asks_anew_and_another_one_has_to_wait() -> None:
    requests = StepRequests(Clock())
    requests.ask(trial("ece", "J1"))
    seen = requests.check(PLACE, _digest(requests), "can").digest
    requests.ask(trial("ece", "J2"))
    with pytest.raises(HTTPException) as changed:
        requests.check(PLACE, seen, "can")  # it is not what they saw any more
    assert changed.value.status_code == 409
    with pytest.raises(HTTPException) as waits:
        requests.ask(trial("leyla", "J1"))
    detail: Any = waits.value.detail
    assert detail == {"code": "exchange.step_waits", "values": {"person": "ece"}}


def _digest(requests: StepRequests) -> str:
    found = requests.find(PLACE)
    assert found is not None
    return found.digest


def test_a_reason_that_the_page_has_no_sentence_for_is_told_with_the_others() -> None:
    reasons = (Reason("deploy.refused", {"folder": "city", "count": 1}), Reason("deploy.not_safe", {}))
    told: Any = told_refusal(decode_answer(encode_answer(Answer("refused", reasons))) or Answer("taken")).detail
    assert told["code"] == "exchange.step_refused"
    assert len(told["why"]) == 2


def test_a_step_that_died_before_it_said_anything_has_no_answer() -> None:
    assert decode_answer(b"") is None
    assert decode_answer(b"Traceback") is None
