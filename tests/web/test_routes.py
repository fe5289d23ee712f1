"""The API: words, roads, pace, and its own documentation."""

import json
import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

import meydan
from meydan.centre.loop import Centre
from meydan.city.words import CATALOGUE
from meydan.web.pages import STATIC
from tests.web.conftest import HERE
from tests.web.paper_city import PaperControl, PaperPace, paper_app

SOURCE = Path(meydan.__file__).parent
TOLD_BY = ("control", "safety", "centre", "field")  # who gives reasons to an operator


def words(client: TestClient, language: str) -> dict[str, str]:
    found: dict[str, str] = client.get(f"/api/words/{language}").json()
    return found


def test_both_languages_have_the_same_words(street: TestClient) -> None:
    english, turkish = words(street, "en"), words(street, "tr")
    assert english.keys() == turkish.keys()
    assert all(english.values())
    assert all(turkish.values())
    assert english["screen.why"] == "Why"
    assert turkish["screen.why"] == "Neden"


def test_turkish_keeps_its_letters(street: TestClient) -> None:
    told = street.get("/api/words/tr")
    assert told.headers["content-type"] == "application/json"
    assert set("ğşıİçöüĞŞÖÜÇ") & set(told.content.decode("utf-8")) >= set("ğşıİçöü")


def test_a_language_nobody_translated_is_refused(street: TestClient) -> None:
    assert street.get("/api/words/de").status_code == 422


def test_every_word_of_the_page_is_served_and_none_in_vain(street: TestClient) -> None:
    scripts = "\n".join(path.read_text(encoding="utf-8") for path in sorted((STATIC / "js").glob("*.mjs")))
    whole = {f"screen.{name}" for name in re.findall(r"word\(\s*\"(\w+)\"", scripts)}
    starts = {f"screen.{name}" for name in re.findall(r"word\(`(\w+_)\$\{", scripts)}
    mentioned = {f"screen.{name}" for name in re.findall(r"\"(\w+)\"", scripts)}  # such as word(cond ? "a" : "b")
    served = {code for code in words(street, "en") if code.startswith("screen.")}
    assert whole <= served
    assert {start for start in starts if not any(code.startswith(start) for code in served)} == set()
    assert {code for code in served - mentioned if not code.startswith(tuple(starts))} == set()


def reasons_in(path: Path) -> set[str]:
    """Return the codes of all reasons that a file gives."""
    return set(re.findall(r"\b[bB]ecause\(\s*\"([a-z_.]+)\"", path.read_text(encoding="utf-8")))


def test_every_reason_an_operator_can_get_is_served(street: TestClient) -> None:
    served = words(street, "tr")
    sources = [path for package in TOLD_BY for path in (SOURCE / package).rglob("*.py")]
    said = {code for path in sources for code in reasons_in(path)}
    assert len(said) > 40
    assert {code for code in said if code not in served} == set()
    assert served.keys() <= CATALOGUE.keys()


