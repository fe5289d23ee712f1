"""The page of measures in a real browser: the worst junction first, one in detail, in both languages."""

from collections.abc import Iterator
from itertools import chain

import pytest
from playwright.sync_api import expect

from meydan.centre.loop import Centre
from meydan.city.words.live_measures import LIVE_MEASURES
from meydan.web.lately import Lately
from tests.paper_street import started
from tests.web.browsing import PHONE, OpenPage, texts
from tests.web.paper_city import paper_app
from tests.web.passing import passing
from tests.web.serving import Served, served
from tests.web.test_page_words import is_of_no_language, looks_unfinished

pytestmark = pytest.mark.browser


@pytest.fixture
def measured(centre: Centre) -> Iterator[Served]:
    """Serve a city in which J2 fails in every second cycle, J1 in every fifth, and of others nothing is known."""
    lately = Lately(centre.city)
    habits = {"J1": (3, 1, 5), "J2": (1, 3, 2)}
    streams = [passing(name, on_green=g, on_red=r, fails=f) for name, (g, r, f) in habits.items()]
    for event in (started(), *sorted(chain(*streams), key=lambda event: event.t)):
        lately.hear(event)
    with served(paper_app(centre, lately=lately)) as server:
        yield server


def test_the_worst_junction_comes_first_and_opens(measured: Served, open_page: OpenPage) -> None:
    page = open_page(measured.address, at="/?page=measures", drawn=False)
    rows = page.locator(".measure-table tbody tr")
    expect(rows).to_have_count(8)
    expect(rows.nth(0)).to_contain_text("Çınar – İğde")
    expect(rows.nth(1)).to_contain_text("Şişli – Iğdır")
    expect(rows.nth(2)).to_contain_text("–")
    page.get_by_label("Find a junction").fill("sisli")
    expect(rows).to_have_count(1)
    page.get_by_role("button", name="Şişli – Iğdır").click()
    expect(page.get_by_role("heading", name="Şişli – Iğdır")).to_be_visible()
    expect(page.locator(".diagram svg")).to_have_attribute(
        "aria-label", "Coordination diagram of P1: 59 vehicles in 15 cycles"
    )
    page.get_by_role("button", name="All junctions").click()
    expect(rows).to_have_count(1)


@pytest.mark.parametrize("at", ["/?page=measures", "/?page=measures#J1", "/?page=measures#J7"])
def test_every_word_of_the_measures_changes_with_the_language(measured: Served, open_page: OpenPage, at: str) -> None:
    page = open_page(measured.address, at=at, size=PHONE, theme="dark", drawn=False)
    expect(page.locator(".measure-table, .nobody").first).to_be_visible()
    english = texts(page)
    page.get_by_role("button", name="TR", exact=True).click()
    expect(page.get_by_role("button", name="Ölçütler", exact=True)).to_be_visible()
    turkish = texts(page)
    assert [text for text in english + turkish if looks_unfinished(text)] == []
    shared = {s.en for s in LIVE_MEASURES.values() if s.en == s.tr}
    same = {text for text in set(english) & set(turkish) if not is_of_no_language(text.strip("‹− "))} - shared - {"‹"}
    assert same == set()
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


def test_the_panel_leads_to_the_measures_of_its_junction(measured: Served, open_page: OpenPage) -> None:
    page = open_page(measured.address, at="/#J1", drawn=False)
    page.get_by_role("button", name="Measures of the last quarter of an hour").click()
    expect(page.locator(".measure-sums")).to_be_visible()
    assert page.evaluate("() => location.search + location.hash") == "?page=measures#J1"
