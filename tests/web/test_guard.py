"""Who may ask, and what a browser may do with the answer."""

import re

import pytest
from starlette.testclient import TestClient

from meydan.web.pages import PAGE, import_map_hash
from tests.web.conftest import HERE
from tests.web.paper_city import PaperPace

WISH = {"speed": 5, "paused": True}


@pytest.mark.parametrize("host", ["127.0.0.1:8800", "127.0.0.1", "localhost:1", "LOCALHOST", "[::1]:8800"])
def test_this_machine_is_answered(street: TestClient, host: str) -> None:
    assert street.get("/api/city", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "10.0.0.1", "", "[", "localhost.", "a@b"])
@pytest.mark.parametrize("path", ["/", "/api/city", "/static/js/main.mjs", "/api/openapi.json"])
def test_a_name_from_elsewhere_is_refused(street: TestClient, host: str, path: str) -> None:
    answer = street.get(path, headers={"Host": host})
    assert (answer.status_code, answer.text) == (400, "Unknown host")


@pytest.mark.parametrize("path", ["/", "/api/city", "/static/js/main.mjs", "/api/junctions/none", "/nowhere"])
def test_every_answer_tells_the_browser_to_be_careful(street: TestClient, path: str) -> None:
    headers = street.get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert "default-src 'none'" in headers["content-security-policy"]


def test_a_refused_name_gets_the_headers_too(street: TestClient) -> None:
    assert "content-security-policy" in street.get("/", headers={"Host": "evil.example"}).headers


def test_the_policy_lets_nothing_in_from_elsewhere(street: TestClient) -> None:
    policy = street.get("/").headers["content-security-policy"]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    allowed = {source for rule in rules.values() for source in rule.split()}
    own_map = f"'sha256-{import_map_hash(PAGE.read_text(encoding='utf-8'))}'"
    assert allowed == {"'none'", "'self'", "data:", "blob:", own_map}
    assert rules["script-src"] == f"'self' {own_map}"
    assert rules["connect-src"] == "'self'"


def test_the_page_holds_no_script_but_its_import_map() -> None:
    page = PAGE.read_text(encoding="utf-8")
    inline = re.findall(r"<script(?![^>]*\ssrc=)([^>]*)>", page)
    assert inline == [' type="importmap"']
    assert not re.search(r"\son\w+=|<style|\sstyle=|https?://", page)


def test_a_page_without_import_map_is_a_bug() -> None:
    with pytest.raises(ValueError, match="import map"):
        import_map_hash("<html></html>")


@pytest.mark.parametrize(
    "origin",
    [
        "http://evil.example",
        "null",
        "http://127.0.0.1:8801",
        "http://127.0.0.1",
        "http://localhost:8800",
        "",
        "http://[",
    ],
)
def test_another_site_cannot_change_the_pace(twin: TestClient, pace: PaperPace, origin: str) -> None:
    answer = twin.post("/api/pace", json=WISH, headers={"Origin": origin})
    assert (answer.status_code, pace) == (403, PaperPace())


def test_who_does_not_say_where_from_cannot_change_the_pace(twin: TestClient, pace: PaperPace) -> None:
    assert (twin.post("/api/pace", json=WISH).status_code, pace) == (403, PaperPace())


def test_the_page_itself_can_change_the_pace(twin: TestClient, pace: PaperPace) -> None:
    answer = twin.post("/api/pace", json=WISH, headers={"Origin": HERE})
    assert (answer.status_code, pace) == (200, PaperPace(5, paused=True))
