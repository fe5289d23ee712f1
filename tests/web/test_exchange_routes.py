"""The exchange over the web: what is told of registries and packages, and who takes which step with them."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from meydan.centre.loop import Centre
from meydan.exchange.partner import held_file
from meydan.store.dossiers import dossier_folder
from meydan.store.office.database import Database
from meydan.web.exchange_desk import ExchangeDesk
from tests.exchange.makings import NOW, proof
from tests.web.paper_city import every_state
from tests.web.paper_exchange import FAR, NEW, OLD, home_with_packages
from tests.web.paper_office import PaperOffice, code, empty_office, fill, quick_hashes

WHY = "Pedestrians wait longer."


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a city and its office, beside the registries of others."""
    folder = tmp_path_factory.mktemp("made")
    with pytest.MonkeyPatch.context() as patch:
        quick_hashes(patch)
        paper = empty_office(folder, every_state())
        fill(paper)
        home_with_packages(folder / "city", paper.office)
        paper.office.close()
    return folder


@pytest.fixture
def home(made: Path, tmp_path: Path) -> Path:
    shutil.copytree(made / "office", tmp_path / "office")
    return shutil.copytree(made / "city", tmp_path / "city")


@pytest.fixture
def office(tmp_path: Path, home: Path, centre: Centre, monkeypatch: pytest.MonkeyPatch) -> Iterator[PaperOffice]:
    quick_hashes(monkeypatch)
    beside = Database.open(tmp_path / "office")
    paper = empty_office(tmp_path, centre, exchange=ExchangeDesk(home, beside))
    paper.wall.t = NOW
    yield paper
    paper.office.close()
    beside.close()


def told(client: TestClient, place: str = "") -> Any:
    path = "/api/exchange" if not place else "/api/exchange/package"
    answer = client.get(path, params={"place": place} if place else {})
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_registries_tell_how_old_their_word_is_and_what_is_too_old_says_why(office: PaperOffice) -> None:
    bursa, izmir, konya = sorted(told(office.client())["registries"], key=lambda one: one["city"])
    assert [one["packages"] for one in (bursa, izmir, konya)] == [1, 2, None]
    assert izmir["good_until"] > NOW
    assert (izmir["level"], izmir["prefix"], izmir["why"]) == ("packages", "izmir/", None)
    assert izmir["fingerprint"].startswith("sha256:")
    assert konya["good_until"] is None
    assert NOW - konya["read"] > 39 * 86_400_000
    assert "past its end" in konya["why"]["en"]
    assert "süresi dolmuş" in konya["why"]["tr"]


def test_badges_follow_from_signatures_and_a_withdrawal_is_an_alarm(office: PaperOffice) -> None:
    client = office.client()
    by_place = {one["place"]: one for one in told(client)["packages"]}
    assert set(by_place) == {NEW, OLD, FAR}
    assert by_place[NEW]["badge"]["standing"] == "reproduced"
    assert by_place[NEW]["badge"]["reproduced_by"] == ["bursa"]
    assert (by_place[FAR]["badge"], by_place[FAR]["held"]) == (None, False)
    assert by_place[OLD]["withdrawn"]["reason"]["en"] == WHY
    assert [one["place"] for one in told(client)["alarms"]] == [OLD]
    assert client.get("/api/exchange/alarms").json() == {"withdrawn": 1, "running": 1, "waiting": 0}


def test_a_package_tells_its_card_claims_evidence_and_checks_in_both_languages(office: PaperOffice) -> None:
    one = told(office.client(), NEW)
    inside = one["package"]
    assert "Looks 40 s ahead" in inside["card"]["en"]
    assert "40 sn ileriye" in inside["card"]["tr"]
    assert inside["claims"][0]["evidence"] == inside["evidence"][0]["file"]
    assert inside["evidence"][0]["signed_by"] == ["izmir"]
    assert inside["evidence"][0]["change"] == {name: proof()["delay"][name] for name in ("change", "low", "high")}
    outcomes = {check["name"]: check["outcome"] for check in one["checks"]}
    assert set(outcomes.values()) == {"passed", "flagged"}
    assert outcomes["partners"] == "flagged"


def test_the_next_step_names_what_it_needs_who_decides_and_what_is_typed(office: PaperOffice, home: Path) -> None:
    life = told(office.client(), NEW)["life"]
    assert life["state"] == "proven"
    (step,) = life["next"]
    assert step["state"] == "shadow"
    assert step["persons"] == [["engineer"], ["safety_approver"]]
    assert step["command"].startswith(f"meydan exchange shadow {home} {NEW} ")
    assert [one["state"] for one in life["records"]] == ["proven", "adapted", "verified", "found"]
    assert life["records"][0]["people"] == [{"name": "ece", "role": "engineer"}]


