"""Acting on alarms over the web: who may, what is refused and why, and what is written down."""

from typing import Any

import pytest
from starlette.testclient import TestClient

from meydan.centre import counter
from meydan.centre.loop import Centre
from meydan.city.events import AlarmChanged
from meydan.city.override import Action, AskOverride, Cause
from meydan.store.office import people
from meydan.store.office.database import unusable
from meydan.web.app import create_app
from tests.web.paper_city import NOW_S, PaperControl, at
from tests.web.paper_office import PaperOffice, code

LAMP = {"junction": "J2", "part": "SG2", "code": "A0201"}
ACKNOWLEDGE = LAMP | {"act": "acknowledge"}
SUSPEND = LAMP | {"act": "suspend", "reason": "repair", "lasts_s": 3600}


@pytest.fixture(autouse=True)
def lamp(centre: Centre) -> None:
    """Raise an alarm of a controller at J2."""
    centre.handle(AlarmChanged(at(NOW_S), "J2", "SG2", "A0201", True, False, False, 2, at(NOW_S), "color red"))


def handle(centre: Centre) -> None:
    while centre.inbox:
        centre.take_wish()


def state(client: TestClient, alarm: str = "A0201") -> str | None:
    told = client.get("/api/alarms").json()["open"]
    return next((one["state"] for one in told if one["code"] == alarm and one["junction"] == "J2"), None)


def test_an_alarm_is_acknowledged_when_the_loop_has_taken_it(office: PaperOffice, centre: Centre) -> None:
    client = office.signed_in("ayse")
    assert client.post("/api/alarms", json=ACKNOWLEDGE).status_code == 202
    assert state(client) == "active"
    handle(centre)
    assert state(client) == "acknowledged"


def test_every_act_is_written_down_with_its_person_before_it_happens(office: PaperOffice, centre: Centre) -> None:
    office.signed_in("ayse").post("/api/alarms", json=SUSPEND)
    (found,) = office.trail("alarm_suspend")
    assert (found.entry.person, found.entry.subject) == ("ayse", "J2")
    assert found.entry.detail == {"part": "SG2", "code": "A0201", "reason": "repair", "lasts_s": "3600"}
    assert len(centre.inbox) == 1


