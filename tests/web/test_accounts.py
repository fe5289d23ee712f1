"""Signing in, sessions, invitations, and what each role may: promises P-17, P-19, P-23, P-24 and P-29."""

import time

import httpx2
import pytest
from starlette.testclient import TestClient

from meydan.city.errors import FieldError
from meydan.city.instant import later
from meydan.store.office.people import By, change_person, invite_first
from meydan.store.office.sessions import IDLE_S, LONGEST_S, end_session
from meydan.web.access import Access, check_access
from tests.web.paper_office import PASSWORD, PEOPLE, PaperOffice, code
from tests.web.serving import served

SIGN_IN = {"name": "ayse", "password": PASSWORD}
ASKED = {"id": "override-1", "junction": "J1", "action": "plan", "plan": "day", "cause": "test", "lasts_s": 600}
NEW = {"name": "yeni", "role": "operator", "areas": ["west"]}


def test_who_signs_in_is_known_until_signing_out(office: PaperOffice) -> None:
    client = office.client()
    assert client.get("/api/me").json() == {
        "name": "", "role": "", "acts": [], "junctions": [], "sees": True, "accounts": True,
    }  # fmt: skip
    assert client.post("/api/session", json=SIGN_IN).status_code == 204
    assert client.get("/api/me").json() == {
        "name": "ayse",
        "role": "operator",
        "acts": ["handle_alarms", "override", "see", "set_pace"],
        "junctions": ["J1", "J2"],
        "sees": True,
        "accounts": True,
    }
    token = client.cookies["meydan"]
    assert client.delete("/api/session").status_code == 204
    assert client.get("/api/me").json()["name"] == ""
    client.cookies.set("meydan", token)
    assert client.get("/api/me").json()["name"] == ""  # the token itself is dead
    assert [e.entry.act for e in office.trail()][:2] == ["signed_out", "signed_in"]


def test_the_cookie_is_out_of_reach_of_scripts_and_of_other_sites(office: PaperOffice) -> None:
    cookie = office.client().post("/api/session", json=SIGN_IN).headers["set-cookie"].lower()
    parts = {part.strip() for part in cookie.split(";")}
    assert {"httponly", "samesite=strict", "path=/"} <= parts
    assert len(cookie.split(";")[0].removeprefix("meydan=")) == 43  # 256 bits


def test_behind_tls_the_cookie_is_secure_and_bound_to_the_host(public_office: PaperOffice) -> None:
    answer = public_office.client().post("/api/session", json=SIGN_IN)
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("__Host-meydan=")
    assert "Secure" in cookie
    assert "max-age" in answer.headers["strict-transport-security"]


@pytest.mark.parametrize(
    "asked",
    [{"name": "ayse", "password": "wrong"}, {"name": "nobody", "password": PASSWORD}, {"name": "", "password": ""}],
)
def test_a_wrong_sign_in_says_not_what_was_wrong(office: PaperOffice, asked: dict[str, str]) -> None:
    answer = office.client().post("/api/session", json=asked)
    assert (answer.status_code, code(answer)) == (401, "account.wrong")
    assert "set-cookie" not in answer.headers


def test_a_failed_sign_in_is_written_down_but_never_what_was_typed_as_a_name(office: PaperOffice) -> None:
    client = office.client()
    client.post("/api/session", json={"name": "ayse", "password": "secret-typed-wrong"})
    client.post("/api/session", json={"name": "secret-typed-as-name", "password": "x"})
    assert [e.entry.subject for e in office.trail("sign_in_failed")] == ["-", "ayse"]
    assert "secret" not in "".join(str(e) for e in office.trail())


def test_a_disabled_account_cannot_sign_in_and_is_out_at_once(office: PaperOffice) -> None:
    client = office.signed_in("ayse")
    ayse = PEOPLE[0]
    change_person(
        office.office, type(ayse)(ayse.name, ayse.role, ayse.areas, disabled=True), By("root", "-", office.wall.t)
    )
    assert client.post("/api/overrides", json=ASKED).status_code == 401
    assert office.client().post("/api/session", json=SIGN_IN).status_code == 401


