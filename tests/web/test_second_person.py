"""What waits for a second person: for how long, and who may agree to it."""

from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from fastapi import HTTPException

from meydan.centre.witness import WAITS_S
from meydan.exchange.life_cycle.asking import AskedStep, Wish
from meydan.exchange.life_cycle.states import State
from meydan.web.package_steps import PackageSteps
from meydan.web.second_person import SecondPerson, digest_of
from tests.web.paper_city import Clock

PLACE = "izmir/corridor-1.0.0.meydan"


@dataclass(frozen=True)
class Hold:
    """Something that two persons decide."""

    junction: str


def test_a_wish_waits_a_quarter_of_an_hour() -> None:
    clock = Clock()
    requests = SecondPerson[Hold](clock)
    requests.put("one", Hold("J1"), "ece")
    clock.s += WAITS_S - 1
    found = requests.find("one")
    assert found is not None
    assert (found.person, found.wish, requests.left_s(found), list(requests.all())) == ("ece", Hold("J1"), 1, ["one"])
    clock.s += 1
    assert requests.find("one") is None
    assert requests.all() == {}


def test_only_another_person_who_saw_exactly_this_agrees() -> None:
    requests = SecondPerson[Hold](Clock())
    requests.put("one", Hold("J1"), "ece")
    seen = requests.all()["one"].digest
    assert requests.check("one", seen, "can").wish == Hold("J1")
    requests.put("one", Hold("J2"), "ece")
    for name, digest, person, status in (
        ("one", seen, "can", 409),  # it is not what they saw any more
        ("one", digest_of(Hold("J2")), "ece", 403),
        ("two", seen, "can", 404),
    ):
        with pytest.raises(HTTPException) as refused:
            requests.check(name, digest, person)
        assert refused.value.status_code == status


def test_what_is_put_back_waits_no_longer_than_it_would_have() -> None:
    clock = Clock()
    requests = SecondPerson[Hold](clock)
    requests.put("one", Hold("J1"), "ece")
    found = requests.end("one")
    assert found is not None
    assert requests.end("one") is None
    clock.s += WAITS_S - 1
    requests.put_back("one", found)
    clock.s += 1
    assert requests.find("one") is None


def test_with_a_package_one_step_waits_at_a_time() -> None:
    def trial(person: str, *junctions: str) -> AskedStep:
        return AskedStep(Path("city"), Path("office"), PLACE, State.TRIAL, (person,), Wish(junctions=junctions))

    steps: Any = SimpleNamespace(requests=SecondPerson[AskedStep](Clock()))
    PackageSteps.wait(steps, trial("ece", "J1"))
    PackageSteps.wait(steps, trial("ece", "J2"))  # in the place of what the same person asked before
    assert steps.requests.find(PLACE).wish.wish.junctions == ("J2",)
    with pytest.raises(HTTPException) as waits:
        PackageSteps.wait(steps, trial("leyla", "J1"))
    detail: Any = waits.value.detail
    assert detail == {"code": "exchange.step_waits", "values": {"person": "ece"}}
