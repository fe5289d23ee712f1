"""What the page says of a street: that it is virtual or only listened to, and the alarms of its controllers."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from starlette.testclient import TestClient

from meydan.centre.loop import Centre
from meydan.city.events import AlarmChanged, HealthChanged, LinkMeasured
from meydan.web.app import create_app
from meydan.web.facts import Signs
from tests.web.browsing import OpenPage
from tests.web.paper_city import NOW_S, Clock, PaperControl, at, every_state, paper_app, paper_roads
from tests.web.serving import Served, served

HERE = "http://127.0.0.1:8800"
ALARMS = (
    AlarmChanged(at(NOW_S), "J1", "DL1", "A0301", True, True, False, 3, at(NOW_S - 3 * 3600), "detector DL1"),
    AlarmChanged(at(NOW_S), "J1", "SG2", "A0201", True, False, False, 2, at(NOW_S - 90), "color red"),
    AlarmChanged(at(NOW_S), "J1", "TC", "A0010", False, False, False, 3, at(NOW_S - 20)),
    AlarmChanged(at(NOW_S), "J1", "TC", "A0999", True, False, True, 1, at(NOW_S - 5 * 86_400)),
    HealthChanged(at(NOW_S), "J1", ("fault", "in_use"), at(NOW_S)),
    LinkMeasured(at(NOW_S), "J1", "RN+SI0001", "3.2.2, SXL 1.2.1", -2.34, 0.0121),
)
SHOWN = {
    "en": [
        "urgent An alarm of the controller's own A0999 · TC suspended for 5 days",
        "serious Serious lamp error A0201 · SG2 · color red active for 1 min",
        "slight Detector error (hardware) A0301 · DL1 · detector DL1 active, acknowledged for 3 h",
        "slight The cabinet's door is open A0010 · TC over, not acknowledged for 20 s",
        "slight A detector cannot be believed raised by the centre · P3a · always occupied active for 1 s",
        "slight The controller's clock is wrong raised by the centre · 2.3 s behind active for 0 s",
    ],
    "tr": [
        "acil Cihaza özgü bir alarm A0999 · TC susturuldu 5 gündür",
        "ciddi Ciddi lamba hatası A0201 · SG2 · color red sürüyor 1 dk'dır",
        "hafif Dedektör hatası (donanım) A0301 · DL1 · detector DL1 sürüyor, görüldü 3 saattir",
        "hafif Pano kapısı açık A0010 · TC bitti, görülmedi 20 sn'dir",
        "hafif Bir dedektöre güvenilemiyor merkezin alarmı · P3a · hep dolu sürüyor 1 sn'dir",
        "hafif Cihazın saati yanlış merkezin alarmı · 2,3 sn geri sürüyor 0 sn'dir",
    ],
}
NEWS = {
    "en": [
        "The controller reports a fault",
        "Alarm suspended: A0999, TC",
        "Alarm over: The cabinet's door is open, TC",
    ],
    "tr": ["Cihaz arıza bildiriyor", "Alarm susturuldu: A0999, TC", "Alarm bitti: Pano kapısı açık, TC"],
}


def troubled() -> Centre:
    centre = every_state()
    for event in ALARMS:
        centre.handle(event)
    return centre


@pytest.fixture
def virtual() -> Iterator[Served]:
    centre = troubled()
    with served(
        create_app(
            centre,
            None,
            paper_roads(centre.city),
            control=PaperControl(centre),
            signs=Signs(virtual=True),
            clock=Clock(),
        )
    ) as server:
        yield server


def keep_picture(page: Page, name: str) -> None:
    """Keep a picture where somebody asked for pictures, to look at."""
    if folder := os.environ.get("MEYDAN_PICTURES"):
        page.screenshot(path=Path(folder) / f"{name}.png")


@pytest.mark.browser
@pytest.mark.parametrize("language", ["en", "tr"])
def test_alarms_stand_in_the_panel_the_worst_first_with_their_age(
    virtual: Served, open_page: OpenPage, language: str
) -> None:
    page = open_page(virtual.address, language=language, at="/#J1")
    rows = page.locator(".alarms li")
    expect(rows).to_have_count(6)
    keep_picture(page, f"alarms-{language}")
    assert [" ".join(text.split()) for text in rows.all_inner_texts()] == SHOWN[language]
    told = page.locator(".news li p").all_text_contents()
    assert told[:3] == NEWS[language]


LINK = {
    "en": ["RN+SI0001", "3.2.2, SXL 1.2.1", "0 s ago", "2.3 s behind", "12 ms", "03:01:40"],
    "tr": ["RN+SI0001", "3.2.2, SXL 1.2.1", "0 sn önce", "2,3 sn geri", "12 ms", "03:01:40"],
}


@pytest.mark.browser
@pytest.mark.parametrize("language", ["en", "tr"])
def test_the_panel_says_how_the_controller_is_connected(virtual: Served, open_page: OpenPage, language: str) -> None:
    page = open_page(virtual.address, language=language, at="/#J1")
    page.locator(".link").scroll_into_view_if_needed()
    keep_picture(page, f"link-{language}")
    assert page.locator(".link dd").all_text_contents() == LINK[language]
    expect(page.locator(".link .is-bad dd")).to_have_text(LINK[language][3])


@pytest.mark.browser
def test_a_junction_without_alarms_has_no_list_of_them(virtual: Served, open_page: OpenPage) -> None:
    page = open_page(virtual.address, at="/#J3")
    expect(page.locator(".why")).to_be_visible()
    expect(page.locator(".alarms")).to_have_count(0)


@pytest.mark.browser
@pytest.mark.parametrize(
    ("language", "theme", "says"), [("en", "light", "VIRTUAL STREET"), ("tr", "dark", "SANAL SOKAK")]
)
def test_a_virtual_street_says_so_at_all_times(
    virtual: Served, open_page: OpenPage, language: str, theme: str, says: str
) -> None:
    page = open_page(virtual.address, language=language, theme=theme)
    expect(page.locator(".twin-sign strong")).to_have_text(says)
    expect(page.locator(".shell.is-twin")).to_be_visible()
    expect(page.locator(".pace")).to_have_count(0)
    keep_picture(page, f"virtual-{language}")


def test_the_city_tells_what_its_field_is(centre: Centre) -> None:
    roads = paper_roads(centre.city)
    told = []
    for app in (
        paper_app(centre),
        create_app(centre, None, roads, control=PaperControl(centre), signs=Signs(read_only=True)),
        create_app(centre, None, roads, control=PaperControl(centre), signs=Signs(virtual=True)),
    ):
        with TestClient(app, base_url=HERE) as client:
            facts = client.get("/api/city").json()
        told.append((facts["twin"], facts["virtual"], facts["read_only"]))
    assert told == [(False, False, False), (False, False, True), (False, True, False)]
