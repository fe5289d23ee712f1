"""Taking a junction over the web: promises P-15 and P-17."""

from typing import Any

import pytest
from starlette.testclient import TestClient

from meydan.centre import counter
from meydan.centre.loop import Centre
from meydan.city.events import Mode, ModeChanged, PlanChanged, Tick
from meydan.city.override import Action
from meydan.store.office import people, sessions
from meydan.store.office.database import unusable
from tests.paper_street import OFFSET_S, START
from tests.web.paper_city import NOW_S, WHY, at
from tests.web.paper_office import PaperOffice, code

WISH = {"id": "override-1", "junction": "J2", "action": "plan", "plan": "day", "cause": "roadworks", "lasts_s": 3600}
SECOND = WISH | {"id": "override-2"}


def handle(centre: Centre) -> None:
    """Let the loop take what is in the inbox."""
    while centre.inbox:
        centre.take_wish()


def stand(client: TestClient, override: str = "override-1") -> str:
    told: str = client.get(f"/api/overrides/{override}").json()["stand"]
    return told


def test_an_override_is_pending_until_the_junction_confirms_it(office: PaperOffice, centre: Centre) -> None:
    client = office.signed_in("ayse")
    answer = client.post("/api/overrides", json=WISH)
    assert (answer.status_code, answer.json()) == (202, {"stand": "waiting", "why": None})
    handle(centre)
    assert stand(client) == "pending"
    centre.handle(ModeChanged(at(NOW_S + 1), "J2", Mode.LOCAL, WHY[Mode.LOCAL]))
    assert stand(client) == "confirmed"
    asked = centre.overrides.standing["J2"].asked
    assert (asked.person, asked.cause, asked.until - asked.t) == ("ayse", "roadworks", 3_600_000)


def test_it_is_written_down_with_its_person_before_it_happens(office: PaperOffice, centre: Centre) -> None:
    office.signed_in("ayse").post("/api/overrides", json=WISH)
    (found,) = office.trail("override_asked")
    assert (found.entry.person, found.entry.subject) == ("ayse", "J2")
    assert found.entry.detail == {
        "id": "override-1", "action": "plan", "plan": "day", "cause": "roadworks", "lasts_s": "3600", "instead_of": "",
    }  # fmt: skip
    assert len(centre.inbox) == 1