def test_five_sign_ins_a_minute_for_an_account_and_no_lock_out(office: PaperOffice) -> None:
    client = office.client()
    wrong = {"name": "ayse", "password": "wrong"}
    assert [client.post("/api/session", json=wrong).status_code for _ in range(6)] == [401] * 5 + [429]
    answer = client.post("/api/session", json=SIGN_IN)
    assert (answer.status_code, code(answer)) == (429, "account.too_many")
    assert answer.json()["detail"]["values"] == {"wait_s": 60}
    assert client.post("/api/session", json=SIGN_IN | {"name": "veli"}).status_code == 204
    office.clock.s += 60
    assert client.post("/api/session", json=SIGN_IN).status_code == 204


def test_twenty_sign_ins_a_minute_from_an_address(office: PaperOffice) -> None:
    client = office.client()
    tried = [client.post("/api/session", json={"name": f"n{i}", "password": "x"}).status_code for i in range(21)]
    assert tried == [401] * 20 + [429]


def test_a_session_ends_when_idle_and_after_twelve_hours(office: PaperOffice) -> None:
    client = office.signed_in("ayse")
    office.wall.pass_s(IDLE_S - 10)
    assert client.get("/api/me").json()["name"] == "ayse"  # and is awake again
    office.wall.pass_s(IDLE_S - 10)
    assert client.get("/api/me").json()["name"] == "ayse"
    office.wall.pass_s(IDLE_S + 1)
    assert client.get("/api/me").json()["name"] == ""
    busy = office.signed_in("veli")
    for _ in range(round(LONGEST_S / 1200)):
        assert busy.get("/api/me").json()["name"] == "veli"
        office.wall.pass_s(1200)
    office.wall.pass_s(1)
    assert busy.get("/api/me").json()["name"] == ""


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "", "https://127.0.0.1:8800", None])
@pytest.mark.parametrize(
    ("method", "path", "asked"),
    [
        ("POST", "/api/session", SIGN_IN),
        ("DELETE", "/api/session", None),
        ("POST", "/api/session/proof", {"password": PASSWORD}),
        ("POST", "/api/invitation", {"token": "x", "password": PASSWORD}),
        ("POST", "/api/invitation/look", {"token": "x"}),
        ("POST", "/api/people", NEW),
        ("PUT", "/api/people/ayse", {"role": "admin", "areas": []}),
        ("POST", "/api/people/ayse/invitation", None),
        ("POST", "/api/overrides", ASKED),
        ("DELETE", "/api/overrides/J1/override-1", None),
    ],
)
def test_another_site_can_do_nothing_in_the_name_of_a_person(
    office: PaperOffice, origin: str | None, method: str, path: str, asked: dict[str, object] | None
) -> None:
    client = office.signed_in("root")
    del client.headers["Origin"]
    headers = {} if origin is None else {"Origin": origin}
    answer = client.request(method, path, json=asked, headers=headers)
    assert answer.status_code == 403
    assert answer.json() == {"detail": "Origin must be this server"}


def test_a_form_of_another_site_is_not_understood(office: PaperOffice) -> None:
    answer = office.client().post("/api/session", content=b'{"name":"ayse"}', headers={"Content-Type": "text/plain"})
    assert answer.status_code == 422


MATRIX = {  # who may see accounts, who the audit trail, who may take a junction
    "root": (200, 403, 403),
    "ayse": (403, 403, 202),
    "ece": (403, 403, 403),
    "can": (403, 403, 403),
    "filiz": (403, 403, 403),
    "deniz": (403, 200, 403),
    "vedat": (403, 403, 403),
}


@pytest.mark.parametrize("name", MATRIX)
def test_each_role_may_what_it_is_for(office: PaperOffice, name: str) -> None:
    client = office.signed_in(name)
    answers = (client.get("/api/people"), client.get("/api/audit"), client.post("/api/overrides", json=ASKED))
    assert tuple(answer.status_code for answer in answers) == MATRIX[name]


@pytest.mark.parametrize("path", ["/api/people", "/api/audit"])
def test_the_office_is_closed_to_whoever_is_not_signed_in(office: PaperOffice, path: str) -> None:
    assert code(office.client().get(path)) == "account.sign_in"


