"""The public page in a real browser, without JavaScript: anybody can read it, on any screen."""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser

from meydan.exchange.register.exporting import write_page
from meydan.exchange.register.register import Register
from tests.exchange.axe import axe_violations
from tests.web.browsing import chromium

pytestmark = pytest.mark.browser
PAGES = ("index.html", "en.html")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory, register: Register, folder: Path) -> Path:
    into = tmp_path_factory.mktemp("page")
    write_page(register, folder, into)
    return into


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_that_keeps_anybody_out(
    browser: Browser, pages: Path, name: str, scheme: Literal["light", "dark"]
) -> None:
    page = browser.new_page(color_scheme=scheme)
    page.goto((pages / name).as_uri())
    assert axe_violations(page) == []


@pytest.mark.parametrize("name", PAGES)
def test_a_narrow_phone_shows_the_whole_width(browser: Browser, pages: Path, name: str) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 640})
    page.goto((pages / name).as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") == 360


def test_everything_is_there_without_javascript_and_links_lead_somewhere(browser: Browser, pages: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((pages / "index.html").as_uri())
    assert page.locator("article.effect").count() == 4
    page.get_by_role("link", name="English").click()
    assert page.get_by_role("heading", level=1).text_content() == "Smart junctions, together"
    targets = page.get_by_role("link").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    local = [target for target in targets if "://" not in target and not target.startswith("#")]
    assert [target for target in local if not (pages / target).is_file()] == []
    ids = page.locator("[id]").evaluate_all("found => found.map(one => one.id)")
    assert len(ids) == len(set(ids))
    assert {target[1:] for target in targets if target.startswith("#")} <= set(ids)