@pytest.mark.parametrize("path", ["/api/words/en", "/api/words/tr", "/api/roads"])
def test_what_a_client_holds_is_not_sent_again(street: TestClient, path: str) -> None:
    first = street.get(path)
    again = street.get(path, headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", first.headers["etag"])
    assert street.get(path, headers={"If-None-Match": '"other"'}).content == first.content


def test_the_two_languages_have_different_tags(street: TestClient) -> None:
    assert street.get("/api/words/en").headers["etag"] != street.get("/api/words/tr").headers["etag"]


def test_the_roads_are_geojson(street: TestClient) -> None:
    answer = street.get("/api/roads")
    assert answer.headers["content-type"] == "application/geo+json"
    assert {feature["properties"]["kind"] for feature in answer.json()["features"]} == {"road"}


@pytest.mark.parametrize(("speed", "paused"), [(0.25, False), (1000, True), (None, False), (2.5, False)])
def test_a_pace_that_is_allowed_is_set_and_confirmed(
    twin: TestClient, pace: PaperPace, speed: float | None, paused: bool
) -> None:
    answer = twin.post("/api/pace", json={"speed": speed, "paused": paused}, headers={"Origin": HERE})
    assert answer.json() == {"speed": speed, "paused": paused}
    assert pace == PaperPace(speed, paused)


@pytest.mark.parametrize(
    "wish",
    [
        '{"speed": 0.2, "paused": false}',
        '{"speed": 1001, "paused": false}',
        '{"speed": -1, "paused": false}',
        '{"speed": NaN, "paused": false}',
        '{"speed": Infinity, "paused": false}',
        '{"speed": "fast", "paused": false}',
        '{"speed": 1, "paused": "no"}',
        '{"speed": 1, "paused": 0}',
        '{"speed": 1}',
        '{"paused": true}',
        '{"speed": 1, "paused": false, "junction": "J1"}',
        "[]",
        "not json",
        "",
    ],
)
def test_any_other_pace_is_refused_whole(twin: TestClient, pace: PaperPace, wish: str) -> None:
    headers = {"Origin": HERE, "Content-Type": "application/json"}
    answer = twin.post("/api/pace", content=wish, headers=headers)
    assert (answer.status_code, pace) == (422, PaperPace())
    assert all(fault["msg"] and fault["loc"] for fault in answer.json()["detail"])


def test_a_form_of_another_page_is_no_pace(twin: TestClient, pace: PaperPace) -> None:
    headers = {"Origin": HERE, "Content-Type": "text/plain"}
    answer = twin.post("/api/pace", content='{"speed": 5, "paused": true}', headers=headers)
    assert (answer.status_code, pace) == (422, PaperPace())


def test_a_street_has_no_pace(street: TestClient) -> None:
    answer = street.post("/api/pace", json={"speed": 1, "paused": True}, headers={"Origin": HERE})
    assert answer.status_code == 409


def test_control_that_is_not_there_takes_no_pace(centre: Centre, pace: PaperPace) -> None:
    control = PaperControl(centre, pace)
    control.is_there = False
    with TestClient(paper_app(centre, pace, control=control), base_url=HERE) as client:
        answer = client.post("/api/pace", json={"speed": 5, "paused": True}, headers={"Origin": HERE})
    assert (answer.status_code, answer.json()["detail"]["code"], pace) == (503, "control.gone", PaperPace())


def test_every_route_of_the_api_is_documented(street: TestClient) -> None:
    told = street.get("/api/openapi.json").json()["paths"]
    assert {(path, method) for path, methods in told.items() for method in methods} == {
        ("/api/alarms", "get"),
        ("/api/city", "get"),
        ("/api/junctions/{junction}", "get"),
        ("/api/live", "get"),
        ("/api/live/{junction}", "get"),
        ("/api/measures", "get"),
        ("/api/measures/{junction}", "get"),
        ("/api/pace", "post"),
        ("/api/roads", "get"),
        ("/api/sites", "get"),
        ("/api/words/{language}", "get"),
    }


def test_every_answer_of_the_api_is_documented(street: TestClient) -> None:
    paths = street.get("/api/openapi.json").json()["paths"]
    for path, methods in paths.items():
        for told in methods.values():
            assert told["summary"], path
            assert told["tags"], path
            assert told["responses"]["200"]["content"], path
            assert all(answer["description"] for answer in told["responses"].values())
    codes = {path: set(told["responses"]) for path, methods in paths.items() for told in methods.values()}
    assert codes["/api/pace"] >= {"200", "403", "409", "422"}
    assert codes["/api/live"] >= {"200", "503"}
    assert codes["/api/live/{junction}"] >= {"200", "404", "503"}
    assert codes["/api/junctions/{junction}"] >= {"200", "404"}
    assert codes["/api/roads"] >= {"200", "304"}
    assert codes["/api/words/{language}"] >= {"200", "304", "422"}


def test_the_documentation_shows_the_models_that_are_told(street: TestClient) -> None:
    models = street.get("/api/openapi.json").json()["components"]["schemas"]
    for path, name in {"/api/city": "CityFacts", "/api/junctions/J1": "JunctionFacts"}.items():
        assert set(models[name]["properties"]) == set(street.get(path).json())
    assert set(models["PaceWish"]["required"]) == {"speed", "paused"}


def test_no_page_of_documentation_comes_from_another_site(street: TestClient) -> None:
    assert [street.get(path).status_code for path in ("/docs", "/redoc", "/openapi.json")] == [404, 404, 404]


def test_the_page_is_served_and_asked_for_anew(street: TestClient) -> None:
    page = street.get("/")
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert page.headers["cache-control"] == "no-cache"
    assert json.loads(re.findall(r"importmap\">(.*?)</script>", page.text, re.DOTALL)[0])["imports"]


def test_every_file_the_page_names_is_there_and_of_its_kind(street: TestClient) -> None:
    kinds = {".mjs": "text/javascript", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
    named = re.findall(r"\"(/static/[^\"]+)\"", street.get("/").text)
    assert len(named) > 12
    for path in named:
        answer = street.get(path)
        assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-cache"), path
        assert answer.headers["content-type"].split(";")[0] == kinds["." + path.rsplit(".", 1)[1]], path


@pytest.mark.parametrize("path", ["/static/../app.py", "/static/%2e%2e/app.py", "/static/nothing.js", "/static/"])
def test_no_other_file_is_served(street: TestClient, path: str) -> None:
    assert street.get(path).status_code == 404