def test_an_account_is_added_invited_changed_and_listed(office: PaperOffice) -> None:
    admin = office.signed_in("root")
    token = admin.post("/api/people", json=NEW).json()["token"]
    newcomer = office.client()
    assert newcomer.post("/api/invitation/look", json={"token": token}).json() == {"name": "yeni"}
    chosen = {"token": token, "password": "another long password"}
    assert newcomer.post("/api/invitation", json=chosen).status_code == 204
    assert newcomer.get("/api/me").json()["name"] == "yeni"
    assert code(newcomer.post("/api/invitation", json=chosen)) == "office.no_invitation"
    change = {"role": "viewer", "areas": [], "disabled": False}
    assert admin.put("/api/people/yeni", json=change).status_code == 204
    assert newcomer.get("/api/me").json()["name"] == ""  # other rights begin with another session
    told = admin.get("/api/people").json()
    assert told["areas"] == ["east", "west"]
    assert {"name": "yeni", "role": "viewer", "areas": [], "disabled": False, "has_password": True} in told["people"]
    acts = [(e.entry.person, e.entry.act) for e in office.trail() if e.entry.subject == "yeni"]
    assert acts == [
        ("root", "person_changed"), ("yeni", "signed_in"), ("yeni", "password_set"), ("root", "person_added"),
    ]  # fmt: skip


def test_managing_accounts_needs_the_password_typed_a_moment_ago(office: PaperOffice) -> None:
    admin = office.signed_in("root")
    office.wall.pass_s(301)
    assert code(admin.post("/api/people", json=NEW)) == "account.prove"
    assert code(admin.put("/api/people/ayse", json={"role": "viewer", "areas": []})) == "account.prove"
    assert code(admin.post("/api/people/ayse/invitation")) == "account.prove"
    assert admin.post("/api/session/proof", json={"password": "wrong"}).status_code == 401
    assert code(admin.post("/api/people", json=NEW)) == "account.prove"
    assert admin.post("/api/session/proof", json={"password": PASSWORD}).status_code == 204
    assert admin.post("/api/people", json=NEW).status_code == 201


@pytest.mark.parametrize(
    ("asked", "status", "said"),
    [
        (NEW | {"name": "Yeni"}, 422, "office.bad_name"),
        (NEW | {"name": "ayse"}, 409, "office.name_taken"),
        (NEW | {"areas": ["north"]}, 422, "account.no_area"),
    ],
)
def test_an_account_that_cannot_be_is_refused(
    office: PaperOffice, asked: dict[str, object], status: int, said: str
) -> None:
    answer = office.signed_in("root").post("/api/people", json=asked)
    assert (answer.status_code, code(answer)) == (status, said)


def test_a_short_password_is_refused_and_the_invitation_stays_good(office: PaperOffice) -> None:
    token = office.signed_in("root").post("/api/people", json=NEW).json()["token"]
    client = office.client()
    assert code(client.post("/api/invitation", json={"token": token, "password": "short"})) == "account.short_password"
    assert client.post("/api/invitation", json={"token": token, "password": PASSWORD}).status_code == 204


def test_what_was_typed_is_not_sent_back(office: PaperOffice) -> None:
    answer = office.client().post("/api/session", json={"name": "ayse", "password": "canary" * 1000})
    assert answer.status_code == 422
    assert "canary" not in answer.text


def test_the_first_start_makes_the_administrator(bare_office: PaperOffice) -> None:
    client = bare_office.client()
    assert client.get("/api/me").json()["accounts"] is False
    assert client.get("/api/city").status_code == 200  # the map needs no account
    assert client.post("/api/pace", json={"speed": 5, "paused": False}).status_code == 200  # as long as there is none
    token = invite_first(bare_office.office, bare_office.wall.t)
    assert client.post("/api/invitation/look", json={"token": token}).json() == {"name": ""}
    chosen = {"token": token, "name": "root", "password": PASSWORD}
    assert client.post("/api/invitation", json=chosen).status_code == 204
    assert client.get("/api/me").json()["role"] == "admin"
    assert client.post("/api/pace", json={"speed": 1, "paused": False}).status_code == 403  # no traffic rights
    assert bare_office.client().post("/api/pace", json={"speed": 1, "paused": False}).status_code == 401


def test_an_invitation_that_is_too_old_is_refused(bare_office: PaperOffice) -> None:
    token = invite_first(bare_office.office, later(bare_office.wall.t, -49 * 3600))
    answer = bare_office.client().post("/api/invitation", json={"token": token, "name": "root", "password": PASSWORD})
    assert (answer.status_code, code(answer)) == (410, "office.no_invitation")