def test_what_cannot_be_written_down_does_not_happen_but_giving_back_always_does(
    office: PaperOffice, centre: Centre, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = office.signed_in("ayse")
    client.post("/api/overrides", json=WISH)
    handle(centre)

    def full(*_: Any) -> None:
        raise unusable(office.office.folder, OSError("no space left"))

    monkeypatch.setattr(people, "record", full)
    monkeypatch.setattr(sessions, "touch_session", full)
    assert client.post("/api/overrides", json=SECOND | {"instead_of": "override-1"}).status_code == 503
    assert len(centre.inbox) == 0
    assert client.delete("/api/overrides/J2/override-1").status_code == 202
    handle(centre)
    assert stand(client) == "given_back"


def test_an_operator_acts_in_own_area_only(office: PaperOffice, centre: Centre) -> None:
    client = office.signed_in("ayse")
    assert code(client.post("/api/overrides", json=WISH | {"junction": "J3"})) == "account.not_allowed"
    assert client.delete("/api/overrides/J3/override-1").status_code == 403
    assert len(centre.inbox) == 0


def test_nobody_acts_without_signing_in(office: PaperOffice, centre: Centre) -> None:
    assert code(office.client().post("/api/overrides", json=WISH)) == "account.sign_in"
    assert office.client().delete("/api/overrides/J2/override-1").status_code == 401
    assert len(centre.inbox) == 0


def test_the_same_id_has_one_effect(office: PaperOffice, centre: Centre) -> None:
    client = office.signed_in("ayse")
    for _ in range(3):
        assert client.post("/api/overrides", json=WISH).status_code == 202
        handle(centre)
    assert len([record for record in centre.recent["J2"] if getattr(record, "order", None)]) == 1


def test_the_second_operator_sees_the_conflict_and_the_first_the_take_over(office: PaperOffice, centre: Centre) -> None:
    first, second = office.signed_in("ayse"), office.signed_in("veli")
    first.post("/api/overrides", json=WISH)
    handle(centre)
    answer = second.post("/api/overrides", json=SECOND)
    assert (answer.status_code, answer.json()["detail"]) == (
        409,
        {"code": "override.conflict", "values": {"person": "ayse"}},
    )
    assert second.post("/api/overrides", json=SECOND | {"instead_of": "override-1"}).status_code == 202
    handle(centre)
    assert (stand(first), centre.overrides.find("override-1").ended_by) == ("taken_over", "veli")  # type: ignore[union-attr]
    assert code(first.post("/api/overrides", json=WISH | {"id": "override-3", "instead_of": "override-1"})) == (
        "override.conflict"
    )


def test_two_who_come_at_the_same_moment_do_not_overwrite_each_other(office: PaperOffice, centre: Centre) -> None:
    first, second = office.signed_in("ayse"), office.signed_in("veli")
    first.post("/api/overrides", json=WISH)
    assert second.post("/api/overrides", json=SECOND).status_code == 202  # nothing stands yet
    handle(centre)
    assert (stand(first), stand(second, "override-2")) == ("pending", "refused")
    assert second.get("/api/overrides/override-2").json()["why"]["code"] == "override.conflict"


def test_ten_overrides_a_minute_and_sixty_an_hour_and_giving_back_is_free(office: PaperOffice, centre: Centre) -> None:
    client = office.signed_in("ayse")

    def ask(number: int) -> int:
        status = client.post("/api/overrides", json=WISH | {"id": f"number-{number:04}"}).status_code
        handle(centre)
        assert client.delete(f"/api/overrides/J2/number-{number:04}").status_code == 202
        handle(centre)
        return status

    assert [ask(i) for i in range(11)] == [202] * 10 + [429]
    for minute in range(1, 6):
        office.clock.s += 60
        assert [ask(100 * minute + i) for i in range(10)] == [202] * 10
    office.clock.s += 60
    assert ask(999) == 429
    office.clock.s += 3600
    assert ask(1999) == 202


@pytest.mark.parametrize(
    ("change", "status", "said"),
    [
        ({"plan": "none"}, 422, "override.no_plan"),
        ({"plan": ""}, 422, "override.no_plan"),
        ({"instead_of": "override-0"}, 409, "override.gone"),
    ],
)
def test_what_the_loop_would_refuse_is_refused_at_once(
    office: PaperOffice, change: dict[str, Any], status: int, said: str
) -> None:
    answer = office.signed_in("ayse").post("/api/overrides", json=WISH | change)
    assert (answer.status_code, code(answer)) == (status, said)


@pytest.mark.parametrize(
    "change",
    [
        {"lasts_s": 4 * 3600 + 1},
        {"lasts_s": 0},
        {"lasts_s": -60},
        {"lasts_s": "NaN"},
        {"action": "flash"},
        {"cause": "because"},
        {"id": "x"},
        {"id": "x" * 65},
        {"person": "veli"},
        {"until": 0},
    ],
)
def test_nonsense_is_refused(office: PaperOffice, centre: Centre, change: dict[str, Any]) -> None:
    assert office.signed_in("ayse").post("/api/overrides", json=WISH | change).status_code == 422
    assert len(centre.inbox) == 0


def test_a_junction_that_is_not_there_is_not_found(office: PaperOffice) -> None:
    client = office.signed_in("veli")
    assert client.post("/api/overrides", json=WISH | {"junction": "J99"}).status_code == 404
    assert client.delete("/api/overrides/J99/override-1").status_code == 404


def test_what_the_field_does_not_take_is_not_offered(office: PaperOffice) -> None:
    assert office.client().get("/api/city").json()["actions"] == sorted(Action)


def test_the_pictures_tell_of_the_override(office: PaperOffice, centre: Centre) -> None:
    from meydan.centre.road_meter import RoadMeter
    from meydan.centre.snapshot import snapshot_city, snapshot_junction

    office.signed_in("ayse").post("/api/overrides", json=WISH)
    handle(centre)
    centre.handle(PlanChanged(at(NOW_S + 1), "J2", "day", START))
    until = at(NOW_S + 3600)
    rows = snapshot_city(centre, RoadMeter(centre.city))["junctions"]
    assert [row[6] for row in rows] == [0, until, 0, 0, 0, 0, 0, 0]
    told = snapshot_junction(centre, "J2")["override"]
    assert (told["person"], told["stand"], told["until"]) == ("ayse", "confirmed", until)
    centre.handle(Tick(until, OFFSET_S))
    assert snapshot_junction(centre, "J2")["override"]["stand"] == "expired"


def test_nothing_is_asked_of_control_that_is_not_there(office: PaperOffice, centre: Centre) -> None:
    client = office.signed_in("ayse")
    client.post("/api/overrides", json=WISH)
    handle(centre)
    office.control.is_there = False
    taken = client.post("/api/overrides", json=SECOND)
    given = client.delete("/api/overrides/J2/override-1")
    assert [(answer.status_code, code(answer)) for answer in (taken, given)] == [(503, "control.gone")] * 2
    assert not centre.inbox
    assert [found.entry.detail["id"] for found in office.trail("override_asked")] == ["override-1"]


def test_what_control_refuses_is_refused_to_the_person(
    office: PaperOffice, centre: Centre, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(counter, "MOST_WAITING", 0)
    answer = office.signed_in("ayse").post("/api/overrides", json=WISH)
    assert (answer.status_code, code(answer)) == (503, "control.busy")
    assert not centre.inbox