def test_what_cannot_be_written_down_does_not_happen(
    office: PaperOffice, centre: Centre, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = office.signed_in("ayse")

    def full(*_: Any) -> None:
        raise unusable(office.office.folder, OSError("no space left"))

    monkeypatch.setattr(people, "record", full)
    assert client.post("/api/alarms", json=ACKNOWLEDGE).status_code == 503
    assert len(centre.inbox) == 0


def test_operators_and_engineers_act_in_own_areas_and_nobody_else(office: PaperOffice, centre: Centre) -> None:
    assert code(office.client().post("/api/alarms", json=ACKNOWLEDGE)) == "account.sign_in"
    for name, status in {"ayse": 202, "ece": 202, "can": 403, "filiz": 403, "deniz": 403, "vedat": 403}.items():
        assert office.signed_in(name).post("/api/alarms", json=ACKNOWLEDGE).status_code == status, name
    elsewhere = ACKNOWLEDGE | {"junction": "J5", "part": "", "code": "failsafe"}
    assert code(office.signed_in("ayse").post("/api/alarms", json=elsewhere)) == "account.not_allowed"


@pytest.mark.parametrize(
    ("asked", "status", "said"),
    [
        (LAMP | {"act": "clear"}, 409, "alarm.still_stands"),
        (LAMP | {"act": "resume"}, 409, "alarm.not_suspended"),
        (ACKNOWLEDGE | {"code": "A0999"}, 404, "alarm.gone"),
        (ACKNOWLEDGE | {"junction": "J99"}, 404, "alarm.gone"),
        (SUSPEND | {"reason": ""}, 422, "alarm.no_reason"),
        (SUSPEND | {"lasts_s": 5}, 422, "alarm.no_reason"),
    ],
)
def test_what_the_rules_forbid_is_refused_with_a_reason(
    office: PaperOffice, centre: Centre, asked: dict[str, Any], status: int, said: str
) -> None:
    answer = office.signed_in("veli").post("/api/alarms", json=asked)
    assert (answer.status_code, code(answer)) == (status, said)
    assert len(centre.inbox) == 0


@pytest.mark.parametrize(
    "change", [{"act": "forget"}, {"lasts_s": -1}, {"lasts_s": 8 * 86_400}, {"reason": "because"}, {"person": "veli"}]
)
def test_nonsense_is_refused(office: PaperOffice, change: dict[str, Any]) -> None:
    assert office.signed_in("veli").post("/api/alarms", json=SUSPEND | change).status_code == 422


def test_another_site_cannot_ask(office: PaperOffice, centre: Centre) -> None:
    client = office.signed_in("ayse")
    answer = client.post("/api/alarms", json=ACKNOWLEDGE, headers={"Origin": "https://elsewhere.example"})
    assert (answer.status_code, len(centre.inbox)) == (403, 0)


def test_sixty_acts_a_minute_and_no_more(office: PaperOffice) -> None:
    client = office.signed_in("ayse")
    asked = [client.post("/api/alarms", json=SUSPEND).status_code for _ in range(61)]
    assert asked == [202] * 60 + [429]


def test_who_may_not_look_sees_neither_alarms_nor_sites(public_office: PaperOffice) -> None:
    client = public_office.client()
    assert [client.get(path).status_code for path in ("/api/alarms", "/api/sites")] == [401, 401]


def test_the_sites_are_told_in_the_order_of_the_city(office: PaperOffice) -> None:
    told = office.client().get("/api/sites").json()["sites"]
    assert [site["junction"] for site in told] == [f"J{n}" for n in range(1, 9)]
    assert {site["junction"]: site["quality"] for site in told if site["quality"] != "good"} == {
        "J6": "lost", "J7": "old", "J8": "lost",
    }  # fmt: skip


def test_an_operator_has_a_clock_set_in_own_area_and_it_is_written_down(office: PaperOffice, centre: Centre) -> None:
    client = office.signed_in("ayse")
    assert client.post("/api/sites/clock", json={"junction": "J2"}).status_code == 202
    [wish] = centre.inbox
    assert (type(wish).__name__, wish.junction) == ("AskClock", "J2")  # type: ignore[union-attr]
    assert [found.entry.person for found in office.trail("clock_asked")] == ["ayse"]
    assert code(client.post("/api/sites/clock", json={"junction": "J5"})) == "account.not_allowed"
    assert code(office.signed_in("ece").post("/api/sites/clock", json={"junction": "J2"})) == "account.not_allowed"
    assert code(office.signed_in("veli").post("/api/sites/clock", json={"junction": "J99"})) == "clock.no_junction"


def test_no_clock_is_set_while_somebody_holds_the_junction(office: PaperOffice, centre: Centre) -> None:
    centre.handle(AskOverride("J2", "override-1", "veli", Action.LOCAL, "", Cause.TEST, 600, "").at(centre.now))
    assert code(office.signed_in("ayse").post("/api/sites/clock", json={"junction": "J2"})) == "clock.overridden"


def test_where_clocks_cannot_be_set_nobody_is_asked(office: PaperOffice, centre: Centre) -> None:
    app = create_app(centre, None, b'{"features": []}', control=PaperControl(centre), reception=office.reception)
    with TestClient(app, base_url=office.address, headers={"Origin": office.address}) as client:
        assert client.post("/api/sites/clock", json={"junction": "J2"}).status_code in (404, 405)


ASKED = [("/api/alarms", ACKNOWLEDGE, "alarm_acknowledge"), ("/api/sites/clock", {"junction": "J2"}, "clock_asked")]


@pytest.mark.parametrize(("path", "asked", "act"), ASKED)
def test_nothing_is_asked_or_written_down_while_control_is_not_there(
    office: PaperOffice, centre: Centre, path: str, asked: dict[str, Any], act: str
) -> None:
    client = office.signed_in("ayse")
    office.control.is_there = False
    answer = client.post(path, json=asked)
    assert (answer.status_code, code(answer)) == (503, "control.gone")
    assert (len(centre.inbox), office.trail(act)) == (0, [])
    assert client.get("/api/alarms").json()["open"]  # what was known last is still shown


@pytest.mark.parametrize(("path", "asked", "act"), ASKED)
def test_what_control_refuses_is_refused_to_the_person(
    office: PaperOffice, centre: Centre, monkeypatch: pytest.MonkeyPatch, path: str, asked: dict[str, Any], act: str
) -> None:
    monkeypatch.setattr(counter, "MOST_WAITING", 0)
    answer = office.signed_in("ayse").post(path, json=asked)
    assert (answer.status_code, code(answer)) == (503, "control.busy")
    assert len(office.trail(act)) == 1  # it was asked for