@pytest.mark.parametrize("path", ["/api/city", "/api/roads", "/api/junctions/J1", "/api/live", "/api/live/J1"])
def test_where_others_can_come_nothing_is_seen_without_an_account(public_office: PaperOffice, path: str) -> None:
    assert code(public_office.client().get(path)) == "account.sign_in"


def test_where_others_can_come_the_page_and_its_words_are_there_to_sign_in(public_office: PaperOffice) -> None:
    client = public_office.client()
    for path in ("/", "/api/words/tr", "/static/js/main.mjs"):
        assert client.get(path).status_code == 200
    me = client.get("/api/me").json()
    assert (me["sees"], me["accounts"]) == (False, True)
    assert public_office.signed_in("vedat").get("/api/city").status_code == 200


def test_only_the_public_name_and_this_machine_are_answered(public_office: PaperOffice) -> None:
    client = public_office.client()
    assert client.get("/", headers={"Host": "signals.example:443"}).status_code == 200
    assert client.get("/", headers={"Host": "evil.example"}).status_code == 400


def test_what_a_person_sees_is_kept_by_nobody(office: PaperOffice) -> None:
    client = office.signed_in("root")
    for path in ("/api/me", "/api/people", "/api/city"):
        assert client.get(path).headers["cache-control"] == "no-store"


def test_no_secret_shows_in_the_documentation_or_in_answers(office: PaperOffice) -> None:
    client = office.signed_in("root")
    token = client.cookies["meydan"]
    told = [client.get(path).text for path in ("/api/openapi.json", "/api/me", "/api/people")]
    assert not any(token in text or PASSWORD in text or "argon2" in text for text in told)


@pytest.mark.parametrize(
    ("access", "has_accounts", "said"),
    [
        (Access(), False, None),
        (Access("0.0.0.0"), True, "web.not_loopback"),
        (Access("0.0.0.0", proxy="10.0.0.2"), False, "web.no_accounts"),
        (Access("127.0.0.1", proxy="127.0.0.1"), False, "web.no_accounts"),
        (Access("0.0.0.0", proxy="10.0.0.2"), True, None),
    ],
)
def test_others_are_served_only_with_tls_and_accounts(access: Access, has_accounts: bool, said: str | None) -> None:
    found = None
    try:
        check_access(access, has_accounts=has_accounts)
    except FieldError as error:
        found = error.code
    assert found == said


def test_the_audit_trail_is_searched_page_by_page(office: PaperOffice) -> None:
    auditor: TestClient = office.signed_in("deniz")
    first = auditor.get("/api/audit", params={"most": 5}).json()
    assert first["more"] is True
    numbers = [entry["number"] for entry in first["entries"]]
    assert numbers == sorted(numbers, reverse=True)
    second = auditor.get("/api/audit", params={"most": 5, "before": numbers[-1]}).json()
    assert [entry["number"] for entry in second["entries"]] == [numbers[-1] - i for i in range(1, 6)]
    only = auditor.get("/api/audit", params={"act": "person_added", "text": "AYSE"}).json()
    assert [entry["subject"] for entry in only["entries"]] == ["ayse"]
    assert auditor.get("/api/audit", params={"most": 0}).status_code == 422
    assert auditor.get("/api/audit", params={"nonsense": 1}).status_code == 422


def test_an_open_map_ends_within_five_seconds_of_signing_out(public_office: PaperOffice) -> None:
    public_office.reception.cookie = "meydan"  # as a browser without TLS would keep it
    client = public_office.signed_in("vedat")
    token = client.cookies["meydan"]
    public_office.app.state.access = Access()  # served here in the clear; the reception stays as strict
    with served(public_office.app) as server:
        headers = {"Cookie": f"meydan={token}"}
        with httpx2.stream("GET", f"{server.address}/api/live", headers=headers, timeout=20) as answer:
            assert answer.status_code == 200
            lines = answer.iter_lines()
            next(lines)
            end_session(public_office.office, token, By("vedat", "-", public_office.wall.t))
            ended_at = time.monotonic()
            for _ in lines:  # until the server ends the stream
                assert time.monotonic() - ended_at < 5
        assert httpx2.get(f"{server.address}/api/live", headers=headers).status_code == 401