def test_an_engineer_fetches_and_verifies_a_package(office: PaperOffice, home: Path) -> None:
    client = office.signed_in("ece")
    before = told(client, FAR)
    assert (before["life"]["next"][0]["state"], before["package"]) == ("verified", None)
    answer = client.post("/api/exchange/verify", json={"place": FAR})
    assert answer.status_code == 204, answer.text
    after = told(client, FAR)
    assert (after["life"]["state"], after["verified"]) == ("verified", "yes")
    assert after["badge"]["standing"] == "self_reported"
    assert held_file(home, FAR).exists()
    steps = office.trail("exchange_step")[:2]
    assert [(one.entry.subject, one.entry.person) for one in steps] == [(FAR, "ece")] * 2


def test_what_its_city_withdrew_is_entered_and_goes_no_further(office: PaperOffice) -> None:
    client = office.signed_in("filiz")
    assert client.post("/api/exchange/verify", json={"place": OLD}).status_code == 204
    life = told(client, OLD)["life"]
    assert (life["state"], life["withdrawn"], life["runs"], life["next"]) == ("withdrawn", True, True, [])
    assert life["may_revert"]


def test_a_package_that_was_changed_here_is_refused_with_every_reason(office: PaperOffice, home: Path) -> None:
    held_file(home, FAR).write_bytes(b"not what Bursa published")
    client = office.signed_in("ece")
    answer = client.post("/api/exchange/verify", json={"place": FAR})
    assert (answer.status_code, code(answer)) == (409, "life.refused")
    assert answer.json()["detail"]["why"][0]["tr"]
    assert told(client, FAR)["verified"] == "failed"


@pytest.mark.parametrize("name", ["vedat", "deniz", "root"])
def test_who_has_no_part_in_it_may_look_and_do_nothing(office: PaperOffice, name: str) -> None:
    client, steps = office.signed_in(name), len(office.trail("exchange_step"))
    for path, asked in (
        ("update", {"city": "izmir"}),
        ("verify", {"place": FAR}),
        ("reject", {"place": NEW, "why": WHY}),
        ("revert", {"place": OLD, "why": WHY}),
    ):
        answer = client.post(f"/api/exchange/{path}", json=asked)
        assert (answer.status_code, code(answer)) == (403, "account.not_allowed")
    assert len(office.trail("exchange_step")) == steps
    assert told(client, NEW)["life"]["state"] == "proven"


@pytest.mark.parametrize("name", ["ayse", "ece", "can", "filiz"])
def test_one_person_rejects_with_a_reason_at_once(office: PaperOffice, name: str) -> None:
    client = office.signed_in(name)
    assert client.post("/api/exchange/reject", json={"place": NEW, "why": ""}).status_code == 422
    assert client.post("/api/exchange/reject", json={"place": NEW, "why": WHY}).status_code == 204
    life = told(client, NEW)["life"]
    assert (life["state"], life["records"][0]["why"], life["may_reject"]) == ("rejected", WHY, False)
    assert life["records"][0]["people"][0]["name"] == name


def test_one_operator_goes_back_to_what_ran_before(office: PaperOffice) -> None:
    client = office.signed_in("ayse")
    blocked = client.post("/api/exchange/reject", json={"place": OLD, "why": WHY})
    assert (blocked.status_code, code(blocked)) == (409, "life.refused")  # what runs is reverted, not rejected
    assert client.post("/api/exchange/revert", json={"place": OLD, "why": WHY}).status_code == 204
    assert told(client, OLD)["life"]["state"] == "reverted"
    assert told(client)["alarms"] == []


def test_a_registry_is_read_anew_and_one_that_cannot_be_says_why(office: PaperOffice, made: Path) -> None:
    client = office.signed_in("filiz")
    assert client.post("/api/exchange/update", json={"city": "izmir"}).status_code == 204
    expired = client.post("/api/exchange/update", json={"city": "konya"})
    assert (expired.status_code, code(expired)) == (409, "registry.expired")
    nobody = client.post("/api/exchange/update", json={"city": "../izmir"})
    assert (nobody.status_code, code(nobody)) == (409, "trust.nobody")


def test_records_that_were_changed_are_told_before_anything_else(office: PaperOffice, home: Path) -> None:
    file = dossier_folder(home, NEW) / "dossier.jsonl"
    file.write_text(file.read_text().replace("ece", "ali"))
    found = told(office.client())
    assert found["trouble"][0]["en"]
    assert {one["life"]["state"] for one in found["packages"]} == {"found"}
    client = office.signed_in("ece")
    answer = client.post("/api/exchange/reject", json={"place": NEW, "why": WHY})
    assert (answer.status_code, code(answer)) == (409, "life.changed_dossier")


def test_what_is_nowhere_is_not_found(office: PaperOffice) -> None:
    for place in ("", "izmir/nothing-1.0.0.meydan", "../../etc/passwd"):
        assert office.client().get("/api/exchange/package", params={"place": place}).status_code == 404
