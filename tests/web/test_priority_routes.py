"""Asking for signal priority over the web: rights, bounds, the audit trail, and what control is asked."""

from typing import Any

import pytest

from meydan.centre.loop import Centre
from meydan.city.priority import DropPriority, WantPriority
from tests.web.paper_office import PaperOffice, code

WISH: dict[str, Any] = {"id": "request-1", "junction": "J2", "priority": "tram", "lasts_s": 60}
GONE = "/api/priorities/J2/request-1"


def test_it_is_written_down_and_asked_of_control(office: PaperOffice, centre: Centre) -> None:
    client = office.signed_in("ayse")
    assert client.post("/api/priorities", json=WISH).status_code == 202
    assert client.delete(GONE).status_code == 202
    assert list(centre.inbox) == [
        WantPriority("J2", "request-1", "tram", "ayse", 60),
        DropPriority("J2", "request-1", "ayse"),
    ]
    (wanted,), (dropped,) = office.trail("priority_wanted"), office.trail("priority_dropped")
    assert (wanted.entry.person, wanted.entry.subject) == ("ayse", "J2")
    assert wanted.entry.detail == {"id": "request-1", "priority": "tram", "lasts_s": "60"}
    assert dropped.entry.detail == {"id": "request-1"}


@pytest.mark.parametrize(
    ("more", "status", "why"),
    [
        ({"junction": "J7"}, 403, "account.not_allowed"),  # not in her area
        ({"priority": "boat"}, 404, "priority.none"),
    ],
)
def test_what_may_not_be_is_refused_with_a_sentence(
    office: PaperOffice, centre: Centre, more: dict[str, Any], status: int, why: str
) -> None:
    answer = office.signed_in("ayse").post("/api/priorities", json=WISH | more)
    assert (answer.status_code, code(answer)) == (status, why)
    assert len(centre.inbox) == 0
    assert office.trail("priority_wanted") == []


@pytest.mark.parametrize("lasts_s", [9, 601, -1, "long"])
def test_no_priority_is_asked_for_ever_or_for_a_moment(office: PaperOffice, lasts_s: object) -> None:
    assert office.signed_in("ayse").post("/api/priorities", json=WISH | {"lasts_s": lasts_s}).status_code == 422


def test_who_may_not_command_signals_asks_for_none(office: PaperOffice, centre: Centre) -> None:
    for name in ("ece", "root", "deniz", "vedat"):
        client = office.signed_in(name)
        assert code(client.post("/api/priorities", json=WISH)) == "account.not_allowed", name
        assert code(client.delete(GONE)) == "account.not_allowed", name
    assert code(office.client().post("/api/priorities", json=WISH)) == "account.sign_in"
    assert len(centre.inbox) == 0


def test_while_control_is_not_there_nothing_is_written_down(office: PaperOffice) -> None:
    client = office.signed_in("ayse")
    office.control.is_there = False
    assert code(client.post("/api/priorities", json=WISH)) == "control.gone"
    assert office.trail("priority_wanted") == []
