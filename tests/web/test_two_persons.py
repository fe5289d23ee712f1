"""The two-person rule, promise P-19: same person, stale proof, expired request, changed payload are refused."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import expect
from starlette.testclient import TestClient

from meydan.centre import counter, witness
from meydan.centre.loop import Centre
from meydan.centre.witness import WAITS_S
from meydan.city.override import Action, AskOverride, Cause
from meydan.store.office import people
from meydan.store.office.database import unusable
from meydan.web.two_persons import UNSEEN_S
from tests.web.browsing import OpenPage
from tests.web.paper_office import PASSWORD, PaperOffice, code
from tests.web.serving import Served, served
from tests.web.test_page_acts import sign_in, wait_for_wish
from tests.web.test_street_shown import keep_picture

WISH: dict[str, Any] = {"id": "override-2", "junction": "J2", "action": "plan", "plan": "day", "cause": "event"}
WISH |= {"lasts_s": 3600}


@pytest.fixture(autouse=True)
def one_alone(monkeypatch: pytest.MonkeyPatch, centre: Centre) -> None:
    """Let one person hold one junction alone, and let ayse hold it."""
    monkeypatch.setattr(witness, "MOST_ALONE", 1)
    centre.handle(AskOverride("J1", "override-1", "ayse", Action.LOCAL, "", Cause.EVENT, 3600, "").at(centre.now))


def waiting(client: TestClient) -> list[dict[str, Any]]:
    told: list[dict[str, Any]] = client.get("/api/requests").json()
    return told


def agree(client: TestClient, digest: str, override: str = "override-2") -> Any:
    return client.post(f"/api/requests/{override}", json={"digest": digest})


@pytest.fixture
def asked(office: PaperOffice) -> str:
    """Ask for one junction more, and return the digest of the request."""
    answer = office.signed_in("ayse").post("/api/overrides", json=WISH)
    assert (answer.status_code, answer.json()["stand"]) == (202, "second_person")
    [told] = waiting(office.signed_in("veli"))
    assert (told["person"], told["junction"], told["left_s"]) == ("ayse", "J2", round(WAITS_S) - 60)
    digest: str = told["digest"]
    return digest


def test_it_waits_until_somebody_else_agrees(office: PaperOffice, centre: Centre, asked: str) -> None:
    assert len(centre.inbox) == 0
    assert agree(office.signed_in("veli"), asked).status_code == 202
    [wish] = centre.inbox
    assert isinstance(wish, AskOverride)
    assert (wish.junction, wish.person, wish.override) == ("J2", "ayse", "override-2")
    (found,) = office.trail("override_agreed")
    assert (found.entry.person, found.entry.subject, found.entry.detail["digest"]) == ("veli", "J2", asked)
    assert agree(office.signed_in("veli"), asked).status_code == 404  # once only


def test_the_same_person_cannot_agree_in_any_session(office: PaperOffice, centre: Centre, asked: str) -> None:
    assert code(agree(office.signed_in("ayse"), asked)) == "second.same_person"
    assert len(centre.inbox) == 0


def test_who_may_not_take_the_junction_cannot_agree(office: PaperOffice, centre: Centre, asked: str) -> None:
    for name in ("ece", "can", "root", "deniz", "vedat"):
        assert code(agree(office.signed_in(name), asked)) == "account.not_allowed", name
    assert code(agree(office.client(), asked)) == "account.sign_in"
    assert len(centre.inbox) == 0


def test_a_request_ends_after_a_quarter_of_an_hour(office: PaperOffice, centre: Centre, asked: str) -> None:
    office.clock.s += WAITS_S
    assert code(agree(office.signed_in("veli"), asked)) == "second.gone"
    assert len(centre.inbox) == 0


def test_what_was_seen_is_what_happens(office: PaperOffice, centre: Centre, asked: str) -> None:
    assert code(agree(office.signed_in("veli"), "0" * 64)) == "second.changed"
    changed = office.signed_in("ayse").post("/api/overrides", json=WISH | {"lasts_s": 7200})
    assert code(changed) == "second.changed"
    assert len(centre.inbox) == 0


def test_both_typed_their_password_a_moment_ago(office: PaperOffice, centre: Centre) -> None:
    first, second = office.signed_in("ayse"), office.signed_in("veli")
    office.wall.pass_s(301)
    assert code(first.post("/api/overrides", json=WISH)) == "account.prove"
    assert first.post("/api/session/proof", json={"password": PASSWORD}).status_code == 204
    assert first.post("/api/overrides", json=WISH).json()["stand"] == "second_person"
    [told] = waiting(second)
    assert code(agree(second, told["digest"])) == "account.prove"
    office.clock.s += 60
    assert second.post("/api/session/proof", json={"password": PASSWORD}).status_code == 204
    assert agree(second, told["digest"]).status_code == 202


def test_declining_needs_no_second_password_and_ends_it(office: PaperOffice, centre: Centre, asked: str) -> None:
    client = office.signed_in("veli")
    office.wall.pass_s(301)
    assert client.delete("/api/requests/override-2").status_code == 204
    assert waiting(client) == []
    assert [found.entry.person for found in office.trail("override_declined")] == ["veli"]
    told = office.signed_in("ayse").get("/api/overrides/override-2").json()
    assert told == {"stand": "refused", "why": {"code": "second.declined", "values": {"person": "veli"}}}
    office.clock.s += WAITS_S
    assert office.signed_in("ayse").get("/api/overrides/override-2").json()["stand"] == "waiting"


def test_what_cannot_be_written_down_does_not_happen(
    office: PaperOffice, centre: Centre, asked: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = office.signed_in("veli")

    def full(*_: Any) -> None:
        raise unusable(office.office.folder, OSError("no space left"))

    monkeypatch.setattr(people, "record", full)
    assert agree(client, asked).status_code == 503
    assert len(centre.inbox) == 0
    assert len(waiting(client)) == 1


def test_a_junction_that_one_holds_already_needs_nobody_else(office: PaperOffice, centre: Centre) -> None:
    again = WISH | {"junction": "J1", "instead_of": "override-1"}
    assert office.signed_in("ayse").post("/api/overrides", json=again).json()["stand"] == "waiting"
    assert (
        office.signed_in("veli").post("/api/overrides", json=WISH | {"id": "override-3"}).json()["stand"] == "waiting"
    )


def test_what_control_was_asked_for_and_nobody_has_seen_yet_counts(office: PaperOffice, centre: Centre) -> None:
    client = office.signed_in("veli")
    asked = [
        client.post("/api/overrides", json=WISH | {"id": f"override-{j}", "junction": j}).json()["stand"]
        for j in ("J3", "J4")
    ]
    assert asked == ["waiting", "second_person"]
    assert centre.overrides.find("override-J3") is None
    assert client.delete("/api/requests/override-J4").status_code == 204
    centre.inbox.clear()  # it never came
    office.clock.s += UNSEEN_S
    again = client.post("/api/overrides", json=WISH | {"id": "override-5", "junction": "J4"})
    assert again.json()["stand"] == "waiting"


def test_what_control_could_not_be_asked_waits_on(
    office: PaperOffice, centre: Centre, asked: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = office.signed_in("veli")
    office.control.is_there = False
    assert code(agree(client, asked)) == "control.gone"
    assert office.trail("override_agreed") == []
    office.control.is_there = True
    monkeypatch.setattr(counter, "MOST_WAITING", 0)
    assert code(agree(client, asked)) == "control.busy"
    assert len(waiting(client)) == 1
    monkeypatch.setattr(counter, "MOST_WAITING", 1)
    assert agree(client, asked).status_code == 202
    assert waiting(client) == []


def test_what_became_impossible_while_it_waited_is_refused_and_ends(
    office: PaperOffice, centre: Centre, asked: str
) -> None:
    centre.handle(AskOverride("J2", "override-9", "veli", Action.LOCAL, "", Cause.EVENT, 3600, "").at(centre.now))
    client = office.signed_in("veli")
    assert code(agree(client, asked)) == "override.conflict"
    assert waiting(client) == []
    told = office.signed_in("ayse").get("/api/overrides/override-2").json()
    assert (told["stand"], told["why"]["code"]) == ("refused", "override.conflict")  # whoever asked is told too


def test_giving_back_is_never_kept_back(office: PaperOffice, centre: Centre, asked: str) -> None:
    assert office.signed_in("ayse").delete("/api/overrides/J1/override-1").status_code == 202


@pytest.fixture
def here(office: PaperOffice) -> Iterator[Served]:
    with served(office.app) as server:
        yield server


@pytest.mark.browser
@pytest.mark.parametrize("language", ["en", "tr"])
def test_a_second_operator_agrees_on_the_map(
    here: Served, open_page: OpenPage, centre: Centre, asked: str, language: str
) -> None:
    page = open_page(here.address, language=language, drawn=False)
    sign_in(page, "veli", language=language)
    names = {"en": ("Waiting for a second person", "Agree"), "tr": ("İkinci kişi bekleniyor", "Onayla")}[language]
    box = page.get_by_role("region", name=names[0])
    expect(box.locator("li")).to_contain_text(
        {"en": "ayse, event or match", "tr": "ayse, etkinlik ya da maç"}[language]
    )
    keep_picture(page, f"second-{language}")
    box.get_by_role("button", name=names[1]).click()
    wait_for_wish(page, here, centre)
    expect(box).to_have_count(0)
    assert centre.overrides.standing["J2"].asked.person == "ayse"
